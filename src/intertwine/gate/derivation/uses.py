"""What a target uses: whom its lines name, who is named together, and which earlier facts they speak of."""

from itertools import combinations

import numpy as np

from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.model.record import record
from intertwine.model.strings import Bools

MOST_USES = 3
"""Lines of one installment that count at most: to be in every scene of one episode is less than to be in all."""
_CROWD = 40
"""Named in one line: beyond so many they are a crowd, and no two of them are used together."""


@record
class Use:
    """How much a target uses something: in how many of its lines (at most `Uses.most` of each installment), in how many
    of its installments, and the place in the order of release of the first of these."""

    lines: int
    installments: int
    first: int


@record
class Uses:
    """`entities` by their numbers, `pairs` by both (the lower first), `facts` by the line that is spoken of. `most` is
    how many lines of one installment count: where no installment says so much of anybody, fewer than `MOST_USES`."""

    most: int
    entities: dict[int, Use]
    pairs: dict[tuple[int, int], Use]
    facts: dict[int, Use]


def uses_of(story: StoryLines, target: Bools) -> Uses:
    """What the installments `target` (a mask over all) use. Only what one may have to know is counted."""
    here = np.append(target, False)[story.home]
    named = here[story.line] & story.asked[story.entity]
    lines, entities = story.line[named].tolist(), story.entity[named].tolist()
    by_entity: dict[int, dict[int, int]] = {}
    by_line: dict[int, list[int]] = {}
    home, rank = story.home, story.rank
    for line, entity in zip(lines, entities, strict=True):
        _count(by_entity.setdefault(entity, {}), home.item(line))
        by_line.setdefault(line, []).append(entity)
    by_pair: dict[tuple[int, int], dict[int, int]] = {}
    for line, its in by_line.items():
        if len(its) <= _CROWD:
            for pair in combinations(its, 2):
                _count(by_pair.setdefault(pair, {}), home.item(line))
    by_fact: dict[int, dict[int, int]] = {}
    for line in np.flatnonzero(here).tolist():
        for fact in _spoken_of(story, line):
            _count(by_fact.setdefault(fact, {}), home.item(line))

    fullest = max((count for found in by_entity.values() for count in found.values()), default=1)
    most = min(MOST_USES, fullest)

    def use(found: dict[int, int]) -> Use:
        counted = sum(min(most, count) for count in found.values())
        return Use(counted, len(found), min(map(rank.item, found)))

    return Uses(
        most,
        {key: use(found) for key, found in by_entity.items()},
        {key: use(found) for key, found in by_pair.items()},
        {key: use(found) for key, found in by_fact.items()},
    )


def _count(counts: dict[int, int], key: int) -> None:
    counts[key] = counts.get(key, 0) + 1


def _spoken_of(story: StoryLines, line: int) -> list[int]:
    """The facts that a line speaks of: the one that is its object (`learns ^id`, `because: ^id`)."""
    ref = story.ledger.lines.ref.item(line)
    return [ref] if ref >= 0 else []
