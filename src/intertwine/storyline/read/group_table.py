"""Group tables: a row for each stay of a character in a group, with its first and last time step (the GD benchmark
sets' CSV), or its first and how many they are."""

import csv
import io
import re

from intertwine.storyline.chart import ChartError, short
from intertwine.storyline.read.moments import Moments, Stay, moments_of
from intertwine.storyline.read.no_names import is_number
from intertwine.storyline.read.numbers import number

COLUMNS = {
    "group": ("group", "session", "together"),
    "character": ("character", "person", "name", "who"),
    "timestep_start": ("timestep_start", "start", "start_time", "time_start", "from", "begin"),
    "timestep_stop": (
        "timestep_stop", "timestep_end", "stop", "stop_time", "end", "end_time", "time_end", "until", "to",
    ),
    "duration": ("duration", "length"),
}  # fmt: skip
MEANING = {spelling: column for column, spellings in COLUMNS.items() for spelling in spellings}
SHOWN = "group, character, timestep_start and timestep_stop (or duration)"
SEPARATORS = ",;\t|"
ABOVE = re.compile(r"(?:(?:(?:#|//)[^\n]*)?\n)*+(?:sep=([,;\t|])[ \t]*(?:\n+|\Z))?", re.IGNORECASE)
"""What may stand above the table: empty lines, comments, and the line that names the separator."""


def is_group_table(text: str) -> bool:
    """Whether the first row names at least two columns of a group table, at least a group's or a character's."""
    _, head = _head(text)
    known = {MEANING[name] for name in head if name in MEANING}
    return len(known) > 1 and not known.isdisjoint(("group", "character"))


def read_group_table(text: str) -> Moments:
    """The table as moments. `timestep_stop` is inclusive; a `duration` counts from the start.

    Columns may stand in any order, in capitals too, parted by comma, semicolon, TAB or `|`; a first line `sep=;` names
    the separator. A stop before its start is a stay without length. Raises `ChartError` on a missing column or a bad
    row, such as one with a number for a character.
    """
    separator, head = _head(text)
    at = _columns(head)
    unread = [name for place, name in enumerate(head) if name and place not in at.values()]
    repairs = [f"columns that were not read: {short(', '.join(unread), 200)}"] if unread else []
    stays: list[Stay] = []
    begin = _begin(text)
    above = text.count("\n", 0, begin)
    rows = csv.reader(io.StringIO(text[begin:], newline=""), delimiter=separator, strict=True)
    try:
        for row in rows:
            line = rows.line_num + above
            if [_column(cell) for cell in row] == head:
                if stays:
                    repairs.append(f"line {line}: the names of the columns again, which were left out")
            elif any(cell.strip() for cell in row):
                stays.append(_stay(row, line, head, at))
    except csv.Error as error:
        raise ChartError(
            f"line {rows.line_num + above}: the table cannot be read on ({error}); look for a quotation mark that is "
            "not closed, or a file that was cut off"
        ) from error
    if not stays:
        raise ChartError("the table has no row below the names of its columns")
    found = moments_of(stays)
    return Moments(found.groups, found.labels, [*repairs, *found.repairs])


def _columns(head: list[str]) -> dict[str, int]:
    """Where each column stands, by its first name in `COLUMNS`; a duration only where there is no stop."""
    found = {}
    for column, spellings in COLUMNS.items():
        names = [name for name in spellings if name in head]
        if names and head.count(names[0]) > 1:
            raise ChartError(f"line 1: two columns are called {names[0]}; a group table has {SHOWN}, each once")
        if names:
            found[column] = head.index(names[0])
    if "timestep_stop" in found:
        found.pop("duration", None)
    for column in ("group", "character", "timestep_start"):
        if column not in found:
            raise ChartError(f"line 1: the table has no column {column}; a group table has {SHOWN}")
    if len(found) < 4:
        raise ChartError(f"line 1: the table has no column timestep_stop or duration; a group table has {SHOWN}")
    return found


def _stay(row: list[str], line: int, head: list[str], at: dict[str, int]) -> Stay:
    width = len(head)
    end = "timestep_stop" if "timestep_stop" in at else "duration"
    if len(row) < width and not max(at.values()) < len(row):
        raise ChartError(
            f"line {line}: {len(row)} cells for {width} columns; the row, or the file, may have been cut off here"
        )
    if any(cell.strip() for cell in row[width:]):
        raise ChartError(f"line {line}: {len(row)} cells for {width} columns; a name with a separator needs quotes")
    start, stop = number(row[at["timestep_start"]]), number(row[at[end]])
    for column, found in (("timestep_start", start), (end, stop)):
        if found is None:
            told = short(row[at[column]].strip())
            raise ChartError(f'line {line}: {head[at[column]]} should be a number, not "{told}"')
    assert start is not None  # noqa: S101 - both are, by now
    assert stop is not None  # noqa: S101 - as above
    person, group = row[at["character"]].strip(), row[at["group"]].strip()
    if not person:
        raise ChartError(f"line {line}: no character is named; fill the cell, or take the row out")
    if is_number(person):
        told = f'the character "{short(person)}" is a number or a date and not a name'
        raise ChartError(f"line {line}: {told}; look for a separator in a name, or give people names")
    return Stay(person, group, start, stop + 1 if end == "timestep_stop" else start + stop)


def _column(cell: str) -> str:
    """A column's name in small letters, as `timestep_start` for `Timestep-Start`."""
    return re.sub(r"[\s-]+", "_", cell.strip().casefold())


def _begin(text: str) -> int:
    """Where the table begins, below what may stand above it."""
    found = ABOVE.match(text)
    return found.end() if found else 0


def _head(text: str) -> tuple[str, list[str]]:
    """The separator, and the cells of the first row in small letters: the separator that is declared, or else the one
    that parts the row into the most columns that are known."""
    above = ABOVE.match(text)
    line = text[_begin(text) :][:2000].partition("\n")[0]
    heads = []
    for separator in above[1] if above and above[1] else SEPARATORS:
        cells = next(csv.reader([line], delimiter=separator), [])
        heads.append((separator, [_column(cell) for cell in cells]))
    return max(heads, key=lambda head: len(MEANING.keys() & set(head[1])))
