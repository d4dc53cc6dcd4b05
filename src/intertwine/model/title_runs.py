"""The runs of a title's installments that one place in it comes to: parts, installments, files."""

from intertwine.model.extent import Extent, as_run, as_typed, written
from intertwine.model.message import NamedInstallment, a_word_for, message, word_for, words_for
from intertwine.model.numbers import order_of, written_number
from intertwine.model.title import Run, TitleInstallments
from intertwine.model.title_numberings import is_renumbered, numbering_of, renumbered
from intertwine.model.title_span import Wrong, backward, lacks, with_more


def runs_of(title: TitleInstallments, extent: Extent, word: str, partly: bool) -> tuple[Run, ...] | Wrong:
    """The runs that `extent` comes to in `title`, which is called `word`; `partly` is that of `span`."""
    if extent.is_file:
        return _file(title, extent, word)
    if not extent.is_backward and extent.words and (numbers := numbering_of(title, extent)) is not None:
        return renumbered(title, extent, numbers, word, partly)
    found = _run(title, extent, word)
    return found if isinstance(found, Wrong) else (found,)


def _file(title: TitleInstallments, extent: Extent, word: str) -> tuple[Run, ...] | Wrong:
    """The installments of a file that holds just these."""
    run = as_run(extent)
    found = runs_of(title, run, word, partly=False)
    if isinstance(found, Wrong) or (not is_renumbered(title, extent) and any(_is_file(title, it) for it in found)):
        return found
    own, typed = title.words.kind.installment, is_renumbered(title, extent)
    said, several, first = (
        as_typed(it) if typed else written(it, title.words) for it in (extent, run, run._replace(last=run.first))
    )
    holds = message(
        '"%(place)s" of "%(title)s": no file holds just these %(installments)s',
        place=said, title=word, installments=words_for(own),
    )  # fmt: skip
    return Wrong(holds, (f" {several}", f" {first}"))


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
        return backward(said, word, (f" {offer}",))
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
    said = message(
        '"%(place)s" of "%(title)s" could be %(parts)s or %(installments)s',
        place=written(extent), title=word, parts=words_for(kind.part), installments=words_for(kind.installment),
    )  # fmt: skip
    return Wrong(said, offers)


def _part_or_page(title: TitleInstallments, extent: Extent, word: str) -> Wrong | None:
    """What is wrong with a lone "p2", which could be a part or a page; None of any other extent."""
    if "p" not in extent.part_words or not (title.words.is_parted or title.editions):
        return None
    pages = (extent.first[0], extent.last[0])
    page = Extent("page", (0, pages[1]), (0, pages[1]))
    offers = [f" {written(Extent(*extent[:3]), title.words)}"] if title.words.is_parted else []
    offers += [f" {written(page._replace(edition=it.name))}" for it in title.editions]
    part, numbers = title.words.kind.part, str(pages[0]) if extent.is_one else f"{pages[0]}-{pages[1]}"
    said = message(
        '"%(place)s" of "%(title)s" could be %(part)s %(numbers)s or page %(page)s',
        place=as_typed(extent), title=word, part=word_for(part) if extent.is_one else words_for(part),
        numbers=numbers, page=pages[1],
    )  # fmt: skip
    return Wrong(said, tuple(offers))


