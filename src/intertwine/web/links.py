"""Filters of templates that write links: to the page about somebody, about a title, about a place in one.

A page has hundreds of them, so they are written here, and each address is made once.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import cast

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from intertwine.questions.common import At, Named, Told
from intertwine.questions.installment_page import installment_key
from intertwine.web import languages, words_in_pages
from intertwine.web.addresses import path_below
from intertwine.web.context import route_to
from intertwine.web.template_messages import OneLanguageEnvironment


@pass_context
def url(context: Context, route: str, *parts: str) -> str:
    """The address of a `route` with these `parts` in the universe of the page in this `context`."""
    return path_below(context["prefix"], route, context["u"], *parts)


@pass_context
def linked(context: Context, named: Named, text: str | None = None) -> Markup:
    """A link in the page of this `context` to the page about `named`, with this `text` (None: its name)."""
    return _linked(context["prefix"], context["u"], named, text)


@pass_context
def names(context: Context, all_named: Sequence[Named]) -> Markup:
    """The names of several in a sentence, each a link."""
    links = [_linked(context["prefix"], context["u"], it, None) for it in all_named]
    return Markup(languages.listed(links))  # noqa: S704 - links, and words between them that are ours


@pass_context
def words(context: Context, told: Told) -> Markup:
    """A fact, with links, marked as words of the universe on a page in another language."""
    return Markup(_words(context["prefix"], context["u"], told, _mark(context)))  # noqa: S704 - its parts are safe


@pass_context
def sentences(context: Context, all_told: Sequence[Told]) -> Markup:
    """The sentences of a paragraph."""
    prefix, universe, mark = context["prefix"], context["u"], _mark(context)
    return Markup(" ".join(_words(prefix, universe, it, mark) for it in all_told))  # noqa: S704 - their parts are safe


@pass_context
def place_url(context: Context, it: At) -> str:
    """The address of the page about a place: an installment's, or else its title's."""
    return _place_url(context["prefix"], context["u"], it)


@pass_context
def at(context: Context, it: At, over: object = None) -> Markup:
    """A link in the page of this `context` to the page about the place `it`, as a remark on what was learnt there, or
    with `over` on what is so no longer."""
    address = escape(_place_url(context["prefix"], context["u"], it))
    link = f'<a class="at" href="{address}">{escape(words_in_pages.text_of(it))}</a>'
    return words_in_pages.known_by(Markup(link), it, over)  # noqa: S704 - its parts are escaped


def _mark(context: Context) -> Markup:
    """See `languages.marked`; in which language a template is compiled is known without a look for it."""
    return languages.marked_in(cast("OneLanguageEnvironment", context.environment).language)


def _linked(prefix: str, universe: str, named: Named, text: str | None) -> Markup:
    begin = _opened(prefix, route_to(named), universe, named.address)
    return Markup(f"{begin}{escape(named.name if text is None else text)}</a>")  # noqa: S704 - it is escaped


@lru_cache(maxsize=2**14)
def _opened(prefix: str, route: str, universe: str, address: str) -> str:
    """The beginning of a link to the page about something."""
    kind = ' class="of-title"' if route == "title" else ""
    return f'<a href="{escape(path_below(prefix, route, universe, address))}"{kind}>'


def _words(prefix: str, universe: str, told: Told, mark: str) -> str:
    said = "".join(escape(text) if to is None else _linked(prefix, universe, to, text) for text, to in told.parts)
    return f"<span{mark}>{said}</span>" if mark else said


def _place_url(prefix: str, universe: str, it: At) -> str:
    if it.season is None or it.episode is None or it.by_end:
        return path_below(prefix, "title", universe, it.address)
    return path_below(prefix, "installment", universe, it.address, installment_key(it.season, it.episode))
