"""Good tables, and what people do to them by mistake: a column or a row that is not where it was, or not as it was."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

Cells = list[str]
HIDING = {("entities", "revealed"), ("scenes", "place"), ("facts", "place")}
"""Columns in which an empty cell is right and hides less than a full one: no table can tell that it was full."""
PEOPLE = ("ada", "ben", "cy", "dot", "eli", "fay")


@dataclass
class Sheet:
    """A table: its header, its rows, and for each row the number that it had before any mistake (-1: it is none of
    them)."""

    head: Cells
    rows: list[Cells]
    origins: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.origins = self.origins or list(range(len(self.rows)))


Tables = dict[str, Sheet]


@dataclass
class Mistake:
    """What happened: to which table, and to which of its rows (by their numbers before). `head` is the header after
    it."""

    name: str
    table: str
    touched: set[int]
    head: Cells

    @property
    def costs_cells(self) -> bool:
        """Whether cells may be lost in rows that are not touched."""
        return self.name == "dates of another country"


def good_tables(seed: int) -> Tables:
    """A series of two seasons, one of which the second is not complete, and a film; all of it right."""
    dice = random.Random(seed)
    installments, seasons, scenes = list[Cells](), list[Cells](), list[Cells]()
    in_column = seed % 2 == 1
    for title, number, listed, of in (("har", 1, 3, 3), ("har", 2, 2, 2), ("ker", 1, 2, 4), ("ker", 2, 2, 2)):
        seasons.append([title, str(number), str(of)])
        for n in range(1, listed + 1):
            date = f"201{number}-0{n}-1{n}"
            row = [f"{title}{number}{n}", title, str(number), str(n), f"Part {n}", date, "50"]
            installments.append([*row, *([str(of)] if in_column else [])])
    installments.append(["salt", "salt", "", "", "", "2015-05-05", "100", *([""] if in_column else [])])
    ids = [row[0] for row in installments]
    for id_ in ids:
        for k in range(3):
            people = "|".join(dice.sample(PEOPLE, dice.choice((1, 2, 2, 3))))
            times = [f"0:{10 * k:02}:00", f"0:{10 * k + 8:02}:30"] if dice.random() < 0.8 else ["", ""]
            scenes.append([id_, *times, dice.choice(("pier", "", "pier", "cave")), people])
    entities = [[name, "character", name.title() + " Lund", ""] for name in PEOPLE]
    entities[4][3], entities[5][3] = "har21", "ker11@0:20:00; salt"
    entities += [["pier", "place", "The Pier", ""], ["cave", "place", "The Cave", "har13" if seed % 3 else ""],
                 ["crew", "group", "The Crew", ""]]  # fmt: skip
    facts = [_fact(dice, n, ids) for n in range(16)]
    found = {
        "titles": Sheet(["id", "name", "kind", "year"], [["har", "Harbour", "series", "2011"],
                        ["ker", "Kerb", "series", "2011"], ["salt", "Salt", "film", "2015"]]),
        "installments": Sheet(["id", "title", "season", "number", "name", "date", "minutes",
                               *(["episodes"] if in_column else [])], installments),
        "seasons": Sheet(["title", "season", "episodes"], seasons),
        "entities": Sheet(["id", "kind", "name", "revealed"], entities),
        "scenes": Sheet(["installment", "start", "end", "place", "people"], scenes),
        "facts": Sheet(["id", "subject", "verb", "object", "place", "text", "revealed", "true_from"], facts),
    }  # fmt: skip
    if in_column:
        del found["seasons"]
    return found


def _fact(dice: random.Random, number: int, ids: list[str]) -> Cells:
    one, other = dice.sample(PEOPLE, 2)
    verb, object_ = dice.choice((("meets", other), ("fights", other), ("helps", other), ("joins", "crew")))
    at = dice.choice(ids)
    revealed = dice.choice((
        at, f"{at}@0:{dice.randint(1, 45):02}:00", "har S1", "har S2", "ker S1", "har", "ker", "har 1x02",
        f"{at} + {dice.choice(ids)}", f"{at}; {dice.choice(ids)}@0:10:00", "public", "har S1 + salt",
    ))  # fmt: skip
    place, true = dice.choice(("", "pier", "cave")), dice.choice(("", "2011", "2012-03"))
    return [f"f{number}", one, verb, object_, place, f"as told in {number}", revealed, true]


def spoil(tables: Tables, dice: random.Random) -> Mistake:
    """Make one mistake in `tables`."""
    name = dice.choice(list(tables))
    sheet = tables[name]
    kinds = list(KINDS)
    while True:
        kind = dice.choice(kinds)
        touched = KINDS[kind](name, sheet, dice)
        if touched is not None:
            return Mistake(kind, name, touched, sheet.head)


def _everywhere(sheet: Sheet) -> set[int]:
    return set(range(len(sheet.rows)))


def _swapped_columns(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    one, other = dice.sample(range(len(sheet.head)), 2)
    # A table in which seasons and numbers are swapped can be right as it is, and say something else.
    if {sheet.head[one], sheet.head[other]} == {"season", "number"}:
        return None
    sheet.head[one], sheet.head[other] = sheet.head[other], sheet.head[one]
    return _everywhere(sheet)


def _merged_cell(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    column, first = dice.randrange(len(sheet.head)), dice.randrange(len(sheet.rows))
    if (name, sheet.head[column]) in HIDING:
        return None
    last = min(len(sheet.rows), first + dice.randint(2, 5))
    for n in range(first + 1, last):
        sheet.rows[n][column] = ""
    return set(range(first + 1, last))


def _smart_quotes(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    n, column = dice.randrange(len(sheet.rows)), dice.randrange(len(sheet.head))
    if sheet.head[column] not in ("name", "text"):
        return None
    sheet.rows[n][column] += dice.choice((" ‘so’", " “so”", ' "so"', "’s"))
    return {n}


def _locale_dates(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    found = [n for n, column in enumerate(sheet.head) if column in ("date", "true_from")]
    if not found:
        return None
    order = dice.choice(("{2}/{1}/{0}", "{1}/{2}/{0}", "{2}.{1}.{0}", "{1}-{2}-{0}"))
    for row in sheet.rows:
        if len(parts := row[found[0]].split("-")) == 3:
            row[found[0]] = order.format(*parts)
    return set()


def _pasted_twice(name: str, sheet: Sheet, dice: random.Random) -> set[int]:
    n, to = dice.randrange(len(sheet.rows)), dice.randrange(len(sheet.rows) + 1)
    sheet.rows.insert(to, list(sheet.rows[n]))
    sheet.origins.insert(to, -1)
    return set()


def _second_header(name: str, sheet: Sheet, dice: random.Random) -> set[int]:
    to = dice.randrange(len(sheet.rows) + 1)
    sheet.rows.insert(to, list(sheet.head))
    sheet.origins.insert(to, -1)
    return set()


def _totals(name: str, sheet: Sheet, dice: random.Random) -> set[int]:
    row = [""] * len(sheet.head)
    row[0], row[-1] = dice.choice(("Total", "Sum", "")), str(len(sheet.rows))
    sheet.rows.append(row)
    sheet.origins.append(-1)
    return set()


def _trailing_comma(name: str, sheet: Sheet, dice: random.Random) -> set[int]:
    for row in sheet.rows if dice.random() < 0.5 else [dice.choice(sheet.rows)]:
        row.append("")
    return set()


def _shifted_cell(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    n, column = dice.randrange(len(sheet.rows)), dice.randrange(len(sheet.head))
    if dice.random() < 0.5:
        sheet.rows[n].insert(column, "")
    elif (name, sheet.head[column]) in HIDING:
        return None
    else:
        del sheet.rows[n][column]
    return {n}


def _other_case(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    ids = {"id", "title", "installment", "people", "place", "subject", "object", "revealed"}
    column = dice.randrange(len(sheet.head))
    if sheet.head[column] not in ids:
        return None
    for row in sheet.rows:
        row[column] = dice.choice((row[column].upper(), row[column].title(), row[column]))
    return set()


def _blanks(name: str, sheet: Sheet, dice: random.Random) -> set[int]:
    for row in sheet.rows:
        for n, cell in enumerate(row):
            row[n] = dice.choice((f"{cell} ", f" {cell}", f"{cell}\u00a0", cell))
    return set()


def _deleted_column(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    column = dice.randrange(len(sheet.head))
    if (name, sheet.head[column]) in HIDING:
        return None
    for row in (sheet.head, *sheet.rows):
        del row[column]
    return _everywhere(sheet)


def _decimal_comma(name: str, sheet: Sheet, dice: random.Random) -> set[int] | None:
    """In a cell; and in half of the cases nobody put the cell into quotation marks."""
    cells = [(n, k) for n, row in enumerate(sheet.rows) for k, cell in enumerate(row) if cell.isdecimal()]
    if not cells:
        return None
    n, column = dice.choice(cells)
    if dice.random() < 0.5:
        sheet.rows[n][column] += ",0"
    else:
        sheet.rows[n].insert(column + 1, "0")
    return {n}


KINDS: dict[str, Callable[[str, Sheet, random.Random], set[int] | None]] = {
    "swapped columns": _swapped_columns,
    "a merged cell": _merged_cell,
    "smart quotes": _smart_quotes,
    "dates of another country": _locale_dates,
    "a row pasted twice": _pasted_twice,
    "a second header": _second_header,
    "totals at the end": _totals,
    "trailing commas": _trailing_comma,
    "a shifted cell": _shifted_cell,
    "ids in another case": _other_case,
    "blanks around cells": _blanks,
    "a deleted column": _deleted_column,
    "a decimal comma": _decimal_comma,
}
"""Each mistake changes a sheet, and gives the rows that it touched: those that may be lost by it. None: it does not fit
the sheet."""


def text(sheet: Sheet) -> str:
    """The sheet as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([sheet.head, *sheet.rows])
    return out.getvalue()


