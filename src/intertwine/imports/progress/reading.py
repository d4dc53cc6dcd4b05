"""What a file of an export is, as far as its beginning tells, and how a format says that it can read one."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import Any, Literal

from intertwine.imports.progress.csv_entries import header_of
from intertwine.imports.progress.files import ExportFile
from intertwine.imports.progress.text import head_of
from intertwine.model.record import record
from intertwine.model.watched import WatchedRow

FileShape = Literal["csv", "json", "xml", "lua", "text"]
_ROOT = re.compile(r"<(?![?!])([A-Za-z][\w:.-]*)")
_LUA = re.compile(r"\A\s*(?:--[^\n]*\n\s*)*return\s*\{")


@record
class Sniffed:
    """The beginning of a `file`: its shape; the keys of its `columns` (CSV); the `keys` of its first entry, and the
    names of the arrays before it (JSON); the `roots` of its elements (XML); and the `head` of its text. `others` are
    all files of the export by their names in lower case."""

    file: ExportFile
    shape: FileShape
    head: str
    columns: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    roots: tuple[str, ...] = ()
    others: Mapping[str, ExportFile] = field(default_factory=dict)


@record
class ProgressFormat:
    """A format of exports. `label` is what people call it, and `holds` says in words what it looks like. `is_like` says
    whether it can read a file, and `read` gives the entries of one; None is an entry that says of nothing that it was
    watched. The text is a name of one of several people ("": there is one)."""

    name: str
    label: str
    holds: str
    is_like: Callable[[Sniffed], bool]
    read: Callable[[Sniffed, str], Iterator[WatchedRow | None]]


def sniffed(file: ExportFile, others: Mapping[str, ExportFile]) -> Sniffed:
    """What the beginning of a `file` tells; `others` are the files of the same export, by names in lower case."""
    head = head_of(file)
    plain = head.lstrip()
    if plain[:1] in ("[", "{"):
        return Sniffed(file, "json", head, keys=_json_keys(plain), others=others)
    if plain.startswith("<") or ("<" in plain[:2000] and file.base.endswith((".nfo", ".xml", ".rss"))):
        return Sniffed(file, "xml", head, roots=tuple(_ROOT.findall(head)[:20]), others=others)
    if _LUA.match(head):
        return Sniffed(file, "lua", head, others=others)
    line = plain.partition("\n")[0].partition("\r")[0]
    columns = header_of(line)
    if columns:
        return Sniffed(file, "csv", head, columns=frozenset(columns), others=others)
    return Sniffed(file, "text", head, others=others)


def _json_keys(head: str) -> frozenset[str]:
    """The keys of the first objects in the beginning of a JSON text, at whatever depth up to the first entry; those
    that are written before it is complete too."""
    found: set[str] = set()
    depth = 0
    for match in _JSON_TOKEN.finditer(head[:20_000]):
        sign = match[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth <= 0:
                break
        elif match[2] and depth <= _DEPTH:
            found.add(match[1][1:-1])
    return frozenset(found)


_JSON_TOKEN = re.compile(r'[\[\]{}]|("(?:[^"\\]|\\.)*")(\s*:)?')
_DEPTH = 4


def text_of(value: Any) -> str:
    """A text, or a number as a text; "" for all else. JSON may hold half a character, which no text can: "?" stands for
    it."""
    if type(value) is str:
        if value.isalnum():
            return value
        return " ".join((value if value.isascii() else value.encode("utf-8", "replace").decode()).split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def whole(value: Any) -> int | None:
    """A whole number from 0 to 99,999, also where it is written as a text; None for all else."""
    if type(value) is int:
        return value if 0 <= value < 100_000 else None
    text = text_of(value).removesuffix(".0")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 5 else None


def year_of(value: Any) -> int:
    """The year that a year or a date begins with; 0 where there is none."""
    text = text_of(value)[:4]
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() and int(text) > 1800 else 0


def plain_of(value: Any) -> str | int:
    """A text or a whole number as it is; "" for all else."""
    return value if type(value) is str or type(value) is int else ""


def number_of(value: Any, most: int) -> float:
    """A number from 0 to `most`; 0 for all else, such as the "not a number" that JSON may hold."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return min(value, most) if is_number else 0


def object_of(value: Any) -> dict[str, Any]:
    """An object; an empty one for all else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    """An array; an empty one for all else."""
    return value if isinstance(value, list) else []
