"""Installments that came out before those that they follow."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.listed import numbered
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import NO_DATE


def dates_backward(source: Source) -> Iterator[Finding]:
    """`dates-backward`: an installment came out before the one that its title numbers before it.

    One without a date of its own has that of its season, and is left out.
    """
    listing, seasons = source.ledger.installments, source.ledger.seasons
    order = numbered(source.ledger)
    of_season = dict(
        zip(zip(seasons.title.tolist(), seasons.number.tolist(), strict=True), seasons.date.tolist(), strict=True)
    )
    own = listing.date[order] != NO_DATE
    places = zip(listing.title[order].tolist(), listing.season[order].tolist(), strict=True)
    own &= listing.date[order] != np.array([of_season.get(it, NO_DATE) for it in places], np.int64)
    first = listing.date[order].astype(np.int64) - listing.spread[order]
    wrong = (listing.title[order[1:]] == listing.title[order[:-1]]) & own[1:] & (listing.date[order[:-1]] != NO_DATE)
    wrong &= listing.date[order[1:]] < first[:-1]
    for n in np.flatnonzero(wrong).tolist():
        earlier, later = int(order[n]), int(order[n + 1])
        dates = [ReleaseDate(int(listing.date[it]), int(listing.spread[it])).iso for it in (later, earlier)]
        names = [source.installment(it) for it in (later, earlier)]
        yield Finding(
            source.at_installment(later, str(dates[0])),
            f"{names[0]} came out on {dates[0]}, before {names[1]} ({dates[1]})",
            "correct a date or a number",
            source.at_installment(earlier, str(dates[1])),
        )
