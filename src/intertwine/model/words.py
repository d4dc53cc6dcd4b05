"""Comparing what people type: folded words and addresses."""

import re
import unicodedata

_GAPS = re.compile("[^a-z0-9]+")


def fold(text: str) -> str:
    """`text` as it is compared: without accents, case and extra spaces."""
    if text.isascii():
        return " ".join(text.casefold().split())
    marks = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in marks if not unicodedata.combining(c)).casefold().split())


def slug(name: str) -> str:
    """A name as part of an address: folded, its letters and digits joined by hyphens; "x" where none are left."""
    if name.isascii():
        return _GAPS.sub("-", name.casefold().replace("'", "")).strip("-") or "x"
    letters = "".join(c if c.isalnum() else "-" for c in fold(name).replace("'", "").replace("\u2019", ""))
    return "-".join(part for part in letters.split("-") if part) or "x"
