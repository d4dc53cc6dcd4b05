"""Who turned out to be somebody else: a target that speaks of them by one name asks for what joins it to the other."""

from collections.abc import Set as AbstractSet

import numpy as np

from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.uses import Use, Uses
from intertwine.model.strings import Bools, Ints


def joined_names(
    story: StoryLines, target: Bools, uses: Uses, essential: AbstractSet[int], enough: int
) -> dict[int, Use]:
    """The lines that say that one person is another, where the target names the one and earlier installments told of
    them as the other; with how much the target uses the person.

    Whoever only knows the widow does not know who Ruth is, though she is the widow. Where `enough` lines told of them
    earlier by the name that the target uses, nothing joins anything. Only people among the `essential` ones count.
    `target` is a mask over the installments of `story`; `uses` are what it names.
    """
    rows, found = story.ledger.rows, dict[int, Use]()
    here = np.append(target, False)[story.home]
    pairs = zip(rows.line[story.same], rows.subject[story.same], rows.object[story.same], strict=True)
    for line, subject, other in pairs:
        person = story.leader.item(subject)
        if person not in essential or (use := uses.entities.get(person)) is None:
            continue
        its = [_lines_with(story, name, line) for name in (subject, other)]
        before = [int(np.count_nonzero(_ranks(story, lines) < use.first)) for lines in its]
        if any(here[its[n]].any() and before[n] < enough and before[1 - n] for n in (0, 1)):
            found[int(line)] = use
    return found


def _lines_with(story: StoryLines, entity: int, but: int) -> Ints:
    """The told lines that write this very entity, not one that it turned out to be."""
    rows = story.ledger.rows
    ends = (rows.subject, rows.object, rows.place, rows.recipient)
    named = np.logical_or.reduce([column[story.rows] == entity for column in ends])
    lines: Ints = np.unique(rows.line[story.rows[named]])
    others: Ints = lines[lines != but]
    return others


def _ranks(story: StoryLines, lines: Ints) -> Ints:
    """Where lines come out, in the order of release; nothing of what is public or never passed."""
    home: Ints = story.home[lines]
    ranks: Ints = story.rank[home[home >= 0]]
    return ranks
