"""Numbers of installments: `5`, `12.5` for one between two others, `1-2` for a file that holds several."""

import re
from collections.abc import Iterator

from intertwine.imports.columns import NUMBERING_PREFIX
from intertwine.imports.records import InstallmentRecord, Tables
from intertwine.imports.rows.dates import day_and_month
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.numbers_of_run import shared_out
from intertwine.model.numbers import MOST_IN_ONE, is_between, read_number
from intertwine.model.place_words import SAME_NUMBERING
from intertwine.model.statement import OtherNumber

_NUMBERS = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)(?:\s?[-/\u2010-\u2015]\s?([0-9]{1,5}))?")
_OTHER = re.compile(r"[0-9]{1,5}(?:\.[0-9]{1,5})?")
_HINT = "write 5, or 12.5 for one between two others, or 1-2 for a file that holds several"
_AS_TEXT = "format the column as text, and write the number again"


def read_numbers(text: str, column: str = "number") -> range:
    """The numbers that `text`, a cell of a `column`, gives an installment: one, or a run of several in one file. Raises
    BadRowError for anything else."""
    found = _NUMBERS.fullmatch(text)
    if found is None:
        if (day := day_and_month(text)) is not None:
            meant = "-".join(map(str, sorted(day)))
            raise BadRowError("number-unusable", f'"{text}" in "{column}" is a date: was this {meant}?', _AS_TEXT)
        raise BadRowError("number-unusable", f'"{text}" in "{column}" is not a number of an installment', _HINT)
    first = read_number(found[1])
    last = int(found[2]) if found[2] else first
    if found[2] and (is_between(first) or not first < last < first + MOST_IN_ONE):
        message = f'"{text}" in "{column}" is not a run of up to {MOST_IN_ONE} installments in one file'
        raise BadRowError("number-unusable", message, "write the first and the last of them, as 1-2")
    return range(first, last + 1)


def other_numbers(row: TableRow) -> str:
    """The numbers of a `row` in other numberings, as its heading has them: `absolute 16, disc 2.3`. A cell that holds
    none is left out, and the row says so: nothing is shown earlier without it."""
    found = list[str]()
    for column in row.filled:
        if column.startswith(NUMBERING_PREFIX):
            name = column.removeprefix(NUMBERING_PREFIX)
            try:
                found += [f"{name} {value}" for value in _values(row[column], name)]
            except BadRowError as bad:
                bad.message = f"{bad.message.replace(column, name)}: left out"
                row.doubts.append(bad)
    return ", ".join(found)


def _values(text: str, column: str) -> list[str]:
    """What a cell of another numbering holds: one number or several, or a run of whole ones."""
    found = list[str]()
    for part in filter(None, (it.strip() for it in re.split("[|;,]", text))):
        if _OTHER.fullmatch(part):
            found.append(part.removesuffix(".0"))
        else:
            found += map(str, read_numbers(part, column))
    return found


def numbers_of_places(row: InstallmentRecord) -> Iterator[tuple[tuple[int, int], list[tuple[str, str]]]]:
    """Season and number of each installment of a `row`, with its other numbers: as its heading will have them."""
    written = [it.rpartition(" ") for it in row.others.split(", ")] if row.others else []
    shared = shared_out([OtherNumber(label, value) for label, _, value in written], row.in_one)
    for place, its in zip(row.places, shared, strict=True):
        yield place, [(SAME_NUMBERING.get(it.label, it.label), it.value) for it in its]


def installment_at(tables: Tables, title: str, season: int, number: int) -> InstallmentRecord | None:
    """The row of `tables` that is this `number` of a `season` of a `title`; a row can be of several installments."""
    listed = tables.seasons.get(title, {}).get(season, ())
    return next((it for it in listed if number in it.numbers), None)
