"""Qualifiers are written below their fact or scene and read back before they may be used: the reader of pages judges.

What the loss of a qualifier shows earlier costs the row; any other costs only itself.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from intertwine.imports.pages.page_lines import fact_lines, scene_lines
from intertwine.imports.records import FactRecord, Position, QualifierCell, SceneRecord, TextPiece
from intertwine.imports.rows.proof import numbered, read_back, with_ids
from intertwine.imports.rows.qualifier_cells import DATED, FEW, qualifier_columns
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.qualifiers import purpose_names
from intertwine.model.sentinels import NONE
from intertwine.model.statement import Statement
from intertwine.model.verb import Vocabulary, first_form

ProvedRow = TypeVar("ProvedRow", FactRecord, SceneRecord)

_QUALIFIER = re.compile(r"  - ([^:]+): (.*)")
_TAKEN = "taken for"
_STAMP = ((Position("title", "T"),),)
_HIDDEN = re.compile(": [^:]*stays hidden$")
"""What a page's problem says of the page."""
_QUOTED = re.compile(r'"([^"]*)"')


class LineProof:
    """Judges the qualifiers of rows. What only differs in what they do not hang on is judged once: other times, other
    people."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """vocabulary: what pages are read with."""
        self._vocabulary, self._purposes = vocabulary, purpose_names(vocabulary)
        columns = qualifier_columns(vocabulary)
        self._examples = {column.name: column.example for column in columns}
        self._before = {column.name: column.before for column in columns}
        self._scene = first_form(vocabulary, "scene")
        self._judged: dict[str, BadRowError | None] = {}
        self._clashes: dict[tuple[str, ...], list[bool]] = {}
        self._right: dict[int, QualifierCell] = {}
        """What is right below whatever row, by its identity: equal cells of the tables are one object."""

    def fact(self, fact: FactRecord, row: TableRow) -> FactRecord:
        """The `fact` of a `row` without the qualifiers that cannot be read. Raises BadRowError where it needs one."""
        if fact.ways and (bad := self._wrong(fact, ())) is not None:
            raise bad
        return self._settled(fact, row) if fact.qualifiers else fact

    def scene(self, scene: SceneRecord, row: TableRow) -> SceneRecord:
        """The same for a `scene` of a `row`."""
        return self._settled(scene, row) if scene.qualifiers else scene

    def _settled(self, record: ProvedRow, row: TableRow) -> ProvedRow:
        groups: dict[str, list[QualifierCell]] = {}
        has_date = _has_date(record)
        for it, may_clash in zip(record.qualifiers, self._may_clash(record.qualifiers), strict=True):
            clashes = may_clash or (has_date and it.column in DATED)
            if clashes or not (it.sure or id(it) in self._right):
                groups.setdefault(it.name, []).append(it)
        lost = [it for group in groups.values() for it in self._lost(record, group, row)]
        return replace(record, qualifiers=tuple(it for it in record.qualifiers if it not in lost)) if lost else record

    def _may_clash(self, qualifiers: tuple[QualifierCell, ...]) -> list[bool]:
        """Of each of the `qualifiers` of a row, whether the row perhaps cannot say it beside another: two dates, or two
        steps."""
        columns = tuple([it.column for it in qualifiers])
        if columns not in self._clashes:
            kinds = [(it.name, self._before[it.column], it.name == it.column) for it in qualifiers]
            self._clashes[columns] = [
                any(a == c and (b == d or either or other) for c, d, other in kinds[:n] + kinds[n + 1 :])
                for n, (a, b, either) in enumerate(kinds)
            ]
        return self._clashes[columns]

    def _lost(self, record: ProvedRow, group: list[QualifierCell], row: TableRow) -> list[QualifierCell]:
        """Those of a `group` of qualifiers of one name that the `record` of a `row` cannot have."""
        if self._wrong(record, group) is None:
            if len(group) == 1 and _is_apart(record, group):
                self._right[id(group[0])] = group[0]
            return []
        kept: list[QualifierCell] = [it for it in group if not it.alone]
        if (bad := self._wrong(record, kept)) is not None:
            raise next((own for it in kept if (own := self._wrong(record, [it])) is not None), bad)
        lost = []
        for it in (it for it in group if it.alone):
            if (bad := self._wrong(record, [*kept, it])) is None:
                kept.append(it)
            else:
                lost.append(it)
                row.lost.append(BadRowError(bad.code, f'"{it.column}" is left out: {bad}', bad.hint))
        return lost

    def _wrong(self, record: FactRecord | SceneRecord, group: Sequence[QualifierCell]) -> BadRowError | None:
        """Why a `record` cannot be written with a `group` of its qualifiers alone, and read."""
        keys, cells = numbered(), tuple(map(_with_one_stamp, group))
        bare = _without_others(record, cells)
        lines = scene_lines(bare, keys, self._scene) if isinstance(bare, SceneRecord) else fact_lines(bare, keys)
        text = "\n".join(lines)
        if text not in self._judged:
            self._judged[text] = self._read(text, lines[1:])
        bad = self._judged[text]
        return bad and BadRowError(bad.code, with_ids(str(bad), keys), self._example(group) or bad.hint)

    def _example(self, qualifiers: Sequence[QualifierCell]) -> str:
        """What the last of these `qualifiers` looks like in a table."""
        return self._examples.get(qualifiers[-1].column, "") if qualifiers else ""

    def _read(self, text: str, lines: Sequence[str]) -> BadRowError | None:
        found, trouble = read_back(text, self._vocabulary)
        if trouble is not None:
            is_time = trouble.code == "date-unreadable"
            message = _HIDDEN.sub("", trouble.message)
            return BadRowError("date-unusable" if is_time else "qualifier-unusable", message, trouble.hint)
        pairs = [m.groups() for line in lines if (m := _QUALIFIER.fullmatch(line))]
        if len(found) == 1 and len(pairs) == len(lines) and _says(found[0], pairs, set(self._purposes)):
            return None
        return BadRowError("qualifier-unusable", "what qualifies it would not be read back as it is")


def _says(it: Statement, pairs: Sequence[tuple[str, ...]], purposes: set[str]) -> bool:
    """Whether a statement says what its qualifiers, names and values, say, and nothing else."""
    words = [value[1:-1].strip() for name, value in pairs if name in purposes and value.startswith('"')]
    frames = [m[1] for name, value in pairs if name == "frame" for m in _QUOTED.finditer(value)]
    count = {name: [it for it, _ in pairs].count(name) for name, _ in pairs}
    return (
        [purpose.text for purpose in it.purposes if not purpose.ref] == words
        and not any(purpose.links for purpose in it.purposes)
        and [frame.text for frame in it.frames if frame.text] == frames
        and len(it.purposes) == sum(name in purposes for name, _ in pairs)
        and len(it.disproves) == count.get("disproves", 0)
        and len(it.taken) == count.get("taken for", 0)
        and len(it.frames) == count.get("frame", 0)
        and len(it.own) == count.get("own", 0)
    )


def _without_others(record: FactRecord | SceneRecord, cells: tuple[QualifierCell, ...]) -> FactRecord | SceneRecord:
    """A `record` with the qualifiers `cells`, and without what cannot make these unreadable. Only `taken for` hangs on
    whom it names, and needs the two of whom it speaks or else how many there are; only a long stamp hangs on others."""
    if any(_positions(it) > FEW for it in cells) or (isinstance(record, FactRecord) and not cells):
        return replace(record, qualifiers=cells)
    refs = {part.ref for it in cells if it.name == _TAKEN for part in it.parts}
    if not refs:
        date = record.true if isinstance(record, FactRecord) else ""
        own = (QualifierCell("true", (TextPiece(date),), True, "date"),) if date else ()
        return SceneRecord("", "", NONE, NONE, "here", (), (), (*own, *cells), 0)
    if isinstance(record, FactRecord):
        return replace(record, qualifiers=cells)
    others = [it for it in record.people if f"entity:{it}" not in refs]
    people = tuple(it for it in record.people if f"entity:{it}" in refs or it in others[:2])
    place = record.place if f"entity:{record.place}" in refs or not people else ""
    return SceneRecord("", "", NONE, NONE, place, people, (), cells, 0)


def _has_date(record: FactRecord | SceneRecord) -> bool:
    """Whether a `record` has a date in a column of its own."""
    return isinstance(record, FactRecord) and bool(record.true)


def _is_apart(record: FactRecord | SceneRecord, group: Sequence[QualifierCell]) -> bool:
    """Whether a `group` of qualifiers hangs on nothing else that the `record` says."""
    return not _has_date(record) and all(it.name != _TAKEN and _positions(it) <= FEW for it in group)


def _positions(it: QualifierCell) -> int:
    return sum(len(way) for part in it.parts for way in part.stamp)


def _with_one_stamp(it: QualifierCell) -> QualifierCell:
    """`it` with the same short stamp for all: which one it is changes nothing, and most rows are judged already. But
    no two times of a fact may be the same."""
    if it.name == "true" or _positions(it) > FEW:
        return it
    return replace(it, parts=tuple(replace(part, stamp=_STAMP) if part.stamp else part for part in it.parts))
