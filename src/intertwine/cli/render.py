"""The renderer: blocks on a terminal (coloured tables, by rich, which is imported only then) or into a pipe, where the
same words stand plain and never depend on a width."""

import json
from collections.abc import Iterable, Sequence
from typing import TextIO

from intertwine.cli.blocks import ColouredLine, Heading, Items, OutputBlock, TextLine
from intertwine.cli.escape import is_hostile, safe


def show(blocks: Iterable[OutputBlock], out: TextIO) -> None:
    """Print blocks: for people on a terminal, plain into anything else."""
    if out.isatty() and _has_colours():
        from intertwine.cli.render_rich import show_rich

        show_rich(blocks, out)
        return
    for block in blocks:
        out.writelines(line.rstrip() + "\n" for line in _plain(block))


def _has_colours() -> bool:
    from intertwine.model.extras import is_installed

    return is_installed("rich")


def _plain(block: OutputBlock) -> Iterable[str]:
    if isinstance(block, Heading):
        return [safe(block.text)] if block.level == 1 else ["", safe(block.text)]
    if isinstance(block, TextLine):
        return [safe(block.text)]
    if isinstance(block, ColouredLine):
        return ["".join(safe(text) for text, _ in block.pieces)]
    if isinstance(block, Items):
        return [f"{'  ' * block.depth}- {safe(words)}{_remark(remark)}" for words, remark in block.lines]
    return _columns([block.heads, *block.rows])


def _remark(remark: str) -> str:
    return f" ({safe(remark)})" if remark else ""


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [[safe(cell) for cell in row] for row in rows]
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells]


def show_json(answer: object, out: TextIO) -> None:
    """Print JSON: keys in their fixed order, two spaces in, one newline at the end, nothing that drives a terminal."""
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    out.write("".join(c if c == "\n" else _json_escaped(c) for c in text) if not text.isascii() else text)
    out.write("\n")


def _json_escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if is_hostile(character) else character
