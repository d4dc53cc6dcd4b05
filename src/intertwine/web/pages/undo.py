"""Undoing: the changes of the last day, and taking one back."""

from urllib.parse import quote

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext

from intertwine.web import changes
from intertwine.web.context import RequestContext, after_change, context_of, see_other
from intertwine.web.cookies import hashes_of
from intertwine.web.errors import MistakeError, methods
from intertwine.web.marks import spelled_place
from intertwine.web.notices import place_of, said_of
from intertwine.web.undoing import PastChange, latest


@methods("GET", "POST")
def page(request: HttpRequest, universe: str) -> HttpResponseBase:
    """GET lists the changes that can be undone; POST undoes the one that the form names, for the profiles that it was
    for."""
    context = context_of(request, universe)
    if request.method != "POST":
        return _latest(context)
    before, response = request.POST.get("undo", ""), see_other(context.url("universe"))
    changed = changes.undo(request, response, context.served.identity, before)
    if changed is None:
        raise MistakeError(409, gettext("This cannot be undone any more. Nothing was changed."))
    view = context.view_after(changed.marks)
    found, at = place_of(view, changed.rows), ""
    if found:
        at = f"tick-{quote(view.names.address(found[0]))}-{spelled_place(found[1])}"
    to = context.url("undo") if request.POST.get("back") == "changes" else context.page_before(view)
    return after_change(response, request, changed.id, to, at)


def _latest(context: RequestContext) -> HttpResponseBase:
    tokens, changes = hashes_of(context.request), list[PastChange]()
    if tokens:
        with context.server.database.alone():
            changes = latest(tokens, context.served.identity)
    said = [(it.id, said_of(context.kept, context.view, it)) for it in changes]
    return context.page("undo.html", changes=said)
