"""What a viewer has passed, as the web keeps it, and how it changes. Pure: no request, no database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.library import Viewer
from intertwine.model.progress import Mark, Progress, furthest
from intertwine.model.statement import END

Place = tuple[int, int]
"""A season and a number: an installment of a title that is named elsewhere."""
BY_HAND = ""


@dataclass(frozen=True)
class Marks:
    """`told` holds, for each title that was asked about, what was told for its sake (BY_HAND: as typed)."""

    seen: frozenset[Mark] = field(default_factory=frozenset)
    told: Mapping[str, frozenset[Mark]] = field(default_factory=dict)

    @property
    def progress(self) -> Progress:
        """All of it, as the gate reads it."""
        return Progress.of(self.seen, [mark for marks in self.told.values() for mark in marks])

    def with_seen(self, marks: Iterable[Mark]) -> "Marks":
        """These seen as well."""
        return Marks(furthest([*self.seen, *marks]), self.told)

    def without_seen(self, marks: Iterable[Mark]) -> "Marks":
        """The installments of `marks` not seen."""
        gone = {mark[:3] for mark in marks}
        return Marks(frozenset(mark for mark in self.seen if mark[:3] not in gone), self.told)

    def with_told(self, asked: str, marks: Iterable[Mark]) -> "Marks":
        """`marks` told for the sake of `asked`."""
        return Marks(self.seen, {**self.told, asked: furthest([*self.told.get(asked, ()), *marks])})

    def without_told(self, asked: str) -> "Marks":
        """What was told for the sake of `asked` alone hidden again."""
        return Marks(self.seen, {word: marks for word, marks in self.told.items() if word != asked})

    def typed(self, progress: Progress) -> "Marks":
        """As `progress` says it; what was told for a title's sake, and still is, stays undone with that title."""
        kept = {asked: marks & progress.told for asked, marks in self.told.items() if asked != BY_HAND}
        known = frozenset(mark for marks in kept.values() for mark in marks)
        by_hand = progress.told - known
        return Marks(progress.seen, {asked: m for asked, m in [*kept.items(), (BY_HAND, by_hand)] if m})


def reference(view: View, title: int) -> str:
    """How progress text names this title, and no other that the viewer knows."""
    year = view.year(title)
    return f'"{view.name(title)} ({year})"' if year else f'"{view.name(title)}"'


def spelled(places: Iterable[Place]) -> str:
    """Installments as a form sends them: `1x03 1x04`; a film's only one is `0x00`."""
    return " ".join(f"{season}x{number:02}" for season, number in places)


def read_places(text: str) -> frozenset[Place]:
    """`spelled` read back. Raises `ValueError`."""
    pairs = [word.split("x") for word in text.split()]
    return frozenset((int(season), int(number)) for season, number in pairs)


def to_marks(
    universe: Universe[Viewer], view: View, progress: Progress, wanted: Mapping[int, Iterable[Place]]
) -> frozenset[Mark]:
    """Installments of titles of `view` as marks. Only the gate knows the keys, so this asks it, in progress text.

    What is passed already goes along, as it may be what makes a title known. Raises `UnknownProgressError`.
    """
    terms = [term for title, places in wanted.items() for term in _terms(view, title, frozenset(places))]
    known = universe.text(Progress.of([*progress.seen, *progress.told]))
    text = ", ".join([*([known] if known else []), *(f"told {term}" for term in terms)])
    return universe.progress(text).told


def _terms(view: View, title: int, wanted: frozenset[Place]) -> Iterator[str]:
    """Runs of installments, a term each, so that a long series stays a short text."""
    name = reference(view, title)
    listed = [(it.season, it.number) for it in view.installments(title)]
    for (season, chosen), run in groupby(listed, key=lambda place: (place[0], place in wanted)):
        places = list(run)
        if chosen and season == 0 and len(listed) == 1:
            yield name
        elif chosen:
            yield f"{name} {season}x{places[0][1]}" + (f"-{season}x{places[-1][1]}" if len(places) > 1 else "")


def passed(seconds: int | None) -> bool:
    """Whether all of an installment is passed."""
    return seconds is not None and seconds >= END
