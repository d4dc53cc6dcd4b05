"""What a target asks of its viewer: every requirement, with what teaches it and how much hangs on it.

Nothing here is typed by anybody but the facts themselves. A target uses whom its lines name; it builds on those who
were there before, on how they stand to each other, on their deaths, on the facts that its lines speak of, on the
stories that it publicly takes up, and on what a keeper says that it depends on. docs/plans.md explains each rule.
"""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.continued import continued, dependencies
from intertwine.gate.derivation.lessons import ENOUGH_LINES, Lesson, Lessons
from intertwine.gate.derivation.requirement import Requirement, Topic
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.uses import MOST_USES, Use, Uses, uses_of
from intertwine.model.strings import Bools

_ESSENTIAL_SHARE = 3
"""What is used in at least one of so many installments of the target is essential."""
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
        topics: tuple[tuple[Topic, list[Lesson]], ...] = ("person", taught), ("death", lessons.death(entity, use.first))
        for topic, its in topics:
            if its:
                weight = min(use.lines, known)
                yield Requirement(topic, (entity,), use.lines, use.installments, known, weight, essential, tuple(its))


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
