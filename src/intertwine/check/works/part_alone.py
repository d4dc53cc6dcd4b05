"""Second parts without a first."""

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.listed import numbered
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.words import fold

_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_PART = re.compile(
    r"(.*\w)[^\w(]*(?:\((?:part |pt\.? )?(\d|[ivx]+)\)|\(?(?:part|pt\.?) (\d|[ivx]+|[a-z]+)\)?)", re.IGNORECASE
)


def part_alone(source: Source) -> Iterator[Finding]:
    """`part-alone`: an installment is called a second part (`Storm, Part 2`), and no first part comes before it, of
    this title or of another. What stands right before it may be a first part of another name."""
    listing, words = source.ledger.installments, source.words
    named = {n: _PART.fullmatch(words[n]) for n in np.unique(listing.name).tolist()}
    parts = {n: (fold(it[1]), part) for n, it in named.items() if it and (part := _number(it[2] or it[3]))}
    at: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n, name in enumerate(listing.name.tolist()):
        if name in parts:
            at[parts[name]].append(n)
    order = numbered(source.ledger).tolist()
    before = dict(zip(order[1:], order, strict=False))
    for (stem, part), those in at.items():
        firsts = at.get((stem, part - 1), [])
        for n in those if part > 1 else ():
            previous = parts.get(int(listing.name[before[n]]), ("", 0)) if n in before else ("", 0)
            if previous[1] == part - 1 or any(_is_before(source, it, n) for it in firsts):
                continue
            yield Finding(
                source.at_installment(n, f"part {part}"),
                f'{source.installment(n)} is called "{words[int(listing.name[n])]}", and part {part - 1} '
                + ("is listed after it" if firsts else "is not listed"),
                "correct the name or the number, or list what is missing",
                source.at_installment(firsts[0], f"part {part - 1}") if firsts else None,
            )


def _number(text: str) -> int:
    """The number that a word says; 0 where it says none."""
    lower = text.lower()
    found = next((names.index(lower) for names in (_WORDS, _ROMAN) if lower in names), 0)
    return int(text) if text.isdecimal() else found


def _is_before(source: Source, one: int, other: int) -> bool:
    """Whether an installment comes before another; of two titles, what is listed anywhere may."""
    listing = source.ledger.installments
    if listing.title[one] != listing.title[other]:
        return True
    places = [(int(listing.season[it]), int(listing.number[it])) for it in (one, other)]
    return places[0] < places[1]
