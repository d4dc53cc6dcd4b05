"""How two stand to each other: which installments before a target show it."""

from intertwine.gate.derivation.shown import FEW, Lesson, Shown
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Shape

_ENOUGH_DEEDS = 2
"""Things that two do with each other in one installment from which one sees how they stand."""
_LASTING: tuple[Shape, ...] = ("state", "ending")
_Between = tuple[int, int, int]
"""A line about two, its verb, and which of them is its subject."""


class RelationLessons(Frozen):
    """What teaches how two stand, of all that was `shown` before a target."""

    __slots__ = ("_pairs", "_shown", "_verbs")

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
        self._pairs: FrozenDict[tuple[int, int], list[_Between]] = FrozenDict(pairs)

    def relation(self, pair: tuple[int, int], rank: int) -> tuple[int, list[Lesson]]:
        """How many lines before `rank` say something of the two, and what shows how they stand: what began or ended
        between them last, or what is so or what they do with each other since then. That something is so, said again
        with no end in between, is no beginning; nor is what takes a whole season to begin."""
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
        lessons.update(shown for shown, count in deeds.items() if count >= _ENOUGH_DEEDS)
        return len(told), sorted(lessons)
