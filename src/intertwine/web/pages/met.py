"""Have they met?"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.common import Ambiguous, NotThere
from intertwine.questions.meetings import met
from intertwine.questions.paths import Path, path
from intertwine.web import limits
from intertwine.web.context import RequestContext, context_of, see_other
from intertwine.web.errors import methods


@methods("GET")
def ask(request: HttpRequest, universe: str) -> HttpResponseBase:
    """The form, and with `a` and `b` its answer."""
    context = context_of(request, universe)
    a, b = (request.GET.get(name, "").strip()[: limits.NAME] for name in ("a", "b"))
    return _answer(context, a, b)


@methods("GET")
def pair(request: HttpRequest, universe: str, a: str, b: str) -> HttpResponseBase:
    """The answer to `request` about two who have the addresses `a` and `b` in the universe at `universe`."""
    context = context_of(request, universe)
    found = [context.entity(address, titles=False) for address in (a, b)]
    best = [context.view.names.address(number) for number in found]
    if best != [a, b]:
        return see_other(context.url("pair", *best))
    return _answer(context, *best)


def _answer(context: RequestContext, a: str, b: str) -> HttpResponseBase:
    return context.kept_page("met.html", lambda: _made(context, a, b))


def _made(context: RequestContext, a: str, b: str) -> Mapping[str, Any]:
    view = context.view
    found = met(view, [a, b]) if a and b else None
    # What was context by address reads better by name.
    shown = [it.a_name for it in found.pairs] + [it.b_name for it in found.pairs] if found and found.pairs else [a, b]
    chain = _chain(context, a, b) if found and found.pairs and not found.pairs[0].met else None
    return {"a": shown[0], "b": shown[1], "found": found, "chain": chain}


def _chain(context: RequestContext, a: str, b: str) -> Path | None:
    try:
        return path(context.view, a, b)
    except (NotThere, Ambiguous):
        return None
