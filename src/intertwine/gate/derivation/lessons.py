"""What was told earlier: which installments teach who somebody is, who is dead, and a fact."""

from collections.abc import Iterable

import numpy as np

from intertwine.gate.derivation.shown import Lesson, Shown
from intertwine.gate.derivation.story_lines import ENOUGH_LINES, StoryLines
from intertwine.gate.identities import with_verbs
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools
from intertwine.model.verb import Role

_CROWD = 4
"""Named in one line: beyond so many, the line tells next to nothing of any of them."""
_INTRODUCING = 3
"""Installments of a part from whose beginning somebody in it is got to know."""
_DEATHS: tuple[Role, ...] = ("death", "seeming death")
_Life = tuple[int, Role]
"""A line about a death or a return, and which of them it is."""


class Lessons(Frozen):
    """What teaches who somebody is, what befell them, and a fact, of all that was `shown` before a target. `enough` is
    how many lines must have told of somebody: where no installment before the target says so much of anybody, fewer
    than `ENOUGH_LINES`."""

    __slots__ = ("_lives", "_own", "_shown", "_story", "enough")

    def __init__(self, shown: Shown) -> None:
        story = shown.story
        self._shown, self._story = shown, story
        self._own = frozenset(story.ledger.installments.title[shown.target].tolist())
        self.enough = min(ENOUGH_LINES, _fullest(story, shown.target))
        self._lives = FrozenDict(_life_events(story))

    def person(self, entity: int, rank: int, *, lead: bool) -> tuple[int, list[Lesson]]:
        """In how many lines before `rank` an `entity` is named, and which installments make one know it: of each part
        of a title the first few that say enough of it, for a later part makes its people known again. If the target's
        own title is among the titles, it alone counts, as a whole.

        A `lead` of the target is met at the beginning of each title, whatever its parts: in the first of its first few
        installments that says two thirds of what the fullest of these says of them."""
        counts, known = self._counts(entity, rank)
        listing, own = self._story.ledger.installments, self._own
        first: dict[tuple[int, int], list[int]] = {}
        for n in self._enough(counts):
            title, season = listing.title.item(n), listing.season.item(n)
            its = first.setdefault((title, NONE if lead or title in own else season), [])
            if len(its) < _INTRODUCING:
                its.append(n)
        at_home = {part: its for part, its in first.items() if part[0] in own}
        found = list[Lesson]()
        for its in (at_home or first).values():
            fullest = max(counts[n] for n in its)
            full = [(n,) for n in its if not lead or counts[n] * 3 >= fullest * 2]
            found += full[:1] if lead else full
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
            for shown in self._shown.before(line, rank):
                if len(shown) == 1:
                    counts[shown[0]] = counts.get(shown[0], 0) + 1
        return counts, sum(counts.values())

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
        return sorted({self._shown.end(shown) for line, _ in last for shown in self._shown.before(line, rank)})

    def _is_busy(self, entity: int, after: int, before: int) -> bool:
        """Whether an installment between these ranks is full of somebody."""
        home = self._story.home[self._story.lines_of(entity)]
        ranks = self._story.rank[home[home >= 0]]
        counts = np.bincount(ranks[(ranks > after) & (ranks < before)])
        return bool(counts.max(initial=0) >= self.enough)

    def fact(self, line: int, rank: int) -> list[Lesson]:
        """What shows a fact."""
        return sorted({self._shown.end(shown) for shown in self._shown.before(line, rank)})


def _life_events(story: StoryLines) -> Iterable[tuple[int, list[_Life]]]:
    rows, verbs = story.ledger.rows, story.ledger.vocabulary.verbs
    chosen = with_verbs(rows.verb[story.rows], [it.role in (*_DEATHS, "return") for it in verbs])
    found: dict[int, list[_Life]] = {}
    for row in story.rows[chosen].tolist():
        what = verbs[rows.verb.item(row)]
        whose = rows.subject.item(row) if what.patient == "subject" else rows.object.item(row)
        if whose >= 0:
            found.setdefault(story.leader.item(whose), []).append((rows.line.item(row), what.role))
    return found.items()


def _fullest(story: StoryLines, target: Bools) -> int:
    """How many lines the installment that says most of anybody says of them, of all before the target."""
    home, count = story.home[story.line], max(len(story.rank), 1)
    there = home >= 0
    there[there] = story.rank[home[there]] < story.rank[target].min()
    there &= story.asked[story.entity]
    _, counts = np.unique(story.entity[there] * np.int64(count) + home[there], return_counts=True)
    return int(counts.max(initial=1))
