"""Limits that cannot all hold, against Floyd and Warshall's way through all pairs."""

from collections.abc import Iterable, Sequence
from itertools import permutations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine.check import difference_constraints
from intertwine.check.difference_constraints import Limit
from intertwine.check.difference_constraints import contradictions as found_in
from tests.long import share

EXAMPLES = settings(max_examples=share(20, 2000))


def limits(nodes: int, most: int) -> st.SearchStrategy[list[Limit]]:
    """Limits between the node 0 and so many others, several of one saying."""
    node = st.integers(0, nodes)
    day = st.integers(-6, 12)
    ends = st.tuples(node, node, day, day, st.integers(-1, 8))
    return st.lists(ends.map(lambda it: Limit(*it)), max_size=most)


def contradictions(them: Sequence[Limit]) -> list[list[Limit]]:
    """The circles that are found. Of so few limits all are looked for."""
    found = list(found_in(them))
    assert not any(it.is_last_looked_for for it in found)
    return [it.circle for it in found]


def can_hold(them: Iterable[Limit]) -> bool:
    """Whether they can, by Floyd (1962) and Warshall (1962): no way from a node to itself is negative."""
    them = list(them)
    nodes = {it for limit in them for it in (limit.earlier, limit.later)}
    far = {(one, other): 0 if one == other else 10**9 for one in nodes for other in nodes}
    for it in them:
        far[it.earlier, it.later] = min(far[it.earlier, it.later], it.most)
    for middle in nodes:
        for one in nodes:
            for other in nodes:
                far[one, other] = min(far[one, other], far[one, middle] + far[middle, other])
    return all(far[it, it] >= 0 for it in nodes)


def said_again(them: Sequence[Limit]) -> list[Limit]:
    """The same, but that what nothing says (-1) cannot be wrong by itself."""
    return [it._replace(most=abs(it.most), later=0) if it.said < 0 else it for it in them]


@EXAMPLES
@given(limits(6, 14).map(said_again))
def test_what_cannot_hold_is_found_and_without_it_the_rest_can(them: list[Limit]) -> None:
    found = contradictions(them)
    assert bool(found) == (not can_hold(them))
    said = {it.said for circle in found for it in circle} - {-1}
    assert can_hold(it for it in them if it.said not in said)


@EXAMPLES
@given(limits(6, 14).map(said_again))
def test_each_finding_is_a_circle_that_cannot_hold_and_no_two_share_what_is_said(them: list[Limit]) -> None:
    said = set[int]()
    for circle in contradictions(them):
        assert sum(it.most for it in circle) < 0
        assert [it.later for it in circle] == [it.earlier for it in (*circle[1:], circle[0])]
        assert set(circle) <= set(them)
        its = {it.said for it in circle} - {-1}
        assert not its & said
        said |= its


@EXAMPLES
@example([Limit(0, 1, -1, 0, 0), Limit(0, 0, -1, 0, 0), Limit(1, 0, 0, 0, 0)])
@given(limits(4, 8).map(said_again))
def test_the_first_finding_is_of_as_few_as_can_be(them: list[Limit]) -> None:
    found = contradictions(them)
    connected = len({it.later for it in them} | {it.earlier for it in them} - {0})

    def closes(way: Sequence[Limit]) -> bool:
        return all(one.later == other.earlier for one, other in zip(way, (*way[1:], way[0]), strict=True))

    circles = (
        way
        for size in range(1, connected + 2)
        for way in permutations(set(them), min(size, 4))
        if closes(way) and sum(it.most for it in way) < 0
    )
    least = next((len(way) for way in circles), None)
    if least is not None and least < 4:
        assert min(map(len, found)) == least


@EXAMPLES
@given(st.lists(st.integers(-50, 50), min_size=2, max_size=8), st.data())
def test_what_is_true_of_some_days_can_hold(days: list[int], data: st.DataObject) -> None:
    node = st.integers(0, len(days) - 1)
    them = list[Limit]()
    for one, other, more in data.draw(st.lists(st.tuples(node, node, st.integers(0, 3)), max_size=20)):
        away = days[other] - days[one]
        them.append(Limit(one, other, away + more, data.draw(st.integers(-9, 9)), len(them)))
    assert not contradictions(them)


def chain(count: int, wrong: int, back: int) -> list[Limit]:
    """So many, each 2 to 4 days after the one before it; some are `wrong` about how far `back` others are."""
    them = list[Limit]()
    for node in range(2, count + 1):
        them += [Limit(node - 1, node, 4, 3, node), Limit(node, node - 1, -2, -3, node)]
    for n in range(wrong):
        node = count - n * 2 * back
        them.append(Limit(node - back, node, back, 0, count + 1 + n))
    return them


def test_contradictions_far_from_each_other_in_one_chain_are_all_found() -> None:
    found = contradictions(chain(2000, 10, 50))
    assert [len(it) for it in found] == [51] * 10


def test_a_chain_with_very_many_says_that_there_may_be_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(difference_constraints, "_MORE_WORK", 0)
    monkeypatch.setattr(difference_constraints, "_ALWAYS", 1000)
    *others, last = found_in(chain(2000, 20, 40))
    assert 0 < len(others) < 19
    assert last.is_last_looked_for
    assert not any(it.is_last_looked_for for it in others)
