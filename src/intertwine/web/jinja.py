"""What templates may call. A name that is not there is an error, and everything is escaped."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from intertwine.model.kinds import is_title_kind
from intertwine.model.numbers import in_hours, written_number
from intertwine.model.words import capital, uncapital
from intertwine.questions.common import At, Named, Told, also, only
from intertwine.questions.passages import below_frame, passages
from intertwine.questions.relation_words import relation_parts
from intertwine.web import languages
from intertwine.web.context import route_to
from intertwine.web.static_files import files

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905 - a list of twelve is longer than a line
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def environment(**options: Any) -> Environment:
    """The Jinja environment of all pages."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 - autoescape is set in the line above
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translation, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(language=languages.now, languages=languages.offered, ledger=languages.marked)
    made.globals.update(url=_url, to=_to, static=_static, episode=episode)
    made.tests["a_title"] = lambda named: is_title_kind(named.kind)
    made.filters.update(day=day, weekday=weekday, duration=length, by_place=by_place, count=count, nr=written_number)
    made.filters.update(passages=passages, below_frame=below_frame, relation_parts=relation_parts)
    made.filters.update(also=also, only=only, capital=capital, uncapital=uncapital)
    return made


@pass_context
def _url(context: Context, route: str, *parts: str) -> str:
    """The address of a route in this universe."""
    return reverse(route, args=[context["u"], *parts])


@pass_context
def _to(context: Context, named: Named) -> str:
    """The address of the page about `named`."""
    return reverse(route_to(named), args=[context["u"], named.address])


def _static(name: str) -> str:
    return reverse("static", args=[files()[name].name])


def day(text: str | None) -> str:
    """`2017-08-18` as `18 August 2017`, `2017-08` as `August 2017`; any other date as it is written."""
    is_month = _MONTH.fullmatch(text or "") is not None
    try:
        known = date.fromisoformat(f"{text}-01" if is_month else text or "")
    except ValueError:
        return text or ""
    return f"{known.day} "[: 0 if is_month else None] + f"{MONTHS[known.month - 1]} {known.year}"


def weekday(text: str) -> str:
    """`2017-08-18` as `Friday, 18 August`, the day and the month on one line."""
    known = date.fromisoformat(text)
    return f"{WEEKDAYS[known.weekday()]}, {known.day}\N{NO-BREAK SPACE}{MONTHS[known.month - 1]}"


def length(minutes: int | None, unit: str = "minutes") -> str:
    """`97` as `1 h 37 min`, or as `97 words`."""
    if unit != "minutes":
        return f"{minutes or 0:,} {unit}"
    return in_hours(minutes or 0)


def count(number: int, word: str) -> str:
    """`1 episode`, `2 episodes`; 0 is `no episodes`."""
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def episode(season: int | None, number: int | None) -> str:
    """`1x03`, as forms send it; a film's only one is `0x00`."""
    return f"{season or 0}x{number or 0:02}"


def by_place(facts: Iterable[Told]) -> Iterator[tuple[At | None, list[Told]]]:
    """Facts that stand side by side and were learnt in one installment (or by its end, of several), together."""
    for _, run in groupby(
        facts, key=lambda it: it.where and (it.where.title, it.where.season, it.where.episode, it.several)
    ):
        together = list(run)
        yield together[0].where, together
