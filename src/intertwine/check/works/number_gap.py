"""Numbers that a list leaves out."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.listed import numbered
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def number_gap(source: Source) -> Iterator[Finding]:
    """`number-gap`: a season lists installments before and after one that it does not list; or a title lists seasons
    before and after one that it does not."""
    listing = source.ledger.installments
    order = numbered(source.ledger)
    title, season, number = (
        column[order].astype(np.int64) for column in (listing.title, listing.season, listing.number)
    )
    same = title[1:] == title[:-1]
    skipped = same & (season[1:] == season[:-1]) & (number[1:] > number[:-1] + 1)
    skipped |= same & (season[1:] > season[:-1] + 1)
    for n in np.flatnonzero(skipped).tolist():
        of, before, after = int(title[n]), int(order[n]), int(order[n + 1])
        words = source.title_words.of(of)
        if season[n] != season[n + 1]:
            missing = _run(words.part(int(season[n]) + 1), words.part(int(season[n + 1]) - 1))
        else:
            ends = int(number[n]) + 1, int(number[n + 1]) - 1
            missing = _run(*(words.installment(int(season[n]), it) for it in ends))
        yield Finding(
            source.at_installment(after, "the next one"),
            f"{missing} of [[{source.key(of)}]] is not listed",
            "list what is missing, or correct the number",
            source.at_installment(before, "the last one before it"),
        )


def _run(first: str, last: str) -> str:
    """The words of one place, or of all from one to another."""
    return first if first == last else f"{first} to {last}"
