"""What a plan is asked for: what an address says after its question mark."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeVar
from urllib.parse import urlencode

from intertwine.model.copied_errors import as_it_was
from intertwine.plan import Evening, PlanError, PlanOptions
from intertwine.plan.lengths import WORDS_A_MINUTE
from intertwine.plan.typed import typed_day, typed_evenings, typed_minutes
from intertwine.web import clock

PlanTime = Literal["essential", "complete", "hours", "evenings"]
PLAN_TIMES: tuple[PlanTime, ...] = ("essential", "complete", "hours", "evenings")
LISTS = {"together": "together", "without": "without", "with": "within", "on": "on"}
"""Parameters that can stand several times, with their fields."""
FIRST_SAID = "first"
"""How an address says the first profile; no other is called so, since they are longer."""
T = TypeVar("T")


class ChoiceError(PlanError):
    """Something in a choice that cannot be planned with: `field` is the parameter that says it, "" for all of it."""

    def __init__(self, field: str, message: str, way: str) -> None:
        super().__init__(message, way)
        self.field = field

    __reduce__ = as_it_was


class WrongParameter(NamedTuple):
    """Something in a query that cannot be read: the parameter (`field`; "" is several), why, and what to do instead."""

    field: str
    message: str
    way: str


@dataclass(frozen=True, slots=True)
class PlanChoice:
    """What is asked of a plan, apart from what it is for, as it was typed: an address says it as
    `?hours=7h30&order=woven&without=iron-fist`. "" is what was not said.

    `how` is which of the times counts; `season` the part of the title that the plan is for; `speed` how many words
    the viewer reads in a minute; `wrong` what could not be read. `seen` is what the plan is to count as seen ("": what
    the viewer has seen), as `marks.spelled_by_title` writes it. `together` are profiles of the viewer that see it as
    well ("first" is the first). Nothing else of it is about anybody.
    """

    how: PlanTime = "essential"
    together: tuple[str, ...] = ()
    season: str = ""
    hours: str = ""
    until: str = ""
    evenings: str = ""
    order: str = ""
    without: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    rated: str = ""
    seasons: bool = False
    pauses: bool = False
    speed: str = ""
    seen: str = ""
    wrong: WrongParameter | None = None

    def pairs(self, **other: object) -> Iterator[tuple[str, str]]:
        """The choice as parameters and values, with some fields otherwise: only what is not as usual."""
        it = replace(self, **other)  # type: ignore[arg-type] # fields by name
        if it.season:
            yield "season", it.season
        if it.how == "complete":
            yield "how", it.how
        if it.how == "hours":
            yield "hours", it.hours
        if it.how == "evenings":
            yield from (("until", it.until), ("evenings", it.evenings))
        if it.order not in ("", "release"):
            yield "order", it.order
        for name, field in LISTS.items():
            yield from ((name, text) for text in getattr(it, field))
        yield from ((name, text) for name, text in (("rated", it.rated), ("speed", it.speed)) if text)
        if it.seasons:
            yield "seasons", "yes"
        if it.pauses:
            yield "pauses", "yes"
        if it.seen:
            yield "seen", it.seen

    def query(self, **other: object) -> str:
        """The same as a query; "" where all is as usual."""
        said = urlencode(list(self.pairs(**other)))
        return f"?{said}" if said else ""

    def options(self) -> PlanOptions:
        """What the engine is asked. Raises `ChoiceError` for what cannot be read. What is not in the universe, such as
        an unknown order, is for the engine to refuse."""
        if self.wrong:
            raise ChoiceError(*self.wrong)
        minutes: int | None = None
        evenings: tuple[Evening, ...] = ()
        if self.how == "hours":
            minutes = _of("hours", lambda: typed_minutes(self.hours))
            _of("hours", lambda: PlanOptions(minutes=minutes))
        elif self.how == "evenings":
            today = clock.today()
            last = _of("until", lambda: typed_day(self.until, today))
            evenings = _of("evenings", lambda: typed_evenings(self.evenings, today, last))
            if not evenings:
                raise ChoiceError("until", "there is no evening until then", "give a later day")
        speed = _of("speed", lambda: PlanOptions(words_a_minute=_speed(self.speed))).words_a_minute
        order = self.order or "release"
        _of("pauses", lambda: PlanOptions(evenings=evenings, order=order, pauses=self.pauses))
        return PlanOptions(
            minutes=minutes, evenings=evenings, complete=self.how == "complete", order=order, pauses=self.pauses,
            without=self.without, within=self.within, services=self.on, rated_up_to=self.rated, seasons=self.seasons,
            words_a_minute=speed,
        )  # fmt: skip


def _of(field: str, read: Callable[[], T]) -> T:
    """What `read` reads; its `PlanError` is about this field."""
    try:
        return read()
    except PlanError as error:
        raise ChoiceError(field, str(error), error.way) from None


def _speed(text: str) -> int:
    if not text:
        return WORDS_A_MINUTE
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise PlanError(
            f'"{text}" is not a speed', f"write how many words you read in a minute, such as {WORDS_A_MINUTE}"
        )
    return int(text)
