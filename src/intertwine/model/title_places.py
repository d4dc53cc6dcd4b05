"""What a place in a title comes to: runs of its installments, or what is wrong with it."""

from collections.abc import Collection, Iterable, Iterator

from intertwine.model.extent import Extent, Place, after_name, as_run, as_typed, written
from intertwine.model.numbers import is_between, order_of, written_number
from intertwine.model.place_words import NUMBERINGS, singular
from intertwine.model.sentinels import END
from intertwine.model.times import read_time, write_time
from intertwine.model.title import NumberedPlaces, Run, TitleInstallments
from intertwine.model.title_shares import beyond_main_cut, passed_until, share_within
from intertwine.model.title_span import TitleSpan, Wrong
from intertwine.model.words import a

__all__ = ["TitleSpan", "Wrong", "is_renumbered", "may_have", "nearest_number", "nearest_time", "span"]

_NAMES = "; name each of them"
_MOST = 10_000
"""Numbers of another numbering in one run."""


def span(title: TitleInstallments, place: Place, word: str, *, partly: bool = False) -> TitleSpan | Wrong:
    """The installments that `place` means in `title`, which is called `word`. An installment with several numbers in
    another numbering is meant by all of them together; with `partly`, by each of them."""
    if place.extents and (until := place.extents[0]).unit in ("share", "page"):
        return passed_until(title, until, word) if not place.time else Wrong(f'"@{place.time}" needs an episode')
    for extent in place.extents:
        unfit = _unfit(title, extent, word)
        if unfit is not None:
            return unfit
    if len(place.extents) > 1 and place.extents[-1].unit == "share":
        within = _runs(title, place.extents[0], word, partly)
        if isinstance(within, Wrong):  # what is offered for all of the place is more than the share of it
            return Wrong(within.message, is_name=within.is_name)
        return share_within(title, place, within[0], word)
    seconds = END
    if place.time:
        seconds = read_time(place.time) or 0
        if read_time(place.time) is None:
            near = nearest_time(place.time)
            offers = (after_name(place._replace(time=near), title.words),) if near else ()
            return Wrong(f'"{place.time}" is not a time{"" if near else "; write HH:MM:SS"}', offers)
        if not (place.extents[-1].unit != "season" if place.extents else title.is_single):
            offers = (f" {title.words.installment(title.first_season, 1)}@{place.time}",) if title.first_season else ()
            return Wrong(f'"@{place.time}" needs {a(title.words.kind.installment)} of "{word}" before it', offers)
        if place.extents and place.extents[-1].is_file:
            own = title.words.kind.installment
            said = written(place.extents[-1], title.words)
            return Wrong(
                f'"{said}" of "{word}" counts as {title.words.kind.past} at its end alone: a file does not say '
                f"where in it each {own} ends",
                (f" {said}",),
            )
        if (beyond := beyond_main_cut(title, seconds, word)) is not None:
            return beyond
    if not place.extents:
        return TitleSpan(title, ((0, len(title.places)),), seconds)
    runs: list[Run] = []
    for extent in place.extents:
        found = _runs(title, extent, word, partly)
        if isinstance(found, Wrong):
            return found
        runs += found
    return TitleSpan(title, tuple(runs), seconds)


def may_have(title: TitleInstallments, place: Place) -> bool:
    """Whether `span` may find `place` in `title`: quickly, and True where that takes a closer look."""
    if not place.extents:
        return True
    first = place.extents[0]
    if first.unit in ("share", "page"):
        return True
    if any(_unfit(title, extent, "") for extent in place.extents):
        return False
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


def _unfit(title: TitleInstallments, extent: Extent, word: str) -> Wrong | None:
    """What is wrong with an extent whose words do not fit this title's kind; None where they do."""
    if not extent.words:
        return None
    kind = title.words.kind
    for words, part, number in ((extent.part_words, True, extent.first[0]), (extent.own_words, False, extent.first[1])):
        for it in words:
            if title.is_single or not (kind.takes(it, part=part) or _numbering(title, extent)):
                offers = () if title.is_single else (f" {written(Extent(*extent[:3]), title.words)}",)
                return Wrong(f'"{word}" has no {_counted(it)} {extent.edition or written_number(number)}', offers)
    return None


