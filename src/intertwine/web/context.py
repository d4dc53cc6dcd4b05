"""The first and the last step of every handler: who asks about which universe, and the answer as a page."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from intertwine.gate.view import View
from intertwine.model.kinds import is_title_kind
from intertwine.model.title_kind import done_by_you
from intertwine.questions.common import Named, past_of
from intertwine.web import people
from intertwine.web.headers import LOCATION
from intertwine.web.kept import Kept
from intertwine.web.link_preview import link_preview
from intertwine.web.marks import Marks
from intertwine.web.registry import ServedUniverse
from intertwine.web.same_title import title_at
from intertwine.web.server import Server, server_of

PAGE_KINDS = ("title", "who")
"""What there are pages about, as addresses say it: a title, or an entity."""
CANNOT = "This title cannot be marked: its page needs an id of its own."
"""Said of a title that nothing tells apart from another one."""


@dataclass(frozen=True, slots=True)
class RequestContext:
    """One request: `kept` is what is kept about this viewer, and `view` all that it lets them know of the universe that
    is `served`."""

    request: HttpRequest
    server: Server
    served: ServedUniverse
    kept: Kept
    view: View

    @property
    def marks(self) -> Marks:
        """What all who watch have passed."""
        return self.kept.marks

    def entity(self, address: str, *, titles: bool) -> int:
        """What has this address, or had it under another visible name. Hidden and missing are 404 alike."""
        found = self.view.names.at(address, titles=titles)
        if found is None:
            raise Http404
        return found

    def title_of_form(self, address: str) -> int:
        """The title that the form which was sent is about; the same 404 where it is not visible now. `address` counts
        alone where the form has no `of` (see `same_title`)."""
        found = title_at(self.view, address, self.request.POST.get("of"))
        if found is None:
            raise Http404
        return found

    def address_after(self, marks: Marks, identity: str) -> str | None:
        """The address of the title with this identity for somebody with `marks`; None where they cannot know of it."""
        view = self.served.universe.seen(marks.progress)
        return next((view.names.address(n) for n in view.listing.titles if view.listing.identity(n) == identity), None)

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """`template` filled with `context`, as an answer with this HTTP `status`."""
        return HttpResponse(self.text(template, **context), status=status)

    def text(self, template: str, **context: Any) -> str:
        """`template` filled with `context`, and with nothing else of the request but its route."""
        words: dict[str, Any] = {"u": self.served.address, "universe": self.view.universe, "done": past_of(self.view)}
        words["you"] = f"you {done_by_you(words['done'])}"
        words["preview"] = link_preview(self.request, self.served.universe.seen())
        return render_to_string(template, {**words, **context})

    def url(self, route: str, *parts: str) -> str:
        """The address of a route in this universe."""
        return reverse(route, args=[self.served.address, *parts])


def context_of(request: HttpRequest, universe: str) -> RequestContext:
    """Who asks about the universe at the address `universe`, and what they may know; 404 where there is none."""
    server = server_of(request)
    served = server.registry.get(universe)
    if served is None:
        raise Http404
    kept = people.kept_of(request, served.identity)
    return RequestContext(request, server, served, kept, served.universe.seen(kept.marks.progress))


def see_other(address: str) -> HttpResponse:
    """303: the answer is at `address`, and a reload repeats nothing."""
    return HttpResponse(status=303, headers={LOCATION: address})


def route_to(named: Named) -> str:
    """The route of the page about `named`."""
    return "title" if is_title_kind(named.kind) else "who"
