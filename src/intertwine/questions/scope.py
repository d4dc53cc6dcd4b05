"""What a map or a list can be about: everything, a title, a season, an installment, or one entity."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import common, distinct
from intertwine.model.fact import Fact, Where
from intertwine.model.verb import Verb
from intertwine.questions.common import Asked, NotThere
from intertwine.questions.place import moment
from intertwine.questions.tell import reached, the

Level = Literal["universe", "title", "season", "installment", "entity"]


@dataclass(frozen=True, slots=True)
class Scope:
    """`entity` is the title or the entity (None: the universe); `season` and `number` narrow a title."""

    view: View
    level: Level
    entity: int | None = None
    season: int | None = None
    number: int | None = None

    def facts(self, verbs: Callable[[Verb], bool]) -> tuple[Fact, ...]:
        """What was shown in it (of an entity: what names it) with verbs that `verbs` is true of, as shown."""
        view = self.view
        lines = distinct(view.pairs(view.row_mask(verbs=verbs))[2])
        if self.level == "entity" and self.entity is not None:
            named = np.array([fact.line for fact in view.facts(self.entity)], np.int32)
            lines = common(lines, distinct(named))
        elif self.entity is not None:
            lines = lines[view.titles_of(lines) == self.entity]
        found = view.at_lines(lines)
        if self.season is None and self.number is None:
            return found
        return tuple(fact for fact in found if fact.where is not None and self._holds(fact.where))

    def _holds(self, where: Where) -> bool:
        return self.season in (None, where.season) and self.number in (None, where.number)

    def installments(self) -> tuple[tuple[Where, bool | None], ...]:
        """Its installments as listed, in the order of titles and numbers, each with whether it is passed whole (None:
        nothing of it is). Of an entity there are none."""
        if self.level == "entity":
            return ()
        titles = self.view.titles if self.entity is None else (self.entity,)
        return tuple(
            (Where(title, it.season, it.number), None if it.seen is None and it.told is None
             else reached(it.seen) or reached(it.told))
            for title in titles
            for it in self.view.installments(title)
            if self._holds(Where(title, it.season, it.number))
        )  # fmt: skip


class Place(NamedTuple):
    """A title by its number, and perhaps a season or an installment of it."""

    title: int
    season: int | None = None
    number: int | None = None


def scope_of(view: View, asked: "Asked | Place | None", *, who: bool = False) -> Scope:
    """What `asked` names: None the universe; a title, "Daredevil S2", "Daredevil 1x03"; with `who`, or where no title
    is called so, somebody or something. Raises `NotThere`, `Ambiguous`."""
    if asked is None:
        return Scope(view, "universe")
    if isinstance(asked, Place):
        return _scope(view, asked)
    if isinstance(asked, int):
        return Scope(view, "title" if view.is_title(asked) else "entity", view.person(asked))
    if not who:
        try:
            begin = moment(view, asked)
        except NotThere:
            pass
        else:
            return _scope(view, Place(begin.title, begin.at.season, begin.at.episode))
    return Scope(view, "entity", the(view, asked))


def _scope(view: View, place: Place) -> Scope:
    """Raises `NotThere` for what is not listed."""
    if view.order_before(*place) is None and place.season is not None:
        raise NotThere("that")
    level: Level = "title" if place.season is None else "season" if place.number is None else "installment"
    return Scope(view, level, *place)
