"""Positions and times as the tables write them: `id`, `id@HH:MM:SS`, `TITLE S2`, `public`."""

import datetime as dt
import re

from intertwine.imports.table_csv import BadRowError
from intertwine.imports.table_records import Position, Tables, Ways
from intertwine.ledger.edtf import HINT, parse_edtf

MOST = 64
"""Positions of one cell: what a stamp may hold."""

_TIME = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)")
_TIMED = re.compile(r"(.+)@([\d:]+)")
_SEASON = re.compile(r"(.+?)\s+[Ss](\d{1,4})")


def seconds(text: str, column: str) -> int:
    """`0:41:10` as seconds, -1 for "". Raises BadRowError for anything else."""
    if not text:
        return -1
    match = _TIME.fullmatch(text)
    if not match:
        raise BadRowError("time-unusable", f'"{text}" in "{column}" is no time', "times are HH:MM:SS")
    hours, minutes, rest = (int(part) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest


def iso_date(text: str) -> str:
    """A day that exists, as written (or ""). Raises BadRowError for anything else."""
    try:
        return dt.date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise BadRowError("date-unusable", f'"{text}" is no date', "dates are YYYY-MM-DD") from None


def story_time(start: str, until: str, lasting: bool) -> str:
    """EDTF from `true_from` and `true_until`; a start alone is open-ended where the fact is `lasting`."""
    for text in filter(None, (start, until)):
        if "/" in text or isinstance(parse_edtf(text), str):
            raise BadRowError("date-unusable", f'"{text}" is no date in the story', HINT)
    if start and until and start != until:
        text = f"{start}/{until}"
        if isinstance(parse_edtf(text), str):
            raise BadRowError("date-unusable", f'"{start}" comes after "{until}"')
        return text
    if start:
        return f"{start}/.." if lasting and not until else start
    return f"../{until}" if until else ""


def ways(text: str, tables: Tables) -> Ways:
    """`a; b + c` as alternatives, "" as none. Raises BadRowError where any of it is not understood: a stamp is never
    guessed at, and none of its members is dropped."""
    if not text:
        return ()
    found: dict[tuple[Position, ...], None] = {}
    if text.count(";") >= MOST or text.count("+") >= MOST:
        raise BadRowError("stamp-too-long", f'"revealed" may name at most {MOST} positions')
    for alternative in text.split(";"):
        members = dict.fromkeys(_position(member.strip(), tables) for member in alternative.split("+"))
        if len(members) > 1:
            members.pop(Position("public"), None)
        found[tuple(members)] = None
    return tuple(found)


def _position(text: str, tables: Tables) -> Position:
    if text.casefold() == "public":
        return Position("public")
    if whole := _whole(text, tables):
        return whole
    if (match := _TIMED.fullmatch(text)) and (base := _whole(match[1].strip(), tables)):
        if base.kind != "installment":
            raise BadRowError("position-unknown", f'"{text}": a time needs an installment, not a series')
        return Position("installment", base.title, base.season, base.number, seconds(match[2], "revealed"))
    if (match := _SEASON.fullmatch(text)) and (title := tables.titles.get(match[1])) and title.kind == "series":
        season = int(match[2])
        if season not in tables.seasons.get(title.id, {}):
            raise BadRowError("position-unknown", f'"{title.id}" has no season {season} in installments.csv')
        return Position("season", title.id, season)
    hint = "an installment's id, id@HH:MM:SS, TITLE S2, a title's id, or public"
    raise BadRowError("position-unknown", f'"{text}" in "revealed" is no known position', hint)


def _whole(text: str, tables: Tables) -> Position | None:
    episode, title = tables.installments.get(text), tables.titles.get(text)
    if episode and title and (title.id != episode.title or title.kind == "series"):
        hint = "give titles and installments ids of their own"
        raise BadRowError("position-ambiguous", f'"{text}" in "revealed" is both a title and an installment', hint)
    if episode:
        return Position("installment", episode.title, episode.season, episode.number)
    if title and title.kind == "series" and not tables.seasons.get(text):
        raise BadRowError("position-unknown", f'"{text}" has no installment that could be passed')
    return Position("title" if title.kind == "series" else "installment", text) if title else None