def independent(tables: Tables, mistake: Mistake) -> set[tuple[str, int]]:
    """The rows of good `tables`, by table and number, that neither are touched by the `mistake` nor need a row that is,
    in however many steps."""
    lost = {(mistake.table, n) for n in mistake.touched}
    words: set[str] = set()
    for n in mistake.touched:
        words |= _needed_by(mistake.table, tables[mistake.table], n)
    before = -1
    while before != len(lost):
        before = len(lost)
        for name, sheet in tables.items():
            for n, row in enumerate(sheet.rows):
                if (name, n) not in lost and words & {it for cell in row for it in _words(cell)}:
                    lost.add((name, n))
                    words |= _needed_by(name, sheet, n)
    return {(name, n) for name, sheet in tables.items() for n in range(len(sheet.rows))} - lost


def _needed_by(name: str, sheet: Sheet, number: int) -> set[str]:
    """The words by which other rows name a row. A season, or a title, needs each of its episodes."""
    row = sheet.rows[number]
    if name == "scenes":
        return set()
    if name == "seasons":
        return {f"{row[0]} S{row[1]}", f"={row[0]}"}
    if name == "installments":
        title = row[1]
        return {row[0], f"{title} S{row[2]}", f"={title}", f"{title} {row[2]}x{int(row[3] or 0):02}"}
    return {row[0]}


def _words(cell: str) -> set[str]:
    parts = [part.partition("@")[0].strip() for part in re.split(r"[|;+]", cell)]
    return {it for part in parts if part for it in (part, f"={part}", part.split(" ")[0])}
