"""What a viewer has passed, as the web keeps it, and how it changes. Pure: no request, no database."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.model import extent
from intertwine.model.progress import Mark, Progress, furthest
from intertwine.model.sentinels import END
from intertwine.web.same_title import tags, title_at

EpisodeNumber = tuple[int, int]
"""A season and a number: an installment of a title that is named elsewhere."""


class Spot(NamedTuple):
    """An installment of a title with this identity."""

    title: str
    season: int
    number: int


BY_HAND = ""
PLANNED = "plan:"
"""Stands before the identity of a title where something was told in place of what its plan leaves out."""
_PLACE = re.compile(r"([0-9]{1,9})x([0-9]{1,9})(?:@([0-9]{1,10}))?", re.ASCII)


@dataclass(frozen=True)
class Marks:
    """`told` holds, for the identity of each title that was asked about, what was told for its sake (BY_HAND: as
    typed). Marks of titles and installments that are not there at the moment are among them, and stay."""

    seen: frozenset[Mark] = field(default_factory=frozenset)
    told: Mapping[str, frozenset[Mark]] = field(default_factory=dict)

    @property
    def progress(self) -> Progress:
        """All of it, as the gate reads it."""
        return Progress.of(self.seen, [mark for marks in self.told.values() for mark in marks])

    def with_seen(self, marks: Iterable[Mark]) -> "Marks":
        """These seen as well."""
        return Marks(furthest([*self.seen, *marks]), self.told)

    def without_seen(self, shown: Iterable[Mark]) -> "Marks":
        """What a form showed as `shown` not seen. What has got further since it was shown stays."""
        return Marks(_without(self.seen, shown), self.told)

    def with_told(self, asked: str, marks: Iterable[Mark]) -> "Marks":
        """`marks` told for the sake of `asked`."""
        return Marks(self.seen, {**self.told, asked: furthest([*self.told.get(asked, ()), *marks])})

    def is_told(self, asked: str) -> bool:
        """Whether anything was told for the sake of the title `asked`."""
        return asked != BY_HAND and asked in self.told

    def without_told(self, asked: str) -> "Marks":
        """What was told for the sake of `asked` alone hidden again."""
        return Marks(self.seen, {word: marks for word, marks in self.told.items() if word != asked})

    def written_over(self, shown: Progress, text: Progress) -> "Marks":
        """As a text says it that was written over one that said `shown`: what differs between them is changed, all else
        stays. What was told for a title's sake, and still is, stays undone with that title."""
        seen = self.without_seen(shown.seen - text.seen).with_seen(text.seen - shown.seen).seen
        told = {asked: _without(marks, shown.told - text.told) for asked, marks in self.told.items()}
        known = furthest(mark for marks in told.values() for mark in marks)
        # What is known already adds nothing; of the rest the furthest counts.
        more = furthest([*known, *(text.told - shown.told)]) - known
        told[BY_HAND] = furthest([*told.get(BY_HAND, ()), *more])
        return Marks(seen, {asked: marks for asked, marks in told.items() if marks})


def both(one: Marks, other: Marks) -> Marks:
    """What two viewers have both passed: of each installment no further than either. Seen is what both have seen. What
    one has seen and the other was told is told; for a title's sake, what was told to both for its sake."""
    seen = _common(one.seen, other.seen)
    told = {asked: _common(one.told[asked], other.told[asked]) for asked in one.told.keys() & other.told.keys()}
    known = furthest([*seen, *(mark for marks in told.values() for mark in marks)])
    more = _common(_known(one), _known(other)) - known
    told[BY_HAND] = furthest([*told.get(BY_HAND, ()), *more])
    return Marks(seen, {asked: marks for asked, marks in told.items() if marks})


def _known(marks: Marks) -> frozenset[Mark]:
    return furthest([*marks.seen, *(mark for told in marks.told.values() for mark in told)])


def _common(ours: Iterable[Mark], theirs: Iterable[Mark]) -> frozenset[Mark]:
    return (Progress.of(ours) & Progress.of(theirs)).seen


def _without(marks: Iterable[Mark], shown: Iterable[Mark]) -> frozenset[Mark]:
    gone = {mark[:3]: mark.seconds for mark in furthest(shown)}
    return frozenset(mark for mark in marks if mark.seconds > gone.get(mark[:3], -1))


def shown_of(view: View, title: int, marks: Iterable[Mark]) -> frozenset[Mark]:
    """Those of `marks` that a page about this `title` of `view` shows: of the installments that are listed."""
    listed = {mark[:3] for mark in view.listing.marks(title, places(view, title))}
    return frozenset(mark for mark in marks if mark[:3] in listed)


def named_in_text(universe: Universe, progress: Progress) -> Progress:
    """What the text of `progress` says: not what is away, nor a title that this viewer knows by another name alone."""
    return universe.progress(universe.text(progress), progress)


def places(view: View, title: int) -> frozenset[EpisodeNumber]:
    """Every installment of a title that is listed."""
    return frozenset((it.season, it.number) for it in view.listing.installments(title))


def spelled_place(place: EpisodeNumber) -> str:
    """An installment as forms say it: `1x03`."""
    return extent.spelled(place)


def spelled(marks: Iterable[Mark]) -> str:
    """Marks of one title as its form holds them: `1x03 1x04@600`, with the second where it is not the end."""
    return " ".join(
        extent.spelled((season, number)) + ("" if seconds >= END else f"@{seconds}")
        for _, season, number, seconds in sorted(marks)
    )


def read_marks(text: str, identity: str) -> frozenset[Mark]:
    """`spelled` read back, as marks of the title with this identity. Raises `ValueError`."""
    found = [_PLACE.fullmatch(word) for word in text.split()]
    if None in found:
        raise ValueError("not a list of installments")
    return frozenset(Mark(identity, int(it[1]), int(it[2]), END if it[3] is None else int(it[3])) for it in found if it)


def spelled_by_title(view: View, marks: Iterable[Mark]) -> str:
    """Marks of `view`'s titles as a form holds them, each title with its tag: `first~0f1e2d3c4b5a 1x03 1x04@600`."""
    of, tag = by_title(marks), tags(view)
    lines = ((n, spelled(shown_of(view, n, of.get(view.listing.identity(n), ())))) for n in view.listing.titles)
    return "; ".join(f"{view.names.address(n)}~{tag[n]} {words}" for n, words in lines if words)


def read_by_title(view: View, text: str) -> frozenset[Mark]:
    """`spelled_by_title` read back, without those titles that are not in `view`. An entry without a tag means the title
    at its address. Raises `ValueError`."""
    found = set[Mark]()
    for line in filter(None, text.split("; ")):
        named, _, words = line.partition(" ")
        address, tilde, tag = named.partition("~")
        marks, title = read_marks(words, ""), title_at(view, address, tag if tilde else None)
        if title is not None:
            found |= {mark._replace(title=view.listing.identity(title)) for mark in marks}
    return frozenset(found)


def by_title(marks: Iterable[Mark]) -> dict[str, list[Mark]]:
    """Marks by the identity of their title."""
    found: dict[str, list[Mark]] = {}
    for mark in marks:
        found.setdefault(mark.title, []).append(mark)
    return found


def is_whole(mark: Mark) -> bool:
    """Whether it marks all of its installment."""
    return mark.seconds >= END


def passed(seconds: int | None) -> bool:
    """Whether all of an installment is passed."""
    return seconds is not None and seconds >= END
