"""Small random items to order, and the definitions of docs/plan-order.md tried out on every permutation."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations

import numpy as np
from hypothesis import strategies as st

from intertwine.model.sentinels import NONE
from intertwine.plan.order.ordered_items import OrderMode, ToOrder

Row = tuple[int, int, int, int, int]
"""Series, season, release, story, named; the place is the number of the row within its series."""


def to_order(
    rows: Sequence[Row],
    follows: Sequence[tuple[int, int]] = (),
    touching: Sequence[tuple[int, int, int]] = (),
    strength: Sequence[int] | None = None,
) -> ToOrder:
    """Items from rows, pairs (cause, effect) and links (one, other, touch)."""
    columns = np.array(rows, np.int32).reshape(-1, 5).T
    pairs = np.array(follows, np.int32).reshape(-1, 2)
    links = np.array(touching, np.int32).reshape(-1, 3)
    seen: dict[int, int] = {}
    place = []
    for series in columns[0].tolist():
        seen[series] = seen.get(series, 0) + 1
        place.append(seen[series])
    weights = np.ones(len(pairs), np.int64) if strength is None else np.array(strength, np.int64)
    return ToOrder(
        columns[0], columns[1], np.array(place, np.int32), columns[2], columns[3], columns[4],
        pairs[:, 0], pairs[:, 1], weights, links[:, 0], links[:, 1], links[:, 2].astype(np.int64),
    )  # fmt: skip


@st.composite
def items(draw: st.DrawFn, most: int = 6, *, acyclic: bool = False) -> ToOrder:
    """Up to `most` items of up to three series. If `acyclic`, all pairs agree with some order of all."""
    count = draw(st.integers(1, most))
    release = draw(st.permutations(range(count)))
    rank = st.one_of(st.just(NONE), st.integers(0, 3))
    rows = [(draw(st.integers(0, 2)), draw(st.integers(0, 1)), r, draw(rank), draw(rank)) for r in release]
    rows.sort(key=lambda row: (row[0], row[1]))
    number = st.integers(0, count - 1)
    follows = draw(st.lists(st.tuples(number, number), max_size=5))
    if acyclic:
        follows = [(min(pair), max(pair)) for pair in follows if pair[0] != pair[1]]
    strength = draw(st.lists(st.integers(1, 3), min_size=len(follows), max_size=len(follows)))
    touching = draw(st.lists(st.tuples(number, number, st.integers(1, 5)), max_size=4))
    return to_order(rows, follows, [(a, b, w) for a, b, w in touching if a != b], strength)


def pairs_of(it: ToOrder) -> list[tuple[int, int]]:
    """Cause and effect."""
    return list(zip(it.cause.tolist(), it.effect.tolist(), strict=True))


def broken_weight(it: ToOrder, order: Sequence[int]) -> tuple[int, int, int]:
    """What is given up: strength of pairs, pairs of them that are released so, and turned pairs of a series."""
    at = {item: n for n, item in enumerate(order)}
    release = it.release.tolist()
    gone = [n for n, (a, b) in enumerate(pairs_of(it)) if at[a] >= at[b]]
    forward = {pairs_of(it)[n] for n in gone if release[pairs_of(it)[n][0]] < release[pairs_of(it)[n][1]]}
    turned = sum(
        at[a] > at[b] for a, b in combinations(range(len(it)), 2) if it.series[a] == it.series[b]
    )  # fmt: skip
    return sum(int(it.strength[n]) for n in gone), len(forward), turned


def every_order(it: ToOrder) -> Iterator[tuple[int, ...]]:
    """All permutations."""
    return permutations(range(len(it)))


def series_of(it: ToOrder, order: Sequence[int]) -> dict[int, list[int]]:
    """The items of each series as they stand in an order."""
    found: dict[int, list[int]] = {}
    for item in order:
        found.setdefault(int(it.series[item]), []).append(item)
    return found


def may_leave(it: ToOrder, order: Sequence[int], kept: Sequence[tuple[int, int]]) -> bool:
    """Whether a woven order leaves series only where it may."""
    links = [*kept, *zip(it.one.tolist(), it.other.tolist(), strict=True)]
    meeting = {item for pair in links if it.series[pair[0]] != it.series[pair[1]] for item in pair}
    own = series_of(it, order)
    for one, other in pairwise(order):
        chain = own[int(it.series[one])]
        follower = chain[chain.index(one) + 1 :][:1]
        if it.series[one] == it.series[other] or not follower or it.season[one] != it.season[follower[0]]:
            continue
        if one not in meeting and follower[0] not in meeting:
            return False
    return True


def objective(it: ToOrder, order: Sequence[int], rank: Sequence[int]) -> int:
    """The cost of a woven order with the usual weights, pair by pair."""
    at = {item: n for n, item in enumerate(order)}
    changes = sum(it.series[a] != it.series[b] for a, b in pairwise(order))
    apart = 0
    for a, b, touch in zip(it.one.tolist(), it.other.tolist(), it.touch.tolist(), strict=True):
        if it.series[a] != it.series[b]:
            between = order[min(at[a], at[b]) + 1 : max(at[a], at[b]) + 1]
            apart += touch * sum(it.series[c] in (it.series[a], it.series[b]) for c in between)
    against = sum(rank[a] > rank[b] for a, b in combinations(order, 2) if it.series[a] != it.series[b])
    return int(16 * changes + 8 * apart + against)


MODES: tuple[OrderMode, ...] = ("release", "story", "named", "woven")
