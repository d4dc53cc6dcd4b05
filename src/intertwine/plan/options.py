"""What somebody may ask of a plan."""

from typing import Literal

from intertwine.model.record import record
from intertwine.plan.errors import PlanError
from intertwine.plan.lengths import WORDS_A_MINUTE

PlanMode = Literal["essential", "complete", "budget", "calendar"]
"""The least time that covers everything essential; all that touches it; the most for so many minutes; the most for some
evenings."""
MOST_MINUTES = 1_000_000
_SLOWEST, _FASTEST = 20, 2000


@record
class Evening:
    """A day, in ISO, and how many minutes there are on it."""

    date: str
    minutes: int


@record
class PlanOptions:
    """What is asked of a plan; the default is everything essential, in the order of release.

    minutes: how much time there is (None: as much as is needed).
    evenings: the evenings that there are, by date; where there are some, they are the time.
    complete: all that touches the target, not only what is essential.
    order: "release", "story", "woven", or the name of a viewing order.
    without, within: titles, seasons and installments, as text, that are left out, or that are in the plan whatever
        they are worth.
    services: names of the services that there are (none: all).
    rated_up_to: a certification that nothing in the plan goes beyond ("": any).
    seasons: whole seasons alone.
    words_a_minute: how fast the viewer reads.
    """

    minutes: int | None = None
    evenings: tuple[Evening, ...] = ()
    complete: bool = False
    order: str = "release"
    without: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    rated_up_to: str = ""
    seasons: bool = False
    words_a_minute: int = WORDS_A_MINUTE

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
