"""The one place where the day comes from. Nothing else in `web/` reads a clock that reaches a page; tests replace this
function, and the bytes stand still."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day that it is where this server stands."""
    return datetime.now(UTC).astimezone().date()