def _numbering(title: TitleInstallments, extent: Extent) -> NumberedPlaces | None:
    """The other numbering of `title` that an extent is written in; None where it is in none."""
    if extent.unit not in ("season", "number") or len(extent.words) != 1:
        return None
    word = extent.words[0]
    found = title.numbering(NUMBERINGS.get(word, word))
    if found is None or (title.words.kind.takes(word, part=bool(extent.part_words)) and title.words.is_parted):
        return None
    return found


def is_renumbered(title: TitleInstallments, extent: Extent) -> bool:
    """Whether an extent is written in another numbering of `title`."""
    return bool(extent.words) and _numbering(title, extent) is not None


def nearest_number(title: TitleInstallments, extent: Extent) -> Extent | None:
    """An extent with the nearest number that its numbering of `title` has; None where it is in none."""
    found = _numbering(title, extent) if extent.words else None
    whole = [int(value) for value in (found.places if found else ()) if value.isdecimal()]
    if not whole:
        return None
    at = 0 if extent.unit == "season" else 1
    near = min((it for it in whole if it >= extent.first[at]), default=max(whole))  # late is safe
    place = (near, 0) if extent.unit == "season" else (0, near)
    return extent._replace(first=place, last=place, edition="")


def _renumbered(
    title: TitleInstallments, extent: Extent, its: NumberedPlaces, word: str, partly: bool
) -> tuple[Run, ...] | Wrong:
    """The runs of installments that have these numbers: all of a disc, where their numbers are of its tracks. `partly`
    is that of `span`. What has no number, and stands between two that have, is in none of the runs."""
    at, said, own = 0 if extent.unit == "season" else 1, as_typed(extent), title.words.kind.installment
    wanted = range(extent.first[at], min(extent.last[at], extent.first[at] + _MOST) + 1)
    values = _of_pairs(extent.edition, its) if extent.edition else tuple(map(written_number, wanted))
    if not values:
        return Wrong(f'"{said}" of "{word}" ends before it begins')
    found: set[int] = set()
    for value in values:
        if value not in its.places:
            return Wrong(f'"{word}" has no {_counted(extent.words[0])} {value}')
        if not _stand_together(title, its.places[value]):
            what = f"{singular(extent.words[0])} {value}"
            return Wrong(f'"{what}" of "{word}" are {own}s that do not stand together{_NAMES}')
        found.update(its.places[value])
    if not found or not _stand_together(title, found):
        return Wrong(f'"{said}" of "{word}" are {own}s that do not stand together{_NAMES}')
    known = frozenset(values)
    whole = [
        place
        for place in sorted(found)
        if partly or all(it in known or it.partition(".")[0] in known for it in its.numbers[place])
    ]
    if not whole:
        several = ", ".join(title.words.installment(*title.places[place]) for place in sorted(found))
        kind = title.words.kind
        return Wrong(
            f'"{said}" of "{word}" is only a part of {several}; name the {own}s that you have {kind.past} to their end'
        )
    return tuple(_as_runs(whole))


def _of_pairs(text: str, its: NumberedPlaces) -> tuple[str, ...]:
    """The numbers that `text`, one of two numbers or a run of such, means in a numbering: the ends, and those of the
    numbering between them. None of a run that ends before it begins."""
    first, _, last = text.partition("-")
    if not last:
        return (first,)
    low, high = _pair(first), _pair(last)
    between = (it for it in its.places if "." in it and low < _pair(it) < high)
    return (first, *between, last) if low < high else (first,) if low == high else ()


def _pair(text: str) -> tuple[int, int]:
    """`2.10` as numbers."""
    head, _, tail = text.partition(".")
    return int(head), int(tail)


