"""Dates, times and places in the language of a page."""

import re
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext, pgettext
from markupsafe import Markup

from intertwine.model.numbers import in_hours
from intertwine.questions.common import At
from intertwine.questions.title_page import Episode, TitlePage
from intertwine.questions.viewing_orders import TitleEpisode
from intertwine.web.kind_words import count, in_language
from intertwine.web.languages import now, of_the_ledger

_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")


def _month(number: int) -> str:
    return (
        pgettext("month", "January"), pgettext("month", "February"), pgettext("month", "March"),
        pgettext("month", "April"), pgettext("month", "May"), pgettext("month", "June"), pgettext("month", "July"),
        pgettext("month", "August"), pgettext("month", "September"), pgettext("month", "October"),
        pgettext("month", "November"), pgettext("month", "December"),
    )[number - 1]  # fmt: skip


def _weekday(number: int) -> str:
    return (
        gettext("Monday"), gettext("Tuesday"), gettext("Wednesday"), gettext("Thursday"), gettext("Friday"),
        gettext("Saturday"), gettext("Sunday"),
    )[number]  # fmt: skip


def day(text: str | None) -> str:
    """`2017-08-18` as `18 August 2017`, `2017-08` as `August 2017`; any other date as it is written,
    and of what is "unknown" that it is so."""
    return _day(now(), text)


@lru_cache(maxsize=2**12)
def _day(language: str, text: str | None) -> str:  # noqa: ARG001 - what it says depends on it
    if text == "unknown":
        return gettext("when is not known")
    is_month = _MONTH.fullmatch(text or "") is not None
    try:
        known = date.fromisoformat(f"{text}-01" if is_month else text or "")
    except ValueError:
        return of_the_ledger(text or "")
    parts = {"day": known.day, "month": _month(known.month), "year": known.year}
    return (
        pgettext("date", "%(month)s %(year)s") if is_month else pgettext("date", "%(day)s %(month)s %(year)s")
    ) % parts


def weekday(text: str) -> str:
    """`2017-08-18` as `Friday, 18 August`, the day and the month on one line."""
    known = date.fromisoformat(text)
    parts = {"weekday": _weekday(known.weekday()), "day": known.day, "month": _month(known.month)}
    return pgettext("date", "%(weekday)s, %(day)s\N{NO-BREAK SPACE}%(month)s") % parts


def length(size: int | None, unit: str = "minutes") -> str:
    """`97` as `1 h 37 min`, or as `97 words`."""
    return in_hours(size or 0) if unit == "minutes" else count(size or 0, unit.removesuffix("s"))


def about(text: str) -> str:
    """That a length or a time is not exact."""
    return gettext("about %(length)s") % {"length": text}


def percent(thousandths: int) -> str:
    """A share as `94%`, never rounded up."""
    return pgettext("share", "%(number)s%%") % {"number": thousandths // 10}


def place_of(at: At) -> str:
    """A place without the title's name: `1x01`, `part 2 chapter 5`; "" for a whole title."""
    return in_language(at.words).place(at.season, at.episode)


def text_of(at: At) -> str:
    """A place with the title's name, and the second where it is one."""
    place = f"{at.title} {place_of(at)}".rstrip()
    return place if at.time is None else f"{place}@{at.time}"


def text_of_episode(it: TitleEpisode) -> str:
    """An installment with its title's name."""
    return f"{it.title.name} {in_language(it.words).place(it.episode.season, it.episode.episode)}".rstrip()


def known_by(place: Markup, at: At, over: object = None) -> Markup:
    """`place`, the words for `at`, as a remark on what was learnt there; `over`: on what is so no longer."""
    if not at.by_end:
        return place
    said = gettext("by the end of %(place)s") if at.time is None else gettext("by %(place)s")
    if over and at.time is None:
        said = gettext("known by the end of %(place)s")
    return Markup(said) % {"place": place}  # noqa: S704 - a catalogue is ours


def standing(page: TitlePage, it: Episode) -> str:
    """Where an installment of a title stands: "season 2, episode 5 of 13"; "" where it is all of the title."""
    where, count = in_language(page.words).where(it.season, it.episode), page.out_of(it)
    return gettext("%(place)s of %(count)s") % {"place": where, "count": count} if count else where
