"""What somebody is, in a line of a list: what they do, else the group that they lead, what they can, what they are said
to be, or how they stand to those who carry most of the story."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from intertwine.gate.inflection import in_the_past
from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.fact import Fact
from intertwine.model.verb import Verb
from intertwine.model.verb_forms import has_article
from intertwine.questions.common import Part, Told
from intertwine.questions.entity_page import relations
from intertwine.questions.relation_words import relation_parts
from intertwine.questions.search_index import JOBS, is_power
from intertwine.questions.states import State, states, wording
from intertwine.questions.tell import Teller
from intertwine.questions.until import ends_of
from intertwine.questions.weights import weights

_MOST = 2000
"""Statements about ties that are looked through: of more people than these name, who has another line has that alone.
"""
_JOB, _LEADS, _VILLAIN, _POWER, _WORK, _LED, _DID, _SAID, _KIN, _WORKED, _OTHER, _CALLED, _PAST = range(13, 0, -1)
"""What says most of somebody comes first: a job, a group that they lead, a title whose antagonist they are, a power,
those for whom they work, a group that they led, a job that is over, "a nurse" of one who is described so, a partner or
a relative, those for whom they worked, other ties, other descriptions, and ties that are over."""
_LASTING = {"groups": _WORK, "work": _WORK, "love": _KIN, "family": _KIN, "friends": _OTHER, "enemies": _OTHER}
_LASTING |= {"things": _OTHER, "powers": _POWER}
_OVER = {"groups": _WORKED, "work": _WORKED}


class RoleLine(NamedTuple):
    """What somebody is: by the words of a job or description ("a nurse"; `is_over`: they were that once), or as they
    stand to another (`stands`, in words that come after their name: "leads the Guild")."""

    words: str
    is_over: bool
    stands: Told | None = None


class _LineSource(NamedTuple):
    """What a line is made of, and what that is worth: more for what says more, then for a tie to somebody heavier."""

    worth: int
    weight: int
    of: "RoleLine | State | Fact"


def role_lines(tell: Teller, people: Sequence[int]) -> Mapping[int, RoleLine]:
    """What each of `people` is, in the words of `tell`, as far as anything says so."""
    best: dict[int, _LineSource] = {}
    for person, line in _said(tell.view, people):
        if person not in best or line[:2] >= best[person][:2]:
            best[person] = line
    for person, line in _ties(tell.view, [it for it in people if it not in best or best[it].worth < _JOB]):
        if person not in best or line[:2] > best[person][:2]:
            best[person] = line
    found = {person: _written(tell, person, it.of) for person, it in best.items()}
    return {person: line for person, line in found.items() if line is not None}


def _written(tell: Teller, person: int, of: "RoleLine | State | Fact") -> RoleLine | None:
    if isinstance(of, RoleLine):
        return of
    told = _words(tell, of, person) if isinstance(of, State) else _after_the_name(tell, of, person)
    return RoleLine("", is_over=False, stands=told) if told else None


def _said(view: View, people: Sequence[int]) -> Iterator[tuple[int, _LineSource]]:
    """The jobs of each of `people`, and what is said of them alone: a description of several says what they are
    together."""
    wanted = set(people)
    facts = [
        it
        for it in view.facts.of(*(people if len(people) == 1 else ()), roles=JOBS)
        if it.real and it.words and not wanted.isdisjoint(it.subjects)
    ]
    ends = ends_of(view, facts)
    for fact in facts:
        is_job = fact.verb.role == "job"
        for person in wanted.intersection(fact.subjects if is_job or len(fact.subjects) == 1 else ()):
            is_over = ends.of(fact, person) is not None
            worth = (_DID if is_over else _JOB) if is_job else _SAID if has_article(fact.words) else _CALLED
            yield person, _LineSource(worth, 0, RoleLine(fact.words, is_over and is_job))


def _ties(view: View, people: Sequence[int]) -> Iterator[tuple[int, _LineSource]]:
    """How each of `people` stands to others, as states that last or have ended."""
    wanted = set(people)
    headings = {verb.id for verb in view.verbs if verb.heading in _LASTING}

    def concerned(verb: Verb) -> bool:
        return verb.role != "job" and not headings.isdisjoint(
            (verb.begins, verb.id, verb.resumes, *verb.ends, *verb.passes)
        )

    found = [view.rows.lines_of(wanted, concerned, as_object=it) for it in (False, True)]
    lines, heavy = distinct(np.concatenate(found)), weights(view)
    for fact in view.facts.of(*(people if len(people) == 1 else ()), roles=("villain",)) if people else ():
        for person in wanted.intersection(fact.subjects) if fact.real else ():
            yield person, _LineSource(_VILLAIN, 0, fact)
    if len(lines) > _MOST:
        return
    for state in states(view, view.facts.at(lines)):
        for person in wanted.intersection((state.subject, state.other)):
            other = state.other if state.subject == person else state.subject
            if _is_theirs(state, person) and wording(state, of_subject=state.subject == person):
                yield person, _LineSource(_worth(state), 0 if other is None else heavy.item(other), state)


def _is_theirs(state: State, person: int) -> bool:
    """Whether a state says what its end `person` is: a leader is known by the group, and nobody by whom they employ."""
    return state.subject == person or state.verb.symmetric or state.verb.heading in ("family", "love")


def _worth(state: State) -> int:
    is_lasting, verb = state.ended is None, state.verb
    if verb.role == "leads":
        return _LEADS if is_lasting else _LED
    if is_power(verb):
        return _POWER if is_lasting else _PAST
    return _LASTING.get(verb.heading, _OTHER) if is_lasting else _OVER.get(verb.heading, _PAST)


def _words(tell: Teller, state: State, person: int) -> Told | None:
    """ "leads the Guild", after the name of the one who does; "led the Guild" where that is over."""
    for relation in relations(tell, person, [state]):
        if relation.words:
            words = relation.words if relation.now else in_the_past(relation.words, plural=False)
            return _with(relation.told, relation_parts(replace(relation, words=words)))
    return None


def _after_the_name(tell: Teller, fact: Fact, person: int) -> Told:
    """A fact as it is said of one of its subjects, without the name that it begins with."""
    told = tell.told(fact._replace(subjects=(person,)))
    first, *rest = told.parts[1:]
    return _with(told, (Part(first.text.lstrip(), first.to), *rest))


def _with(told: Told, parts: Sequence[Part]) -> Told:
    return told._replace(text="".join(part.text for part in parts), parts=tuple(parts))
