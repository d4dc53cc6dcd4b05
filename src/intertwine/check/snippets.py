"""A problem with the lines of the text that it is about, as a compiler shows them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal
from unicodedata import combining, east_asian_width

from intertwine.ledger.read.markdown.lines import read
from intertwine.model.problem import Problem, TextPlace

Tone = Literal["", "error", "warning", "place", "hint", "gutter", "other"]
"""What a piece of a line is, for those who colour it: a severity and what is marked for it, a place, a hint, the margin
of a quoted line, and what is marked at the other place."""
ToldLine = tuple[tuple[str, Tone], ...]
"""The pieces of a line, each with its tone."""

_WIDEST = 160
"""Characters of a line that are shown."""
_MARKED = re.compile(r'\d[\d:-]*|\[\[[^\[\]]*\]\]|"[^"]*"|[\w\'’-]+')
"""What a mark is as long as: a link, quoted words or a word."""


def told(problem: Problem, files: Mapping[str, str]) -> Iterator[str]:
    """What is said of a `problem`: one line with all of it; and the line of each of its places with a mark below.
    `files` are the texts of the universe's files by their paths."""
    for line in Snippets(files).told(problem):
        yield "".join(text for text, _ in line)


class Snippets:
    """Quotes files at the places of problems. A file is split into lines once."""

    def __init__(self, files: Mapping[str, str]) -> None:
        """Quote these texts, by their paths."""
        self._files = files
        self._lines: dict[str, Sequence[str]] = {}

    def told(self, problem: Problem) -> Iterator[ToldLine]:
        """The lines of what is said of a `problem`, in pieces."""
        place = f"{problem.file}:{problem.line}:{problem.column}:"
        rest = str(problem).removeprefix(f"{place} {problem.severity} ")
        hint = f" ({problem.hint})" if problem.hint else ""
        said = rest.removesuffix(hint)
        yield (place, "place"), (" ", ""), (f"{problem.severity} ", problem.severity), (said, ""), (hint, "hint")
        here = TextPlace(problem.file, problem.line, problem.column, problem.label)
        yield from self._quoted(here, problem.severity)
        if problem.other is not None:
            yield from self._quoted(problem.other, "other")

    def _quoted(self, place: TextPlace, tone: Tone) -> Iterator[ToldLine]:
        """A line of a file, and below it a mark of this `tone` at the column, with the label."""
        if place.file not in self._lines:
            self._lines[place.file] = read(self._files.get(place.file, "")).lines
        lines = self._lines[place.file]
        if not 0 < place.line <= len(lines):
            return
        # Of a long line what is around the place is shown; a tab is as wide as the mark's space.
        start = max(0, place.column - _WIDEST // 2)
        text = lines[place.line - 1][start : start + _WIDEST].replace("\t", " ")
        at = max(place.column, 1) - 1 - start
        found = _MARKED.match(text, at)
        marked = found[0] if found else text[at : at + 1]
        where = f"    {place.file}:{place.line}"
        yield (f"{where} | ", "gutter"), (text.rstrip(), "")
        mark = f"{' ' * _width(text[:at])}{'^' * max(_width(marked), 1)} {place.label}".rstrip()
        yield (f"{' ' * _width(where)} | ", "gutter"), (mark, tone)


def _width(text: str) -> int:
    """The columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(it) else 2 if east_asian_width(it) in "WF" else 1 for it in text)
