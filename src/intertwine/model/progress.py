"""How far a viewer is: what they have seen, and what they want to be told without having seen it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from intertwine.model.sentinels import END


class Mark(NamedTuple):
    """A passed position: an installment, and the second up to which it was seen (END: all of it).

    `title` is the identity of its title: what `id:` says there, with "id:" before it, or what stands in for it. A film,
    short or special is season 0, number 0 of its title. `Viewer.marks` makes marks from what a viewer can see.
    """

    title: str
    season: int
    number: int
    seconds: int = END


@dataclass(frozen=True, slots=True)
class Progress:
    """`seen` and `told` hold at most one mark an installment, the furthest. Empty is nothing, never everything."""

    seen: frozenset[Mark] = field(default_factory=frozenset)
    told: frozenset[Mark] = field(default_factory=frozenset)

    @classmethod
    def of(cls, seen: Iterable[Mark] = (), told: Iterable[Mark] = ()) -> "Progress":
        """A progress of these marks; of several marks in one installment the furthest counts."""
        return cls(furthest(seen), furthest(told))

    def __or__(self, other: "Progress") -> "Progress":
        return Progress.of([*self.seen, *other.seen], [*self.told, *other.told])

    def __repr__(self) -> str:
        return f"<Progress: seen {len(self.seen)}, told {len(self.told)}>"


def furthest(marks: Iterable[Mark]) -> frozenset[Mark]:
    """Of several marks in one installment only the furthest."""
    best: dict[tuple[str, int, int], Mark] = {}
    for mark in marks:
        known = best.get(mark[:3])
        if known is None or known.seconds < mark.seconds:
            best[mark[:3]] = mark
    return frozenset(best.values())


NOTHING = Progress()
"""Nothing seen, nothing told."""
