"""Places in a title that are written in another numbering of it: absolute, of discs, of collected volumes."""

from collections.abc import Collection, Iterable, Iterator

from intertwine.model.extent import Extent, as_typed
from intertwine.model.message import message, past_for, words_for
from intertwine.model.numbers import is_between, written_number
from intertwine.model.place_words import NUMBERINGS, singular
from intertwine.model.title import NumberedPlaces, Run, TitleInstallments
from intertwine.model.title_span import Wrong, backward, counted, lacks

_MOST = 10_000
"""Numbers of another numbering in one run."""


def numbering_of(title: TitleInstallments, extent: Extent) -> NumberedPlaces | None:
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
    return bool(extent.words) and numbering_of(title, extent) is not None


def nearest_number(title: TitleInstallments, extent: Extent) -> Extent | None:
    """An extent with the nearest number that its numbering of `title` has; None where it is in none."""
    found = numbering_of(title, extent) if extent.words else None
    whole = [int(value) for value in (found.places if found else ()) if value.isdecimal()]
    if not whole:
        return None
    at = 0 if extent.unit == "season" else 1
    near = min((it for it in whole if it >= extent.first[at]), default=max(whole))  # late is safe
    place = (near, 0) if extent.unit == "season" else (0, near)
    return extent._replace(first=place, last=place, edition="")


def renumbered(
    title: TitleInstallments, extent: Extent, its: NumberedPlaces, word: str, partly: bool
) -> tuple[Run, ...] | Wrong:
    """The runs of installments of `title` that have the numbers of `extent` in `its` numbering: all of a disc, where
    their numbers are of its tracks. What has no number, and stands between two that have, is in none of the runs.
    `word` and `partly` are those of `span`."""
    at, said, own = 0 if extent.unit == "season" else 1, as_typed(extent), title.words.kind.installment
    wanted = range(extent.first[at], min(extent.last[at], extent.first[at] + _MOST) + 1)
    values = _of_pairs(extent.edition, its) if extent.edition else tuple(map(written_number, wanted))
    if not values:
        return backward(said, word)
    found: set[int] = set()
    for value in values:
        if value not in its.places:
            return lacks(word, counted(extent.words[0]), value)
        if not _stand_together(title, its.places[value]):
            return _apart(f"{singular(extent.words[0])} {value}", word, own)
        found.update(its.places[value])
    if not found or not _stand_together(title, found):
        return _apart(said, word, own)
    known = frozenset(values)
    whole = [
        place
        for place in sorted(found)
        if partly or all(it in known or it.partition(".")[0] in known for it in its.numbers[place])
    ]
    if not whole:
        several = ", ".join(title.words.installment(*title.places[place]) for place in sorted(found))
        return Wrong(message(
            '"%(place)s" of "%(title)s" is only a part of %(several)s; name the %(installments)s that you have '
            "%(past)s to their end",
            place=said, title=word, several=several, installments=words_for(own), past=past_for(title.words.kind.past),
        ))  # fmt: skip
    return tuple(_as_runs(whole))


def _apart(said: str, title: str, own: str) -> Wrong:
    return Wrong(message(
        '"%(place)s" of "%(title)s" are %(installments)s that do not stand together; name each of them',
        place=said, title=title, installments=words_for(own),
    ))  # fmt: skip


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
