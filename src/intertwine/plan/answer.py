"""A plan, as an answer."""

from dataclasses import field

from intertwine.model.numbers import shown
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.common import At, Named
from intertwine.questions.viewing_orders import TitleEpisode


@record
class PlannedEpisode:
    """One installment of a plan. `minutes` is the time that is left of it, `about` whether that is only about right.
    `pinned` is whether the viewer asked for it, `evening` the day on which it is seen (ISO; None: no day was asked
    for)."""

    title: str
    season: int | None
    episode: int | None = field(metadata={"json": shown})
    minutes: int
    about: bool
    pinned: bool
    evening: str | None
    it: TitleEpisode = field(metadata={"json": False})

    __repr__ = short_repr


@record
class TitleReason:
    """Why installments of a title are in a plan, in a sentence that says nothing but what the viewer may know."""

    title: Named
    text: str

    __repr__ = short_repr


@record
class CurvePoint:
    """With so many `minutes`, this `share` of what the target asks for, in thousandths."""

    minutes: int
    share: int

    __repr__ = short_repr


@record
class Plan:
    """What to see before a title, a season or an installment.

    `target` is what it is for, `mode` "essential", "complete", "budget" or "calendar". `installments` come in the
    `order` of that name; they take `minutes` (`about`: only about), and reach `share` of what the target asks for, in
    thousandths, with what was seen before. `before` is the share without them. `optimal` is whether no plan is better,
    which is proved; else the best can be better by `gap` at most, in thousandths. `essential_share` is what everything
    essential would reach. `told` is what the viewer may be told of instead of seeing it: what is essential, and not in
    the plan; to read that takes `told_minutes`. `curve` are the shares that can be reached for each time; empty where
    nobody asked. `notes` say in sentences what could not be had.
    """

    target: At
    mode: str
    order: str
    installments: tuple[PlannedEpisode, ...]
    minutes: int
    about: bool
    before: int
    share: int
    essential_share: int
    optimal: bool
    gap: int
    reasons: tuple[TitleReason, ...]
    told: tuple[PlannedEpisode, ...]
    told_minutes: int
    curve: tuple[CurvePoint, ...]
    notes: tuple[str, ...]

    __repr__ = short_repr
