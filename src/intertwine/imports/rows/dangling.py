"""After all rows: what names a fact that could not be used goes too, and is told."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from intertwine.imports.records import FactRecord, SceneRecord, Tables
from intertwine.imports.rows.qualifier_cells import facts_of
from intertwine.imports.sheets.row import REST_IS_USED, BadRowError

AnyRecord = TypeVar("AnyRecord", FactRecord, SceneRecord)
LostRows = list[tuple[int, BadRowError]]
"""What is wrong, with the lines of rows."""


def drop_dangling(tables: Tables) -> tuple[LostRows, LostRows]:
    """After: every fact and scene of `tables` names only facts and scenes that are in it too. What is wrong with rows
    of scenes, and of facts: a row goes where it is about such a fact or needs it; else the qualifier alone."""
    of_scenes, of_facts = LostRows(), LostRows()
    while True:
        known = {row.id for rows in (tables.scenes, tables.facts) for row in rows}
        count = len(of_scenes) + len(of_facts)
        about = [fact for fact in tables.facts if fact.ref and fact.ref not in known]
        of_facts += [(fact.line, _unusable(fact.ref)) for fact in about]
        kept = (fact for fact in tables.facts if not fact.ref or fact.ref in known)
        tables.scenes = list(_without(tables.scenes, known, of_scenes))
        tables.facts = list(_without(kept, known, of_facts))
        if len(of_scenes) + len(of_facts) == count:
            return of_scenes, of_facts


def _without(rows: Iterable[AnyRecord], known: set[str], told: LostRows) -> Iterable[AnyRecord]:
    for row in rows:
        lost = [it for it in row.qualifiers if any(fact not in known for fact in facts_of(it))]
        needed = next((facts_of(it)[0] for it in lost if not it.alone), "")
        if needed:
            told.append((row.line, _unusable(needed)))
            continue
        for it in lost:
            message = f'the fact "{facts_of(it)[0]}" in "{it.column}" could not be used{REST_IS_USED}'
            told.append((row.line, BadRowError("row-needed", message)))
        yield replace(row, qualifiers=tuple(it for it in row.qualifiers if it not in lost)) if lost else row


def _unusable(fact: str) -> BadRowError:
    return BadRowError("row-needed", f'the fact "{fact}" could not be used')
