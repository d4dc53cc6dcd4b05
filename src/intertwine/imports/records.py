"""The five tables as frozen records: rows that were understood, with ids resolved.

A number that a table does not give is NONE: seconds, a step of the story, an episode's number.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from intertwine.model.names import Names
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Verb
from intertwine.model.words import exact


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the universe's time, by ids. `title` is "" for public; `seconds` is NONE for an installment's
    end."""

    kind: Literal["public", "title", "season", "installment"]
    title: str = ""
    season: int = 0
    number: int = 0
    seconds: int = NONE


CellAlternatives = tuple[tuple[Position, ...], ...]
"""Alternatives, each a set of positions to have passed. Never empty, and no alternative is."""


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """A row of titles.csv. `year` is 0 when unknown; `of` is the kind with its words."""

    id: str
    name: str
    kind: str
    year: int
    line: int
    of: TitleKind

    @property
    def lists(self) -> bool:
        """Whether it has seasons, and is more than one installment."""
        return not self.of.is_single


@dataclass(frozen=True, slots=True)
class InstallmentRecord:
    """A row of installments.csv. Season and number are 0 for what is not a series; `date` is ISO or "", `minutes` is
    "52", "~52" or ""."""

    id: str
    title: str
    season: int
    number: int
    name: str
    date: str
    minutes: str
    line: int


@dataclass(frozen=True, slots=True)
class EntityRecord:
    """A row of entities.csv. `revealed` is empty where the name is shown with any fact that links it."""

    id: str
    kind: str
    name: str
    revealed: CellAlternatives
    line: int


@dataclass(frozen=True, slots=True)
class TrueTime:
    """One of the times of a cell `true`: `words`, and behind them the id of a `fact` or a `position`, if they lead to
    one (`3 days after`)."""

    words: str
    fact: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """A place in the own order of the entity `who`, with a `step` as written, and what reveals it (empty: its row)."""

    who: str
    step: str
    revealed: CellAlternatives


@dataclass(frozen=True, slots=True)
class StoryCells:
    """What the columns `true` and `own` of a row say."""

    times: tuple[TrueTime, ...] = ()
    own: tuple[OwnPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class SceneRecord:
    """A row of scenes.csv. Times are seconds; they and `step` may be NONE, and `place` ""."""

    installment: str
    start: int
    end: int
    place: str
    people: tuple[str, ...]
    step: int
    story: StoryCells
    line: int


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A row of facts.csv. Subjects and objects are refs ("entity:jon", "title:got"); `ref` is the id of another fact
    where that is the object; `true` is EDTF or ""."""

    id: str
    subjects: tuple[str, ...]
    verb: Verb
    form: str
    objects: tuple[str, ...]
    ref: str
    place: str
    recipient: str
    text: str
    revealed: CellAlternatives
    true: str
    source: str
    story: StoryCells
    line: int


Record = TypeVar("Record")


class Ids(dict[str, Record]):
    """The rows of a table by their ids, which are `exact`."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Names[str] | None = None

    def __setitem__(self, id_: str, row: Record) -> None:
        super().__setitem__(id_, row)
        self._names = None

    def meant(self, text: str) -> Record | None:
        """The row whose id is exactly `text`; if there is none, the only one whose id reads like it (see `words`)."""
        found = self.get(exact(text))
        if found is None:
            self._names = self._names or Names((id_, id_) for id_ in self)
            alike = self._names.called(text)
            found = self[alike[0]] if len(alike) == 1 else None
        return found


@dataclass(slots=True)
class Tables:
    """Everything that was understood, by id. `lost_episodes` are those whose row could not be used, so that a season
    is never taken for complete without them; titles in `lost_titles` have rows that do not even say which. `searches`:
    for how many cells more the nearest spelling is looked for, since looking is slow."""

    titles: Ids[TitleRecord] = field(default_factory=Ids[TitleRecord])
    installments: Ids[InstallmentRecord] = field(default_factory=Ids[InstallmentRecord])
    entities: Ids[EntityRecord] = field(default_factory=Ids[EntityRecord])
    scenes: list[SceneRecord] = field(default_factory=list)
    facts: list[FactRecord] = field(default_factory=list)
    seasons: dict[str, dict[int, list[InstallmentRecord]]] = field(default_factory=lambda: defaultdict(dict))
    lost_episodes: set[tuple[str, int, int]] = field(default_factory=set)
    lost_titles: set[str] = field(default_factory=set)
    searches: int = 100

    def counts(self) -> dict[str, int]:
        """How many rows of each table were understood."""
        return {
            "titles": len(self.titles),
            "installments": len(self.installments),
            "entities": len(self.entities),
            "scenes": len(self.scenes),
            "facts": len(self.facts),
        }

    def episodes_of(self, title: str, season: int) -> int:
        """How many episodes a season has, as far as the tables tell (0: they do not). More than are listed where
        numbers are missing: such a season can never be passed whole, which is late, and late is safe."""
        if title in self.lost_titles:
            return 0
        listed = self._numbers(title, season)
        before = self.episodes_before(title, season)
        if before and listed and min(listed) == before + 1:  # numbers that run on from season to season
            return max(listed) - before
        return max(len(listed), max(listed, default=0))

    def episodes_before(self, title: str, season: int) -> int:
        """How many episodes the seasons before one have together, the specials aside: its own may be counted on from
        there."""
        numbers = (self._numbers(title, it) for it in self.seasons[title] if 0 < it < season)
        return max((max(own, default=0) for own in numbers), default=0) if season else 0

    def _numbers(self, title: str, season: int) -> set[int]:
        listed = {episode.number for episode in self.seasons[title].get(season, [])}
        return listed | {number for t, s, number in self.lost_episodes if (t, s) == (title, season)}
