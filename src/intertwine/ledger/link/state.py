"""What is known while pages are linked: a `Linking` at each step, made by each pass and changed by none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

import numpy as np

from intertwine.ledger.link.calendar import Calendar, ClosedPositions
from intertwine.ledger.link.chunks import Chunk, chunks_of, starts
from intertwine.ledger.link.identity import Identities
from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.link.link_cache import LinkCache
from intertwine.ledger.link.segment import Segment
from intertwine.ledger.store.columns import IMPOSSIBLE, PUBLIC, Editions, Installments, Numbers, Seasons
from intertwine.model.frozen import FrozenDict
from intertwine.model.problem import Problem
from intertwine.model.statement import Page
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Vocabulary

Table = FrozenDict[str, Ints]
"""Columns of one length, by name."""

NEVER_PASSED: ClosedPositions = ((-1, IMPOSSIBLE),)
ALWAYS: ClosedPositions = ((-1, PUBLIC),)
"""The closed positions of what nobody ever passes, and of what everybody has passed."""

_NO_INTS, _NO_LONGS, _NO_BOOLS = np.zeros(0, np.int32), np.zeros(0, np.int64), np.zeros(0, np.bool_)
_SEVEN = (_NO_INTS, _NO_INTS, _NO_INTS, _NO_INTS, _NO_INTS, _NO_INTS, _NO_INTS)
_NO_INSTALLMENTS = Installments(*_SEVEN, _NO_BOOLS, _SEVEN[0])
_NO_SEASONS = Seasons(*_SEVEN[:5], _NO_BOOLS, _NO_BOOLS, _NO_INTS)
_NO_NUMBERS = Numbers(_NO_INTS, _NO_INTS, _NO_INTS)
_NO_EDITIONS = Editions(_NO_INTS, _NO_INTS, _NO_INTS)


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Closed alternatives, each once: positions and the number of the word that is their source. An alternative's
    number is its place."""

    all: tuple[tuple[ClosedPositions, int], ...] = ()

    def with_all(self, wanted: Iterable[tuple[ClosedPositions, int]]) -> tuple[Self, list[int]]:
        """These and those of `wanted` that are new; and the numbers of `wanted`."""
        known = {alternative: n for n, alternative in enumerate(self.all)}
        numbers = [known.setdefault(alternative, len(known)) for alternative in wanted]
        return replace(self, all=tuple(known)), numbers

    def of(self, positions: ClosedPositions) -> set[int]:
        """The numbers of those with exactly these positions, whatever their source."""
        return {n for n, (found, _) in enumerate(self.all) if found == positions}


