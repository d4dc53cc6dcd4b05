"""A problem with the lines of the text that it is about."""

from collections.abc import Iterator, Mapping

from intertwine.check.written import WrittenPage
from intertwine.model.problem import Problem, TextPlace

_WIDEST = 160
"""Characters of a line that are shown."""


def told(problem: Problem, files: Mapping[str, str]) -> Iterator[str]:
    """What is said of a `problem`: one line with all of it; and where it names two places, the line of each with a mark
    below it. `files` are the texts of the universe's files by their paths."""
    yield str(problem)
    if problem.other is not None:
        yield from _snippet(TextPlace(problem.file, problem.line, problem.column, problem.label), files)
        yield from _snippet(problem.other, files)


def _snippet(place: TextPlace, files: Mapping[str, str]) -> Iterator[str]:
    """A line of a file, and below it a mark at the column with the label."""
    lines = WrittenPage(place.file, files.get(place.file, "")).lines
    if not 0 < place.line <= len(lines):
        return
    # Of a long line what is around the place is shown; a tab is as wide as the mark's space.
    start = max(0, place.column - _WIDEST // 2)
    text = lines[place.line - 1][start : start + _WIDEST].replace("\t", " ")
    number = f"{place.file}:{place.line}"
    yield f"    {number} | {text}".rstrip()
    yield f"    {' ' * len(number)} | {' ' * (max(place.column, 1) - 1 - start)}^ {place.label}".rstrip()
