"""The tables, row by row: what is understood, and a problem with file and line for what is not."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from intertwine.imports.columns import (
    COLUMNS,
    ENTITIES,
    FACTS,
    INSTALLMENTS,
    ORDER_PREFIX,
    ORDERS,
    SAME,
    SCENES,
    SEASONS,
    SENTENCES,
    TITLES,
)
from intertwine.imports.records import Ids, InstallmentRecord, Tables
from intertwine.imports.rows.dangling import drop_dangling
from intertwine.imports.rows.dates import Dates, DayOrder
from intertwine.imports.rows.doubtful import dates_missing, dates_out_of_order, doubtful_dates
from intertwine.imports.rows.doubtful_lives import dead_people
from intertwine.imports.rows.doubtful_names import names_alike
from intertwine.imports.rows.entity_rows import EntityRows
from intertwine.imports.rows.episode_cells import EpisodeCells, link_columns
from intertwine.imports.rows.fact_rows import FactRows
from intertwine.imports.rows.fill_down import fill_down
from intertwine.imports.rows.film_rows import read_films, read_lone_films
from intertwine.imports.rows.implied_entities import PLACES, imply_entities
from intertwine.imports.rows.implied_rows import add_installment, imply_installments, imply_titles, titles_unlikely
from intertwine.imports.rows.installment_rows import InstallmentRows
from intertwine.imports.rows.late_times import refuse_times
from intertwine.imports.rows.lists import read_lists
from intertwine.imports.rows.one_show import add_series, read_titles_as_names
from intertwine.imports.rows.order_rows import OrderRows
from intertwine.imports.rows.people_cells import way_columns
from intertwine.imports.rows.place_cells import read_places
from intertwine.imports.rows.qualifier_cells import QualifierColumns, qualifier_columns
from intertwine.imports.rows.same_rows import SameRows, titles_in
from intertwine.imports.rows.scene_rows import SceneRows
from intertwine.imports.rows.scene_titles import read_scene_titles_as_names
from intertwine.imports.rows.season_cells import find_parted
from intertwine.imports.rows.season_parts import read_parts
from intertwine.imports.rows.season_rows import SeasonRows, incomplete
from intertwine.imports.rows.sentence_rows import SentenceRows
from intertwine.imports.rows.title_rows import TitleRows
from intertwine.imports.rows.verb_cells import verb_columns
from intertwine.imports.rows.wide_rows import lists_cast, split_wide
from intertwine.imports.sheets.row import REST_IS_USED, BadRowError, Sheet, Sheets, TableRow, usable
from intertwine.imports.sheets.source import read_source
from intertwine.model.numbers import place_order
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

ListedPlaces = Mapping[str, Collection[tuple[int, int]]]
"""Season and number of installments, by the ids of titles."""


def read_tables(
    source: Path, vocabulary: Vocabulary, dates: DayOrder = "", shared: Callable[[Tables], ListedPlaces] = lambda _: {}
) -> tuple[Tables, list[Problem]]:
    """Everything in `source` that can be understood, and what cannot. Other tables imply one that is absent.
    `vocabulary` has the verbs of facts. `dates` says whether the day or the month comes first in dates of numbers.
    `shared` says what the pages list that tables with such titles, and with such rows of same.csv, share."""
    verbs = verb_columns(vocabulary)
    links = link_columns(vocabulary).keys()
    found, tables = read_source(source, COLUMNS, further_columns(vocabulary), verbs.keys(), links), Tables()
    sheets = found.sheets
    tables.rows = {sheet.shown or sheet.file: _row_count(sheet) for sheet in sheets.values()}
    tables.refused = found.refused or not any(sheets[file].present for file in (TITLES, INSTALLMENTS, SCENES))
    if found.refused:
        return tables, found.problems
    if tables.refused:
        return tables, [*found.problems, _no_table(source)]
    rows = (row for table in (SCENES, FACTS) for row in sheets[table].rows)
    named = frozenset(exact(id_) for row in rows if (id_ := row.cells.get("id")))
    qualifiers = QualifierColumns(tables, named, vocabulary)
    if sheets[TITLES].present:
        _each(sheets[TITLES], TitleRows(tables, vocabulary).title, tables.titles)
    beside = _arrange(sheets, tables, source, vocabulary)
    if not sheets[TITLES].present:
        if unlikely := titles_unlikely(sheets):
            return Tables(rows=tables.rows), [*found.problems, _as_shown(unlikely, sheets)]
        imply_titles(sheets, tables, vocabulary)
    find_parted(sheets, tables)
    days = {it: Dates((row.cells["date"] for row in sheets[it].rows), dates) for it in (SEASONS, INSTALLMENTS)}
    _each(sheets[SEASONS], SeasonRows(tables, days[SEASONS]).season)
    if sheets[INSTALLMENTS].present:
        installments = InstallmentRows(tables, vocabulary, days[INSTALLMENTS])
        _each(sheets[INSTALLMENTS], installments.installment, tables.installments)
    else:
        imply_installments(sheets, tables)
    if same := titles_in(usable(sheets[SAME]), tables):
        _list_shared(tables, shared(Tables(titles=tables.titles, same=same)))
    linked, noted = beside.rows(tables)
    if sheets[ENTITIES].present:
        _each(sheets[ENTITIES], EntityRows(tables, vocabulary).entity, tables.entities)
        if sheets[ENTITIES].lists_people and all(it.kind != "place" for it in tables.entities.values()):
            imply_entities(sheets, tables, vocabulary, only=PLACES)
    else:
        named_in = Sheet(FACTS, [*sheets[FACTS].rows, *linked.rows], sheets[FACTS].problems, sheets[FACTS].present)
        imply_entities({**sheets, FACTS: named_in}, tables, vocabulary)
    scenes = SceneRows(tables, vocabulary, qualifiers, verbs, is_cast=sheets[SCENES].is_cast)
    facts = FactRows(tables, vocabulary, named, qualifiers)
    _each(sheets[SCENES], scenes.scene, may_repeat=True)
    _each(sheets[FACTS], facts.fact)
    _each(in_scenes := scenes.verbs.sheet(sheets[SCENES]), facts.fact)
    sheets[SCENES].problems += in_scenes.problems
    _each(linked, facts.fact, may_repeat=True)
    _each(sheets[SAME], SameRows(tables).same)
    for table, dropped in zip((SCENES, FACTS), drop_dangling(tables), strict=True):
        sheets[table].problems += [bad.problem(table, line) for line, bad in dropped]
    if sheets[SENTENCES].present or noted.rows:
        sentences = SentenceRows(tables, vocabulary, qualifiers)
        _each(sheets[SENTENCES], sentences.sentence)
        _each(noted, sentences.sentence, may_repeat=True)
    sheets[INSTALLMENTS].problems += (*linked.problems, *noted.problems)
    orders = OrderRows(tables, vocabulary, sheets[INSTALLMENTS])
    _each(sheets[ORDERS], orders.order, may_repeat=True)
    orders.read_columns()
    for problem in (*_doubtful(tables, sheets, days, vocabulary), *refuse_times(tables), *incomplete(tables)):
        sheets[problem.file].problems.append(problem)
    listed = sum(len(sheets[it].rows) for it in (INSTALLMENTS, SCENES))
    arrived = any(
        (
            tables.scenes,
            tables.facts,
            tables.sentences,
            sheets[INSTALLMENTS].present and tables.counts()["installments"],
        )
    )
    in_order = [it for sheet in sheets.values() for it in sorted(sheet.problems, key=lambda problem: problem.line)]
    # A row of one sheet can be one of several tables, and is told once.
    problems = list(dict.fromkeys([*found.problems, *(_as_shown(problem, sheets) for problem in in_order)]))
    if not arrived and (listed or not tables.titles):
        message = "no row of installments and scenes can be used: nothing was written"
        hint = "correct the other errors, and import again"
        if not listed:
            message, hint = "has no row below its header: nothing was written", "write a row for each episode"
        empty = Tables(rows=tables.rows, refused=not listed)
        return empty, [*problems, Problem(_first(sheets), 0, 0, "nothing-used", message, hint)]
    return tables, problems


def _arrange(sheets: Sheets, tables: Tables, source: Path, vocabulary: Vocabulary) -> EpisodeCells:
    """Before: titles.csv is in `tables`, and no other row of `sheets` was read. After: what a list of somebody's own
    says in one sheet stands in the tables for it; what is none of these tables is in the EpisodeCells."""
    add_series(sheets, tables, source)
    read_places(sheets)
    read_lone_films(sheets, vocabulary)
    read_parts(sheets)
    fill_down(sheets[INSTALLMENTS])
    read_titles_as_names(sheets, tables, source)
    read_scene_titles_as_names(sheets, tables.titles)
    read_films(sheets, tables, vocabulary)
    if not sheets[ENTITIES].present:
        read_lists(sheets[INSTALLMENTS], ("people", *way_columns(vocabulary)))
        if lists_cast(sheets[INSTALLMENTS].rows):  # else each row is a scene, which has one place
            read_lists(sheets[INSTALLMENTS], ("place",))
    beside = EpisodeCells(sheets[INSTALLMENTS].shown, link_columns(vocabulary))
    beside.take(sheets[INSTALLMENTS])
    split_wide(sheets)
    return beside


def _doubtful(tables: Tables, sheets: Sheets, days: Mapping[str, Dates], vocabulary: Vocabulary) -> Iterator[Problem]:
    """What was read and is perhaps wrong, or was left out of `days`."""
    for table, own in days.items():
        yield from own.left_out(table)
    yield from (dates := list(doubtful_dates(tables)))
    yield from dates_out_of_order(tables, {it.line for it in dates})
    yield from dates_missing(tables, sheets[INSTALLMENTS].rows)
    yield from dead_people(tables, vocabulary)
    if not sheets[ENTITIES].present:
        yield from names_alike(tables, next((it for it in (SCENES, FACTS) if sheets[it].present), ENTITIES))


def _no_table(source: Path) -> Problem:
    """What is missing in a `source` without any table that lists or shows something."""
    if source.is_file():
        hint = "its first line needs the names of columns, as in: Season, Episode, Title, Where, Who"
        return Problem(source.name, 0, 0, "table-missing", "is not a table of titles, episodes or scenes", hint)
    hint = f"a folder with {', '.join(COLUMNS)}, or a workbook with such sheets"
    hint = hint if source.exists() else f"{source} is not there"
    return Problem(TITLES, 0, 0, "table-missing", f"there is no {TITLES}", hint)


def _list_shared(tables: Tables, shared: ListedPlaces) -> None:
    """After: what the page of a shared title lists is known too, and a position may name it."""
    for title, places in shared.items():
        for season, number in sorted(places, key=place_order):
            if tables.titles[title].lists:
                add_installment(tables, InstallmentRecord("", title, season, number, "", "", "", NONE))


def _first(sheets: Mapping[str, Sheet]) -> str:
    own = [sheets[it] for it in (INSTALLMENTS, SCENES, TITLES) if sheets[it].present]
    sheet = next((it for it in own if it.rows), own[0])
    return sheet.shown or sheet.file


def _as_shown(problem: Problem, sheets: Mapping[str, Sheet]) -> Problem:
    """A problem of a table with the place of the table as people see it."""
    sheet = sheets.get(problem.file)
    if sheet is not None and not sheet.present:  # other tables imply what it is about
        file = next((it for it in (SCENES, FACTS, *sheets) if sheets[it].present), problem.file)
        is_its = problem.file == FACTS and file == SCENES
        sheet, line = sheets[file], problem.line if is_its else 0
        problem = replace(problem, file=file, line=line, column=min(line, 1))
    return replace(problem, file=sheet.shown) if sheet and sheet.shown not in ("", problem.file) else problem


def further_columns(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The columns of each table that hang on the `vocabulary`, or on what the columns say."""
    purposes = tuple(column.name for column in qualifier_columns(vocabulary))
    ways = tuple(way_columns(vocabulary))
    return {SCENES: (*ways, *purposes), FACTS: purposes, INSTALLMENTS: (ORDER_PREFIX,)}


