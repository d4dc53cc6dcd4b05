"""What somebody may ask of a plan."""

from dataclasses import field
from typing import Any, Literal

from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.plan.errors import PlanError
from intertwine.plan.lengths import WORDS_A_MINUTE

PlanMode = Literal["essential", "complete", "budget", "calendar"]
"""The least time that covers everything essential; all that touches it; the most for so many minutes; the most for some
evenings."""
MOST_MINUTES = 1_000_000
_SLOWEST, _FASTEST = 20, 2000


@record
class Evening(metaclass=ShortHelp):
    """A day on which there is time.

    >>> import intertwine
    >>> intertwine.plan.Evening("2026-12-24", 90).minutes
    90
    """

    date: str = field(metadata={"help": "The day, in ISO: 2026-12-24."})
    minutes: int = field(metadata={"help": "How many minutes there are on it."})


def _option(default: object, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@record
class PlanOptions(metaclass=ShortHelp):
    """What is asked of a plan; the default is everything essential, in the order of release. Raises `PlanError` for
    what contradicts itself.

    >>> import intertwine
    >>> plan = intertwine.load().plan("The Defenders", options=intertwine.plan.PlanOptions(minutes=300))
    >>> len(plan.installments), plan.mode, plan.optimal
    (5, 'budget', True)
    """

    minutes: int | None = _option(None, "How much time there is; None is as much as is needed.")
    evenings: tuple[Evening, ...] = _option((), "The evenings that there are, by date. Then they are the time.")
    complete: bool = _option(False, "All that touches the target, not only what is essential.")
    order: str = _option("release", '"release", "story", "woven", or the name of a viewing order.')
    without: tuple[str, ...] = _option((), "Titles, seasons and installments, as text, that are left out.")
    within: tuple[str, ...] = _option((), "Those that are in the plan, whatever they are worth.")
    services: tuple[str, ...] = _option((), "Names of the services that there are; none is all.")
    rated_up_to: str = _option("", 'A certification that nothing in the plan goes beyond, such as "TV-14".')
    seasons: bool = _option(False, "Whole seasons alone.")
    pauses: bool = _option(False, "Pauses in what was seen or begun, where that is the story's order.")
    words_a_minute: int = _option(WORDS_A_MINUTE, "How fast the viewer reads.")

    def __post_init__(self) -> None:
        if self.minutes is not None and not 0 < self.minutes <= MOST_MINUTES:
            raise PlanError(
                f"{self.minutes} minutes are not enough to plan with", "give more than no time, such as 12 hours"
            )
        if not _SLOWEST <= self.words_a_minute <= _FASTEST:
            raise PlanError(
                f"nobody reads {self.words_a_minute} words a minute",
                f"give {_SLOWEST} to {_FASTEST}; most read {WORDS_A_MINUTE}",
            )
        if self.complete and (self.minutes is not None or self.evenings):
            raise PlanError("a complete plan takes the time that it takes", "leave out the time, or the word complete")
        if self.pauses and (self.order.strip().lower() != "story" or self.evenings):
            raise PlanError("pauses are in the order of the story, without evenings", "ask for the order of the story")
        if self.minutes is not None and self.evenings:
            raise PlanError("the time is given twice", "give hours, or evenings")

    @property
    def mode(self) -> PlanMode:
        """Which kind of plan that is."""
        if self.evenings:
            return "calendar"
        if self.minutes is not None:
            return "budget"
        return "complete" if self.complete else "essential"
