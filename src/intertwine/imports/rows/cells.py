"""What rows of several tables have: an id, a name, whole numbers."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from intertwine.imports.columns import ENTITIES
from intertwine.imports.records import EntityRecord, Ids, InstallmentRecord, Tables, TitleRecord
from intertwine.imports.rows.nobody import is_nobody, no_name
from intertwine.imports.rows.proof import name_complaint
from intertwine.imports.sheets.row import BadRowError, TableRow, Value
from intertwine.model.sentinels import NONE
from intertwine.model.spellings import close_matches
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

MERGED_HINT = "into every row, also where cells are merged"
"""How the way out ends where a cell is empty that may have been merged with the one above."""
_NO_ID = re.compile("[|;+]")
PEOPLE = frozenset(["character", "person"])
"""Kinds that no place has."""


def free_id(row: TableRow, taken: Ids[TitleRecord] | Ids[InstallmentRecord] | Ids[EntityRecord], other: str) -> str:
    """The id of a `row`, or `other` where it gives none. Raises BadRowError where it cannot be one, or an earlier row
    in `taken` has it."""
    name = exact(row["id"]) or other
    require_id(name)
    if first := taken.get(name):
        raise BadRowError("id-twice", f'"{name}" is already the id of line {first.line}')
    return name


def require_id(name: str) -> None:
    """Raises BadRowError where `name` cannot be an id."""
    if not name or name.casefold() == "public" or _NO_ID.search(name):
        raise BadRowError("id-unusable", f'"{name}" cannot be an id', "not empty, not public, and without | ; +")


def require_name(name: str, kind: str, vocabulary: Vocabulary) -> None:
    """Raises BadRowError where something of this `kind` cannot have this `name` on a page that is read with this
    `vocabulary`."""
    if complaint := name_complaint(kind, name, vocabulary):
        raise BadRowError("text-unusable", *complaint)


def whole_number(row: TableRow, column: str, default: int = NONE, digits: int = 5) -> int:
    """The number in a cell of a `row`, in this `column`, of at most so many `digits`; `default` where it is empty.
    Raises BadRowError for anything else."""
    text = row[column]
    if text and not (text.isascii() and text.isdecimal() and len(text) <= digits):
        raise BadRowError("number-unusable", f'"{text}" in "{column}" is not a whole number')
    return int(text) if text else default


def no_such_row(name: str, column: str, ids: Ids[Any], table: str, tables: Tables) -> BadRowError:
    """What is wrong with a `name` in a `column` that is the id of no usable row of `ids`, those of `table`. `tables`
    count how often the nearest is looked for."""
    if ids.lacks(name):
        return BadRowError("row-needed", f'the row of "{name}" ("{column}") in {table} could not be used')
    if table == ENTITIES and (bad := no_name(name, column)) is not None:
        return bad
    hint = ""
    if tables.searches > 0:  # looking for names that are spelt alike is slow
        tables.searches -= 1
        near = close_matches(name, list(ids), 1)
        hint = f'did you mean "{near[0]}"?' if near else ""
    return BadRowError("id-unknown", f'"{name}" in "{column}" is not an id in {table}', hint)


def no_such_kind(kind: str, what: str, kinds: Iterable[str]) -> BadRowError:
    """What is wrong with the `kind` of a title or an entity (`what`) that is none of `kinds`."""
    known = sorted(kinds)
    near = close_matches(kind, known, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"one of: {', '.join(known)}"
    return BadRowError("kind-unknown", f'"{kind}" in "kind" is not a kind of {what}', hint)


def place_of(row: TableRow, tables: Tables) -> str:
    """The id of the place of a `row`, or "". Raises BadRowError where no usable row has it; with `costs_row` where a
    place is named that has a moment of its own to be revealed: without it, the row may be shown too early."""
    name = row["place"]
    found = tables.entities.meant(name) if name else None
    if name and found is None and is_nobody(name):
        row.doubts.append(no_such_row(name, "place", tables.entities, ENTITIES, tables))
        return ""
    if name and found is None:
        wrong = no_such_row(name, "place", tables.entities, ENTITIES, tables)
        if "|" in name:
            message = f'"{name}" in "place" is several places, and a scene has one'
            wrong = BadRowError("list-unclear", message, "give each place a row of its own, with those who are there")
        entities = tables.entities
        hides = any(it.revealed and it.kind not in PEOPLE for it in entities.values())
        # A row that could not be used may be the one that is meant, also if its own id is not where it should be.
        wrong.costs_row = hides or entities.is_lost or bool(entities.skipped)
        raise wrong
    return found.id if found else ""


def lost_alone(
    row: TableRow, columns: Sequence[str], read: Callable[[], Value], default: Value, tables: Tables
) -> Value:
    """What `read` makes of the cells in these `columns` of a `row`, or `default` where it raises BadRowError: then they
    alone are lost. But where one of them is the id of an entity of `tables`, the cells of the row are shifted, and the
    error costs the row: without its place, say, it may be shown too early."""
    try:
        return read()
    except BadRowError as bad:
        shifted = next((column for column in columns if tables.entities.meant(row.cells[column].strip())), "")
        if shifted or bad.costs_row:
            raise shifted_row(row.cells[shifted], shifted) if shifted else bad from bad
        row.lost.append(bad)
        return default


def require_no_secret(row: TableRow, columns: Sequence[str], tables: Tables) -> None:
    """Raises BadRowError where one of these `columns` of a `row`, which hold texts, has the id of something in `tables`
    that has a moment to be revealed: the cells of the row are shifted."""
    for column in columns:
        entity = tables.entities.get(exact(text)) if (text := row.cells.get(column)) else None
        if entity is not None and entity.revealed:
            raise shifted_row(entity.id, column)


def shifted_row(id_: str, column: str) -> BadRowError:
    """What is wrong with a row in which an id stands in a `column` for something else."""
    message = f'"{id_}" in "{column}" is the id of an entity: are the cells of the row shifted?'
    return BadRowError("row-shifted", message, "put each cell below its column")


def with_curly_quotes(text: str) -> str:
    """`text` with a “ or ” for each straight quotation mark, by what stands before it."""
    return re.sub(r'(^|[\s(\[{“‘—–-])"', r"\1“", text).replace('"', "”")
