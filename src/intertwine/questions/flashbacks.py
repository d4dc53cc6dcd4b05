"""Two orders of the same moments: as shown, and as they happened or somebody lived them. What is out of the other order
is tied back to it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions.moments import MomentDraft
from intertwine.questions.standing import is_said, said_time
from intertwine.questions.story import in_own_order, in_story_order
from intertwine.questions.timelines import Order


def in_order(view: View, drafts: list[MomentDraft], order: Order, person: int | None = None) -> list[MomentDraft]:
    """`drafts`, moments of `view` which come as shown, in `order`; an own one is that of `person`. A moment happened
    when its first scene did, or what is told of it and says the same time, if that was first (see `story.py`)."""
    if order == "shown":
        return drafts
    rank = _rank(view, drafts, order, person)
    return sorted(drafts, key=lambda draft: rank[draft.anchor.line])


class Belonging(NamedTuple):
    """Where a moment stands in the other order, by the places of moments that are in order in both. `before` is the
    next of them there, the number of all moments where there is none (None: it is in order itself). `after` is then the
    last of them, where other moments that are out of order come later still (None: the moment is the last of all).
    `parted` is True where something of the moment says itself that it stands at another place there."""

    before: int | None
    after: int | None = None
    parted: bool = False


def belonging(view: View, drafts: Sequence[MomentDraft], order: Order, person: int | None = None) -> list[Belonging]:
    """Where each of `drafts`, moments of `view` which stand in `order` (of `person`, where it is an own one), stands in
    the other order: that shown, or of what is shown that of the story.

    As few as possible are out of order, the same ones in both orders: all but a longest rise (an increasing
    subsequence; Schensted 1961), of several that which is shown first, so that of a scene and an earlier one that is
    shown later the latter is the flashback.
    """
    shown = sorted(drafts, key=lambda draft: draft.anchor.order)
    dated = {draft.anchor.line: _dated(draft) if order == "shown" else [] for draft in drafts}
    rank = _rank(view, drafts, order, person, (fact for facts in dated.values() for fact in facts))
    staying = {shown[at].anchor.line for at in _longest_rise([rank[draft.anchor.line] for draft in shown])}
    stay = [at for at, draft in enumerate(drafts) if draft.anchor.line in staying]

    def other(draft: MomentDraft) -> tuple[int, ...]:
        return (rank[draft.anchor.line],) if order == "shown" else draft.anchor.order

    there = [other(drafts[at]) for at in stay]
    last = max(map(other, drafts), default=())
    found: list[Belonging] = []
    for draft in drafts:
        if draft.anchor.line in staying:
            found.append(Belonging(None))
            continue
        place = bisect_left(there, other(draft))
        parted = any(bisect_left(there, (rank[fact.line],)) != place for fact in dated[draft.anchor.line])
        if place < len(stay):
            found.append(Belonging(stay[place], parted=parted))
        else:
            found.append(Belonging(len(drafts), None if other(draft) == last else stay[-1], parted))
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


def _rank(
    view: View, drafts: Sequence[MomentDraft], order: Order, person: int | None, more: Iterable[Fact] = ()
) -> dict[int, int]:
    """The place of each moment, by the line of its anchor, and of `more` facts in the order that is not the one
    shown."""
    alike = {draft.anchor.line: _at_once(draft) for draft in drafts}
    facts = [*(fact for draft in drafts for fact in (draft.anchor, *alike[draft.anchor.line])), *more]
    ordered = in_story_order(view, facts) if person is None or order != "own" else in_own_order(view, person, facts)
    found = {fact.line: at for at, fact in enumerate(ordered)}
    first = {line: min(found[fact.line] for fact in facts) for line, facts in alike.items() if facts}
    return {**found, **{line: min(found[line], at) for line, at in first.items()}}


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
