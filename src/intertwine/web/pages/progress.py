""" "Where are you?": what the viewer has seen, as check boxes and as text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from intertwine.gate.progress_examples import ExampleTitle, example
from intertwine.gate.progress_text import MAX_LENGTH, UnknownProgressError
from intertwine.gate.view import View
from intertwine.model.numbers import place_order
from intertwine.model.progress import Mark, Progress
from intertwine.model.title_kind import TitleKind
from intertwine.model.words import uncapital
from intertwine.questions.title_page import title as ask_title
from intertwine.web import people
from intertwine.web.context import CANNOT, RequestContext, context_of, see_other
from intertwine.web.errors import MistakeError, methods
from intertwine.web.headers import LOCATION
from intertwine.web.marks import (
    PLANNED,
    EpisodeNumber,
    by_title,
    is_whole,
    named_in_text,
    places,
    read_by_title,
    read_marks,
    shown_of,
    spelled,
    spelled_by_title,
)  # fmt: skip
from intertwine.web.same_title import tags

_NUMBER = re.compile("[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Boxes:
    """A title's form. `was` is what it shows as passed, `seen` how many installments were seen to their end, `begun`
    each of the others as it stands in `was`. `of` is the title's tag. `cannot` says why there is no form ("": there
    is one)."""

    cannot: str
    of: str
    was: str
    seen: int
    begun: Mapping[EpisodeNumber, str]


def boxes(view: View, title: int, tag: str, seen: Iterable[Mark]) -> Boxes:
    """The form of the marks of a `title` of `view` that has this `tag`. `seen` may hold marks of other titles too."""
    marks = shown_of(view, title, seen)
    begun = {mark[1:3]: spelled([mark]) for mark in marks if not is_whole(mark)}
    return Boxes("" if view.listing.identity(title) else CANNOT, tag, spelled(marks), len(marks) - len(begun), begun)


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET shows all titles with their marks; POST takes a title's check boxes, or the whole as text."""
    context = context_of(request, universe)
    if request.method != "POST":
        known, now = context.served.universe, context.marks.progress
        return _show(context, known.text(now), named_in_text(known, now))
    return _take_text(context, request.POST["text"]) if "text" in request.POST else _take_boxes(context)


def _show(context: RequestContext, text: str, was: Progress, wrong: str = "") -> HttpResponseBase:
    """The page with this text. `was` is what the text said when it was first shown."""
    view, seen, tag = context.view, by_title(context.marks.seen), tags(context.view)
    identities = {n: view.listing.identity(n) for n in view.listing.titles}
    kinds = [view.listing.words(n).kind for n in view.listing.titles]
    told = [n for n, identity in identities.items() if context.marks.is_told(identity)]
    planned = [n for n, it in identities.items() if it and context.marks.is_told(PLANNED + it)]
    return context.page(
        "progress.html", 400 if wrong else 200, text=text, wrong=wrong, example=_example(view),
        hints=_hints(kinds),
        titles=[(ask_title(view, n), boxes(view, n, tag[n], seen.get(it, ()))) for n, it in identities.items()],
        was=spelled_by_title(view, was.seen), was_told=spelled_by_title(view, was.told),
        told=[(view.names.best(n), view.names.address(n), tag[n]) for n in told],
        planned=[(view.names.best(n), view.names.address(n), tag[n]) for n in planned],
    )  # fmt: skip


def _example(view: View) -> str:
    """Progress text that this very universe understands."""
    return example(
        ExampleTitle(
            view.names.best(n),
            view.listing.words(n),
            tuple((it.season, it.number) for it in view.listing.installments(n)[:2]),
        )
        for n in view.listing.titles
    )


