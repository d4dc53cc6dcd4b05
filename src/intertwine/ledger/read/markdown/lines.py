"""The lines of a text, kept without loss: what is written back is what was read, byte for byte."""

import re
from dataclasses import dataclass

BOM = "\ufeff"
_END = re.compile(r"(\r\n|\n|\r)")


@dataclass(frozen=True, slots=True)
class Document:
    """A text in lines.

    `bom` is the byte order mark or "". `lines` hold no line end; `ends` are theirs, and the last one is "". Line ends
    are LF, CRLF and a lone CR, as in Markdown; NEL, LS, form feeds and the like stay inside their line, so that line
    numbers are those of an editor.
    """

    bom: str
    lines: tuple[str, ...]
    ends: tuple[str, ...]


def read(text: str) -> Document:
    """`text` in lines. `write(read(text)) == text` for every text."""
    bom = BOM if text.startswith(BOM) else ""
    body = text[len(bom) :]
    if "\r" not in body:
        lines = body.split("\n")
        return Document(bom, tuple(lines), ("\n",) * (len(lines) - 1) + ("",))
    parts = _END.split(body)
    return Document(bom, tuple(parts[::2]), (*parts[1::2], ""))


def write(document: Document) -> str:
    """The text that `document` was read from."""
    pairs = zip(document.lines, document.ends, strict=True)
    return document.bom + "".join([piece for pair in pairs for piece in pair])
