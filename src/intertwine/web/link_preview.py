"""What a program that previews a link, or a browser's "share", takes from a page: safe for anyone who gets the link.

Other people get it, who have seen less than this viewer. So it is made from what everybody may know, whoever asks.
"""

from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext

from intertwine.gate.view import View
from intertwine.model.frozen import remembered
from intertwine.questions.title_page import title as ask


class LinkPreview(NamedTuple):
    """The heading and the sentence of a preview. `site` is the universe's name; `is_told` says whether the sentence is
    the universe's too."""

    heading: str
    sentence: str
    site: str
    is_told: bool


_OF_TITLES = ("title", "installment", "recap", "known", "told", "plan")
"""Routes of pages that are previewed as the title is that they are about."""


def link_preview(request: HttpRequest, public: View) -> LinkPreview:
    """The preview of the page that `request` asks for. `public` is the view of somebody who has seen nothing: a page
    about what they do not know is previewed like the universe's first one."""
    route = request.resolver_match
    is_of_title = route is not None and route.url_name in _OF_TITLES
    address = route.kwargs.get("address") if route is not None and is_of_title else None
    number = None if address is None else public.names.at(address, titles=True)
    if number is None:
        heading, sentence = public.universe, public.description
    else:
        heading, sentence = public.names.best(number), _logline(public, number)
    safe = gettext("Shows you only what you may know by now.")
    return LinkPreview(heading, sentence or safe, public.universe, bool(sentence))


def _logline(public: View, title: int) -> str:
    return remembered(public.memo, f"logline {title}", lambda: ask(public, title).logline or "")
