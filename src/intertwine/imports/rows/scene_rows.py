"""scenes.csv: who is where, and when."""

from collections.abc import Mapping

from intertwine.imports.columns import VERB_PREFIX
from intertwine.imports.records import InstallmentRecord, SceneRecord, Tables
from intertwine.imports.rows.blocks import require_free, take_block
from intertwine.imports.rows.cells import lost_alone, place_of
from intertwine.imports.rows.judge import LineProof
from intertwine.imports.rows.named_installment import installment_of
from intertwine.imports.rows.people_cells import PeopleCells
from intertwine.imports.rows.qualifier_cells import QualifierColumns
from intertwine.imports.rows.reveal_cells import seconds
from intertwine.imports.rows.verb_cells import VerbCells
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

_PLACE = frozenset(["installment", "title", "season", "number", "name"])
"""Columns that say where a row is, and not what it shows."""


class SceneRows:
    """Takes rows into `tables.scenes`."""

    def __init__(
        self,
        tables: Tables,
        vocabulary: Vocabulary,
        qualifiers: QualifierColumns,
        verbs: Mapping[str, str],
        *,
        is_cast: bool,
    ) -> None:
        """tables: everything that was read before, where scenes go too. vocabulary: what pages are read with.
        qualifiers: reads what qualifies a scene. verbs: the `verb_columns` of the vocabulary. is_cast: the people of a
        row are only in its installment, and not together."""
        self.tables, self.qualifiers = tables, qualifiers
        self.people, self.judge = PeopleCells(vocabulary, tables), LineProof(vocabulary)
        self.verbs = VerbCells(tables, vocabulary, verbs)
        self.known: dict[str, InstallmentRecord] = {}
        self.is_cast = is_cast

    def scene(self, row: TableRow) -> None:
        """Before: all ids are known. After: the scene stands in its installment."""
        row.require_no_slip()
        tables, installment = self.tables, self._installment(row)
        name = exact(row["id"])
        require_free(name, tables)
        if self.is_cast:
            people, ways, place = self._cast(row, installment.id)
            if not place:
                return
        else:
            has_verbs = self.verbs.read(row, installment.id)
            if has_verbs and all(it in _PLACE or it.startswith(VERB_PREFIX) for it in row.filled):
                return  # it says nothing else: no scene
            people, ways = self.people.scene(row)
            lost = row.lost[0] if row.lost else None
            place = self._place(row)
            if lost and not people and not place:
                raise lost
            if row.doubts and not people and not place:
                return  # it names nobody
        # Without a time, the scene is revealed with its installment: late is safe.
        start, end = self._time(row, "start"), self._time(row, "end")
        qualifiers = self.qualifiers.read(row)
        scene = SceneRecord(name, installment.id, start, end, place, people, ways, qualifiers, row.line)
        tables.scenes.append(self.judge.scene(scene, row))
        take_block(name, tables, row)

    def _cast(self, row: TableRow, installment: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
        """After: the people of a `row` are in the `installment`, as facts say. What is left for a scene: nobody, and
        the place."""
        people, ways = self.people.scene(row, together=False)
        place = self._place(row)
        self.verbs.appear(row, people, ways, installment)
        self.verbs.read(row, installment)
        return (), (), place

    def _place(self, row: TableRow) -> str:
        return row.tried(lambda: place_of(row, self.tables), "") if "place" in row.filled else ""

    def _installment(self, row: TableRow) -> InstallmentRecord:
        """That of the `row`. Most scenes share the cell with others: one that was understood is read once."""
        cell = row.cells.get("installment", "")
        if not cell or row.unreadable:  # other columns say it, or nothing does
            return installment_of(row, self.tables)
        if cell not in self.known:
            self.known[cell] = installment_of(row, self.tables)
        return self.known[cell]

    def _time(self, row: TableRow, column: str) -> int:
        if column not in row.filled:
            return NONE
        try:
            return seconds(row[column], column)
        except BadRowError:  # nearly no time is one that cannot be read
            return lost_alone(row, (column,), lambda: seconds(row[column], column), NONE, self.tables)
