"""The first and the last step of every handler: who asks about which universe, and the answer as a page."""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from intertwine.gate.view import View
from intertwine.model.kinds import is_title_kind
from intertwine.model.posture import Posture
from intertwine.questions.common import Named, past_of
from intertwine.web import people
from intertwine.web.addresses import path_of
from intertwine.web.compression import PiecesResponse
from intertwine.web.cookies import hashes_of
from intertwine.web.errors import wants_json
from intertwine.web.headers import LOCATION
from intertwine.web.kept import ViewerKept
from intertwine.web.kind_words import past, what_you
from intertwine.web.languages import now, rendered
from intertwine.web.link_preview import link_preview
from intertwine.web.marks import Marks
from intertwine.web.notices import Notice, first_name, names_of, notice
from intertwine.web.pages_kept import OWN, KeptPage, filled, sign
from intertwine.web.postures import posture_of
from intertwine.web.registry import ServedUniverse
from intertwine.web.same_title import title_at
from intertwine.web.server import Server, server_of
from intertwine.web.undoing import find

PAGE_KINDS = ("title", "who")
"""What there are pages about, as addresses say it: a title, or an entity."""
CANNOT = gettext_lazy("This title cannot be marked: its page needs an id of its own.")
"""Said of a title that nothing tells apart from another one."""


@dataclass(frozen=True)
class RequestContext:
    """One request: `kept` is what is kept about this viewer, of the universe that is `served`."""

    request: HttpRequest
    server: Server
    served: ServedUniverse
    kept: ViewerKept

    @cached_property
    def view(self) -> View:
        """All that this viewer may know of the universe. A page that is kept needs none."""
        return self.served.universe.seen(self.marks.progress, self.posture)

    @property
    def marks(self) -> Marks:
        """What all who watch have passed."""
        return self.kept.marks

    @cached_property
    def posture(self) -> Posture:
        """What those who watch want to be shown of what they have not seen."""
        return posture_of(self.kept)

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
        view = self.view_after(marks)
        return next((view.names.address(n) for n in view.listing.titles if view.listing.identity(n) == identity), None)

    def view_after(self, marks: Marks) -> View:
        """The view of somebody with `marks` who wants to be shown what this viewer does."""
        return self.served.universe.seen(marks.progress, self.posture)

    @cached_property
    def notice(self) -> Notice | None:
        """What the change did that the address names as `kept`, where it can still be undone."""
        named = self.request.GET.get("kept", "")
        tokens = hashes_of(self.request) if named else []
        if not tokens:
            return None
        with self.server.database.alone():
            change = find(tokens, self.served.identity, named)
        return notice(self.served.universe, self.kept, self.view, change) if change else None

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """`template` filled with `context`, as an answer with this HTTP `status`."""
        return HttpResponse(self.text(template, **context), status=status)

    def text(self, template: str, **context: Any) -> str:
        """`template` filled with `context`, and with nothing else of the request but what is the viewer's own."""
        return self._filled(template, {**self._profiles, **context}, self._own)

    def kept_page(self, template: str, make: Callable[[], Mapping[str, Any] | HttpResponseBase]) -> HttpResponseBase:
        """`template` filled with what `make` gives, kept for everybody for whom it would be the same bytes. An answer
        that `make` gives goes out as it is, and is not kept."""
        found = self.server.pages.get((template, self.made_from))
        if found is None:
            made = make()
            if isinstance(made, HttpResponseBase):
                return made
            found = KeptPage.of(self.shared(template, **made).encode())
            self.server.pages.put((template, self.made_from), found)
        return PiecesResponse(found.filled(self._own))

    @cached_property
    def made_from(self) -> Hashable:
        """All that the bytes of a page depend on, but for what is the viewer's own: the universe and its text, what is
        kept about those who watch, the address, and the language."""
        kept, asked = self.kept, self.request.GET.copy()
        asked.pop("kept", None)
        # What was told counts in its order too, in which pages list it.
        seen, told = kept.marks.seen, tuple(kept.marks.told.items())
        text = self.served.address, self.served.universe.hash
        return text, seen, told, self.posture, self.request.path, asked.urlencode(), now()

    def shared(self, template: str, **context: Any) -> str:
        """The same for everybody with this view, so that it may be kept: what is the viewer's own is left open, for
        `own` to fill in."""
        return self._filled(template, context, {name: left_open(name) for name in OWN})

    def own(self, shared: bytes, **more: str) -> bytes:
        """A `shared` page with what is this viewer's own: who watches, what their last change did, and `more` that was
        left open."""
        return filled(shared, {**self._own, **more})

    def _filled(self, template: str, context: Mapping[str, Any], own: Mapping[str, str]) -> str:
        words: dict[str, Any] = {"u": self.served.address, "universe": self.view.universe, "done": past_of(self.view)}
        words["you"], words["seen"] = (
            what_you(words["done"]),
            past("seen" if words["done"] == "known" else words["done"]),
        )
        words["preview"] = link_preview(self.request, self.served.universe.seen())
        return rendered(template, {**words, "for_whom": own["for"], "own": own, **context})

    @property
    def _profiles(self) -> dict[str, object]:
        here = self.kept.here
        profiles = [(it, name or first_name(), it in here) for it, name in self.kept.names.items()]
        return {"profiles": profiles, "watching": names_of(self.kept, here)}

    @cached_property
    def _own(self) -> dict[str, str]:
        """What of a page is this viewer's alone."""
        whom = self.kept.together
        known = {"u": self.served.address, "for_whom": whom, "kept": self.notice, **self._profiles}
        # Most have one profile, and have changed nothing a moment ago.
        needed = {"watching": len(self.kept.names) > 1, "change": self.notice is not None}
        parts = {
            name: rendered(f"{name}.html", known) if is_there else _EMPTY[name] for name, is_there in needed.items()
        }
        return {"for": escape(whom), **{name: Markup(part) for name, part in parts.items()}}  # noqa: S704 - a template's

    def url(self, route: str, *parts: str) -> str:
        """The address of a route in this universe."""
        return path_of(route, self.served.address, *parts)

    def page_before(self, view: View) -> str:
        """The page of this universe that the form was on, without its query; the universe's where it is none that can
        be seen with `view`."""
        path = urlsplit(self.request.headers.get("Referer", "")).path
        try:
            match = resolve(path)
        except Resolver404:
            return self.url("universe")
        its = match.kwargs
        address = its.get("address")
        titles = match.url_name in ("title", "installment", "recap", "known", "plan") or its.get("kind") == "title"
        known = address is None or view.names.at(address, titles=titles) is not None
        is_page = its.get("universe") == self.served.address and match.url_name in _PAGES
        return path if is_page and known else self.url("universe")


