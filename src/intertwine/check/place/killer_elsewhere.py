"""Those who kill somebody who is elsewhere."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.strings import Longs


def killer_elsewhere(source: Source) -> Iterator[Finding]:
    """`killer-elsewhere`: somebody kills somebody with their own hands, and is in another place in the same seconds.

    The place is that of the fact, or else that in which the one who is killed is at that time.
    """
    order, rows, kills = source.order, source.ledger.rows, source.lives.kills
    timed = (order.start[kills.line] >= 0) & order.is_shown[kills.line]
    there = _Whereabouts(source)
    for n in np.flatnonzero(timed).tolist():
        line, row = int(kills.line[n]), int(kills.row[n])
        killer, victim = int(kills.who[n]), int(source.one_is[rows.object[row]]) if rows.object[row] >= 0 else -1
        ends = [(int(rows.place[row]), line)] if rows.place[row] >= 0 else there.at(victim, line)
        mine = there.at(killer, line)
        if not mine or not ends:
            continue
        apart = [[source.regions.are_apart(one, other) for other, _ in ends] for one, _ in mine]
        if all(map(all, apart)):
            where, scene = mine[0]
            yield Finding(
                source.at_link(line, int(kills.entity[n]), "kills here"),
                f'"{source.key(int(kills.entity[n]))}" kills at "{source.key(ends[0][0])}" while being at '
                f'"{source.key(where)}"',
                "correct a time or a place, or say who killed",
                source.at(scene, label=f'at "{source.key(where)}"'),
            )


class _Whereabouts:
    """Where people are at a time of an installment."""

    def __init__(self, source: Source) -> None:
        self._source = source
        order, rows, acts = source.order, source.ledger.rows, source.lives.acts
        timed = (order.start[acts.line] >= 0) & order.is_shown[acts.line] & (rows.place[acts.row] >= 0)
        chosen = np.flatnonzero(timed)
        key = self._key(acts.who[chosen], acts.line[chosen])
        by_key = np.argsort(key, kind="stable")
        self._keys, self._acts = key[by_key], chosen[by_key]

    def at(self, who: int, line: int) -> list[tuple[int, int]]:
        """The places in which somebody is at the time of a `line`, each with the line that says so."""
        key = self._key(np.array([who]), np.array([line]))
        first, end = (int(np.searchsorted(self._keys, key[0], side)) for side in ("left", "right"))
        acts, order = self._source.lives.acts, self._source.order
        chosen = self._acts[first:end]
        same = np.full(len(chosen), line)
        meets = order.overlap(acts.line[chosen], same) & (acts.line[chosen] != line)
        meets &= self._source.truth.frame[acts.line[chosen]] == self._source.truth.frame[line]
        place = self._source.ledger.rows.place[acts.row[chosen[meets]]]
        return list(zip(place.tolist(), acts.line[chosen[meets]].tolist(), strict=True))

    def _key(self, who: Longs, line: Longs) -> Longs:
        return (who << 32) | self._source.order.installment[line]
