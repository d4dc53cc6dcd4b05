"""What the columns of a list of episodes are where their names can mean several things: their cells tell.

`Shown` may hold dates, or people who are shown; `Episode` may hold numbers, or names; `No` is a number where no other
column is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from intertwine.imports.columns import (
    COLUMN_SYNONYMS,
    INSTALLMENTS,
    NUMBER_NAMES,
    VERB_PREFIX,
    column_key,
)
from intertwine.imports.sheets.day_forms import is_day
from intertwine.imports.sheets.extra_rows import may_be_total
from intertwine.model.record import record

_MOST = 0.6
"""The share of the cells of a column that must be of a kind, so that the column is."""
_LONGEST_NAME = 60
"""Characters of the name of a story, which is no summary."""
_NUMBER = re.compile(
    r"(?:ep(?:isode)?|e|no|nr|#)?[. ]*[0-9]{1,5}(?:\.[0-9]+)?(?:\s?[-/\u2010-\u2015&+]\s?[0-9]{1,5})?\.?", re.IGNORECASE
)
_PLACE = re.compile(
    r"(?:[0-9]{1,4} ?x ?|(?:s|season)[ .]?[0-9]{1,4}[ ,.:-]{0,3}(?:e|ep|episode)[ .]?)[0-9].*", re.IGNORECASE
)
_WORDS = frozenset(["episode", "ep", "eps", "chapter", "issue"])
"""Names of columns that hold numbers, or names."""


@record
class ColumnMeanings:
    """What `columns` are, by the keys of their names ("": not read), where their cells say it; `told` is what a person
    would not expect."""

    columns: Mapping[str, str]
    told: tuple[str, ...] = ()


NOTHING = ColumnMeanings({})


def meanings(cells: Sequence[str], rows: Sequence[Sequence[str]], usual: Mapping[str, str]) -> ColumnMeanings:
    """What the `cells` of a header mean above these `rows`, some of the table's. `usual` are the columns of the table
    by the keys of their names."""
    written = [(cell.strip(), column_key(cell)) for cell in cells]
    rows = [row for row in rows if sum(map(bool, map(str.strip, row))) > 1 and not may_be_total(list(row))]
    below = {key: [row[n].strip() for row in rows if n < len(row) and row[n].strip()] for n, (_, key) in
             reversed(list(enumerate(written)))}  # fmt: skip
    found, told = _dates(written, below, usual)
    found |= _numbers([key for _, key in written if key not in found], below, usual)
    return ColumnMeanings(found, tuple(told))


def _dates(
    written: Sequence[tuple[str, str]], below: Mapping[str, Sequence[str]], usual: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The columns with days, and what is told of them. Days below a name of another meaning are dates where no column
    has a name for them; else they are not read."""
    days = [(name, key) for name, key in written if _are(below[key], is_day)]
    named = next((key for _, key in days if _is_date(key)), "")
    found, told = {named: "date"} if named else {}, list[str]()
    for name, key in days:
        column = usual.get(key, "")
        if key == named or not column or column in ("date", "name", "title", "number") or _is_date(key):
            continue
        found[key] = "date" if "date" not in found.values() else ""
        how = "is read as the dates" if found[key] else "is not read"
        told.append(f'"{name}" {how}: its cells are dates, and nobody\'s names')
    return found, told


def _is_date(key: str) -> bool:
    return key == "date" or COLUMN_SYNONYMS[INSTALLMENTS].get(key) == "date"


def _numbers(keys: Sequence[str], below: Mapping[str, Sequence[str]], usual: Mapping[str, str]) -> dict[str, str]:
    """Which of the columns is the number, and which the name."""
    counted = [key for key in NUMBER_NAMES if key in keys and _are(below[key], _is_number)]
    worded = [key for key in keys if key in _WORDS and below[key] and not _are(below[key], _is_number)]
    found = dict[str, str]()
    others = [key for key in keys if usual.get(key) == "number" and key not in (*counted, *worded)]
    if counted and not others:
        found[counted[0]] = "number"
        found |= {key: "" for key in counted[1:] if usual.get(key) == "number"}
    named = {usual.get(key) for key in keys}
    if not worded and "title" not in named and "story" in keys:
        worded = ["story"] if _are(below["story"], lambda cell: len(cell) <= _LONGEST_NAME) else []
    if len(worded) == 1 and (counted or others) and "name" not in named:
        found[worded[0]] = "name"
    return found


def _is_number(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell) or _PLACE.fullmatch(cell))


def _are(cells: Sequence[str], is_one: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(is_one, cells)) >= _MOST * len(cells)


def is_own_list(columns: Sequence[str], keys: AbstractSet[str]) -> bool:
    """Whether `columns`, read as those of one wide sheet, say of numbered episodes who or what is in them, or name them
    without a title; and the header with these `keys` has no column that only another table has."""
    if "number" not in columns or not keys.isdisjoint({"id", "installment", "revealed"}):
        return False
    shows = any(it in ("people", "place") or it.startswith(VERB_PREFIX) for it in columns)
    lists = "title" not in columns and "date" in columns and ("season" in columns or "name" in columns)
    return shows or lists
