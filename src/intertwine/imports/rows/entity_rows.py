"""entities.csv: people, places and what else a story holds."""

from intertwine.imports.records import EntityRecord, Tables
from intertwine.imports.rows.cells import free_id, no_such_kind, require_name
from intertwine.imports.rows.lists import COMMAS, split_list
from intertwine.imports.rows.reveal_cells import alternatives, names_a_moment
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


class EntityRows:
    """Takes rows into `tables.entities`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary) -> None:
        """tables: where they go. vocabulary: with which their pages will be read."""
        self.tables, self.vocabulary = tables, vocabulary

    def entity(self, row: TableRow) -> None:
        """Before: all titles and installments are known. After: the entity is."""
        row.require_no_slip()
        name, kind = row["name"], row["kind"].casefold()
        if not name:
            raise BadRowError("row-unusable", f'"{row["id"]}" has no name')
        id_ = free_id(row, self.tables.entities, exact(name))
        if kind not in ENTITY_KINDS:
            raise no_such_kind(kind, "entity", ENTITY_KINDS)
        require_name(name, kind, self.vocabulary)
        if not row["revealed"] and names_a_moment(name, self.tables):
            message = f'the name "{name}" says when something is revealed: are the cells of the row shifted?'
            raise BadRowError("row-shifted", message, "put each cell below its column")
        revealed = alternatives(row["revealed"], self.tables, row.lost)
        others = self._others(row, name, kind, is_secret=bool(revealed))
        self.tables.entities[id_] = EntityRecord(id_, kind, name, revealed, row.line, others)
        self.tables.entities.call(id_, others)

    def _others(self, row: TableRow, name: str, kind: str, *, is_secret: bool) -> tuple[str, ...]:
        """The other names of a `row`. One that cannot be written is left out, but costs the row where it `is_secret`:
        as plain words, it would be shown too early."""
        found = dict[str, None]()
        for other in split_list(row["also_called"], rf"[|]|{COMMAS}") if "also_called" in row.filled else ():
            try:
                require_name(other, kind, self.vocabulary)
            except BadRowError as bad:
                if is_secret:
                    raise
                row.lost.append(bad)
            else:
                found[other] = None
        return tuple(other for other in found if other != name)
