"""What rows of several tables have: an id, a name, whole numbers."""

from intertwine.imports.records import EntityRecord, Ids, InstallmentRecord, TitleRecord
from intertwine.imports.rows.proof import name_complaint
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


def free_id(row: TableRow, taken: Ids[TitleRecord] | Ids[InstallmentRecord] | Ids[EntityRecord]) -> str:
    """The id of a `row`. Raises BadRowError where it cannot be one, or an earlier row in `taken` has it."""
    name = exact(row["id"])
    if not name or name.casefold() == "public" or any(sign in name for sign in "|;+"):
        raise BadRowError("id-unusable", f'"{name}" cannot be an id', "not empty, not public, and without | ; +")
    if first := taken.get(name):
        raise BadRowError("id-twice", f'"{name}" is already the id of line {first.line}')
    return name


def require_name(row: TableRow, kind: str, vocabulary: Vocabulary) -> None:
    """Raises BadRowError where the `row` of something of this `kind` has no name, or one that a page that is read with
    this `vocabulary` cannot have."""
    if not row["name"]:
        raise BadRowError("row-unusable", f'"{row["id"]}" has no name')
    if complaint := name_complaint(kind, row["name"], vocabulary):
        raise BadRowError("text-unusable", *complaint)


def whole_number(row: TableRow, column: str, default: int = NONE, digits: int = 5) -> int:
    """The number in a cell, of at most so many `digits`; `default` where it is empty. Raises BadRowError for anything
    else."""
    text = row[column]
    if text and not (text.isascii() and text.isdecimal() and len(text) <= digits):
        raise BadRowError("number-unusable", f'"{text}" in "{column}" is not a whole number')
    return int(text) if text else default
