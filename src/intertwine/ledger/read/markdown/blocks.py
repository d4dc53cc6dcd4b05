"""A page's body in blocks: headings, list items, paragraphs and notes. The parser and `fmt` both read these."""

import re
from typing import Literal, NamedTuple

from intertwine.ledger.read.markdown.comments import (
    Commented,
    Cover,
    blank_comments,
    closes_fence,
    has_comments,
    no_comments,
    opening_fence,
)
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.lost_headings import (
    DEEPEST,
    covered_level,
    glued_level,
    is_underline,
    underlined_level,
)
from intertwine.ledger.read.markdown.markup import FOOTNOTE, link_definition
from intertwine.ledger.read.markdown.slips import is_like_revealed
from intertwine.ledger.read.markdown.span import Span, join

BlockKind = Literal["heading", "item", "prose", "note", "footnote", "verbatim", "rule", "lost"]
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")

_AFTER_MARK = ("", " ")


class Block(NamedTuple):
    """Lines `first` up to `last` (from 0, the last not included) that belong together.

    `span` is the text without marks, indentation, line ends and comments. `level` is the number of `#` of a heading,
    and of an item how deep it stands: 0 a fact, 1 its qualifier, 2 a qualifier of that. A "verbatim" block is fenced
    code, a comment or a link's definition; `commented` blocks have comments within, and a comment `goes_on` after the
    last line of some. A "lost" block is a heading that other programs may see and this one does not: one whose text is
    "" stands in the comment or the code above, and has no lines of its own.
    """

    kind: BlockKind
    first: int
    last: int
    level: int
    span: Span
    commented: bool = False
    goes_on: bool = False


def scan(lines: list[str], first: int, diagnostics: Diagnostics) -> list[Block]:
    """The blocks of `lines` from line `first` (from 0) on; lines in none of them are blank. Problems go to
    `diagnostics`.

    A paragraph, an item and a `>` note go on until a blank line or a line that begins something else, as in Markdown.
    A footnote goes on over lines that are indented below it too, whatever they look like.
    """
    if has_comments("\n".join(lines)):
        return _Scanner(lines, blank_comments(lines, first, diagnostics), True, diagnostics).run(first)
    return _Scanner(lines, no_comments(lines), False, diagnostics).run(first)


