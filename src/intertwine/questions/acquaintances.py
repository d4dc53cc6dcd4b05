"""Whom somebody has met, those first who carry most of the story."""

from collections.abc import Iterable

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import SCENES
from intertwine.questions.arguments import need_view
from intertwine.questions.common import At, Named
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.presence import is_there
from intertwine.questions.tell import Teller
from intertwine.questions.weights import weights


@record
class Acquaintance:
    """Somebody whom the one asked about has met, and where the viewer first learnt so (None: it is public)."""

    who: Named
    where: At | None

    __repr__ = short_repr


def acquaintances(view: View, who: int) -> tuple[Acquaintance, ...]:
    """All characters whom the entity `who` has met, or was seen together with, as far as `view` knows; of most weight
    first, of equal ones by name. What is in a frame, or was disproved, brings nobody together."""
    need_view("acquaintances", view)
    return acquaintances_of(EntityFacts.of(view, who))


def acquaintances_of(its: EntityFacts) -> tuple[Acquaintance, ...]:
    """The same, from all about the entity."""
    view, who = its.view, its.me
    people, first = view.entities.of_kind("character", ""), dict[int, Fact]()
    for fact in its.facts:
        for other in _beside(view, fact, who) if fact.real else ():
            if other != who and people[other]:
                first.setdefault(other, fact)
    heavy, tell = weights(view), Teller(view)
    ranked = sorted(first, key=lambda n: (-heavy.item(n), view.names.best(n), view.names.address(n)))
    return tuple(Acquaintance(tell.named(n), tell.at(first[n].where)) for n in ranked)


def _beside(view: View, fact: Fact, who: int) -> Iterable[int]:
    """Those whom a fact brings together with `who`."""
    if fact.verb.role in SCENES:
        if who in fact.subjects and is_there(view, fact, who):
            yield from (n for n in fact.subjects if is_there(view, fact, n))
    elif fact.verb.met:
        yield from (*(fact.objects if who in fact.subjects else ()), *(fact.subjects if who in fact.objects else ()))
