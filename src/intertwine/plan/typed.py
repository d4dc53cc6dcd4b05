"""Times and evenings as people type them."""

import re
from datetime import date

from intertwine.model.message import message
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
        raise _refused(
            text, message('"%(text)s" is not a time', text=text), message("write hours, such as 12, 7.5 or 7h30")
        )
    if m["hours"] is not None:
        return round(float(m["hours"].replace(",", ".")) * 60)
    return int(m["whole"]) * 60 + int(m["minutes"])


def typed_day(text: str, today: date) -> date:
    """A day ("2026-12-24") that is not before `today`, and at most `MOST_DAYS` after it. Raises `PlanError`."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise _refused(text, message('"%(text)s" is not a day', text=text), message("write it as 2026-12-24")) from None
    if day < today:
        raise PlanError(message("%(day)s is over", day=str(day)), message("give a day from today on"))
    if (day - today).days > MOST_DAYS:
        raise PlanError(message("%(day)s is too far away", day=str(day)), message("give a day within ten years"))
    return day


def typed_evenings(text: str, today: date, last: date) -> tuple[Evening, ...]:
    """The evenings from `today` to `last`, of which `text` ("3x90") says how many there are a week, and the minutes of
    each. Raises `PlanError`."""
    m = _EVENINGS.fullmatch(text.strip().removesuffix("."))
    if m is None:
        which = message('"%(text)s" does not say which evenings', text=text)
        raise _refused(text, which, message("write how many a week and the minutes of each: 3x90"))
    if int(m["minutes"]) == 0:
        raise PlanError(message("an evening of no minutes holds nothing"), message("write the minutes of each: 3x90"))
    return tuple(evenings_until(today, last, int(m["count"]), int(m["minutes"])))


def _refused(text: str, wrong: str, way: str) -> PlanError:
    """That a `text` is `wrong`, or that nothing is there."""
    return PlanError(wrong if text.strip() else message("nothing is said here"), way)
