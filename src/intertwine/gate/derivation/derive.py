"""What a target asks of its viewer: every requirement, with what teaches it and how much hangs on it.

Nothing here is typed by anybody but the facts themselves. A target uses whom its lines name; it builds on those who
were there before, on how they stand to each other, on their deaths, on the facts that its lines speak of, on the
stories that it publicly takes up, and on what a keeper says that it depends on. docs/plans.md explains each rule.
"""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.continued import continued, dependencies
from intertwine.gate.derivation.lessons import Lessons
from intertwine.gate.derivation.meanwhile import meanwhile
from intertwine.gate.derivation.relations import RelationLessons
from intertwine.gate.derivation.requirement import Requirement, Topic
from intertwine.gate.derivation.shown import Lesson, Shown
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.threads import open_threads
from intertwine.gate.derivation.unmasked import joined_names
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
    people = list(_people(uses, leads, lessons, size))
    essential = {entity for it in people if it.essential for entity in it.entities}
    joined = joined_names(story, target, uses, essential, lessons.enough)
    used = [
        *people,
        *_relations(uses, leads, RelationLessons(shown), size),
        *_facts(story, uses, leads, lessons, {**dict.fromkeys(_reasons(story, target, leads)), **joined}),
        *open_threads(story, target, uses, lessons),
    ]
    found = [
        *used,
        *_context(story, target),
        *meanwhile(story, target, leads, lessons, used),
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


def _relations(uses: Uses, leads: dict[int, Use], relations: RelationLessons, size: int) -> Iterator[Requirement]:
    """How two stand. That of two leads carries the target, however rarely one line names both."""
    for pair, use in uses.pairs.items():
        known, taught = relations.relation(pair, use.first)
        if taught:
            both_lead = all(entity in leads for entity in pair) and use.lines >= uses.most
            essential = both_lead or _is_essential(use, uses.most, size)
            yield Requirement("relation", pair, use.lines, use.installments, known, use.lines, essential, tuple(taught))


def _facts(
    story: StoryLines, uses: Uses, leads: dict[int, Use], lessons: Lessons, needed: dict[int, Use | None]
) -> Iterator[Requirement]:
    """The facts that lines of the target speak of, and those that are `needed` though none does, with how much they are
    used (None: as much as lines speak of them). One about a lead is essential, and so is what is needed."""
    for line, use in ({line: use for line, use in needed.items() if use} | uses.facts).items():
        if taught := lessons.fact(line, use.first):
            of_leads = line in needed or any(entity in leads for entity in story.named(line))
            essential = of_leads or use.lines >= uses.most
            yield Requirement(
                "fact", (), use.lines, use.installments, 1, _FACT_WEIGHT * use.lines, essential, tuple(taught), line
            )


def _reasons(story: StoryLines, target: Bools, leads: dict[int, Use]) -> set[int]:
    """The facts for which a lead does something in the target (`because: ^id`), by their lines."""
    rows, lines = story.ledger.rows, story.ledger.lines
    told = np.flatnonzero(np.append(target, False)[story.home] & (lines.ref >= 0) & (lines.about >= 0))
    by_lead = np.zeros(len(lines.page), np.bool_)
    there = rows.subject >= 0
    of_lead = np.isin(story.leader[rows.subject[there]], list(leads))
    by_lead[rows.line[there][of_lead]] = True
    return set(lines.ref[told[by_lead[lines.about[told]]]].tolist())


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
