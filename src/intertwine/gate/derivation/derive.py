"""What a target asks of its viewer: every requirement, with what teaches it and how much hangs on it.

Nothing here is typed by anybody but the facts themselves. A target uses whom its lines name; it builds on those who
were there before, on how they stand to each other, on their deaths, on the facts that its lines speak of, on the
stories that it publicly takes up, and on what a keeper says that it depends on. docs/plans.md explains each rule.
"""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.continued import continued, dependencies
from intertwine.gate.derivation.lessons import Lessons
from intertwine.gate.derivation.relations import RelationLessons
from intertwine.gate.derivation.requirement import Requirement, Topic
from intertwine.gate.derivation.shown import Lesson, Shown
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.threads import open_threads
from intertwine.gate.derivation.uses import Use, Uses, uses_of
from intertwine.model.strings import Bools

_ESSENTIAL_SHARE = 3
"""What is used in at least one of so many installments of the target is essential."""
_LEADING = 3, 5
"""Whoever is used in so many of so many lines that can count is one of the target's leads."""
_FACT_WEIGHT = 2


def derive(story: StoryLines, target: Bools) -> tuple[Requirement, ...]:
    """What the installments `target` (a mask over all) ask for; the weightiest first."""
    if not target.any():
        return ()
    uses, shown, size = uses_of(story, target), Shown(story, target), int(target.sum())
    lessons = Lessons(shown)
    leads = _leads(uses, size)
    found = [
        *_people(uses, leads, lessons, size),
        *_relations(uses, leads, RelationLessons(shown), size),
        *_facts(story, uses, leads, lessons),
        *open_threads(story, target, uses, lessons),
        *_context(story, target),
        *_meanwhile(story, target, leads, lessons),
        *continued(story, target),
        *dependencies(story, target),
    ]
    return tuple(sorted(found, key=lambda it: (-it.weight, it.topic, it.entities, it.line, it.alternatives)))


def _is_essential(use: Use, most: int, size: int) -> bool:
    return use.installments * _ESSENTIAL_SHARE >= size and use.lines >= most


def _people(uses: Uses, leads: dict[int, Use], lessons: Lessons, size: int) -> Iterator[Requirement]:
    for entity, use in uses.entities.items():
        known, taught = lessons.person(entity, use.first, lead=entity in leads)
        if not taught:
            continue
        essential = _is_essential(use, uses.most, size) and known >= lessons.enough
        topics: tuple[tuple[Topic, list[Lesson]], ...] = ("person", taught), ("life", lessons.life(entity, use.first))
        for topic, its in topics:
            if its:
                weight = min(use.lines, known)
                yield Requirement(topic, (entity,), use.lines, use.installments, known, weight, essential, tuple(its))


def _leads(uses: Uses, size: int) -> dict[int, Use]:
    """Whoever leads the target, by their numbers."""
    return {
        entity: use
        for entity, use in sorted(uses.entities.items())
        if use.lines * _LEADING[1] >= size * uses.most * _LEADING[0]
    }


def _meanwhile(story: StoryLines, target: Bools, leads: dict[int, Use], lessons: Lessons) -> Iterator[Requirement]:
    """Where the target's leads were left: of each title the last part that is about one of them, and of that the last
    installment that is full of them. Of other titles only what came out since the target's own title was last there
    counts; of the target's own title not the part before the target, which it takes up in any case."""
    listing, rank = story.ledger.installments, story.rank
    own = np.isin(listing.title, np.unique(listing.title[target]))
    before = np.flatnonzero(own & ~target & (rank < rank[target].min()))
    since = int(rank[before].max(initial=-1))
    taken_up = {_part(story, int(before[rank[before].argmax()]))} if len(before) else set()
    found: dict[tuple[int, int], tuple[int, Use]] = {}
    for entity, use in leads.items():
        parts: dict[tuple[int, int], list[int]] = {}
        for n in lessons.busy(entity, use.first):
            if own[n] or rank.item(n) > since:
                parts.setdefault(_part(story, n), []).append(n)
        last: dict[int, int] = {}
        for (title, season), busy in parts.items():
            whole = int(((listing.title == title) & (listing.season == season)).sum())
            if len(busy) * _ESSENTIAL_SHARE >= whole:
                last[title] = max(last.get(title, busy[-1]), busy[-1], key=rank.item)
        for n in last.values():
            part = _part(story, n)
            if part not in taken_up and (part not in found or rank.item(found[part][0]) < rank.item(n)):
                found[part] = (n, use)
    for (title, _), (n, use) in found.items():
        yield Requirement("meanwhile", (title,), use.lines, use.installments, 1, use.lines, True, ((n,),))


def _part(story: StoryLines, n: int) -> tuple[int, int]:
    """The title and the season of an installment."""
    listing = story.ledger.installments
    return listing.title.item(n), listing.season.item(n)


def _relations(uses: Uses, leads: dict[int, Use], relations: RelationLessons, size: int) -> Iterator[Requirement]:
    """How two stand. That of two leads carries the target, however rarely one line names both."""
    for pair, use in uses.pairs.items():
        known, taught = relations.relation(pair, use.first)
        if taught:
            both_lead = all(entity in leads for entity in pair) and use.lines >= uses.most
            essential = both_lead or _is_essential(use, uses.most, size)
            yield Requirement("relation", pair, use.lines, use.installments, known, use.lines, essential, tuple(taught))


def _facts(story: StoryLines, uses: Uses, leads: dict[int, Use], lessons: Lessons) -> Iterator[Requirement]:
    for line, use in uses.facts.items():
        if taught := lessons.fact(line, use.first):
            essential = use.lines >= uses.most or any(entity in leads for entity in story.named(line))
            yield Requirement(
                "fact", (), use.lines, use.installments, 1, _FACT_WEIGHT * use.lines, essential, tuple(taught), line
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