def _as_runs(places: Iterable[int]) -> Iterator[Run]:
    """Ascending places as runs."""
    begin = end = -1
    for place in places:
        if place != end:
            if end > begin:
                yield begin, end
            begin = place
        end = place + 1
    yield begin, end


def _stand_together(title: TitleInstallments, found: Collection[int]) -> bool:
    """Whether nothing stands between the places `found` but numbers between two others."""
    between = (title.places[at] for at in range(min(found), max(found) + 1) if at not in found)
    return all(is_between(number) for _, number in between)


def _counted(word: str) -> str:
    """A word before a number, as a sentence has it."""
    return "number" if word == "#" else singular(word)


def _runs(title: TitleInstallments, extent: Extent, word: str, partly: bool) -> tuple[Run, ...] | Wrong:
    if extent.is_file:
        return _file(title, extent, word)
    if not extent.is_backward and extent.words and (numbers := _numbering(title, extent)) is not None:
        return _renumbered(title, extent, numbers, word, partly)
    found = _run(title, extent, word)
    return found if isinstance(found, Wrong) else (found,)


def _file(title: TitleInstallments, extent: Extent, word: str) -> tuple[Run, ...] | Wrong:
    """The installments of a file that holds just these."""
    run = as_run(extent)
    found = _runs(title, run, word, partly=False)
    if isinstance(found, Wrong) or (not is_renumbered(title, extent) and any(_is_file(title, it) for it in found)):
        return found
    own, typed = title.words.kind.installment, is_renumbered(title, extent)
    said, several, first = (
        as_typed(it) if typed else written(it, title.words) for it in (extent, run, run._replace(last=run.first))
    )
    return Wrong(f'"{said}" of "{word}": no file holds just these {own}s', (f" {several}", f" {first}"))


def _is_file(title: TitleInstallments, run: Run) -> bool:
    """Whether one file holds a run of installments, and nothing else."""
    begin, end = run
    season, last = title.places[end - 1]
    ends = [(it[0], length.file_end) for it, length in zip(title.places, title.lengths, strict=False)]
    return ends[begin:end] == [(season, last)] * (end - begin) and ends[begin - 1 : begin] != [(season, last)]


