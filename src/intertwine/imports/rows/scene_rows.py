"""scenes.csv: who is where, and when."""

from intertwine.imports.columns import ENTITIES
from intertwine.imports.records import SceneRecord, StoryCells, Tables
from intertwine.imports.rows.cells import lost_alone, no_such_row, place_of, whole_number
from intertwine.imports.rows.named_installment import installment_of
from intertwine.imports.rows.reveal_cells import seconds
from intertwine.imports.rows.story_cells import StoryColumns
from intertwine.imports.sheets.row import TableRow
from intertwine.model.sentinels import NONE


class SceneRows:
    """Takes rows into `tables.scenes`."""

    def __init__(self, tables: Tables, story: StoryColumns) -> None:
        """tables: everything that was read before, where scenes go too. story: reads when they happened."""
        self.tables, self.story = tables, story

    def scene(self, row: TableRow) -> None:
        """Before: all ids are known. After: the scene stands in its installment."""
        row.require_no_slip()
        tables, installment = self.tables, installment_of(row, self.tables)
        named = row.items("people")
        people = tuple(dict.fromkeys(found for name in named if (found := self._person(row, name))))
        place = row.tried(lambda: place_of(row, tables), "")
        if named and not people and not place:
            raise row.lost[0]
        # Without a time, the scene is revealed with its installment: late is safe.
        start: int = lost_alone(row, ("start",), lambda: seconds(row["start"], "start"), NONE, tables)
        end: int = lost_alone(row, ("end",), lambda: seconds(row["end"], "end"), NONE, tables)
        step: int = lost_alone(row, ("story_order",), lambda: whole_number(row, "story_order", NONE, 6), NONE, tables)
        story = row.tried(lambda: self.story.read(row, step=step), StoryCells())
        tables.scenes.append(SceneRecord(installment.id, start, end, place, people, step, story, row.line))

    def _person(self, row: TableRow, name: str) -> str:
        """The id of somebody; "" where no usable row has it: then they alone are lost."""
        found = self.tables.entities.meant(name)
        if found is None:
            row.lost.append(no_such_row(name, "people", self.tables.entities, ENTITIES, self.tables))
        return found.id if found else ""
