"""`[[key|shown]]` in a text."""

import re

from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.span import Span
from intertwine.model.statement import Link
from intertwine.model.words import exact

LINK = re.compile(r"\[\[(\s*+[^\[\]|\s][^\[\]|]*+)(?:\|([^\[\]]*+))?\]\]")
"""Groups: key (never blank), shown. Possessive, so that a hostile text is read once."""

BROKEN = re.compile(r"\[\[|\]\]")
"""What is left of brackets when the links are taken out: a name that nothing would hide."""


def clean_key(key: str) -> str:
    """A key as it is compared: exactly (see `words.exact`). In a table the bar after it is written `\\|`."""
    return exact(key.removesuffix("\\"))


def links_of(span: Span) -> tuple[Link, ...]:
    """Every link in the span, in order."""
    if "[[" not in span.text:
        return ()
    return tuple(Link(clean_key(m[1]), (m[2] or "").strip(), span.at(m.start())[1]) for m in LINK.finditer(span.text))


def broken_link(text: str) -> int:
    """The offset of the first `[[` or `]]` that belongs to no link, or -1."""
    if "[[" not in text and "]]" not in text:
        return -1
    end = 0
    for m in LINK.finditer(text):
        if found := BROKEN.search(text, end, m.start()):
            return found.start()
        end = m.end()
    found = BROKEN.search(text, end)
    return found.start() if found else -1


def base_name(key: str) -> str:
    """A key without its parenthesis: `Luke Cage (series)` reads as `Luke Cage`."""
    head, bracket, _ = key.rpartition(" (")
    return head if bracket and key.endswith(")") and head else key


def links_are_whole(span: Span, diagnostics: Diagnostics) -> bool:
    """False, and a problem, where a bracket in the text belongs to no link: the name in it would not be hidden."""
    at = broken_link(span.text)
    if at < 0:
        return True
    diagnostics.add(*span.at(at), "link-unreadable", "half a link: the text stays hidden", "write it as [[name]]")
    return False
