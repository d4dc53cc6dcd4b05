"""Orders against their definitions, on every permutation of a few items."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.model.sentinels import NONE
from intertwine.plan.order import weave
from intertwine.plan.order.ordered_items import OrderMode, ToOrder
from intertwine.plan.order.ordering import order_items
from intertwine.plan.order.ranking import ranking
from tests.plan.orders import (
    MODES,
    broken_weight,
    every_order,
    items,
    may_leave,
    objective,
    pairs_of,
    series_of,
    to_order,
)

modes = st.sampled_from(MODES)


@given(items(), modes)
def test_no_order_gives_up_less(it: ToOrder, mode: OrderMode) -> None:
    found = order_items(it, mode)
    assert found.optimal
    assert sorted(found.order) == list(range(len(it)))
    assert broken_weight(it, found.order) == min(broken_weight(it, order) for order in every_order(it))


@given(items(acyclic=True), modes)
def test_pairs_without_a_circle_are_all_kept_and_so_is_every_season(it: ToOrder, mode: OrderMode) -> None:
    """The pairs go with the order of the rows, which is that of each series."""
    found = order_items(it, mode)
    assert (found.broken, found.backward, found.turns, found.circles) == ((), (), (), ())
    assert broken_weight(it, found.order) == (0, 0, 0)


@given(items(), st.sampled_from(["release", "story", "named"]))
def test_the_order_is_the_one_that_has_what_is_ranked_first_as_early_as_can_be(it: ToOrder, mode: OrderMode) -> None:
    found = order_items(it, mode)
    rank = ranking(it, mode).tolist()
    kept = set(pairs_of(it)) - {pairs_of(it)[n] for n in found.broken}
    kept |= {pair for chain in series_of(it, found.order).values() for pair in pairwise(chain)}

    def places(order: tuple[int, ...]) -> list[int]:
        return [order.index(item) for item in sorted(order, key=rank.__getitem__)]

    allowed = [order for order in every_order(it) if all(order.index(a) < order.index(b) for a, b in kept)]
    assert found.order == min(allowed, key=places)
    # The same order, said from the end: the last item is ranked as late as can be, then the last but one.
    assert found.order == max(allowed, key=lambda order: [rank[item] for item in reversed(order)])


@settings(max_examples=150)
@given(items())
def test_a_woven_order_costs_least(it: ToOrder) -> None:
    found = order_items(it, "woven")
    rank = ranking(it, "woven").tolist()
    kept = set(pairs_of(it)) - {pairs_of(it)[n] for n in found.broken}
    own = series_of(it, found.order)
    allowed = [
        order
        for order in every_order(it)
        if series_of(it, order) == own
        and all(order.index(a) < order.index(b) for a, b in kept)
        and may_leave(it, order, sorted(kept))
    ]
    assert found.order in allowed
    assert found.bound == found.cost == objective(it, found.order, rank)
    assert found.cost == min(objective(it, order, rank) for order in allowed)


@given(items(7), modes, st.randoms(use_true_random=False))
def test_numbers_of_items_and_series_do_not_matter(it: ToOrder, mode: OrderMode, random: object) -> None:
    shuffle = random.shuffle  # type: ignore[attr-defined]
    new = list(range(len(it)))
    shuffle(new)
    old = np.argsort(new)
    number, name = np.array(new, np.int32), np.array([2, 0, 1], np.int32)
    other = ToOrder(
        name[it.series[old]], it.season[old], it.place[old], it.release[old], it.story[old], it.named[old],
        number[it.cause], number[it.effect], it.strength, number[it.one], number[it.other], it.touch,
    )  # fmt: skip
    one, two = order_items(it, mode), order_items(other, mode)
    assert two.order == tuple(new[item] for item in one.order)
    assert (two.broken, two.backward, two.cost) == (one.broken, one.backward, one.cost)
    assert two.turns == tuple((new[a], new[b]) for a, b in one.turns)
    assert two.circles == tuple(tuple(new[item] for item in circle) for circle in one.circles)


def rows(*series: int) -> list[tuple[int, int, int, int, int]]:
    """Items of these series, released in this order."""
    return [(number, 1, n, NONE, NONE) for n, number in enumerate(series)]


def test_what_is_needed_is_pulled_forward_and_nothing_is_put_off() -> None:
    assert order_items(to_order(rows(0, 1, 2, 3), [(3, 1)]), "release").order == (0, 3, 1, 2)


def test_a_circle_is_named_and_loses_its_weakest_pair() -> None:
    found = order_items(to_order(rows(0, 1, 2, 3), [(0, 1), (1, 2), (2, 0)], strength=[2, 1, 2]), "release")
    assert (found.circles, found.broken, found.order) == (((0, 1, 2),), (1,), (2, 0, 1, 3))


def test_of_equally_strong_pairs_the_one_that_looks_back_is_given_up() -> None:
    found = order_items(to_order(rows(0, 1), [(0, 1), (1, 0)]), "release")
    assert (found.broken, found.order) == ((1,), (0, 1))


def test_a_pair_of_an_item_with_itself_is_a_circle_of_one() -> None:
    found = order_items(to_order(rows(0, 1), [(1, 1)]), "release")
    assert (found.circles, found.broken, found.order) == (((1,),), (0,), (0, 1))


def test_a_season_is_broken_only_as_far_as_a_cause_demands() -> None:
    """The fifth episode tells what was before the second. It is pulled forward, and the plan says so."""
    found = order_items(to_order(rows(0, 0, 0, 0, 0, 0), [(4, 1)]), "release")
    assert found.order == (0, 4, 1, 2, 3, 5)
    assert (found.turns, found.backward, found.broken, found.circles) == (((4, 1),), (0,), (), ())


def test_an_episode_that_needs_several_later_ones_is_put_off() -> None:
    found = order_items(to_order(rows(0, 0, 0, 0, 0), [(2, 0), (3, 0)]), "release")
    assert (found.order, found.turns) == ((1, 2, 3, 0, 4), ((3, 0),))


@pytest.mark.parametrize("length", [30, 200])
def test_one_link_backward_is_proved_however_long_the_series_is(length: int) -> None:
    follows = [(n, n + 3) for n in range(0, length - 3, 5)]
    found = order_items(to_order(rows(*[0] * length), [*follows, (length - 2, 2)]), "release")
    assert found.least_broken
    assert len(found.turns) == 1
    assert found.order.index(length - 2) < found.order.index(2)


def test_an_item_that_the_named_order_leaves_out_stands_by_release_after_its_series() -> None:
    named = [(0, 1, 0, NONE, 0), (0, 1, 1, NONE, NONE), (0, 1, 6, NONE, NONE), (1, 1, 5, NONE, 1), (2, 1, 3, NONE, 2)]
    assert order_items(to_order(named), "named").order == (0, 1, 3, 4, 2)
    assert order_items(to_order([*named, (3, 1, 4, NONE, NONE)]), "named").order == (0, 1, 5, 3, 4, 2)


def test_a_woven_order_changes_series_where_stories_meet() -> None:
    """Both series of ten meet in the fifth of each, and nowhere else."""
    series = rows(*[0] * 10, *[1] * 10)
    assert order_items(to_order(series, touching=[(4, 14, 1)]), "woven").order == (
        *range(4), *range(10, 15), *range(4, 10), *range(15, 20)
    )  # fmt: skip
    assert order_items(to_order(series), "woven").order == tuple(range(20))


def test_a_woven_order_of_sixty_items_is_proved() -> None:
    series = [s for s in range(5) for _ in range(12)]
    touching = [(12 * s + n, 12 * (s + 1) + n, 1) for s in range(4) for n in (3, 8)]
    found = order_items(to_order(rows(*series), [(58, 11), (5, 30)], touching), "woven")
    assert found.optimal
    assert found.bound > 0


def test_a_search_that_is_cut_short_says_how_far_off_it_may_be() -> None:
    series = [s for s in range(4) for _ in range(10)]
    touching = [(n, (n * 7 + 13) % 40, 1 + n % 3) for n in range(40)]
    best = order_items(to_order(rows(*series), touching=touching), "woven")
    assert best.optimal
    for work in (1, 40 * 4 * (4 + weave.EACH_SERIES), 40 * 4 * (80 + weave.EACH_SERIES)):
        short = order_items(to_order(rows(*series), touching=touching), "woven", work=work)
        assert short.bound <= best.cost <= short.cost
        assert not short.optimal


def test_nothing_to_order_has_an_order() -> None:
    assert all(order_items(to_order([]), mode).optimal for mode in MODES)


def test_too_many_blocks_for_a_search_have_a_simple_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weave, "ENTRIES", 10)
    found = order_items(to_order(rows(0, 0, 1, 1), [(3, 1)], [(0, 2, 1)]), "woven")
    assert found.order.index(3) < found.order.index(1)
    assert 0 < found.bound <= found.cost
