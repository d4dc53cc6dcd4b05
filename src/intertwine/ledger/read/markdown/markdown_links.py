"""Links as Markdown writes them: `[words](people/Ann.md)`. One to a page is the link `[[people/Ann.md|words]]`, so that
the page's name gates it; of one to an address of the web the words are left."""

import re
from typing import NamedTuple
from urllib.parse import unquote

_TOKEN = re.compile(r"\[\[[^\[\]]*+\]\]|[\[\]]")
_PAREN = re.compile("[()]")
_TITLED = re.compile(r"(<[^<>]*+>|\S++)\s++(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\))")
_WEB = re.compile(r"(?:https?:|mailto:|//)", re.IGNORECASE)
_NO_KEY = re.compile(r"[\[\]|\x00-\x1f]")
# A tag of HTML that leads somewhere; few characters, so that a hostile line is read once.
_HTML = re.compile(r"<[A-Za-z][^<>]{0,200}?\b(?:href|src)\s{0,9}=", re.IGNORECASE)

Change = tuple[int, int, str]
"""A stretch, from and up to an offset, and what stands in its place."""


class BrokenMark(NamedTuple):
    """A mark that cannot be read, and where it begins: what it stands in must stay hidden."""

    at: int
    message: str
    code: str
    hint: str


_HINT = "write [[key|words]] for a page, and [words](https://...) for an address of the web"


def _half(at: int, message: str) -> BrokenMark:
    return BrokenMark(at, message, "link-unreadable", _HINT)


def has_markdown_links(text: str) -> bool:
    """False where no link of Markdown or HTML can stand in `text`."""
    return "](" in text or "][" in text or ("<" in text and "=" in text)


def markdown_links(text: str, *, addresses: bool = False) -> tuple[list[Change], BrokenMark | None]:
    """The changes, in order, that make the links in `text` ours; and the first that cannot be read, after which no
    other is looked for. `addresses` keeps an address of the web after its words, as a source needs it."""
    changes: list[Change] = []
    html = _HTML.search(text) if "<" in text else None
    half = _half(html.start(), "a link of HTML, which nothing gates") if html else None
    opened: list[int] = []
    at = 0
    while m := _TOKEN.search(text, at):
        start, at = m.span()
        following = text[at : at + 1]
        if m[0] == "[":
            opened.append(start)
        elif m[0] != "]":
            if following == "(":
                return sorted(changes), _half(start, "a link within a link")
        elif opened:
            first = opened.pop()
            if following == "[" and text[at + 1 : at + 2] not in ("[", "^", ""):
                return sorted(changes), _half(first, "a link by reference, which nothing gates")
            if following != "(":
                continue
            end = closing(text, at, _PAREN)
            if end < 0:
                return sorted(changes), _half(first, "half a link")
            made = _link(text, first, start, end, addresses)
            if isinstance(made, BrokenMark):
                return sorted(changes), made
            changes += made
            at = end
    return sorted(changes), half


def _link(text: str, first: int, middle: int, end: int, addresses: bool) -> list[Change] | BrokenMark:
    """The changes of the link whose words stand from `first` to `middle`, and whose target ends at `end`."""
    words, target = text[first + 1 : middle], text[middle + 2 : end - 1].strip()
    before = first - (text[first - 1 : first] == "!")
    if m := _TITLED.fullmatch(target):
        target = m[1]
    if target.count('"') % 2:
        return _half(first, "half a link")
    target = target.removeprefix("<").removesuffix(">").strip()
    if _WEB.match(target):
        return [(before, first + 1, ""), (middle, end, f" ({target})" if addresses else "")]
    key = unquote(target).strip()
    if not key or _NO_KEY.search(key) or _NO_KEY.search(words):
        return _half(first, "a link that names no page")
    words = words.strip()
    if not words:
        return [(before, end, f"[[{key}]]")]
    return [(before, first + 1, f"[[{key}|"), (middle, end, "]]")]


def closing(text: str, start: int, brackets: re.Pattern[str]) -> int:
    """The offset after the bracket that closes the one that opens at `start` of `text`, or -1.

    `brackets` finds those of one kind.
    """
    depth = 0
    for m in brackets.finditer(text, start):
        depth += 1 if m[0] in "([" else -1
        if not depth:
            return m.end()
    return -1