def _row_count(sheet: Sheet) -> int:
    """How many rows there are, those that could not be taken apart included."""
    return len(sheet.rows) + sum(it.severity == "error" and it.line > 1 for it in sheet.problems)


def _each(
    sheet: Sheet, read: Callable[[TableRow], None], ids: Ids[Any] | None = None, *, may_repeat: bool = False
) -> None:
    """Give every row to `read`, and note what is wrong with it; with `ids`, those of a table, also which are lost. Rows
    that say the same are read once, unless they `may_repeat`."""
    seen: set[frozenset[tuple[str, str]]] = set()
    if ids is not None:
        ids.is_lost = sheet.present and not sheet.rows and any(it.severity == "error" for it in sheet.problems)
    for row in sheet.rows:
        cells = frozenset(row.cells.items()) if not may_repeat else frozenset()
        if cells in seen:
            message = "says the same as a row above; once is enough"
            sheet.problems.append(Problem(sheet.file, row.line, 1, "row-twice", message, "", "warning"))
            continue
        if not may_repeat:
            seen.add(cells)
        wrong = _wrong(row, read)
        if not wrong and not row.doubts:
            continue
        sheet.problems += [bad.problem(sheet.file, row.line) for bad in wrong]
        sheet.problems += [replace(it.problem(sheet.file, row.line), severity="warning") for it in row.doubts]
        if ids is not None and wrong and wrong[0] not in row.lost:
            ids.skipped.add(exact(row.cells["id"] or row.cells["name"]))


def _wrong(row: TableRow, read: Callable[[TableRow], None]) -> list[BadRowError]:
    """What is wrong with the `row` as a whole, or with cells of it."""
    try:
        read(row)
    except BadRowError as bad:
        return [bad]
    for lost in row.lost:  # two items of a list can be wrong for one reason
        lost.message = lost.message.removesuffix(REST_IS_USED) + REST_IS_USED
    return row.lost
