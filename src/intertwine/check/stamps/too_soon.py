"""Facts that are known before they can have happened."""

from collections.abc import Iterator

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.ledger.store.columns import RELATION_KINDS


def too_soon(source: Source) -> Iterator[Finding]:
    """`too-soon`: a fact is said to happen after or within an installment, and is revealed before that has been passed.

    What is in a frame (a vision, a plan) may be told before it happens.
    """
    relations, lines = source.ledger.relations, source.ledger.lines
    chosen = relations.place & (relations.kind != RELATION_KINDS.index("before")) & (relations.line >= 0)
    chosen &= source.truth.frame[relations.line] == REAL
    chosen &= source.events[relations.line] & source.truth.counts[relations.line]
    for line, place in zip(relations.line[chosen].tolist(), relations.target[chosen].tolist(), strict=True):
        needed = source.alternatives_of(place)
        first = _first(source, needed)
        early = next((it for it in source.alternatives_of(line) if not _reaches(source, it, first)), None)
        if needed and first >= 0 and early is not None and lines.page[line]:
            yield Finding(
                source.at_qualifier(line, "true"),
                f"this happens no earlier than {source.installment(first)}, and may be known before that",
                "stamp the fact with that place, or correct when it is true",
            )


def _first(source: Source, alternatives: list[int]) -> int:
    """The first installment that one of `alternatives` needs; -1 where none needs any."""
    return min((place for it in alternatives for place in source.reveals.seconds(it) or ()), default=-1)


def _reaches(source: Source, alternative: int, first: int) -> bool:
    """Whether what is known with `alternative` is known no earlier than the installment `first`, which came out
    before all that comes after it."""
    return max(source.reveals.seconds(alternative) or {-1: 0}) >= first
