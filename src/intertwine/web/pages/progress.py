""" "Where are you?": what the viewer has seen, as check boxes and as text."""

from collections.abc import Mapping
from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from intertwine.gate.progress_text import MAX_LENGTH, UnknownProgressError
from intertwine.gate.view import View
from intertwine.questions.title import title as ask_title
from intertwine.web import people
from intertwine.web.asking import Visit, see_other, visit
from intertwine.web.errors import MistakeError, methods
from intertwine.web.marks import Marks, Place, passed, read_places, reference, spelled, to_marks


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET shows all titles with their marks; POST takes a title's check boxes, or the whole as text."""
    asked = visit(request, universe)
    if request.method != "POST":
        return _show(asked, asked.book.universe.text(asked.marks.progress))
    if "text" in request.POST:
        return _take_text(asked, request.POST["text"])
    return _take_boxes(asked)


def _show(asked: Visit, text: str, wrong: str = "") -> HttpResponseBase:
    view = asked.view
    titles = [(ask_title(view, n), spelled(whole(view, n))) for n in view.titles]
    told = [(view.name(n), view.address(n)) for n in view.titles if reference(view, n) in asked.marks.told]
    status = 400 if wrong else 200
    return asked.page("progress.html", status, titles=titles, text=text, wrong=wrong, told=told, example=_example(view))


def _example(view: View) -> str:
    """Progress text that this very universe understands."""
    names = [(n, view.installments(n)) for n in view.titles if len(view.installments(n)) > 1]
    terms = [f"{view.name(n)} S{listed[0].season}" for n, listed in names[:1]]
    terms += [f"{view.name(n)} {listed[0].season}x{listed[1].number:02}" for n, listed in names[1:2]]
    return ", ".join(terms)


def _take_text(asked: Visit, text: str) -> HttpResponseBase:
    try:
        progress = asked.book.universe.progress(text)
    except UnknownProgressError as wrong:
        return _show(asked, text[:MAX_LENGTH], str(wrong))
    response = see_other(asked.url("progress"))
    people.keep(asked.request, response, asked.book.address, asked.marks, asked.marks.typed(progress))
    return response


def _take_boxes(asked: Visit) -> HttpResponseBase:
    form, view = asked.request.POST, asked.view
    number = asked.entity(form.get("title", ""), titles=True)
    try:
        add, drop = _changes(view, number, form, [str(word) for word in form.getlist("seen")])
    except ValueError as error:
        raise MistakeError(400) from error
    after = asked.marks
    for places, change in ((drop, Marks.without_seen), (add, Marks.with_seen)):
        if places:
            after = change(after, to_marks(asked.book.universe, view, asked.marks.progress, {number: places}))
    back = asked.url("progress") + "#" + quote(view.address(number))
    response = see_other(
        asked.url("title", view.address(number)) + "#episodes" if form.get("back") == "title" else back
    )
    people.keep(asked.request, response, asked.book.address, asked.marks, after)
    return response


def _changes(
    view: View, title: int, form: Mapping[str, str], ticked: list[str]
) -> tuple[frozenset[Place], frozenset[Place]]:
    """Which installments are now seen, and which no longer. Raises `ValueError`.

    A form says what it was drawn with (`was`): what another window marked since then is left as it is.
    """
    listed = frozenset((it.season, it.number) for it in view.installments(title))
    if "upto" in form:
        (last,) = read_places(form["upto"])
        return frozenset(place for place in listed if place <= last), frozenset()
    if "season" in form:
        return frozenset(place for place in listed if place[0] == int(form["season"])), frozenset()
    if "unmark" in form:
        return frozenset(), read_places(form["unmark"]) & listed
    if "none" in form:
        return frozenset(), listed
    was, now = read_places(form.get("was", "")), read_places(" ".join(ticked))
    return (now - was) & listed, (was - now) & listed


def whole(view: View, title: int) -> list[Place]:
    """The installments of a title that were seen to their end."""
    return [(it.season, it.number) for it in view.installments(title) if passed(it.seen)]


@methods("POST")
def forget(request: HttpRequest) -> HttpResponseBase:
    """Delete everything that is kept about this viewer."""
    response = see_other(reverse("home"))
    people.forget(request, response)
    return response
