"""Installments of which nothing says when they came out."""

import re
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.extent import spelled
from intertwine.model.numbers import place_order
from intertwine.model.release_order import days_passed
from intertwine.model.sentinels import NO_DATE

_TOLD = 5
"""Installments that a warning names."""


def date_missing(source: Source) -> Iterator[Finding]:
    """`date-missing`: an installment without a date, of whose season one with a higher number has one."""
    listing = source.ledger.installments
    without = listing.date == NO_DATE
    passed = days_passed(listing.title, listing.season, listing.number, listing.date)
    for title in np.unique(listing.title[without & (passed != NO_DATE)]).tolist():
        words, rows = (
            source.title_words.of(title),
            np.flatnonzero(without & (passed != NO_DATE) & (listing.title == title)),
        )
        places = sorted(((int(listing.season[n]), int(listing.number[n])) for n in rows), key=place_order)
        told = ", ".join(spelled(place) for place in places[:_TOLD])
        told += f" and {len(places) - _TOLD} more" if len(places) > _TOLD else ""
        has = "have no date: they count" if len(places) > 1 else "has no date: it counts"
        what = f"the others of the {words.kind.part}" if words.is_parted else "the others"
        message = f"{told} {has} as released after {what}"
        pattern = rf"(?:{'|'.join(map(re.escape, (words.kind.part, *words.kind.part_forms)))})\s+{places[0][0]}\b"
        yield Finding(source.at_heading(title, pattern), message, "write the date into the heading")
