"""Headings that other programs may see where this one sees none: within a comment or code, without a space after their
`#`, underlined. What stands below one of them would otherwise be shown at the stamp of the heading before it."""

import re

_SECTION = re.compile(
    r"(?:season|part|volume|act)\s+[0-9]+\s*(?:\(|$)|season\s+[0-9]|(?:chapter|issue|scene|mission)s\s*\([0-9]"
    r"|(?:synopsis|news|facts|notes)\s*$",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"whole\s+(?:season|part|volume|act|title)\b|public\s*$|[0-9]{1,5}\.(?:\s|$)"
    r"|(?:.*\s)?(?:S[0-9]{1,4}|[0-9]{1,4}x[0-9]{1,5})(?:\s*@.*)?$",
    re.IGNORECASE,
)
_COVERED = re.compile(r"^(?:--)?[ \t]*+(#{2,3})[ \t]++(\S.*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"=+|-{2,}")
DEEPEST = 6
"""Most marks of a heading in other programs."""


def covered_level(text: str) -> int:
    """What a comment or code hides: 2 where a section's heading stands in it, 3 where a stamp's does, else 0."""
    level = 0
    for m in _COVERED.finditer(text):
        if len(m[1]) == 3:
            level = level or 3
        elif _SECTION.match(m[2]):
            return 2
    return level


def glued_level(line: str) -> int:
    """2 or 3 where a line that begins with `#` is no heading and may have been meant for one, else 0.

    `#word` is a tag, and text that begins with `#1 fan` is text; but `#1. One` may be an installment.
    """
    text = line.lstrip("#")
    level = len(line) - len(text)
    if level > DEEPEST:
        return 3
    if not text or text[0].isspace():
        return 0
    if level > 1:
        return min(level, 3)
    return _level(text) if len(text.split(maxsplit=1)) > 1 or text[0].isdigit() else 0


def underlined_level(text: str) -> int:
    """2 or 3 where a paragraph reads like a heading, so that a line below it makes it one elsewhere; else 0."""
    return _level(text)


def is_section(text: str) -> bool:
    """True where a text reads like the heading of a season or of another section."""
    return _SECTION.match(text) is not None


def is_underline(line: str) -> bool:
    """True for `====` and `----`."""
    return _UNDERLINE.fullmatch(line) is not None


def _level(text: str) -> int:
    return 2 if _SECTION.match(text) else 3 if _STAMP.match(text) else 0
