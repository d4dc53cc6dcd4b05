"""TV Time: the tables of the archive that it gave its users on request (GDPR).

`s_id` is a TheTVDB number (https://github.com/UweTrottmann/SeriesGuide/issues/1174); the columns of the second
version are not stable, but for `key` (https://github.com/trakt/trakt-web/pull/2798).
"""

from collections.abc import Iterator, Mapping

from intertwine.imports.progress.csv_entries import csv_rows
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, whole, year_of
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WatchedRow, WatchedWork

_TRACKING = frozenset({"series_name", "season_number", "episode_number", "key"})
_OLDER = frozenset({"tv_show_name", "episode_season_number", "episode_number"})
_VOTES = frozenset({"series_name", "season_number", "episode_number", "vote_key"})
_SHOWS = frozenset({"tv_show_name", "tv_show_id", "nb_episodes_seen"})
_SLIM = frozenset({"key", "s_id", "series_name"})
_FILMS = frozenset({"movie_name", "type", "uuid"})
_TELLING = ("tracking-prod-records", "watched_on_episode")
_WATCHED = ("watch-episode", "rewatch-episode")


def _is_like(it: Sniffed) -> bool:
    known = (_TRACKING, _OLDER, _VOTES, _SHOWS, _SLIM, _FILMS)
    return it.shape == "csv" and any(it.columns >= columns for columns in known)


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    is_alone = not any(word in name for name in it.others for word in _TELLING)
    for row in csv_rows(it.file):
        if it.columns >= _SHOWS:
            is_begun = is_alone and bool(whole(row.cells["nb_episodes_seen"]))
            work = WatchedWork("series", row.cells["tv_show_name"], 0, _tvdb(row.cells["tv_show_id"]))
            yield WatchedRow(work, row=row.number) if is_begun else None
        else:
            yield _row(it.columns, row.cells, row.number)


def _row(columns: frozenset[str], cells: Mapping[str, str], number: int) -> WatchedRow | None:
    """An entry of any table but that of shows, which says how many episodes were seen, and not which."""
    day = cells.get("created_at", "")[:10]
    if columns >= _OLDER:
        return _episode(cells, "tv_show_name", "episode_season_number", day, number)
    if columns >= _VOTES:
        return _episode(cells, "series_name", "season_number", day, number)
    if columns >= _TRACKING:
        is_watched = any(cells.get(column, "").startswith(_WATCHED) for column in ("key", "gsi"))
        return _episode(cells, "series_name", "season_number", day, number) if is_watched else None
    if columns >= _FILMS and cells.get("movie_name") and cells.get("type", "") in ("watch", "rewatch"):
        work = WatchedWork("film", cells["movie_name"], year_of(cells.get("release_date")))
        return WatchedRow(work, date=day, row=number)
    return None


def _episode(cells: Mapping[str, str], title: str, season: str, day: str, number: int) -> WatchedRow | None:
    place = whole(cells.get(season)), whole(cells.get("episode_number"))
    name = cells.get(title, "")
    if not name or None in place:
        return None
    return WatchedRow(WatchedWork("series", name, 0, _tvdb(cells.get("s_id", ""))), *place, date=day, row=number)


def _tvdb(text: str) -> tuple[tuple[str, str], ...]:
    found = outside_id("tvdb", text)
    return (found,) if found else ()


_HOLDS = message("tables such as tracking-prod-records-v2.csv")
FORMAT = ProgressFormat("tvtime", message("TV Time"), _HOLDS, _is_like, _read)
