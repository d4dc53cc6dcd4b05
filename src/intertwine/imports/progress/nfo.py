"""NFO files of Kodi, Jellyfin and Emby: what of a library was watched, a file for each film or episode.

`watched` and `playcount` count; a file may hold several episodes, one element each, and a file of nothing but an
address says nothing. Shape: https://kodi.wiki/view/NFO_files.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import PurePosixPath
from xml.etree import ElementTree as ET

from intertwine.imports.progress.errors import ProgressFileError
from intertwine.imports.progress.files import ExportFile
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, whole, year_of
from intertwine.imports.progress.xml_text import elements
from intertwine.model.message import message
from intertwine.model.outside_ids import OF_PLAYERS, outside_id
from intertwine.model.watched import WatchedMedium, WatchedRow, WatchedWork

_ROOTS = frozenset({"movie", "tvshow", "season", "episodedetails"})
_ADDRESS = re.compile(r"\s*https?://(?:www\.)?(?:imdb\.com|themoviedb\.org|thetvdb\.com|trakt\.tv)/\S+", re.IGNORECASE)
_IN_NAME = re.compile(r"(.+?)[ ._-]s[0-9]{1,3}e[0-9]{1,4}", re.IGNORECASE)
_YEAR = re.compile(r"\(([0-9]{4})\)$")
_SHOW = "tvshow.nfo"


def _is_like(it: Sniffed) -> bool:
    if it.shape == "xml":
        return bool(_ROOTS.intersection(it.roots[:1]))
    return it.shape == "text" and it.file.base.endswith(".nfo") and _ADDRESS.match(it.head) is not None


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    if it.shape != "xml":
        yield None
        return
    for number, element in elements(it.file):
        yield _row(it, element, number) if _is_watched(element) else None


def _row(it: Sniffed, element: ET.Element, number: int) -> WatchedRow | None:
    day = (element.findtext("lastplayed") or "")[:10]
    if element.tag == "movie":
        return WatchedRow(_work("film", element), date=day, row=number)
    if element.tag != "episodedetails":
        return None  # of a series or a season as a whole the file says no more than its episodes
    work = _series(it, element)
    first, last = whole(element.findtext("episode")), whole(element.findtext("episodenumberend"))
    if work is None or first is None:
        return None
    until = last if last is not None and last > first else first
    name = (element.findtext("title") or "").strip()
    return WatchedRow(work, whole(element.findtext("season")), first, until, name, date=day, row=number)


def _is_watched(element: ET.Element) -> bool:
    plays = whole(element.findtext("playcount"))
    said = (element.findtext("watched") or "").strip().lower()
    return bool(plays) if plays is not None and said != "true" else said == "true"


def _work(medium: WatchedMedium, element: ET.Element) -> WatchedWork:
    """The film or series that an element is about."""
    found = [outside_id(scheme, element.findtext(tag) or "") for scheme in OF_PLAYERS for tag in _tags(scheme)]
    found += [outside_id(it.get("type", ""), it.text or "") for it in element.findall("uniqueid")]
    ids = {scheme: number for scheme, number in filter(None, found) if scheme in OF_PLAYERS}
    year = year_of(element.findtext("year")) or year_of(element.findtext("premiered"))
    return WatchedWork(medium, (element.findtext("title") or "").strip(), year, tuple(sorted(ids.items())))


def _tags(scheme: str) -> tuple[str, ...]:
    return f"{scheme}id", f"{scheme}Id"


@lru_cache(maxsize=64)  # a series has one for all of its episodes
def _show(file: ExportFile) -> WatchedWork | None:
    """The series that a `tvshow.nfo` is about."""
    try:
        return next((_work("series", root) for _, root in elements(file) if root.tag == "tvshow"), None)
    except ProgressFileError:
        return None


def _series(it: Sniffed, element: ET.Element) -> WatchedWork | None:
    """The series of an episode: that of the file `tvshow.nfo` above it, else the name that the episode gives it, else
    that in the file's name."""
    path = PurePosixPath(it.file.name)
    for folder in list(path.parents)[:2]:
        above = it.others.get((folder / _SHOW).as_posix().lower())
        if above is not None:
            return _show(above)
    title = (element.findtext("showtitle") or "").strip()
    if not title and (match := _IN_NAME.match(path.name)):
        title = match[1].replace(".", " ").replace("_", " ").strip(" -")
    dated = _YEAR.search(title)
    name = title[: dated.start()].rstrip() if dated else title
    return WatchedWork("series", name, int(dated[1]) if dated else 0) if name else None


_HOLDS = message("XML with movie, tvshow or episodedetails")
FORMAT = ProgressFormat("nfo", message("NFO files"), _HOLDS, _is_like, _read)
