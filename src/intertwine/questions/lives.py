"""Deaths and returns: who dies in a fact, what is last known of a life, and which deaths turned out to be none."""

from collections.abc import Iterable, Iterator, Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.questions.common import Told
from intertwine.questions.story import in_lived_order
from intertwine.questions.tell import Teller, had_been_believed


def dies(fact: Fact, entity: int) -> bool:
    """True when a fact of a death or a return is this entity's."""
    return entity in (fact.objects if fact.verb.patient == "object" else fact.subjects)


def undone(view: View, me: int, about: Iterable[Fact]) -> list[Fact]:
    """The deaths of the entity `me`, of all that is said `about` it in `view`, that had been believed and turned out to
    be none: they were disproved, came out to be in a frame, or to be those of somebody who was taken for it. Where it
    is known to have died or returned, there are none."""
    turns = turns_of(me, about)
    if any(fact.real for fact in turns):
        return []
    found = [fact for fact in turns if fact.verb.role != "return" and had_been_believed(view, fact)]
    return sorted([*found, *_deaths_of_doubles(view, me)], key=lambda fact: fact.order)


def _deaths_of_doubles(view: View, me: int) -> Iterator[Fact]:
    """The deaths that were shown as those of the entity `me` before it came out that another was taken for it."""
    for taken in view.facts.beside_any("taken for", me):
        if taken.about is None or me not in taken.objects:
            continue
        fact = view.facts.one(taken.about)
        died = fact.real and fact.verb.role in ("death", "seeming death") and fact.order[0] < taken.order[0]
        if died and any(
            dies(fact, it) for it, seemed in zip(taken.subjects, taken.objects, strict=True) if seemed == me
        ):
            yield fact


def turns_of(me: int, about: Iterable[Fact]) -> list[Fact]:
    """The deaths and returns of the entity `me` among what is said `about` it."""
    return [fact for fact in about if fact.verb.role in ("death", "seeming death", "return") and dies(fact, me)]


def fate_of(tell: Teller, me: int, about: Sequence[Fact], frame: int | None) -> tuple[bool | None, Told | None]:
    """What is last known of the life of the entity `me` in this `frame` (None: in none), of all that is said `about`
    it: whether it is alive, and the fact that says so, in the words of `tell`."""
    turns = [fact for fact in turns_of(me, about) if fact.frame == frame and not fact.disproved]
    if not turns:
        deaths = undone(tell.view, me, about) if frame is None else []
        return (True, tell.told(deaths[-1])) if deaths else (None, None)
    last = in_lived_order(tell.view, me, turns)[-1]
    return None if last.verb.role == "seeming death" else last.verb.role == "return", tell.told(last)
