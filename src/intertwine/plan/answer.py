"""A plan, as an answer."""

from dataclasses import field
from typing import Any

from intertwine.model.message import message
from intertwine.model.numbers import shown
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.model.short_repr import short_repr
from intertwine.plan.evening import Evening
from intertwine.questions.common import At, Named, OutsideId
from intertwine.questions.viewing_orders import TitleEpisode


@record
class PlanPause:
    """Where to pause in an installment: after so many `seconds`, in words `time`, and to see so many (`count`) of those
    that follow it in the plan first."""

    seconds: int
    time: str
    count: int

    @property
    def text(self) -> str:
        """What to do, in words."""
        if self.count == 1:
            return message("pause at %(time)s for the next one", time=self.time)
        return message("pause at %(time)s for the next %(count)s", time=self.time, count=self.count)


@record
class PlannedEpisode:
    """One installment of a plan. `minutes` is the time that is left of it, rounded up, `about` whether that is only
    about right. `seconds` is the same time, to be added to others and then rounded.
    `pinned` is whether the viewer asked for it, `evening` the day on which it is seen (ISO; None: no day was asked
    for). `pauses` are where to pause in it: what follows it in the plan is seen in them, one after the other. Where it
    goes on for several evenings, `evening` is the first, and `evenings` are all of them, with its minutes on each."""

    title: str
    season: int | None
    episode: int | None = field(metadata={"json": shown})
    minutes: int
    about: bool
    pinned: bool
    evening: str | None
    it: TitleEpisode = field(metadata={"json": False})
    pauses: tuple[PlanPause, ...] = field(default=(), metadata={"json": "if any"})
    evenings: tuple[Evening, ...] = field(default=(), metadata={"json": "if any"})
    seconds: int = field(default=0, metadata={"json": False})

    __repr__ = short_repr

    @property
    def sittings(self) -> tuple[Evening, ...]:
        """Every day on which something of it is seen, with its minutes then; () where no day was asked for."""
        if self.evening is None:
            return ()
        return self.evenings or (Evening(self.evening, self.minutes),)


@record
class TitleReason:
    """Why installments of a title are in a plan, in a sentence that says nothing but what the viewer may know. `ids`
    are the title's numbers elsewhere, as far as they may know them."""

    title: Named
    text: str
    ids: tuple[OutsideId, ...] = field(default=(), metadata={"json": "if any"})

    __repr__ = short_repr


@record
class CurvePoint:
    """With so many `minutes`, this `share` of what the target asks for, in thousandths."""

    minutes: int
    share: int

    __repr__ = short_repr


def _part(text: str) -> Any:
    return field(metadata={"help": text})


@record
class Plan(metaclass=ShortHelp):
    """What to see before a title, a season or an installment; `Companion.plan` makes it.

    >>> import intertwine
    >>> plan = intertwine.load().plan("Luke Cage S1", "Daredevil S1")
    >>> [it.it.text for it in plan.installments], plan.minutes
    (['Jessica Jones 1x06', 'Jessica Jones 1x13'], 100)
    """

    target: At = _part("What it is for.")
    mode: str = _part('"essential", "complete", "budget" or "calendar".')
    order: str = _part("The order of the installments, by its name.")
    installments: tuple[PlannedEpisode, ...] = _part("What to see, in this order.")
    minutes: int = _part("How long that takes, rounded up once. What is read may add up to more.")
    about: bool = _part("Whether that is only about right.")
    builds_on: bool = _part("Whether the target builds on anything that the viewer may hear of.")
    before: int = _part("The share of what it builds on that the viewer has seen or was told, in thousandths.")
    share: int = _part("The share that they know with the plan, in thousandths.")
    essential_share: int = _part("The share that they know with everything essential, in thousandths.")
    essential_minutes: int = _part("How long everything essential takes that they have not seen.")
    essential_left: bool = _part("Whether the viewer has not seen all that is essential, in the plan or not.")
    optimal: bool = _part("Whether it is proved that no plan is better.")
    gap: int = _part("If not: by how much the best can be better at most, in thousandths of what is seen.")
    interrupted: bool = _part("Whether its maker was asked to stop: then it is the best so far, and not for keeping.")
    reasons: tuple[TitleReason, ...] = _part("A reason for each title.")
    told: tuple[PlannedEpisode, ...] = _part("What is essential, not in the plan, and can be told instead.")
    told_minutes: int = _part("How long it takes to read that: a fixed time for each.")
    curve: tuple[CurvePoint, ...] = _part("The share for each time; empty where it was not asked for.")
    notes: tuple[str, ...] = _part("What could not be had, in sentences.")

    __repr__ = short_repr
