"""Seasons that list fewer installments than they have."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.listed import numbered
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def season_short(source: Source) -> Iterator[Finding]:
    """`season-short`: a season says how many installments it has and lists only the first ones, and a later season has
    begun.

    One that leaves out numbers in between is a `number-gap`.
    """
    listing, seasons = source.ledger.installments, source.ledger.seasons
    listed: dict[int, dict[int, list[int]]] = {}
    for n in numbered(source.ledger).tolist():
        of_title = listed.setdefault(int(listing.title[n]), {})
        of_title.setdefault(int(listing.season[n]), []).append(n)
    for it in np.flatnonzero((seasons.episodes > 0) & ~seasons.announced).tolist():
        title, season, declared = int(seasons.title[it]), int(seasons.number[it]), int(seasons.episodes[it])
        own = listed.get(title, {}).get(season, [])
        numbers = listing.number[own].tolist()
        later = [those for number, those in listed.get(title, {}).items() if number > season]
        if not own or not later or len(own) >= declared or numbers[-1] - numbers[0] >= len(own):
            continue
        kind = source.title_words.of(title).kind
        yield Finding(
            source.at_part(title, season, f"{declared} {kind.installment}s"),
            f"{source.place(title, season, 0)} has {declared} {kind.installment}s and lists {len(own)}, and a later "
            f"{kind.part} has begun",
            "list the others, or correct the number",
            source.at_installment(own[-1], "the last one listed"),
        )
