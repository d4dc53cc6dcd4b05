"""Progress as people type it, and back.

    progress = term { "," term }
    term     = [ "told" ] ( "everything" | "nothing" | "before" place | place )
    place    = title [ "S" N [ "-" "S" N ] | NxM [ "-" NxM ] [ "@" HH:MM:SS ] | "@" HH:MM:SS ]
    title    = words | '"' words '"', each with a year in parentheses or without

Unknown or damaged text is an error that names the word; it never widens what is shown. A hidden title and a missing
one give the same error.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from intertwine.ledger.ledger import NO_DATE, PUBLIC, Ledger
from intertwine.model.arrays import among
from intertwine.model.progress import Mark, Progress
from intertwine.model.statement import END
from intertwine.model.words import fold

MAX_LENGTH = 100_000
"""Characters of progress text that are read at all."""

_PLACE = re.compile(
    r"""^(?: "(?P<quoted>[^"]+)" | (?P<plain>[^"]+?) )
        (?: \s+ [sS](?P<from_season>\d{1,4}) (?: \s*-\s*[sS]?(?P<to_season>\d{1,4}) )?
          | \s+ (?P<season>\d{1,4})x(?P<number>\d{1,5})
                (?: \s*-\s*(?: (?P<last_season>\d{1,4})x )?(?P<last>\d{1,5}) )?
                (?: @(?P<time>\S+) )?
          | \s*@(?P<film_time>\S+)
        )?$""",
    re.VERBOSE,
)
_TIME = re.compile(r"^(\d{1,3}):([0-5]\d):([0-5]\d)$")


class UnknownProgressError(ValueError):
    """Progress text that names something that is not there, or cannot be read. The message names the word."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text said. `named` and `before` are the titles that it named (key to word), the latter after "before";
    `plain` is the progress without those terms. `wrong` is what could not be understood, in the order of the text."""

    progress: Progress
    plain: Progress
    named: dict[str, str]
    before: dict[str, str]
    wrong: "tuple[UnknownProgressError, ...]"


@dataclass(frozen=True, slots=True)
class _Title:
    key: str
    name: str
    year: int
    places: tuple[tuple[int, int], ...]
    dates: tuple[int, ...]
    public: bool


class Timetable:
    """The titles and installments of a ledger, as progress text speaks of them."""

    def __init__(self, ledger: Ledger) -> None:
        strings, listing = ledger.strings, ledger.installments
        names: dict[int, str] = {}
        public: set[int] = set()
        named_by: dict[int, list[int]] = {}
        for entity, text, ways, is_public in _name_rows(ledger):
            names.setdefault(entity, strings[text])
            named_by.setdefault(entity, []).extend(ways)
            if is_public:
                public.add(entity)
        self.number: dict[tuple[str, int, int], int] = {}
        places: dict[int, list[tuple[int, int, int]]] = {}
        rows = zip(
            listing.title.tolist(), listing.season.tolist(), listing.number.tolist(), listing.date.tolist(), strict=True
        )
        keys = {entity: strings[int(ledger.entities.identity[entity])] for entity in names}
        keys = {entity: identity for entity, identity in keys.items() if identity}
        names = {entity: name for entity, name in names.items() if entity in keys}
        self.ways = {keys[entity]: np.array(ways, np.int64) for entity, ways in named_by.items() if entity in keys}
        for n, (title, season, number, day) in enumerate(rows):
            if title in keys:
                self.number[keys[title], season, number] = n
                places.setdefault(title, []).append((season, number, day))
        self.titles = {
            keys[entity]: _Title(
                keys[entity], name, int(ledger.entities.year[entity]),
                tuple((s, n) for s, n, _ in sorted(places.get(entity, []))),
                tuple(d for _, _, d in sorted(places.get(entity, []))),
                entity in public,
            )
            for entity, name in names.items()
        }  # fmt: skip
        self.by_name: dict[str, list[_Title]] = {}
        for it in self.titles.values():
            self.by_name.setdefault(fold(_plain(it.name)), []).append(it)

    @property
    def public(self) -> frozenset[str]:
        """Keys of the titles that everybody may know."""
        return frozenset(key for key, title in self.titles.items() if title.public)

    def read(self, text: str, known: Collection[str]) -> "Reading":
        """What `text` says to somebody who knows the titles with these keys: all others are as good as missing.

        Raises `UnknownProgressError` only for a text that cannot be read at all; what is wrong with a term is in
        `wrong`.
        """
        if len(text) > MAX_LENGTH:
            raise UnknownProgressError(f"progress is {len(text):,} characters long; at most {MAX_LENGTH:,} are read")
        return _Reader(self, known).read(text)

    def whole(self, key: str) -> list[Mark]:
        """All installments of a title."""
        return [Mark(key, *place) for place in self.titles[key].places]

    def everything(self) -> frozenset[Mark]:
        """Every installment that is listed at this moment, whole."""
        return frozenset(Mark(*place) for place in self.number)

    def year(self, title: _Title) -> int:
        """The year that tells a title from namesakes."""
        first = min(title.dates, default=NO_DATE)
        return title.year or (date.fromordinal(first).year if 0 < first < NO_DATE else 0)

    def write(self, progress: Progress, visible: Collection[str]) -> str:
        """`progress` in the canonical text form: titles by name, whole seasons and runs joined; "" for nothing.

        Only titles whose key is in `visible` are named.
        """
        shown = [title for key, title in self.titles.items() if key in visible]
        parts = [
            *self._written(progress.seen, shown),
            *(f"told {part}" for part in self._written(progress.told, shown)),
        ]
        return ", ".join(parts)

    def _written(self, marks: frozenset[Mark], visible: list[_Title]) -> Iterator[str]:
        by_title: dict[str, dict[tuple[int, int], int]] = {}
        keys = {title.key for title in visible}
        for mark in marks:
            if mark.title in keys:
                by_title.setdefault(mark.title, {})[mark.season, mark.number] = mark.seconds
        for key in sorted(by_title, key=lambda key: (self.titles[key].name, self.year(self.titles[key]), key)):
            title, passed = self.titles[key], by_title[key]
            name = self._quoted(title, visible)
            if title.places == ((0, 0),):
                if (0, 0) in passed:
                    yield name + ("" if passed[0, 0] == END else f"@{clock(passed[0, 0])}")
                continue
            yield from (f"{name} {part}" for part in _runs(title.places, passed))

    def _quoted(self, title: _Title, visible: list[_Title]) -> str:
        same = [other for other in visible if fold(_plain(other.name)) == fold(_plain(title.name))]
        name = _plain(title.name) if len(same) == 1 else f"{_plain(title.name)} ({self.year(title)})"
        head = fold(name).partition(" ")[0]
        awkward = re.search(r"[,@]|\s[sS]\d+$|\s\d+x\d+$", name) or head in ("told", "before", "everything", "nothing")
        return f'"{name}"' if awkward else name


class _Reader:
    """One reading of one text."""

    def __init__(self, table: Timetable, known: Collection[str]) -> None:
        self.table = table
        self.known = known
        self.wrong: list[UnknownProgressError] = []
        self.named: dict[str, str] = {}
        self.before: dict[str, str] = {}

    def read(self, text: str) -> Reading:
        plain, rest = Progress(), Progress()
        for term in _terms(text):
            head, _, tail = term.partition(" ")
            told = head.casefold() == "told" and bool(tail.strip()) and not self._exists(term)
            word = tail.strip() if told else term
            head, _, tail = word.partition(" ")
            before = head.casefold() == "before" and bool(tail.strip()) and not self._exists(word)
            try:
                marks = list(self._before(tail.strip()) if before else self._term(word))
            except UnknownProgressError as wrong:
                self.wrong.append(wrong)
                continue
            part = Progress.of(told=marks) if told else Progress.of(marks)
            if before:
                rest |= part
            else:
                plain |= part
        return Reading(plain | rest, plain, self.named, self.before, tuple(self.wrong))

    def _exists(self, term: str) -> bool:
        return bool(self._called(term))

    def _term(self, word: str) -> Iterable[Mark]:
        if fold(word) == "everything":
            return self.table.everything()
        if fold(word) == "nothing":
            return ()
        return self._place(word)

    def _before(self, word: str) -> Iterator[Mark]:
        known, self.named = self.named, {}
        dates = [self._date(mark) for mark in self._place(word)]
        self.before |= self.named
        dated = [date for date in dates if date != NO_DATE]
        if not dated:
            raise UnknownProgressError(f'"before {word}": "{word}" has no release date')
        first, self.named = min(dated), known
        for title in self.table.titles.values():
            for place, day in zip(title.places, title.dates, strict=True):
                if day < first:
                    yield Mark(title.key, *place)

    def _date(self, mark: Mark) -> int:
        title = self.table.titles[mark.title]
        return title.dates[title.places.index((mark.season, mark.number))]

    def _place(self, word: str) -> list[Mark]:
        whole = self._title_or_none(word.strip('"'))
        if whole:
            return [Mark(whole.key, *place) for place in whole.places]
        match = _PLACE.match(word)
        if not match:
            raise UnknownProgressError(f'"{word}" is no progress; write for example "Title S1", "Title 1x03"')
        title = self._title(match["quoted"] or match["plain"])
        if match["film_time"]:
            return [self._mark(title, 0, 0, _seconds(match["film_time"], word), word)]
        if match["from_season"]:
            first = int(match["from_season"])
            last = int(match["to_season"] or first)
            return [mark for season in range(first, min(last, first + 999) + 1) for mark in self._season(title, season)]
        if match["season"]:
            return self._span(title, match, word)
        return [Mark(title.key, *place) for place in title.places]

    def _span(self, title: _Title, match: "re.Match[str]", word: str) -> list[Mark]:
        first = (int(match["season"]), int(match["number"]))
        seconds = _seconds(match["time"], word) if match["time"] else END
        if not match["last"]:
            return [self._mark(title, *first, seconds, f"{first[0]}x{first[1]:02}")]
        last = (int(match["last_season"] or first[0]), int(match["last"]))
        self._mark(title, *first, END, f"{first[0]}x{first[1]:02}")
        self._mark(title, *last, END, f"{last[0]}x{last[1]:02}")
        if last < first:
            raise UnknownProgressError(f'"{word}" ends before it begins')
        return [Mark(title.key, *p, seconds if p == last else END) for p in title.places if first <= p <= last]

    def _season(self, title: _Title, season: int) -> list[Mark]:
        found = [Mark(title.key, *place) for place in title.places if place[0] == season]
        if not found:
            raise self._missing(title, f"season {season}")
        return found

    def _mark(self, title: _Title, season: int, number: int, seconds: int, word: str) -> Mark:
        if (season, number) not in title.places:
            raise self._missing(title, f'"{word}"')
        return Mark(title.key, season, number, seconds)

    def _title(self, word: str) -> _Title:
        found = self._title_or_none(word)
        if found is None:
            raise UnknownProgressError(unknown_title(word))
        return found

    def _missing(self, title: _Title, what: str) -> UnknownProgressError:
        """A title that is a secret has nothing missing: it is itself not there."""
        word = self.named[title.key]
        return UnknownProgressError(f'"{word}" has no {what}' if title.public else unknown_title(word))

    def _called(self, name: str) -> list[_Title]:
        return [title for title in self.table.by_name.get(fold(name), ()) if title.key in self.known]

    def _title_or_none(self, word: str) -> _Title | None:
        found = self._called(word)
        if not found:
            dated = re.fullmatch(r"(.+?)\s*\((\d{4})\)", word.strip())
            if dated:
                found = [title for title in self._called(dated[1]) if self.table.year(title) == int(dated[2])]
        if len(found) > 1:
            years = ", ".join(f'"{t.name} ({self.table.year(t)})"' for t in sorted(found, key=self.table.year))
            raise UnknownProgressError(f'"{word}" is the name of several titles; write one of {years}')
        if found:
            self.named.setdefault(found[0].key, word)
            return found[0]
        return None


def _name_rows(ledger: Ledger) -> Iterator[tuple[int, int, list[int], bool]]:
    """Each title's name: entity, string, alternatives, and whether everybody may know it."""
    rows, lines = ledger.rows, ledger.lines
    for row in np.flatnonzero(among(rows.verb, ledger.vocabulary.with_role("title name"))).tolist():
        line = int(rows.line[row])
        ways = lines.ways[lines.way_start[line] : lines.way_start[line + 1]].tolist()
        needs = [ledger.stamps.needs[ledger.stamps.start[w] : ledger.stamps.start[w + 1]].tolist() for w in ways]
        yield int(rows.subject[row]), int(rows.text[row]), ways, [PUBLIC] in needs


