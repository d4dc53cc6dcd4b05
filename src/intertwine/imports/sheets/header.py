"""The names of a table's columns: which column a cell belongs to, and which may have been meant to hide its row."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import field

from intertwine.imports.columns import (
    CAST_PREFIX,
    CASTS,
    COLUMN_SYNONYMS,
    COUNTED,
    INSTALLMENTS,
    LINK_PREFIX,
    NAMED,
    NOTE_PREFIX,
    NOTES,
    SCENES,
    SPARE,
    VERB_PREFIX,
    VERB_SYNONYMS,
    WIDE,
    column_key,
)
from intertwine.imports.sheets.row import BadRowError
from intertwine.ledger.read.markdown.hiding import asks_to_hide
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.model.record import record
from intertwine.model.spellings import close_matches

_ALIKE = 0.82
"""From 0 to 1: how alike the names of two columns are if one may have been meant for the other. That of "released" and
"revealed" is 0.75."""


@record
class ColumnNames:
    """What the columns of one table may be called. No message lists the `further` ones; one of these that ends with "_"
    stands for all that begin so."""

    table: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    further: tuple[str, ...] = ()
    verbs: AbstractSet[str] = frozenset()
    """Keys of columns that say facts. Only those of scenes are read."""
    links: AbstractSet[str] = frozenset()
    """Keys of columns that say a fact of two installments. Only those of installments are read."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """What columns are, by the keys of their names, whatever they are called ("": not read): their cells say it."""

    @property
    def known(self) -> tuple[str, ...]:
        """All listed columns."""
        return (*self.required, *self.optional)

    @property
    def keys(self) -> Mapping[str, str]:
        """The columns by the keys of all their names, a synonym only where its column is listed."""
        own = {column_key(name): name for name in (*self.further, *self.known) if not name.endswith("_")}
        synonyms = COLUMN_SYNONYMS.get(self.table, {})
        return {key: name for key, name in synonyms.items() if name in self.known} | own

    def usual(self, names: Iterable[str]) -> Mapping[str, str]:
        """The same, and the columns of facts among these `names`."""
        keys = {column_key(name) for name in names}
        verbs = {key: f"{VERB_PREFIX}{key}" for key in keys if VERB_SYNONYMS.get(key, key) in self.verbs}
        return {**verbs, **self.keys} if self.table in (SCENES, WIDE) else self.keys

    def begun(self, key: str) -> str:
        """The name of the column with this `key` where a further one stands for all that begin so, else ""."""
        begins = (column_key(name) + " " for name in self.further if name.endswith("_"))
        return key.replace(" ", "_") if any(key.startswith(it) for it in begins) else ""


@record
class Header:
    """The columns of a table, in the order of the cells. `columns` has "" where the cell is not read; `slips` says what
    is wrong with a column that may have been meant to say when a row is revealed; `asking` are the names of those that
    hide a row only where its cell asks for it; `unread` are the names of others, and `twice` columns that two names
    mean."""

    columns: tuple[str, ...]
    slips: Mapping[int, BadRowError]
    asking: Mapping[int, str]
    unread: tuple[str, ...]
    twice: tuple[str, ...]

    def slip(self, cells: Sequence[str]) -> BadRowError | None:
        """What is wrong with a record of these `cells`: one of them may have been meant to hide it."""
        return next((slip for n, slip in self.slips.items() if n < len(cells) and self._hides(n, cells[n])), None)

    def _hides(self, n: int, cell: str) -> bool:
        return bool(cell.strip()) and (n not in self.asking or asks_to_hide(self.asking[n], cell))

    @property
    def known(self) -> int:
        """How many columns are read."""
        return sum(map(bool, self.columns))

    def lacks(self, required: Collection[str]) -> list[str]:
        """Those of the `required` columns that are not here."""
        return [name for name in required if name not in self.columns]


def read_header(cells: Sequence[str], names: ColumnNames) -> Header:
    """What the `cells` of a record say as the names of columns. Where one of them is a listed name and another a
    synonym of it, the synonym is not read."""
    own = {column_key(name) for name in (*names.known, *names.further)}.difference(names.meant)
    keys = _meanings(cells, names)
    written = [column_key(cell) for cell in cells]
    listed = {keys[key] for key in written if key in own or names.meant.get(key)}
    columns, twice = list[str](), list[str]()
    for key in written:
        if key in names.meant:
            columns.append(names.meant[key])
            continue
        column = keys.get(key, "") if key in own or keys.get(key) not in listed else ""
        column = column or names.begun(key) or SPARE.get(names.table, {}).get(key, "")
        column = column or _beside(key, names)
        if not column and names.table in (SCENES, WIDE) and (verb := VERB_SYNONYMS.get(key, key)) in names.verbs:
            column = f"{VERB_PREFIX}{verb}"
            column = column if column not in columns else ""  # "Dies, Deaths": the first is read
        if column and column in columns:
            twice.append(column)
        columns.append(column)
    others = [n for n, column in enumerate(columns) if not column]
    hiding = {n for n in others if _may_hide(cells[n], own)}
    asking = {n: cells[n] for n in others if n not in hiding and written[n] not in own and _may_ask(cells[n])}
    slips = {n: _slip(cells[n], names.known) for n in others if n in hiding or n in asking}
    unread = tuple(cell.strip() for cell, column in zip(cells, columns, strict=True) if cell.strip() and not column)
    return Header(tuple(columns), slips, asking, unread, tuple(dict.fromkeys(twice)))


def _beside(key: str, names: ColumnNames) -> str:
    """What the column with this `key` says of an installment beside its listing: "" where it says nothing so."""
    if names.table not in (INSTALLMENTS, WIDE):
        return ""
    if key in NOTES:
        return f"{NOTE_PREFIX}{key}"
    if key in CASTS:
        return f"{CAST_PREFIX}{key}"
    return f"{LINK_PREFIX}{key}" if key in names.links else ""


def _meanings(cells: Sequence[str], names: ColumnNames) -> Mapping[str, str]:
    """The columns of a table by the keys of their names, where these `cells` stand beside each other."""
    keys, written = {**names.keys, **names.meant}, [column_key(cell) for cell in cells]
    there = {keys[key] for key in written if key in keys}
    if names.table in COUNTED:
        column, other, beside = COUNTED[names.table]
        if there & beside and other in names.known:
            keys |= {key: other for key in written if keys.get(key) == column and key != column}
    if names.table in NAMED:
        column, other = NAMED[names.table]
        if column in written and other not in there and sum(keys.get(key) == column for key in written) == 2:
            keys[column] = other
    return keys


def _may_hide(name: str, own: Collection[str]) -> bool:
    """Whether a column that is none may have been meant for `revealed`: by its name, or because it has none."""
    key = column_key(name)
    if key in own:  # a listed name that stands twice is told as such
        return False
    return not key or is_like_revealed(key) or bool(close_matches(key, ["revealed"], 1, _ALIKE))


def _may_ask(name: str) -> bool:
    """Whether a column with this name asks to hide a row where a cell of it says so: `hidden`, `public`."""
    return asks_to_hide(name, "yes") or asks_to_hide(name, "no")


def _slip(column: str, known: tuple[str, ...]) -> BadRowError:
    what = f'the column "{ascii(column.strip())[1:-1]}"' if column.strip() else "a column without a name"
    message = f"has a cell in {what}, which may have been meant to say when it is revealed"
    if "revealed" not in known:
        return BadRowError("column-unknown", message, "this table has no such column: stamp the page that is written")
    return BadRowError("column-unknown", message, 'call it "revealed", and write all positions into it, or remove it')
