"""How two stand to each other: which installments before a target show it."""

import numpy as np

from intertwine.gate.derivation.shown import FEW, Lesson, Shown
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Longs
from intertwine.model.verb import Shape

_ENOUGH_DEEDS = 2
"""Things that two do with each other in one installment from which one sees how they stand."""
_LASTING: tuple[Shape, ...] = ("state", "ending")
_Between = tuple[int, int, int]
"""A line about two, its verb, and which of them is its subject."""


class RelationLessons(Frozen):
    """What teaches how two stand, of all that was `shown` before a target. Where no installment before it shows two
    things that the same two do with each other, one is enough."""

    __slots__ = ("_deeds", "_pairs", "_shown", "_verbs")

    def __init__(self, shown: Shown) -> None:
        story, rows = shown.story, shown.story.ledger.rows
        self._shown, self._verbs = shown, story.ledger.vocabulary.verbs
        subject, object_ = rows.subject[story.rows], rows.object[story.rows]
        both = story.rows[(subject >= 0) & (object_ >= 0)]
        pairs: dict[tuple[int, int], list[_Between]] = {}
        ends = story.leader[rows.subject[both]], story.leader[rows.object[both]]
        for one, other, verb, line in zip(
            *(column.tolist() for column in (*ends, rows.verb[both], rows.line[both])), strict=True
        ):
            if one != other:
                pairs.setdefault((min(one, other), max(one, other)), []).append((line, verb, one))
        lasting = with_verbs(rows.verb[both], [it.shape in _LASTING for it in self._verbs])
        self._deeds = min(_ENOUGH_DEEDS, _most(story, shown.target, both[~lasting]))
        self._pairs: FrozenDict[tuple[int, int], list[_Between]] = FrozenDict(pairs)

    def relation(self, pair: tuple[int, int], rank: int) -> tuple[int, list[Lesson]]:
        """How many lines before `rank` say something of the two, and what shows how they stand: what began or ended
        between them last, or what is so or what they do with each other since then. That something is so, said again
        with no end in between, is no beginning; nor is what takes a whole season to begin. Where nothing began or
        ended, the last that they do with each other shows it as well."""
        verbs, last = self._verbs, self._shown.last
        told = sorted(
            (min(map(last, its)), line, verb, NONE if verbs[verb].symmetric else subject, its)
            for line, verb, subject in self._pairs.get(pair, ())
            if (its := list(self._shown.before(line, rank)))
        )
        turn, holding = NONE, set[tuple[int, int]]()
        for when, _, verb, subject, its in told:
            ends = verbs[verb].shape == "ending"
            if ends:
                holding.clear()
                turn = when
            elif verbs[verb].shape == "state" and (verb, subject) not in holding:
                holding.add((verb, subject))
                turn = when if min(map(len, its)) <= FEW else turn
        lessons, deeds = set[Lesson](), dict[Lesson, int]()
        for _, _, verb, _, its in told:
            for shown in its:
                if last(shown) < turn:
                    continue
                if verbs[verb].shape in _LASTING:
                    lessons.add(self._shown.end(shown))
                elif len(shown) == 1:
                    deeds[shown] = deeds.get(shown, 0) + 1
        lessons.update(shown for shown, count in deeds.items() if count >= self._deeds)
        if lessons and turn == NONE and deeds:
            lessons.add(max(deeds, key=last))
        return len(told), sorted(lessons)


def _most(story: StoryLines, target: Bools, deeds: Longs) -> int:
    """How many of `deeds` (rows) any two do with each other in one installment, where they do most, before the
    target."""
    rows, count = story.ledger.rows, np.int64(max(len(story.rank), 1))
    home = story.home[rows.line[deeds]]
    there = home >= 0
    there[there] = story.rank[home[there]] < story.rank[target].min()
    one, other = story.leader[rows.subject[deeds[there]]], story.leader[rows.object[deeds[there]]]
    pair = np.minimum(one, other) * np.int64(len(story.leader)) + np.maximum(one, other)
    _, counts = np.unique((pair * count + home[there])[one != other], return_counts=True)
    return int(counts.max(initial=1))
