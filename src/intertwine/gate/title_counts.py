"""What a ledger counts of its titles: lengths, declared installments, other numbers and editions."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from intertwine.ledger.store.columns import Ledger
from intertwine.ledger.store.title_words import LedgerWords
from intertwine.model.arrays import among
from intertwine.model.frozen import FrozenDict
from intertwine.model.title import ListedLength, Numbering, TitleCut, TitleEdition, editions_of, numberings_of
from intertwine.model.title_kind import TitleWords


class TitleCounts:
    """The counts of every title of a ledger, asked by the title's number and by the rows of its installments, which are
    in the order of its places."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        seasons, numbers, editions, strings = ledger.seasons, ledger.numbers, ledger.editions, ledger.strings
        self._declared: dict[int, dict[int, int]] = defaultdict(dict)
        columns = (seasons.title, seasons.number, seasons.episodes)
        for title, number, count in zip(*(column.tolist() for column in columns), strict=True):
            self._declared[title][number] = count
        self._words = LedgerWords(ledger)
        self._others: dict[int, list[tuple[str, str]]] = defaultdict(list)
        columns = (numbers.installment, numbers.label, numbers.value)
        for row, label, value in zip(*(column.tolist() for column in columns), strict=True):
            self._others[row].append((strings[label], strings[value]))
        rows = ledger.rows
        self._cuts: dict[int, list[TitleCut]] = defaultdict(list)
        for row in np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("cut"))).tolist():
            length = strings[int(rows.text[row])]
            cut = TitleCut(strings[int(rows.label[row])], int(length.removeprefix("~")), length.startswith("~"))
            self._cuts[int(rows.subject[row])].append(cut)
        self._editions: dict[int, list[tuple[str, int]]] = defaultdict(list)
        columns = (editions.title, editions.name, editions.pages)
        for title, name, pages in zip(*(column.tolist() for column in columns), strict=True):
            self._editions[title].append((strings[name], pages))

    def words(self, title: int) -> TitleWords:
        """How its places are spoken of."""
        return self._words.of(title)

    def lengths(self, rows: Sequence[int]) -> tuple[ListedLength, ...]:
        """The lengths of these installments."""
        listing = self._ledger.installments
        return tuple(
            ListedLength(listing.minutes.item(row), listing.about.item(row), listing.file_end.item(row)) for row in rows
        )

    def declared(self, title: int) -> FrozenDict[int, int]:
        """How many installments each of its seasons declares."""
        return FrozenDict(self._declared.get(title, {}))

    def editions(self, title: int, rows: Sequence[int]) -> tuple[TitleEdition, ...]:
        """Its editions."""
        return editions_of((self._others.get(row, ()) for row in rows), self._editions.get(title, ()))

    def cuts(self, title: int) -> tuple[TitleCut, ...]:
        """Its other cuts."""
        return tuple(self._cuts.get(title, ()))

    def numberings(self, title: int, rows: Sequence[int]) -> FrozenDict[str, Numbering]:
        """Its other numberings."""
        return numberings_of(
            (self._others.get(row, ()) for row in rows), {it for it, _ in self._editions.get(title, ())}
        )
