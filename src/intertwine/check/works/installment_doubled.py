"""Two installments in a row with one name."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.listed import numbered
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.words import fold


def installment_doubled(source: Source) -> Iterator[Finding]:
    """`installment-doubled`: two installments follow each other under one name: one was copied, or the two are one file
    (`### 1-2. Name`).

    Names that come again later, such as those of chapters that are called after whom they are about, are none.
    """
    listing = source.ledger.installments
    order = numbered(source.ledger)
    before, after = order[:-1], order[1:]
    near = (listing.title[before] == listing.title[after]) & (listing.name[after] > 0)
    near &= (listing.season[before] == listing.season[after]) & (listing.file_end[before] != listing.number[after])
    near &= (listing.file_end[after] == 0) | (listing.file_end[after] != listing.file_end[before])
    for n in np.flatnonzero(near).tolist():
        one, other = int(before[n]), int(after[n])
        names = [source.words[int(listing.name[it])] for it in (one, other)]
        if names[0] == names[1] or fold(names[0]) == fold(names[1]):
            yield Finding(
                source.at_installment(other, "the same name"),
                f'{source.installment(one)} and {source.installment(other)} are both called "{names[1]}"',
                "correct a name, remove one, or write one heading for a file that holds both: ### 1-2. Name",
                source.at_installment(one, "has this name"),
            )
