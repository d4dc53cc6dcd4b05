"""Two orders of the same moments: as shown and as they happened. What is out of the other order is tied back to it."""

from bisect import bisect_left
from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.questions.moments import MomentDraft
from intertwine.questions.story import in_story_order
from intertwine.questions.timelines import Order


def in_order(view: View, drafts: list[MomentDraft], order: Order) -> list[MomentDraft]:
    """`drafts`, moments of `view` which come as shown, in `order`. A moment happened when its first scene did (see
    `story.py`)."""
    if order == "shown":
        return drafts
    rank = _story_rank(view, drafts)
    return sorted(drafts, key=lambda draft: rank[draft.anchor.line])


def belonging(view: View, drafts: Sequence[MomentDraft], order: Order) -> list[int | None]:
    """For each of `drafts`, moments of `view` which stand in `order`: None where it is in the other order too; else the
    place of the moment before which it stands there, their number standing for the end.

    As few as possible are out of order, the same ones in both orders: all but a longest rise (an increasing
    subsequence; Schensted 1961), of several that which is shown first, so that of a scene and an earlier one that is
    shown later the latter is the flashback.
    """
    shown = sorted(drafts, key=lambda draft: draft.anchor.order)
    rank = _story_rank(view, drafts)
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


def _story_rank(view: View, drafts: Sequence[MomentDraft]) -> dict[int, int]:
    return {fact.line: at for at, fact in enumerate(in_story_order(view, (draft.anchor for draft in drafts)))}


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
