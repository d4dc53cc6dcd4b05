"""titles.csv: what the other tables are about."""

from intertwine.imports.records import Tables, TitleRecord
from intertwine.imports.rows.cells import free_id, no_such_kind, require_name, whole_number
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


class TitleRows:
    """Takes rows into `tables.titles`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary) -> None:
        """tables: where they go. vocabulary: the kinds that a title may have."""
        self.tables, self.vocabulary = tables, vocabulary

    def title(self, row: TableRow) -> None:
        """Before: nothing. After: the title is known."""
        row.require_no_slip()
        name, kind = row["name"], row["kind"].casefold()
        if not name:
            raise BadRowError("row-unusable", f'"{row["id"]}" has no name')
        id_ = free_id(row, self.tables.titles, exact(name))
        of = self.vocabulary.kind(kind)
        if of is None:
            raise no_such_kind(kind, "title", self.vocabulary.title_kinds)
        year = row.tried(lambda: whole_number(row, "year", 0, 4), 0)
        require_name(name, kind, self.vocabulary)
        self.tables.titles[id_] = TitleRecord(id_, name, kind, year, row.line, of)
