"""Qualifiers are written below their fact or scene and read back before they may be used: the reader of pages judges.

What the loss of a qualifier shows earlier costs the row; any other costs only itself.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from intertwine.imports.pages.page_lines import PageKeys, fact_lines, scene_lines
from intertwine.imports.records import FactRecord, Position, QualifierCell, SceneRecord
from intertwine.imports.rows.proof import numbered, read_back, with_ids
from intertwine.imports.rows.qualifier_cells import FEW, qualifier_columns
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.qualifiers import purpose_names
from intertwine.model.sentinels import NONE
from intertwine.model.statement import Statement
from intertwine.model.verb import Vocabulary, first_form

ProvedRow = TypeVar("ProvedRow", FactRecord, SceneRecord)

_QUALIFIER = re.compile(r"  - ([^:]+): (.*)")
_STAMP = ((Position("title", "T"),),)
_HIDDEN = re.compile(": [^:]*stays hidden$")
"""What a page's problem says of the page."""
_QUOTED = re.compile(r'"([^"]*)"')


class LineProof:
    """Judges the qualifiers of rows. Rows that differ only in their times are judged once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """vocabulary: what pages are read with."""
        self._vocabulary, self._purposes = vocabulary, purpose_names(vocabulary)
        self._examples = {column.name: column.example for column in qualifier_columns(vocabulary)}
        self._scene = first_form(vocabulary, "scene")
        self._judged: dict[str, BadRowError | None] = {}

    def fact(self, fact: FactRecord, row: TableRow) -> FactRecord:
        """The `fact` of a `row` without the qualifiers that cannot be read. Raises BadRowError where it needs one."""
        return self._settled(fact, row, fact_lines) if fact.qualifiers or fact.ways else fact

    def scene(self, scene: SceneRecord, row: TableRow) -> SceneRecord:
        """The same for a `scene` of a `row`."""
        if not scene.qualifiers:
            return scene
        timeless = replace(scene, start=NONE, end=NONE, id="")
        found = self._settled(timeless, row, lambda it, keys: scene_lines(it, keys, self._scene))
        return replace(scene, qualifiers=found.qualifiers)

    def _settled(
        self, record: ProvedRow, row: TableRow, lines: Callable[[ProvedRow, PageKeys], list[str]]
    ) -> ProvedRow:
        def wrong(qualifiers: Sequence[QualifierCell]) -> BadRowError | None:
            keys = numbered()
            bad = self._wrong(lines(replace(record, qualifiers=tuple(map(_with_one_stamp, qualifiers))), keys))
            return bad and BadRowError(bad.code, with_ids(str(bad), keys), self._example(qualifiers) or bad.hint)

        names = [it.name for it in record.qualifiers]
        doubtful = [it for it in record.qualifiers if not it.sure or names.count(it.name) > 1]
        if not (doubtful or record.ways) or wrong(doubtful) is None:
            return record
        kept: list[QualifierCell] = [it for it in doubtful if not it.alone]
        if (bad := wrong(kept)) is not None:
            raise next((own for it in kept if (own := wrong([it])) is not None), bad)
        lost = []
        for it in doubtful:
            if not it.alone:
                continue
            if (bad := wrong([*kept, it])) is None:
                kept.append(it)
            else:
                lost.append(it)
                message = f'"{it.column}" is left out: {bad}'
                row.lost.append(BadRowError(bad.code, message, bad.hint))
        return replace(record, qualifiers=tuple(it for it in record.qualifiers if it not in lost))

    def _example(self, qualifiers: Sequence[QualifierCell]) -> str:
        """What the last of these `qualifiers` looks like in a table."""
        return self._examples.get(qualifiers[-1].column, "") if qualifiers else ""

    def _wrong(self, lines: list[str]) -> BadRowError | None:
        text = "\n".join(lines)
        if text not in self._judged:
            self._judged[text] = self._read(text, lines[1:])
        return self._judged[text]

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


def _with_one_stamp(it: QualifierCell) -> QualifierCell:
    """`it` with the same short stamp for all: which one it is changes nothing, and most rows are judged already. But
    no two times of a fact may be the same."""
    if it.name == "true" or sum(len(way) for part in it.parts for way in part.stamp) > FEW:
        return it
    return replace(it, parts=tuple(replace(part, stamp=_STAMP) if part.stamp else part for part in it.parts))
