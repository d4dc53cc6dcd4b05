"""scenes.csv: who is where, and when."""

from intertwine.imports.records import SceneRecord, Tables
from intertwine.imports.rows.blocks import require_free, take_block
from intertwine.imports.rows.cells import lost_alone, place_of
from intertwine.imports.rows.judge import LineProof
from intertwine.imports.rows.named_installment import installment_of
from intertwine.imports.rows.people_cells import PeopleCells
from intertwine.imports.rows.qualifier_cells import QualifierColumns
from intertwine.imports.rows.reveal_cells import seconds
from intertwine.imports.sheets.row import TableRow
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


class SceneRows:
    """Takes rows into `tables.scenes`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, qualifiers: QualifierColumns) -> None:
        """tables: everything that was read before, where scenes go too. vocabulary: what pages are read with.
        qualifiers: reads what qualifies a scene."""
        self.tables, self.qualifiers = tables, qualifiers
        self.people, self.judge = PeopleCells(vocabulary, tables), LineProof(vocabulary)

    def scene(self, row: TableRow) -> None:
        """Before: all ids are known. After: the scene stands in its installment."""
        row.require_no_slip()
        tables, installment = self.tables, installment_of(row, self.tables)
        name = exact(row["id"])
        require_free(name, tables)
        people, ways = self.people.scene(row)
        lost = next(iter(row.lost), None)
        place = row.tried(lambda: place_of(row, tables), "")
        if lost and not people and not place:
            raise lost
        # Without a time, the scene is revealed with its installment: late is safe.
        start: int = lost_alone(row, ("start",), lambda: seconds(row["start"], "start"), NONE, tables)
        end: int = lost_alone(row, ("end",), lambda: seconds(row["end"], "end"), NONE, tables)
        qualifiers = self.qualifiers.read(row)
        scene = SceneRecord(name, installment.id, start, end, place, people, ways, qualifiers, row.line)
        tables.scenes.append(self.judge.scene(scene, row))
        take_block(name, tables, row)