def _hints(kinds: Iterable[TitleKind]) -> str:
    """What can follow a title, as far as its kind has it."""
    found = {kind.counted_in: kind for kind in kinds}
    hints = []
    if not found or "minutes" in found:
        hints.append("A time can follow an episode, as in “1x02@00:20:00”; ")
    for unit, kind in found.items():
        if unit != "minutes":
            what = f"A title can be followed by how much of it you have {kind.past}, as in “45%”; "
            hints.append(what if not hints else uncapital(what))
            break
    return "".join(hints)


def _take_text(context: RequestContext, text: str) -> HttpResponseBase:
    """Change what was changed in the text since it was shown."""
    was = _shown_before(context)
    try:
        progress = context.served.universe.progress(text, context.marks.progress)
    except UnknownProgressError as wrong:
        return _show(context, text[:MAX_LENGTH], was, str(wrong))
    response = see_other(context.url("progress"))
    people.change(context.request, response, context.served.identity, lambda marks: marks.written_over(was, progress))
    return response


def _shown_before(context: RequestContext) -> Progress:
    """What the text said that a new one was written over. A form without it is taken for one that was just drawn."""
    form, view = context.request.POST, context.view
    if "was" not in form:
        return named_in_text(context.served.universe, context.marks.progress)
    try:
        return Progress.of(read_by_title(view, form["was"]), read_by_title(view, form.get("was_told", "")))
    except ValueError as error:
        raise MistakeError(400) from error


def _take_boxes(context: RequestContext) -> HttpResponseBase:
    """Change what differs from what the form showed."""
    number = context.title_of_form(context.request.POST.get("title", ""))
    identity = context.view.listing.identity(number)
    if not identity:
        raise MistakeError(400, CANNOT)
    try:
        add, drop = _changes(context, number)
    except ValueError as error:
        raise MistakeError(400) from error
    response = see_other(context.url("progress"))
    after = people.change(
        context.request, response, context.served.identity, lambda marks: marks.without_seen(drop).with_seen(add)
    )
    address = context.address_after(after.marks, identity)
    if address is not None:
        is_from_title = context.request.POST.get("back") == "title"
        its_page, its_place = (
            context.url("title", address) + "#episodes",
            context.url("progress") + "#" + quote(address),
        )
        response[LOCATION] = its_page if is_from_title else its_place
    return response


def _changes(context: RequestContext, title: int) -> tuple[frozenset[Mark], frozenset[Mark]]:
    """Which installments are now seen, and what the form showed as seen that is so no longer. Raises `ValueError`.

    What another window marked since the form was drawn (`was`) is left as it is.
    """
    form, view, nothing = context.request.POST, context.view, frozenset[Mark]()
    identity, listed = view.listing.identity(title), places(view, title)
    if "upto" in form:
        (last,) = read_marks(form["upto"], identity)
        if last[1:3] not in listed:
            raise ValueError("no installment of this title")
        return view.listing.marks(title, (it for it in listed if place_order(it) <= place_order(last[1:3]))), nothing
    if "season" in form:
        word = form["season"]
        season = [place for place in listed if _NUMBER.fullmatch(word) and place[0] == int(word)]
        if not season:
            raise ValueError("no season of this title")
        return view.listing.marks(title, season), nothing
    if "unmark" in form:
        return nothing, read_marks(form["unmark"], identity)
    if "none" in form and "was" not in form:
        return nothing, shown_of(view, title, context.marks.seen)
    was = read_marks(form.get("was", ""), identity)
    if "none" in form:
        return nothing, was
    ticked = {mark[:3] for mark in read_marks(" ".join(map(str, form.getlist("seen"))), identity)}
    whole = frozenset(filter(is_whole, was))
    added = ticked - {mark[:3] for mark in whole}
    gone = frozenset(it for it in whole if it[:3] not in ticked)
    return view.listing.marks(title, (mark[1:] for mark in added)), gone


@methods("POST")
def forget(request: HttpRequest) -> HttpResponseBase:
    """Delete everything that is kept about this viewer."""
    response = see_other(reverse("home"))
    people.forget(request, response)
    return response
