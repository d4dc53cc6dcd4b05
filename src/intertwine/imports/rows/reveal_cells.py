"""Positions and times as the tables write them: `id`, `id@HH:MM:SS`, `TITLE S2`, `public`."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

from intertwine.imports.records import (
    CellAlternatives,
    InstallmentRecord,
    Position,
    Tables,
    TitleRecord,
)
from intertwine.imports.rows.nearest_positions import candidates
from intertwine.imports.rows.number_cells import installment_at, numbers_of_places
from intertwine.imports.sheets.row import BadRowError
from intertwine.ledger.read.edtf import HINT, parse_edtf
from intertwine.model.extent import Extent, Place
from intertwine.model.kinds import TITLE_PARTS
from intertwine.model.numbers import place_order
from intertwine.model.positions import readings, spaced
from intertwine.model.sentinels import NONE
from intertwine.model.times import nearest_time, read_time
from intertwine.model.title import ListedLength, TitleInstallments, numberings_of
from intertwine.model.title_kind import TitleWords
from intertwine.model.title_names import straight
from intertwine.model.title_places import span
from intertwine.model.title_span import Wrong
from intertwine.model.words import exact

_DIGIT = re.compile("[0-9;+]")
MOST = 64
"""Positions of one cell: what a stamp may hold."""


def seconds(text: str, column: str) -> int:
    """`0:41:10` as seconds, NONE for "". Raises BadRowError for anything else."""
    if not text:
        return NONE
    found = read_time(text)
    if found is None:
        near = nearest_time(text)
        hint = f'did you mean "{near}"? times are HH:MM:SS' if near and column != "revealed" else "times are HH:MM:SS"
        raise BadRowError("time-unusable", f'"{text}" in "{column}" is not a time', hint)
    return found


def story_time(start: str, until: str, lasting: bool) -> str:
    """EDTF of the time from `start` until `until` ("": not given); a start alone is open-ended where the fact is
    `lasting`. Raises BadRowError for what is no time."""
    for text in filter(None, (start, until)):
        if "/" in text or isinstance(parse_edtf(text), str):
            raise BadRowError("date-unusable", f'"{text}" is not a date in the story', HINT)
    if start and until and start != until:
        text = f"{start}/{until}"
        if isinstance(parse_edtf(text), str):
            raise BadRowError("date-unusable", f'"{start}" comes after "{until}"')
        return text
    if start:
        return f"{start}/.." if lasting and not until else start
    return f"../{until}" if until else ""


def alternatives(
    text: str, tables: Tables, lost: list[BadRowError] | None = None, *, is_asked: bool = False
) -> CellAlternatives:
    """A `text` such as `a; b + c` as alternatives among the rows of `tables`, "" as none. Raises BadRowError where any
    of it is not understood: a stamp is never guessed at, and none of its members is dropped. But a time goes to `lost`,
    if that is given, and the end of its installment stands in for it. `is_asked`: nobody will read the error, which
    then offers no nearest reading: looking for one is slow."""
    if not text:
        return ()
    found: dict[tuple[Position, ...], None] = {}
    if text.count(";") >= MOST or text.count("+") >= MOST:
        raise BadRowError("stamp-too-long", f'"revealed" may name at most {MOST} positions')
    for alternative in text.split(";"):
        members = dict.fromkeys(
            it for part in alternative.split("+") for it in _positions(part.strip(), tables, lost, is_asked=is_asked)
        )
        if len(members) > 1:
            members.pop(Position("public"), None)
        found[tuple(members)] = None
    return tuple(found)


def each_with(ways: CellAlternatives, needed: CellAlternatives) -> CellAlternatives:
    """`ways`, each of which also needs one of those `needed`. Raises BadRowError where that is too much for a stamp."""
    if len(ways) * len(needed) > MOST:
        raise BadRowError("stamp-too-long", f'with all that it needs, "revealed" names more than {MOST} positions')
    found: dict[tuple[Position, ...], None] = {}
    for way in ways:
        for further in needed:
            members = dict.fromkeys((*further, *way))
            if len(members) > 1:
                members.pop(Position("public"), None)
            found[tuple(members)] = None
    return tuple(found)


def part_of_title(text: str, tables: Tables) -> Position | None:
    """The one installment or season that `text` names; None where it names none, several, or a time in one."""
    try:
        found = alternatives(text, tables, is_asked=True)
    except BadRowError:
        return None
    place = found[0][0] if len(found) == 1 and len(found[0]) == 1 else None
    return place if place is not None and place.kind in TITLE_PARTS and place.seconds == NONE else None


_HINT = "an installment's id, id@HH:MM:SS, TITLE S2, TITLE 1x05, a title's id, or public"


def _positions(text: str, tables: Tables, lost: list[BadRowError] | None, *, is_asked: bool) -> tuple[Position, ...]:
    """The positions that one member of a cell names; what it does not understand it names, with the nearest reading
    unless it only `is_asked`."""
    if text.casefold() == "public":
        return (Position("public"),)
    try:
        found = _read(text, tables, lost)
    except BadRowError as error:
        wrong = error
    else:
        if found:
            return found
        wrong = BadRowError("position-unknown", f'"{text}" in "revealed" is not a known position', _HINT)
    if is_asked:
        raise wrong
    if is_lost(text, tables):
        raise BadRowError("row-needed", f'"{text}" in "revealed" needs a row that could not be used')
    if wrong.code != "position-ambiguous":
        near = next((near for near in candidates(text, tables) if near != text and _is_read(near, tables)), "")
        wrong.hint = f'did you mean "{near}"? {wrong.hint}'.rstrip() if near else wrong.hint
    raise wrong


def is_lost(text: str, tables: Tables) -> bool:
    """Whether a row that could not be used is, or may be, what a text means."""
    lengths = tables.lengths
    for name, place in readings(exact(spaced(text))):
        if tables.titles.lacks(name) or tables.installments.lacks(name):
            return True
        title = tables.titles.meant(name) if name else None
        if title is None:
            continue
        if tables.installments.skipped and title.lists and not any(tables.seasons.get(title.id, {}).values()):
            return True
        for season, number in (end for extent in place.extents for end in (extent.first, extent.last)):
            key = title.id, season
            if lengths.unplaced[title.id] or lengths.unnumbered[key] or number in lengths.numbers.get(key, ()):
                return True
    return False


def _is_read(text: str, tables: Tables) -> bool:
    try:
        return bool(_read(text, tables))
    except BadRowError:
        return False


def _read(text: str, tables: Tables, lost: list[BadRowError] | None = None) -> tuple[Position, ...]:
    is_open = straight(text).count('"') % 2 == 1  # unless an id is written so
    for finds in (_exactly,) if is_open else (_exactly, _alike):
        known = False
        for name, place in readings(exact(spaced(text))):
            if whole := _whole(name, *finds(name, tables), tables):
                known = True
                if found := _inside(whole, place, tables, lost):
                    return found
        if known:
            break  # an id that is written exactly is meant, and no other that a longer part of the text reads like
    if is_open:
        raise BadRowError("position-unknown", f'in "{text}", a quotation mark is not closed', _HINT)
    return ()


def _inside(base: Position, place: Place, tables: Tables, lost: list[BadRowError] | None) -> tuple[Position, ...]:
    """The positions of a place in a title, or of a time in an installment; none where nobody can tell."""
    if not place.extents:
        if not place.time:
            return (base,)
        if base.kind != "installment":
            raise BadRowError("position-unknown", f'"@{place.time}": a time needs an installment, not a series')
        time = _moment(place.time, lost)
        return (Position("installment", base.title, base.season, base.number, time),)
    title = tables.titles[base.title]
    if base.kind != "title" or not title.lists:
        return ()
    found = tuple(it for extent in place.extents for it in _spelled_out(extent, title, tables))
    if not place.time or not found:
        return found
    if found[-1].kind != "installment":
        return ()
    return (*found[:-1], replace(found[-1], seconds=_moment(place.time, lost)))


def _moment(text: str, lost: list[BadRowError] | None) -> int:
    """The seconds of a time; the end of the installment where it is unreadable and there are `lost` ones."""
    try:
        return seconds(text, "revealed")
    except BadRowError as bad:
        if lost is None:
            raise
        bad.message += ": the end of the installment counts instead"
        lost.append(bad)
        return NONE


def _spelled_out(extent: Extent, title: TitleRecord, tables: Tables) -> tuple[Position, ...]:
    """Every position of an extent; none where nobody can tell which season is meant, or it ends before it begins."""
    unit, first, last = extent[:3]
    seasons = tables.seasons.get(title.id, {})
    if extent.is_file or (unit == "number" and extent.own_words):
        return _by_words(extent, title, seasons)
    words = ((it, part) for part, its in ((True, extent.part_words), (False, extent.own_words)) for it in its)
    if (
        extent.is_backward
        or unit not in ("season", "installment")
        or not all(title.of.takes(it, part=p) for it, p in words)
    ):
        return ()
    if unit == "season":
        wanted = range(first[0], min(last[0], first[0] + MOST) + 1)
        missing = next((season for season in wanted if season not in seasons), None)
        if missing is not None:
            raise BadRowError("position-unknown", f'"{title.id}" has no {title.of.part} {missing} in installments.csv')
        return tuple(Position("season", title.id, season) for season in wanted)
    if first == last and installment_at(tables, title.id, *first):
        return (Position("installment", title.id, *first),)
    listed = _listed(seasons)
    for place in (first, last):
        if place not in listed:
            raise BadRowError(
                "position-unknown",
                f'"{title.id}" has no {TitleWords(title.of).installment(*place)} in installments.csv',
            )
    run = listed[listed.index(first) : listed.index(last) + 1]
    return tuple(Position("installment", title.id, *it) for it in run)


def _listed(seasons: Mapping[int, list[InstallmentRecord]]) -> list[tuple[int, int]]:
    """Season and number of all installments, in their order."""
    return sorted((place for rows in seasons.values() for it in rows for place in it.places), key=place_order)


def _by_words(
    extent: Extent, title: TitleRecord, seasons: Mapping[int, list[InstallmentRecord]]
) -> tuple[Position, ...]:
    """The positions of "chapter 5", which names no season, and of what one file holds, as "7/8"."""
    listed, rows = _listed(seasons), [it for its in seasons.values() for it in its]
    numbers = dict(chain.from_iterable(map(numbers_of_places, rows)))
    ends = {place: it.number if it.in_one > 1 else 0 for it in rows for place in it.places}
    known = TitleInstallments(
        number=0, identity="", name=title.name, others=(), kind=title.kind, year=0, first=None, public=True,
        places=tuple(listed), words=TitleWords(title.of),
        lengths=tuple(ListedLength(file_end=ends[place]) for place in listed),
        numberings=numberings_of((numbers[place] for place in listed), ()),
    )  # fmt: skip
    found = span(known, Place((extent,)), title.id, partly=True)
    if isinstance(found, Wrong):
        raise BadRowError("position-unknown", found.message)
    return tuple(Position("installment", title.id, *it) for begin, end in found.runs for it in listed[begin:end])


def names_a_moment(text: str, tables: Tables) -> bool:
    """Whether a `text` is a stamp and no name: it has a time, or names an episode or a season."""
    if not _DIGIT.search(text) and tables.installments.meant(text) is None:
        return False  # each time and each place has a number
    try:
        found = [it for way in alternatives(text, tables, [], is_asked=True) for it in way]
    except BadRowError:
        return False
    parts = [it for it in found if it.kind == "season" or (it.kind == "installment" and it.season != NONE)]
    return bool(parts) or any(it.seconds != NONE for it in found)


def place_in_title(text: str, tables: Tables | None) -> tuple[str, int, int] | None:
    """The title, season and number of a `text` such as `TITLE 1x05`, whether or not there is such an installment; None
    where it is no such text, or `tables` have no such title."""
    for head, place in readings(exact(spaced(text))):
        extent, name = place.extents[0] if len(place.extents) == 1 else None, head.rstrip(" ,")
        is_one = extent is not None and extent.unit == "installment" and extent.is_one
        if extent and is_one and name and (tables is None or tables.titles.meant(name)):
            return name, *extent.first
    return None


def _exactly(text: str, tables: Tables) -> tuple[InstallmentRecord | None, TitleRecord | None]:
    return tables.installments.get(text), tables.titles.get(text)


def _alike(text: str, tables: Tables) -> tuple[InstallmentRecord | None, TitleRecord | None]:
    return tables.installments.meant(text), tables.titles.meant(text)


def _whole(text: str, episode: InstallmentRecord | None, title: TitleRecord | None, tables: Tables) -> Position | None:
    if episode and title and (title.id != episode.title or title.lists):
        hint = "give titles and installments ids of their own"
        raise BadRowError("position-ambiguous", f'"{text}" in "revealed" is both a title and an installment', hint)
    if episode:
        return Position("installment", episode.title, episode.season, episode.number)
    if title and title.lists and not tables.seasons.get(title.id):
        raise BadRowError("position-unknown", f'"{text}" has no installment that could be passed')
    return title.whole if title else None
