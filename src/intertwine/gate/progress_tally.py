"""What the terms of a progress text pass together."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np

from intertwine.gate.progress_outcomes import Effect, Outcome, Understood
from intertwine.gate.timetable import Timetable, Title
from intertwine.model.progress import Progress
from intertwine.model.sentinels import END, NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.title_span import TitleSpan


class Tally:
    """Seconds passed of each installment, -1 where none: `seen`, `told`, and `passed`, which is either. What comes
    before a place in a viewing order passes installments of known titles alone; `is_known` says which those are, and
    becomes more by `know`."""

    def __init__(self, table: Timetable, is_known: Bools) -> None:
        self._table, self.is_known = table, is_known
        self.seen, self.told, self.passed = (np.full(table.installments, -1, np.int32) for _ in range(3))
        self._before: dict[tuple[bool, int, int], int] = {}
        self._more: list[Ints | Longs] = []

    def add(self, effect: Effect) -> None:
        """Pass what a term says."""
        if effect.keyword == "everything":
            self._pass(effect.told, np.flatnonzero(self._table.markable), END)
        elif effect.keyword == "before":
            which = effect.told, effect.order, effect.but
            if effect.end > self._before.get(which, 0):
                self._before[which] = effect.end
                places = self._table.orders.places(effect.order)
                meant = self.is_known & self._table.markable & (places < effect.end)
                if effect.but != NONE:
                    meant[self._table.titles[effect.but].rows] = False
                self._pass(effect.told, np.flatnonzero(meant), END)
        elif effect.keyword == "" and effect.span is not None:
            for part, seconds in rows_of_span(self._table, effect.span):
                self._pass(effect.told, part, seconds)

    def know(self, names: Collection[int]) -> None:
        """The titles with these names are known too."""
        rows = self._table.rows_of(names)
        self.is_known[rows] = True
        for (told, order, but), end in self._before.items():
            places = self._table.orders.places(order)
            meant = self._table.markable[rows] & (places[rows] < end)
            if but != NONE:
                meant &= ~np.isin(rows, self._table.titles[but].rows)
            self._pass(told, rows[meant], END)

    def take_more(self) -> list[int]:
        """The installments of which more is passed since this was last called."""
        found = np.concatenate(self._more).tolist() if self._more else []
        self._more.clear()
        return found

    def _pass(self, told: bool, rows: Ints | Longs, seconds: int) -> None:
        limits = self.told if told else self.seen
        if len(rows) == 1:  # as of a film: much faster so
            row = rows[0]
            limits[row] = max(limits[row], seconds)
            if self.passed[row] < seconds:
                self.passed[row] = seconds
                self._more.append(rows)
            return
        limits[rows] = np.maximum(limits[rows], seconds)
        more = rows[self.passed[rows] < seconds]
        if len(more):
            self.passed[more] = seconds
            self._more.append(more)

    def progress(self) -> Progress:
        """All of it as marks."""
        return Progress(self._table.marks(self.seen), self._table.marks(self.told))


def rows_of_span(table: Timetable, span: TitleSpan) -> Iterator[tuple[Ints, int]]:
    """The installments of `span`, one of a title of `table`, and the seconds that it passes of them."""
    title, runs, seconds = table.titles[span.title.number], *span[1:]
    for n, (begin, end) in enumerate(runs):
        whole = end if seconds == END or n + 1 < len(runs) else end - 1
        yield title.rows[begin:whole], END
        if whole < end:
            yield title.rows[whole:end], seconds


def joined(table: Timetable, effects: Iterable[Effect], base: frozenset[int]) -> tuple[Tally, frozenset[int]]:
    """What `effects` pass together of the titles in `table`, and the names that are known then: those of `base`, and
    those that the effects reveal, also with what comes before a place in an order of the titles that are known so."""
    tally, known = Tally(table, table.is_of(base)), set(base)
    for effect in latest_first(effects):
        tally.add(effect)
    more, _ = table.known(tally.passed) - base, tally.take_more()
    while more:
        known |= more
        tally.know(more)
        more = table.known_by(tally.take_more(), tally.passed) - known
    return tally, frozenset(known)


def latest_first(effects: Iterable[Effect]) -> list[Effect]:
    """`effects` in an order in which of all places in one viewing order only the latest has to be looked at."""
    return sorted(effects, key=lambda it: it.end, reverse=True)


def effects_of(
    outcomes: Sequence[Outcome], places: Iterable[int], may_narrow: Callable[[int, Title], bool]
) -> Collection[Effect]:
    """What the terms at `places` say that are understood, each once. `outcomes` hold one entry a term: what it says.
    `may_narrow` says of a term whether it could say which part of a title, that of the term before, is meant. The whole
    of a title counts only where the term after does not say which part of it is meant; where that could do so, but is
    not understood, it does not count either."""
    effects: dict[Effect, None] = {}
    for n in places:
        it = outcomes[n]
        if isinstance(it, Understood):
            stands = n + 1 >= len(outcomes) or it.carried is None or not it.carried.whole
            if not stands and it.carried is not None and may_narrow(n + 1, it.carried.title):
                after = outcomes[n + 1]
                stands = isinstance(after, Understood) and not after.narrows
            else:
                stands = True
            effects.update(dict.fromkeys(it.effects if stands else it.effects[:-1]))
    return effects


class TallyWithout:
    """What all terms pass but those of one text, whichever that is. Of each installment it keeps the most seconds that
    any text passes, and the most that any other does."""

    def __init__(
        self, table: Timetable, texts: Sequence[str], effects: Sequence[Collection[Effect]], is_known: Bools
    ) -> None:
        """`texts` and `effects` have one entry a term; `is_known` is that of a tally of all of them."""
        self._best, self._second, self._owner = (np.full(table.installments, -1, np.int32) for _ in range(3))
        self._number = {text: n for n, text in enumerate(dict.fromkeys(texts))}
        for effect, owners in self._owners(texts, effects).items():
            alone = Tally(table, is_known)
            alone.add(effect)
            for owner in owners[:2]:  # one of two is always another one
                self._add(alone.passed, owner)

    def passed(self, without: str) -> Ints:
        """Seconds passed of each installment by the terms whose text is not `without`, -1 where none."""
        return np.where(self._owner == self._number[without], self._second, self._best)

    def _owners(self, texts: Sequence[str], effects: Sequence[Collection[Effect]]) -> dict[Effect, list[int]]:
        """The texts that say each effect; of those that say what comes before a place in an order only the latest
        two."""
        found: dict[Effect, dict[int, None]] = {}
        for text, its in zip(texts, effects, strict=True):
            for effect in its:
                found.setdefault(effect, {})[self._number[text]] = None
        counts: dict[tuple[int, int], set[int]] = {}
        for effect in latest_first({it for it in found if it.keyword == "before"}):
            count = counts.setdefault((effect.order, effect.but), set())
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
