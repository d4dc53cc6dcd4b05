"""What a term of a progress text comes to: what it says, or what is wrong with it, and what it leaves to the next."""

from typing import NamedTuple

from intertwine.gate.order_places import RELEASE
from intertwine.gate.progress_terms import Keyword
from intertwine.gate.timetable import Title
from intertwine.model.extent import Extent
from intertwine.model.sentinels import NO_DATE, NONE
from intertwine.model.title_span import TitleSpan, Wrong

KnownNumbers = frozenset[int] | set[int]
"""The numbers of names that are known: as of one time, or one set for all of a text, to which names are only added."""


class Carried(NamedTuple):
    """What a term leaves to a term after it that is a place alone: its title, and what a number counts there.
    `name` is the title as typed. `seasons`: it spoke of "seasons" or "parts", so that a number alone is one more.
    `whole`: it named all of the title."""

    title: Title
    name: str
    told: bool
    after: Extent | None
    seasons: bool
    whole: bool = False


class Effect(NamedTuple):
    """What a term that is understood says: a keyword, or a span of a title. `end`: all that comes before it in the
    viewing order with the number `order`; in that of release it is a day. Nothing of the title with the number `but`
    (NONE: of any) is meant: another effect says what is passed of it."""

    told: bool
    keyword: Keyword
    span: TitleSpan | None = None
    end: int = NO_DATE
    order: int = RELEASE
    but: int = NONE


class Understood(NamedTuple):
    """A term that is understood. `narrows`: it says which part of the title before it is meant, as in "Daredevil,
    season 1", so that it takes the place of the last effect of the term before."""

    effects: tuple[Effect, ...]
    carried: Carried | None
    narrows: bool = False


Outcome = Understood | Wrong
