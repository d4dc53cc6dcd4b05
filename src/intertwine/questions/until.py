"""Which facts tell a state that has ended since, and what ended it: such a fact is told with "until"."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.fact import Fact
from intertwine.model.frozen import Frozen, FrozenDict
from intertwine.model.verb import Verb
from intertwine.questions.common import At
from intertwine.questions.states import State, StateKey, states, words_end


class Ended(NamedTuple):
    """What ended a state `by`; `is_past` where it is told again after that: then it was so no longer."""

    by: Fact
    is_past: bool


class _Lasting(NamedTuple):
    """A state from the fact that `began` it to the one that `ended` it; `again` are lines that told it after that."""

    began: Fact
    ended: Fact | None
    again: frozenset[int]


class StateEnds(Frozen):
    """What ended the states of a list, for facts that tell them."""

    __slots__ = ("_of",)

    def __init__(self, stand: Iterable[State]) -> None:
        """`stand` are states as `states` gives them."""
        found: dict[StateKey, list[_Lasting]] = {}
        for state in stand:
            for pair in _both(state):
                found.setdefault(pair, []).append(_Lasting(state.began, state.ended, frozenset(state.again)))
        self._of = FrozenDict((pair, tuple(its)) for pair, its in found.items())

    def of(self, fact: Fact, whose: int | None = None) -> Ended | None:
        """What ended the last of what `fact` tells (of the entity `whose`, where it is given); None where any of that
        lasts, as far as is known, and where it tells no state."""
        last: Ended | None = None
        for pair in _pairs(fact):
            if whose is not None and whose not in pair[1:]:
                continue
            told = [state for state in self._of.get(pair, ()) if state.began.order <= fact.order]
            if not told or told[-1].ended is None:
                return None
            ended = Ended(told[-1].ended, fact.line in told[-1].again)
            last = ended if last is None or ended.by.order > last.by.order else last
        return last


def is_over_by(where: At, until: str) -> bool:
    """True where the words `until` of a fact (see `Told`) say that a state was over in the very place `where`, by whose
    end it was learnt: both together would contradict each other."""
    return where.by_end and until in (f"over since {where.text}", f"over {where.said}")


def is_told_back(fact: Fact) -> bool:
    """True where `fact` says that it came before something else, as what a look back shows: a state that it ended did
    not last until then."""
    return fact.true is not None and any(it.kind == "before" for it in fact.true.relations)


def ended_since(view: View, facts: Collection[Fact]) -> dict[int, Ended]:
    """What ended those of `facts` that tell a state that is over as far as `view` knows, by their lines."""
    ends = ends_of(view, facts)
    return {fact.line: ended for fact in facts if tells_state(fact) and (ended := ends.of(fact)) is not None}


def ends_of(view: View, facts: Iterable[Fact]) -> StateEnds:
    """What ended the states that `facts` of `view` tell."""
    telling = [fact for fact in facts if tells_state(fact)]
    kinds = {fact.verb.begins for fact in telling}
    if not any(verb.role in ("death", "return") or _ends_any(verb, kinds) for verb in view.verbs):
        return StateEnds(())
    named = {n for fact in telling for n in fact.ends}

    def concerned(verb: Verb) -> bool:
        return verb.begins in kinds or _ends_any(verb, kinds)

    found = [view.rows.lines_of(named, concerned, as_object=it) for it in (False, True)]
    return StateEnds(states(view, view.facts.at(distinct(np.concatenate(found)))))


def tells_state(fact: Fact) -> bool:
    """Whether `fact` says that something is so, and not that it came to be so, as "marries" does."""
    return fact.verb.shape == "state" and fact.verb.begins == fact.verb.id and fact.real


def _ends_any(verb: Verb, kinds: Collection[str]) -> bool:
    return not set(kinds).isdisjoint((*verb.ends, *verb.passes, verb.resumes))


def _pairs(fact: Fact) -> Iterator[StateKey]:
    if tells_state(fact):
        for subject in fact.subjects:
            for other in fact.objects or (words_end(fact),):
                yield fact.verb.begins, subject, other


def _both(state: State) -> tuple[StateKey, ...]:
    there: StateKey = (state.kind, state.subject, state.end)
    return (there, (state.kind, state.end, state.subject)) if state.verb.symmetric else (there,)
