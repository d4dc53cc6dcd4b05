"""Bytes to text: byte-order marks, encodings and line ends as they come."""

import codecs
import re
from pathlib import Path

from intertwine.storyline.chart import ChartError

MOST_BYTES = 20_000_000
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
DECLARED = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")

FAMILIES = ("iso8859", "cp", "koi8", "gb", "big5", "shift_jis", "euc", "mac")


def read_bytes(path: Path) -> bytes:
    """The bytes of the file at `path`. Raises `ChartError` when it cannot be read, or has more than `MOST_BYTES`."""
    try:
        with path.open("rb") as file:
            found = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:  # a path with a NUL in it is a ValueError
        raise ChartError(f"{path} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(found) > MOST_BYTES:
        raise ChartError(f"the file has more than {MOST_BYTES:,} bytes, the most for a story; cut it into parts")
    return found


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text in `data`, every line end a newline, and a sentence on what was put right in it.

    A byte-order mark or an XML declaration says how it is encoded; without one it is UTF-8, or else Windows-1252.
    Raises `ChartError` when it is empty, or no text.
    """
    repairs: list[str] = []
    mark, encoding = next(((mark, name) for mark, name in MARKS if data.startswith(mark)), (b"", ""))
    data = data[len(mark) :]
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            text = data.decode(encoding, "replace")
            repairs.append(f"byte {error.start + len(mark) + 1:,} and perhaps others are not {encoding[:6].upper()}")
        else:
            encoding = _declared(data) or "Windows-1252"
            text = data.decode(encoding, "replace")
            repairs.append(f"the file is not UTF-8 (byte {error.start + 1:,}) and was read as {encoding}")
    text = text.lstrip("\ufeff")
    if "\0" in text:
        raise ChartError("this is not text, for it holds NUL bytes; a text file has to be saved as UTF-8")
    if not text.strip():
        raise ChartError("the file is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n"), repairs


def _declared(data: bytes) -> str:
    """The encoding that an XML declaration names; nothing where there is none that such files have."""
    found = DECLARED.match(data)
    try:
        name = codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""
    return name if name.startswith(FAMILIES) else ""
