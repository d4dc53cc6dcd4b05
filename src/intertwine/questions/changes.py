"""What was just learnt: the difference of two views of one universe."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import Role
from intertwine.model.words import fold
from intertwine.questions.common import Named, Told
from intertwine.questions.tell import LISTED, Teller, ToldFacts

UNTOLD: tuple[Role, ...] = (*(role for role in LISTED if role != "part"), "identity")


@dataclass(frozen=True, slots=True)
class NewName:
    """A name newly learnt for somebody who was known before under `was`."""

    who: Named
    name: str
    was: str

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class Learnt:
    """`people` are newly known entities and titles, by first fact; `names` newly known names of known ones; `merges`
    say who turned out to be whom; `disproved` are beliefs that fell; `facts` is all else that is new, as shown."""

    people: tuple[Named, ...]
    names: tuple[NewName, ...]
    merges: tuple[Told, ...]
    disproved: tuple[Told, ...]
    facts: Sequence[Told]

    __repr__ = short_repr


def learnt(before: View, after: View) -> Learnt:
    """What `after` tells and `before` did not, in the words of `after`. Both are views of one universe; they are
    compared by what they say, since each numbers its entities and lines by itself."""
    tell, changed = Teller(after), after.since(before)
    new = after.facts.at(changed.new)
    return Learnt(
        people=tell.all_named(_newly_met(new, set(changed.same.values()))),
        # By what they are called: the view's own order is that of keys.
        names=tuple(sorted(_new_names(before, tell, changed.same), key=lambda it: (fold(it.who.name), it.who.address))),
        merges=tell.all_told(f for f in new if f.verb.role == "identity" and not f.disproved),
        disproved=tell.all_told(after.facts.at(changed.disproved)),
        facts=ToldFacts(tell, np.array([f.line for f in new if _is_told(f)], np.int32)),
    )


def _is_told(fact: Fact) -> bool:
    return fact.verb.role not in UNTOLD and fact.about is None and not fact.disproved


def _newly_met(new: Iterable[Fact], known: set[int]) -> list[int]:
    """Everybody and everything that new facts link and nobody knew, in the order in which they are linked."""
    linked = (n for fact in new for n in (*fact.subjects, *fact.objects, fact.place, *(p.entity for p in fact.text)))
    return list(dict.fromkeys(n for n in linked if n is not None and n not in known))


def _new_names(before: View, tell: Teller, same: dict[int, int]) -> Iterator[NewName]:
    names: dict[int, set[str]] = {}
    was: dict[int, str] = {}
    for person, name in before.names.every():
        now = same.get(person)
        if now is not None:
            names.setdefault(now, set()).add(name)
            was[now] = min(was.get(now, before.names.best(person)), before.names.best(person))
    for person, name in tell.view.names.every():
        if person in names and name not in names[person]:
            names[person].add(name)
            yield NewName(tell.named(person), name, was[person])
