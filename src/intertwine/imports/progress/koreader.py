"""KOReader: the file `metadata.EXT.lua` beside a book, which says how much of it was read.

Nothing of it is run: keys and values are looked for. The statistics say which pages were open, and not how far
somebody has read: they are not read. Shape: https://github.com/koreader/koreader (frontend/docsettings.lua), described
at https://github.com/WorldTeacher/BookLoreSync-plugin (METADATA_EXTRACTOR.md).
"""

import re
from collections.abc import Iterator

from intertwine.imports.progress.errors import half
from intertwine.imports.progress.reading import ProgressFormat, Sniffed
from intertwine.imports.progress.text import opened_text
from intertwine.model.message import message
from intertwine.model.outside_ids import outside_id
from intertwine.model.watched import WHOLE_SHARE, WatchedRow, WatchedWork

_LARGEST = 10_000_000
_PERCENT = re.compile(r'^ {4}\["percent_finished"\] = ([01](?:\.[0-9]+)?(?:e-[0-9]+)?),', re.MULTILINE)
_BEGIN = re.compile(r'^ {4}\["(?:summary|doc_props|stats)"\] = \{\n', re.MULTILINE)
_END = "\n    },"
_VALUE = re.compile(r'^ {8}\["(status|title|identifiers)"\] = "([^"\\]*(?:\\.[^"\\]*)*)",', re.MULTILINE | re.DOTALL)
_ISBN = re.compile(r"isbn:\s*([0-9Xx-]{10,17})", re.IGNORECASE)


def _is_like(it: Sniffed) -> bool:
    return it.shape == "lua" and ("percent_finished" in it.head or "doc_props" in it.head or "summary" in it.head)


def _read(it: Sniffed, _: str) -> Iterator[WatchedRow | None]:
    with opened_text(it.file) as opened:
        text = opened.read(_LARGEST)
    if not text.rstrip().endswith("}"):
        raise half(it.file.name, 0)
    found: dict[str, str] = {}
    for body in _blocks(text):
        for key, value in _VALUE.findall(body):
            found.setdefault(key, re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL))
    percent = _PERCENT.search(text)
    share = int(float(percent[1]) * WHOLE_SHARE) if percent else 0
    if found.get("status") == "complete":
        share = WHOLE_SHARE
    title = " ".join(found.get("title", "").split())
    if not title or not 0 < share <= WHOLE_SHARE:
        yield None
        return
    isbn = outside_id("isbn", match[1]) if (match := _ISBN.search(found.get("identifiers", ""))) else None
    yield WatchedRow(WatchedWork("book", title, 0, (isbn,) if isbn else ()), share=share, row=1)


def _blocks(text: str) -> Iterator[str]:
    """What stands in the blocks that say something. Each part of the `text` is looked at once."""
    at = 0
    while begin := _BEGIN.search(text, at):
        at = text.find(_END, begin.end() - 1)
        if at < 0:
            return
        yield text[begin.end() : at + 1]


_HOLDS = message("a file metadata.EXT.lua")
FORMAT = ProgressFormat("koreader", message("KOReader"), _HOLDS, _is_like, _read)
