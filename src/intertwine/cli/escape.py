"""Text from a universe or an argument, made safe for a terminal."""

import unicodedata

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_HOSTILE = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_hostile(character: str) -> bool:
    """Whether a character could drive a terminal, turn the direction of its text or break the line."""
    return character in _BIDI or unicodedata.category(character) in _HOSTILE


def safe(text: str) -> str:
    """`text` with whatever could drive a terminal, turn its direction or break the line written as an escape.

    Control characters, bidirectional marks, line separators and lone surrogates become `\\x1b`, `\\u202e` and so on.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if is_hostile(c) else c for c in text)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
