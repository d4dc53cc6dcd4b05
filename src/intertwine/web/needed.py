"""What "Show me everything about this title" tells, and what a title picks up publicly."""

from dataclasses import dataclass

from intertwine.gate.view import View
from intertwine.model.fact import Listed
from intertwine.web.marks import EpisodeNumber, passed


@dataclass(frozen=True, slots=True)
class Need:
    """Installments of one title, by season and number."""

    title: int
    listed: tuple[Listed, ...]

    @property
    def places(self) -> list[EpisodeNumber]:
        """Which they are."""
        return [(it.season, it.number) for it in self.listed]

    @property
    def seasons(self) -> tuple[int, ...]:
        """The seasons that they belong to."""
        return tuple(dict.fromkeys(it.season for it in self.listed if it.season))


def needed(view: View, title: int) -> tuple[Need, ...]:
    """What must be told of which titles so that the page of `title` says everything.

    Its own installments first, then, of each title that it publicly continues or depends on, those that were released
    strictly before its own last one, whenever in its month or year that was. Worked out from public facts alone, so
    that telling does not change it. A title that cannot be marked cannot be told either.
    """
    own = view.listing.installments(title)
    last = max((it.date.first for it in own if it.date), default=None)
    needs = [Need(title, own)] if own else []
    for other in _continued(view, title):
        listed = view.listing.installments(other)
        before = tuple(it for it in listed if it.date and last is not None and it.date.day < last)
        if before:
            needs.append(Need(other, before))
    return tuple(needs)


@dataclass(frozen=True, slots=True)
class PickedUp:
    """How many titles another one picks up publicly (`titles`), and of how many of them everything that came out before
    it was seen."""

    seen: int
    titles: int


def picked_up(view: View, title: int) -> PickedUp:
    """What leads to a title's plan, made of public facts and the viewer's marks alone, and never of the plan."""
    others = [need for need in needed(view, title) if need.title != title]
    return PickedUp(sum(all(passed(it.seen) for it in need.listed) for need in others), len(others))


def _continued(view: View, title: int) -> list[int]:
    facts = [f for f in view.facts.of(title, roles=("continues",)) if f.where is None and f.real]
    tied = (other for fact in facts if title in fact.subjects for other in fact.objects)
    found = dict.fromkeys(other for other in tied if view.entities.is_title(other) and view.listing.identity(other))
    found.pop(title, None)
    order = {number: place for place, number in enumerate(view.listing.titles)}
    return sorted(found, key=lambda other: order.get(other, len(order)))


def all_passed(needs: tuple[Need, ...]) -> bool:
    """Whether there is nothing left to tell."""
    return all(passed(it.seen) or passed(it.told) for need in needs for it in need.listed)
