"""Turns that threads take twice."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.cases import Turns
from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.source import Source


def turned_again(source: Source, turns: Turns, back: Turns) -> Iterator[tuple[int, int]]:
    """Those `turns` that the same people take again with the same thread, while nobody turned it `back` in between: the
    places of the later and of the earlier. `source` says in which order they come."""
    order, frame, keys = source.order, source.truth.frame, turns.by_both(len(source.one_is))
    again, first = pairs(keys, keys)
    later, earlier = turns.line[again], turns.line[first]
    wrong = np.flatnonzero(order.is_after(later, earlier) & (frame[later] == frame[earlier]))
    lines = {"earlier": earlier[wrong], "later": later[wrong]}
    wrong = wrong[~back.by_thread.between_as_written(order, turns.thread[again[wrong]], **lines)]
    yield from last_of_each(again, first, wrong)
