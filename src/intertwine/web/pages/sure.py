"""Are you sure? What takes many marks away asks first, at an address of its own."""

from collections.abc import Mapping

from django.http.response import HttpResponseBase

from intertwine.web.context import RequestContext
from intertwine.web.cookies import FOR

_MUCH = 5
"""A text that takes more marks away than these asks first."""


def asks_first(gone: int, left: int) -> bool:
    """Whether a change that takes so many marks away, and leaves so many, asks first: it can be undone all the same."""
    return gone > _MUCH or (gone > 1 and not left)


def ask(context: RequestContext, said: str, fields: Mapping[str, str], back: str) -> HttpResponseBase:
    """The page in this `context` that says what a form would take away, as `said`. Its button sends the `fields` of the
    form again, with `sure`; the way `back` is an address."""
    sent = {**fields, FOR: context.kept.together, "sure": "1"}
    return context.page("ask.html", said=said, fields=sent, back=back)
