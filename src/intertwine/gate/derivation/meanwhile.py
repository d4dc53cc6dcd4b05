"""What became of a target's leads in other titles, and earlier in their own."""

from collections.abc import Iterator, Sequence

import numpy as np

from intertwine.gate.derivation.lessons import Lessons
from intertwine.gate.derivation.requirement import Requirement
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.uses import Use
from intertwine.model.strings import Bools

_ABOUT_SHARE = 3
"""A part is about somebody of whom at least one of so many of its installments is full."""


def meanwhile(
    story: StoryLines, target: Bools, leads: dict[int, Use], lessons: Lessons, used: Sequence[Requirement]
) -> Iterator[Requirement]:
    """Where the target's leads were left: of each title the last part that is about one of them, and of that the last
    installment that is full of them. Of other titles only what came out since the target's own title was last there
    counts, and only where something that is `used` can be learnt in that title alone: what the target never speaks of,
    nobody has to know. Of the target's own title the part before the target does not count: it is taken up anyhow.

    `target` is a mask over the installments of `story`, `leads` are its leads by their numbers, and `lessons` what
    teaches who they are."""
    listing, rank = story.ledger.installments, story.rank
    own = np.isin(listing.title, np.unique(listing.title[target]))
    before = np.flatnonzero(own & ~target & (rank < rank[target].min()))
    since = int(rank[before].max(initial=-1))
    built_on = own | np.isin(listing.title, sorted(_alone(story, used)))
    taken_up = {_part(story, int(before[rank[before].argmax()]))} if len(before) else set()
    found: dict[tuple[int, int], tuple[int, Use]] = {}
    for entity, use in leads.items():
        parts: dict[tuple[int, int], list[int]] = {}
        for n in lessons.busy(entity, use.first):
            if built_on[n] and (own[n] or rank.item(n) > since):
                parts.setdefault(_part(story, n), []).append(n)
        last: dict[int, int] = {}
        for (title, season), busy in parts.items():
            whole = int(((listing.title == title) & (listing.season == season)).sum())
            if len(busy) * _ABOUT_SHARE >= whole:
                last[title] = max(last.get(title, busy[-1]), busy[-1], key=rank.item)
        for n in last.values():
            part = _part(story, n)
            if part not in taken_up and (part not in found or rank.item(found[part][0]) < rank.item(n)):
                found[part] = (n, use)
    for (title, _), (n, use) in found.items():
        yield Requirement("meanwhile", (title,), use.lines, use.installments, 1, use.lines, True, ((n,),))


def _alone(story: StoryLines, used: Sequence[Requirement]) -> set[int]:
    """The titles without which something cannot be known."""
    titles, found = story.ledger.installments.title, set[int]()
    for it in used:
        its = {titles.item(n) for lesson in it.alternatives for n in lesson}
        if len(its) == 1:
            found |= its
    return found


def _part(story: StoryLines, n: int) -> tuple[int, int]:
    """The title and the season of an installment."""
    listing = story.ledger.installments
    return listing.title.item(n), listing.season.item(n)
