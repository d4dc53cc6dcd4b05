"""Films in a list of episodes: rows without a number, whose season says that they are none of a season."""

from dataclasses import replace

from intertwine.imports.columns import INSTALLMENTS, SCENES, SEASONS, TITLES
from intertwine.imports.records import Tables
from intertwine.imports.rows.implied_rows import places_named
from intertwine.imports.rows.reveal_cells import place_in_title
from intertwine.imports.sheets.row import BadRowError, Cells, Sheets, TableRow
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

_FILM = "film"
_WORDS = {"movie": _FILM, "films": _FILM, "movies": _FILM, "tv movie": _FILM, "tv film": _FILM, "feature": _FILM}
"""What people write for the kind of a film, beside its id."""


def read_lone_films(sheets: Sheets, vocabulary: Vocabulary) -> None:
    """Before: no row of `sheets` was read. After: if there is no titles.csv, each row of installments.csv says its
    title, beside the names of episodes, and a row is the only one of its title, says no season, number or kind, and no
    other table gives that title an episode, then its kind is film, if the `vocabulary` has that. One warning for each
    says so."""
    listed, rows = sheets[INSTALLMENTS], dict[str, list[int]]()
    for n, row in enumerate(listed.rows):
        rows.setdefault(exact(row.cells["title"]), []).append(n)
    bare = {title: its[0] for title, its in rows.items() if len(its) == 1 and _is_bare(listed.rows[its[0]])}
    if "name" not in listed.spelled:
        return  # titles may be those of episodes
    if sheets[TITLES].present or not bare or "" in rows or len(bare) == len(rows) or vocabulary.kind(_FILM) is None:
        return
    named = {place[0] for _, _, text in places_named(sheets) if (place := place_in_title(text, None))}
    named |= {exact(row.cells["title"]) for row in sheets[SEASONS].rows}
    for title, n in bare.items():
        if title not in named:
            row = listed.rows[n]
            listed.rows[n] = replace(row, cells=Cells({**row.cells, "kind": _FILM}))
            _tell(sheets, row, title, _FILM, "its only row has no season and no number")


def read_films(sheets: Sheets, tables: Tables, vocabulary: Vocabulary) -> None:
    """Before: names of episodes are in `name`, and no row of `sheets` was read; titles.csv is in `tables`. After: a row
    without a number is a title of its own, called by its name, if its season is the word for a kind of the `vocabulary`
    that is one installment. One warning for each says so."""
    for file in (INSTALLMENTS, SCENES):
        sheet = sheets[file]
        for n, row in enumerate(sheet.rows):
            season = " ".join(row.cells["season"].split()).casefold()
            kind = vocabulary.kind(_WORDS.get(season, season)) if season and not season.isdecimal() else None
            name = exact(row.cells["name"])
            if kind is None or not kind.is_single or row.cells["number"].strip() or not name or row.slip:
                continue
            if not sheets[TITLES].present or tables.titles.meant(name):
                cells = {it: text for it, text in row.cells.items() if it not in ("season", "name")}
                sheet.rows[n] = replace(row, cells=Cells({**cells, "title": name, "kind": kind.id}))
                _tell(sheets, row, name, kind.id, f'its season is "{row.cells["season"].strip()}"')


def _is_bare(row: TableRow) -> bool:
    return not any(row.cells[it].strip() for it in ("season", "number", "kind")) and not row.unreadable and not row.slip


def _tell(sheets: Sheets, row: TableRow, title: str, kind: str, why: str) -> None:
    message = f'"{title}" is read as a {kind} of its own: {why}'
    bad = BadRowError("kind-guessed", message, "if it is an episode, write its season and its number")
    problem = replace(bad.problem(INSTALLMENTS, row.line), severity="warning")
    listed = sheets[INSTALLMENTS]
    if not any(it.code == problem.code and it.message == problem.message for it in listed.problems):
        listed.problems.append(problem)
