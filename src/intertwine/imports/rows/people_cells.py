"""Who is in a scene, and how: notes in a list of people, and columns that are called after ways of being there."""

import re
from collections.abc import Container, Iterable

from intertwine.imports.columns import COLUMNS, ENTITIES, SCENES
from intertwine.imports.records import Tables
from intertwine.imports.rows.cells import no_such_row
from intertwine.imports.rows.lists import is_in_passing, split_remark
from intertwine.imports.rows.nobody import is_nobody, no_name, says_how_many
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.presence import read_ways
from intertwine.model.verb import Vocabulary
from intertwine.model.way import Way
from intertwine.model.words import exact

_JOINED = re.compile(r"[,;\r\n]|\s(?:and|AND|&|\+)\s")
_PAST = frozenset(
    f"{before}{jump}{many}"
    for jump in ("flashback", "flash back", "flash-back", "flashforward", "flash forward", "flash-forward")
    for before in ("", "a ", "in a ", "in ")
    for many in ("", "s")
)
"""Notes for who is there in person, at another time of the story."""
_NOTE = re.compile(r"(.*\S)\s*\(([^()\[\]]*)\)")
_MOST_NOTES = 12
"""Notes behind one name: each is looked for in all that is left. A name with more is nobody's."""


def way_columns(vocabulary: Vocabulary) -> dict[str, str]:
    """The columns of scenes that are called after a form of a way of `vocabulary`, and these forms."""
    required, optional = COLUMNS[SCENES]
    forms = {re.sub(r"[ -]", "_", form): form for way in vocabulary.ways for form in way.forms}
    return {column: form for column, form in forms.items() if column not in (*required, *optional)}


def split_notes(item: str, known: Container[str]) -> tuple[str, list[str]]:
    """An item of a list of people without the notes behind its name, unless it is one of the ids that are `known`; and
    these notes."""
    name, notes = item, list[str]()
    while len(notes) < _MOST_NOTES and exact(name) not in known and (m := _NOTE.fullmatch(name)):
        name = m[1]
        notes.insert(0, ", ".join(part.strip() for part in m[2].split(",")))
    return name, notes


def may_be_several(cell: str) -> bool:
    """Whether a `cell` of a list, as the file has it, may hold several names without a | between them."""
    return "|" not in cell and bool(_JOINED.search(split_notes(cell.strip(), ())[0]))


def unknown_in(row: TableRow, column: str, bad: BadRowError) -> BadRowError:
    """What is wrong with a list in this `column` of a `row`, of which `bad` says that nobody has such a name."""
    if bad.code != "id-unknown" or not may_be_several(row.cells[column]):
        return bad
    message = f'"{row[column]}" in "{column}" may be several names'
    hint = f'find ", " and " & " in this column, and replace them by |; one name needs a row in {ENTITIES}'
    return BadRowError("list-unclear", message, hint)


def tell(row: TableRow, bad: BadRowError, item: str) -> None:
    """After: the `row` says that an `item` is left out, since it is `bad`. Nothing is lost where it is nobody."""
    name = split_notes(item, ())[0]
    is_doubt = bad.code == "name-unlikely" and (says_how_many(name) or is_nobody(name))
    (row.doubts if is_doubt else row.lost).append(bad)


def _without_passing(item: str) -> str:
    """An `item` of a list without a note that only says in which part of an episode somebody is."""
    name, remark = split_remark(item)
    return name if remark and is_in_passing(remark) else item


def _is_past(note: str) -> bool:
    return not _PAST.isdisjoint(note.lower().split(", "))


def _without_past(note: str) -> str:
    """A `note` without the words for a flashback: its people are there in person."""
    return ", ".join(part for part in note.split(", ") if part.lower() not in _PAST) if _is_past(note) else note


class PeopleCells:
    """Reads who is present."""

    def __init__(self, vocabulary: Vocabulary, tables: Tables) -> None:
        """vocabulary: the ways of being present. tables: everybody who is known when a row is read."""
        self._ways, self._tables = vocabulary.ways, tables
        self._columns = {"people": "", **way_columns(vocabulary)}
        self._usual = frozenset(form for way in vocabulary.ways if way.is_usual for form in way.forms)
        self._known: dict[str, tuple[str, str]] = {}
        """What the items that were understood mean."""
        self._notes: dict[str, BadRowError | None] = {}

    def scene(self, row: TableRow, *, together: bool = True) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The people of a scene by id, and a note for each ("": in person). Whom it does not know, or not how they are
        there, is left out, and the row says so: of those who are `together`, also who is there at another time."""
        notes: dict[str, list[str]] = {}
        filled = self._columns.keys() & row.filled
        for column in filled if len(filled) < 2 else [it for it in self._columns if it in filled]:
            form = self._columns[column]
            for item in row.items(column):
                known = self._known.get(item)
                try:
                    who, note = known or self.noted(item if together else _without_passing(item), column)
                except BadRowError as bad:
                    tell(row, unknown_in(row, column, bad), item)
                    continue
                its = notes.setdefault(who, [])
                if form or note:
                    its += filter(None, (form, note))
        if not any(notes.values()):
            return tuple(notes), ()
        past = [who for who, its in notes.items() if any(map(_is_past, its))]
        self._tables.past.update((row.table or SCENES, row.line, who) for who in past)
        for who in past if together and len(past) < len(notes) else ():
            del notes[who]
            message = f'"{who}" is there at another time, and others are not: this name is left out of the scene'
            row.lost.append(BadRowError("way-unknown", message, "give the flashback a row of its own"))
        return tuple(notes), self.ways(notes.values())

    def noted(self, item: str, column: str) -> tuple[str, str]:
        """The id of whom an item of a list in this `column` names, and the note behind it ("": none). Raises
        BadRowError for what is not known."""
        if item in self._known:
            return self._known[item]
        name, notes = split_notes(item, self._tables.entities)
        note, found = ", ".join(notes), self._tables.entities.meant(name)
        bad = self._complaint(note) if notes else None
        if found is None or bad is not None:
            found, note = self._tables.entities.meant(item), ""
        if found is None:
            raise (
                no_name(name, column) or bad or no_such_row(name, column, self._tables.entities, ENTITIES, self._tables)
            )
        self._known[item] = found.id, note
        return found.id, note

    def note_past(self, row: TableRow, table: str, noted: Iterable[tuple[str, str]]) -> None:
        """After: the tables know who in a `row` of a `table` is in a flashback, by what is `noted` of them."""
        self._tables.past.update((table, row.line, who) for who, note in noted if _is_past(note))

    def ways(self, notes: Iterable[list[str]]) -> tuple[str, ...]:
        """The notes behind several people, each of several, as one each; () where all are there in person."""
        texts = tuple(", ".join(dict.fromkeys(map(_without_past, its))) for its in notes)
        plain = tuple("" if text in self._usual else text for text in texts)
        return plain if any(plain) else ()

    def _complaint(self, note: str) -> BadRowError | None:
        if note not in self._notes:
            diagnostics = Diagnostics("table")
            ways: tuple[Way, ...] = self._ways
            if now := _without_past(note):
                read_ways(Span(now, 1, 1), ways, diagnostics)
            bad = next((BadRowError("way-unknown", it.message, it.hint) for it in diagnostics.all()), None)
            if bad is None and not re.fullmatch(r"[\w ,.'’-]*", note):
                bad = BadRowError("way-unknown", f'"{note}" does not say how somebody is there')
            self._notes[note] = bad
        return self._notes[note]
