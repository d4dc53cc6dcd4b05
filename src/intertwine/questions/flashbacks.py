"""Two orders of the same moments: as shown, and as they happened or somebody lived them. What is out of the other order
is tied back to it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen
from intertwine.model.strings import Longs
from intertwine.questions.moment_table import MomentTable
from intertwine.questions.moments import MomentDraft
from intertwine.questions.standing import is_said, said_time
from intertwine.questions.timelines import Order


def in_order(view: View, moments: MomentTable, order: Order, person: int | None = None) -> MomentTable:
    """`moments` of `view`, which come as shown, in `order`; an own one is that of `person`. A moment happened when its
    first scene did, or what is told of it and says the same time, if that was first (see `story.py`)."""
    if order == "shown":
        return moments
    dated = _Dated(moments)
    return moments.some(np.argsort(dated.ranks(dated.rank(view, order, person)), kind="stable"))


class Belonging(NamedTuple):
    """Where a moment stands in the other order, by the places of moments that are in order in both. `before` is the
    next of them there, the number of all moments where there is none (None: it is in order itself). `after` is then the
    last of them, where other moments that are out of order come later still (None: the moment is the last of all).
    `parted` is True where something of the moment says itself that it stands at another place there."""

    before: int | None
    after: int | None = None
    parted: bool = False


def belonging(view: View, moments: MomentTable, order: Order, person: int | None = None) -> list[Belonging]:
    """Where each of `moments` of `view`, which stand in `order` (of `person`, where it is an own one), stands in the
    other order: that shown, or of what is shown that of the story.

    As few as possible are out of order, the same ones in both orders: all but a longest rise (an increasing
    subsequence; Schensted 1961), of several that which is shown first, so that of a scene and an earlier one that is
    shown later the latter is the flashback.
    """
    if not len(moments):
        return []
    dated, shown = _Dated(moments), moments.as_shown()
    told = dated.told() if order == "shown" else {}
    rank = dated.rank(view, order, person, [fact.line for facts in told.values() for fact in facts])
    ranks = dated.ranks(rank)
    staying = np.zeros(len(moments), np.bool_)
    staying[shown[_longest_rise(ranks[shown].tolist())]] = True
    other = ranks
    if order != "shown":
        other = np.empty(len(moments), np.int64)
        other[shown] = np.arange(len(moments))
    stay = np.flatnonzero(staying)
    there, places, last = other[stay].tolist(), stay.tolist(), int(other.max())
    found = [_IN_ORDER] * len(moments)
    for at in np.flatnonzero(~staying).tolist():
        own = other.item(at)
        place = bisect_left(there, own)
        parted = any(bisect_left(there, rank[fact.line]) != place for fact in told.get(at, ()))
        if place < len(places):
            found[at] = Belonging(places[place], parted=parted)
        else:
            found[at] = Belonging(len(moments), None if own == last else places[-1], parted)
    return found


_IN_ORDER = Belonging(None)


class _Dated(Frozen):
    """Those moments of which anything may say itself when it happens, by their places among all."""

    __slots__ = ("_moments", "_some")

    def __init__(self, moments: MomentTable) -> None:
        places = moments.that_say_time
        self._moments, self._some = moments, dict(zip(places, moments.drafts(places), strict=True))

    def told(self) -> dict[int, list[Fact]]:
        """What is told of each and says itself when it happened."""
        return {at: facts for at, draft in self._some.items() if (facts := _dated(draft))}

    def rank(self, view: View, order: Order, person: int | None, more: Iterable[int] = ()) -> dict[int, int]:
        """The places in the order that is not the one shown: of the facts that date moments, of what happens at once
        with them, and of `more` lines."""
        lines = {*self._moments.anchors.tolist(), *more}
        lines.update(fact.line for draft in self._some.values() for fact in _at_once(draft))
        own = person is not None and order == "own"
        ordered = view.story.in_own_order(person, lines) if own and person is not None else view.story.ordered(lines)
        return dict(zip(ordered.tolist(), range(len(ordered)), strict=True))

    def ranks(self, rank: dict[int, int]) -> Longs:
        """The place of each moment there: of what comes first of all that happens at once in it."""
        found = np.array(list(map(rank.__getitem__, self._moments.anchors.tolist())), np.int64)
        for at, draft in self._some.items():
            found[at] = min([found.item(at), *(rank[fact.line] for fact in _at_once(draft))])
        return found


def _dated(draft: MomentDraft) -> list[Fact]:
    """What is told of a moment that says itself when it happened."""
    told = (*(fact for _, _, fact in draft.marks), *draft.told())
    return [fact for fact in told if is_said(fact.true)]


def _at_once(draft: MomentDraft) -> list[Fact]:
    """What happens in a scene and says the same time: a wedding may stand before the scene that it is in."""
    if not draft.scenes or not is_said(draft.anchor.true):
        return []
    told = (*(fact for _, _, fact in draft.marks), *draft.events, *draft.shown)
    return [fact for fact in told if fact.true is not None and said_time(fact.true) == said_time(draft.anchor.true)]


def _longest_rise(ranks: Sequence[int]) -> list[int]:
    """The places of a longest increasing subsequence, ascending; of several, that whose places come first."""
    tails: list[int] = []
    length = [0] * len(ranks)
    for at in range(len(ranks) - 1, -1, -1):
        place = bisect_left(tails, -ranks[at])
        tails[place : place + 1] = [-ranks[at]]
        length[at] = place + 1
    found: list[int] = []
    for at, own in enumerate(ranks):
        if length[at] == len(tails) - len(found) and (not found or own > ranks[found[-1]]):
            found.append(at)
    return found
