""" "Show me everything about this title": what it will do, doing it, undoing it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.web import people
from intertwine.web.asking import Visit, see_other, visit
from intertwine.web.errors import MistakeError, methods
from intertwine.web.marks import Marks, reference, to_marks
from intertwine.web.needed import Need, needed


@methods("GET", "POST")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """GET says what it will do; POST does it (`do=tell`), or undoes it (`do=hide`)."""
    asked = visit(request, universe)
    number = asked.entity(address, titles=True)
    needs = needed(asked.view, number)
    if request.method != "POST":
        return _confirm(asked, number, needs)
    response = see_other(asked.url("title", asked.view.address(number)))
    people.keep(request, response, asked.book.address, asked.marks, _after(asked, number, needs))
    return response


def _after(asked: Visit, number: int, needs: tuple[Need, ...]) -> Marks:
    view, named = asked.view, reference(asked.view, number)
    do = asked.request.POST.get("do")
    if do == "hide":
        return asked.marks.without_told(named)
    if do != "tell":
        raise MistakeError(400)
    wanted = {need.title: need.places for need in needs}
    told = to_marks(asked.book.universe, view, asked.marks.progress, wanted)
    return asked.marks.without_told(named).with_told(named, told)


def _confirm(asked: Visit, number: int, needs: tuple[Need, ...]) -> HttpResponseBase:
    view = asked.view
    lines = [(view.name(it.title), it.seasons, len(it.listed), view.kind(it.title)) for it in needs]
    name, address = view.name(number), view.address(number)
    return asked.page("told.html", name=name, address=address, own=lines[:1], others=lines[1:])
