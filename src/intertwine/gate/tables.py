"""What all parts of a view read: its columns after the visible identities, its verbs, strings and names."""

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.identities import believed_rows, identity_rows, merged
from intertwine.gate.name_table import NameTable
from intertwine.ledger.store.columns import LAST_TITLE_KIND
from intertwine.model.arrays import distinct
from intertwine.model.frozen import Frozen, read_only, sealed
from intertwine.model.sentinels import NEVER, NONE, TIME_BITS
from intertwine.model.strings import Ints, Longs, Strings
from intertwine.model.verb import Verb


class ViewTables(Frozen):
    """The data of one view. Immutable, and private to the gate: questions ask the parts of a `View`.

    `columns` are as the gate copied them. `leader[e]` is the entity that stands for *e* after all visible identities;
    `subject`, `object`, `place` (one entry a row) and `mention` (one a mention) are the columns of these names with
    every entity replaced by its leader. `order` sorts lines as they were shown (NONE: public). The rows of line *n* are
    `first_row[n]` up to `first_row[n + 1]`, its mentions `first_mention[n]` up to `first_mention[n + 1]`.
    """

    __slots__ = (
        "columns", "first_mention", "first_row", "leader", "mention", "names", "object", "order", "place", "strings",
        "subject", "verbs",
    )  # fmt: skip

    def __init__(self, columns: Columns, verbs: tuple[Verb, ...], strings: Strings) -> None:
        """Merge identities and rank names. `columns.verb` counts in `verbs`, and its texts in `strings`."""
        self.columns, self.verbs, self.strings = sealed(columns), verbs, strings
        c = columns
        self.order: Longs = read_only(
            np.where(c.public, np.int64(NONE), (c.installment.astype(np.int64) << TIME_BITS) | np.maximum(c.seconds, 0))
        )
        believed = believed_rows(c)
        same = identity_rows(c, verbs, believed)
        self.leader: Ints = read_only(merged(len(c.kind), c.subject[same], c.object[same]))
        self.names = NameTable(c, verbs, strings, self.leader, self.order, believed=believed, identities=same)
        leader = np.append(self.leader, np.int32(NONE))
        self.subject, self.object = read_only(leader.take(c.subject)), read_only(leader.take(c.object))
        self.place, self.mention = read_only(leader.take(c.place)), read_only(leader.take(c.mention_entity))
        lines = len(c.installment)
        self.first_row = read_only(_starts(c.row_line, lines))
        self.first_mention = read_only(_starts(c.mention_line, lines))

    def memory(self) -> int:
        """Bytes held, about."""
        own = (self.order, self.subject, self.object, self.place, self.mention, self.first_row)
        text = self.strings.blob.nbytes + self.strings.offsets.nbytes
        return self.columns.memory() + text + sum(column.nbytes for column in own)

    def is_title(self, entity: int) -> bool:
        """True for series, films, shorts and specials."""
        return 0 < int(self.columns.kind[entity]) <= LAST_TITLE_KIND

    def lines_naming(self, entity: int) -> Ints:
        """The lines that name an entity (a leader) at an end, as a place or inside a text, ascending."""
        c = self.columns
        named = (self.subject == entity) | (self.object == entity) | (self.place == entity)
        return distinct(np.concatenate([c.row_line[named], c.mention_line[self.mention == entity]]))

    def first_heard(self, entity: int) -> tuple[int, int, int]:
        """When the viewer first heard of an entity: order, line, and its place among the names of that line."""
        lines = self.lines_naming(entity)
        if not len(lines):
            return (NEVER, 0, 0)
        best = lines[np.lexsort((lines, self.order[lines]))[0]]
        rows = slice(int(self.first_row[best]), int(self.first_row[best + 1]))
        ends = [n for column in (self.subject, self.object, self.place) for n in column[rows].tolist()]
        return int(self.order[best]), int(best), ends.index(entity) if entity in ends else len(ends)

    def first_shown(self, entity: int) -> int | None:
        """The first line by which a title showed an entity; None where all that names it is public."""
        lines = self.lines_naming(entity)
        shown = lines[~self.columns.public[lines]]
        return int(shown[np.argmin(self.order[shown])]) if len(shown) else None


def _starts(sorted_groups: Ints, count: int) -> Ints:
    """Where each of `count` groups begins in a sorted column of group numbers, and where the last one ends."""
    found = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(sorted_groups, minlength=count), out=found[1:])
    return found
