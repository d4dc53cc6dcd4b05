"""What was told earlier: which installments teach who somebody is, how two stand, who is dead, and a fact."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from intertwine.gate.derivation.story_lines import ENOUGH_LINES, StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints
from intertwine.model.verb import Role, Shape

_CROWD = 4
"""Named in one line: beyond so many, the line tells next to nothing of any of them."""
_INTRODUCING = 3
"""Installments of a title from whose beginning somebody in it is got to know."""
_ENOUGH_DEEDS = 2
"""Things that two do with each other in one installment from which one sees how they stand."""
_FEW = 2
"""So many installments of a part may show something together. What takes more is clear at the end of the last."""
_LASTING: tuple[Shape, ...] = ("state", "ending")
_DEATHS: tuple[Role, ...] = ("death", "seeming death")
_Life = tuple[int, Role]
"""A line about a death or a return, and which of them it is."""

_Between = tuple[int, int, int]
"""A line about two, its verb, and which of them is its subject."""

Lesson = tuple[int, ...]
"""Installments, ascending, that teach something together."""


class Lessons(Frozen):
    """What teaches what before a `target` (a mask over the installments), which never teaches itself. `enough` is how
    many lines must have told of somebody: where no installment before the target says so much of anybody, fewer than
    `ENOUGH_LINES`."""

    __slots__ = ("_lives", "_own", "_pairs", "_story", "_target", "enough")

    def __init__(self, story: StoryLines, target: Bools) -> None:
        self._story, self._target = story, target
        self._own = frozenset(story.ledger.installments.title[target].tolist())
        rows = story.ledger.rows
        subject, object_, verb = rows.subject[story.rows], rows.object[story.rows], rows.verb[story.rows]
        both = (subject >= 0) & (object_ >= 0)
        pairs: dict[tuple[int, int], list[_Between]] = {}
        line = rows.line[story.rows]
        for one, other, what, where in zip(
            *(column[both].tolist() for column in (story.leader[subject], story.leader[object_], verb, line)),
            strict=True,
        ):
            if one != other:
                pairs.setdefault((min(one, other), max(one, other)), []).append((where, what, one))
        self._pairs: FrozenDict[tuple[int, int], list[_Between]] = FrozenDict(pairs)
        self.enough = min(ENOUGH_LINES, _fullest(story, target))
        self._lives = FrozenDict(self._life_events(line, verb, subject, object_))

    def before(self, line: int, rank: int) -> Iterator[Lesson]:
        """What shows `line` before the installment of this rank: never the target, and nothing public."""
        story, target = self._story, self._target
        for shown in story.alternatives(line):
            if shown and not any(target.item(n) for n in shown) and max(map(story.rank.item, shown)) < rank:
                yield shown

    def person(self, entity: int, rank: int, *, lead: bool) -> tuple[int, list[Lesson]]:
        """In how many lines before `rank` an entity is named, and which installments make one know it: of each title
        the first few that say enough of it. If the target's own title is among the titles, it alone counts. To know a
        lead of the target takes more than half of what the fullest of these says of them."""
        counts, known = self._counts(entity, rank)
        titles = self._story.ledger.installments.title
        first: dict[int, list[int]] = {}
        for n in self._enough(counts):
            its = first.setdefault(titles.item(n), [])
            if len(its) < _INTRODUCING:
                its.append(n)
        own = {title: its for title, its in first.items() if title in self._own}
        found = list[Lesson]()
        for its in (own or first).values():
            fullest = max(counts[n] for n in its)
            found += ((n,) for n in its if not lead or counts[n] * 2 > fullest)
        return known, sorted(found)

    def busy(self, entity: int, rank: int) -> list[int]:
        """The installments before `rank` that say enough of an entity, by release."""
        return self._enough(self._counts(entity, rank)[0])

    def _enough(self, counts: dict[int, int]) -> list[int]:
        enough = min(ENOUGH_LINES, max(counts.values(), default=0))
        return sorted((n for n, count in counts.items() if count >= enough), key=self._story.rank.item)

    def _counts(self, entity: int, rank: int) -> tuple[dict[int, int], int]:
        """How many lines of each installment before `rank` tell of an entity, and how many of all."""
        counts: dict[int, int] = {}
        for line in self._story.lines_of(entity).tolist():
            if self._story.crowd.item(line) > _CROWD:
                continue
            for shown in self.before(line, rank):
                if len(shown) == 1:
                    counts[shown[0]] = counts.get(shown[0], 0) + 1
        return counts, sum(counts.values())

    def relation(self, pair: tuple[int, int], rank: int) -> tuple[int, list[Lesson]]:
        """How many lines before `rank` say something of the two, and what shows how they stand: what began or ended
        between them last, or what is so or what they do with each other since then. That something is so, said again
        with no end in between, is no beginning; nor is what takes a whole season to begin."""
        verbs = self._story.ledger.vocabulary.verbs
        told = sorted(
            (min(map(self._last, its)), line, verb, NONE if verbs[verb].symmetric else subject, its)
            for line, verb, subject in self._pairs.get(pair, ())
            if (its := list(self.before(line, rank)))
        )
        turn, holding = NONE, set[tuple[int, int]]()
        for when, _, verb, subject, its in told:
            ends = verbs[verb].shape == "ending"
            if ends:
                holding.clear()
                turn = when
            elif verbs[verb].shape == "state" and (verb, subject) not in holding:
                holding.add((verb, subject))
                turn = when if min(map(len, its)) <= _FEW else turn
        lessons, deeds = set[Lesson](), dict[Lesson, int]()
        for _, _, verb, _, its in told:
            for shown in its:
                if self._last(shown) < turn:
                    continue
                if verbs[verb].shape in _LASTING:
                    lessons.add(self._end(shown))
                elif len(shown) == 1:
                    deeds[shown] = deeds.get(shown, 0) + 1
        lessons.update(shown for shown, count in deeds.items() if count >= _ENOUGH_DEEDS)
        return len(told), sorted(lessons)

    def _last(self, shown: Lesson) -> int:
        """The rank of the last installment of a lesson."""
        return max(map(self._story.rank.item, shown))

    def _end(self, shown: Lesson) -> Lesson:
        """A lesson without what leads up to it: of more than a few installments of one part, the last one alone."""
        if len(shown) <= _FEW:
            return shown
        listing, parts = self._story.ledger.installments, dict[tuple[int, int], list[int]]()
        for n in shown:
            parts.setdefault((listing.title.item(n), listing.season.item(n)), []).append(n)
        ends = ([max(its, key=self._story.rank.item)] if len(its) > _FEW else its for its in parts.values())
        return tuple(sorted(n for its in ends for n in its))

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
        return sorted({self._end(shown) for line, _ in last for shown in self.before(line, rank)})

    def _is_busy(self, entity: int, after: int, before: int) -> bool:
        """Whether an installment between these ranks is full of somebody."""
        home = self._story.home[self._story.lines_of(entity)]
        ranks = self._story.rank[home[home >= 0]]
        counts = np.bincount(ranks[(ranks > after) & (ranks < before)])
        return bool(counts.max(initial=0) >= self.enough)

    def fact(self, line: int, rank: int) -> list[Lesson]:
        """What shows a fact."""
        return sorted({self._end(shown) for shown in self.before(line, rank)})

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


def _fullest(story: StoryLines, target: Bools) -> int:
    """How many lines the installment that says most of anybody says of them, of all before the target."""
    home, count = story.home[story.line], max(len(story.rank), 1)
    there = home >= 0
    there[there] = story.rank[home[there]] < story.rank[target].min()
    there &= story.asked[story.entity]
    _, counts = np.unique(story.entity[there] * np.int64(count) + home[there], return_counts=True)
    return int(counts.max(initial=1))
