"""A title's installments with a viewer's marks, as a page shows them, and what its form says when it is sent."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from intertwine.gate.view import View
from intertwine.model.numbers import place_order
from intertwine.model.progress import Mark
from intertwine.web.context import CANNOT
from intertwine.web.marks import EpisodeNumber, is_whole, places, read_marks, shown_of, spelled

_NUMBER = re.compile("[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Boxes:
    """A title's form. `was` is what it shows as passed, `seen` how many installments were seen to their end, `begun`
    each of the others as it stands in `was`. `of` is the title's tag. `cannot` says why there is no form ("": there
    is one). `jumps` says which installments have a button: "upto" marks all up to there, "only" takes away what comes
    after, where all up to there was seen."""

    cannot: str
    of: str
    was: str
    seen: int
    begun: Mapping[EpisodeNumber, str]
    jumps: Mapping[EpisodeNumber, str]


def boxes(view: View, title: int, tag: str, seen: Iterable[Mark]) -> Boxes:
    """The form of the marks of a `title` of `view` that has this `tag`. `seen` may hold marks of other titles too."""
    marks = shown_of(view, title, seen)
    begun = {mark[1:3]: spelled([mark]) for mark in marks if not is_whole(mark)}
    cannot = "" if view.listing.identity(title) else str(CANNOT)
    return Boxes(cannot, tag, spelled(marks), len(marks) - len(begun), begun, _jumps(view, title, marks))


def _jumps(view: View, title: int, marks: frozenset[Mark]) -> dict[EpisodeNumber, str]:
    order = sorted(places(view, title), key=place_order)
    passed = {mark[1:3]: is_whole(mark) for mark in marks}
    last = max((at for at, place in enumerate(order) if place in passed), default=-1)
    found, is_whole_so_far = {}, True
    for at, place in enumerate(order):
        is_whole_so_far &= passed.get(place, False)
        if not is_whole_so_far:
            found[place] = "upto"
        elif at < last:
            found[place] = "only"
    return found


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form says: these marks are seen now, and what was shown as seen is so no longer (`drop`). `at` is the one
    installment that a button was about."""

    add: frozenset[Mark]
    drop: frozenset[Mark]
    at: EpisodeNumber | None = None


def sent(view: View, title: int, form: QueryDict, seen: frozenset[Mark]) -> Sent:
    """What a `form` about a `title` of `view` says, of somebody who has `seen` this by now. Every button sends the
    boxes along: what was ticked is never lost by it. Raises `ValueError` for what no form of ours says.

    What another window marked since the form was drawn (`was`) is left as it is.
    """
    ticked, button = _ticked(view, title, form), _button(view, title, form, seen)
    adds, drops = ({mark[:3] for mark in marks} for marks in (button.add, button.drop))
    add = button.add | {mark for mark in ticked.add if mark[:3] not in drops}
    return Sent(add, button.drop | {mark for mark in ticked.drop if mark[:3] not in adds}, button.at)


def _ticked(view: View, title: int, form: QueryDict) -> Sent:
    """What the boxes say otherwise than they were shown."""
    nothing, identity = frozenset[Mark](), view.listing.identity(title)
    if "was" not in form and "seen" not in form:
        return Sent(nothing, nothing)
    was = read_marks(form.get("was", ""), identity)
    ticked = {mark[:3] for mark in read_marks(" ".join(map(str, form.getlist("seen"))), identity)}
    whole = frozenset(filter(is_whole, was))
    added = ticked - {mark[:3] for mark in whole}
    gone = frozenset(it for it in whole if it[:3] not in ticked)
    return Sent(view.listing.marks(title, (mark[1:] for mark in added)), gone)


def _button(view: View, title: int, form: QueryDict, seen: frozenset[Mark]) -> Sent:
    nothing, identity, listed = frozenset[Mark](), view.listing.identity(title), places(view, title)
    name = next((it for it in ("tick", "untick", "unmark", "upto", "only", "season", "none") if it in form), "")
    word = str(form.get(name, ""))
    if name == "season":
        season = [place for place in listed if _NUMBER.fullmatch(word) and place[0] == int(word)]
        if not season:
            raise ValueError("no season of this title")
        return Sent(view.listing.marks(title, season), nothing)
    if name in ("", "none"):
        return Sent(nothing, nothing)
    if name == "unmark":
        return Sent(nothing, read_marks(word, identity))
    (mark,) = read_marks(word, identity)
    place = mark[1:3]
    if place not in listed:
        raise ValueError("no installment of this title")
    if name == "untick":
        return Sent(nothing, frozenset([mark]), place)
    if name == "only":
        shown = read_marks(str(form["was"]), identity) if "was" in form else shown_of(view, title, seen)
        return Sent(nothing, frozenset(it for it in shown if place_order(it[1:3]) > place_order(place)), place)
    upto = [it for it in listed if place_order(it) <= place_order(place)] if name == "upto" else [place]
    return Sent(view.listing.marks(title, upto), nothing, place)
