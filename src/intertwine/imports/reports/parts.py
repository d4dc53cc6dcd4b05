"""The parts of a report, the same in each format: headings, what they say, and the groups of problems below them."""

from collections import defaultdict
from collections.abc import Iterator

from intertwine.imports.groups import ProblemGroup, costs_a_cell, grouped
from intertwine.imports.sheets.row import REST_IS_USED
from intertwine.imports.table import ImportReport
from intertwine.model.record import record

MOST_ROWS = 500
"""Messages of one group that are listed."""
_MOST_LINES = 100
"""Lines with the same message that are."""

_NEXT = {
    "rows": "Correct the rows that did not arrive, in the tables. Begin at the top: later rows may need them.",
    "cells": "Correct the cells that were left out, where you want them.",
    "lengths": "Say how many episodes each season has, in seasons.csv (title, season, episodes). Until then, nothing "
    "that is revealed by a whole season is shown to anybody.",
    "clashes": "Merge the pages that were left alone by hand, or move them out of the folder.",
    "again": "Import again with the same command. What you edited by hand is never overwritten.",
    "check": "Run “intertwine check” on the folder. It reads the whole story and finds what contradicts itself.",
}
_TITLES = {
    "row-needed": "Rows that need a row which was not used",
    "row-shifted": "Rows whose cells are shifted",
    "row-twice": "Rows that say the same as another",
    "season-length-unknown": "Seasons that nobody can pass as a whole",
    "season-incomplete": "Seasons that nobody can pass as a whole",
    "times-refused": "Times that cannot be right",
    "edited": "Pages that somebody edited",
    "number-unusable": "Numbers that cannot be read",
    "date-unusable": "Dates that cannot be read",
    "time-unusable": "Times that cannot be read",
    "text-unusable": "Texts that no page can hold",
    "row-unusable": "Rows that cannot be read",
    "kind-unknown": "Unknown kinds",
    "verb-unknown": "Unknown verbs",
    "id-unknown": "Ids that no row has",
    "list-unclear": "Lists without | between the names",
    "pair-unclear": "Cells below a verb that may mean two things",
    "listing-differs": "Episodes of which rows say different things",
    "nothing-used": "Nothing was written",
    "page-kept": "Pages of what is no longer in the tables",
    "date-doubtful": "Dates far from those beside them",
    "names-near": "Names that are almost the same",
    "id-twice": "Ids that two rows have",
    "position-unknown": "Moments that nothing has",
    "unstamped": "Rows that do not say when they are revealed",
    "column-unknown": "Columns that are not read",
    "column-missing": "Columns that are missing",
    "object-missing": "Facts that need an object",
}
"""What the group of a code is called, where not by the code itself."""


@record
class ReportPart:
    """A heading with its `key` (unique in a report), a sentence, and groups of problems."""

    key: str
    heading: str
    says: str
    groups: tuple[ProblemGroup, ...]


def parts_of(report: ImportReport) -> tuple[ReportPart, ...]:
    """The parts that have something to say."""
    groups = report.groups
    rows = tuple(it for it in groups if not it.is_warning and not it.costs_cells)
    cells = tuple(it for it in groups if not it.is_warning and it.costs_cells)
    warnings = tuple(it for it in groups if it.is_warning)
    found = (
        ReportPart("lost", "What did not arrive", "These rows and files were not used.", rows),
        ReportPart("cells", "What arrived without a cell", "These rows were used, each without the cell that is "
             "named. Nothing is shown earlier without it.", cells),
        ReportPart("look", "What to look at", "Everything here was used, or nothing is lost without it.", warnings),
        ReportPart("alone", "What was left alone", "Somebody edited these pages, so the import did not touch them.",
             grouped(report.clashes)),
    )  # fmt: skip
    return tuple(part for part in found if part.groups)


def steps(report: ImportReport) -> tuple[str, ...]:
    """What to do next."""
    return tuple(_NEXT[key] for key in _steps(report))


def _steps(report: ImportReport) -> Iterator[str]:
    keys = {part.key for part in parts_of(report)}
    if "lost" in keys:
        yield "rows"
    if "cells" in keys:
        yield "cells"
    if any(it.code == "season-length-unknown" for it in report.problems):
        yield "lengths"
    if "alone" in keys:
        yield "clashes"
    if keys:
        yield "again"
    yield "check"


def headline(report: ImportReport) -> str:
    """The whole in a sentence."""
    lines = table_lines(report)
    used, of = sum(line[1] for line in lines), sum(line[2] for line in lines)
    if used < of:
        return f"{used:,} of {of:,} rows arrived."
    return f"All {of:,} rows arrived." if of else "No rows arrived."


def table_lines(report: ImportReport) -> tuple[tuple[str, int, int], ...]:
    """Each table that has rows: its name, how many of them were used, and how many there are."""
    lost: dict[str, set[int]] = defaultdict(set)
    for it in report.problems:
        if it.severity == "error" and it.line and not costs_a_cell(it):
            lost[it.file].add(it.line)
    return tuple((name, max(0, rows - len(lost[name])), rows) for name, rows in report.rows.items() if rows)


def title_of(group: ProblemGroup) -> str:
    """What a `group` is about: its code in words, and the file if there is one alone."""
    files = {it.file for it in group.problems}
    words = _TITLES.get(group.example.code, group.example.code.replace("-", " "))
    of = f"“{group.column}” of {group.example.file}" if group.column else group.example.file
    return f"{words[0].upper()}{words[1:]}{f' in {of}' if len(files) == 1 else ''}"


def count_of(group: ProblemGroup) -> str:
    """How many problems a `group` has."""
    return f"{len(group.problems):,} {'place' if len(group.problems) == 1 else 'places'}"


def places_of(group: ProblemGroup) -> tuple[tuple[str, str], ...]:
    """What is wrong in a `group`, each message once, with all its places; with the way out where they differ."""
    lines: dict[tuple[str, str], list[int]] = {}
    for it in group.problems:
        message = it.message.removesuffix(REST_IS_USED)
        message += f" ({it.hint})" if it.hint and group.hints_differ else ""
        lines.setdefault((it.file, message), []).append(it.line)
    return tuple((_place(file, numbers), message) for (file, message), numbers in lines.items())


def _place(file: str, lines: list[int]) -> str:
    if not any(lines):
        return file
    more = f" and {len(lines) - _MOST_LINES:,} more" if len(lines) > _MOST_LINES else ""
    word = "line" if len(lines) == 1 else "lines"
    return f"{file}, {word} {', '.join(map(str, lines[:_MOST_LINES]))}{more}"
