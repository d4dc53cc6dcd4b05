"""Which installments of a title an entry of another program means, and how far it says that they were watched."""

from typing import NamedTuple

from intertwine.gate.timetable import Title
from intertwine.gate.watched_table import NamedEpisodes
from intertwine.model.extent import one
from intertwine.model.sentinels import END, NONE
from intertwine.model.title_shares import passed_until
from intertwine.model.title_span import Wrong
from intertwine.model.watched import WHOLE_SHARE, WatchedRow
from intertwine.model.words import letters

THRESHOLD = 90
"""From this many hundredths of its length on, something counts as watched to its end."""
_MOST = 12
"""Episodes that one entry can mean."""
_ABOUT = 10
"""A length that is only about right can be longer by one in so many parts."""


class MeantPlaces(NamedTuple):
    """The places in `Title.places` that an entry means. `is_named`: the name of the episode says so too, or alone.
    `is_listed` is False where the entry has a number that the title does not list."""

    places: tuple[int, ...] = ()
    is_named: bool = False
    is_listed: bool = True


NOWHERE = MeantPlaces()


def meant(title: Title, episodes: NamedEpisodes, row: WatchedRow) -> MeantPlaces:
    """The installments of `title`, whose names are `episodes`, that `row` means: by its numbers, if the name of no
    other episode speaks against it, else by a name that only one of them has. Numbers of specials differ from program
    to program, and are taken only with the name."""
    if title.is_single:
        return MeantPlaces((0,)) if row.season is None and row.first is None else NOWHERE
    if row.first is None and row.season is None and not row.name:
        return NOWHERE
    name = letters(row.name)
    called = episodes.places.get(name, ()) if name else ()
    numbered = _numbered(title, row)
    if numbered:
        if numbered[0] in called:
            return MeantPlaces(numbered, True)
        is_other = bool(called)
        is_special = title.places[numbered[0]][0] == 0
        if is_other or is_special or not row.is_numbered:
            return NOWHERE
        return MeantPlaces(numbered)
    if row.season is not None and row.is_numbered:
        own = tuple(place for place in called if title.places[place][0] == row.season)
        called = own if own or row.season in title.seasons else called
    if len(called) == 1 and row.last in (None, row.first):
        return MeantPlaces(called, True, row.first is None)
    return MeantPlaces((), False, row.first is None)


def _numbered(title: Title, row: WatchedRow) -> tuple[int, ...]:
    """The places that have the row's numbers; none where one of these is not listed."""
    if row.first is None:
        return ()
    season = row.season
    if season is None:
        parts = [number for number in title.seasons if number > 0]
        season = parts[0] if len(parts) == 1 else None
    last = row.first if row.last is None else row.last
    if season is None or not 0 <= last - row.first < _MOST:
        return ()
    found = [title.at((season, number)) for number in range(row.first, last + 1)]
    return tuple(place for place in found if place is not None) if None not in found else ()


def reached(title: Title, place: int, row: WatchedRow) -> int:
    """The second up to which `row` says that the installment at this `place` was watched: END where that is past the
    threshold, NONE where nothing is sure. A file that is longer than what is listed may have more anywhere."""
    if row.seconds >= END:
        return END
    length = title.lengths[place] if title.lengths else None
    units = length.units * 60 if length is not None and title.words.kind.counted_in == "minutes" else 0
    most = units + units // _ABOUT if length is not None and length.about else units
    total = row.runtime or most
    if total and row.seconds * 100 >= total * THRESHOLD:
        return END
    if row.seconds <= 0 or (length is not None and length.file_end):
        return NONE
    longer = max(0, row.runtime - units - 60) if row.runtime and units else 0
    return row.seconds - longer if row.seconds > longer else NONE


def is_at_end(row: WatchedRow, episodes: int) -> bool:
    """Whether a file that holds so many `episodes` was watched to the threshold of its last one, as far as `row` says.
    Nobody knows where one begins: before that, nothing of any is sure."""
    if row.seconds >= END:
        return True
    left = row.runtime - row.seconds
    return row.runtime > 0 and left * episodes * 100 <= row.runtime * (100 - THRESHOLD)


def whole(title: Title, row: WatchedRow) -> dict[int, int]:
    """The places that a `row` about all of a title passes, with the seconds of each; none where nothing is sure."""
    if title.is_single and title.words.kind.counted_in == "minutes" and row.share >= WHOLE_SHARE:
        seconds = reached(title, 0, row)
        return {0: seconds} if seconds != NONE else {}
    if row.seconds < END:
        return {}
    if row.share >= WHOLE_SHARE:
        is_told = title.words.kind.counted_in != "minutes"  # whoever has read a book has read its part 0
        return {place: END for place, (season, _) in enumerate(title.places) if season or title.is_single or is_told}
    found = passed_until(title, one("share", 0, row.share), title.name)
    if isinstance(found, Wrong):
        return {}
    return {place: found.seconds for begin, end in found.runs for place in range(begin, end)}
