"""How much of a title somebody has passed who says it as a share of the whole, or as a page of an edition.

An installment counts as passed only where it certainly was: too late is safe, too early is a spoiler. A length that is
only about so much may be a tenth more or less. What has no known length may be of any. How a file that holds several
installments shares its length among them is not known, so that each of them is passed at the file's end.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from intertwine.model.extent import Extent, Place, after_name, written
from intertwine.model.frozen import remember
from intertwine.model.message import a_word_for, message, past_for, word_for, words_for
from intertwine.model.numbers import is_between
from intertwine.model.times import write_time
from intertwine.model.title import ListedLength, Run, TitleCut, TitleEdition, TitleInstallments
from intertwine.model.title_span import TitleSpan, Wrong
from intertwine.model.words import fold

_WHOLE = 10_000
"""Hundredths of a percent of the whole title."""
_EXACT, _LESS, _MORE = 10, 9, 11
"""By how many tenths lengths count."""
_MINUTE = 60


class _Bounds(NamedTuple):
    """The least and the greatest length of something; None where there is no greatest."""

    least: int
    greatest: int | None


def passed_until(title: TitleInstallments, until: Extent, word: str) -> TitleSpan | Wrong:
    """What of `title`, which is called `word`, is passed by somebody who says `until`, a share or a page. It is wrong
    where that is nothing for sure, but for 0, which says so."""
    if not title.places:
        return Wrong(message('"%(title)s" lists nothing yet', title=word))
    found = _until_page(title, until, word) if until.unit == "page" else _until(title, until, word)
    if isinstance(found, Wrong) or not until.first[1] or any(end > begin for begin, end in found.runs):
        return found
    kind = title.words.kind
    return Wrong(message(
        'at %(place)s of "%(title)s" no %(installment)s is certainly %(past)s to its end; '
        "name the %(installments)s that you have %(past)s instead",
        place=written(until), title=word, installment=word_for(kind.installment),
        installments=words_for(kind.installment), past=past_for(kind.past),
    ))  # fmt: skip


def share_within(title: TitleInstallments, place: Place, within: Run, word: str) -> Wrong:
    """Why a share of something `within` a `title` that is called `word`, as `place` has it, says nothing: nobody knows
    whether it is meant of that or of the whole. Of a part, what is offered is passed either way; of an installment, it
    is a time in it."""
    share, (begin, end), kind = place.extents[-1].first[1], within, title.words.kind
    of_part = place.extents[0].unit == "season"
    offers: tuple[str, ...] = ()
    if share <= _WHOLE and of_part and not title.is_single:
        needed = _with_files(title, within, [*_needed(_all_bounds(title, exact=True)[begin:end])])
        passed = begin + bisect_right(needed, at_least(share))
        whole = _up_to(title, _count(title, at_least(share), exact=True)).runs[0][1]
        part, first = title.places[begin]
        last = min(passed, whole, title.seasons[part][1]) - 1
        if last >= begin:
            offers = (f" {title.words.installments(part, first, title.places[last][1])}",)
    elif share <= _WHOLE and end - begin == 1 and kind.counted_in == "minutes" and title.lengths:
        length = title.lengths[begin]
        seconds = 0 if length.file_end else _seconds(length, at_least(share))
        offers = (f" {title.words.installment(*title.places[begin])}@{write_time(seconds)}",) if seconds else ()
    said = message(
        '"%(place)s" of "%(title)s": a share is of the whole, and not of %(what)s',
        place=after_name(place, title.words).strip(), title=word,
        what=a_word_for(kind.part if of_part else kind.installment),
    )  # fmt: skip
    if not offers:
        said = message(
            "%(said)s; name the last %(installment)s that you have %(past)s to its end",
            said=said, installment=word_for(kind.installment), past=past_for(kind.past),
        )  # fmt: skip
    return Wrong(said, offers)


def _until(title: TitleInstallments, until: Extent, word: str) -> TitleSpan | Wrong:
    share = until.first[1]
    if share > _WHOLE:
        said = message('"%(place)s" of "%(title)s" is more than all of it', place=written(until), title=word)
        return Wrong(said, (" 100%",))
    return _until_share(title, at_least(share), word, exact=True)


def at_least(share: int) -> int:
    """The least that may have been read of what a device shows as `share`: it may have rounded up the last digit."""
    if share == _WHOLE:
        return share
    step = 100 if share % 100 == 0 else 10 if share % 10 == 0 else 1
    return max(0, share - step // 2)


def _until_share(title: TitleInstallments, share: int, word: str, *, exact: bool) -> TitleSpan | Wrong:
    """Without `exact`, even exact lengths count as about so much."""
    if share == _WHOLE:
        return TitleSpan(title, ((0, len(title.places)),))
    if title.is_single:
        return _in_single(title, share, word)
    return _up_to(title, _count(title, share, exact=exact))


def _up_to(title: TitleInstallments, end: int) -> TitleSpan:
    """All before a place, without the specials: nobody knows when somebody sees these."""
    begin = title.seasons[0][1] if 0 in title.seasons and len(title.seasons) > 1 else 0
    return TitleSpan(title, ((begin, max(begin, end)),))


def _in_single(title: TitleInstallments, share: int, word: str) -> TitleSpan | Wrong:
    """So much of a title that is one installment. Only what is counted in minutes has places within it."""
    known, kind = title.lengths[0] if title.lengths else None, title.words.kind
    if kind.counted_in != "minutes":
        return Wrong(
            message(
                '"%(title)s" counts as %(past)s only at its end, so that a share of it says nothing',
                title=word,
                past=past_for(kind.past),
            )
        )
    if known is None or not known.units:
        return Wrong(message('how long "%(title)s" is, is not known, so that a share of it says nothing', title=word))
    seconds = min([_seconds(known, share), *(in_cut(known, cut, share) for cut in title.cuts)])
    if title.cuts and share and not seconds:
        return Wrong(message(
            '"%(title)s" has several cuts: at so little of one, nothing of the others is certainly passed', title=word
        ))  # fmt: skip
    return TitleSpan(title, ((0, 1),), seconds)


def beyond_main_cut(title: TitleInstallments, seconds: int, word: str) -> Wrong | None:
    """What is wrong with a time of so many `seconds` that the main cut of `title`, a film called `word` which has other
    cuts too, cannot have: it is one of a longer cut. None where nothing is. What is offered is certainly passed by then
    in each longer cut."""
    known = title.lengths[0] if title.lengths else None
    if not title.cuts or known is None or not known.units or seconds <= _ends(known)[1]:
        return None
    safe = min([_ends(known)[0], *(in_cut(known, cut, None, seconds) for cut in title.cuts if cut.units > known.units)])
    said = message(
        '"%(time)s" is later than the main cut of "%(title)s" lasts, and times are those of that cut',
        time=write_time(seconds), title=word,
    )  # fmt: skip
    return Wrong(said, (f"@{write_time(safe)}",))


def in_cut(main: ListedLength, cut: TitleCut, share: int | None, time: int = 0) -> int:
    """The second of the `main` cut of a film that somebody has certainly passed who has seen a `share` of another `cut`
    (None: up to its second `time`). Scenes may have been put in anywhere, or left out."""
    least, greatest = _ends(main)
    own_least, own_greatest = _ends(ListedLength(cut.units, cut.about))
    passed = own_least * share // _WHOLE if share is not None else time
    found = [passed] if own_least <= greatest else []
    if own_greatest > least:
        left = -(-own_greatest * (_WHOLE - share) // _WHOLE) if share is not None else max(0, own_greatest - time)
        found.append(least - left)
    return max(0, min(*found, least)) if found else 0


def _ends(length: ListedLength) -> tuple[int, int]:
    """The least and the greatest seconds that a length in minutes is."""
    if length.about:
        return length.units * _MINUTE * _LESS // _EXACT, length.units * _MINUTE * _MORE // _EXACT
    return max(0, length.units * _MINUTE - _MINUTE // 2), length.units * _MINUTE + _MINUTE // 2


def _seconds(known: ListedLength, share: int) -> int:
    """The least second that so much of a length in minutes is."""
    least = known.units * _MINUTE * (_LESS if known.about else _EXACT) // _EXACT - (0 if known.about else _MINUTE // 2)
    return max(least, 0) * share // _WHOLE


def _count(title: TitleInstallments, share: int, *, exact: bool) -> int:
    """How many installments are certainly passed."""
    known = f"shares {exact}"
    if known not in title.memo:
        whole, needed = (0, len(title.places)), [*_needed(_all_bounds(title, exact=exact))]
        remember(title.memo, known, tuple(_with_files(title, whole, needed)))
    return bisect_right(title.memo[known], share)


def _needed(bounds: list[_Bounds]) -> Iterator[int]:
    """The least share that certainly passes each installment, in hundredths of a percent, up to the first that none
    does. They ascend."""
    after, before = sum(it.least for it in bounds), 0
    for it in bounds:
        if it.greatest is None:
            return
        before, after = before + it.greatest, after - it.least
        yield -(-before * _WHOLE // (before + after))


def _with_files(title: TitleInstallments, within: Run, needed: list[int]) -> list[int]:
    """What `_needed` says of the installments `within` a title, with that of the last one of a file for all of it."""
    begin, _ = within
    for at, length in enumerate(title.lengths[begin : begin + len(needed)]):
        if length.file_end:
            end = title.at((title.places[begin + at][0], length.file_end))
            if end is None or end - begin >= len(needed):
                return needed[:at]
            needed[at] = needed[end - begin]
    return list(accumulate(needed, max))


def _all_bounds(title: TitleInstallments, *, exact: bool) -> list[_Bounds]:
    """The length of each installment, together with what is not listed before it."""
    found = []
    before: tuple[int, int] | None = None
    for place, length in zip(title.places, title.lengths or [None] * len(title.places), strict=True):
        if length is None or not length.units or _is_gap(title, before, place):
            found.append(_Bounds(0 if length is None else length.units * _LESS, None))
        elif length.about or not exact:
            found.append(_Bounds(length.units * _LESS, length.units * _MORE))
        else:
            found.append(_Bounds(length.units * _EXACT, length.units * _EXACT))
        before = before if is_between(place[1]) else place
    return found


def _is_gap(title: TitleInstallments, before: tuple[int, int] | None, place: tuple[int, int]) -> bool:
    """Whether something may be missing in the listing between two neighbours."""
    part, number = place
    if is_between(number):
        return False
    if before is None:
        return part > 1 or number > 1
    if part == before[0]:
        return number > before[1] + 1
    if not before[0]:  # what is in part 0 may have no end
        return number > 1
    runs_on = number == before[1] + 1
    return part > before[0] + 1 or not (number <= 1 or runs_on) or not title.is_whole(before[0])


def _until_page(title: TitleInstallments, until: Extent, word: str) -> TitleSpan | Wrong:
    edition = _edition(title, until, word)
    if isinstance(edition, Wrong):
        return edition
    page = until.first[1]
    if page > edition.pages:
        last = until._replace(first=(0, edition.pages), edition=edition.name)
        said = message(
            '"%(place)s" of "%(title)s": "%(edition)s" has %(pages)s pages',
            place=written(until), title=word, edition=edition.name, pages=edition.pages,
        )  # fmt: skip
        return Wrong(said, (f" {written(last)}",))
    if edition.starts:
        # All before an installment that began on an earlier page is passed.
        begun = bisect_left(edition.starts, (page, 0))
        return _up_to(title, edition.starts[begun - 1][1] if begun else 0)
    return _until_share(title, (page - 1) * _WHOLE // edition.pages if page else 0, word, exact=False)


def _edition(title: TitleInstallments, until: Extent, word: str) -> TitleEdition | Wrong:
    known = title.editions
    if until.edition:
        named = {fold(until.edition)}  # perhaps behind the title's name: "of Emma (Penguin)"
        if until.edition.casefold().startswith(word.casefold()) and until.edition.endswith(")"):
            named.add(fold(until.edition[len(word) :].strip(" ()")))
        found = [it for it in known if fold(it.name) in named]
    else:
        found = list(known)
    if len(found) == 1:
        return found[0]
    offers = tuple(f" {written(until._replace(edition=it.name))}" for it in known)
    if not known:
        return Wrong(message(
            '"%(title)s" declares no edition, so that a page says nothing; say it as a share ("45%%")', title=word
        ))  # fmt: skip
    if until.edition:
        return Wrong(message(
            '"%(title)s" declares no edition "%(edition)s", but %(editions)s',
            title=word, edition=until.edition, editions=", ".join(f'"{it.name}"' for it in known),
        ), offers)  # fmt: skip
    return Wrong(message('"%(place)s" of "%(title)s": of which edition?', place=written(until), title=word), offers)
