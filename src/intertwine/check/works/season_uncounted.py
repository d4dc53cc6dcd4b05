"""Whether "whole season" can ever be passed."""

import re
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source


def season_uncounted(source: Source) -> Iterator[Finding]:
    """`season-uncounted`: a season that lists episodes and does not say how many it has."""
    for title, season, declared, listed in _seasons(source):
        if not declared and listed:
            words = source.title_words.of(title)
            kind = words.kind
            what = words.part_name(season) if words.is_parted else f'the list "{words.head(season)}"'
            message = f"{what} does not say how many {kind.installment}s it has: nobody can have {kind.past} all of it"
            forms = "|".join(re.escape(form) for form in (kind.part, *kind.part_forms))
            pattern = rf"(?:{forms})\s+{season}\b" if words.is_parted else rf"{re.escape(words.head(season))}\b"
            hint = f"write ## {words.head(season)} (DATE, {listed} {kind.installment}{'s'[: listed != 1]})"
            yield Finding(source.at_heading(title, pattern), message, hint)


def _seasons(source: Source) -> Iterator[tuple[int, int, int, int]]:
    """Title, season, how many episodes it declares and how many it lists."""
    seasons, listing = source.ledger.seasons, source.ledger.installments
    for n in range(len(seasons.title)):
        title, season = int(seasons.title[n]), int(seasons.number[n])
        listed = int(np.count_nonzero((listing.title == title) & (listing.season == season)))
        if not seasons.announced[n]:
            yield title, season, int(seasons.episodes[n]), listed