def _run(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    if extent.is_backward:
        turned = extent._replace(first=extent.last, last=extent.first)
        said, offer = (
            as_typed(it) if is_renumbered(title, it) else written(it, title.words) for it in (extent, turned)
        )
        return Wrong(f'"{said}" of "{word}" ends before it begins', (f" {offer}",))
    if extent.unit == "season":
        return _part_or_page(title, extent, word) or _seasons(title, extent, word)
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
    offers = tuple(f" {written(it, title.words)}" for it in (_as_seasons(extent), _as_episodes(title, extent)))
    kind = title.words.kind
    return Wrong(f'"{written(extent)}" of "{word}" could be {kind.part}s or {kind.installment}s', offers)


def _part_or_page(title: TitleInstallments, extent: Extent, word: str) -> Wrong | None:
    """What is wrong with a lone "p2", which could be a part or a page; None of any other extent."""
    if "p" not in extent.part_words or not (title.words.is_parted or title.editions):
        return None
    pages = (extent.first[0], extent.last[0])
    page = Extent("page", (0, pages[1]), (0, pages[1]))
    offers = [f" {written(Extent(*extent[:3]), title.words)}"] if title.words.is_parted else []
    offers += [f" {written(page._replace(edition=it.name))}" for it in title.editions]
    kind = title.words.kind
    part = f"{kind.part} {pages[0]}" if extent.is_one else f"{kind.part}s {pages[0]}-{pages[1]}"
    return Wrong(f'"{as_typed(extent)}" of "{word}" could be {part} or page {pages[1]}', tuple(offers))


def _seasons(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    (first, _), (last, _) = extent.first, extent.last
    is_there = title.seasons if title.words.is_parted and not title.is_single else ()
    for season in (first, last):
        if season not in is_there:
            return Wrong(f'"{word}" has no {title.words.kind.part} {season}{_known_seasons(title)}')
    gap = next((season for season in range(first, last + 1) if season not in title.seasons), None)
    if gap is not None:
        return Wrong(f'"{word}" has no {title.words.kind.part} {gap}{_known_seasons(title)}')
    return title.seasons[first][0], title.seasons[last][1]


def _known_seasons(title: TitleInstallments) -> str:
    seasons, part = [season for season in sorted(title.seasons) if season], title.words.kind.part
    if not seasons or title.is_single:
        return ""
    if not title.words.is_parted:
        return f"; it has no {part}s"
    if len(seasons) == 1:
        return f"; it has {part} {seasons[0]}"
    whole = seasons[-1] - seasons[0] == len(seasons) - 1
    return f"; it has {part}s {seasons[0]} to {seasons[-1]}" if whole else ""


def _installments(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    for place in (extent.first, extent.last):
        if title.at(place) is None or title.is_single:
            return _no_installment(title, place, word)
    return title.at(extent.first) or 0, (title.at(extent.last) or 0) + 1


def _no_installment(title: TitleInstallments, place: tuple[int, int], word: str) -> Wrong:
    season, number = place
    what = f'"{word}" has no {title.words.installment(*place)}'
    if season in title.seasons and not title.is_single:
        begin, end = title.seasons[season]
        first_number, last_number = title.places[begin][1], title.places[end - 1][1]
        # A part that is named already is not named again.
        words = title.words if title.words.kind.is_compact else title.words._replace(is_parted=False)
        where = f"{title.words.kind.part} {season}" if title.words.is_parted else "it"
        if order_of(number) < order_of(first_number) and title.runs_on:
            return Wrong(f"{what}; {where} begins with {words.installment(season, first_number)}")
        return Wrong(f"{what}; {where} ends with {words.installment(season, last_number)}")
    return Wrong(f"{what}{_known_seasons(title)}")


def _as_seasons(extent: Extent) -> Extent:
    return Extent("season", (extent.first[1], 0), (extent.last[1], 0))


def _as_episodes(title: TitleInstallments, extent: Extent) -> Extent:
    season = title.first_season or 0
    return Extent("installment", (season, extent.first[1]), (season, extent.last[1]))


def _numbered(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    """Installments without a part: those of the first one, as both counts, by part and of the whole, agree there; or
    wherever they are, where the numbers run on from part to part."""
    if title.first_season is None:
        return Wrong(f'"{word}" has no {title.words.kind.installment} {written_number(extent.first[1])}')
    meant = _as_episodes(title, extent)
    found = _installments(title, meant, word)
    if isinstance(found, Wrong) and len(title.seasons) > 1:
        on = [at for number in (extent.first[1], extent.last[1]) if (at := title.running(number)) is not None]
        if len(on) == 2:
            return on[0], on[1] + 1
        if title.runs_on:
            last = title.words.installment(*title.places[-1])
            own = title.words.kind.installment
            return Wrong(f'"{word}" has no {own} {written_number(extent.last[1])}; it ends with {last}')
        return _of_which_part(title, extent, word)
    return found


def _of_which_part(title: TitleInstallments, extent: Extent, word: str) -> Wrong:
    """What is wrong with installments without a part that the first part has not: another one has them, or none has."""
    own, numbers = title.words.kind.installment, (extent.first[1], extent.last[1])
    for number in numbers:
        if not any(title.at((season, number)) is not None for season in title.seasons):
            return Wrong(f'no {title.words.kind.part} of "{word}" has {a(own)} {written_number(number)}')
    there = [it for it in title.seasons if all(title.at((it, number)) is not None for number in numbers)]
    offers = tuple(f" {title.words.installments(season, *numbers)}" for season in there)
    return Wrong(f'"{written(extent, title.words)}" of "{word}": of which {title.words.kind.part}?', offers)
