"""The one place where day and time come from. Nothing else in `web/` reads a clock that reaches a page or a row; tests
replace these functions, and the bytes stand still."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day that it is where this server stands."""
    return datetime.now(UTC).astimezone().date()


def now() -> int:
    """Whole seconds since 1970, for how long something can be undone."""
    return int(datetime.now(UTC).timestamp())
