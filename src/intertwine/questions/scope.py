"""What a map or a list can be about: everything, a title, a season, an installment, or one entity."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.fact import Fact, Listed, Where
from intertwine.model.record import record
from intertwine.model.strings import Ints
from intertwine.model.verb import Verb
from intertwine.questions.common import Asked, NoPlace, NotThere
from intertwine.questions.place import place_start
from intertwine.questions.tell import reached, the

Level = Literal["universe", "title", "season", "installment", "entity"]


class PassedInstallment(NamedTuple):
    """A listed installment: how far this viewer has passed it, seen or told (None: not begun), and whether whole."""

    until: Where | None
    whole: bool


@record
class Scope:
    """`entity` is the title or the entity (None: the universe); `season` and `number` narrow a title."""

    view: View
    level: Level
    entity: int | None = None
    season: int | None = None
    number: int | None = None

    def facts(self, verbs: Callable[[Verb], bool]) -> tuple[Fact, ...]:
        """What was shown in it (of an entity: what names it) with verbs that `verbs` is true of, as shown; what is
        in a frame as well."""
        if self.level == "entity" and self.entity is not None:
            return self.view.facts.of(self.entity, verbs=verbs)
        return self.view.facts.in_this_order(self.lines(verbs))

    def lines(self, verbs: Callable[[Verb], bool]) -> Ints:
        """The lines of the same, but of an entity: without what is disproved."""
        view = self.view
        lines = distinct(view.rows.pairs(view.rows.mask(verbs=verbs, framed=True))[2])
        if self.entity is not None:
            lines = lines[view.rows.titles(lines) == self.entity]
        if self.season is not None:
            lines = lines[view.rows.seasons(lines) == self.season]
        if self.number is not None:
            lines = lines[view.rows.numbers(lines) == self.number]
        return view.lines.as_shown(lines)

    def _holds(self, where: Where) -> bool:
        return self.season in (None, where.season) and self.number in (None, where.number)

    def installments(self) -> tuple[PassedInstallment, ...]:
        """Its installments in the order of their release. Of an entity there are none."""
        if self.level == "entity":
            return ()
        view = self.view
        listed = [
            (view.listing.order_before(title, it.season, it.number) or 0, _passed(title, it))
            for title in (view.listing.titles if self.entity is None else (self.entity,))
            for it in view.listing.installments(title)
            if self._holds(Where(title, it.season, it.number))
        ]
        return tuple(passed for _, passed in sorted(listed, key=lambda item: item[0]))


def _passed(title: int, it: Listed) -> PassedInstallment:
    marks = [seconds for seconds in (it.seen, it.told) if seconds is not None]
    whole = any(map(reached, marks))
    until = Where(title, it.season, it.number, None if whole else max(marks)) if marks else None
    return PassedInstallment(until, whole)


class ListedPlace(NamedTuple):
    """A title by its number, and perhaps a season or an installment of it."""

    title: int
    season: int | None = None
    number: int | None = None


def scope_of(view: View, asked: "Asked | ListedPlace | None", *, who: bool = False) -> Scope:
    """What `asked` names in `view`: None the universe; a title, "Daredevil S2", "Daredevil 1x03"; with `who`, or where
    no title is called so, somebody or something. Raises `NotThere`, `Ambiguous`."""
    if asked is None:
        return Scope(view, "universe")
    if isinstance(asked, ListedPlace):
        return _scope(view, asked)
    if isinstance(asked, int):
        return Scope(view, "title" if view.entities.is_title(asked) else "entity", view.entities.person(asked))
    if not who:
        try:
            return Scope(view, "title", the(view, asked, titles=True))
        except NotThere:
            pass
        try:
            begin = place_start(view, asked)
            return _scope(view, ListedPlace(begin.title, begin.at.season, begin.at.episode))
        except NoPlace as error:
            place = error
        try:
            return Scope(view, "entity", the(view, asked))
        except NotThere:
            if place.unknown:
                raise
            raise place from None
    return Scope(view, "entity", the(view, asked))


def _scope(view: View, place: ListedPlace) -> Scope:
    """Raises `NotThere` for what is not listed, and for a season of a film."""
    if place.season is None:
        return Scope(view, "title", place.title)
    listed = view.listing.installments(place.title)
    found = [it for it in listed if it.season == place.season and place.number in (None, it.number)]
    if not found or (found[0].season, found[0].number) == (0, 0):
        raise NotThere("that")
    return Scope(view, "season" if place.number is None else "installment", *place)
