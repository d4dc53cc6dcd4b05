"""The nearest text to a cell of `revealed` that is not understood: what was perhaps meant, and is there."""

from bisect import bisect_left
from collections.abc import Iterator

from intertwine.imports.records import Tables, TitleRecord
from intertwine.model.extent import Extent, Place, after_name
from intertwine.model.names import closest
from intertwine.model.nearest_extents import nearest_extents
from intertwine.model.nearest_places import nearest_installment, nearest_season, numbers_run_on
from intertwine.model.numbers import place_order
from intertwine.model.positions import readings, spaced
from intertwine.model.spellings import close_matches
from intertwine.model.times import nearest_time, read_time
from intertwine.model.title_kind import TitleWords
from intertwine.model.words import exact

_LONGEST, _MOST_WORDS = 200, 12
"""Characters and words in which a name is looked for."""


def candidates(text: str, tables: Tables) -> Iterator[str]:
    """Texts that `text` may be a slip of, the likeliest first. Whether they can be read is not looked at."""
    text = exact(spaced(text))[:_LONGEST]
    found = list(readings(text))
    for name, place in found:
        yield from _placed(name, place, tables)
    for name, rest in _beginnings(text):
        if name in tables.installments:
            yield name
        yield from _placed(name, Place(nearest_extents(rest, is_stamp=True)), tables)
    if tables.searches <= 0:  # looking for names that are spelt alike is slow
        return
    tables.searches -= 1
    known = [*tables.titles, *tables.installments, *(title.name for title in tables.titles.values())]
    for name, place in sorted(found, key=lambda reading: -len(reading[1].extents)):
        for near in close_matches(name, known, n=2, cutoff=0.6) if name else ():
            if near in tables.installments:
                yield near + _time(place)
            yield from _placed(near, place, tables)


def _placed(name: str, place: Place, tables: Tables) -> Iterator[str]:
    """A place in the title with this id or name, as written, with a season, and as near as one is listed."""
    title = tables.titles.meant(name) or next(iter(_named(name, tables)), None)
    if title is None:
        episode = tables.installments.meant(name)
        if episode is not None and (place.time or place.extents):
            yield episode.id + _time(place)
        return
    time, listed, words = _time(place), _listed(title, tables), TitleWords(title.of)
    if not listed:
        yield title.id + (time if not title.lists else "")
        return
    if not place.extents:
        yield f"{title.id} {words.installment(*listed[0])}{time}" if time else title.id
    yield title.id + after_name(Place(place.extents), words) + time
    wanted = [_mended(extent, listed[0][0]) for extent in place.extents]
    yield title.id + after_name(Place(tuple(wanted)), words) + time
    yield title.id + after_name(Place(tuple(_nearest(extent, listed) for extent in wanted)), words) + time


def _named(name: str, tables: Tables) -> tuple[TitleRecord, ...]:
    """The titles that are called so, if there is one alone."""
    found = closest(name, ((title.name, title.id) for title in tables.titles.values())) if name else ()
    return tuple(tables.titles[it] for it in found) if len(found) == 1 else ()


def _listed(title: TitleRecord, tables: Tables) -> list[tuple[int, int]]:
    """The places that installments.csv lists of a series, ascending."""
    rows = tables.seasons.get(title.id, {}) if title.lists else {}
    return sorted((place for episodes in rows.values() for it in episodes for place in it.places), key=place_order)


def _beginnings(text: str) -> Iterator[tuple[str, str]]:
    """The beginnings of a text that may be a name, the longest first, and what follows each."""
    words = text.split(" ")[:_MOST_WORDS]
    for end in range(len(words) - 1, 0, -1):
        yield " ".join(words[:end]).rstrip(","), " ".join(words[end:])


def _mended(extent: Extent, season: int) -> Extent:
    """An extent with its ends in order; of episodes alone those of `season`."""
    first, last = sorted((extent.first, extent.last), key=place_order)
    if extent.unit in ("number", "bare"):
        return Extent("installment", (season, first[1]), (season, last[1]))
    return Extent(extent.unit, first, last)


def _nearest(extent: Extent, listed: list[tuple[int, int]]) -> Extent:
    """An extent whose ends are the nearest that are listed."""

    def near(end: tuple[int, int]) -> tuple[int, int]:
        season = nearest_season({season for season, _ in listed}, end[0])
        if extent.unit == "season":
            return season, 0
        begin, last = (bisect_left(listed, (it, 0)) for it in (season, season + 1))
        return nearest_installment(listed, (begin, last), end[1], runs_on=numbers_run_on(listed))

    return Extent(extent.unit, near(extent.first), near(extent.last))


def _time(place: Place) -> str:
    """The time of a place, or the one that was perhaps meant."""
    time = place.time if read_time(place.time) is not None else nearest_time(place.time)
    return f"@{time}" if time else ""
