"""Titles and installments without a table of their own: those that mention them imply them. Each name is an id."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from intertwine.imports.columns import ENTITIES, FACTS, INSTALLMENTS, ORDERS, SCENES, SEASONS, SENTENCES
from intertwine.imports.records import InstallmentRecord, Tables, TitleRecord
from intertwine.imports.rows.cells import require_id, require_name
from intertwine.imports.rows.number_cells import read_numbers
from intertwine.imports.rows.reveal_cells import place_in_title
from intertwine.imports.sheets.row import BadRowError, Sheet, Sheets, TableRow, usable
from intertwine.model.extent import spelled
from intertwine.model.numbers import written_number
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

DEFAULT_KIND = "series"
"""Of a title whose kind no row says."""


_FEW, _NEARLY_ALL = 10, 0.8
"""Titles that may each be a series of its own, and the share of the rows from which on more are none."""


def titles_unlikely(sheets: Sheets) -> Problem | None:
    """Before: no table of titles says which there are. What is wrong with the table of installments, one of the
    `sheets`, where nearly each row would be of a series of its own; else None."""
    sheet = sheets[INSTALLMENTS]
    if sheet.spelled.keys() & {"kind", "id"}:
        return None
    rows = [row for row in usable(sheet) if row.cells["title"].strip() and row.cells["number"].strip()]
    titles, numbers = {exact(row.cells["title"]) for row in rows}, {row.cells["number"].strip() for row in rows}
    if len(titles) < max(_FEW, _NEARLY_ALL * len(rows)) or len(numbers) < 3:
        return None
    column = sheet.spelled.get("title", "title")
    message = f'{len(titles)} of {len(rows)} rows would each be a series of its own, called as its cell in "{column}"'
    hint = f'call the column "{column}" name, if it has the names of episodes, and add a column show; write the season '
    hint += "into every row. If they are titles, add a column kind"
    return Problem(INSTALLMENTS, 0, 0, "titles-unlikely", f"{message}: nothing was written", hint)


def imply_titles(sheets: Sheets, tables: Tables, vocabulary: Vocabulary) -> None:
    """Before: no row of `sheets` was read, and there is no titles.csv. After: each title that another table names is in
    `tables`. Its kind is the one of `vocabulary` that most of its rows in installments.csv say."""
    kinds: dict[str, Counter[str]] = {}
    mentions: dict[str, tuple[Sheet, TableRow]] = {}
    for sheet, row, name in _titles_named(sheets):
        mentions.setdefault(name, (sheet, row))
        kind = row.cells["kind"].strip().casefold() if sheet.file == INSTALLMENTS else ""
        if vocabulary.kind(kind) is not None:
            kinds.setdefault(name, Counter())[kind] += 1
    for name, (sheet, row) in mentions.items():
        if tables.titles.meant(name) is not None:
            continue
        kind = kinds[name].most_common(1)[0][0] if name in kinds else DEFAULT_KIND
        of = vocabulary.kind(kind)
        try:
            require_id(name)
            require_name(name, kind, vocabulary)
        except BadRowError as bad:
            tables.titles.skipped.add(name)
            sheet.problems.append(bad.problem(sheet.file, row.line))
        else:
            if of is not None:
                tables.titles[name] = TitleRecord(name, name, kind, 0, row.line, of)


def titles_named_elsewhere(sheets: Sheets, without: str = "") -> set[str]:
    """The titles that other tables than that of installments name, in a column of their own or as `TITLE 1x05`; but for
    the column of the table `without`."""
    files = (file for file in (SEASONS, SCENES, ORDERS) if file != without)
    named = {exact(row.cells["title"]) for file in files for row in usable(sheets[file])}
    places = (place_in_title(text, None) for _, _, text in places_named(sheets))
    return (named | {place[0] for place in places if place}) - {""}


def _titles_named(sheets: Sheets) -> Iterator[tuple[Sheet, TableRow, str]]:
    for file in (INSTALLMENTS, SEASONS, SCENES):
        for row in usable(sheets[file]):
            if name := exact(row.cells["title"]):
                yield sheets[file], row, name
    if not sheets[INSTALLMENTS].present:
        for sheet, row, text in places_named(sheets):
            if found := place_in_title(text, None):
                yield sheet, row, found[0]


def imply_installments(sheets: Sheets, tables: Tables) -> None:
    """Before: all titles are in `tables`, and `sheets` have no installments.csv. After: each episode that another
    table names as `TITLE 1x05` is there."""
    named = [(row.line, text) for _, row, text in places_named(sheets)]
    for row in usable(sheets[SCENES]):
        title = tables.titles.meant(row.cells["title"]) if row.cells["title"].strip() else None
        if title is not None and (row.cells["season"].strip() or title.id not in tables.parted):
            place = f"{row.cells['title']} {row.cells['season'].strip() or 1}x"
            named += [(row.line, f"{place}{written_number(it)}") for it in _numbers(row)]
    for line, text in named:
        found = place_in_title(text, tables)
        title = tables.titles.meant(found[0]) if found else None
        if title is not None and found is not None and title.lists:
            add_installment(tables, InstallmentRecord("", title.id, found[1], found[2], "", "", "", line))


def _numbers(row: TableRow) -> range:
    try:
        return read_numbers(row["number"])
    except BadRowError:
        return range(0)  # its row will say what is wrong


def add_installment(tables: Tables, episode: InstallmentRecord) -> None:
    """Put an `episode` without a row of its own, and with an id that says what it is, into `tables`, unless there is
    one of its number."""
    listed = tables.seasons[episode.title].setdefault(episode.season, [])
    id_ = implied_id(episode.title, episode.season, episode.number)
    if id_ not in tables.installments and all(episode.number not in it.numbers for it in listed):
        made = replace(episode, id=id_)
        tables.installments[id_] = made
        listed.append(made)


def implied_id(title: str, season: int, number: int) -> str:
    """The id of an installment of a `title` that has none of its own: `TITLE 1x02`, from its `season` and `number`, or
    the title's (there is no season)."""
    return f"{title} {spelled((season, number))}" if season != NONE else title


def places_named(sheets: Sheets) -> Iterator[tuple[Sheet, TableRow, str]]:
    """Every cell of a table, or part of one, that may name an installment."""
    named = [(SCENES, "installment"), *((file, "revealed") for file in (ENTITIES, FACTS, SENTENCES))]
    named += [(file, column) for file in (SCENES, FACTS, SENTENCES) for column in ("needs", "also_known")]
    for file, column in (*named, (ORDERS, "installment")):
        for row in usable(sheets[file]):
            for text in row.cells[column].replace("+", ";").split(";"):
                if text.strip():
                    yield sheets[file], row, text.strip()
