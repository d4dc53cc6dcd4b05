"""What the terms of a progress text pass together."""

from collections.abc import Collection, Iterable, Sequence

import numpy as np

from intertwine.gate.progress_meanings import Effect, Outcome, Understood
from intertwine.gate.timetable import Timetable
from intertwine.model.progress import Progress
from intertwine.model.sentinels import END
from intertwine.model.strings import Ints


class Tally:
    """Seconds passed of each installment, -1 where none: `seen` and `told`."""

    def __init__(self, table: Timetable) -> None:
        self._table = table
        self.seen, self.told = (np.full(table.installments, -1, np.int32) for _ in range(2))
        self._before = {True: 0, False: 0}

    def add(self, effect: Effect) -> None:
        """Pass what a term says."""
        limits = self.told if effect.told else self.seen
        if effect.keyword == "everything":
            limits[self._table.markable] = END
        elif effect.keyword == "before" and effect.day > self._before[effect.told]:
            self._before[effect.told] = effect.day
            limits[self._table.markable & (self._table.dates < effect.day)] = END
        elif effect.keyword == "" and effect.span is not None:
            title, runs, seconds = self._table.titles[effect.span.title.number], *effect.span[1:]
            for n, (begin, end) in enumerate(runs):
                whole = end if seconds == END or n + 1 < len(runs) else end - 1
                limits[title.rows[begin:whole]] = END
                if whole < end:
                    row = title.rows[whole]
                    limits[row] = max(limits[row], seconds)

    @property
    def passed(self) -> Ints:
        """Seen or told."""
        return np.maximum(self.seen, self.told)

    def progress(self) -> Progress:
        """All of it as marks."""
        return Progress(self._table.marks(self.seen), self._table.marks(self.told))


def tally_of(table: Timetable, outcomes: Sequence[Outcome], chosen: Sequence[bool] | None = None) -> Tally:
    """What all terms (or the `chosen` ones, one flag a term) that are understood pass together of the titles in
    `table`. `outcomes` holds one entry a term. A place that narrows the title before it takes that one's place."""
    tally = Tally(table)
    places = range(len(outcomes))
    for effect in effects_of(outcomes, places if chosen is None else [n for n in places if chosen[n]]):
        tally.add(effect)
    return tally


def effects_of(outcomes: Sequence[Outcome], places: Iterable[int]) -> Collection[Effect]:
    """What the terms at these places say that are understood, each once, but for those that the term after narrows."""
    effects: dict[Effect, None] = {}
    for n in places:
        it, after = outcomes[n], outcomes[n + 1] if n + 1 < len(outcomes) else None
        if isinstance(it, Understood) and not (isinstance(after, Understood) and after.narrows):
            effects.update(dict.fromkeys(it.effects))
    return effects


class TallyWithout:
    """What all terms pass but those of one text, whichever that is. Of each installment it keeps the most seconds that
    any text passes, and the most that any other does."""

    def __init__(self, table: Timetable, texts: Sequence[str], outcomes: Sequence[Outcome]) -> None:
        self._table = table
        self._best, self._second, self._owner = (np.full(table.installments, -1, np.int32) for _ in range(3))
        self._number = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        for effect, owners in self._owners(texts, outcomes).items():
            alone = Tally(table)
            alone.add(effect)
            for owner in owners[:2]:  # one of two is always another one
                self._add(alone.passed, owner)

    def passed(self, without: str) -> Ints:
        """Seconds passed of each installment by the terms whose text is not `without`, -1 where none."""
        return np.where(self._owner == self._number[without], self._second, self._best)

    def _owners(self, texts: Sequence[str], outcomes: Sequence[Outcome]) -> dict[Effect, list[int]]:
        """The texts that say each effect; of those that say what came out before a day only the latest two."""
        found: dict[Effect, dict[int, None]] = {}
        for n, text in enumerate(texts):
            for effect in effects_of(outcomes, (n,)):
                found.setdefault(effect, {})[self._number[text]] = None
        latest = sorted({it for it in found if it.keyword == "before"}, key=lambda it: it.day, reverse=True)
        count: set[int] = set()
        for effect in latest:
            if len(count) > 1:
                del found[effect]
            count.update(found.get(effect, ()))
        return {effect: list(owners) for effect, owners in found.items()}

    def _add(self, passed: Ints, owner: int) -> None:
        rows = np.flatnonzero(passed >= 0)
        best, second, own, more = self._best[rows], self._second[rows], self._owner[rows] == owner, passed[rows]
        self._second[rows] = np.where(own, second, np.maximum(second, np.minimum(best, more)))
        self._owner[rows] = np.where(more > best, owner, self._owner[rows])
        self._best[rows] = np.maximum(best, more)
