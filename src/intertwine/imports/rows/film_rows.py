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


def read_films(sheets: Sheets, tables: Tables, vocabulary: Vocabulary) -> None:
    """Before: names of episodes are in `name`, and no row of `sheets` was read; titles.csv is in `tables`. After: a row
    without a number is a title of its own, called by its name, if its season is the word for a kind of the `vocabulary`
    that is one installment; and if it is the only row of a title that no other table gives an episode, and no cell says
    a season or a kind, that title is a film. One warning for each says so."""
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
    if not sheets[TITLES].present:
        _read_alone(sheets, vocabulary)


def _read_alone(sheets: Sheets, vocabulary: Vocabulary) -> None:
    listed, rows = sheets[INSTALLMENTS], dict[str, list[int]]()
    for n, row in enumerate(listed.rows):
        rows.setdefault(exact(row.cells["title"]), []).append(n)
    alone = {title: its[0] for title, its in rows.items() if title and len(its) == 1}
    bare = {title: n for title, n in alone.items() if _is_bare(listed.rows[n])}
    if not bare or len(rows) < 2 or vocabulary.kind(_FILM) is None:
        return
    named = {place[0] for _, _, text in places_named(sheets) if (place := place_in_title(text, None))}
    named |= {exact(row.cells["title"]) for row in sheets[SEASONS].rows}
    for title, n in bare.items():
        if title not in named:
            row = listed.rows[n]
            listed.rows[n] = replace(row, cells=Cells({**row.cells, "kind": _FILM}))
            _tell(sheets, row, title, _FILM, "its only row has no season and no number")


def _is_bare(row: TableRow) -> bool:
    return not any(row.cells[it].strip() for it in ("season", "number", "kind")) and not row.unreadable and not row.slip


def _tell(sheets: Sheets, row: TableRow, title: str, kind: str, why: str) -> None:
    message = f'"{title}" is read as a {kind} of its own: {why}'
    bad = BadRowError("kind-guessed", message, "if it is an episode, write its season and its number")
    problem = replace(bad.problem(INSTALLMENTS, row.line), severity="warning")
    listed = sheets[INSTALLMENTS]
    if not any(it.code == problem.code and it.message == problem.message for it in listed.problems):
        listed.problems.append(problem)
