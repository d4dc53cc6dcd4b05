"""Parts of a season that somebody gave a letter: `5a` and `5b` are season 5, if the numbers of its episodes go on."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise

from intertwine.imports.columns import INSTALLMENTS, SCENES
from intertwine.imports.rows.number_cells import read_numbers
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, Sheets, TableRow
from intertwine.model.words import exact

_PART = re.compile(
    r"(?:s|season|series)?[ .:#-]{0,2}0*(?P<season>[0-9]{1,4})"
    r"(?:[ .-]?(?P<letter>[a-h])|[ ,.:(-]{1,3}(?:part|pt|half|vol|volume)[ .:-]{0,2}(?P<part>[1-8])\)?)",
    re.IGNORECASE,
)
_TitleSeason = tuple[str, int]
"""A title, as it is compared, and the number of a season."""


def read_parts(sheets: Sheets) -> None:
    """Before: no row of `sheets` was read. After: where the season in a row of episodes or scenes is said with its part
    (`5b`, `Season 5 Part 2`), it is that season. But if the numbers begin again in a part, or nobody can tell, all of
    its cells stay, and each says what is wrong: its episodes would be taken for earlier ones."""
    found = {file: _parts(sheets[file]) for file in (INSTALLMENTS, SCENES)}
    if not any(part for rows in found.values() for _, part, _ in rows.values()):
        return
    listed = found[INSTALLMENTS] if sheets[INSTALLMENTS].present else found[SCENES]
    going_on = _going_on(listed)
    for file, rows in found.items():
        for n, row in enumerate(sheets[file].rows):
            place, part, _ = rows.get(n, (("", 0), 0, -1))
            if part and "season" in row.filled:
                sheets[file].rows[n] = _read(row, place[1], is_read=place in going_on)


def _read(row: TableRow, season: int, *, is_read: bool) -> TableRow:
    if is_read:
        return replace(row, cells=Cells({**row.cells, "season": str(season)}))
    said = row.cells["season"].strip()
    message = f'"{said}" in "season" is a part of a season whose numbers do not go on from the part before'
    hint = "number the episodes of both parts together (8, and then 9), or give the part a season of its own"
    bad = BadRowError("number-unusable", message, hint)
    return replace(row, unreadable={**(row.unreadable or {}), "season": bad})


def _parts(sheet: Sheet) -> dict[int, tuple[_TitleSeason, int, int]]:
    """Of each row of a `sheet` whose season can be told, or counts from above: its season, its part (0: none is
    said) and its first number (-1: none). A row without all of them is left out."""
    found = dict[int, tuple[_TitleSeason, int, int]]()
    titles = [exact(row.cells["title"]) for row in sheet.rows]
    is_title = 2 * len(set(titles)) <= len(titles)  # else they are names of episodes
    title, season, part = "", -1, 0
    for n, row in enumerate(sheet.rows):
        title = (titles[n] if is_title else "") or title
        if text := row.cells["season"].strip():
            if m := _PART.fullmatch(text):
                season = int(m["season"])
                part = int(m["part"]) if m["part"] else ord(m["letter"].lower()) - ord("a") + 1
            else:
                digits = re.findall("[0-9]+", text)
                season, part = (int(digits[0]), 0) if len(digits) == 1 else (-1, 0)
        if season >= 0:
            found[n] = (title, season), part, _first(row)
    return found


def _first(row: TableRow) -> int:
    try:
        return read_numbers(" ".join(row.cells["number"].split()))[0]
    except (BadRowError, IndexError):
        return -1


def _going_on(rows: dict[int, tuple[_TitleSeason, int, int]]) -> set[_TitleSeason]:
    """The seasons of which each part begins with a higher number than the part before ended with."""
    numbers: dict[_TitleSeason, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for place, part, number in rows.values():
        if number >= 0:
            numbers[place][max(part, 1)].append(number)
    going_on = set[_TitleSeason]()
    for place, parts in numbers.items():
        own = [parts[part] for part in sorted(parts)]
        begins_late = 1 in parts or min(own[0]) > 1
        if begins_late and all(max(a) < min(b) for a, b in pairwise(own)):
            going_on.add(place)
    return going_on
