"""What stands around the words of a fact: its leading time or date, its quoted text, its `^id`."""

import re
from typing import NamedTuple, NoReturn

from intertwine.ledger.read.edtf import HINT as DATE_HINT
from intertwine.ledger.read.edtf import parse_edtf
from intertwine.ledger.read.markdown.diagnostics import Troubles, shorten
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import LOOSE_TIME, time_at
from intertwine.model.statement import StoryTime

PREPOSITIONS = frozenset({"at", "in", "on", "near", "from", "to", "aboard", "outside", "under", "with"})
SEPARATORS = frozenset({",", "and", ", and"})
NOT_KINDS = frozenset({"text", "fact", "none"})
"""What a verb's `objects` may hold beside the kinds of pages that can be linked."""

BLOCK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
BLOCK_HINT = "a fact's id is ^ and letters, digits and hyphens"
LEAD = re.compile(r"([0-9]+:[0-9:]*)(?:\s*([-–])\s*([0-9]+:[0-9:]*))?(?=\s|$)|([0-9.-]\S*)")
"""Groups: time, dash, second time; or a date."""

_BLOCK = re.compile(r"(?:^|\s)\^([^\s\"\]]*)$")
# As far as the first quotation mark outside of links; possessive, so that a hostile line is read once.
_BEFORE_QUOTE = re.compile(r"(?:[^\"\[]++|\[\[[^\[\]]++\]\]|\[)*+")


class Unreadable(Exception):  # noqa: N818 - no error: it ends the reading of one fact
    """A fact cannot be understood, and its problem has been noted. Never leaves `FactReader.read`."""


class Lead(NamedTuple):
    """What stands before a fact: seconds (-1: none), or a story time. `good` is False where a time is meant that
    cannot be read, so that nobody knows when the fact is revealed."""

    start: int = -1
    end: int = -1
    true: StoryTime | None = None
    good: bool = True


NO_LEAD = Lead()


class Halves(NamedTuple):
    """A fact's text around its quoted text; `inner` is None where there is none. `at` are offsets into the item."""

    head: str
    inner: str | None = None
    inner_at: int = 0
    tail: str = ""
    tail_at: int = 0
    block: str = ""


def fail(troubles: Troubles, place: tuple[int, int], code: str, message: str, hint: str = "") -> NoReturn:
    """Note a problem at a line and column, and give the fact up."""
    troubles.add(*place, code, message, hint)
    raise Unreadable


def before_quote(text: str, start: int = 0) -> int:
    """The offset of the first quotation mark outside of links from `start` on, or the length of `text`."""
    m = _BEFORE_QUOTE.match(text, start)
    return m.end() if m else start


def halve(span: Span, troubles: Troubles) -> Halves:
    """Cut a fact's text at its quoted text, and take its `^id` off."""
    text, block = span.text, ""
    if "^" in text and (m := _BLOCK.search(text, max(0, text.rfind("^") - 1))):
        block = m[1]
        if not BLOCK_ID.fullmatch(block):
            at = m.end() - len(block) - 1
            fail(troubles, span.at(at), "id-unreadable", f'"^{shorten(block)}" is no id', BLOCK_HINT)
        text = text[: m.start()].rstrip()
    if '"' not in text or (start := before_quote(text)) == len(text):
        return Halves(text, block=block)
    end = before_quote(text, start + 1)
    if end == len(text):
        fail(troubles, span.at(start), "text-open", "this text has no closing quotation mark", 'write it as "..."')
    inner, tail = text[start + 1 : end], text[end + 1 :]
    if not inner.strip():
        fail(
            troubles,
            span.at(start),
            "text-empty",
            "there is nothing in this text",
            'write it as "...", or leave it out',
        )
    if '"' in tail and (second := before_quote(text, end + 1)) < len(text):
        hint = "keep one; inside a text write “ and ” or '"
        fail(troubles, span.at(second), "text-twice", "a fact has one text in quotation marks", hint)
    return Halves(text[:start], inner, start + 1, tail, end + 1, block)


def read_lead(span: Span, first: str, troubles: Troubles) -> tuple[Lead, str]:
    """The time, span of times or date that `first`, the beginning of an item, leads with; and the words after it."""
    m = LEAD.match(first)
    if not m:
        return NO_LEAD, first
    rest = first[m.end() :].strip()
    line, column = span.at(0)
    if m[4]:
        if LOOSE_TIME.match(m[4]):
            time_at(m[4], line, column, troubles)
            return Lead(good=False), rest
        bounds = parse_edtf(m[4])
        if isinstance(bounds, str):
            troubles.add(line, column, "date-unreadable", bounds, DATE_HINT)
            return NO_LEAD, rest
        return Lead(true=StoryTime(m[4], *bounds)), rest
    start = time_at(m[1], line, column, troubles)
    end = time_at(m[3], line, span.at(m.start(3))[1], troubles) if m[3] else -1
    if start is None or end is None:
        return Lead(good=False), rest
    if m[3] and end < start:
        hint = "write the earlier time first"
        troubles.add(line, column, "span-backwards", "this span ends before it begins", hint)
        return Lead(end, start), rest
    return Lead(start, end), rest
