"""Two orders of the same moments: as shown and as they happened. What is out of the other order is tied back to it."""

from bisect import bisect_left
from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.questions.moments import Draft
from intertwine.questions.story import in_story_order
from intertwine.questions.timeline import Order


def in_order(view: View, drafts: list[Draft], order: Order) -> list[Draft]:
    """`drafts`, which come as shown, in `order`. A moment happened when its first scene did (see `story.py`)."""
    if order == "shown":
        return drafts
    rank = _story_rank(view, drafts)
    return sorted(drafts, key=lambda draft: rank[draft.anchor.line])


def belonging(view: View, drafts: Sequence[Draft], order: Order) -> list[int | None]:
    """For each of `drafts`, which stand in `order`: None where it is in the other order too; else the place of the
    moment before which it stands there, their number standing for the end.

    As few as possible are out of order: all but a longest increasing subsequence (Schensted 1961).
    """
    if order == "shown":
        rank = _story_rank(view, drafts)
        ranks: list[tuple[int, ...]] = [(rank[draft.anchor.line],) for draft in drafts]
    else:
        ranks = [draft.anchor.order for draft in drafts]
    stay = _longest_rise(ranks)
    kept = [ranks[at] for at in stay]
    after = [bisect_left(kept, own) for own in ranks]
    staying = set(stay)
    return [
        None if at in staying else stay[place] if place < len(stay) else len(drafts) for at, place in enumerate(after)
    ]


def _story_rank(view: View, drafts: Sequence[Draft]) -> dict[int, int]:
    return {fact.line: at for at, fact in enumerate(in_story_order(view, (draft.anchor for draft in drafts)))}


def _longest_rise(ranks: Sequence[tuple[int, ...]]) -> list[int]:
    """The places of a longest increasing subsequence, ascending."""
    tails: list[tuple[int, ...]] = []
    ends: list[int] = []
    before: list[int] = []
    for at, own in enumerate(ranks):
        place = bisect_left(tails, own)
        tails[place : place + 1] = [own]
        ends[place : place + 1] = [at]
        before.append(ends[place - 1] if place else -1)
    found: list[int] = []
    here = ends[-1] if ends else -1
    while here >= 0:
        found.append(here)
        here = before[here]
    return found[::-1]
