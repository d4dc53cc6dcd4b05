"""The titles and installments of a universe, as progress speaks of them. It knows of all; who may know what is asked
with every call."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from intertwine.gate.gate import limits
from intertwine.gate.order_places import OrderPlaces
from intertwine.gate.reveal import alternatives_passed
from intertwine.gate.title_counts import TitleCounts
from intertwine.ledger.store.columns import PUBLIC, Ledger, Stamps, kind_named
from intertwine.model.arrays import among
from intertwine.model.frozen import Frozen, FrozenDict, read_only, sealed
from intertwine.model.numbers import place_order
from intertwine.model.outside_ids import outside_id
from intertwine.model.progress import Mark
from intertwine.model.release import UNDATED, ReleaseDate, first_release
from intertwine.model.release_order import days_passed
from intertwine.model.strings import Bools, Ints
from intertwine.model.title import TitleInstallments


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Title(TitleInstallments):
    """A title as progress speaks of it: `rows` and `dates` are the numbers of its `places` in the ledger, and the
    first days on which they can have come out (NO_DATE: unknown)."""

    rows: Ints
    dates: Ints

    def __post_init__(self) -> None:
        TitleInstallments.__post_init__(self)
        sealed(self)


class Timetable(Frozen):
    """The titles of a ledger by number, in the order of their numbers; and which of them a progress makes known.

    `installments` counts them; `dates` are the last days on which they can have come
    out, and `markable` says which can be marked. `number` finds one by
    the identity of its title, season and number. `names` are the numbers of all names of titles (see
    `TitleInstallments`), and `public` those of names that everybody knows. `orders` are the viewing orders; their names
    have numbers beyond those, and are `known` and `public` as they are. So have the outside ids of titles: `ids` holds
    the numbers of those that are written so, each with the number of its title.
    """

    __slots__ = (
        "_alternatives",
        "_bearer",
        "_named",
        "_naming",
        "_place",
        "_public_rows",
        "_revealed",
        "by_identity",
        "dates",
        "ids",
        "installments",
        "markable",
        "names",
        "number",
        "orders",
        "public",
        "titles",
    )  # fmt: skip

    def __init__(self, ledger: Ledger) -> None:
        strings, listing, entities = ledger.strings, ledger.installments, ledger.entities
        names, others, orders, ids, self._naming, self._named = _names(ledger)
        self.ids = FrozenDict((pair, tuple(its)) for pair, its in ids.items())
        places: dict[int, list[tuple[tuple[int, int], int, ReleaseDate]]] = {}
        columns = listing.title, listing.season, listing.number, listing.date, listing.spread
        rows = zip(*(column.tolist() for column in columns), strict=True)
        for row, (title, season, number, *when) in enumerate(rows):
            places.setdefault(title, []).append(((season, number), row, ReleaseDate(*when)))
        self.installments = len(listing.title)
        alternatives: dict[int, list[tuple[tuple[int, int], ...]]] = {}
        for name, needs in zip(self._named.tolist(), _needs(self._naming), strict=True):
            if needs is not None:
                alternatives.setdefault(name, []).append(needs)
        self._alternatives = FrozenDict((name, tuple(its)) for name, its in alternatives.items())
        """Of each name the installments, and the seconds of each, that whoever knows it so has passed."""
        revealed: dict[int, set[int]] = {}
        for name in alternatives:
            for row in self.rows_that_reveal(name):
                revealed.setdefault(row, set()).add(name)
        self._revealed = FrozenDict((row, frozenset(its)) for row, its in revealed.items())
        public = set(self._named[_passed_by_all(self._naming)].tolist())
        titles: dict[int, Title] = {}
        counts = TitleCounts(ledger)
        for number, text in sorted(names.items()):
            listed = sorted(places.get(number, []), key=lambda it: place_order(it[0]))
            first = first_release(date for _, _, date in listed if date != UNDATED)
            year = int(entities.year[number])
            titles[number] = Title(
                number=number,
                identity=strings[int(entities.identity[number])],
                name=strings[text],
                others=tuple((other, strings[text]) for other, text in others.get(number, ())),
                kind=kind_named(int(entities.kind[number]), ledger.vocabulary.kinds),
                year=year or (first.year if first else 0),
                first=first,
                public=number in public,
                places=tuple(place for place, _, _ in listed),
                words=counts.words(number),
                lengths=counts.lengths([row for _, row, _ in listed]),
                editions=counts.editions(number, [row for _, row, _ in listed]),
                cuts=counts.cuts(number),
                declared=counts.declared(number),
                numberings=counts.numberings(number, [row for _, row, _ in listed]),
                rows=np.array([row for _, row, _ in listed], np.int32),
                dates=np.array([date.first for _, _, date in listed], np.int32),
            )
        self.titles = FrozenDict(titles)
        self.public = frozenset(public)
        self._bearer = FrozenDict((name, title) for title in titles.values() for name, _ in title.names)
        self.names = frozenset(self._bearer)
        self._public_rows = read_only(self._marked(self.rows_of(public)))
        marked = [title for title in titles.values() if title.identity]
        self.number = FrozenDict(
            ((title.identity, *place), int(row))
            for title in marked
            for place, row in zip(title.places, title.rows.tolist(), strict=True)
        )
        self._place = FrozenDict((row, place) for place, row in self.number.items())
        self.markable, self.dates = read_only(self._marked([*self.number.values()])), listing.date
        parts = np.split(ledger.orders.installments, ledger.orders.start[1:-1])
        written = [strings[text] for text in ledger.orders.name.tolist()]
        days = days_passed(listing.title, listing.season, listing.number, listing.date)
        self.orders = OrderPlaces(read_only(days), zip(orders, written, parts, strict=False))
        self.by_identity = FrozenDict((title.identity, title) for title in marked)

    def known(self, limits: Ints) -> frozenset[int]:
        """The numbers of the names of titles that are known to somebody who has passed `limits[i]` seconds of
        installment *i*."""
        passed, _ = alternatives_passed(self._naming, limits)
        return frozenset(self._named[passed].tolist())

    def is_known(self, title: int, limits: Ints, also: int = -1, so_far: int = -1) -> bool:
        """Whether `title` is one of those `known` to them: without looking at the others. Beside `limits` they have
        passed `so_far` seconds of the installment `also` (-1: of none)."""
        for needs in self._alternatives.get(title, ()):
            for row, seconds in needs:
                if limits[row] < seconds and not (row == also and so_far >= seconds):
                    break
            else:
                return True
        return False

    def rows_that_reveal(self, title: int) -> list[int]:
        """The installments that `is_known` looks at."""
        return [row for needs in self._alternatives.get(title, ()) for row, _ in needs]

    def rows_of(self, names: Iterable[int]) -> Ints:
        """The installments of the titles that have one of `names`; an order has none."""
        rows = [self._bearer[name].rows for name in names if name in self._bearer]
        return np.concatenate(rows) if rows else np.zeros(0, np.int32)

    def is_of(self, names: frozenset[int]) -> Bools:
        """Of each installment whether its title has one of `names`, or one that everybody knows."""
        found = self._public_rows.copy()
        found[self.rows_of(names - self.public)] = True
        return found

    def _marked(self, rows: Ints | list[int]) -> Bools:
        found = np.zeros(self.installments, np.bool_)
        found[rows] = True
        return found

    def known_by(self, rows: Iterable[int], limits: Ints) -> frozenset[int]:
        """Those of the `known` that hang on one of these installments."""
        names = {name for row in rows for name in self._revealed.get(row, ())}
        return frozenset(name for name in names if self.is_known(name, limits))

    def limits(self, marks: Iterable[Mark]) -> Ints:
        """Seconds passed of each installment, -1 where none. A mark on what is not there passes nothing."""
        return limits(self.number, marks, self.installments)

    def everything(self) -> frozenset[Mark]:
        """Every installment that is listed now and can be marked, whole."""
        return frozenset(Mark(*place) for place in self.number)

    def marks(self, limits: Ints) -> frozenset[Mark]:
        """What `limits` passes, as marks; titles that cannot be marked have none."""
        rows = np.flatnonzero((limits >= 0) & self.markable)
        return frozenset(
            Mark(*self._place[row], seconds) for row, seconds in zip(rows.tolist(), limits[rows].tolist(), strict=True)
        )


_OutsideIds = dict[tuple[str, str], list[tuple[int, int]]]
"""The numbers of outside ids, and of the titles that have them, by scheme and id."""


def _names(
    ledger: Ledger,
) -> tuple[dict[int, int], dict[int, list[tuple[int, int]]], range, _OutsideIds, Stamps, Ints]:
    """Each title's name (a string's number); its other names, each with a number of its own; the numbers of the names
    of orders; outside ids; the alternatives that reveal a name or an id; and which of them each of these reveals."""
    rows, lines, stamps, strings = ledger.rows, ledger.lines, ledger.stamps, ledger.strings
    main = np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("title name"))).tolist()
    names: dict[int, int] = {}
    for row in main:
        names.setdefault(int(rows.subject[row]), int(rows.text[row]))
    others: dict[int, list[tuple[int, int]]] = {}
    given = np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("name"))).tolist()
    next_number = len(ledger.entities.key)
    named = list[tuple[int, int]]()  # a name, and a line that says it
    for row in [*main, *given]:
        title, text = int(rows.subject[row]), int(rows.text[row])
        if title not in names or not text:
            continue
        name = title
        if names[title] != text:
            name, next_number = next_number, next_number + 1
            others.setdefault(title, []).append((name, text))
        named.append((name, int(rows.line[row])))
    orders = range(next_number, next_number + len(ledger.orders.line))
    named += zip(orders, ledger.orders.line.tolist(), strict=True)
    ids: _OutsideIds = {}
    for number, row in enumerate(np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("outside id"))).tolist()):
        title, id_number = int(rows.subject[row]), orders.stop + number
        pair = outside_id(strings[int(rows.label[row])], strings[int(rows.text[row])])
        if title in names and pair is not None:
            ids.setdefault(pair, []).append((id_number, title))
            named.append((id_number, int(rows.line[row])))
    owners, starts, needs = list[int](), [0], list[int]()
    for name, line in named:
        for alternative in lines.alternatives[
            lines.alternative_start[line] : lines.alternative_start[line + 1]
        ].tolist():
            owners.append(name)
            needs += stamps.needs[stamps.start[alternative] : stamps.start[alternative + 1]].tolist()
            starts.append(len(needs))
    found = Stamps(
        stamps.installment, stamps.seconds, stamps.order, np.array(starts, np.int32), np.array(needs, np.int32),
        np.zeros(len(owners), np.int32),
    )  # fmt: skip
    return names, others, orders, ids, sealed(found), read_only(np.array(owners, np.int32))


def _needs(stamps: Stamps) -> Iterator[tuple[tuple[int, int], ...] | None]:
    """Of each alternative the installments that it needs, and the seconds of each; None where nobody passes it."""
    needs, starts = stamps.needs, stamps.start.tolist()
    pairs = list(zip(stamps.installment[needs].tolist(), stamps.seconds[needs].tolist(), strict=True))
    public = (needs == PUBLIC).tolist()
    for start, end in pairwise(starts):
        found = tuple([pairs[n] for n in range(start, end) if not public[n]])
        yield None if any(row < 0 for row, _ in found) else found


def _passed_by_all(stamps: Stamps) -> Ints:
    """The alternatives that everybody has passed."""
    alone = np.diff(stamps.start) == 1
    return np.flatnonzero(alone & (stamps.needs[stamps.start[:-1]] == PUBLIC)).astype(np.int32)
