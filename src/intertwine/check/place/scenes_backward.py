"""Scenes that are written in another order than their times say."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import SCENES


def scenes_backward(source: Source) -> Iterator[Finding]:
    """`scenes-backward`: a scene has an earlier time in its installment than the scene that is written before it.

    Scenes are written in the order in which they are shown, so one of the two times is likely a slip.
    """
    ledger, order = source.ledger, source.order
    lines = ledger.lines
    is_scene = np.zeros(len(lines.home), np.bool_)
    is_scene[ledger.rows.line[source.has_role(*SCENES)]] = True
    chosen = np.flatnonzero(is_scene & (order.start >= 0) & (order.installment >= 0) & (lines.about < 0))
    chosen = chosen[np.lexsort((lines.number[chosen], order.installment[chosen], lines.page[chosen]))]
    before, after = chosen[:-1], chosen[1:]
    near = (lines.page[before] == lines.page[after]) & (order.installment[before] == order.installment[after])
    for n in np.flatnonzero(near & (order.start[after] < order.start[before])).tolist():
        yield Finding(
            source.at(int(after[n]), label="an earlier time"),
            "this scene has an earlier time than the scene that is written before it",
            "correct one of the times, or write the scenes in the order in which they are shown",
            source.at(int(before[n]), label="is written before it"),
        )
