"""A day on which there is time for what a plan holds."""

from dataclasses import field
from datetime import date

from intertwine.model.arguments import need_count, need_text
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.plan.errors import PlanError

A_DAY = 24 * 60
"""Minutes that an evening can have."""


@record
class Evening(metaclass=ShortHelp):
    """A day on which there is time.

    >>> import intertwine
    >>> intertwine.plan.Evening("2026-12-24", 90).minutes
    90
    """

    date: str = field(metadata={"help": "The day, in ISO: 2026-12-24."})
    minutes: int = field(metadata={"help": "How many minutes there are on it."})

    def __post_init__(self) -> None:
        need_text("Evening", self.date, "its day as text", 'write Evening("2026-12-24", 90)')
        need_count("Evening", "minutes", self.minutes)
        try:
            written = date.fromisoformat(self.date).isoformat()
        except ValueError:
            written = ""
        if written != self.date:
            raise PlanError(f'"{self.date}" is not a day', "write it as 2026-12-24")
        if not 0 < self.minutes <= A_DAY:
            raise PlanError(f"no evening has {self.minutes} minutes", f"give 1 to {A_DAY}")
