"""What somebody may ask of a plan."""

from dataclasses import field
from itertools import pairwise
from typing import Any, Literal

from intertwine.model.arguments import need_flags, need_text, refuse
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.plan.errors import PlanError
from intertwine.plan.evening import Evening
from intertwine.plan.lengths import WORDS_A_MINUTE

PlanMode = Literal["essential", "complete", "budget", "calendar"]
"""The least time that covers everything essential; all that touches it; the most for so many minutes; the most for some
evenings."""
MOST_MINUTES = 1_000_000
_SLOWEST, _FASTEST = 20, 2000


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
        self._need_types()
        if self.minutes is not None and self.minutes <= 0:
            raise PlanError(
                f"{self.minutes} minutes are not enough to plan with", "give more than no time, such as 12 hours"
            )
        if self.minutes is not None and self.minutes > MOST_MINUTES:
            raise PlanError(f"{self.minutes} minutes are too many to plan with", f"give {MOST_MINUTES} at most")
        if any(one.date >= other.date for one, other in pairwise(self.evenings)):
            raise PlanError("the evenings are not one after the other", "give each day once, the earliest first")
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

    def _need_types(self) -> None:
        """Raises `TypeError` for what is of another kind: a text in place of several would be a list of letters."""
        way = 'write PlanOptions(minutes=300, order="story", without=("Iron Fist",))'
        for name in ("minutes", "words_a_minute"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int | None if name == "minutes" else int):
                refuse("PlanOptions", f"{name}= as a whole number", value, way)
        for name in ("order", "rated_up_to"):
            need_text("PlanOptions", getattr(self, name), f"{name}= as text", way)
        need_flags("PlanOptions", complete=self.complete, seasons=self.seasons, pauses=self.pauses)
        several = {"without": str, "within": str, "services": str, "evenings": Evening}
        for name, of in several.items():
            value = getattr(self, name)
            if not isinstance(value, tuple | list) or not all(isinstance(it, of) for it in value):
                of_what = "texts" if of is str else "Evening"
                refuse("PlanOptions", f"{name}= as a tuple of {of_what}", value, way)

    @property
    def mode(self) -> PlanMode:
        """Which kind of plan that is."""
        if self.evenings:
            return "calendar"
        if self.minutes is not None:
            return "budget"
        return "complete" if self.complete else "essential"
