"""What a fact may begin with: a time, a span of times, or a date. And the small words between its names."""

import re
from typing import NamedTuple

from intertwine.ledger.read.edtf import HINT as DATE_HINT
from intertwine.ledger.read.edtf import parse_edtf
from intertwine.ledger.read.fact_tokens import Words
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import LOOSE_TIME, time_at
from intertwine.model.sentinels import NONE
from intertwine.model.statement import StoryTime

SEPARATORS = frozenset({",", "and", ", and"})
NOT_KINDS = frozenset({"text", "fact", "none"})
"""What a verb's `objects` may hold beside the kinds of what can be linked."""

LEAD = re.compile(r"([0-9]+:[0-9:]*)(?:\s*([-–])\s*([0-9]+:[0-9:]*))?(?=\s|$)|([0-9.-]\S*)")
"""Groups: time, dash, second time; or a date."""


class Lead(NamedTuple):
    """What stands before a fact: seconds (NONE: none), or a story time. `good` is False where a time is meant that
    cannot be read, so that nobody knows when the fact is revealed."""

    start: int = NONE
    end: int = NONE
    true: StoryTime | None = None
    good: bool = True


NO_LEAD = Lead()


def read_lead(span: Span, first: Words, diagnostics: Diagnostics) -> tuple[Lead, Words | None]:
    """The time, span of times or date that `first`, the beginning of the item `span`, leads with; and the words after
    it. What is wrong with it is noted in `diagnostics`."""
    m = LEAD.match(first.text)
    if not m:
        return NO_LEAD, first
    after = first.part(m.end())
    rest = after if after.text else None
    line, column = span.at(first.at)
    if m[4]:
        if LOOSE_TIME.match(m[4]):
            time_at(m[4], line, column, diagnostics)
            return Lead(good=False), rest
        bounds = parse_edtf(m[4])
        if isinstance(bounds, str):
            diagnostics.add(line, column, "date-unreadable", bounds, DATE_HINT)
            return NO_LEAD, rest
        return Lead(true=StoryTime(m[4], *bounds)), rest
    start = time_at(m[1], line, column, diagnostics)
    end = time_at(m[3], line, span.at(first.at + m.start(3))[1], diagnostics) if m[3] else NONE
    if start is None or end is None:
        return Lead(good=False), rest
    if m[3] and end < start:
        hint = "write the earlier time first"
        diagnostics.add(line, column, "span-backwards", "this span ends before it begins", hint)
        return Lead(end, start), rest
    return Lead(start, end), rest
