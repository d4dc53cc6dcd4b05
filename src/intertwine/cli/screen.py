"""Putting answers on a terminal or into a pipe.

A command says what it has to say as *blocks*; where they go decides how they look: coloured tables for people on a
terminal (rich, imported only then), and into a pipe the same words plain, which never depend on a width.
"""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HOSTILE = frozenset({"Cc", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what is shown, or of a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words; `faint` for what matters less."""

    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Lines of a list: each its words, and a faint remark after them ("" for none)."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under column heads."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Words | Items | Table


def safe(text: str) -> str:
    """`text` with whatever could drive a terminal, turn its direction or break the line written as an escape.

    Control characters, bidirectional marks, line separators and lone surrogates become `\\x1b`, `\\u202e` and so on.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if c in _BIDI or unicodedata.category(c) in _HOSTILE else c for c in text)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"


def show(blocks: Iterable[Block], out: TextIO) -> None:
    """Print blocks: for people on a terminal, plain into anything else."""
    if out.isatty():
        from intertwine.cli.rich_screen import show_rich

        show_rich(blocks, out)
        return
    for block in blocks:
        out.writelines(line.rstrip() + "\n" for line in _plain(block))


def _plain(block: Block) -> Iterable[str]:
    if isinstance(block, Heading):
        return [safe(block.text)] if block.level == 1 else ["", safe(block.text)]
    if isinstance(block, Words):
        return [safe(block.text)]
    if isinstance(block, Items):
        return [f"- {safe(words)}{_remark(remark)}" for words, remark in block.lines]
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
    if character in _BIDI or unicodedata.category(character) in _HOSTILE:
        return f"\\u{ord(character):04x}"
    return character
