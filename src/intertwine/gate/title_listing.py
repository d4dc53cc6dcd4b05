"""A view's public listing: titles, seasons, installments, and how far the viewer is."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import starmap
from typing import Any

import numpy as np

from intertwine.gate.tables import ViewTables
from intertwine.ledger.store.columns import FIRST_TITLE_KIND
from intertwine.model.fact import Listed, ListedSeason
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, remember
from intertwine.model.numbers import place_order
from intertwine.model.progress import Mark
from intertwine.model.release import ReleaseDate, first_release, release_of
from intertwine.model.sentinels import END, NO_DATE, NONE, TIME_BITS
from intertwine.model.strings import Ints, Longs
from intertwine.model.title import TitleEdition, editions_of
from intertwine.model.title_kind import TitleWords


class TitleListing(Frozen):
    """The public listing of a view's titles. A title is an entity's number; a season and a number name an installment
    (both 0 of a film)."""

    __slots__ = ("_c", "_listed", "_memo", "_tables")

    def __init__(self, tables: ViewTables) -> None:
        self._tables, self._c = tables, tables.columns
        self._memo: Memo[str, Any] = Memo()
        self._listed: Memo[int, tuple[Listed, ...]] = Memo()

    def __repr__(self) -> str:
        return f"<TitleListing: titles {len(self.titles)}>"

    @once
    def titles(self) -> tuple[int, ...]:
        """Visible titles in release order (by their first installment; those without any last), then by name."""
        c = self._c
        numbers = np.flatnonzero(c.kind >= FIRST_TITLE_KIND)
        last = len(c.listed_title)
        first = np.full(len(c.kind), last)
        # Of several numbers that are put at one place the last stays: that of a title's first installment.
        first[c.listed_title[::-1]] = np.arange(last)[::-1]
        return tuple(sorted(numbers.tolist(), key=lambda n: (first.item(n), self._tables.names.best(n), self.year(n))))

    def __len__(self) -> int:
        """How many installments are listed, of all titles."""
        return len(self._c.listed_title)

    def year(self, title: int) -> int:
        """The year that tells it from namesakes: as written, else of its first release (0: unknown)."""
        if self._c.year[title]:
            return int(self._c.year[title])
        return ReleaseDate(self._first_days.get(title, NO_DATE)).year

    @once
    def _first_days(self) -> FrozenDict[int, int]:
        """The day of each title's first release (NO_DATE: unknown)."""
        # The listing is in the order of release: of several days the last one put here, a title's first, stays.
        return FrozenDict(zip(self._c.listed_title[::-1].tolist(), self._c.listed_date[::-1].tolist(), strict=True))

    def installments(self, title: int) -> tuple[Listed, ...]:
        """Its listing, by season and number."""
        known = self._listed.get(title)
        if known is None:
            found = self._all_listed(np.flatnonzero(self._c.listed_title == title))
            known = tuple(sorted(found, key=lambda it: place_order((it.season, it.number))))
            remember(self._listed, title, known)
        return known

    def words(self, title: int) -> TitleWords:
        """How its parts and installments are called."""
        return self._tables.words(title)

    def identity(self, title: int) -> str:
        """What marks of a title are kept under; "" where it cannot be marked. For rows, never for an answer."""
        return self._tables.strings[int(self._c.identity[title])]

    def marks(self, title: int, places: Iterable[tuple[int, int]]) -> frozenset[Mark]:
        """Marks of a title's installments (season, number), seen to their end; what is not listed is left out. Empty
        where the title cannot be marked. They are for progress and for rows, never for an answer: a mark holds the
        identity of its title."""
        c = self._c
        identity = self.identity(title)
        ours = np.flatnonzero(c.listed_title == title)
        listed = set(zip(c.listed_season[ours].tolist(), c.listed_number[ours].tolist(), strict=True))
        return frozenset(Mark(identity, *place) for place in listed.intersection(places) if identity)

    def next(self, title: int) -> Listed | None:
        """The first of its installments that was not seen to its end and is not skipped, in the order that the viewer
        follows (that of release, if they follow none)."""
        place = self._next.get(title)
        return None if place is None else next(self._all_listed(np.array([place])))

    @once
    def _next(self) -> FrozenDict[int, int]:
        """Where in the listing each title's next installment is."""
        found = np.flatnonzero(self._c.listed_next)
        return FrozenDict(zip(self._c.listed_title[found].tolist(), found.tolist(), strict=True))

    def counts(self, title: int) -> tuple[int, int, int, ReleaseDate | None]:
        """How many installments are listed, seen whole, and told whole but not seen; and the first date."""
        c = self._c
        ours = np.flatnonzero(c.listed_title == title)
        seen, told = c.listed_seen[ours] >= END, c.listed_told[ours] >= END
        dates = zip(c.listed_date[ours].tolist(), c.listed_spread[ours].tolist(), strict=True)
        first = first_release(date for date in starmap(release_of, dates) if date)
        return len(ours), int(seen.sum()), int((told & ~seen).sum()), first

    def seasons(self, title: int) -> tuple[ListedSeason, ...]:
        """Its declared seasons, by number."""
        c = self._c
        found = [
            ListedSeason(
                int(c.season_number[n]),
                release_of(int(c.season_date[n]), int(c.season_spread[n])),
                int(c.season_episodes[n]),
                bool(c.season_announced[n]),
                int(c.season_usual[n]),
            )
            for n in np.flatnonzero(c.season_title == title)
        ]
        return tuple(sorted(found, key=lambda it: it.number))

    def editions(self, title: int) -> tuple[TitleEdition, ...]:
        """Its editions; the places on whose pages its installments begin count by season and number."""
        c, strings = self._c, self._tables.strings
        pages: dict[tuple[int, int], list[tuple[str, str]]] = {}
        for n in np.flatnonzero(c.listed_title.take(c.page_listed) == title).tolist():
            at = c.page_listed.item(n)
            pair = strings[int(c.page_edition[n])], strings[int(c.page_value[n])]
            pages.setdefault((c.listed_season.item(at), c.listed_number.item(at)), []).append(pair)
        numbers = [pages.get((it.season, it.number), ()) for it in self.installments(title)]
        ours = np.flatnonzero(c.edition_title == title).tolist()
        return editions_of(numbers, [(strings[int(c.edition_name[n])], c.edition_pages.item(n)) for n in ours])

    def _all_listed(self, places: Ints | Longs) -> Iterator[Listed]:
        """What is listed at these places."""
        c, strings = self._c, self._tables.strings
        columns = (
            c.listed_season, c.listed_number, c.listed_name, c.listed_date, c.listed_spread, c.listed_minutes,
            c.listed_about, c.listed_seen, c.listed_told, c.listed_file_end, c.listed_skipped,
        )  # fmt: skip
        for place, season, number, name, day, spread, minutes, about, seen, told, end, skipped in zip(
            places.tolist(), *(column[places].tolist() for column in columns), strict=True
        ):
            others = self._others.get(place, ())
            yield _listed(season, number, strings[name], day, spread, minutes, about, seen, told, others, end, skipped)

    @once
    def _others(self) -> FrozenDict[int, tuple[tuple[str, str], ...]]:
        """The other numbers of what is at each place of the listing."""
        c, strings = self._c, self._tables.strings
        found: dict[int, tuple[tuple[str, str], ...]] = {}
        for place, label, value in zip(
            *(column.tolist() for column in (c.other_listed, c.other_label, c.other_value)), strict=True
        ):
            found[place] = (*found.get(place, ()), (strings[label], strings[value]))
        return FrozenDict(found)

    def listed(self, places: Ints | Longs) -> Iterator[tuple[int, Listed]]:
        """What is listed at these places, and of which title."""
        return zip(self._c.listed_title[places].tolist(), self._all_listed(places), strict=True)

    def order_before(self, title: int, season: int | None = None, number: int | None = None) -> int | None:
        """What is below the orders (see `LineIndex.orders`) of everything shown in `title` from there on, and above all
        that was shown before. `season` and `number` narrow it to a season or an installment (None: not narrowed). None
        where nothing of that is listed."""
        if season is not None and number is not None:
            place = self._first_listed.get(_packed(title, season, number), NONE)
        else:
            c = self._c
            here = c.listed_title == title
            if season is not None:
                here &= c.listed_season == season
            if number is not None:
                here &= c.listed_number == number
            place = here.argmax().item() if here.any() else NONE
        return None if place < 0 else place << TIME_BITS

    @once
    def _first_listed(self) -> FrozenDict[int, int]:
        """Where in the listing each installment is, by its title, season and number in one number: it is small."""
        c = self._c
        columns = (c.listed_title, c.listed_season, c.listed_number)
        keys = list(starmap(_packed, zip(*(column.tolist() for column in columns), strict=True)))
        # Of equal ones the first stays.
        return FrozenDict(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))


@lru_cache(maxsize=2**12)
def _listed(  # noqa: PLR0917 - names would take longer than to look it up
    season: int,
    number: int,
    name: str,
    day: int,
    spread: int,
    minutes: int,
    about: bool,
    seen: int,
    told: int,
    others: tuple[tuple[str, str], ...],
    end: int,
    skipped: bool,
) -> Listed:
    """An installment out of its columns. Most viewers are shown the same of most installments."""
    passed = _passed(seen), _passed(told)
    return Listed(season, number, name, release_of(day, spread), minutes, about, *passed, others, end, skipped)


def _packed(title: int, season: int, number: int) -> int:
    """A number that no other installment has."""
    return (title << 64) + (season << 32) + number


def _passed(seconds: int) -> int | None:
    return None if seconds < 0 else min(seconds, END)
