"""Times and evenings as people type them."""

import re
from datetime import date

from intertwine.plan.errors import PlanError
from intertwine.plan.evening import Evening
from intertwine.plan.evenings import evenings_until

_HOURS = re.compile(
    r"(?P<hours>[0-9]{1,4}(?:[.,][0-9]{1,4})?)\s?h?|(?P<whole>[0-9]{1,4})\s?h\s?(?P<minutes>[0-9]{1,2})\s?(?:m|min)?"
)
MOST_DAYS = 3660
"""Days that a calendar can hold."""
_EVENINGS = re.compile(r"(?P<count>[1-7])\s?[xX×]\s?(?P<minutes>[0-9]{1,4})\s?(?:m|min)?")


def typed_minutes(text: str) -> int:
    """Hours as people write them ("12", "7.5", "7h30"), in minutes. Raises `PlanError`."""
    m = _HOURS.fullmatch(text.strip())
    if m is None:
        raise PlanError(_not(text, "is not a time"), "write hours, such as 12, 7.5 or 7h30")
    if m["hours"] is not None:
        return round(float(m["hours"].replace(",", ".")) * 60)
    return int(m["whole"]) * 60 + int(m["minutes"])


def typed_day(text: str, today: date) -> date:
    """A day ("2026-12-24") that is not before `today`, and at most `MOST_DAYS` after it. Raises `PlanError`."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise PlanError(_not(text, "is not a day"), "write it as 2026-12-24") from None
    if day < today:
        raise PlanError(f"{day} is over", "give a day from today on")
    if (day - today).days > MOST_DAYS:
        raise PlanError(f"{day} is too far away", "give a day within ten years")
    return day


def typed_evenings(text: str, today: date, last: date) -> tuple[Evening, ...]:
    """The evenings from `today` to `last`, of which `text` ("3x90") says how many there are a week, and the minutes of
    each. Raises `PlanError`."""
    m = _EVENINGS.fullmatch(text.strip().removesuffix("."))
    if m is None:
        raise PlanError(
            _not(text, "does not say which evenings"), "write how many a week and the minutes of each: 3x90"
        )
    if int(m["minutes"]) == 0:
        raise PlanError("an evening of no minutes holds nothing", "write the minutes of each: 3x90")
    return tuple(evenings_until(today, last, int(m["count"]), int(m["minutes"])))


def _not(text: str, what: str) -> str:
    """That a text is not what it should be."""
    return f'"{text}" {what}' if text.strip() else "nothing is said here"
