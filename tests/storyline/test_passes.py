"""Passes: a visible list, whose conditions are checked where the tests ask for it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from intertwine.storyline import order_fast
from intertwine.storyline.order import fast
from intertwine.storyline.order.fast import FAST_PASSES, run_fast
from intertwine.storyline.order.state import PartState
from intertwine.storyline.passes import SWITCH, BrokenConditionError, Pass, run_passes
from intertwine.storyline.prove.long_passes import long_passes
from intertwine.storyline.reduce import Orders, independent_parts
from tests.storyline.charts import random_chart

PART = independent_parts(random_chart(7, 6, 8))[0]


def upside_down(state: PartState) -> PartState:
    """A group is torn: its first member goes to the end of the layer."""
    at = next(
        at for at, layer in enumerate(state.strip.layers) if any(1 < len(g) < len(layer.present) for g in layer.groups)
    )
    group = next(g for g in state.strip.layers[at].groups if 1 < len(g) < len(state.strip.layers[at].present))
    rest = [person for person in state.orders[at] if person not in group]
    orders = [list(order) for order in state.orders]
    orders[at] = [group[0], *rest, *group[1:]]
    return state.with_orders(orders)


def no_bound(state: PartState) -> PartState:
    """A bound that cannot be true."""
    return replace(state, lower=10**6)


def somebody_is_missing(state: PartState) -> PartState:
    """The first layer has nobody."""
    return replace(state, orders=[[], *state.orders[1:]])


def test_the_tests_check_conditions() -> None:
    assert run_fast(PART)[1] >= 0
    assert [step.name for step in FAST_PASSES] == ["barycentre", "sift", "windows"]
    assert all(step.requires and step.ensures and step.source for step in FAST_PASSES)


@pytest.mark.parametrize("wrong", [upside_down, no_bound, somebody_is_missing])
def test_a_pass_that_breaks_what_it_promises_is_found(
    wrong: Callable[[PartState], PartState], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = [*FAST_PASSES[:1], replace(FAST_PASSES[1], run=wrong)]
    state = PartState(PART.strip, [list(layer.present) for layer in PART.strip.layers])
    with pytest.raises(BrokenConditionError, match="after sift"):
        run_passes(broken, state)
    monkeypatch.delenv(SWITCH)
    assert run_passes(broken, state) != state


def test_a_pass_that_adds_a_crossing_is_found() -> None:
    def more(state: PartState) -> PartState:
        return state.with_orders([order[:: -1 if at % 2 else 1] for at, order in enumerate(state.orders)])

    state = run_passes(FAST_PASSES, PartState(PART.strip, [list(layer.present) for layer in PART.strip.layers]))
    with pytest.raises(BrokenConditionError, match="crossings, and"):
        run_passes([replace(FAST_PASSES[1], run=more)], state)


def test_a_pass_that_begins_with_no_order_is_found() -> None:
    with pytest.raises(BrokenConditionError, match="before sift"):
        run_passes(FAST_PASSES[1:], PartState(PART.strip, [[] for _ in PART.strip.layers]))


def test_the_passes_of_a_chart_are_those_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def watched(step: Pass[PartState]) -> Pass[PartState]:
        def run(state: PartState) -> PartState:
            seen.append(step.name)
            return step.run(state)

        return replace(step, run=run)

    monkeypatch.setattr(fast, "FAST_PASSES", tuple(map(watched, FAST_PASSES)))
    assert order_fast(random_chart(1, 6, 8)).certificate.crossings == 3
    assert seen == ["barycentre", "sift", "windows"]
    seen.clear()
    assert order_fast(random_chart(7, 6, 8)).certificate.crossings == 0
    assert seen == ["barycentre"]  # what crosses nothing needs no more


def test_a_long_part_is_ruined_and_windowed_in_turn_and_briefly_windowed_only() -> None:
    heard: list[Orders] = []
    names = [step.name for step in long_passes(heard.append, None)]
    assert names[:2] == ["ruin and recreate 1", "windows of 5,000 pairs"]
    assert len(names) == 6
    brief = long_passes(heard.append, 1000)
    assert [step.name for step in brief] == ["windows of 2,500 pairs", "windows of 5,000 pairs"]
    state = PartState(PART.strip, run_fast(PART)[0])
    assert run_passes(brief, state).strip == state.strip
