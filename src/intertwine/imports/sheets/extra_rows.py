"""Rows that are none: the names of the columns once more, and totals."""

import re
from collections.abc import Mapping

from intertwine.imports.columns import column_key

_WORDS = (
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub total",
    "sum",
    "summe",
    "gesamt",
    "insgesamt",
    "somme",
    "totale",
)
_SEASON = "(?:s|season|series|staffel|saison|year|book|part|volume|vol)"
_OF_SEASON = re.compile(rf"(?: (?:for|of|in))? {_SEASON} ?[0-9]*$|^{_SEASON} ?[0-9]* ")
"""What a total is of: "Total S1", "Season 1 total"."""
_OTHER_STEM = re.compile("sum|gesamt|somme")
"""Each of the words has "total" or one of these in it."""
_NUMBER = re.compile(r"[~≈]?[+-]?[0-9][0-9.,:\s]*(?:%|min|h)?")
_COUNTED = frozenset(["minutes", "episodes"])
"""Columns that a spreadsheet sums up. A row with any other number may be one whose name was lost."""

_COUNTING = ("season", "number")


def may_be_total(cells: list[str]) -> bool:
    """Whether any of the `cells` of a row may be a word for a total. Most rows end here."""
    text = "\n".join(cells).lower()
    return "total" in text or _OTHER_STEM.search(text) is not None


def is_total(cells: Mapping[str, str], others: list[str], *, last: bool) -> bool:
    """Whether a row only sums up what stands above it: the word, or only numbers in columns that can be summed up.

    `cells` are those of the columns that are read, `others` of those that are not; `last`: no row follows. Nobody is
    called Total in such a row: at most numbers stand beside the word.
    """
    filled = {column: text.strip() for column, text in cells.items() if text and not text.isspace()}
    beside = [text for text in others if text and not text.isspace()]
    words = [text for text in (*filled.values(), *beside) if not _NUMBER.fullmatch(text.strip())]
    if len(cells) + len(others) < 2:
        return False
    if any(column_key(filled.get(it, "")) in _WORDS for it in _COUNTING):
        return True  # no episode has it for its number, whatever stands beside it
    if len(words) == 1 and _OF_SEASON.sub("", column_key(words[0])).rstrip(" 0123456789") in _WORDS:
        return last or len(filled) + len(beside) > 1
    return last and not words and filled.keys() <= _COUNTED
