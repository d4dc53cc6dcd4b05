"""Where the words of a statement stand in its file: in the blocks that the parser reads, on the right line and column.

The ledger keeps the line of a statement and nothing finer, so a rule that has something to say reads that block again.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from intertwine.ledger.link.keys import folded
from intertwine.ledger.read.folder import key_of
from intertwine.ledger.read.markdown.blocks import Block, scan
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.front_matter import front_matter_end
from intertwine.ledger.read.markdown.lines import read
from intertwine.ledger.read.markdown.links import LINK, clean_key
from intertwine.ledger.read.markdown.sentences import sentences
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.qualifiers import split_name
from intertwine.model.numbers import read_number

_OWN_NUMBER = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,3})?)(?:\s?[-/\u2013]\s?([0-9]{1,5}))?\.(?=\s|$)")
"""What the heading of an installment begins with."""


class WrittenLink(NamedTuple):
    """A link: the page that it means as keys are compared, the name that it shows ("": its own), its offset."""

    key: str
    shown: str
    at: int


@dataclass(frozen=True)
class WrittenStatement:
    """The text that a statement was read from; links and words are found in it by their offset."""

    span: Span

    @cached_property
    def links(self) -> dict[str, list[WrittenLink]]:
        """Its links by the page that they mean, in order."""
        found: dict[str, list[WrittenLink]] = {}
        for m in LINK.finditer(self.span.text):
            written = clean_key(m[1])
            for key in {folded(written), folded(key_of(written.replace("^", "#").partition("#")[0].strip()))}:
                found.setdefault(key, []).append(WrittenLink(key, (m[2] or "").strip(), m.start()))
        return found

    def link(self, key: str, shown: str = "", last: bool = False) -> int:
        """The offset of the first link to the page `key`, of the `last` one if asked; one that shows the name `shown`
        comes before others. 0 where there is none."""
        found = self.links.get(folded(key), [])
        named = [it for it in found if shown and it.shown == shown] or found
        return named[-1 if last else 0].at if named else 0

    @cached_property
    def unlinked(self) -> str:
        """The text with every character of its links replaced by a bullet, so that offsets stay."""
        return LINK.sub(lambda m: "\u2022" * len(m[0]), self.span.text)


class WrittenPage:
    """A file as its statements stand in it. It is read when that is asked for."""

    def __init__(self, path: str, text: str) -> None:
        self._text = text
        self.path = path
        self._statements: dict[int, WrittenStatement] = {}

    @cached_property
    def lines(self) -> Sequence[str]:
        """Its lines, without their ends."""
        return read(self._text).lines

    @cached_property
    def blocks(self) -> list[Block]:
        """Its blocks, as the parser has them."""
        lines = list(self.lines)
        end = front_matter_end(lines)
        return scan(lines, end, Diagnostics(self.path)) if end >= 0 else []

    @cached_property
    def _starts(self) -> list[int]:
        return [block.first for block in self.blocks]

    def _block(self, line: int) -> int:
        """The number of the block that `line` (from 1) stands in, or -1."""
        n = bisect_right(self._starts, line - 1) - 1
        return n if n >= 0 and line <= self.blocks[n].last else -1

    def statement(self, line: int) -> WrittenStatement:
        """What begins on `line` (from 1): an item, the sentences of a paragraph that begin there, or else the line."""
        if line not in self._statements:
            n = self._block(line)
            if n >= 0 and self.blocks[n].kind == "prose":
                self._statements |= {at: WrittenStatement(it) for at, it in _sentences(self.blocks[n].span).items()}
            elif n >= 0 and self.blocks[n].span.line == line:
                self._statements[line] = WrittenStatement(self.blocks[n].span)
        if line not in self._statements:
            text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
            self._statements[line] = WrittenStatement(Span(text, line, 1))
        return self._statements[line]

    def qualifier(self, line: int, name: str) -> tuple[int, int]:
        """Line and column of the first qualifier `name` of the fact on `line`; those of the fact where it has none."""
        n = self._block(line)
        while 0 <= n < len(self.blocks) - 1:
            n += 1
            block = self.blocks[n]
            if block.kind == "item" and block.level == 0:
                break
            if block.kind == "item" and split_name(block.span)[0] == name:
                return block.span.at(0)
        return self.statement(line).span.at(0)

    def heading(self, level: int, pattern: str) -> int:
        """The line of the first heading of this `level` whose text begins as `pattern` says, whatever the case; or
        0."""
        found = (it for it in self.blocks if it.kind == "heading" and it.level == level)
        return next((it.span.line for it in found if re.match(pattern, it.span.text, re.IGNORECASE)), 0)

    def installment(self, part: str, number: int) -> int:
        """The line of the first `###` heading of the installment `number` below a `##` heading that begins as `part`
        says, whatever the case; or 0. A file that holds several has one heading."""
        is_inside = False
        for block in self.blocks:
            if block.kind == "heading" and block.level < 3:
                is_inside = re.match(part, block.span.text, re.IGNORECASE) is not None
            elif block.kind == "heading" and is_inside and (found := _OWN_NUMBER.match(block.span.text)):
                first = read_number(found[1])
                if first == number or first <= number <= int(found[2] or 0):
                    return block.span.line
        return 0


def _sentences(paragraph: Span) -> dict[int, Span]:
    """For each line on which a sentence begins, the stretch of all sentences that begin there."""
    first: dict[int, int] = {}
    breaks = {line: (offset, column) for offset, line, column in (*paragraph.breaks, (0, *paragraph.at(0)))}
    for sentence in sentences(paragraph):
        offset, column = breaks[sentence.line]
        first.setdefault(sentence.line, offset + sentence.column - column)
    ends = [*list(first.values())[1:], len(paragraph.text)]
    return {line: paragraph.part(start, end) for (line, start), end in zip(first.items(), ends, strict=True)}
