"""What "before" a place in a title comes to, in a viewing order."""

from collections.abc import Collection
from itertools import chain

import numpy as np

from intertwine.gate.order_places import RELEASE, OrderPlaces
from intertwine.gate.progress_explicit import explicit, in_order
from intertwine.gate.progress_outcomes import Effect, Outcome, Understood
from intertwine.gate.progress_terms import Meaning
from intertwine.gate.timetable import Title
from intertwine.model.extent import Place, after_name
from intertwine.model.message import either, message, word_for
from intertwine.model.sentinels import NO_DATE, NONE
from intertwine.model.strings import Ints
from intertwine.model.title_names import quoted
from intertwine.model.title_span import TitleSpan, Wrong


def all_before(
    title: Title, found: TitleSpan, meaning: Meaning, known: Collection[int], orders: OrderPlaces, *, explains: bool
) -> Outcome:
    """All that comes before `found`, a span of `title`, in that of the `orders` which the `meaning` names.

    `known` are the numbers of the names that somebody knows. With `explains`, an order that is not there is wrong with
    names like it on offer.
    """
    word, named = meaning.name or "", meaning.order
    if not _is_one(meaning.place):
        return _not_one(title, found, meaning)
    number = orders.known(named, known) if named else RELEASE
    if number is None:
        near = orders.near(named, known) if explains else ()
        offers = [explicit(meaning._replace(order=name), word) for name in near]
        return Wrong(message('no viewing order is called "%(name)s"', name=named), tuple(chain(*offers)))
    places = title.dates if number == RELEASE else orders.places(number)[title.rows]
    ends = [int(places[begin:end].min()) for begin, end in found.runs if end > begin]
    end = min(ends, default=NO_DATE)
    if end == NO_DATE:
        if number == RELEASE:
            return Wrong(message('"before %(title)s": "%(title)s" has no release date', title=word))
        missing = f"{word}{after_name(meaning.place)}"
        return Wrong(message('"%(place)s" is not in the viewing order "%(order)s"', place=missing, order=named))
    effect = Effect(meaning.told, meaning.keyword, None, end, number)
    # Whoever only reads a place has titles without rows, and passes nothing.
    is_passed = number == RELEASE and title.identity and len(title.rows)
    last = orders.places(RELEASE)[title.rows] if is_passed else None
    if last is None:
        return Understood((effect,), None)
    first = found.runs[0][0]
    if not named and bool((last[first:] < end).any()):  # its numbers and its dates disagree: later is safer
        effect = effect._replace(but=title.number)
    own = _own_before(title, found, effect, last)
    return Understood((effect, Effect(meaning.told, "", own)) if own is not None else (effect,), None)


def _is_one(place: Place) -> bool:
    """Whether a place is one title, one part or one installment."""
    extents = place.extents
    return not extents or (
        len(extents) == 1 and (extents[0].is_one or extents[0].is_file) and extents[0].unit not in ("share", "page")
    )


def _not_one(title: Title, found: TitleSpan, meaning: Meaning) -> Wrong:
    """What is wrong with "before" several places, or before a share or a page of `title`, which is `found`. Offered is
    the first of them, or the installment that somebody so far is in."""
    words, (first, end), kind = title.words, found.runs[0], title.words.kind
    is_until = meaning.place.extents[0].unit in ("share", "page")
    near = words.place(*title.places[min(end, len(title.places) - 1) if is_until else first])
    name = quoted(meaning.name or "") if meaning.is_quoted else meaning.name or ""
    head, tail = "told before" if meaning.told else "before", f" {near}" if near else ""
    own, text = word_for(kind.installment), f"before {name}{after_name(meaning.place, words)}"
    one = either([word_for(kind.part), own]) if words.is_parted else own
    said = message('"%(text)s" needs a place to stand before: one %(kind)s', text=text, kind=one)
    return Wrong(said, (f"{head} {name}{tail}{in_order(meaning.order)}",))


def _own_before(title: Title, found: TitleSpan, effect: Effect, last: Ints) -> TitleSpan | None:
    """What of `title` the `effect` does not pass, and came out before `found` all the same: by season and number, on
    the very date whose first day is its end; or earlier, where the effect leaves the title out. None where nothing did.
    `last` are the last days on which its installments can have come out."""
    day = effect.end
    first = min(at for begin, end in found.runs for at in range(begin, end) if title.dates[at] == day)
    same = (title.dates[:first] == day) & (last[:first] == last[first])
    if effect.but != NONE:
        same |= last[:first] < day
        same[found.runs[0][0] :] = False
    rows = np.flatnonzero(same).tolist()
    return TitleSpan(title, tuple((at, at + 1) for at in rows)) if rows else None
