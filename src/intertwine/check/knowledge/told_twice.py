"""Secrets that are told again."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def told_twice(source: Source) -> Iterator[Finding]:
    """`told-twice`: somebody tells the same one a fact again, who does not forget it in between."""
    minds, order, learns, tells = source.minds, source.order, source.minds.learns, source.minds.tells
    hears = np.flatnonzero(np.isin(learns.row, tells.row))
    teller = dict(zip(tells.row.tolist(), tells.who.tolist(), strict=True))
    heard: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in hears.tolist():
        heard[teller[int(learns.row[n])], int(learns.key[n])].append(n)
    for places in heard.values():
        if len(places) == 1:
            continue
        line = learns.line[places]
        one, other = (it.reshape(-1) for it in np.meshgrid(line, line, indexing="ij"))
        wrong = order.is_after(one, other).reshape(len(places), -1)
        lost = minds.forgets.of(learns.who[places[:1]], learns.fact[places[:1]])[1]
        for again in np.flatnonzero(wrong.any(axis=1) & (len(lost) == 0)).tolist():
            first = int(np.argmax(wrong[again]))
            who = int(learns.entity[places[again]])
            yield Finding(
                source.at_link(int(line[again]), who, "is told again"),
                f'"{source.key(who)}" is told here what the same one has told them before',
                "remove one of the two, or say what is new",
                source.at_link(int(line[first]), int(learns.entity[places[first]]), "is told here"),
            )
