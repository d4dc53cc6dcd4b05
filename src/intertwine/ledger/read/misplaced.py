"""Qualifiers that stand beside the fact which they belong to, not below it: what they could have hidden is hidden."""

import re
from typing import NamedTuple

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.hiding import ENDS, hides_line, holds_position
from intertwine.ledger.read.markdown.slips import (
    COLONS,
    STAMPS,
    bare,
    front_of,
    inline_stamp,
    is_like_revealed,
    is_like_stamp,
    misplaced_line,
    plain_line,
    stamp_in_front,
)
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.qualifiers import FOR_ALL_BELOW, QUALIFIERS
from intertwine.model.verb import Vocabulary

_LONGEST = 60
_USUAL = re.compile(r"(?:\[.\]\s+)?[*_~`]*")
_NUMBERED = re.compile(r"[0-9]{1,4}[.)](?![0-9])")
_COLON = re.compile(f"[{COLONS}]")
_TAKEN = re.compile(r'"[^"]*"|\[\[[^\[\]]*\]\]|\b((?:mis)?taken\s+for)\b', re.IGNORECASE)
_INDENT = "indent it by two spaces, in a list item of its own below its fact"


class Misplaced(NamedTuple):
    """A list item that reads like a qualifier and stands below no fact.

    `hides` is True where it could have hidden the fact above; `is_sure` where it can be nothing else, so that where
    nothing stands above it could have been meant for what stands below.
    """

    hides: bool
    is_sure: bool


class MisplacedQualifiers:
    """Finds them in one page, and notes the problem of each that it finds."""

    def __init__(self, vocabulary: Vocabulary, purposes: dict[str, str], diagnostics: Diagnostics) -> None:
        self.forms, self.diagnostics = vocabulary.by_form, diagnostics
        self.known = {*QUALIFIERS, *purposes}

    def item(self, span: Span) -> Misplaced | None:
        """What an item of level 0 is if it reads like a qualifier, else None."""
        text = span.text
        if not text or (text[0].isdigit() and not _NUMBERED.match(text)) or text.startswith("[["):  # most items
            return None
        return self._item(text, span)

    def linked(self, span: Span) -> bool:
        """True where an item that begins with a link, and is no fact, is a qualifier with a stamp: `[[needs]]: ...`, or
        `[[Sho]] is taken for [[Ren]] until ...`."""
        if any(m[1] for m in _TAKEN.finditer(span.text)):
            message = '"taken for" stands beside a fact, not below it: the fact above stays hidden'
            self.diagnostics.add(*span.at(0), "qualifier-misplaced", message, _INDENT)
            return True
        inner, _, rest = span.text[2 : 4 * _LONGEST].partition("]]")
        name = bare(_COLON.split(inner, maxsplit=1)[0])
        if not is_like_stamp(name) or not (_COLON.match(ENDS.sub("", rest[:1]) or rest) or holds_position(rest)):
            return False
        return self._item(f"{inner}{rest}", span) is not None

    def below(self, span: Span) -> bool:
        """True where a qualifier with a stamp, or what may be one, stands below what is no fact."""
        text = span.text[: 4 * _LONGEST].replace("[[", "", 1)
        front = front_of(text)
        name = _COLON.split(text[front:], maxsplit=1)[0]
        words = bare(name).split(maxsplit=2)
        is_one = is_like_stamp(name) or stamp_in_front(words) != ""
        word = " ".join(ENDS.sub("", name).lower().split())
        if not is_one and (word in self.known or not holds_position(text[front + len(name) :])):
            return False
        message = f'"{shorten(word)}:" stands below what is not a fact: the fact above stays hidden'
        self.diagnostics.add(*span.at(0), "qualifier-misplaced", message, "put it below the fact that it belongs to")
        return True

    def _item(self, text: str, span: Span) -> Misplaced | None:
        text = text[: 4 * _LONGEST]
        front = front_of(text)
        usual = _USUAL.match(text, 0, front + 1) if front else None
        marked = usual is not None and usual.end() < front  # with more before its name than emphasis or a task's box
        found = _COLON.search(text, front)
        name, value = (text[front : found.start()], text[found.end() :]) if found else (text[front:], "")
        if not name[:1].isalpha():
            return None
        if "]" in name or "<" in name:  # "**[[needs|x]]**", "[needs](x.md)", "<b>needs</b>"
            name = bare(name)
        is_more = not found or "[[" in name or '"' in name  # than a name
        if is_more or holds_position(name):
            first = stamp_in_front(name.split(maxsplit=2))
            name = first if is_more else first or name
            if not name:
                return None
        word = " ".join(ENDS.sub("", name).lower().split())
        if word in self.known:
            hides = word in STAMPS
            what = ", so that the fact above stays hidden" if hides else ""
            message = f'"{word}:" stands beside a fact, not below it{what}'
            hint = f"{_INDENT}, or put it before the first fact below its heading" if word in FOR_ALL_BELOW else _INDENT
            self.diagnostics.add(*span.at(0), "qualifier-misplaced", message, hint)
            return Misplaced(hides, hides)
        if f"{word}:" in self.forms:
            return None
        last = word.split(" ")[-2:]
        if len(last) > 1 and (is_like_stamp(" ".join(last)) or is_like_stamp(last[-1])) and holds_position(value):
            marked = False  # "it needs: S 1x03"
        sure = is_like_stamp(word) or is_like_revealed(word) or hides_line(word, value)
        if not sure and (marked or value.lstrip().startswith('"') or not holds_position(value)):
            return None
        message = f'"{shorten(word)}:" is not a qualifier: it could be a "needs:", so that the fact above stays hidden'
        hint = self.diagnostics.nearest(f"{word}:", [f"{known}:" for known in STAMPS], 'if it is, write "needs:" and')
        self.diagnostics.add(*span.at(0), "unknown-qualifier", message, f"{hint} {_INDENT}")
        return Misplaced(True, sure)

    def in_text(self, span: Span) -> int:
        """The offset of a line of a paragraph that begins like a qualifier without a stamp; or -1."""
        at = plain_line(span, self.known)
        if at >= 0:
            name = shorten(span.text[at : at + _LONGEST].partition(":")[0])
            message = f'"{name}:" stands in a paragraph, which stays hidden'
            self.diagnostics.add(*span.at(at), "qualifier-misplaced", message, _INDENT)
        return at

    def in_lines(self, span: Span, what: str, *, first: bool = True, placed: bool = False) -> int:
        """The offset of a line of `span`, which is `what`, that begins like a qualifier with a stamp; or -1.

        `first`: the first line is looked at too. `placed`: only where a position follows.
        """
        at = misplaced_line(span, first=first)
        if at >= 0 and placed and not holds_position(span.text[at:]):
            return -1
        if at >= 0:
            name = shorten(span.text[at : at + _LONGEST].partition(":")[0])
            message = f'"{name}:" stands in {what}: what it could have hidden stays hidden'
            self.diagnostics.add(*span.at(at), "qualifier-misplaced", message, _INDENT)
        return at

    def inside(self, span: Span) -> bool:
        """True where a qualifier with a stamp stands in the line of another one."""
        if span.text.count(":") < 2:
            return False
        at = inline_stamp(span.text)
        if at >= 0:
            name = span.text[at : at + _LONGEST].partition(":")[0]
            message = f'"{name}:" stands within another qualifier: the fact stays hidden'
            self.diagnostics.add(*span.at(at), "qualifier-misplaced", message, _INDENT)
        return at >= 0
