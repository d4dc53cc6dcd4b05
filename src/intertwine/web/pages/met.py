"""Have they met?"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from intertwine.questions.common import Ambiguous, NotThere
from intertwine.questions.meetings import met
from intertwine.questions.paths import Path, path
from intertwine.web.asking import Visit, see_other, visit
from intertwine.web.errors import methods

LONGEST_NAME = 200
_OFFERED = 500
"""How many names the form offers while one types; it takes any other as well."""


@methods("GET")
def ask(request: HttpRequest, universe: str) -> HttpResponseBase:
    """The form, and with `a` and `b` its answer."""
    asked = visit(request, universe)
    a, b = (request.GET.get(name, "").strip()[:LONGEST_NAME] for name in ("a", "b"))
    return _answer(asked, a, b)


@methods("GET")
def pair(request: HttpRequest, universe: str, a: str, b: str) -> HttpResponseBase:
    """The answer about two addresses."""
    asked = visit(request, universe)
    found = [asked.entity(address, titles=False) for address in (a, b)]
    best = [asked.view.names.address(number) for number in found]
    if best != [a, b]:
        return see_other(asked.url("pair", *best))
    return _answer(asked, *best)


def _answer(asked: Visit, a: str, b: str) -> HttpResponseBase:
    view = asked.view
    found = met(view, [a, b]) if a and b else None
    names = [view.names.best(n) for n in view.names.index if view.entities.kind(n) == "character"][:_OFFERED]
    # What was asked by address reads better by name.
    shown = [it.a_name for it in found.pairs] + [it.b_name for it in found.pairs] if found and found.pairs else [a, b]
    chain = _chain(asked, a, b) if found and found.pairs and not found.pairs[0].met else None
    return asked.page("met.html", a=shown[0], b=shown[1], found=found, names=dict.fromkeys(names), chain=chain)


def _chain(asked: Visit, a: str, b: str) -> Path | None:
    try:
        return path(asked.view, a, b)
    except (NotThere, Ambiguous):
        return None
