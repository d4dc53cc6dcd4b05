"""How installments hang together: which shows the cause of what another shows, and where the stories of two titles
meet."""

import numpy as np

from intertwine.gate.derivation.story_lines import ENOUGH_LINES, StoryLines
from intertwine.model.arrays import distinct
from intertwine.model.strings import Ints, Longs


def causes(story: StoryLines) -> tuple[Ints, Ints]:
    """Pairs of installments, each once: a line that the second shows first speaks of a fact that the first showed
    before it (it is the reason for something, or somebody learns it)."""
    ref, home = story.ledger.lines.ref, story.home
    lines = np.flatnonzero(ref >= 0)
    effect, cause = home[lines], home[ref[lines]]
    there = (effect >= 0) & (cause >= 0)
    cause, effect = cause[there], effect[there]
    # What comes out after its effect is told so on purpose.
    forward = story.rank[cause] < story.rank[effect]
    return _pairs(cause[forward], effect[forward], len(story.rank))


def links(story: StoryLines) -> tuple[Ints, Ints, Longs]:
    """Pairs of installments of different titles, and how many people go straight from the first to the second: the next
    installment, by release, that is full of them. Whoever only looks in is not counted."""
    count = max(len(story.rank), 1)
    home = story.home[story.line]
    there = (home >= 0) & story.asked[story.entity]
    rank, entity = story.rank[home[there]], story.entity[there]
    both, lines = np.unique(entity * np.int64(count) + rank, return_counts=True)
    who, when = np.divmod(both[lines >= ENOUGH_LINES], count)
    by_rank = np.argsort(story.rank).astype(np.int32)
    here = by_rank[when]
    title = story.ledger.installments.title[here]
    crossing = (who[1:] == who[:-1]) & (title[1:] != title[:-1])
    pairs, weight = np.unique(here[:-1][crossing] * np.int64(count) + here[1:][crossing], return_counts=True)
    one, other = np.divmod(pairs, count)
    return one.astype(np.int32), other.astype(np.int32), weight.astype(np.int64)


def _pairs(one: Ints, other: Ints, count: int) -> tuple[Ints, Ints]:
    first, then = np.divmod(distinct(one * np.int64(count) + other), max(count, 1))
    return first.astype(np.int32), then.astype(np.int32)
