"""Words in a PDF: in a font that every reader has while it has their letters, else in one that comes along.

The fonts that every PDF reader brings know Western European letters alone. DejaVu Serif Condensed lies beside this file
(its licence too) and knows Latin, Greek, Cyrillic, Armenian and Georgian; a PDF gets the part of it that it uses. A
letter that neither has is drawn as a box: `missing_letters` says which ones, for whoever writes the file to say so.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

OURS = "DejaVuSerifCondensed"
BOX = "□"


def write_words(page: "Canvas", text: str, font: str, size: float, space: float) -> tuple[str, float]:
    """Sets the font of `page` for a `text` to be written in `font` (one of the standard fonts) at this `size`; gives
    the text as it can be written, and its width. A font that comes along is set smaller where `space` is too little."""
    text = unicodedata.normalize("NFC", text)
    if not _western(text):
        text, font = "".join(c if _known(c) else BOX for c in text), _ours().fontName
        wide = page.stringWidth(text, font, size)
        size *= min(1.0, space / wide)
    page.setFont(font, size)
    return text, page.stringWidth(text, font, size)


def missing_letters(texts: Iterable[str]) -> str:
    """The letters of these texts that a PDF shows as boxes, each once, in order of appearance."""
    whole = (unicodedata.normalize("NFC", text) for text in texts)
    return "".join(dict.fromkeys(c for text in whole if not _western(text) for c in text if not _known(c)))


def _western(text: str) -> bool:
    """Whether the standard fonts have all of its letters."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _known(letter: str) -> bool:
    return ord(letter) in _glyphs()


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(_ours().face.charToGlyph)


@cache
def _ours() -> "TTFont":
    """Our own font, which reportlab knows by its name from now on."""
    from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415 - only PDF needs it

    font = ttfonts.TTFont(OURS, str(Path(__file__).parent / "fonts" / f"{OURS}.ttf"))
    pdfmetrics.registerFont(font)
    return font
