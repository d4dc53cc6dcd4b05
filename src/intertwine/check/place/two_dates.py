"""Those who are there on two dates at once."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NO_DAY
from intertwine.model.strings import Bools, Longs

_MOST_NEAR = 32
"""Facts of one person that begin within another one, of which each is looked at."""
_APPROXIMATELY = ("~", "?", "%")


def two_dates(source: Source) -> Iterator[Finding]:
    """`two-dates`: somebody is there in the same seconds of one installment on two dates that exclude each other: a
    fact and the scene that it is in, or two scenes.

    Dates with `~`, `?` or `%` exclude nothing.
    """
    acts, order, lines = source.lives.acts, source.order, source.ledger.lines
    dated = (lines.true_start != NO_DAY) & (lines.true_until != NO_DAY) & (order.start >= 0) & (order.installment >= 0)
    chosen = np.flatnonzero(dated[acts.line])
    line = acts.line[chosen]
    chosen = chosen[np.lexsort((order.start[line], order.installment[line], acts.who[chosen]))]
    who, line = acts.who[chosen], acts.line[chosen]
    found: dict[tuple[int, int], int] = {}
    for step in range(1, min(_MOST_NEAR, len(who))):
        one, other = line[:-step], line[step:]
        same = (who[:-step] == who[step:]) & _at_once(source, one, other)
        apart = (lines.true_start[one] > lines.true_until[other]) | (lines.true_start[other] > lines.true_until[one])
        for n in np.flatnonzero(same & apart).tolist():
            found.setdefault((int(one[n]), int(other[n])), int(acts.entity[chosen[n + step]]))
        if not same.any():
            break
    when = defaultdict[int, str](str)
    for earlier, later in found:
        when |= {it: source.words[int(lines.true_text[it])] for it in (earlier, later)}
    for (earlier, later), who_is in found.items():
        if any(when[it].endswith(_APPROXIMATELY) for it in (earlier, later)):
            continue
        yield Finding(
            source.at_qualifier(later, "true", f"on {when[later]}"),
            f'"{source.key(who_is)}" is on two dates at once: {when[earlier]} and {when[later]}',
            "correct a date or a time",
            source.at_qualifier(earlier, "true", f"on {when[earlier]}"),
        )


def _at_once(source: Source, one: Longs, other: Longs) -> Bools:
    """Of each pair of lines with times whether they share seconds of one installment and a frame."""
    order, frame = source.order, source.truth.frame
    begins = np.maximum(order.start[one], order.start[other])
    ends = np.minimum(*(np.maximum(order.start[it] + 1, order.end[it]) for it in (one, other)))
    same = (order.installment[one] == order.installment[other]) & (frame[one] == frame[other])
    found: Bools = same & (one != other) & (begins < ends)
    return found
