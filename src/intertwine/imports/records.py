"""The tables as frozen records: rows that were understood, with ids resolved.

A number that a table does not give is NONE: seconds, a step of the story, an episode's number.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from intertwine.imports.lengths import Lengths
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


@dataclass(frozen=True, slots=True)
class SameRecord:
    """A row of same.csv. `refs` are what its id stands for: an entity, a title, or one of each. `page` is the name or
    the key of the page that stands for the same, or SOURCE:ID; "" where there is none."""

    id: str
    refs: tuple[str, ...]
    page: str
    line: int


Record = TypeVar("Record")


class Ids(dict[str, Record]):
    """The rows of a table by their ids, which are `exact`. `skipped` are the ids of rows that could not be used; all of
    them are where the whole table `is_lost`."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped: set[str] = set()
        self.is_lost = False
        self._names: Names[str] | None = None

    def lacks(self, text: str) -> bool:
        """Whether a row that could not be used has the id `text`, or may have it."""
        return self.is_lost or exact(text) in self.skipped

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
    """Everything that was understood, by id. `lengths`: how many episodes a season has, as far as the tables say it.
    `rows`: how many each file has. `searches`: for how many cells more the nearest spelling is looked for, since
    looking is slow."""

    titles: Ids[TitleRecord] = field(default_factory=Ids[TitleRecord])
    installments: Ids[InstallmentRecord] = field(default_factory=Ids[InstallmentRecord])
    entities: Ids[EntityRecord] = field(default_factory=Ids[EntityRecord])
    scenes: list[SceneRecord] = field(default_factory=list)
    facts: list[FactRecord] = field(default_factory=list)
    same: list[SameRecord] = field(default_factory=list)
    seasons: dict[str, dict[int, list[InstallmentRecord]]] = field(default_factory=lambda: defaultdict(dict))
    lengths: Lengths = field(default_factory=Lengths)
    rows: dict[str, int] = field(default_factory=dict)
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

    def episodes_of(self, title: str) -> dict[int, int]:
        """How many episodes each season of a title has (0: nobody can tell, so that nobody can pass it as a whole)."""
        numbers = {season: [it.number for it in listed] for season, listed in self.seasons[title].items()}
        return self.lengths.of(title, numbers)
