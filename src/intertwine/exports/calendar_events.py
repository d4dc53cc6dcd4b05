"""iCalendar (RFC 5545): a day's event for each installment, on the evening that the plan gives it.

What the library would invent for each event is made here of what the plan shows, so that the same plan gives the same
bytes, and a calendar that reads the file twice holds each event once: the UID of the universe, the installment and its
day, the DTSTAMP of that day. An event never changes, since another day is another event: its SEQUENCE is 0.
"""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from intertwine.exports.errors import ExportError
from intertwine.exports.installments import full_name, heading, length
from intertwine.model.extras import missing
from intertwine.model.numbers import written_number
from intertwine.plan.answer import Plan, PlannedEpisode

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
        if it.evening is None:
            continue
        event = Event()
        for name, content in _fields(it, date.fromisoformat(it.evening), universe):
            event.add(name, content)
        made.add_component(event)
    return bytes(made.to_ical())


def _fields(it: PlannedEpisode, day: date, universe: str) -> Iterator[tuple[str, str | int | date]]:
    yield "uid", _uid(it, day, universe)
    yield "dtstamp", datetime.combine(day, time(), UTC)
    yield "sequence", 0
    yield "dtstart", day
    yield "dtend", day + timedelta(days=1)
    yield "summary", full_name(it)
    yield "description", length(it)
    yield "transp", "TRANSPARENT"


def _uid(it: PlannedEpisode, day: date, universe: str) -> str:
    number = "" if it.episode is None else written_number(it.episode)
    words = "\n".join([universe, it.title, str(it.season), number, day.isoformat()])
    return f"{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@intertwine"
