"""entities.csv: people, places and what else a story holds."""

from intertwine.imports.records import EntityRecord, Tables
from intertwine.imports.rows.cells import free_id, require_name
from intertwine.imports.rows.reveal_cells import alternatives
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.verb import Vocabulary


class EntityRows:
    """Takes rows into `tables.entities`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary) -> None:
        """tables: where they go. vocabulary: with which their pages will be read."""
        self.tables, self.vocabulary = tables, vocabulary

    def entity(self, row: TableRow) -> None:
        """Before: all titles and installments are known. After: the entity is."""
        row.require_no_slip()
        name, kind = free_id(row, self.tables.entities), row["kind"].casefold()
        if kind not in ENTITY_KINDS:
            raise BadRowError("kind-unknown", f'"{kind}" is not a kind of entity', ", ".join(sorted(ENTITY_KINDS)))
        require_name(row, kind, self.vocabulary)
        revealed = alternatives(row["revealed"], self.tables)
        self.tables.entities[name] = EntityRecord(name, kind, row["name"], revealed, row.line)
