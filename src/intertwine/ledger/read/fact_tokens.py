"""A fact's text as tokens, each of which knows where it stands: words, `[[links]]`, the quoted text, the `^id`."""

import re
from typing import NamedTuple, NoReturn

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.links import LINK, clean_key
from intertwine.ledger.read.markdown.span import Span
from intertwine.model.statement import Link, WrittenPart

BLOCK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
BLOCK_HINT = "a fact's id is ^ and letters, digits and hyphens"

_BLOCK = re.compile(r"(?:^|\s)\^([^\s\"\]]*)$")
# As far as the first quotation mark outside of links; possessive, so that a hostile line is read once.
_BEFORE_QUOTE = re.compile(r"(?:[^\"\[]++|\[\[[^\[\]]++\]\]|\[)*+")


class Unreadable(Exception):  # noqa: N818 - no error: it ends the reading of one fact
    """A fact cannot be understood, and its problem has been noted. Never leaves `FactParser.read`."""


class Words(NamedTuple):
    """What stands between links: never blank, without white space around it. `at` is its offset in the item."""

    text: str
    at: int

    def part(self, start: int, end: int | None = None) -> "Words":
        """A stretch of it, without white space around it: blank where there is nothing in it."""
        text = self.text[start:end]
        return Words(text.strip(), self.at + start + len(text) - len(text.lstrip()))


class LinkToken(NamedTuple):
    """A link, and its offset in the item; and the place after it (None: there is none)."""

    link: Link
    at: int
    part: WrittenPart | None = None


class Quoted(NamedTuple):
    """The text in quotation marks, as written between them. `at` is the offset of the first mark."""

    text: str
    at: int


Token = Words | LinkToken | Quoted


class FactTokens(NamedTuple):
    """The tokens of a fact in their order, at most one of them quoted; and the id at its end ("": none)."""

    tokens: tuple[Token, ...]
    block: str
    block_at: int

    @property
    def quoted(self) -> Quoted | None:
        """The quoted text, where there is one."""
        return next((token for token in self.tokens if isinstance(token, Quoted)), None)


def fail(diagnostics: Diagnostics, place: tuple[int, int], code: str, message: str, hint: str = "") -> NoReturn:
    """Note a problem at `place`, a line and a column, and give the fact up: raises `Unreadable`.

    `code`, `message` and `hint` are the problem's; `diagnostics` collects it.
    """
    diagnostics.add(*place, code, message, hint)
    raise Unreadable


def before_quote(text: str, start: int = 0) -> int:
    """The offset of the first quotation mark outside of links from `start` on, or the length of `text`."""
    m = _BEFORE_QUOTE.match(text, start)
    return m.end() if m else start


def fact_tokens(span: Span, diagnostics: Diagnostics) -> FactTokens:
    """The tokens of an item. Raises `Unreadable`, with a problem in `diagnostics`, for a wrong id or quotation."""
    text, block, block_at = span.text, "", len(span.text)
    if "^" in text and (m := _BLOCK.search(text, max(0, text.rfind("^") - 1))):
        block, block_at = m[1], m.end() - len(m[1]) - 1
        if not BLOCK_ID.fullmatch(block):
            fail(diagnostics, span.at(block_at), "id-unreadable", f'"^{shorten(block)}" is not an id', BLOCK_HINT)
        text = text[: m.start()].rstrip()
    if '"' not in text or (start := before_quote(text)) == len(text):
        return FactTokens(_words_and_links(span, text, 0), block, block_at)
    end = before_quote(text, start + 1)
    inner, tail = text[start + 1 : end], text[end + 1 :]
    if end == len(text):
        fail(diagnostics, span.at(start), "text-open", "this text has no closing quotation mark", 'write it as "..."')
    if not inner.strip():
        hint = 'write it as "...", or leave it out'
        fail(diagnostics, span.at(start), "text-empty", "there is nothing in this text", hint)
    if '"' in tail and (second := before_quote(text, end + 1)) < len(text):
        hint = "keep one; inside a text write “ and ” or '"
        fail(diagnostics, span.at(second), "text-twice", "a fact has one text in quotation marks", hint)
    head = _words_and_links(span, text[:start], 0)
    return FactTokens((*head, Quoted(inner, start), *_words_and_links(span, tail, end + 1)), block, block_at)


def _words_and_links(span: Span, text: str, offset: int) -> tuple[Token, ...]:
    """The tokens of `text`, a stretch without quotation that begins at `offset` of the item."""
    found: list[Token] = []
    end = 0
    for m in LINK.finditer(text):
        between, at = text[end : m.start()], offset + m.start()
        link = Link(clean_key(m[1]), (m[2] or "").strip(), span.at(at)[1])
        if words := between.strip():
            found.append(Words(words, at - len(between.lstrip())))
        found.append(LinkToken(link, at))
        end = m.end()
    last = Words(text, offset).part(end)
    return (*found, last) if last.text else tuple(found)
