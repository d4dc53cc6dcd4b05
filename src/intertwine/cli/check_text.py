"""What check says to people: each problem with the lines of its places, in colour on a terminal."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from intertwine.cli.blocks import ColouredLine, OutputBlock
from intertwine.cli.counted import counted
from intertwine.model.problem import Problem

if TYPE_CHECKING:
    from intertwine.check import Checked
    from intertwine.check.snippets import Tone

_STYLES: "dict[Tone, str]" = {
    "": "", "error": "bold red", "warning": "bold yellow", "place": "bold", "hint": "green", "gutter": "blue",
    "other": "bold blue",
}  # fmt: skip


def text_blocks(problems: Iterable[Problem], files: Mapping[str, str]) -> Iterator[OutputBlock]:
    """The lines that tell `problems`; `files` are the texts of the universe's files by their paths."""
    from intertwine.check.snippets import Snippets

    snippets = Snippets(files)
    for problem in problems:
        for line in snippets.told(problem):
            yield ColouredLine(tuple((text, _STYLES[tone]) for text, tone in line))


def total(checked: "Checked") -> str:
    """How many errors and warnings there are, and what is not listed."""
    errors = sum(problem.severity == "error" for problem in checked.problems)
    excused, left_out = sum(checked.excused.values()), sum(checked.left_out.values())
    said = f"{counted(errors, 'error')}, {counted(len(checked.problems) - errors, 'warning')}"
    said += f", {excused} declared as exceptions" if excused else ""
    said += f", {left_out} not listed" if left_out else ""
    return said + (f", {len(checked.fixes)} can be fixed by --fix" if checked.fixes else "")
