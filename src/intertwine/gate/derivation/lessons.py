"""What was told earlier: which installments teach who somebody is, how two stand, who is dead, and a fact."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from intertwine.gate.derivation.story_lines import ENOUGH_LINES, StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role

_INTRODUCING = 3
"""Installments of a title from whose beginning somebody in it is got to know."""
_ENOUGH_DEEDS = 2
"""Things that two do with each other in one installment from which one sees how they stand."""
_FEW = 2
"""Installments that may show something together, for it to be a turn between two people."""
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
        subject, object_, verb = rows.subject[story.rows], rows.object[story.rows], rows.verb[story.rows]
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
        self._pairs: FrozenDict[tuple[int, int], list[tuple[int, bool]]] = FrozenDict(pairs)
        self._lives = FrozenDict(self._life_events(line, verb, subject, object_))

    def before(self, line: int, rank: int) -> Iterator[Lesson]:
        """What shows `line` before the installment of this rank: never the target, and nothing public."""
        story, target = self._story, self._target
        for shown in story.alternatives(line):
            if shown and not any(target.item(n) for n in shown) and max(map(story.rank.item, shown)) < rank:
                yield shown

    def person(self, entity: int, rank: int) -> tuple[int, list[Lesson]]:
        """In how many lines before `rank` an entity is named, and which installments make one know it: of each title
        the first few that say enough of it."""
        busy, known = self.busy(entity, rank)
        titles = self._story.ledger.installments.title
        found, count = list[Lesson](), dict[int, int]()
        for n in busy:
            title = titles.item(n)
            count[title] = count.get(title, 0) + 1
            if count[title] <= _INTRODUCING:
                found.append((n,))
        return known, sorted(found)

    def busy(self, entity: int, rank: int) -> tuple[list[int], int]:
        """The installments before `rank` that say enough of an entity, by release; and how many lines say anything."""
        counts: dict[int, int] = {}
        for line in self._story.lines_of(entity).tolist():
            for shown in self.before(line, rank):
                if len(shown) == 1:
                    counts[shown[0]] = counts.get(shown[0], 0) + 1
        enough = min(ENOUGH_LINES, max(counts.values(), default=0))
        busy = [n for n, count in counts.items() if count >= enough]
        return sorted(busy, key=self._story.rank.item), sum(counts.values())

    def relation(self, pair: tuple[int, int], rank: int) -> tuple[int, list[Lesson]]:
        """How many lines before `rank` say something of the two, and what shows how they stand: what began or ended
        between them last, or what they do with each other since then. What only a whole season shows is no turn."""
        told = [
            (line, state, its) for line, state in self._pairs.get(pair, ()) if (its := list(self.before(line, rank)))
        ]
        last = [self._last(shown) for _, state, its in told if state for shown in its if len(shown) <= _FEW]
        turn = max(last, default=NONE)
        lessons, deeds = set[Lesson](), dict[Lesson, int]()
        for _, state, its in told:
            for shown in its:
                if self._last(shown) < turn:
                    continue
                if state:
                    lessons.add(shown)
                elif len(shown) == 1:
                    deeds[shown] = deeds.get(shown, 0) + 1
        lessons.update(shown for shown, count in deeds.items() if count >= _ENOUGH_DEEDS)
        return len(told), sorted(lessons)

    def _last(self, shown: Lesson) -> int:
        """The rank of the last installment of a lesson."""
        return max(map(self._story.rank.item, shown))

    def life(self, entity: int, rank: int) -> list[Lesson]:
        """What shows the last that befell somebody's life before `rank`: a death, a seeming one, a return. Somebody of
        whom an installment is full after they seemed to die or came back is alive, and nothing need be known of it."""
        story = self._story
        events = [
            (story.rank.item(home), line, role)
            for line, role in self._lives.get(entity, ())
            if (home := story.home.item(line)) >= 0 and story.rank.item(home) < rank
        ]
        if not events:
            return []
        when = max(events)[0]
        last = [(line, role) for at, line, role in events if at == when]
        if any(role != "death" for _, role in last) and self._is_busy(entity, when, rank):
            return []
        return sorted({shown for line, _ in last for shown in self.before(line, rank)})

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