def _plain(name: str) -> str:
    """A title's name as progress text writes it: quotation marks have a meaning of their own there."""
    return " ".join(name.replace('"', "").split())


def unknown_title(word: str) -> str:
    """What is said of a title that is hidden or missing."""
    return f'no title is called "{word}"'


def clock(seconds: int) -> str:
    """`HH:MM:SS`."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


def _seconds(text: str, word: str) -> int:
    match = _TIME.match(text)
    if not match:
        raise UnknownProgressError(f'"{text}" in "{word}" is no time; write HH:MM:SS')
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])


def _terms(text: str) -> list[str]:
    """Split at commas outside quotation marks; empty terms are left out."""
    if text.count('"') % 2:
        raise UnknownProgressError("a quotation mark is not closed")
    parts = re.findall(r'(?:"[^"]*"|[^,"])+', text)
    return [part.strip() for part in parts if part.strip()]


def _runs(places: tuple[tuple[int, int], ...], passed: dict[tuple[int, int], int]) -> Iterator[str]:
    seasons: dict[int, list[int]] = {}
    for season, number in places:
        seasons.setdefault(season, []).append(number)
    whole = [s for s, numbers in seasons.items() if all(passed.get((s, n)) == END for n in numbers)]
    for first, last in _neighbours(whole, sorted(seasons)):
        yield f"S{first}" if first == last else f"S{first}-S{last}"
    for season, numbers in seasons.items():
        if season in whole:
            continue
        full = [n for n in numbers if passed.get((season, n)) == END]
        for first, last in _neighbours(full, numbers):
            yield f"{season}x{first:02}" if first == last else f"{season}x{first:02}-{season}x{last:02}"
        for n in numbers:
            if passed.get((season, n), END) != END:
                yield f"{season}x{n:02}@{clock(passed[season, n])}"


def _neighbours(chosen: list[int], of: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of `chosen` that stand next to each other in `of`."""
    run: list[int] = []
    for n in of:
        if n in chosen:
            run.append(n)
        elif run:
            yield run[0], run[-1]
            run = []
    if run:
        yield run[0], run[-1]
