"""Problems grouped by their cause: a mistake in a column is told once, with how often it occurs, and not once a row."""

import re
from collections.abc import Iterable

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.sheets.row import REST_IS_USED
from intertwine.model.problem import Problem
from intertwine.model.record import record

_QUOTED, _DIGITS = re.compile(r'"[^"]*"'), re.compile(r"[0-9]+")
_TABLE = re.compile(r"is not an id in (\S+?)(?:;|$)")
_COLUMN = re.compile(r'in "([a-z_ ]+)"')
_ONE_CAUSE = {"row-needed": "rows", "row-twice": "twice", "edited": "pages", "season-incomplete": "seasons",
              "season-length-unknown": "seasons"}  # fmt: skip
"""Codes of which all problems have one cause, in whatever file."""
_ONE_CAUSE_A_FILE = ("position-ambiguous", "text-unusable", "verb-unknown", "subject-unusable",
                     "object-unusable", "object-missing", "times-refused", "column-unknown", "dead-present",
                     "name-doubtful")  # fmt: skip
"""Codes whose messages differ, and still have one cause in a file."""
_FIXES = {
    "row-needed": "correct the rows above, and these come too",
    "id-unknown": "write it as it is written there, or add a row for it",
    "id-twice": "give each row an id of its own, or remove one of them",
    "installment-twice": "correct the season or the number, or remove one of the rows",
    "row-unusable": "correct the row",
    "row-twice": "remove the row, if nothing else was meant",
    "kind-unknown": "correct the kind",
    "number-unusable": "write digits alone, as 12",
    "text-unusable": "write it without signs that mean something in the text of a page",
    "season-incomplete": "say how many episodes it has, and give each of them a row",
    "season-length-unknown": "say how many episodes it has, and give each of them a row",
    "time-unusable": "write times as HH:MM:SS, from the beginning",
}
"""The likely fix where the problem itself offers none."""


@record
class ProblemGroup:
    """Problems of one cause, at least one, in the order in which they were found. `fix` is the likely way out, or
    ""."""

    problems: tuple[Problem, ...]

    @property
    def example(self) -> Problem:
        """The first of them."""
        return self.problems[0]

    @property
    def fix(self) -> str:
        """The likely way out, or ""."""
        usual = _FIXES.get(self.example.code, "")
        return usual if self.hints_differ else self.example.hint or usual

    @property
    def hints_differ(self) -> bool:
        """Whether the problems offer several ways out."""
        return len({it.hint for it in self.problems}) > 1

    @property
    def column(self) -> str:
        """The column in which all of them are, or ""."""
        columns = {found[1] if (found := _COLUMN.search(it.message)) else "" for it in self.problems}
        return columns.pop() if len(columns) == 1 else ""

    @property
    def is_warning(self) -> bool:
        """Whether everything arrived all the same."""
        return self.example.severity == "warning"

    @property
    def costs_cells(self) -> bool:
        """Whether all of the rows arrived, each without the cell that is named."""
        return all(map(costs_a_cell, self.problems))


def costs_a_cell(problem: Problem) -> bool:
    """Whether a row arrived, without the cell that the `problem` names."""
    return problem.code == "times-refused" or problem.message.endswith(REST_IS_USED)


def grouped(problems: Iterable[Problem]) -> tuple[ProblemGroup, ...]:
    """`problems` by cause: what cost a row, then what follows from that, then what cost a cell, then the warnings."""
    found: dict[tuple[str, ...], list[Problem]] = {}
    for problem in problems:
        found.setdefault(_cause(problem), []).append(problem)
    return tuple(sorted((ProblemGroup(tuple(group)) for group in found.values()), key=_rank))


def _rank(group: ProblemGroup) -> int:
    if group.is_warning:
        return 3
    return 2 if group.costs_cells else int(group.example.code == "row-needed")


def _cause(problem: Problem) -> tuple[str, ...]:
    code, cost = problem.code, problem.severity + str(costs_a_cell(problem))
    if code in _ONE_CAUSE:
        return (_ONE_CAUSE[code],)
    # Rows that are not there are one cause, whatever names them, and however.
    if code == "id-unknown" and (table := _TABLE.search(problem.message)):
        return "id-unknown", cost, table[1]
    if code == "position-unknown":
        return "id-unknown", cost, INSTALLMENTS
    if code in _ONE_CAUSE_A_FILE:
        return code, cost, problem.file
    column = _COLUMN.search(problem.message)
    kind = column[1] if column else _DIGITS.sub("0", _QUOTED.sub("", problem.message.partition(":")[0]))
    return code, cost, problem.file, kind
