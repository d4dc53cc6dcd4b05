"""What was told earlier: which installments teach who somebody is, how two stand, who is dead, and a fact."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role

ENOUGH_LINES = 4
"""Lines about somebody in one installment that are enough to get to know them, where no installment has fewer."""
_ENOUGH_DEEDS = 2
"""Things that two do with each other in one installment from which one sees how they stand."""
_DEATHS: tuple[Role, ...] = ("death", "seeming death")
_Life = tuple[int, Role]
"""A line about a death or a return, and which of them it is."""

Lesson = tuple[int, ...]
"""Installments, ascending, that teach something together."""


class Lessons(Frozen):
    """What teaches what before a `target` (a mask over the installments), which never teaches itself."""

    __slots__ = ("_lives", "_pairs", "_story", "_target")

    def __init__(self, story: StoryLines, target: Bools) -> None:
        self._story, self._target = story, target
        rows, verbs = story.ledger.rows, story.ledger.vocabulary.verbs
        subject, object_, verb = (column[story.rows] for column in (rows.subject, rows.object, rows.verb))
        lasts = with_verbs(verb, [it.shape in ("state", "ending") for it in verbs])
        both = (subject >= 0) & (object_ >= 0)
        pairs: dict[tuple[int, int], list[tuple[int, bool]]] = {}
        line = rows.line[story.rows]
        for one, other, where, state in zip(
            *(column[both].tolist() for column in (story.leader[subject], story.leader[object_], line, lasts)),
            strict=True,
        ):
            if one != other:
                pairs.setdefault((min(one, other), max(one, other)), []).append((where, state))
        self._pairs = FrozenDict(pairs)
        self._lives = FrozenDict(self._life_events(line, verb, subject, object_))

    def before(self, line: int, rank: int) -> Iterator[Lesson]:
        """What shows `line` before the installment of this rank: never the target, and nothing public."""
        story, target = self._story, self._target
        for shown in story.alternatives(line):
            if shown and not any(target.item(n) for n in shown) and max(map(story.rank.item, shown)) < rank:
                yield shown

    def person(self, entity: int, rank: int) -> tuple[int, list[Lesson]]:
        """In how many lines before `rank` an entity is named, and which installments say enough of it."""
        counts: dict[int, int] = {}
        for line in self._story.lines_of(entity).tolist():
            for shown in self.before(line, rank):
                if len(shown) == 1:
                    counts[shown[0]] = counts.get(shown[0], 0) + 1
        enough = min(ENOUGH_LINES, max(counts.values(), default=0))
        return sum(counts.values()), [(n,) for n, count in sorted(counts.items()) if count >= enough]

    def relation(self, pair: tuple[int, int], rank: int) -> tuple[int, list[Lesson]]:
        """How many lines before `rank` say something of the two, and what shows how they stand."""
        known, lessons, deeds = 0, set[Lesson](), dict[Lesson, int]()
        for line, state in self._pairs.get(pair, ()):
            shows = list(self.before(line, rank))
            known += bool(shows)
            for shown in shows:
                if state:
                    lessons.add(shown)
                elif len(shown) == 1:
                    deeds[shown] = deeds.get(shown, 0) + 1
        lessons.update(shown for shown, count in deeds.items() if count >= _ENOUGH_DEEDS)
        return known, sorted(lessons)

    def death(self, entity: int, rank: int) -> list[Lesson]:
        """What shows that somebody is dead, or seems to be, where nothing before `rank` has shown otherwise since: a
        return, or, of those who only seemed to die, an installment that is full of them."""
        found: list[Lesson] = []
        story = self._story
        events = [
            (story.rank.item(home), line, role)
            for line, role in self._lives.get(entity, ())
            if (home := story.home.item(line)) >= 0
        ]
        for when, line, role in sorted(events):
            if when >= rank or (role == "seeming death" and self._is_busy(entity, when, rank)):
                continue
            found = [*found, *self.before(line, rank)] if role in _DEATHS else []
        return sorted(set(found))

    def _is_busy(self, entity: int, after: int, before: int) -> bool:
        """Whether an installment between these ranks is full of somebody."""
        home = self._story.home[self._story.lines_of(entity)]
        ranks = self._story.rank[home[home >= 0]]
        counts = np.bincount(ranks[(ranks > after) & (ranks < before)])
        return bool(counts.max(initial=0) >= ENOUGH_LINES)

    def fact(self, line: int, rank: int) -> list[Lesson]:
        """What shows a fact."""
        return sorted(set(self.before(line, rank)))

    def _life_events(
        self, line: Ints, verb: npt.NDArray[np.int16], subject: Ints, object_: Ints
    ) -> Iterable[tuple[int, list[_Life]]]:
        verbs, leader = self._story.ledger.vocabulary.verbs, self._story.leader
        chosen = np.flatnonzero(with_verbs(verb, [it.role in (*_DEATHS, "return") for it in verbs]))
        found: dict[int, list[_Life]] = {}
        for at in chosen.tolist():
            what = verbs[verb.item(at)]
            whose = subject.item(at) if what.patient == "subject" else object_.item(at)
            if whose >= 0:
                found.setdefault(leader.item(whose), []).append((line.item(at), what.role))
        return found.items()
