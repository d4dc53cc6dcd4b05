"""Words that speak of what comes later than their own stamp."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.places_in_words import PlacesInWords
from intertwine.check.rule import Finding
from intertwine.check.source import Source


def wording_outruns(source: Source) -> Iterator[Finding]:
    """`wording-outruns`: prose or quoted words speak of an installment that comes later than their own stamp."""
    rows, places = source.ledger.rows, source.worked_out(PlacesInWords)
    chosen = np.flatnonzero(source.texts & places.candidates[rows.text])
    for line, text in dict.fromkeys(zip(rows.line[chosen].tolist(), rows.text[chosen].tolist(), strict=True)):
        later = places.later(source.words[text], source.alternatives_of(line))
        if later is not None:
            yield Finding(
                source.at(line),
                f"these words speak of {source.installment(later)}, which comes later than their stamp",
                "stamp them with that place, or say it without",
            )
