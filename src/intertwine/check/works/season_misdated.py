"""Seasons whose date is not that of their first installment."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import NO_DATE


def season_misdated(source: Source) -> Iterator[Finding]:
    """`season-misdated`: the date of a season is not the one on which the first of its installments came out."""
    listing, seasons = source.ledger.installments, source.ledger.seasons
    chosen = listing.date != NO_DATE
    first: dict[tuple[int, int], int] = {}
    for n in np.flatnonzero(chosen).tolist():  # in order of release
        first.setdefault((int(listing.title[n]), int(listing.season[n])), n)
    dated = (seasons.date != NO_DATE) & ~seasons.announced
    for it in np.flatnonzero(dated).tolist():
        title, season = int(seasons.title[it]), int(seasons.number[it])
        if (title, season) not in first:
            continue
        n = first[title, season]
        own = ReleaseDate(int(seasons.date[it]), int(seasons.spread[it]))
        its = ReleaseDate(int(listing.date[n]), int(listing.spread[n]))
        if own.first <= its.day and its.first <= own.day:
            continue
        yield Finding(
            source.at_part(title, season, str(own.iso)),
            f"{source.place(title, season, 0)} has the date {own.iso}, and its first installment came out on {its.iso}",
            "correct one of the two dates",
            source.at_installment(n, str(its.iso)),
        )
