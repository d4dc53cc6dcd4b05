"""What templates may call. A name that is not there is an error, and everything is escaped."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.utils import translation
from django.utils.translation import gettext, pgettext
from jinja2 import StrictUndefined, pass_context
from jinja2.runtime import Context, LoopContext
from markupsafe import Markup

from intertwine.model.kinds import ENTITY_KINDS, is_title_kind
from intertwine.model.numbers import written_number
from intertwine.model.words import capital, uncapital
from intertwine.questions.common import At, Told, also, only
from intertwine.questions.installment_page import installment_key
from intertwine.questions.passages import below_frame, passages
from intertwine.questions.relation_words import relation_parts
from intertwine.questions.until import is_over_by
from intertwine.web import kind_words, languages, links, messages, public_words, words_in_pages
from intertwine.web.addresses import path_below
from intertwine.web.mark_rows import length_of_each, mark_runs, rows_made_from
from intertwine.web.parts_kept import kept_part
from intertwine.web.static_files import files
from intertwine.web.template_messages import OneLanguageEnvironment


def environment(language: str, **options: Any) -> OneLanguageEnvironment:
    """The Jinja environment of all pages in a `language`."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = OneLanguageEnvironment(extensions=["jinja2.ext.i18n"], **options)
    made.language = language
    made.said = {
        "_": gettext, "gettext": gettext, "pgettext": pgettext, "ledger": languages.marked, "language": languages.now
    }  # fmt: skip
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(languages=languages.offered, url=links.url, static=_static, episode=episode, between=between)
    made.globals.update(installment_key=installment_key, mark_runs=mark_runs, length_of_each=length_of_each)
    made.globals.update(kept_part=kept_part, rows_made_from=rows_made_from)
    made.globals["is_over_by"] = is_over_by
    made.globals["entity_kinds"] = "/".join(["", *sorted(ENTITY_KINDS)])
    made.tests["a_title"] = lambda named: is_title_kind(named.kind)
    made.filters.update(linked=links.linked, names=links.names, words=links.words, sentences=links.sentences)
    made.filters.update(at=links.at, place_url=links.place_url)
    made.filters.update(by_place=by_place, by_season=by_season, runs=runs, nr=written_number)
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


@pass_context
def _static(context: Context, name: str) -> str:
    return path_below(context["prefix"], "static", files()[name].name)


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


def runs(places: Iterable[At]) -> Iterator[tuple[At, At | None]]:
    """The installments among `places`, which are in the order of their title: three or more of one part whose numbers
    follow each other as the first and the last of them, all others one by one (the last is None)."""
    listed = enumerate(it for it in places if it.place)
    for _, run in groupby(listed, key=lambda it: (it[1].season, (it[1].episode or 0) - it[0])):
        together = [at for _, at in run]
        if len(together) > 2:
            yield together[0], together[-1]
        else:
            yield from ((at, None) for at in together)
