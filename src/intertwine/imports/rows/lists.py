"""Lists as people write them: `Ida, Jon & Mo`, `Ida (drowned), Jon - in the storm`."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.sheets.row import Cells, Sheet
from intertwine.model.problem import Problem
from intertwine.model.words import fold

COMMAS = r"[,;\r\n]"
BOTH = r"\s(?:&|\+|/|and|AND)\s"
_REMARK = re.compile(r"(.*?\w[.!’']?)\s*([(\[].*|\s[-\u2010-\u2015]+\s.*|[!?:;=].*)")
_UNTRUE = re.compile(
    r"\b(?:dream|vision|nightmare|hallucinat|imagin|alternat|parallel|wish|fak|presum|apparent|seem|suppos|probabl|possib"
    r"|believ|pretend|simulat|prevent|survive)|\b(?:another|other|not|never|almost|nearly|maybe|perhaps|thinks?|thought"
    r"|undone|reset|erased|timeline|universe|world|future|past|clone|double|lives|alive|story|tale|lied?|lies|staged|or)\b"
    r"|n['’]t\b|\?|flash|\bback\b|\breturn|resurrect|reviv|regenerat|recover|\bsaved?\b|temporar|briefly|\bagain\b",
    re.IGNORECASE,
)
"""In a remark: what it stands behind may not really happen, or not now, or not for good."""
_PASSING = re.compile(
    r"\(?(?:(?:at|the|very|in|only|just|for|an?|and|his|her|their|brief(?:ly)?|cameo|guest|end(?:ing)?|last|first|final"
    r"|opening|beginning|start|minutes?|seconds?|scenes?|bit|shot|moment|debut|new|intro|main)\b[ ,.!]*)+\)?",
    re.IGNORECASE,
)
"""A remark that says where in an episode somebody is."""
_RECUR = 0.5
"""The share of the names in lists that must stand in several cells, so that commas separate names."""


def split_list(text: str, signs: str) -> list[str]:
    """The parts of `text` between `signs`, a pattern, as far as these stand outside brackets."""
    parts, start, depth = list[str](), 0, 0
    for found in re.finditer(rf"([(\[])|([)\]])|{signs}", text):
        if found[1] or found[2]:
            depth = depth + 1 if found[1] else max(depth - 1, 0)
        elif not depth:
            parts.append(text[start : found.start()])
            start = found.end()
    return [it.strip() for it in (*parts, text[start:]) if it.strip()]


def split_remark(name: str) -> tuple[str, str]:
    """A `name` without what stands behind it, in brackets, after a dash or from a sign on; and that."""
    found = _REMARK.fullmatch(name)
    return (found[1], found[2].strip()) if found else (name, "")


def may_be_untrue(remark: str) -> bool:
    """Whether a `remark` behind a name perhaps says that it does not really happen, or not now, or not for good."""
    return bool(_UNTRUE.search(remark))


def is_in_passing(remark: str) -> bool:
    """Whether a `remark` behind a name only says in which part of an episode somebody is."""
    return bool(_PASSING.fullmatch(remark))


def read_lists(sheet: Sheet, columns: Iterable[str]) -> None:
    """Before: no table says who there is. After: in the `columns` of people of a `sheet` that is a list of somebody's
    own, commas separate names, if no cell has a `|` and half of what stands in lists stands in other cells too. One
    warning says so."""
    for column in columns if sheet.is_own_list else ():
        cells = {row.cells[column] for row in sheet.rows} - {""}
        found = _lists(cells) if column in sheet.spelled and not any("|" in cell for cell in cells) else {}
        count = Counter(_bare(name) for names in found.values() for name in set(names))
        listed = [_bare(name) for names in found.values() if len(names) > 1 for name in names]
        if not listed or sum(count[name] > 1 for name in listed) < _RECUR * len(listed):
            continue
        for n, row in enumerate(sheet.rows):
            if cell := row.cells[column]:
                sheet.rows[n] = replace(row, cells=Cells({**row.cells, column: "|".join(found[cell])}))
        message = f'the commas and "&" in "{sheet.spelled[column]}" are read as signs between names'
        hint = "if a name has a comma, write | between the names of this column"
        sheet.problems.append(Problem(INSTALLMENTS, 1, 1, "list-read", message, hint, "warning"))


def _lists(cells: Collection[str]) -> dict[str, list[str]]:
    """The names in each of the `cells`. "Ida & Jon" are two where one of them stands between commas elsewhere, or where
    they end a list with commas."""
    by_commas = {cell: split_list(cell, COMMAS) for cell in cells}
    known = {_bare(part) for parts in by_commas.values() for part in parts}
    found = dict[str, list[str]]()
    for cell, parts in by_commas.items():
        names = list[str]()
        for part in parts:
            both = split_list(part, BOTH)
            is_end = len(parts) > 1 and part is parts[-1]
            names += both if is_end or any(_bare(it) in known for it in both) else [part]
        found[cell] = names
    return found


def _bare(name: str) -> str:
    return fold(split_remark(name)[0])