_EMPTY = {"watching": "", "change": '<p id="kept-said" role="status"></p>'}
"""What stands in a page where there is nothing of the viewer's own to say."""
_PAGES = frozenset({
    "universe", "everybody", "who", "known-of", "title", "installment", "recap", "known", "plan", "map", "map-of",
    "met", "progress", "search",
})  # fmt: skip
"""Routes of pages that one can be brought back to."""


def context_of(request: HttpRequest, universe: str, join: tuple[str, ...] = ()) -> RequestContext:
    """Who asks about the universe at the address `universe`, and what they may know; 404 where there is none. The
    profiles that `join` those who watch are among them for this answer."""
    server = server_of(request)
    served = server.registry.get(universe)
    if served is None:
        raise Http404
    kept = people.kept_of(request, served.identity, join=join)
    return RequestContext(request, server, served, kept)


def left_open(name: str) -> Markup:
    """What stands in a page that is shared for what is a viewer's own, under this `name`."""
    return Markup(sign(name))  # noqa: S704 - no text of anybody's


def see_other(address: str) -> HttpResponse:
    """303: the answer is at `address`, and a reload repeats nothing."""
    return HttpResponse(status=303, headers={LOCATION: address})


def after_change(
    response: HttpResponse, request: HttpRequest, change: str, address: str, at: str = ""
) -> HttpResponseBase:
    """`response`, which has its cookies already, leading to the page at `address` that tells of the `change` ("": none
    was made), at the element `at`. A script whose `request` asks for JSON gets `{"kept": id, "at": address}`
    instead."""
    path, _, query = address.partition("?")
    asked = "&".join(filter(None, [query, change and f"kept={change}"]))
    to = path + (f"?{asked}" if asked else "") + (f"#{at}" if at else "")
    if wants_json(request):
        del response[LOCATION]
        response.status_code, response["Content-Type"] = 200, "application/json"
        response.content = json.dumps({"kept": change, "at": to}).encode()
    else:
        response[LOCATION] = to
    return response


def route_to(named: Named) -> str:
    """The route of the page about `named`."""
    return "title" if is_title_kind(named.kind) else "who"
