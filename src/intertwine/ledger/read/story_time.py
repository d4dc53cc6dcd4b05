"""When something is true in the story, as a keeper writes it after `true:`."""

import re
from dataclasses import replace

from intertwine.ledger.read.edtf import HINT as DATE_HINT
from intertwine.ledger.read.edtf import parse_edtf
from intertwine.ledger.read.fact_tokens import BLOCK_ID
from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import LINK, links_of
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import read_stamp
from intertwine.model.sentinels import NONE
from intertwine.model.statement import OwnStep, StoryTime, WrittenRelation

HINT = f"{DATE_HINT}; or before ^id, after Title 1x05, about 37 years before ^id, during ^id, step 3, unknown"

_STEP = re.compile(r"step\s+([0-9]{1,6})", re.IGNORECASE)
_LENGTH = (
    r"(?:(?:about|around|some|nearly|almost|over|circa|~)\s*)?"
    r"(?P<count>[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,7}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s+"
    r"(?P<unit>second|minute|hour|day|week|month|year|decade|century|centurie|millennium|millennia)s?"
)
_LENGTH_ALONE = re.compile(rf"(?:of\s+)?{_LENGTH}", re.IGNORECASE)
_RELATION = re.compile(
    rf"(?P<distance>{_LENGTH}\s+)?"
    r"(?P<kind>before|after|during)\s+(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {"a": 1, "an": 1, **{word: n for n, word in enumerate(_WORDS, 1)}}
_DAYS = {
    "second": 0.0, "minute": 0.0, "hour": 0.0, "day": 1.0, "week": 7.0, "month": 30.4369, "year": 365.2425,
    "decade": 3652.425, "century": 36524.25, "centurie": 36524.25, "millennium": 365242.5, "millennia": 365242.5,
}  # fmt: skip
"""Days of a unit: of a year and what is made of years the mean of the Gregorian calendar."""
_MOST_DAYS = 2**30
STEP = 1000
"""A step in somebody's own order is kept as so many parts."""
_BOTH = re.compile(r"(?:and|or|&|,)\s*(?P<kind>before|after|during)\s+(?P<what>\S.*)", re.IGNORECASE)
MOST = 100
"""Relations of one fact."""
_OWN = re.compile(
    rf"{LINK.pattern}\s+step\s+(?P<step>[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?)(?P<revealed>,?\s+revealed\s+|$)", re.IGNORECASE
)


def read_story_time(value: Span, known: StoryTime | None, own: bool, diagnostics: Diagnostics) -> StoryTime | None:
    """`known` (None: nothing yet) with what `value` says; `own` allows positions without a title. `known` itself, and
    one of `diagnostics`, where `value` cannot be read or says the same again."""
    text, true = value.text, known or StoryTime()
    if m := _STEP.fullmatch(text):
        twice, true = true.step >= 0, replace(true, step=int(m[1]))
    elif text.lower() == "unknown":
        twice, true = bool(true.text), replace(true, text="unknown")
    elif m := _RELATION.fullmatch(text):
        relation = _relation(value, m, own, diagnostics)
        if relation is None:
            return known
        if len(true.relations) == MOST:
            message = f"a fact comes before, after or during at most {MOST} others"
            diagnostics.add(*value.at(0), "date-unreadable", message, "leave out what follows from the others")
            return known
        twice = any(replace(it, line=0) == replace(relation, line=0) for it in true.relations)
        true = replace(true, relations=(*true.relations, relation))
    elif re.match(r"step\b", text, re.IGNORECASE):
        message = f'"{shorten(text)}" is not a step of the story'
        diagnostics.add(*value.at(0), "date-unreadable", message, "write true: step 3; steps go up to 999999")
        return known
    else:
        bounds = parse_edtf(text)
        if isinstance(bounds, str):
            diagnostics.add(*value.at(0), "date-unreadable", bounds, HINT)
            return known
        twice, true = bool(true.text), replace(true, text=text, start=bounds[0], until=bounds[1])
    if twice:
        diagnostics.add(*value.at(0), "qualifier-twice", "this fact has such a time already", "keep one of them")
        return known
    return true


def read_own_step(value: Span, own: bool, diagnostics: Diagnostics) -> OwnStep | None:
    """The place in somebody's own order that `value` says: `[[Ann]] step 4, revealed Title 1x05`. `own` allows stamps
    without a title. None, and one of `diagnostics`, where it cannot be read."""
    m = _OWN.match(value.text)
    if not m:
        hint = "write it as own: [[Ann]] step 4; steps go up to 999999 and may have three decimals"
        message = f'"{shorten(value.text)}" is not a place in somebody\'s own order'
        diagnostics.add(*value.at(0), "own-unreadable", message, hint)
        return None
    until = read_stamp(value.part(m.end()), diagnostics, own=own) if m["revealed"] else ()
    step = round(float(m["step"]) * STEP)
    return OwnStep(links_of(value)[0], step, until, value.at(0)[0])


def days_in(text: str) -> int:
    """How many whole days a length such as `about 3 weeks` or `of a year` is; NONE where `text` says none."""
    m = _LENGTH_ALONE.fullmatch(text.strip())
    return _days(m) if m else NONE


def _days(m: re.Match[str]) -> int:
    count = m["count"].lower().replace(",", "")
    return min(_MOST_DAYS, round((_COUNTS.get(count) or int(count)) * _DAYS[m["unit"].lower()]))


def _relation(value: Span, m: re.Match[str], own: bool, diagnostics: Diagnostics) -> WrittenRelation | None:
    """What `m`, the match of `value`, says of another fact or a position."""
    kind, what, distance = m["kind"].lower(), m["what"], " ".join((m["distance"] or "").split())
    if kind == "during" and distance:
        message = f'"{shorten(value.text)}" says how far it is from what it is in'
        diagnostics.add(*value.at(0), "date-unreadable", message, "write a distance with before or after")
        return None
    if m_both := _BOTH.match(what):
        message = f'"{shorten(value.text)}" says two relations at once'
        lines = (f"true: {it} {m_both['what']}" for it in (kind, m_both["kind"].lower()))
        hint = f"write each on a line of its own: {', and '.join(lines)}"
        diagnostics.add(*value.at(0), "date-unreadable", message, hint)
        return None
    days = _days(m) if distance else NONE
    line = value.at(0)[0]
    if what.startswith("^"):
        if not BLOCK_ID.fullmatch(what[1:]):
            message = f'"{shorten(what)}" names no fact'
            diagnostics.add(*value.at(m.start("what")), "id-unreadable", message, f"write it as true: {kind} ^id")
            return None
        return WrittenRelation(kind, what[1:], None, distance, days, line)
    found = read_stamp(value.part(m.start("what")), diagnostics, own=own)
    if len(found) != 1 or len(found[0].positions) != 1 or found[0].positions[0].kind in ("public", "linked"):
        message = f'"{shorten(what)}" is not one place in a title'
        diagnostics.add(*value.at(m.start("what")), "date-unreadable", message, f"write it as true: {kind} Title 1x05")
        return None
    if found[0].positions[0].kind == "impossible":
        return None
    return WrittenRelation(kind, "", found[0], distance, days, line)