class _Scanner:
    def __init__(self, lines: list[str], text: Commented, commented: bool, diagnostics: Diagnostics) -> None:
        self.lines, self.shown, self.covers, self.diagnostics = lines, text.shown, text.covers, diagnostics
        self.text, self.commented = text, commented
        self.blocks: list[Block] = []
        self.more: list[tuple[str, int, int]] = []  # further lines of the last block
        self.open = False  # whether the last block may go on
        self.indents = (-1, -1)  # of the open fact and of its open qualifier
        self.footnote = -1  # the indent of the open footnote

    def run(self, first: int) -> list[Block]:
        blocks, shown, covers, commented = self.blocks, self.shown, self.covers, self.commented
        n, end = first, len(shown)
        while n < end:
            line = shown[n]
            stripped = line.strip()
            cover = covers[n]
            if commented and self.text.inside[n] and (level := covered_level(self.text.inside[n])):
                self.lose(n, n, level, Span("", n + 1, 1))
            if not stripped:
                if cover == Cover.INSIDE and self.open:
                    self.more.append(("", n + 1, 1))
                else:
                    self.open = False
                    if self.more:
                        self.close()
                    if cover:
                        start = n
                        if blocks and blocks[-1].kind == "verbatim" and blocks[-1].last == n:
                            start = blocks.pop().first
                        blocks.append(Block("verbatim", start, n + 1, 0, Span("", start + 1, 1)))
                n += 1
                continue
            mark = stripped[0]
            if mark in "-*+" and not cover and line[0] == mark and line[1:2] in _AFTER_MARK:  # most lines
                if self.more:
                    self.close()
                content = stripped[2:].lstrip()
                if content[:1] not in (mark, "#"):  # no rule, no heading
                    self.indents, self.open, self.footnote = (0, -1), True, -1
                    span = Span(content, n + 1, len(stripped) - len(content) + 1)
                    blocks.append(Block("item", n, n + 1, 0, span))
                    n += 1
                    continue
            if self.footnote >= 0 and self.in_footnote(n, stripped):
                n += 1
                continue
            if mark in "-*+_#>`~[=" and (after := self.special(n, mark, stripped)):
                n = after
                continue
            column = 1 if line[0] == mark else line.find(mark) + 1
            if self.open:
                self.more.append((stripped, n + 1, column))
            else:
                blocks.append(Block("prose", n, n + 1, 0, Span(stripped, n + 1, column), cover > 0))
                self.open, self.indents, self.footnote = True, (-1, -1), -1
            n += 1
        self.close()
        return blocks

    def special(self, n: int, mark: str, stripped: str) -> int:
        """Take a line that begins with a mark; the number of the next line, or 0 where the mark means nothing."""
        if mark in "-=" and self.open and is_underline(stripped) and self.underline(n):
            return n + 1
        if mark == "=":
            return 0
        if mark in "-*+_":
            if is_rule(stripped):
                self.rule(n, stripped)
                return n + 1
            if mark == "_" or (len(stripped) > 1 and not stripped[1].isspace()):
                return 0
            self.item(n, stripped)
            return n + 1
        if mark == "#":
            return self.heading(n, stripped)
        if mark == ">":
            if not (self.open and self.blocks[-1].kind == "note"):
                self.close()
                self.blocks.append(Block("note", n, n + 1, 0, Span(stripped, n + 1, 1)))
                self.open, self.footnote = True, -1
            else:
                self.more.append((stripped, n + 1, 1))
            return n + 1
        if mark == "[":
            return self.begin_footnote(n, stripped) or self.definition(n, stripped)
        return self.fenced(n, opening_fence(stripped))

    def rule(self, n: int, stripped: str) -> None:
        self.close()
        self.blocks.append(Block("rule", n, n + 1, 0, Span(stripped, n + 1, 1)))
        self.indents, self.footnote = (-1, -1), -1

    def underline(self, n: int) -> bool:
        """Take a line below a paragraph that makes it a heading elsewhere; False where it reads like none."""
        block = self.blocks[-1]
        level = underlined_level(block.span.text) if block.kind == "prose" and not self.more else 0
        if level:
            self.blocks.pop()
            self.lose(block.first, n, level, block.span)
            self.rule(n, self.shown[n].strip())
        return level > 0

    def heading(self, n: int, stripped: str) -> int:
        text = stripped.lstrip("#")
        level = len(stripped) - len(text)
        column = self.shown[n].find("#") + 1 + len(stripped) - len(text.lstrip())
        is_glued = text != "" and not text[0].isspace()
        if (is_glued or level > DEEPEST) and (lost := glued_level(stripped)):
            self.lose(n, n + 1, lost, Span(text.strip(), n + 1, column))
            return n + 1
        if is_glued:
            return 0
        self.close()
        bare = text.rstrip("#")
        if not bare or bare[-1].isspace():  # closing marks, as in "## Synopsis ##"
            text = bare
        span = Span(" ".join(text.split()), n + 1, column)
        self.blocks.append(Block("heading", n, n + 1, level, span, self.covers[n] > 0, self.text.goes_on[n]))
        self.indents, self.footnote = (-1, -1), -1
        return n + 1

    def lose(self, first: int, last: int, level: int, span: Span) -> None:
        """A heading that is none here."""
        self.close()
        self.blocks.append(Block("lost", first, last, level, span))
        self.indents, self.footnote = (-1, -1), -1

    def item(self, n: int, stripped: str) -> None:
        self.close()
        line = self.shown[n]
        content = stripped[1:].lstrip()
        column = len(line.rstrip()) - len(content) + 1
        if content[:1] == "#" and (level := covered_level(content) or glued_level(content)):
            self.lose(n, n + 1, level, Span(content, n + 1, column))
            return
        self.footnote = -1
        indent = 0
        if line[0] != stripped[0] or self.lines[n][0] != line[0]:
            indent = _width(self.lines[n])
        fact, qualifier = self.indents
        if fact < 0 or indent < fact + 2:
            level, self.indents = 0, (indent, -1)
        elif qualifier < 0 or indent < qualifier + 2:
            level, self.indents = 1, (fact, indent)
        else:
            level = 2
        self.blocks.append(Block("item", n, n + 1, level, Span(content, n + 1, column), self.covers[n] > 0))
        self.open = True

    # --- footnotes ---------------------------------------------------------------------------------------------------
    def begin_footnote(self, n: int, stripped: str) -> int:
        """A footnote's text: `[^1]: ...`, and what begins so but for its colon where a paragraph begins."""
        m = FOOTNOTE.match(stripped)
        if not m or (self.open and not m[1]):
            return 0
        if not m[1]:
            message, hint = "this footnote has no colon: it is not shown", f"write it as {m[0]}: ..."
            self.diagnostics.add(n + 1, 1, "footnote-unreadable", message, hint)
        self.add_footnote(n, stripped)
        self.footnote = _width(self.lines[n])
        return n + 1

    def in_footnote(self, n: int, stripped: str) -> bool:
        """Take a line that is indented below a footnote; False where it is not, or begins a heading or code."""
        if _width(self.lines[n]) < self.footnote + 2 or opening_fence(stripped):
            return False
        if stripped[0] == "#" and (glued_level(stripped) or not stripped.lstrip("#")[:1].strip()):
            return False
        if self.open and self.blocks[-1].kind == "footnote":
            self.more.append((stripped, n + 1, 1))
        else:
            self.add_footnote(n, stripped)
        return True

    def add_footnote(self, n: int, stripped: str) -> None:
        self.close()
        self.blocks.append(Block("footnote", n, n + 1, 0, Span(stripped, n + 1, 1)))
        self.open = True

    def definition(self, n: int, stripped: str) -> int:
        """A link's definition, unless it could be a stamp; its title may go on until a blank line or another mark."""
        found = link_definition(stripped)
        if found is None or is_like_revealed(found[0]):
            return 0
        self.close()
        end = n + 1
        if mark := found[1]:
            while end < len(self.shown) and (line := self.shown[end].strip()) and line[0] not in "#-*+>`~[":
                end += 1
                if line.endswith(mark):
                    break
        self.blocks.append(Block("verbatim", n, end, 0, Span("", n + 1, 1)))
        return end

    # --- the ends of blocks ------------------------------------------------------------------------------------------
    def fenced(self, n: int, fence: str) -> int:
        if not fence:
            return 0
        self.close()
        end = n + 1
        while end < len(self.shown) and not closes_fence(self.shown[end].strip(), fence):
            end += 1
        if end == len(self.shown):
            hint = "close it: all below it is hidden"
            self.diagnostics.add(n + 1, 1, "note-open", f'this code has no closing "{fence}"', hint)
        last = min(end + 1, len(self.shown))
        self.blocks.append(Block("verbatim", n, last, 0, Span("", n + 1, 1)))
        if level := covered_level("\n".join(self.shown[n + 1 : end])):
            self.lose(last, last, level, Span("", n + 1, 1))
        return end + 1

    def close(self) -> None:
        """Nothing can be added to the last block any more."""
        self.open = False
        if self.more:
            block, last = self.blocks[-1], self.more[-1][1]
            pieces = [(block.span.text, block.span.line, block.span.column), *(p for p in self.more if p[0])]
            cover = block.commented or (self.commented and any(self.covers[block.first : last]))
            self.blocks[-1] = block._replace(last=last, span=join(pieces), commented=cover)
            self.more = []


def is_rule(stripped: str) -> bool:
    """True for a line across the page, such as `---` or `* * *`."""
    return len(stripped) > 2 and stripped[0] == stripped[-1] and _RULE.fullmatch(stripped) is not None


def _width(line: str) -> int:
    """Columns of white space before the first word; a tab reaches to the next multiple of four."""
    width = 0
    for character in line:
        if not character.isspace():
            break
        width += 4 - width % 4 if character == "\t" else 1
    return width
