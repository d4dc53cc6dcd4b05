"""iCalendar (RFC 5545): a day's event for each installment, on the evening that the plan gives it; of one that goes on
for several evenings, an event on each.

What the library would invent for each event is made here of what the plan shows, so that the same plan gives the same
bytes, and a calendar that reads the file twice holds each event once: the UID of the universe, the installment, its
day and, of several evenings, which one, the DTSTAMP of that day. An event never changes, since another day is another
event: its SEQUENCE is 0.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from intertwine.exports.errors import ExportError
from intertwine.exports.installments import full_name, heading, length
from intertwine.model.extras import missing
from intertwine.model.numbers import in_hours, written_number
from intertwine.plan.answer import Plan, PlannedEpisode
from intertwine.plan.evening import Evening

PRODUCT = "-//Intertwine//Plan//EN"


def calendar(plan: Plan, universe: str) -> bytes:
    """The calendar of a `plan` with evenings, in the `universe` of that name. Raises `ExportError` for one without, and
    `MissingExtraError` where the extra for calendars is not installed."""
    if plan.mode == "calendar" and not plan.installments:
        raise ExportError(
            "nothing is in this plan, and no calendar is empty", "ask for another plan, or longer evenings"
        )
    if not any(it.evening for it in plan.installments):
        raise ExportError("this plan has no evenings to put into a calendar", "ask for a plan with a day and evenings")
    try:
        from icalendar import Calendar, Event  # noqa: PLC0415 - an extra, which only calendars need
    except ImportError as error:
        raise missing(error) from error
    made = Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODUCT), ("calscale", "GREGORIAN"), ("method", "PUBLISH"),
                        ("x-wr-calname", heading(plan))):  # fmt: skip
        made.add(name, value)
    for it in plan.installments:
        for number, evening in enumerate(it.sittings, 1):
            event = Event()
            for name, content in _fields(it, evening, number, universe):
                event.add(name, content)
            made.add_component(event)
    return bytes(made.to_ical())


def _fields(it: PlannedEpisode, evening: Evening, number: int, universe: str) -> Iterator[tuple[str, str | int | date]]:
    """What an event says: that of an installment on an `evening`, the one of that `number` of those that it takes."""
    day = date.fromisoformat(evening.date)
    parts = len(it.evenings)
    yield "uid", _uid(it, day, f"{number} of {parts}" if parts else "", universe)
    yield "dtstamp", datetime.combine(day, time(), UTC)
    yield "sequence", 0
    yield "dtstart", day
    yield "dtend", day + timedelta(days=1)
    yield "summary", f"{full_name(it)} ({number} of {parts})" if parts else full_name(it)
    yield "description", f"{in_hours(evening.minutes)} of {length(it)}" if parts else length(it)
    yield "transp", "TRANSPARENT"


def _uid(it: PlannedEpisode, day: date, part: str, universe: str) -> str:
    """What names an event: `part` says which evening of several it is ("": there is one)."""
    number = "" if it.episode is None else written_number(it.episode)
    words = "\n".join([universe, it.title, str(it.season), number, day.isoformat(), *filter(None, [part])])
    return f"{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@intertwine"
