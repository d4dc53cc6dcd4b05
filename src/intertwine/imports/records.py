"""The tables as frozen records: rows that were understood, with ids resolved.

A number that a table does not give is NONE: seconds, an episode's number.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from intertwine.imports.columns import FACTS
from intertwine.imports.lengths import Lengths
from intertwine.model.names import Names
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Verb
from intertwine.model.words import exact


@record
class Position:
    """A place in the universe's time, by ids. `title` is "" for public; `season` is NONE for the
    installment that is all of its title; `seconds` is NONE for an installment's end."""

    kind: Literal["public", "title", "season", "installment"]
    title: str = ""
    season: int = 0
    number: int = 0
    seconds: int = NONE


CellAlternatives = tuple[tuple[Position, ...], ...]
"""Alternatives, each a set of positions to have passed. Never empty, and no alternative is."""
NamedEnd = str | Position
"""What a fact names: a ref ("entity:jon", "title:got"), or an installment."""


@record
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

    @property
    def whole(self) -> Position:
        """All of it."""
        return Position("title", self.id) if self.lists else Position("installment", self.id, NONE)


@record
class InstallmentRecord:
    """A row of installments.csv. What is all of its title has the season NONE and the number 0. `date` is ISO
    (2016-01-21, 2016-01 or 2016) or "", `minutes` is "52", "~52" or "". A file holds `in_one` installments, of which
    `number` is the last. `others` are its other numbers as its heading has them. `line` is NONE where only the page of
    somebody else lists it."""

    id: str
    title: str
    season: int
    number: int
    name: str
    date: str
    minutes: str
    line: int
    in_one: int = 1
    others: str = ""

    @property
    def numbers(self) -> range:
        """Those of all installments that the file holds."""
        return range(self.number + 1 - self.in_one, self.number + 1)

    @property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Season and number of each of them."""
        return tuple((self.season, number) for number in self.numbers)


@record
class EntityRecord:
    """A row of entities.csv. `revealed` is empty where the name is shown with any fact that links it. `others` are
    further names, which are known when the name is."""

    id: str
    kind: str
    name: str
    revealed: CellAlternatives
    line: int
    others: tuple[str, ...] = ()


@record
class TextPiece:
    """A piece of text: `words` as they are, or a link to the page of what `ref` names ("entity:jon", "title:got"; with
    `shown`, as these words), or the id of a `fact`, or a `stamp`, or a `place` that is no stamp."""

    words: str = ""
    ref: str = ""
    shown: str = ""
    fact: str = ""
    stamp: CellAlternatives = ()
    place: Position | None = None


@record
class QualifierCell:
    """A qualifier of a scene or a fact: its `name` in the text, and its value. `alone` is True where nothing is shown
    earlier without it. It was read from the `column`. `sure` is True where it can be read, if it is the only one of its
    name."""

    name: str
    parts: tuple[TextPiece, ...]
    alone: bool
    column: str
    sure: bool = False


@record
class SceneRecord:
    """A row of scenes.csv. Times are seconds; they may be NONE, and `place` and `id` "". `ways` holds a note for each
    of `people` ("": in person; () where all are)."""

    id: str
    installment: str
    start: int
    end: int
    place: str
    people: tuple[str, ...]
    ways: tuple[str, ...]
    qualifiers: tuple[QualifierCell, ...]
    line: int


@record
class FactRecord:
    """A row of facts.csv. Subjects and objects are refs ("entity:jon", "title:got") or installments; `ref` is the id of
    another fact where that is the object; `true` is EDTF or "". `ways` holds a note for each subject, as in a
    scene. It was read from the `table`."""

    id: str
    subjects: tuple[NamedEnd, ...]
    ways: tuple[str, ...]
    verb: Verb
    form: str
    objects: tuple[NamedEnd, ...]
    ref: str
    place: str
    recipient: str
    text: str
    revealed: CellAlternatives
    true: str
    source: str
    qualifiers: tuple[QualifierCell, ...]
    line: int
    table: str = FACTS


@record
class SentenceRecord:
    """A row of sentences.csv: its text with links, when it is shown, its frames (as qualifiers) and its source."""

    parts: tuple[TextPiece, ...]
    revealed: CellAlternatives
    frames: tuple[QualifierCell, ...]
    source: str
    line: int

    @property
    def refs(self) -> tuple[str, ...]:
        """What it links, in its order."""
        return tuple(part.ref for part in self.parts if part.ref)


@record
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
        self._others: list[tuple[str, str]] = []

    def lacks(self, text: str) -> bool:
        """Whether a row that could not be used has the id `text`, or may have it."""
        return self.is_lost or exact(text) in self.skipped

    def __setitem__(self, id_: str, row: Record) -> None:
        super().__setitem__(id_, row)
        self._names = None

    def call(self, id_: str, others: Iterable[str]) -> None:
        """After: the row with this id is also `meant` by its `others`, which are other names."""
        self._others += ((name, id_) for name in others)
        self._names = None

    def meant(self, text: str) -> Record | None:
        """The row whose id is exactly `text`; if there is none, the only one whose id, or another name, reads like it
        (see `words`)."""
        found = self.get(exact(text))
        if found is None:
            self._names = self._names or Names([*((id_, id_) for id_ in self), *self._others])
            alike = self._names.called(text)
            found = self[alike[0]] if len(alike) == 1 else None
        return found


@dataclass(slots=True)
class Tables:
    """Everything that was understood, by id. `lengths`: how many episodes a season has, as far as the tables say it.
    `parted`: the titles with another season than the first, so that no empty cell stands for that one.
    `blocks`: the lines of the facts and scenes by their ids, as pages compare them. `rows`: how many each file has.
    `past`: who is in a flashback, by their ids, and in which line of which table.
    `refused`: the source is no table, or cannot be read, and none of it was. `searches`: for how many cells more the
    nearest spelling is looked for, since looking is slow."""

    titles: Ids[TitleRecord] = field(default_factory=Ids[TitleRecord])
    installments: Ids[InstallmentRecord] = field(default_factory=Ids[InstallmentRecord])
    entities: Ids[EntityRecord] = field(default_factory=Ids[EntityRecord])
    scenes: list[SceneRecord] = field(default_factory=list)
    facts: list[FactRecord] = field(default_factory=list)
    same: list[SameRecord] = field(default_factory=list)
    sentences: list[SentenceRecord] = field(default_factory=list)
    orders: dict[str, list[Position]] = field(default_factory=dict)
    seasons: dict[str, dict[int, list[InstallmentRecord]]] = field(default_factory=lambda: defaultdict(dict))
    lengths: Lengths = field(default_factory=Lengths)
    parted: set[str] = field(default_factory=set)
    blocks: dict[str, int] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    past: set[tuple[str, int, str]] = field(default_factory=set)
    refused: bool = False
    searches: int = 100

    def counts(self) -> dict[str, int]:
        """How many rows of each table were understood; how many viewing orders there are."""
        return {
            "titles": len(self.titles),
            "installments": sum(it.line != NONE for it in self.installments.values()),
            "entities": len(self.entities),
            "scenes": len(self.scenes),
            "facts": len(self.facts),
        } | {name: len(rows) for name, rows in (("sentences", self.sentences), ("orders", self.orders)) if rows}

    def episodes_of(self, title: str) -> dict[int, int]:
        """How many episodes each season of a title has (0: nobody can tell, so that nobody can pass it as a whole)."""
        numbers = {season: [n for it in listed for n in it.numbers] for season, listed in self.seasons[title].items()}
        return self.lengths.of(title, numbers)
