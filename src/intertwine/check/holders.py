"""Those who lead a group, rule a place or wear a mantle while another does."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from intertwine.check.pairing import last_of_each, pairs
from intertwine.check.source import Source


class SecondHolder(NamedTuple):
    """The rows that say so of one who holds something, and of the one who held it before and has not given it up."""

    row: int
    before: int


def second_holders(source: Source, wanted: list[bool]) -> Iterator[SecondHolder]:
    """Those who come to hold what another holds, by states whose verbs are `wanted` (a mask). Those whom one fact names
    hold it together, as do those whom one installment tells of."""
    states, verbs = source.states, source.ledger.vocabulary.verbs
    begin = states.of(wanted)
    begin = begin.where(begin.side != states.count)
    keys = begin.state * states.stride + begin.side
    sorted_by = np.argsort(keys, kind="stable")
    keys = keys[sorted_by]
    again, first = pairs(keys, keys)
    again, first = sorted_by[again], sorted_by[first]
    state, who, earlier, later = begin.state[first], begin.who[first], begin.line[first], begin.line[again]
    within = np.array([source.ledger.vocabulary.by_id.get(verb.within, n) for n, verb in enumerate(verbs)], np.int64)
    lines = {"earlier": earlier, "later": later}
    wrong = states.lasting(source.order, source.truth.frame, state, (who, begin.side[first]), **lines)
    wrong = wrong[begin.who[again[wrong]] != who[wrong]]
    lines = {"earlier": earlier[wrong], "later": later[wrong]}
    left = states.may_have_ended(source.order, within[state[wrong]], who[wrong], **lines)
    for it, before in last_of_each(again, first, wrong[~left]):
        yield SecondHolder(int(begin.row[it]), int(begin.row[before]))