def _seasons(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    (first, _), (last, _) = extent.first, extent.last
    is_there = title.seasons if title.words.is_parted and not title.is_single else ()
    for season in (first, last):
        if season not in is_there:
            return lacks(word, title.words.kind.part, season, _known_seasons(title))
    gap = next((season for season in range(first, last + 1) if season not in title.seasons), None)
    if gap is not None:
        return lacks(word, title.words.kind.part, gap, _known_seasons(title))
    return title.seasons[first][0], title.seasons[last][1]


def _known_seasons(title: TitleInstallments) -> str:
    """Which parts a title has, where a run of numbers says it; else ""."""
    seasons, part = [season for season in sorted(title.seasons) if season], title.words.kind.part
    if not seasons or title.is_single:
        return ""
    if not title.words.is_parted:
        return message("it has no %(parts)s", parts=words_for(part))
    if len(seasons) == 1:
        return message("it has %(part)s %(number)s", part=word_for(part), number=seasons[0])
    if seasons[-1] - seasons[0] != len(seasons) - 1:
        return ""
    return message("it has %(parts)s %(first)s to %(last)s", parts=words_for(part), first=seasons[0], last=seasons[-1])


def _installments(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    for place in (extent.first, extent.last):
        if title.at(place) is None or title.is_single:
            return _no_installment(title, place, word)
    return title.at(extent.first) or 0, (title.at(extent.last) or 0) + 1


def _no_installment(title: TitleInstallments, place: tuple[int, int], word: str) -> Wrong:
    season, number = place
    what = message('"%(title)s" has no %(place)s', title=word, place=NamedInstallment(title.words, place))
    if season in title.seasons and not title.is_single:
        begin, end = title.seasons[season]
        first_number, last_number = title.places[begin][1], title.places[end - 1][1]
        # A part that is named already is not named again.
        words = title.words if title.words.kind.is_compact else title.words._replace(is_parted=False)
        first, last = (NamedInstallment(words, (season, it)) for it in (first_number, last_number))
        is_before = order_of(number) < order_of(first_number) and title.runs_on
        if not title.words.is_parted:
            begins = message("it begins with %(first)s", first=first)
            return Wrong(with_more(what, begins if is_before else message("it ends with %(last)s", last=last)))
        part = word_for(title.words.kind.part)
        ends = message("%(part)s %(number)s ends with %(last)s", part=part, number=season, last=last)
        if is_before:
            ends = message("%(part)s %(number)s begins with %(first)s", part=part, number=season, first=first)
        return Wrong(with_more(what, ends))
    return Wrong(with_more(what, _known_seasons(title)))


def _as_seasons(extent: Extent) -> Extent:
    return Extent("season", (extent.first[1], 0), (extent.last[1], 0))


def _as_episodes(title: TitleInstallments, extent: Extent) -> Extent:
    season = title.first_season or 0
    return Extent("installment", (season, extent.first[1]), (season, extent.last[1]))


def _numbered(title: TitleInstallments, extent: Extent, word: str) -> Run | Wrong:
    """Installments without a part: those of the first one, as both counts, by part and of the whole, agree there; or
    wherever they are, where the numbers run on from part to part."""
    if title.first_season is None:
        return lacks(word, title.words.kind.installment, written_number(extent.first[1]))
    meant = _as_episodes(title, extent)
    found = _installments(title, meant, word)
    if isinstance(found, Wrong) and len(title.seasons) > 1:
        on = [at for number in (extent.first[1], extent.last[1]) if (at := title.running(number)) is not None]
        if len(on) == 2:
            return on[0], on[1] + 1
        if title.runs_on:
            ends = message("it ends with %(last)s", last=NamedInstallment(title.words, title.places[-1]))
            return lacks(word, title.words.kind.installment, written_number(extent.last[1]), ends)
        return _of_which_part(title, extent, word)
    return found


def _of_which_part(title: TitleInstallments, extent: Extent, word: str) -> Wrong:
    """What is wrong with installments without a part that the first part has not: another one has them, or none has."""
    own, numbers = title.words.kind.installment, (extent.first[1], extent.last[1])
    for number in numbers:
        if not any(title.at((season, number)) is not None for season in title.seasons):
            return Wrong(message(
                'no %(part)s of "%(title)s" has %(installment)s %(number)s',
                part=word_for(title.words.kind.part), title=word, installment=a_word_for(own),
                number=written_number(number),
            ))  # fmt: skip
    there = [it for it in title.seasons if all(title.at((it, number)) is not None for number in numbers)]
    offers = tuple(f" {title.words.installments(season, *numbers)}" for season in there)
    said = message(
        '"%(place)s" of "%(title)s": of which %(part)s?',
        place=written(extent, title.words), title=word, part=word_for(title.words.kind.part),
    )  # fmt: skip
    return Wrong(said, offers)
