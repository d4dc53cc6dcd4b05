"""scenes.csv: who is where, and when."""

from intertwine.imports.records import SceneRecord, Tables
from intertwine.imports.rows.cells import whole_number
from intertwine.imports.rows.reveal_cells import seconds
from intertwine.imports.rows.story_cells import StoryColumns
from intertwine.imports.sheets.row import BadRowError, TableRow


class SceneRows:
    """Takes rows into `tables.scenes`."""

    def __init__(self, tables: Tables, story: StoryColumns) -> None:
        """tables: everything that was read before, where scenes go too. story: reads when they happened."""
        self.tables, self.story = tables, story

    def _entity(self, name: str) -> str:
        found = self.tables.entities.meant(name)
        if found is None:
            raise BadRowError("id-unknown", f'"{name}" is not a usable id in entities.csv')
        return found.id

    def scene(self, row: TableRow) -> None:
        """Before: all ids are known. After: the scene stands in its installment."""
        row.require_no_slip()
        tables, installment = self.tables, self.tables.installments.meant(row["installment"])
        if installment is None:
            raise BadRowError("id-unknown", f'"{row["installment"]}" is not an id in installments.csv')
        people = tuple(dict.fromkeys(self._entity(name) for name in row.items("people")))
        place = self._entity(row["place"]) if row["place"] else ""
        start, end = seconds(row["start"], "start"), seconds(row["end"], "end")
        if 0 <= end < start:
            raise BadRowError("time-unusable", f"the scene ends ({row['end']}) before it starts ({row['start']})")
        step = whole_number(row, "story_order", digits=6)
        story = self.story.read(row, step=step)
        tables.scenes.append(SceneRecord(installment.id, start, end, place, people, step, story, row.line))
