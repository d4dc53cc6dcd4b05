"""Two orders of the same moments: as shown, and as they happened or somebody lived them. What is out of the other order
is tied back to it."""

from bisect import bisect_left
from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.questions.moments import MomentDraft
from intertwine.questions.story import in_own_order, in_story_order
from intertwine.questions.timelines import Order


def in_order(view: View, drafts: list[MomentDraft], order: Order, person: int | None = None) -> list[MomentDraft]:
    """`drafts`, moments of `view` which come as shown, in `order`; an own one is that of `person`. A moment happened
    when its first scene did (see `story.py`)."""
    if order == "shown":
        return drafts
    rank = _rank(view, drafts, order, person)
    return sorted(drafts, key=lambda draft: rank[draft.anchor.line])


def belonging(view: View, drafts: Sequence[MomentDraft], order: Order, person: int | None = None) -> list[int | None]:
    """For each of `drafts`, moments of `view` which stand in `order` (of `person`, where it is an own one): None where
    it is in the other order too; else the place of the moment before which it stands there, their number standing for
    the end. The other order is that shown, or of what is shown that of the story.

    As few as possible are out of order, the same ones in both orders: all but a longest rise (an increasing
    subsequence; Schensted 1961), of several that which is shown first, so that of a scene and an earlier one that is
    shown later the latter is the flashback.
    """
    shown = sorted(drafts, key=lambda draft: draft.anchor.order)
    rank = _rank(view, drafts, order, person)
    staying = {shown[at].anchor.line for at in _longest_rise([rank[draft.anchor.line] for draft in shown])}
    stay = [at for at, draft in enumerate(drafts) if draft.anchor.line in staying]

    def other(draft: MomentDraft) -> tuple[int, ...]:
        return (rank[draft.anchor.line],) if order == "shown" else draft.anchor.order

    there = [other(drafts[at]) for at in stay]
    found: list[int | None] = []
    for draft in drafts:
        place = bisect_left(there, other(draft))
        later = stay[place] if place < len(stay) else len(drafts)
        found.append(None if draft.anchor.line in staying else later)
    return found


def _rank(view: View, drafts: Sequence[MomentDraft], order: Order, person: int | None) -> dict[int, int]:
    """The place of each moment, by the line of its anchor, in the order that is not the one shown."""
    anchors = [draft.anchor for draft in drafts]
    ordered = in_story_order(view, anchors) if person is None or order != "own" else in_own_order(view, person, anchors)
    return {fact.line: at for at, fact in enumerate(ordered)}


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
