"""A place after a title's link in a fact: `[[Hazel]] 1x03` is that part of the title."""

import re

from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.stamps import misfit
from intertwine.model.extent import Place
from intertwine.model.positions import MOST_WORDS, read_place
from intertwine.model.statement import WrittenPart

HINT = "write one season or one installment after each link, as [[Title]] S2 or [[Title]] 1x05"
_WORD = re.compile(r"[^\s,]+")
_DIGIT = re.compile("[0-9]")


def begins_with_place(text: str) -> tuple[Place, int] | None:
    """The longest place that the words `text` begin with, and where it ends; None where there is none."""
    if not _DIGIT.search(text):
        return None
    found = None
    for word, _ in zip(_WORD.finditer(text), range(MOST_WORDS), strict=False):
        place = read_place(" ".join(text[: word.end()].split()))
        if place is not None and " " not in place.time:
            found = place, word.end()
    return found


def odd_part(place: Place) -> str:
    """Why a place is not one season and not one installment, in words that follow it; "" where it is one."""
    if place.time:
        return "has a time, and a fact is about all of an installment"
    if len(place.extents) > 1 or not place.extents[0].is_one:
        return "is several places"
    return misfit(place.extents[0], "")


def written_part(span: Span, start: int, end: int, place: Place) -> WrittenPart:
    """The part of a title that `place`, which is not odd, says: it stands in `span` from `start` to `end`."""
    words = " ".join(span.text[start:end].split())
    return WrittenPart(words, "season" if place.extents[0].unit == "season" else "installment", *span.at(start))
