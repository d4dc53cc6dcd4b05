"""Those who learn again what they know."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def learns_twice(source: Source) -> Iterator[Finding]:
    """`learns-twice`: somebody learns a fact after they have learnt it, and does not forget it in between.

    To be told what one knows is no second learning; to learn what one was told is.
    """
    minds, order, learns = source.minds, source.order, source.minds.learns
    told = np.isin(learns.row, minds.tells.row)
    again, first = learns.of(learns.who, learns.fact)
    later, earlier = learns.line[again], learns.line[first]
    wrong = np.flatnonzero(order.is_after(later, earlier) & ~told[again])
    lost, place = minds.forgets.of(learns.who[again[wrong]], learns.fact[again[wrong]])
    between = ~order.is_after(earlier[wrong[lost]], minds.forgets.line[place])
    between &= ~order.is_after(minds.forgets.line[place], later[wrong[lost]])
    forgotten = np.zeros(len(wrong), np.bool_)
    forgotten[lost[between]] = True
    done = set[int]()
    for n in wrong[~forgotten].tolist():
        if int(again[n]) in done:
            continue
        done.add(int(again[n]))
        who = int(learns.entity[again[n]])
        yield Finding(
            source.at_link(int(later[n]), who, "learns it again"),
            f'"{source.key(who)}" learns here what they have learnt before',
            "remove one, write `knows ^id` for the second, or say that they forget it in between",
            source.at_link(int(earlier[n]), int(learns.entity[first[n]]), "learns it here"),
        )
