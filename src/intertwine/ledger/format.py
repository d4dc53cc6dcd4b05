"""`fmt`: the same page with its spaces in order. Words, their order and the front matter stay."""

import re
from collections.abc import Callable

from intertwine.ledger.read.fact_tokens import before_quote
from intertwine.ledger.read.facts import FactParser
from intertwine.ledger.read.headings import BROKEN, PAGE_SECTIONS, is_installment
from intertwine.ledger.read.item_parts import LEAD
from intertwine.ledger.read.markdown.blocks import Block, is_rule, scan
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.front_matter import front_matter_end
from intertwine.ledger.read.markdown.lines import BOM, read
from intertwine.ledger.read.markdown.links import LINK
from intertwine.ledger.read.markdown.markup import plain
from intertwine.ledger.read.markdown.slips import STAMPS
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.qualifiers import QUALIFIERS, purpose_names, split_name
from intertwine.model.statement import Link
from intertwine.model.verb import Vocabulary

_SHORT_TIME = re.compile(r"(@\s*)([0-9]:[0-5][0-9]:[0-5][0-9])(?![0-9:])")

_NOTES = PAGE_SECTIONS[-1].lower()


def format_text(path: str, text: str, vocabulary: Vocabulary) -> str:
    """`text` with spacing in order: blank lines, indentation, spaces between words, times as HH:MM:SS, line ends.

    `path` is the page's, below the folder; `vocabulary` has the verbs that its facts may use. The page says the same
    afterwards, and formatting it again changes nothing. Items that cannot be understood keep their words as they are;
    notes, comments and fenced code are left alone, and so is a page whose front matter has no end. Line ends become
    those of the first line (LF or CRLF).
    """
    document = read(text)
    lines = list(document.lines)
    end = front_matter_end(lines)
    if end < 0:
        return text
    written = _Formatter(path, lines, vocabulary).run(end)
    newline = "\r\n" if document.ends[0] == "\r\n" else "\n"
    return (BOM if document.bom else "") + "".join([line + newline for line in written])


class _Formatter:
    def __init__(self, path: str, lines: list[str], vocabulary: Vocabulary) -> None:
        self.lines = lines
        # What is said here is of no interest: only whether an item can be understood.
        self.diagnostics = Diagnostics(path)
        self.facts = FactParser(vocabulary, self.diagnostics, Link("this page"))
        self.qualifiers = {*QUALIFIERS} | set(purpose_names(vocabulary))
        self.out: list[str] = []

    def run(self, first: int) -> list[str]:
        out = self.out
        out += self.lines[:first]
        before: Block | None = None
        last, notes = first, False
        for block in scan(self.lines, first, self.diagnostics):
            if block.first == block.last:  # a heading in the comment or code above
                continue
            if notes and not (block.kind == "heading" and block.level < 3):
                # The keeper's own: not even the blank lines between them change.
                if before is not None and before.kind == "heading" and before.level == 2 and not before.goes_on:
                    out.append("")
                else:
                    out += self.lines[last : block.first]
                out += self.lines[block.first : block.last]
            else:
                self.gap(before, block, last)
                self.block(block)
                notes = block.kind == "heading" and block.level == 2 and self.said(block).text.lower() == _NOTES
            before, last = block, block.last
        while len(out) > first and not out[-1].strip():
            out.pop()
        if not first and out and (out[0].rstrip() == "---" or out[0].startswith(BOM)):
            return ["", *out]  # at the very beginning it would be front matter, or a byte order mark
        return out

    def gap(self, before: Block | None, block: Block, last: int) -> None:
        """A blank line before `block`, where there should be one."""
        if not self.out:
            return
        while self.out and before is not None and not self.out[-1].strip():
            self.out.pop()
        if before is None:
            wanted = block.kind == "heading" or last < block.first
        elif before.kind == "heading" and before.goes_on:
            wanted = False
        elif "heading" in (before.kind, block.kind):
            wanted = True
        else:
            wanted = last < block.first and not (before.kind == block.kind == "item")
        if wanted:
            self.out.append("")

    def block(self, block: Block) -> None:
        lines = self.lines[block.first : block.last]
        if block.kind in ("verbatim", "lost"):
            self.out += lines
        elif block.kind == "heading":
            self.out.append(self.heading(block))
        elif block.kind == "item":
            indent = "  " * block.level
            if block.commented:
                self.out.append(indent + lines[0].strip())
                self.out += [line.rstrip() for line in lines[1:]]
                return
            text = self.item(block) if len(lines) == 1 else lines[0].strip()[1:].lstrip()
            mark = lines[0].strip()[0] if is_rule(f"- {text}") else "-"
            self.out.append(f"{indent}{mark} {text}".rstrip())
            self.out += [f"{indent}  {line.strip()}" for line in lines[1:]]
        elif block.commented or block.kind in ("note", "footnote"):
            self.out += [line.rstrip() for line in lines]
        else:
            self.out += [line.strip() for line in lines]

    def said(self, block: Block) -> Span:
        """What the block says, without footnotes and tags."""
        return plain(block.span, self.diagnostics)[0]

    def heading(self, block: Block) -> str:
        raw = self.lines[block.first]
        if block.commented:
            return raw.rstrip()
        text = " ".join(raw.strip().lstrip("#").split())
        if block.level == 3 and not is_installment(self.said(block).text):
            text = _outside_links(text, _pad)
        return ("#" * block.level + " " + text).rstrip()

    def item(self, block: Block) -> str:
        text = block.span.text
        if self.said(block) is not block.span:
            return text
        if block.level:
            name, value = split_name(block.span)
            if name not in self.qualifiers or not value.text:
                return text
            words = value.text
            if name in STAMPS:
                words = _outside_links(" ".join(words.split()), _pad)
            return f"{' '.join(text.partition(':')[0].split())}: {words}"
        if self.facts.read(block.span, BROKEN) is None:
            return text
        return _fact(text)


def _fact(text: str) -> str:
    """An understood fact with single spaces between its words, and none before a comma."""
    cut = before_quote(text)
    head, rest = text[:cut], text[cut:]
    first = head.find("[[")
    head = _lead(head) if first < 0 else _lead(head[:first]) + head[first:]
    head = _words(head).strip()
    if not rest:
        return head
    end = before_quote(rest, 1) + 1
    return " ".join(part for part in (head, rest[:end], _words(rest[end:]).strip()) if part)


def _lead(head: str) -> str:
    m = LEAD.match(head)
    if not m or not m[1]:
        return head
    times = [f"0{time}" if len(time) == 7 else time for time in (m[1], m[3]) if time]
    return (m[2] or "").join(times) + head[m.end() :]


def _words(text: str) -> str:
    """`text` with its spaces in order outside of links. A link and a word have a space between them."""
    parts, at = [], 0
    for m in LINK.finditer(text):
        parts += [_between(text[at : m.start()]), m[0]]
        at = m.end()
    parts.append(_between(text[at:]))
    return "".join(parts)


def _between(words: str) -> str:
    words = " ".join(words.split())
    if not words:
        return ""
    return f"{words} " if words.startswith(",") else f" {words} "


def _pad(words: str) -> str:
    return _SHORT_TIME.sub(r"\g<1>0\2", words) if "@" in words else words


def _outside_links(text: str, change: Callable[[str], str]) -> str:
    parts, at = [], 0
    for m in LINK.finditer(text):
        parts += [change(text[at : m.start()]), m[0]]
        at = m.end()
    return "".join([*parts, change(text[at:])])
