"""same.csv: which rows are the same as somebody else's page."""

from collections.abc import Iterable

from intertwine.imports.records import SameRecord, Tables
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.spellings import close_matches
from intertwine.model.words import exact

NOBODY = "-"
"""In the column `same_as`: no page stands for the same."""
_HINT = "write an id of titles.csv or entities.csv"


def titles_in(rows: Iterable[TableRow], tables: Tables) -> list[SameRecord]:
    """What these `rows` of same.csv say of titles, before entities are known. What is wrong with them is told later."""
    found = list[SameRecord]()
    for row in rows:
        try:
            name, page = exact(row["id"]), row["same_as"]
        except BadRowError:
            continue
        title = tables.titles.meant(name) if name else None
        if title is not None and page not in ("", NOBODY):
            found.append(SameRecord(name, (f"title:{title.id}",), page, row.line))
    return found


class SameRows:
    """Takes rows into `tables.same`."""

    def __init__(self, tables: Tables) -> None:
        """tables: everything that was read before, where these rows go too."""
        self.tables = tables
        self.first: dict[str, int] = {}

    def same(self, row: TableRow) -> None:
        """Before: all titles and entities are known. After: what the id stands for is known. A row without an answer
        says nothing."""
        row.require_no_slip()
        name, page = exact(row["id"]), row["same_as"]
        if not page:
            return
        refs = self._refs(name)
        if first := next((self.first[ref] for ref in refs if ref in self.first), 0):
            raise BadRowError("id-twice", f'line {first} already says what "{name}" is the same as', "keep one of them")
        self.first.update(dict.fromkeys(refs, row.line))
        self.tables.same.append(SameRecord(name, refs, "" if page == NOBODY else page, row.line))

    def _refs(self, name: str) -> tuple[str, ...]:
        tables = self.tables
        if not name:
            raise BadRowError("row-unusable", "has no id", _HINT)
        exactly = name in tables.titles or name in tables.entities
        title = tables.titles.get(name) if exactly else tables.titles.meant(name)
        entity = tables.entities.get(name) if exactly else tables.entities.meant(name)
        refs = (f"title:{title.id}" if title else "", f"entity:{entity.id}" if entity else "")
        if any(refs):
            return tuple(filter(None, refs))
        if episode := tables.installments.meant(name):
            message = f'"{name}" is an installment: it follows its title by its season and its number'
            raise BadRowError("id-unknown", message, f'write the id of its title, "{episode.title}"')
        near = close_matches(name, [*tables.titles, *tables.entities], n=1)
        hint = f'did you mean "{near[0]}"? {_HINT}' if near else _HINT
        raise BadRowError("id-unknown", f'"{name}" is not a usable id of title or entity', hint)