@dataclass(frozen=True, slots=True)
class Linking:
    """The state between two passes. What a pass has not made yet is empty; arrays are never written to.

    Each field says which pass makes it; `link` lists the passes in their order. `segments` are the pages in the order
    of the ledger, `chunks` the same in runs. A line's number counts over all pages; a title's number is its place
    among the titles, an entity's its place among all entities and titles. `cache` has what the link before worked out.
    """

    chunks: tuple[Chunk, ...]
    segments: tuple[Segment, ...]
    vocabulary: Vocabulary
    intern: Interner
    cache: LinkCache
    problems: tuple[Problem, ...]
    # number_entities
    owners: Ints = field(default_factory=lambda: _NO_INTS)
    """The pages of entities and titles, by their places in `segments`, in order of their keys: an entity's number is
    its place here."""
    owner_columns: Table = field(default_factory=FrozenDict)
    keys: Keys = field(default_factory=lambda: Keys.of(()))
    titles: Ints = field(default_factory=lambda: _NO_INTS)
    """The entity of each title."""
    title_of_entity: Ints = field(default_factory=lambda: _NO_INTS)
    """The title that each entity is, -1 of those that are none."""
    titled: tuple[tuple[int, int], ...] = ()
    """The pages that may belong to a title, by their place in `segments`, and the title (-1: none)."""
    # number_installments, identify_titles
    calendar: Calendar = field(default_factory=lambda: Calendar(lambda _: -1))
    installments: Installments = _NO_INSTALLMENTS
    """As in the ledger, but their titles are numbers of titles; and so are those of `seasons`."""
    seasons: Seasons = _NO_SEASONS
    numbers: Numbers = _NO_NUMBERS
    editions: Editions = _NO_EDITIONS
    identities: Identities = field(default_factory=lambda: Identities({}, {}, ()))
    """By numbers of titles."""
    # gather_columns
    first_line: Ints = field(default_factory=lambda: np.zeros(1, np.int32))
    """Page *n* has the lines `first_line[n]` to `first_line[n + 1]`, without the last."""
    page_paths: Ints = field(default_factory=lambda: _NO_INTS)
    lines: Table = field(default_factory=FrozenDict)
    rows: Table = field(default_factory=FrozenDict)
    mentions: Table = field(default_factory=FrozenDict)
    disproofs: Table = field(default_factory=FrozenDict)
    disguises: Table = field(default_factory=FrozenDict)
    unmaskings: Table = field(default_factory=FrozenDict)
    parts: Table = field(default_factory=FrozenDict)
    framings: Table = field(default_factory=FrozenDict)
    relations: Table = field(default_factory=FrozenDict)
    waits: Table = field(default_factory=FrozenDict)
    # gather_orders
    orders: Table = field(default_factory=FrozenDict)
    # resolve_stamps
    alternatives: Alternatives = Alternatives()
    line_alternatives: Ints = field(default_factory=lambda: _NO_INTS)
    """The alternatives of all lines, one line after the other: `lines["alternative_count"]` of them each."""
    home: Ints = field(default_factory=lambda: _NO_INTS)
    """For each line the title whose page holds it, -1 where none does."""
    # resolve_names
    entity_of_word: Ints = field(default_factory=lambda: _NO_INTS)
    hidden: Bools = field(default_factory=lambda: _NO_BOOLS)
    """For each line whether nobody ever sees it, since something in it is unknown."""
    # name_mentions
    declared: Longs = field(default_factory=lambda: _NO_LONGS)
    """Each entity with each of its names that have a stamp of their own (see `pairs`), ascending."""
    # find_public_lines
    public: Bools = field(default_factory=lambda: _NO_BOOLS)

    @classmethod
    def of(
        cls, segments: Iterable[Segment], vocabulary: Vocabulary, intern: Interner, cache: LinkCache | None = None
    ) -> Self:
        """Where the linking of `segments` begins, whose verbs `vocabulary` numbers and whose words `intern`. `cache` is
        that of the link before (None: there was none).

        Titles' pages come first by path, entities' pages after them by a hash of theirs: two
        facts learnt at the same moment are told in this order, and a path holds a key.
        """
        cache = cache or LinkCache()
        given = tuple(segments)
        places = [it.place for it in given]
        order = cache.of("order", places, lambda: sorted(range(len(places)), key=places.__getitem__))
        ordered = tuple([given[n] for n in order])
        chunks = chunks_of(ordered, cache.chunks)
        problems = tuple(problem for chunk in chunks for problem in chunk.problems)
        return cls(chunks, ordered, vocabulary, intern, cache, problems)

    def title_called(self, key: str) -> int:
        """The title that a link of `key` means, or -1."""
        number = self.keys.find(key)
        return int(self.title_of_entity[number]) if number >= 0 else -1

    def title_pages(self) -> list[Page]:
        """The page of each title."""
        return [self.segments[n].page for n in self.owners[self.titles].tolist()]

    def segment_of(self, line: int) -> Segment:
        """The page that holds a line."""
        return self.segments[int(np.searchsorted(self.first_line, line, side="right")) - 1]

    def alternative_starts(self) -> Ints:
        """Line *n* has the alternatives `line_alternatives[starts[n]:starts[n + 1]]`."""
        return starts(self.lines["alternative_count"])

    def noting(self, problems: Iterable[Problem]) -> Self:
        """The same, with more problems."""
        return replace(self, problems=(*self.problems, *problems))


def pairs(first: Ints, second: Ints) -> Longs:
    """Two columns as one: pairs compare as their numbers do."""
    found: Longs = first.astype(np.int64) << 32 | second
    return found


def with_columns(table: Table, columns: Mapping[str, Ints]) -> Table:
    """`table` with these columns in place of those of the same names, or beside the others."""
    return FrozenDict({**table, **columns})
