"""All that a view says about one entity, and the states that it is in: what several questions about it share."""

from collections.abc import Sequence

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.questions.changing import changing
from intertwine.questions.states import State, states


@record
class EntityFacts:
    """What `view` says about the entity `me`: its `facts`, as shown, and its states (`stand`; see `states`)."""

    view: View
    me: int
    facts: tuple[Fact, ...]
    stand: tuple[State, ...]

    @classmethod
    def of(cls, view: View, me: int) -> "EntityFacts":
        """All about the entity `me` of `view`."""
        facts = view.facts.of(me)
        return cls(view, me, facts, tuple(_stand(view, me, facts)))


def _stand(view: View, me: int, about: Sequence[Fact]) -> list[State]:
    """The states of the entity `me`, of all that is said `about` it. How people with an order of their own stand to
    what is no person, is told on its page as on theirs."""
    found = states(view, changing(view, me, about), whose=me)
    if view.entities.kind(me) in ("character", "person", ""):
        return found
    for who in sorted(view.story.travellers.intersection(n for it in found for n in (it.subject, it.other))):
        theirs = states(view, changing(view, who, view.facts.of(who)), whose=who)
        found = [it for it in found if who not in (it.subject, it.other)]
        found += [it for it in theirs if {me, who} == {it.subject, it.other}]
    return found
