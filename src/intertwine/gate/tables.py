"""What all parts of a view read: its columns after the visible identities, its verbs, strings and names."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.gate.columns import Columns
from intertwine.gate.identities import with_verbs
from intertwine.gate.name_table import NameTable
from intertwine.ledger.store.columns import FIRST_TITLE_KIND, KINDS
from intertwine.model.arrays import distinct
from intertwine.model.fact import NamedParts, TitlePart
from intertwine.model.frozen import Frozen, FrozenDict, Memo, once, read_only, remember
from intertwine.model.record import record
from intertwine.model.sentinels import NEVER, NONE, TIME_BITS
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.title_kind import PLAIN, TitleKind, TitleWords
from intertwine.model.verb import PRESENT, Role, Verb
from intertwine.model.way import FrameKind, Way, split_label


@record
class ViewWords:
    """The parts of a universe's vocabulary that a view needs: the verbs of its facts, the ways of being in its scenes
    (the usual one always), the kinds of its frames, and the kinds of its titles by their numbers."""

    verbs: tuple[Verb, ...]
    ways: tuple[Way, ...]
    frames: tuple[FrameKind, ...]
    kinds: FrozenDict[int, TitleKind]


class ViewTables(Frozen):
    """The data of one view. Immutable, and private to the gate: questions ask the parts of a `View`.

    `columns` are as the gate copied them; `leader`, `subject`, `object`, `place`, `recipient` (one entry a row) and
    `mention` (one a mention) are those of them that everybody needs. There are `lines` lines. `ways` and `frames` have
    the ways of being there and the kinds of frames by their ids, `kinds` those of titles by their numbers.
    """

    __slots__ = (
        "_memo", "_naming", "columns", "frames", "kinds", "leader", "lines", "mention", "names", "object", "place",
        "recipient",
        "strings", "subject", "verbs", "ways",
    )  # fmt: skip

    def __init__(self, columns: Columns, words: ViewWords, strings: Strings) -> None:
        """Rank names. `columns`, which are read-only, count verbs in `words.verbs`, and texts in `strings`."""
        self.columns, self.verbs, self.strings = columns, words.verbs, strings
        self.ways = FrozenDict((way.id, way) for way in words.ways)
        self.frames = FrozenDict((kind.id, kind) for kind in words.frames)
        self.kinds = words.kinds
        self._memo: Memo[str, Any] = Memo()
        c = columns
        self.leader, self.subject, self.object = c.leader, c.subject, c.object
        self.place, self.recipient, self.mention = c.place, c.recipient, c.mention_entity
        self.names = NameTable(c, words.verbs, strings, self.orders)
        self.lines = len(c.installment)
        self._naming: Memo[int, Ints] = Memo()

    @property
    def ends(self) -> tuple[Ints, Ints, Ints, Ints]:
        """The columns of rows that hold entities."""
        return self.subject, self.object, self.place, self.recipient

    def orders(self, lines: Ints | Longs | slice) -> Longs:
        """What sorts these lines as they were shown: NONE for what is public, else larger for later positions."""
        found: Longs = self._orders[lines]
        return found

    @once
    def _orders(self) -> Longs:
        """That of each line: a page asks for those of some of them thirty times."""
        c = self.columns
        shown = (c.installment.astype(np.int64) << TIME_BITS) | np.maximum(c.seconds, 0)
        return read_only(np.where(c.public, np.int64(NONE), shown))

    def order(self, line: int) -> int:
        """What sorts a line as it was shown: see `orders`."""
        return self._orders.item(line)

    def rows(self, lines: Ints | Longs) -> tuple[Longs, Longs]:
        """Where the rows of each of these lines begin and end."""
        wanted = lines.astype(np.int32, copy=False)  # of other numbers the whole column would be converted
        column = self.columns.row_line
        return column.searchsorted(wanted), column.searchsorted(wanted, "right")

    def verbs_of(self, lines: Ints | Longs) -> npt.NDArray[np.int16]:
        """The verb of each of these lines."""
        first = self.columns.row_line.searchsorted(lines.astype(np.int32, copy=False))
        found: npt.NDArray[np.int16] = self.columns.verb.take(first)
        return found

    def verbs_with(
        self, roles: Iterable[Role], *, met: bool = False, verbs: Callable[[Verb], bool] | None = None
    ) -> list[int]:
        """The verbs with one of `roles`, those that imply a meeting (`met`), and those that `verbs` is true of."""
        found = {number for role in roles for number in self._by_role.get(role, ())}
        if met:
            found.update(self._meeting)
        if verbs is not None:
            found.update(number for number, verb in enumerate(self.verbs) if verbs(verb))
        return sorted(found)

    @once
    def _by_role(self) -> FrozenDict[str, tuple[int, ...]]:
        """The verbs with each role: a page asks for those of one or two thirty times."""
        found: dict[str, list[int]] = {}
        for number, verb in enumerate(self.verbs):
            found.setdefault(verb.role, []).append(number)
        return FrozenDict((role, tuple(numbers)) for role, numbers in found.items())

    @once
    def _meeting(self) -> tuple[int, ...]:
        return tuple(number for number, verb in enumerate(self.verbs) if verb.met)

    @property
    def has_frames(self) -> bool:
        """Whether anything is in a frame."""
        frame = self.columns.frame
        return len(frame) > 0 and (frame.strides[0] > 0 or frame[0] >= 0)

    @once
    def relations(self) -> FrozenDict[int, tuple[int, ...]]:
        """Of each line that comes before, after or during something: the numbers of these relations."""
        found: dict[int, tuple[int, ...]] = {}
        for number, line in enumerate(self.columns.relation_line.tolist()):
            found[line] = (*found.get(line, ()), number)
        return FrozenDict(found)

    @once
    def disproved_rows(self) -> Longs:
        """The rows that are disproved, ascending."""
        return self._rows_of(self.columns.disproved)

    @once
    def framed_rows(self) -> Longs:
        """The rows that are in a frame, ascending."""
        return self._rows_of(self.columns.frame >= 0) if self.has_frames else read_only(np.zeros(0, np.int64))

    def _rows_of(self, lines: Bools) -> Longs:
        first, last = self.rows(np.flatnonzero(lines))
        counts = last - first
        ends = np.cumsum(counts)
        return read_only(np.repeat(last - ends, counts) + np.arange(counts.sum()))

    @once
    def noted(self) -> Longs:
        """The rows, ascending, of people in scenes of whom a label says how they are there."""
        c = self.columns
        if not c.label.strides[0] and not (len(c.label) and c.label[0]):
            return read_only(np.zeros(0, np.int64))
        present = with_verbs(c.verb, [verb.role in PRESENT for verb in self.verbs])
        return read_only(np.flatnonzero(present & (c.label != 0)))

    @once
    def ways_of(self) -> tuple[Way, ...]:
        """The way of each of the rows `noted`."""
        usual = next(way for way in self.ways.values() if way.is_usual)
        labels = self.strings.some(self.columns.label[self.noted].astype(np.int64))
        return tuple(self.ways.get(split_label(label)[0], usual) for label in labels)

    @once
    def presences(self) -> FrozenDict[int, tuple[tuple[int, str], ...]]:
        """Of each line with a row among those `noted`, who is there and how: a subject and a label a row."""
        lines = distinct(self.columns.row_line[self.noted])
        found = {}
        for line, first, last in zip(lines.tolist(), *(it.tolist() for it in self.rows(lines)), strict=True):
            labels = self.strings.some(self.columns.label[first:last].astype(np.int64))
            found[line] = tuple(zip(self.subject[first:last].tolist(), labels, strict=True))
        return FrozenDict(found)

    @once
    def parts(self) -> FrozenDict[int, NamedParts]:
        """Of each line that names a part of a title: its subjects and its objects with their parts."""
        c = self.columns
        of: dict[tuple[int, bool], tuple[int | None, int | None]] = {}
        columns = (c.part_row, c.part_of_object, c.part_season, c.part_number)
        for row, of_object, season, number in zip(*(column.tolist() for column in columns), strict=True):
            of[row, of_object] = season, None if number < 0 else number
        lines = distinct(c.row_line[c.part_row])
        found = {}
        for line, first, last in zip(lines.tolist(), *(it.tolist() for it in self.rows(lines)), strict=True):
            ends = [
                dict.fromkeys(
                    TitlePart(title, *of.get((row, of_object), (None, None)))
                    for row, title in enumerate(column[first:last].tolist(), first)
                    if title >= 0
                )
                for of_object, column in ((False, self.subject), (True, self.object))
            ]
            found[line] = NamedParts(*map(tuple, ends))
        return FrozenDict(found)

    def first_mention(self, line: int) -> int:
        """Where the mentions of a line begin."""
        return int(self.columns.mention_line.searchsorted(np.int32(line)))

    def is_title(self, entity: int) -> bool:
        """True for whatever is no entity."""
        return self.columns.kind.item(entity) >= FIRST_TITLE_KIND

    def are_titles(self, entities: Ints) -> Bools:
        """Which of these entities are titles."""
        found: Bools = self.columns.kind[entities] >= FIRST_TITLE_KIND
        return found

    @once
    def hashes(self) -> npt.NDArray[np.uint64]:
        """A hash of each string, which another process has otherwise."""
        found = np.fromiter(map(hash, self.strings.all()), np.int64, len(self.strings)).view(np.uint64)
        return read_only(found)

    def kind(self, number: int) -> str:
        """The id of the kind with this number."""
        return KINDS[number] if number < FIRST_TITLE_KIND else self.kinds[number].id

    def words(self, title: int) -> TitleWords:
        """How the places of a title are spoken of."""
        kind = self.kinds.get(self.columns.kind.item(title))
        return PLAIN if kind is None else TitleWords(kind, title not in self._unparted)

    @once
    def _unparted(self) -> frozenset[int]:
        """The titles whose installments stand in no parts."""
        c = self.columns
        return frozenset(c.season_title[c.season_implicit].tolist())

    def lines_naming(self, entity: int) -> Ints:
        """The lines that name an entity (a leader) at an end, as a place or recipient, or inside a text, ascending."""
        found = self._naming.get(entity)
        if found is None:
            c = self.columns
            lines = np.concatenate([c.row_line[self.rows_naming(entity)], c.mention_line[self.mention == entity]])
            found = remember(self._naming, entity, read_only(distinct(lines)))
        return found

    def rows_naming(self, entity: int) -> Longs:
        """The rows that name an entity (a leader) at an end, as a place or as a recipient."""
        named = (self.subject == entity) | (self.object == entity)
        for column in (self.place, self.recipient):
            if column.strides[0] or not len(column) or column[0] == entity:  # most often there are none
                named |= column == entity
        return np.flatnonzero(named)

    def first_heard(self, entity: int) -> tuple[int, int, int]:
        """When the viewer first heard of an entity: order, line, and its place among the names of that line."""
        lines = self.lines_naming(entity)
        if not len(lines):
            return (NEVER, 0, 0)
        orders = self.orders(lines)
        # The first of equally early lines: they ascend.
        best = lines[np.argmin(orders)]
        rows = slice(*(int(it[0]) for it in self.rows(best[None])))
        ends = [n for column in self.ends for n in column[rows].tolist()]
        return int(orders.min()), int(best), ends.index(entity) if entity in ends else len(ends)

    def first_shown(self, entity: int) -> int | None:
        """The first line by which a title showed an entity; None where all that names it is public."""
        lines = self.lines_naming(entity)
        shown = lines[~self.columns.public[lines]]
        return int(shown[np.argmin(self.orders(shown))]) if len(shown) else None
