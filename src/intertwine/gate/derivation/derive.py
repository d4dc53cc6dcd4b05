"""What a target asks of its viewer: every requirement, with what teaches it and how much hangs on it.

Nothing here is typed by anybody but the facts themselves. A target uses whom its lines name; it builds on those who
were there before, on how they stand to each other, on their deaths, on the facts that its lines speak of, on the
stories that it publicly takes up, and on what a keeper says that it depends on. docs/plans.md explains each rule.
"""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.continued import continued, dependencies
from intertwine.gate.derivation.lessons import Lesson, Lessons
from intertwine.gate.derivation.requirement import Requirement, Topic
from intertwine.gate.derivation.story_lines import ENOUGH_LINES, StoryLines
from intertwine.gate.derivation.uses import MOST_USES, Use, Uses, uses_of
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools

_ESSENTIAL_SHARE = 3
"""What is used in at least one of so many installments of the target is essential."""
_LEADING_SHARE = 3
"""Whoever is used in all but at most one in so many installments of the target is one of its leads."""
_FACT_WEIGHT = 2


def derive(story: StoryLines, target: Bools) -> tuple[Requirement, ...]:
    """What the installments `target` (a mask over all) ask for; the weightiest first."""
    if not target.any():
        return ()
    uses, lessons, size = uses_of(story, target), Lessons(story, target), int(target.sum())
    found = [
        *_people(uses, lessons, size),
        *_relations(uses, lessons, size),
        *_facts(uses, lessons),
        *_context(story, target),
        *_meanwhile(story, target, uses, lessons),
        *continued(story, target),
        *dependencies(story, target),
    ]
    return tuple(sorted(found, key=lambda it: (-it.weight, it.topic, it.entities, it.line, it.alternatives)))


def _is_essential(use: Use, known: int, size: int) -> bool:
    return use.installments * _ESSENTIAL_SHARE >= size and use.lines >= MOST_USES and known >= ENOUGH_LINES


def _people(uses: Uses, lessons: Lessons, size: int) -> Iterator[Requirement]:
    for entity, use in uses.entities.items():
        known, taught = lessons.person(entity, use.first)
        if not taught:
            continue
        essential = _is_essential(use, known, size)
        topics: tuple[tuple[Topic, list[Lesson]], ...] = ("person", taught), ("life", lessons.life(entity, use.first))
        for topic, its in topics:
            if its:
                weight = min(use.lines, known)
                yield Requirement(topic, (entity,), use.lines, use.installments, known, weight, essential, tuple(its))


def _meanwhile(story: StoryLines, target: Bools, uses: Uses, lessons: Lessons) -> Iterator[Requirement]:
    """What became of the target's leads elsewhere since its own title was last there: of each part of another title
    that is about one of them, the last installment that is full of them."""
    listing, size = story.ledger.installments, int(target.sum())
    own = np.isin(listing.title, np.unique(listing.title[target]))
    since = int(story.rank[own & ~target & (story.rank < story.rank[target].min())].max(initial=-1))
    found: dict[tuple[int, int], tuple[int, int, Use]] = {}
    for entity, use in sorted(uses.entities.items()):
        if use.installments * _LEADING_SHARE < size * (_LEADING_SHARE - 1) or use.lines < MOST_USES:
            continue
        parts: dict[tuple[int, int], list[int]] = {}
        for n in lessons.busy(entity, use.first)[0]:
            if story.rank.item(n) > since and not own[n]:
                parts.setdefault((listing.title.item(n), listing.season.item(n)), []).append(n)
        for part, busy in parts.items():
            whole = int(((listing.title == part[0]) & (listing.season == part[1])).sum())
            rank = story.rank.item(busy[-1])
            if len(busy) * _ESSENTIAL_SHARE >= whole and found.get(part, (NONE,))[0] < rank:
                found[part] = (rank, busy[-1], use)
    for (title, _), (_, n, use) in found.items():
        yield Requirement("meanwhile", (title,), use.lines, use.installments, 1, use.lines, True, ((n,),))


def _relations(uses: Uses, lessons: Lessons, size: int) -> Iterator[Requirement]:
    for pair, use in uses.pairs.items():
        known, taught = lessons.relation(pair, use.first)
        if taught:
            essential = _is_essential(use, known + ENOUGH_LINES - 1, size)
            yield Requirement("relation", pair, use.lines, use.installments, known, use.lines, essential, tuple(taught))


def _facts(uses: Uses, lessons: Lessons) -> Iterator[Requirement]:
    for line, use in uses.facts.items():
        if taught := lessons.fact(line, use.first):
            yield Requirement(
                "fact", (), use.lines, use.installments, 1, _FACT_WEIGHT * use.lines, False, tuple(taught), line
            )


def _context(story: StoryLines, target: Bools) -> Iterator[Requirement]:
    """What the stamps of the target's own lines ask for beside the target."""
    here = np.flatnonzero(np.append(target, False)[story.home] & story.told)
    found: dict[Lesson, list[int]] = {}
    for line in here.tolist():
        first = min(story.alternatives(line), key=lambda its: max(map(story.rank.item, its), default=-1))
        beside = tuple(n for n in first if not target.item(n))
        if beside:
            found.setdefault(beside, []).append(line)
    for beside, lines in found.items():
        spread = len({story.home.item(line) for line in lines})
        yield Requirement("context", (), len(lines), spread, 1, len(lines), False, (beside,), lines[0])
