"""What a title publicly picks up of others, and what else came out before something: public facts and dates alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Listed, TitlePart
from intertwine.model.frozen import remembered
from intertwine.model.numbers import place_order
from intertwine.model.record import record
from intertwine.model.release import ReleaseDate
from intertwine.questions.tell import reached


@record
class Need:
    """Installments of one title, by season and number."""

    title: int
    listed: tuple[Listed, ...]

    @property
    def places(self) -> list[tuple[int, int]]:
        """The season and the number of each."""
        return [(it.season, it.number) for it in self.listed]

    @property
    def is_known(self) -> bool:
        """Whether the viewer has seen, or was told, all of them."""
        return all(is_known(it) for it in self.listed)


def is_known(it: Listed) -> bool:
    """Whether the viewer has seen an installment to its end, or was told all of it."""
    return reached(it.seen) or reached(it.told)


@record
class PublicTie:
    """That what is `later` publicly picks up, or depends on, what is `earlier`: parts of two titles."""

    later: TitlePart
    earlier: TitlePart


def holds(part: TitlePart, it: Listed) -> bool:
    """Whether an installment of its title belongs to `part`."""
    return part.season in {None, it.season} and part.number in {None, it.number}


def picks_up(view: View, title: int) -> list[PublicTie]:
    """What `title` picks up of other titles, in their order of release. Titles that cannot be marked are left out."""
    found = [it for it in _ties(view) if it.later.title == title and view.listing.identity(it.earlier.title)]
    return sorted(found, key=lambda it: _place(view, it.earlier.title))


def picked_up_by(view: View, title: int) -> list[PublicTie]:
    """Which other titles pick up `title`, in their order of release."""
    found = [it for it in _ties(view) if it.earlier.title == title]
    return sorted(found, key=lambda it: _place(view, it.later.title))


def _place(view: View, title: int) -> int:
    return view.listing.titles.index(title)


def _ties(view: View) -> tuple[PublicTie, ...]:
    """The public ties between titles, each once."""
    return remembered(view.memo, "public ties", lambda: tuple(_tied(view)))


def _tied(view: View) -> Iterator[PublicTie]:
    facts = [fact for fact in view.facts.of(roles=("continues",)) if fact.where is None and fact.real]
    pairs = dict.fromkeys(pair for fact in facts for pair in _pairs(fact))
    titles = set(view.listing.titles)
    for later, earlier in pairs:
        if later.title != earlier.title and {later.title, earlier.title} <= titles:
            yield PublicTie(later, earlier)


def _pairs(fact: Fact) -> Iterator[tuple[TitlePart, TitlePart]]:
    later, earlier = fact.parts or (
        [TitlePart(it, None, None) for it in ends] for ends in (fact.subjects, fact.objects)
    )
    for one in later:
        yield from ((one, other) for other in earlier)


def came_before(it: Listed, date: ReleaseDate | None, *, is_first: bool) -> bool:
    """Whether an installment, `it`, surely came out before a `date`, whenever in its month or year that is (None: no
    date is known). What has no date comes after what has one. Where neither has one, only what `is_first`, the first
    part of its title, came before what picks the title up."""
    if it.date is None:
        return date is None and is_first
    return date is None or it.date.day < date.first


def before(view: View, tie: PublicTie, date: ReleaseDate | None) -> tuple[Listed, ...]:
    """What of the earlier title of a `tie` between titles of `view` is picked up, and came out before a `date`. A part
    that the tie names has come out before, whatever the dates say."""
    listed = view.listing.installments(tie.earlier.title)
    if tie.earlier.season is not None:
        return tuple(it for it in listed if holds(tie.earlier, it))
    if date is None:
        first = first_part(listed)
        return tuple(it for it in listed if came_before(it, None, is_first=it.season == first))
    begins = date.first  # what `came_before` compares: a page asks it of hundreds
    return tuple([it for it in listed if it.date is not None and it.date.day < begins])


def first_part(listed: Iterable[Listed]) -> int:
    """The number of the first part of what is `listed`, specials aside unless there is nothing else."""
    return min((it.season for it in listed if it.season), default=0)


def last_date(listed: Iterable[Listed]) -> ReleaseDate | None:
    """The date of the last of some installments: the one that begins last; None where none is known."""
    return max((it.date for it in listed if it.date), key=lambda date: date.first, default=None)


def needed(
    view: View,
    ties: Iterable[PublicTie],
    listed: Collection[Listed],
    until: Callable[[list[Listed]], ReleaseDate | None],
) -> list[Need]:
    """What of other titles of `view` is picked up by what is `listed`, as the `ties` of its title say, and came out
    before the date that `until` gives of those that pick it up. Public facts alone say so: telling does not change
    it."""
    begins: dict[TitlePart, ReleaseDate | None] = {}
    found: dict[int, list[tuple[Listed, ...]]] = {}
    for tie in ties:
        own = [it for it in listed if holds(tie.later, it)]
        if own:
            if tie.later not in begins:
                begins[tie.later] = until(own)
            found.setdefault(tie.earlier.title, []).append(before(view, tie, begins[tie.later]))
    return [Need(other, its) for other, parts in found.items() if (its := _together(parts))]


def _together(parts: Sequence[tuple[Listed, ...]]) -> tuple[Listed, ...]:
    """What is listed in some parts of one title, each once and in its order."""
    if len(parts) == 1:
        return parts[0]
    return tuple(sorted(dict.fromkeys(chain.from_iterable(parts)), key=lambda it: place_order((it.season, it.number))))


@record
class PickedUp:
    """How many titles another one picks up publicly (`titles`), and of how many of them everything that came out before
    it was seen."""

    seen: int
    titles: int


def picked_up(view: View, title: int) -> PickedUp:
    """What leads to a title's plan, made of public facts and the viewer's marks alone, and never of the plan."""
    listed = view.listing.installments(title)
    others = needed(view, picks_up(view, title), listed, last_date)
    return PickedUp(sum(all(reached(it.seen) for it in need.listed) for need in others), len(others))
