"""What is offered instead of a place in a title that is not understood. It is never more than was meant: of what may
leave its end out ("until chapter 3") both are offered, and of what leaves something out ("except chapter 3") the
rest."""

from collections.abc import Collection, Iterator, Sequence

from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_outcomes import Understood
from intertwine.gate.progress_reading import Failure
from intertwine.gate.progress_terms import terms
from intertwine.gate.progress_writing import runs
from intertwine.gate.timetable import Title
from intertwine.model.extent import Extent, Place, after_name
from intertwine.model.nearest_extents import nearest_extents
from intertwine.model.numbers import order_of, place_order
from intertwine.model.place_words import AN_INSTALLMENT, BEFORE, EXCEPT, OPEN_PART, PAGE_BEHIND, UNTIL
from intertwine.model.positions import read_extents
from intertwine.model.progress import UnknownProgressError
from intertwine.model.sentinels import END
from intertwine.model.title_kind import PLAIN
from intertwine.model.title_numberings import is_renumbered

_MOST_RUNS = 4


def right(reader: TermReader, failure: Failure, offers: Collection[str]) -> list[str]:
    """Those of `offers` that `reader` understands, by what was known where the `failure` was."""
    found = []
    for offer in offers:
        try:
            understood = [reader.outcome(term, failure.known, None) for term in terms(offer)]
        except UnknownProgressError:
            continue
        if understood and all(isinstance(it, Understood) for it in understood):
            found.append(offer)
    return found


def offers_behind(reader: TermReader, failure: Failure, title: Title | None, name: str, rest: str) -> tuple[str, ...]:
    """What to write instead of `rest`, which is no place, behind the `name` of a `title` (None: of several). `reader`
    must understand it, by what was known where the `failure` was."""
    head = "told " if any(it.told for it in failure.term.meanings) else ""
    if not BEFORE.match(rest) and (m := EXCEPT.search(rest)) is not None:
        if title is None or title.is_single:
            return ()
        found = [_rest(reader, failure, title, name, (rest[: m.start()].rstrip(" ,("), rest[m.end() :].rstrip(")")))]
        groups = [[", ".join(f"{head}{name} {run}" for run in left)] for left in found if left]
    else:
        places = _places(title, rest)
        groups = [[f"{head}{name}{place}" for place in group] for group in places]
    return tuple(it for group in groups for it in right(reader, failure, group)[:1])


def _places(title: Title | None, rest: str) -> Iterator[list[str]]:
    """The places that `rest` may mean; of each, the ways to write it, the likeliest first."""
    before = BEFORE.match(rest)
    until = before or UNTIL.match(rest)
    said = rest[until.end() :] if until else rest
    if page := PAGE_BEHIND.fullmatch(said):
        yield [f" page {page[2]} of {page[1]}"]
        return
    extents = (until and read_extents(said)) or nearest_extents(said)
    if not extents:
        return
    words = title.words if title and not title.is_single else PLAIN
    listed = title.places if title else ()
    is_other = title is not None and any(is_renumbered(title, it) for it in extents)
    if until and len(extents) == 1 and extents[0].is_one:
        last = extents[0]
        ends = [_one_less(last) if is_other else _before(last, listed), *([] if before else [last])]
        for end in filter(None, ends):
            place = _from_one(end) if is_other and not end.edition else _up_to(end, listed)
            yield [after_name(Place((it,)), PLAIN if is_other else words) for it in dict.fromkeys((place, end))][
                : 1 + (is_other and end is last)
            ]
    elif not before:
        yield [after_name(Place(extents), PLAIN if is_other else words)]


def _from_one(extent: Extent) -> Extent:
    """All numbers of another numbering from 1 to the last of an `extent`."""
    return extent._replace(first=(1, 0) if extent.unit == "season" else (0, 1))


def _one_less(last: Extent) -> Extent | None:
    """The number before `last`, in another numbering; None where it has none."""
    if last.edition or last.first in ((1, 0), (0, 1)) or last.unit == "installment":
        return None
    season, number = last.first
    place = (season - 1, 0) if last.unit == "season" else (0, number - 1)
    return last._replace(first=place, last=place)


def _up_to(last: Extent, places: Sequence[tuple[int, int]]) -> Extent:
    """All up to and with `last`, one part or installment of a title that lists these `places`; without specials."""
    if last.unit in ("number", "bare"):
        return last._replace(first=(0, 1))
    first = next((place for place in places if place[0]), last.first)
    if last.unit not in ("season", "installment") or first > last.first:
        return last
    return last._replace(first=first if last.unit == "installment" else (first[0], 0))


def _before(last: Extent, places: Sequence[tuple[int, int]]) -> Extent | None:
    """The part or installment before `last` in a title that lists these `places`; None where there is none."""
    listed = [place for place in places if place[0]]
    if last.unit == "season":
        found = [(season, 0) for season, _ in listed if season < last.first[0]]
    elif last.unit == "installment":
        found = [place for place in listed if place_order(place) < place_order(last.first)]
    elif last.unit in ("number", "bare"):
        own = [number for _, number in listed]
        if len(set(own)) < len(own):  # each part counts from 1, so that a number alone is one of the first part
            first = min(season for season, _ in listed)
            own = [number for season, number in listed if season == first]
        found = [(0, number) for number in own if order_of(number) < order_of(last.first[1])]
    else:
        return None
    if not found:
        return None
    place = max(found, key=place_order)
    return last._replace(first=place, last=place)


def _rest(reader: TermReader, failure: Failure, title: Title, name: str, said: tuple[str, str]) -> list[str]:
    """The runs of a `title` that stay of what is said before an "except" without what is said behind it; none where
    that cannot be told, or are many."""
    before, behind = said
    if any(it.unit in ("share", "page") for it in read_extents(behind) or ()):
        return []  # the rest would be the end, and nobody leaves out the beginning
    within = f"{before} {behind}" if OPEN_PART.search(before) and AN_INSTALLMENT.match(behind) else behind
    kept = _passed(reader, failure, title, f"{name} {before}".rstrip())
    gone = _passed(reader, failure, title, f"{name} {within}") if behind else None
    if not kept or not gone:
        return []
    found = list(runs(title, {title.places[at]: END for at in kept - gone}))
    return found if len(found) <= _MOST_RUNS else []


def _passed(reader: TermReader, failure: Failure, title: Title, text: str) -> set[int]:
    """Which of the places of a `title` are passed to their end by a `text` that says nothing else; else none."""
    found: set[int] = set()
    try:
        outcomes = [reader.outcome(term, failure.known, None) for term in terms(text)]
    except UnknownProgressError:
        return found
    for it in outcomes:
        if not isinstance(it, Understood):
            return set()
        for effect in it.effects:
            if effect.keyword or effect.span is None or effect.span.title is not title or effect.span.seconds != END:
                return set()
            found.update(at for first, end in effect.span.runs for at in range(first, end))
    return found
