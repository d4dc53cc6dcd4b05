"""Slips of the keeper: words that were meant to say when something is revealed, and do not.

Whatever could have hidden something hides it until it is corrected.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator

from intertwine.ledger.read.markdown.front_matter import Node
from intertwine.ledger.read.markdown.hiding import any_position, hides_line, holds_position, one_slip, plainly_asks
from intertwine.ledger.read.markdown.span import Span

STAMPS = ("needs", "also known", "taken for")
"""The qualifiers of a fact whose value is a stamp, or holds one."""

_MARKS = re.compile(r"[\W_]+")
# What a keeper may have put in front of a qualifier: a mark of a list that is none here, a task's box, a tag, emphasis,
# brackets, quotation marks, characters that nobody sees. Few of them, so that a hostile line is read once.
_FRONT = r"(?>[\W_]{0,20}?(?:\[\w\]|<[^<>\n]{1,20}>|(?<!\w)(?:[0-9]{1,4}|[A-Za-z])[.)]\s?+)){0,3}+[\W_]{0,20}+"
_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_FRONT_OF = re.compile(_FRONT)
COLONS = ":\uff1a\ufe55\ua789\u2236\u0589="
"""What a keeper may have written for a colon."""
_LINKED = r"(?:<[^<>]{0,20}>|\]\([^()]{0,60}\)|(?:\.md)?\|[^\[\]]{0,40}\]\])"
"""What follows a name that is written as a link, or in HTML."""
_BEGINS = re.compile(
    rf"{_FRONT}([^\W\d_][\w {_UNSEEN}-]{{0,40}}){_LINKED}?[^\w\s{COLONS}]{{0,20}}+\s*+[{COLONS}](.{{0,80}})"
)
_LINKED_NAME = re.compile(_LINKED)
_WORD, _COLON = re.compile(r"[^\W\d_]"), re.compile(f"[{COLONS}]")
_AS_ONE_WORD = tuple(word.replace(" ", "") for word in STAMPS)
_NEEDS, _ALSO, _TAKEN = (word.split()[0] for word in STAMPS)
_LONGEST = 60
_FIELD = re.compile(rf"\b([^\W\d_]{{4,12}})\s{{0,3}}[{COLONS}]")
_INLINE = re.compile(r"\"[^\"]*\"|[\s,;.(](needs|also\s{1,9}known|taken\s{1,9}for)\s{0,9}:", re.IGNORECASE)
_STAMP_LIKE = re.compile(r"\[\[|@|[0-9]x[0-9]|\bS[0-9]|\bseasons?\s{0,3}[0-9]|\b(?:public|linked)\b", re.IGNORECASE)


def is_like_revealed(name: str) -> bool:
    """True where a field's name was meant for a stamp: `revealed` in any case and with any one slip, `reveal at`, or a
    qualifier's name. `revealed` itself is like it too."""
    word = _MARKS.sub("", name[:_LONGEST].casefold())
    return word.startswith("reveal") or one_slip(word, "revealed") or is_like_stamp(name)


def is_like_stamp(name: str) -> bool:
    """True where a qualifier's name was meant for one of `STAMPS`: with any one slip, in any case."""
    word = unicodedata.normalize("NFKC", name[:_LONGEST]).casefold()
    if not word.isalnum():
        word = _MARKS.sub("", word)
    return len(word) > 3 and any(one_slip(word, right) for right in _AS_ONE_WORD)


def stamp_in_front(words: list[str]) -> str:
    """What of the first two `words` was meant for a qualifier with a stamp, or ""."""
    if len(words) > 1 and is_like_stamp(both := f"{words[0]} {words[1]}"):
        return both
    return words[0] if words and is_like_stamp(words[0]) else ""


def holds_stamp(node: Node, *, in_words: bool = True) -> bool:
    """True where a field within `node` has a name like `revealed` or asks to hide something, or (`in_words`) a text in
    it reads like `revealed`: it was indented, or its colon has no space, so that it belongs to the value above."""
    todo = [node]
    while todo:
        it = todo.pop()
        if any(is_like_revealed(name.text) or plainly_asks(name.text, value.text) for name, value in it.fields):
            return True
        if in_words and reads_like_stamp(it.text):
            return True
        todo += it.items
        todo += [value for _, value in it.fields]
    return False


