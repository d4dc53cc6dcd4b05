"""Seasons: when their installments came out, whether "whole season" can ever be passed, and the cast that waits."""

import re
from collections.abc import Iterator

import numpy as np

from intertwine.check.source import Source
from intertwine.model.extent import spelled
from intertwine.model.numbers import place_order
from intertwine.model.problem import Problem
from intertwine.model.release_order import days_passed
from intertwine.model.sentinels import NO_DATE

_TOLD = 5
"""Installments that a warning names."""


def season_uncounted(source: Source) -> Iterator[Problem]:
    """`season-uncounted`: a season that lists episodes and does not say how many it has."""
    for title, season, declared, listed in _seasons(source):
        if not declared and listed:
            words = source.title_words.of(title)
            kind = words.kind
            what = words.part_name(season) if words.is_parted else f'the list "{words.head(season)}"'
            message = f"{what} does not say how many {kind.installment}s it has: nobody can have {kind.past} all of it"
            forms = "|".join(re.escape(form) for form in (kind.part, *kind.part_forms))
            pattern = rf"(?:{forms})\s+{season}\b" if words.is_parted else rf"{re.escape(words.head(season))}\b"
            hint = f"write ## {words.head(season)} (DATE, {listed} {kind.installment}{'s'[: listed != 1]})"
            yield source.at_heading(title, pattern, "season-uncounted", message, hint)


def date_missing(source: Source) -> Iterator[Problem]:
    """`date-missing`: an installment without a date, of whose season one with a higher number has one."""
    listing = source.ledger.installments
    without = listing.date == NO_DATE
    passed = days_passed(listing.title, listing.season, listing.number, listing.date)
    for title in np.unique(listing.title[without & (passed != NO_DATE)]).tolist():
        words, rows = (
            source.title_words.of(title),
            np.flatnonzero(without & (passed != NO_DATE) & (listing.title == title)),
        )
        places = sorted(((int(listing.season[n]), int(listing.number[n])) for n in rows), key=place_order)
        told = ", ".join(spelled(place) for place in places[:_TOLD])
        told += f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        has = "have no date: they count" if len(places) > 1 else "has no date: it counts"
        what = f"the others of the {words.kind.part}" if words.is_parted else "the others"
        message = f"{told} {has} as released after {what}"
        pattern = rf"(?:{'|'.join(map(re.escape, (words.kind.part, *words.kind.part_forms)))})\s+{places[0][0]}\b"
        yield source.at_heading(title, pattern, "date-missing", message, "write the date into the heading")


def _seasons(source: Source) -> Iterator[tuple[int, int, int, int]]:
    """Title, season, how many episodes it declares and how many it lists."""
    seasons, listing = source.ledger.seasons, source.ledger.installments
    for n in range(len(seasons.title)):
        title, season = int(seasons.title[n]), int(seasons.number[n])
        listed = int(np.count_nonzero((listing.title == title) & (listing.season == season)))
        if not seasons.announced[n]:
            yield title, season, int(seasons.episodes[n]), listed


def cast_unseen(source: Source) -> Iterator[Problem]:
    """`cast-unseen`: a cast line that waits for its character's first appearance, which never comes."""
    rows = source.ledger.rows
    for row in np.flatnonzero(source.has_role("part")).tolist():
        line = int(rows.line[row])
        if source.ledger.lines.page[line] and not source.alternatives_of(line) and rows.object[row] >= 0:
            key = source.key(int(rows.object[row]))
            message = f'"{key}" appears nowhere in this title, so that this line of the cast is never shown'
            hint = "state a fact or a scene with them in this title, or mark the line (public role)"
            yield source.at(line, "cast-unseen", message, hint, source.written_at(line).link(key))
