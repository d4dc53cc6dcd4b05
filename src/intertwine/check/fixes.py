"""Texts as safe fixes leave them."""

from collections.abc import Iterable, Mapping

from intertwine.ledger.read.markdown.lines import Document, read, write
from intertwine.model.problem import TextEdit


def fixed(files: Mapping[str, str], edits: Iterable[TextEdit]) -> dict[str, str]:
    """The texts of those of `files` (by path) that `edits` change. Of two edits of the same lines, the first one
    counts."""
    of_file: dict[str, list[TextEdit]] = {}
    for it in sorted(edits, key=lambda it: (it.file, it.first, it.last)):
        before = of_file.setdefault(it.file, [])
        if not before or before[-1].last < it.first:
            before.append(it)
    return {path: _edited(files[path], them) for path, them in of_file.items()}


def _edited(text: str, edits: list[TextEdit]) -> str:
    """A text after `edits`, which are in order and apart. New lines end as the first one that they replace."""
    document = read(text)
    lines, ends = list(document.lines), list(document.ends)
    for it in reversed(edits):
        start, end = it.first - 1, it.last
        lines[start:end], ends[start:end] = it.lines, [ends[start] or "\n"] * len(it.lines)
    if ends and ends[-1]:
        lines.append("")
        ends.append("")
    return write(Document(document.bom, tuple(lines), tuple(ends)))
