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

    Names that come again later, such as those of chapters that are called after whom they are about, are none. Of three
    in a row that have one name, it stands for a name that is not known yet.
    """
    listing = source.ledger.installments
    order = numbered(source.ledger)
    before, after = order[:-1], order[1:]
    near = (listing.title[before] == listing.title[after]) & (listing.name[after] > 0)
    near &= (listing.season[before] == listing.season[after]) & (listing.file_end[before] != listing.number[after])
    near &= (listing.file_end[after] == 0) | (listing.file_end[after] != listing.file_end[before])
    folded = {it: fold(source.words[it]) for it in np.unique(listing.name).tolist()}
    number = {name: n for n, name in enumerate(dict.fromkeys(folded.values()))}
    names = np.array([number[folded[it]] for it in listing.name[order].tolist()], np.int64)
    same = near & (names[1:] == names[:-1])
    more = np.append(False, same)[:-1] | np.append(same, False)[1:]
    for n in np.flatnonzero(same & ~more).tolist():
        one, other = int(before[n]), int(after[n])
        name = source.words[int(listing.name[other])]
        if not any(map(str.isalnum, name)):
            continue
        yield Finding(
            source.at_installment(other, "the same name"),
            f'{source.installment(one)} and {source.installment(other)} are both called "{name}"',
            "correct a name, remove one, or write one heading for a file that holds both: ### 1-2. Name",
            source.at_installment(one, "has this name"),
        )
