"""The ids of facts and scenes: no two may be alike on a page, where each is a `^id`."""

from intertwine.imports.pages.page_text import block_id
from intertwine.imports.records import Tables
from intertwine.imports.sheets.row import BadRowError, TableRow


def require_free(id_: str, tables: Tables) -> None:
    """Raises BadRowError where another row of `tables` has the `id_` of a fact or a scene ("": it has none)."""
    if id_ and (first := tables.blocks.get(block_id(id_).casefold())):
        raise BadRowError("id-twice", f'"{id_}" is already the id of line {first}')


def take_block(id_: str, tables: Tables, row: TableRow) -> None:
    """After: no other row of `tables` can have the `id_` of this `row`."""
    if id_:
        tables.blocks[block_id(id_).casefold()] = row.line
