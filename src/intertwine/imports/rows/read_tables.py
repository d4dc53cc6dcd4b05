"""The five CSV files, row by row: what is understood, and a problem with file and line for what is not."""

from collections.abc import Callable
from pathlib import Path

from intertwine.imports.columns import COLUMNS, ENTITIES, FACTS, INSTALLMENTS, SCENES, TITLES
from intertwine.imports.records import Tables
from intertwine.imports.rows.entity_rows import EntityRows
from intertwine.imports.rows.fact_rows import FactRows
from intertwine.imports.rows.installment_rows import InstallmentRows, incomplete
from intertwine.imports.rows.scene_rows import SceneRows
from intertwine.imports.rows.story_cells import StoryColumns
from intertwine.imports.rows.title_rows import TitleRows
from intertwine.imports.sheets.csv_rows import read_sheet
from intertwine.imports.sheets.row import BadRowError, Sheet, TableRow
from intertwine.model.problem import Problem
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


def read_tables(source: Path, vocabulary: Vocabulary) -> tuple[Tables, list[Problem]]:
    """Everything below `source` that can be understood, and what cannot. Every table but titles.csv may be absent."""
    sheets = {name: read_sheet(source / name, *columns) for name, columns in COLUMNS.items()}
    tables = Tables()
    if not sheets[TITLES].present:
        hint = f"a folder with {', '.join(COLUMNS)}" if source.is_dir() else f"{source} is not a folder"
        return tables, [Problem(TITLES, 0, 0, "table-missing", "there is no titles.csv", hint)]
    if not sheets[INSTALLMENTS].present and sheets[SCENES].present:
        sheets[SCENES].rows.clear()
        message = "there is no installments.csv, so no scene has a place to stand"
        sheets[SCENES].problems.append(Problem(SCENES, 0, 0, "table-missing", message))
    named = frozenset(name for row in sheets[FACTS].rows if (name := exact(row.cells["id"])))
    story = StoryColumns(tables, named)
    _each(sheets[TITLES], TitleRows(tables, vocabulary).title)
    _each(sheets[INSTALLMENTS], InstallmentRows(tables, vocabulary).installment)
    _each(sheets[ENTITIES], EntityRows(tables, vocabulary).entity)
    _each(sheets[SCENES], SceneRows(tables, story).scene)
    facts = FactRows(tables, vocabulary, named, story)
    _each(sheets[FACTS], facts.fact)
    sheets[FACTS].problems += [bad.problem(FACTS, line) for line, bad in facts.drop_dangling()]
    sheets[FACTS].problems += [bad.problem(FACTS, line) for line, bad in facts.drop_times(tables.facts)]
    sheets[SCENES].problems += [bad.problem(SCENES, line) for line, bad in facts.drop_times(tables.scenes)]
    sheets[INSTALLMENTS].problems.extend(incomplete(tables))
    problems = (sorted(sheet.problems, key=lambda problem: problem.line) for sheet in sheets.values())
    return tables, [problem for found in problems for problem in found]


def _each(sheet: Sheet, read: Callable[[TableRow], None]) -> None:
    for row in sheet.rows:
        try:
            read(row)
        except BadRowError as bad:
            sheet.problems.append(bad.problem(sheet.file, row.line))
        sheet.problems += [bad.problem(sheet.file, row.line) for bad in row.lost]
