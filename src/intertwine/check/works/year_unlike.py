"""Titles whose year is not that of their release."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import NO_DATE


def year_unlike(source: Source) -> Iterator[Finding]:
    """`year-unlike`: the `year:` of a title is later than the one in which something of it came out.

    An earlier year is no mistake: a title may list only what came out later.
    """
    listing, year = source.ledger.installments, source.ledger.entities.year
    chosen = np.flatnonzero((listing.date != NO_DATE) & (year[listing.title] > 0))
    told = set[int]()
    for n in chosen.tolist():
        title, out = int(listing.title[n]), ReleaseDate(int(listing.date[n]), int(listing.spread[n]))
        if title in told or not 0 < out.year < int(year[title]):
            continue
        told.add(title)
        yield Finding(
            source.at_page(title, "has a later year"),
            f'"{source.key(title)}" has the year {int(year[title])}, and {source.installment(n)} came out on {out.iso}',
            "correct the year or the date",
            source.at_installment(n, str(out.iso)),
        )
