"""The view: everything that one viewer may know, resolved. All that any page, answer, map or feed is made from.

A view owns copies and keeps no way back: no ledger, no universe, no key, nothing that is hidden. Entities, lines and
installments are numbered by the view itself.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.compare import Difference, difference
from intertwine.gate.facts import FactReader, each_once
from intertwine.gate.people import People
from intertwine.gate.wording import agreeing
from intertwine.model.arrays import among, common, distinct
from intertwine.model.fact import Fact, KnownName, Listed, ListedSeason, Piece, Where
from intertwine.model.statement import END
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.verb import Role, Verb
from intertwine.model.words import fold

_KINDS = ("", "series", "film", "short", "special", "character", "person", "group", "place", "object", "thread")
_TITLE_KINDS = 4
_SYNOPSIS = 1
_MARK = re.compile("\x02\\d+\x03")
_NO_DATE = np.iinfo(np.int32).max


class View:
    """What a viewer may know. Made by the gate (`Universe.seen`) and by nothing else; immutable.

    `universe` and `description` are its universe's public name and words. An *entity* is a number; after a visible
    identity several numbers are one person: `person(e)` is the one that stands for them, and every number in a fact
    is such a one.
    """

    def __init__(
        self, universe: str, description: str, verbs: tuple[Verb, ...], columns: Columns, strings: Strings
    ) -> None:
        self.universe, self.description, self.verbs = universe, description, verbs
        self._c, self._strings = columns, strings
        c = columns
        self._order: Longs = np.where(
            c.public, np.int64(-1), (c.installment.astype(np.int64) << 21) | np.maximum(c.seconds, 0)
        )
        self.people = People(columns, verbs, strings, self._order)
        self._facts = read = FactReader(columns, verbs, strings, self.people, self._order)
        self._subject, self._object, self._place, self._mention = read.subject, read.object, read.place, read.mention
        self._first_row, self._home = read.first_row, read.home

    def memory(self) -> int:
        """Bytes held, about."""
        own = (self._order, self._subject, self._object, self._place, self._mention, self._first_row)
        return self._c.memory() + self._strings.blob.nbytes + self._strings.offsets.nbytes + sum(a.nbytes for a in own)

    # --- who is there ------------------------------------------------------------------------------------------------
    def person(self, entity: int) -> int:
        """Who stands for this entity after every visible identity."""
        return int(self.people.leader[entity])

    def name(self, entity: int) -> str:
        """The best name that this viewer knows; namesakes share it."""
        return self.people.best(entity)

    def names(self, entity: int) -> tuple[KnownName, ...]:
        """All names that this viewer knows, best first."""
        return tuple(
            KnownName(text, None if row < 0 else self._facts.where(int(self._c.row_line[row])))
            for text, row in self.people.names(entity)
        )

    def kind(self, entity: int) -> str:
        """`character`, `series`, ...; "" while its kind is not known."""
        person = self.person(entity)
        return self._stamped_kinds.get(person) or _KINDS[int(self._kinds[person])]

    @cached_property
    def _kinds(self) -> Ints:
        kinds = np.zeros(len(self._c.kind), np.int32)
        np.maximum.at(kinds, self.people.leader, self._c.kind.astype(np.int32))
        return kinds

    @cached_property
    def _stamped_kinds(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for fact in sorted(self.facts(roles=("kind",)), key=lambda fact: (fact.rank, fact.order)):
            for entity in fact.subjects:
                found.setdefault(entity, fact.words)
        return found

    def of_kind(self, *kinds: str) -> Bools:
        """Which entities are of one of these kinds ("" for those whose kind is not known): a mask over all numbers."""
        chosen = among(self._kinds, [_KINDS.index(kind) for kind in kinds])
        for person, kind in self._stamped_kinds.items():
            chosen[person] = kind in kinds
        return chosen[self.people.leader]

    def is_title(self, entity: int) -> bool:
        """True for series, films, shorts and specials."""
        return 0 < int(self._c.kind[entity]) <= _TITLE_KINDS

    @cached_property
    def titles(self) -> tuple[int, ...]:
        """Visible titles in release order (by their first installment; those without any last), then by name."""
        c = self._c
        numbers = np.flatnonzero((c.kind > 0) & (c.kind <= _TITLE_KINDS))
        first: dict[int, int] = {}
        for place, title in enumerate(c.listed_title.tolist()):
            first.setdefault(title, place)
        last = len(c.listed_title)
        return tuple(sorted(numbers.tolist(), key=lambda n: (first.get(n, last), self.name(n), self.year(n))))

    @cached_property
    def entities(self) -> tuple[int, ...]:
        """Visible people, groups, places, objects and threads, each once, by best name and then as first met."""
        chosen = [(n, name) for n, name in self.people.best_names() if not self.is_title(n)]
        return tuple(
            n for n, name in sorted(chosen, key=lambda item: (item[1].casefold(), item[1], self._first(item[0])))
        )

    def year(self, title: int) -> int:
        """The year that tells it from namesakes: as written, else of its first release (0: unknown)."""
        if self._c.year[title]:
            return int(self._c.year[title])
        dates = self._c.listed_date[self._c.listed_title == title]
        first = int(dates.min()) if len(dates) else _NO_DATE
        return _year(first) if first != _NO_DATE else 0

    def installments(self, title: int) -> tuple[Listed, ...]:
        """Its listing, by season and number."""
        c = self._c
        found = [self._listed(int(n)) for n in np.flatnonzero(c.listed_title == title)]
        return tuple(sorted(found, key=lambda it: (it.season, it.number)))

    def counts(self, title: int) -> tuple[int, int, int, int | None]:
        """How many installments are listed, seen whole, and told whole but not seen; and the first date, in days."""
        c = self._c
        ours = np.flatnonzero(c.listed_title == title)
        seen, told = c.listed_seen[ours] >= END, c.listed_told[ours] >= END
        first = c.listed_date[ours].min() if len(ours) else np.int32(_NO_DATE)
        return len(ours), int(seen.sum()), int((told & ~seen).sum()), _date(first)

    def seasons(self, title: int) -> tuple[ListedSeason, ...]:
        """Its declared seasons, by number."""
        c = self._c
        found = [
            ListedSeason(
                int(c.season_number[n]), _date(c.season_date[n]), int(c.season_episodes[n]), bool(c.season_announced[n])
            )
            for n in np.flatnonzero(c.season_title == title)
        ]
        return tuple(sorted(found, key=lambda it: it.number))

    # --- finding -----------------------------------------------------------------------------------------------------
    def find(self, text: str) -> tuple[int, ...]:
        """Everything with a visible name that reads like `text`, whatever case and accents; or whose address it is.

        A title may carry its year: `Daredevil (2015)`. People come in the order of their first fact.
        """
        found = self.people.called(text)
        if not found:
            titled = re.fullmatch(r"(.+?)\s*\((\d{4})\)", text.strip())
            if titled:
                found = [
                    n for n in self.people.called(titled[1]) if self.is_title(n) and self.year(n) == int(titled[2])
                ]
        if not found:
            found = [n for n in (self.at(text, titles=False), self.at(text, titles=True)) if n is not None]
        return tuple(sorted(found, key=lambda n: (self.is_title(n), self._first(n))))

    def address(self, entity: int) -> str:
        """Its part of an address: the slug of its best name; a namesake who came later has the title or year added."""
        person = self.person(entity)
        if not self.people.has_namesakes(person):
            return self.people.best_slug(person)
        return self._namesakes(self.people.best_slug(person), titles=self.is_title(person))[person]

    def at(self, address: str, *, titles: bool) -> int | None:
        """What has this address, or had it under another of its visible names; None for hidden and missing alike."""
        head = address
        while head:
            for person, own in self._namesakes(head, titles=titles).items():
                if own == address:
                    return person
            head = head.rpartition("-")[0]
        chosen = [n for n in self.people.slugged(address) if self.is_title(n) == titles]
        return min(chosen, key=self._first) if chosen else None

    def _namesakes(self, plain: str, *, titles: bool) -> dict[int, str]:
        """Those whose best name has the slug `plain`, with their addresses: the first that was heard of has the plain
        one, the others say the title where they were first seen (titles: their year), or are counted."""
        alike = [n for n in self.people.best_slugged(plain) if self.is_title(n) == titles]
        if len(alike) > 1:
            alike.sort(key=self._first)
        found: dict[int, str] = {}
        for place, entity in enumerate(alike):
            found[entity] = plain
            if place:
                where = self._first_where(entity)
                more = str(self.year(entity)) if titles else self.people.best_slug(where.title) if where else "too"
                address, count = f"{plain}-{more}", 2
                while address in found.values() or any(
                    self.is_title(n) == titles for n in self.people.best_slugged(address)
                ):
                    address, count = f"{plain}-{more}-{count}", count + 1
                found[entity] = address
        return found

    def _first(self, entity: int) -> tuple[int, int, int]:
        """When the viewer first heard of it: order, line, and its place among the names of that line."""
        lines = self._lines_of(entity)
        if not len(lines):
            return (1 << 62, 0, 0)
        best = lines[np.lexsort((lines, self._order[lines]))[0]]
        first, last = self._first_row[best], self._first_row[best + 1]
        ends = [
            *self._subject[first:last].tolist(),
            *self._object[first:last].tolist(),
            *self._place[first:last].tolist(),
        ]
        return int(self._order[best]), int(best), ends.index(entity) if entity in ends else len(ends)

    def _first_where(self, entity: int) -> Where | None:
        lines = self._lines_of(entity)
        shown = lines[~self._c.public[lines]]
        return self._facts.where(int(shown[np.argmin(self._order[shown])])) if len(shown) else None

    # --- facts -------------------------------------------------------------------------------------------------------
    def facts(self, *entities: int, roles: Sequence[Role] = (), verbs: Iterable[str] = ()) -> tuple[Fact, ...]:
        """Visible facts that name all of `entities`, as shown; only those of these roles or verbs, where given."""
        lines: Ints | Longs | None = None
        for entity in entities:
            found = self._lines_of(self.person(entity))
            lines = found if lines is None else common(found, lines)
        chosen = np.array([v.role in roles or v.id in set(verbs) for v in self.verbs], np.bool_)
        if roles or verbs:
            by_verb = self._c.row_line[chosen[self._c.verb]] if len(chosen) else self._c.row_line[:0]
            lines = distinct(by_verb) if lines is None else common(by_verb, lines)
        return self.at_lines(self._whole(np.arange(len(self._order)) if lines is None else lines))

    def at_lines(self, lines: Iterable[int]) -> tuple[Fact, ...]:
        """The facts of these lines, as shown: by position, then in the order of the text."""
        numbers = np.asarray(lines if isinstance(lines, np.ndarray) else list(lines), np.int32)
        return self._facts.read(numbers[np.lexsort((numbers, self._order[numbers]))])

    def facts_in(self, title: int, *, season: int | None = None, number: int | None = None) -> tuple[Fact, ...]:
        """Everything that the viewer learnt in a title (or a season, or an installment of it), as shown."""
        c = self._c
        chosen = c.listed_title == title
        if season is not None:
            chosen &= c.listed_season == season
        if number is not None:
            chosen &= c.listed_number == number
        inside = np.append(chosen, False)[c.installment]
        return self.at_lines(self._whole(np.flatnonzero(inside)))

    def lines_about(self, title: int, *, without: Sequence[Role]) -> Ints:
        """The lines of all that is known of a title, public ones first (its own page's before others'), then as shown:
        what its page says publicly, what names it, what was shown in it; without verbs of these roles, without the
        synopsis."""
        c, ours = self._c, np.append(self._c.listed_title == title, False)[self._c.installment]
        ours |= c.public & (self._home == title)
        naming = self._lines_of(title)
        ours[naming[c.public[naming] | self._names(naming, title)]] = True
        lines = self._whole(np.flatnonzero(ours & (c.section != _SYNOPSIS)))
        left_out = np.array([v.role in without for v in self.verbs] or [False], np.bool_)
        lines = lines[~left_out[c.verb[self._first_row[lines]]]]
        return lines[np.lexsort((lines, self._home[lines] != title, self._order[lines]))].astype(np.int32)

    def _names(self, lines: Ints, entity: int) -> Bools:
        """Which of these lines have it as subject or object."""
        rows = (self._subject == entity) | (self._object == entity)
        return among(lines, self._c.row_line[rows])

    def in_this_order(self, lines: Ints) -> tuple[Fact, ...]:
        """The facts of these lines, in the order given."""
        return self._facts.read(lines)

    def public_facts(self, title: int) -> tuple[Fact, ...]:
        """The public statements of a title's own page."""
        return self.at_lines(self._whole(np.flatnonzero(self._c.public & (self._home == title))))

    def _whole(self, lines: Ints | Longs) -> Ints | Longs:
        """Without the lines that only qualify another (purposes)."""
        return lines[self._c.about[lines] < 0]

    def fact(self, line: int) -> Fact:
        """The fact of one line, its pairs grouped."""
        return self._facts.read(np.array([line], np.int32))[0]

    def where(self, line: int) -> Where | None:
        """Where the viewer learnt what a line says; None for what is public."""
        return self._facts.where(line)

    def purposes(self, fact: Fact) -> tuple[Fact, ...]:
        """The `because:` and `in order to:` of a fact."""
        lines = self._purposes.get(fact.line)
        return self.at_lines(lines) if lines else ()

    @cached_property
    def _purposes(self) -> dict[int, list[int]]:
        table: dict[int, list[int]] = {}
        lines = np.flatnonzero(self._c.about >= 0)
        for line, about in zip(lines.tolist(), self._c.about[lines].tolist(), strict=True):
            table.setdefault(about, []).append(line)
        return table

    def companions(self, lines: Iterable[int]) -> Ints:
        """Everybody who is a subject of these lines."""
        return distinct(self._subject[among(self._c.row_line, np.fromiter(lines, np.int64))])

    def pairs(self, rows: Bools) -> tuple[Ints, Ints, Ints]:
        """Subject, object and line of the chosen rows (a mask over all rows; see `row_mask`)."""
        return self._subject[rows], self._object[rows], self._c.row_line[rows]

    def row_mask(
        self,
        roles: Sequence[Role] = (),
        *,
        met: bool = False,
        verbs: Callable[[Verb], bool] | None = None,
        disproved: bool = False,
    ) -> Bools:
        """Rows of verbs with one of these roles, or (`met`) that imply a meeting, or that `verbs` is true of; disproved
        ones left out, unless asked for."""
        wanted = [v.role in roles or (met and v.met) or (verbs is not None and verbs(v)) for v in self.verbs]
        chosen = np.array(wanted, np.bool_)
        if not len(chosen):
            return np.zeros(0, np.bool_)
        rows: Bools = chosen[self._c.verb]
        return rows if disproved else rows & ~self._c.disproved[self._c.row_line]

    def orders(self, lines: Ints) -> Longs:
        """What sorts these lines as they were shown: -1 for what is public, else larger for later positions."""
        return self._order[lines]

    def titles_of(self, lines: Ints) -> Ints:
        """The title where each of these lines was shown; -1 for what is public."""
        return np.append(self._c.listed_title, np.int32(-1))[self._c.installment[lines]]

    def order_before(self, title: int, season: int | None = None, number: int | None = None) -> int | None:
        """What is below the `orders` of everything shown in a title (a season or an installment of it) and after it,
        and above all that was shown before. None where nothing of that is listed."""
        c = self._c
        chosen = c.listed_title == title
        if season is not None:
            chosen &= c.listed_season == season
        if number is not None:
            chosen &= c.listed_number == number
        listed = np.flatnonzero(chosen)
        return int(listed[0]) << 21 if len(listed) else None

    def order_of(self, line: int) -> tuple[int, int]:
        """Sorts lines as they were shown."""
        return int(self._order[line]), line

    def lines_with(self, patterns: Sequence[re.Pattern[str]]) -> Ints:
        """Lines in whose words every one of `patterns` is found: in their quoted words or prose, the wording of their
        verb, or a visible name of whom they link. Folded text is searched, a string at a time; purposes count for their
        fact."""
        c = self._c
        words = [fold(_MARK.sub(" ", text) if "\x02" in text else text) for text in self._strings.all()]
        found: Ints | None = None
        for pattern in patterns:
            hit = np.fromiter((pattern.search(text) is not None for text in words), np.bool_, len(words))
            named = np.append(self.people.with_name(hit), False)
            rows = hit[c.text] | hit[c.form] | named[self._subject] | named[self._object] | named[self._place]
            lines = np.concatenate([c.row_line[rows], c.mention_line[hit[c.mention_shown] | named[self._mention]]])
            lines = distinct(np.where(c.about[lines] >= 0, c.about[lines], lines))
            found = lines if found is None else common(found, lines)
        return np.zeros(0, np.int32) if found is None else found

    def since(self, earlier: "View") -> Difference:
        """What this view tells that `earlier`, a view of the same universe, did not."""
        return difference(earlier._facts, self._facts)  # noqa: SLF001 - of the same class

    # --- words -------------------------------------------------------------------------------------------------------
    def sentence(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words, each name a piece of its own."""
        if fact.verb.role in ("prose", "news", "logline"):
            return fact.text
        if fact.verb.role == "identity":
            return self._identity(fact)
        pieces = _joined([Piece(self.name(n), n) for n in fact.subjects])
        wording = agreeing(fact.verb, fact.form, len(fact.subjects))
        pieces.append(Piece(f" {wording}" if pieces else wording))
        if fact.objects:
            pieces.append(Piece(" "))
            pieces += _joined([Piece(self.name(n), n) for n in fact.objects])
        text = list(fact.text)
        if text and not fact.objects:
            pieces += [Piece(" "), *text]
        if fact.ref is not None:
            pieces += [Piece(" that "), *self.sentence(self.fact(fact.ref))]
        if fact.place is not None:
            pieces += [Piece(f" {fact.preposition or 'at'} "), Piece(self.name(fact.place), fact.place)]
        if text and fact.objects:
            pieces += [Piece(", "), *text]
        for purpose in self.purposes(fact):
            pieces.append(Piece(f", {purpose.verb.id} "))
            pieces += self.sentence(self.fact(purpose.ref)) if purpose.ref is not None else purpose.text
        return tuple(pieces)

    def _identity(self, fact: Fact) -> tuple[Piece, ...]:
        """`A is B` in the names of each alone: after the merge both would read the same."""
        rows = slice(int(self._first_row[fact.line]), int(self._first_row[fact.line + 1]))
        ends = (each_once(self._c.subject[rows]), each_once(self._c.object[rows]))
        named = [_joined([Piece(self.people.own(n), self.person(n)) for n in end]) for end in ends]
        return (*named[0], Piece(f" {fact.form} "), *named[1])

    def words(self, fact: Fact) -> str:
        """A fact in words, as plain text."""
        return "".join(piece.text for piece in self.sentence(fact))

    # --- small parts -------------------------------------------------------------------------------------------------
    def _lines_of(self, entity: int) -> Ints:
        c = self._c
        named = (self._subject == entity) | (self._object == entity) | (self._place == entity)
        lines = c.row_line[named]
        mentioned = c.mention_line[self._mention == entity]
        return distinct(np.concatenate([lines, mentioned]))

    def _listed(self, n: int) -> Listed:
        c = self._c
        return Listed(
            int(c.listed_season[n]), int(c.listed_number[n]), self._strings[int(c.listed_name[n])],
            _date(c.listed_date[n]), int(c.listed_minutes[n]), bool(c.listed_about[n]),
            _passed(c.listed_seen[n]), _passed(c.listed_told[n]),
        )  # fmt: skip


def _passed(seconds: np.int32) -> int | None:
    return None if seconds < 0 else min(int(seconds), END)


def _date(days: np.int32) -> int | None:
    return None if days == _NO_DATE else int(days)


def _year(days: int) -> int:
    return date.fromordinal(days).year if days > 0 else 0


def _joined(pieces: list[Piece]) -> list[Piece]:
    """`A, B and C`."""
    joined: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n:
            joined.append(Piece(" and " if n == len(pieces) - 1 else ", "))
        joined.append(piece)
    return joined
