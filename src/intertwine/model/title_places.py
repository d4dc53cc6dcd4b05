"""What a place in a title comes to: runs of its installments, or what is wrong with it."""

from intertwine.model.extent import Extent, Place, after_name, written
from intertwine.model.message import a_word_for, message, past_for, word_for
from intertwine.model.numbers import written_number
from intertwine.model.sentinels import END
from intertwine.model.times import nearest_time, read_time
from intertwine.model.title import Run, TitleInstallments
from intertwine.model.title_numberings import numbering_of
from intertwine.model.title_runs import runs_of
from intertwine.model.title_shares import beyond_main_cut, passed_until, share_within
from intertwine.model.title_span import TitleSpan, Wrong, counted, lacks, with_more


def span(title: TitleInstallments, place: Place, word: str, *, partly: bool = False) -> TitleSpan | Wrong:
    """The installments that `place` means in `title`, which is called `word`. An installment with several numbers in
    another numbering is meant by all of them together; with `partly`, by each of them."""
    if place.extents and (until := place.extents[0]).unit in ("share", "page"):
        needs = message('"@%(time)s" needs an episode', time=place.time)
        return Wrong(needs) if place.time else passed_until(title, until, word)
    for extent in place.extents:
        unfit = _unfit(title, extent, word)
        if unfit is not None:
            return unfit
    if len(place.extents) > 1 and place.extents[-1].unit == "share":
        within = runs_of(title, place.extents[0], word, partly)
        if isinstance(within, Wrong):  # what is offered for all of the place is more than the share of it
            return Wrong(within.message, is_name=within.is_name)
        return share_within(title, place, within[0], word)
    seconds = END
    if place.time:
        seconds = read_time(place.time) or 0
        if read_time(place.time) is None:
            near = nearest_time(place.time)
            offers = (after_name(place._replace(time=near), title.words),) if near else ()
            wrong = message('"%(time)s" is not a time', time=place.time)
            return Wrong(wrong if near else with_more(wrong, message("write HH:MM:SS")), offers)
        if not (place.extents[-1].unit != "season" if place.extents else title.is_single):
            offers = (f" {title.words.installment(title.first_season, 1)}@{place.time}",) if title.first_season else ()
            own = a_word_for(title.words.kind.installment)
            return Wrong(
                message(
                    '"@%(time)s" needs %(installment)s of "%(title)s" before it',
                    time=place.time,
                    installment=own,
                    title=word,
                ),
                offers,
            )
        if place.extents and place.extents[-1].is_file:
            kind, said = title.words.kind, written(place.extents[-1], title.words)
            counts = message(
                '"%(place)s" of "%(title)s" counts as %(past)s at its end alone: a file does not say where in it each '
                "%(installment)s ends",
                place=said, title=word, past=past_for(kind.past), installment=word_for(kind.installment),
            )  # fmt: skip
            return Wrong(counts, (f" {said}",))
        if (beyond := beyond_main_cut(title, seconds, word)) is not None:
            return beyond
    if not place.extents:
        return TitleSpan(title, ((0, len(title.places)),), seconds)
    runs: list[Run] = []
    for extent in place.extents:
        found = runs_of(title, extent, word, partly)
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


def _unfit(title: TitleInstallments, extent: Extent, word: str) -> Wrong | None:
    """What is wrong with an extent whose words do not fit this title's kind; None where they do."""
    if not extent.words:
        return None
    kind = title.words.kind
    for words, part, number in ((extent.part_words, True, extent.first[0]), (extent.own_words, False, extent.first[1])):
        for it in words:
            if title.is_single or not (kind.takes(it, part=part) or numbering_of(title, extent)):
                offers = () if title.is_single else (f" {written(Extent(*extent[:3]), title.words)}",)
                return lacks(word, counted(it), extent.edition or written_number(number), offers=offers)
    return None
