"""What a place in a title comes to: runs of its installments, or what is wrong with it."""

from typing import NamedTuple

from intertwine.model.positions import Extent, Place, after_name, read_time, spelled, write_time, written
from intertwine.model.sentinels import END
from intertwine.model.title import Run, TitleInstallments


class Wrong(NamedTuple):
    """Why a text cannot be understood; "" where it names no title that is known.

    `offers` is what to write instead, the likeliest first: of a place in a title, what follows the title's name.
    `is_name`: all of the text is a known name; which title it means, or whether that can be marked, is in doubt.
    """

    message: str
    offers: tuple[str, ...] = ()
    is_name: bool = False


class TitleSpan(NamedTuple):
    """Runs of a title's installments, passed to their end but for the last one, of which `seconds` are passed."""

    title: TitleInstallments
    runs: tuple[Run, ...]
    seconds: int = END


def span(title: TitleInstallments, place: Place, word: str) -> TitleSpan | Wrong:
    """The installments that `place` means in `title`, which is called `word`."""
    seconds = END
    if place.time:
        seconds = read_time(place.time) or 0
        if read_time(place.time) is None:
            near = nearest_time(place.time)
            offers = (after_name(place._replace(time=near)),) if near else ()
            return Wrong(f'"{place.time}" is not a time{"" if near else "; write HH:MM:SS"}', offers)
        if not (place.extents[-1].unit != "season" if place.extents else title.is_single):
            offers = (f" {title.first_season}x01@{place.time}",) if title.first_season else ()
            return Wrong(f'"@{place.time}" needs an episode of "{word}" before it', offers)
    if not place.extents:
        return TitleSpan(title, ((0, len(title.places)),), seconds)
    runs: list[Run] = []
    for extent in place.extents:
        found = _run(title, extent, word)
        if isinstance(found, Wrong):
            return found
        runs.append(found)
    return TitleSpan(title, tuple(runs), seconds)


def may_have(title: TitleInstallments, place: Place) -> bool:
    """Whether `span` may find `place` in `title`: quickly, and True where that takes a closer look."""
    if not place.extents:
        return True
    first = place.extents[0]
    return not title.is_single and (first.unit in ("number", "bare") or first.first[0] in title.seasons)


def nearest_time(text: str) -> str:
    """The time that was perhaps meant: digits of other scripts, a part that is missing or has one digit."""
    try:
        parts = [int(part) for part in text[:20].split(":")]
    except ValueError:
        return ""
    if len(parts) == 2:
        parts = [0, *parts]
    hours, minutes, seconds = parts if len(parts) == 3 else (100, 0, 0)
    fits = 0 <= hours < 100 and 0 <= minutes < 60 and 0 <= seconds < 60
    return write_time(hours * 3600 + minutes * 60 + seconds) if fits else ""


def _run(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    if extent.last < extent.first:
        turned = Extent(extent.unit, extent.last, extent.first)
        return Wrong(f'"{written(extent)}" of "{word}" ends before it begins', (f" {written(turned)}",))
    if extent.unit == "season":
        return _seasons(title, extent, word)
    if extent.unit == "installment":
        return _installments(title, extent, word)
    episodes = _numbered(title, extent, word)
    if extent.unit == "number":
        return episodes
    seasons = _seasons(title, _as_seasons(extent), word)
    if isinstance(seasons, Wrong) or seasons == episodes:
        return episodes
    if isinstance(episodes, Wrong):
        return seasons
    offers = tuple(f" {written(it)}" for it in (_as_seasons(extent), _as_episodes(title, extent)))
    return Wrong(f'"{written(extent)}" of "{word}" could be seasons or episodes', offers)


def _seasons(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    (first, _), (last, _) = extent.first, extent.last
    for season in (first, last):
        if season not in title.seasons or title.is_single:
            return Wrong(f'"{word}" has no season {season}{_known_seasons(title)}')
    gap = next((season for season in range(first, last + 1) if season not in title.seasons), None)
    if gap is not None:
        return Wrong(f'"{word}" has no season {gap}{_known_seasons(title)}')
    return title.seasons[first][0], title.seasons[last][1]


def _known_seasons(title: TitleInstallments) -> str:
    seasons = [season for season in sorted(title.seasons) if season]
    if not seasons or title.is_single:
        return ""
    if len(seasons) == 1:
        return f"; it has season {seasons[0]}"
    whole = seasons[-1] - seasons[0] == len(seasons) - 1
    return f"; it has seasons {seasons[0]} to {seasons[-1]}" if whole else ""


def _installments(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    for place in (extent.first, extent.last):
        if title.at(place) is None or title.is_single:
            return _no_installment(title, place, word)
    return title.between(extent.first, extent.last)


def _no_installment(title: TitleInstallments, place: tuple[int, int], word: str) -> Wrong:
    season, _ = place
    what = f'"{word}" has no {spelled(place)}'
    if season in title.seasons and not title.is_single:
        last = title.places[title.seasons[season][1] - 1]
        return Wrong(f"{what}; season {season} ends with {spelled(last)}")
    return Wrong(f"{what}{_known_seasons(title)}")


def _as_seasons(extent: Extent) -> Extent:
    return Extent("season", (extent.first[1], 0), (extent.last[1], 0))


def _as_episodes(title: TitleInstallments, extent: Extent) -> Extent:
    season = title.first_season or 0
    return Extent("installment", (season, extent.first[1]), (season, extent.last[1]))


def _numbered(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    """Episodes without a season: those of the first one, as both counts, by season and of the whole, agree there."""
    if title.first_season is None:
        return Wrong(f'"{word}" has no episode {extent.first[1]}')
    meant = _as_episodes(title, extent)
    found = _installments(title, meant, word)
    if isinstance(found, Wrong) and len(title.seasons) > 1:
        return Wrong(f'"{written(extent)}" of "{word}": of which season?', (f" 2x{extent.first[1]:02}",))
    return found
