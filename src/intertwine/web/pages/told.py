""" "Show me everything about this title": what it will do, doing it, undoing it."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.web import people
from intertwine.web.asking import CANNOT, Visit, see_other, visit
from intertwine.web.errors import MistakeError, methods
from intertwine.web.needed import Need, needed
from intertwine.web.same_title import tags


@methods("GET", "POST")
def page(request: HttpRequest, universe: str, address: str) -> HttpResponseBase:
    """GET says what it will do; POST does it (`do=tell`), or undoes it (`do=hide`)."""
    asked = visit(request, universe)
    number = asked.title_of_form(address)
    if not asked.view.listing.identity(number):
        raise MistakeError(400, CANNOT)
    needs = needed(asked.view, number)
    if request.method != "POST":
        return _confirm(asked, number, needs)
    return _change(asked, asked.view.listing.identity(number), needs)


def _change(asked: Visit, identity: str, needs: tuple[Need, ...]) -> HttpResponseBase:
    do, response = asked.request.POST.get("do"), see_other(asked.url("universe"))
    told = frozenset(mark for need in needs for mark in asked.view.listing.marks(need.title, need.places))
    if do not in ("hide", "tell"):
        raise MistakeError(400)
    after = people.change(
        asked.request, response, asked.book.identity,
        lambda marks: marks.without_told(identity) if do == "hide" else marks.with_told(identity, told),
    )  # fmt: skip
    here = asked.address_after(after, identity)
    if here is not None:
        response["Location"] = asked.url("title", here)
    return response


def _confirm(asked: Visit, number: int, needs: tuple[Need, ...]) -> HttpResponseBase:
    view = asked.view
    lines = [(view.names.best(it.title), it.seasons, len(it.listed), view.entities.kind(it.title)) for it in needs]
    name, address = view.names.best(number), view.names.address(number)
    return asked.page("told.html", name=name, address=address, of=tags(view)[number], own=lines[:1], others=lines[1:])
