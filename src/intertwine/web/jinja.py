"""What templates may call. A name that is not there is an error, and everything is escaped."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, pgettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context, LoopContext
from markupsafe import Markup, escape

from intertwine.model.kinds import ENTITY_KINDS, is_title_kind
from intertwine.model.numbers import written_number
from intertwine.model.words import capital, uncapital
from intertwine.questions.common import At, Named, Told, also, only
from intertwine.questions.installment_page import installment_key
from intertwine.questions.passages import below_frame, passages
from intertwine.questions.relation_words import relation_parts
from intertwine.questions.until import is_over_by
from intertwine.web import kind_words, languages, messages, public_words, words_in_pages
from intertwine.web.addresses import path_of
from intertwine.web.context import route_to
from intertwine.web.mark_rows import length_of_each, mark_runs, rows_made_from
from intertwine.web.parts_kept import kept_part
from intertwine.web.static_files import files


def environment(**options: Any) -> Environment:
    """The Jinja environment of all pages."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - autoescape is set in the line above
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    # Jinja's own ones of these two look up and wrap the words of a page each time: a page has hundreds.
    made.globals.update(_=_gettext, gettext=_gettext, pgettext=_pgettext)
    made.globals.update(language=languages.now, languages=languages.offered, ledger=languages.marked)
    made.globals.update(url=_url, to=_to, place_url=_place_url, static=_static, episode=episode, between=between)
    made.globals.update(
        installment_key=installment_key,
        mark_runs=mark_runs,
        length_of_each=length_of_each,
        link_to=_link_to,
        words_of=_words_of,
    )
    made.globals.update(kept_part=kept_part, rows_made_from=rows_made_from)
    made.globals["is_over_by"] = is_over_by
    made.globals["entity_kinds"] = "/".join(["", *sorted(ENTITY_KINDS)])
    made.tests["a_title"] = lambda named: is_title_kind(named.kind)
    made.filters.update(by_place=by_place, by_season=by_season, nr=written_number)
    made.filters.update(passages=passages, below_frame=below_frame, relation_parts=relation_parts)
    made.filters.update(also=also, only=only, capital=_capital, uncapital=uncapital)
    made.filters.update(day=words_in_pages.day, weekday=words_in_pages.weekday, duration=words_in_pages.length)
    made.filters.update(about=words_in_pages.about, place_of=words_in_pages.place_of, text_of=words_in_pages.text_of)
    made.filters.update(text_of_episode=words_in_pages.text_of_episode)
    made.filters.update(
        standing=words_in_pages.standing, known_by=words_in_pages.known_by, told=languages.of_the_ledger
    )
    made.filters.update(count=kind_words.count, count_of=kind_words.count_of, several=kind_words.several)
    made.filters.update(kind_name=kind_words.kind_name, in_language=kind_words.in_language, heading_of=kind_words.head)
    made.filters.update(past=kind_words.past, verb=kind_words.verb, you_verb=kind_words.you_verb)
    made.filters.update(word_of=kind_words.word_of, genre=public_words.genre, status=public_words.status)
    made.filters.update(translated=messages.translated_html)
    return made


def _gettext(text: str, /, **values: object) -> Markup:
    """`text`, which is Markup, in the language of this request, with these values."""
    return _said(languages.now(), None, text) % values if values else _whole(languages.now(), None, text)


def _pgettext(context: str, text: str, /, **values: object) -> Markup:
    """The same for a `text` that says different things in different contexts."""
    return _said(languages.now(), context, text) % values if values else _whole(languages.now(), context, text)


@lru_cache(maxsize=2**12)
def _said(language: str, context: str | None, text: str) -> Markup:  # noqa: ARG001 - what it says depends on it
    said = gettext(text) if context is None else pgettext(context, text)
    return Markup(said)  # noqa: S704 - a catalogue is ours


@lru_cache(maxsize=2**12)
def _whole(language: str, context: str | None, text: str) -> Markup:
    return _said(language, context, text) % {}


@pass_context
def _url(context: Context, route: str, *parts: str) -> str:
    """The address of a route in this universe."""
    return path_of(route, context["u"], *parts)


@pass_context
def _to(context: Context, named: Named) -> str:
    """The address of the page about `named`."""
    return path_of(route_to(named), context["u"], named.address)


@pass_context
def _link_to(context: Context, text: str, named: Named) -> Markup:
    """A link with this `text` to the page about `named`. A page has hundreds of them."""
    kind = ' class="of-title"' if is_title_kind(named.kind) else ""
    return Markup(f'<a href="{escape(_to(context, named))}"{kind}>{escape(text)}</a>')  # noqa: S704 - it is escaped


@pass_context
def _words_of(context: Context, told: Told) -> Markup:
    """A fact, with links, marked as words of the universe on a page in another language."""
    parts = [escape(text) if to is None else _link_to(context, text, to) for text, to in told.parts]
    said = "".join(parts)
    mark = languages.marked()
    return Markup(f"<span{mark}>{said}</span>" if mark else said)  # noqa: S704 - its parts are safe


@pass_context
def _place_url(context: Context, it: At) -> str:
    """The address of the page about a place: an installment's, or else its title's."""
    if it.season is None or it.episode is None or it.by_end:
        return path_of("title", context["u"], it.address)
    return path_of("installment", context["u"], it.address, installment_key(it.season, it.episode))


def _static(name: str) -> str:
    return path_of("static", files()[name].name)


def _capital(words: str) -> str:
    return Markup(capital(words)) if isinstance(words, Markup) else capital(words)  # noqa: S704 - it was safe before


def episode(season: int | None, number: int | None) -> str:
    """`1x03`, as forms send it; a film's only one is `0x00`."""
    return f"{season or 0}x{number or 0:02}"


def between(loop: LoopContext) -> str:
    """What stands before this one of a list in a sentence: nothing, ", " or " and "."""
    return "" if loop.first else (languages.last_and() if loop.last else ", ")


def by_place(facts: Iterable[Told]) -> Iterator[tuple[At | None, list[Told]]]:
    """Facts that stand side by side and were learnt in one installment (or by its end, of several), together."""
    for _, run in groupby(
        facts, key=lambda it: it.where and (it.where.title, it.where.season, it.where.episode, it.several)
    ):
        together = list(run)
        yield together[0].where, together


def by_season(facts: Iterable[Told]) -> Iterator[tuple[At | None, list[Told]]]:
    """Facts that stand side by side and were learnt in one part of a title, together: the first place there. Public
    ones stand where they are."""
    for _, run in groupby(facts, key=lambda it: it.where and (it.where.title, it.where.season)):
        together = list(run)
        yield together[0].where, together
