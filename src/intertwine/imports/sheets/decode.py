"""The text of a file in one of the encodings that spreadsheets save."""

import codecs
import re
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; of two that begin alike the longer stands first."""

_SEQUENCES = re.compile("[^\x00-\x7f\udc80-\udcff]")
_STRAY = re.compile("[\udc80-\udcff]")
_HEAD = 4096


class Decoded(NamedTuple):
    """A text, and its encoding where that is a guess ("": it is not). `wide`: each character had two bytes or more."""

    text: str
    guess: str = ""
    wide: bool = False


def decode(data: bytes) -> Decoded:
    """The text of `data`.

    What is not UTF-8 is Windows-1252, unless it holds at least as many characters of UTF-8 as bytes that are not: such
    a byte is an accident, and becomes a lone surrogate (`surrogateescape`), so that it costs its own row alone.
    """
    if encoding := wide_encoding(data):
        guess = "UTF-16" if encoding.endswith(("le", "be")) else ""
        return Decoded(data.decode(encoding, "replace"), guess, wide=True)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogateescape")
    if len(_SEQUENCES.findall(text)) >= len(_STRAY.findall(text)):
        return Decoded(text)
    return Decoded(data.decode("cp1252", "surrogateescape"), "Windows-1252")


def wide_encoding(head: bytes) -> str:
    """The encoding of a text that begins with `head`, if it has two bytes or more for each character; else ""."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return "" if encoding == "utf-8" else encoding
    return _unmarked(head)


def _unmarked(data: bytes) -> str:
    """UTF-16 without a mark, by its NULs: every second byte of the letters of a header is one; else ""."""
    head = data[: min(_HEAD, len(data) // 2 * 2)]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if not half or max(even, odd) < half * 0.6 or min(even, odd) > half * 0.1:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"