def reads_like_stamp(text: str) -> bool:
    """True where some words of `text` read like the field `revealed` or a qualifier with a stamp, with a position."""
    return any(
        is_like_revealed(m[1]) and holds_position(text[m.end() : m.end() + _LONGEST]) for m in _FIELD.finditer(text)
    )


def bare(name: str) -> str:
    """A qualifier's name that may be written as a link or in HTML, without what makes it so."""
    return name.partition("|")[0].partition("](")[0].partition("<")[0].strip().removesuffix(".md")


def front_of(text: str) -> int:
    """How many characters at the beginning of `text` may stand in front of a qualifier's name: marks, no words."""
    if text[:1].isalpha() and text[1:2] not in (".", ")"):
        return 0
    m = _FRONT_OF.match(text)
    return m.end() if m else 0


def has_first_word(text: str) -> bool:
    """False where no qualifier with a stamp can stand in `text`, not even one without a colon."""
    folded = text.casefold()
    return _NEEDS in folded or _ALSO in folded or _TAKEN in folded


def misplaced_line(span: Span, *, first: bool) -> int:
    """The offset of the first line of a span that begins as a qualifier with a stamp does, such as `needs: Title
    1x05`; -1 where none does. The first line is looked at where `first` says so."""
    text = span.text
    colon = _COLON.search(text) is not None and _WORD.search(text) is not None
    words = has_first_word(text)
    if not colon and not words:  # nearly every paragraph
        return -1
    return next((at for at in _line_starts(span, first) if _is_misplaced(text, at, colon=colon, words=words)), -1)


def _is_misplaced(text: str, at: int, *, colon: bool, words: bool) -> bool:
    """`colon` and `words` say whether the text has what may stand for a colon, and a word that begins a qualifier."""
    m = _BEGINS.match(text, at) if colon else None
    if m and hides_line(m[1], m[2]):
        return True
    if m and is_like_revealed(m[1]):
        word = _MARKS.sub(" ", unicodedata.normalize("NFKC", m[1]).casefold()).strip()
        return word in STAMPS or _STAMP_LIKE.search(m[2]) is not None
    # Without a colon: only the very words, and a position after them.
    if not words:
        return False
    begins = _FRONT_OF.match(text, at)
    start = begins.end() if begins else at
    found = _LINKED_NAME.sub(" ", text[start : start + _LONGEST], count=1).split(maxsplit=2)
    return any(
        len(found) > n
        and _MARKS.sub(" ", " ".join(found[:n]).casefold()).strip() in STAMPS
        and holds_position(" ".join(found[n:]))
        for n in (1, 2)
    )


def stamp_line(span: Span, *, is_name: bool) -> int:
    """The offset of the first line of a span that reads like the field `revealed` of front matter; -1 where none does.
    `is_name`: it is a heading, which may be a name that begins so."""
    text = span.text
    if (not _COLON.search(text) and not any_position(text)) or not _WORD.search(text):
        return -1
    for at in _line_starts(span, first=True):
        m = _BEGINS.match(text, at)
        if m and is_like_revealed(m[1]) and (not is_name or _STAMP_LIKE.search(m[2])):
            return at
        if m and hides_line(m[1], m[2]):
            return at
        begins = _FRONT_OF.match(text, at)
        start = begins.end() if begins else at
        words = text[start : start + _LONGEST].split(maxsplit=1)
        if len(words) > 1 and is_like_revealed(words[0]) and holds_position(words[1]):
            return at
    return -1


def plain_line(span: Span, names: Collection[str]) -> int:
    """The offset of the first line of a span that begins with one of `names` and a colon; -1 where none does."""
    if not _COLON.search(span.text) or not _WORD.search(span.text):
        return -1
    for at in _line_starts(span, first=True):
        m = _BEGINS.match(span.text, at)
        if m and " ".join(m[1].casefold().split()) in names:
            return at
    return -1


def inline_stamp(text: str) -> int:
    """The offset of a qualifier with a stamp that stands within another one's line, outside of quoted text; or -1."""
    return next((m.start(1) for m in _INLINE.finditer(text) if m[1]), -1)


def _line_starts(span: Span, first: bool) -> Iterator[int]:
    if first:
        yield 0
    for offset, _, _ in span.breaks:
        yield offset
