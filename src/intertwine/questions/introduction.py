"""Who this is again: two to four sentences about somebody, made of what a viewer may know."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.verb import SCENES, STATE_HEADINGS, StateHeading
from intertwine.model.words import capital
from intertwine.questions.arguments import need_view
from intertwine.questions.common import Part, Told
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.lives import dies
from intertwine.questions.recap_sentences import sentence, weightiest
from intertwine.questions.search_index import JOBS
from intertwine.questions.states import State
from intertwine.questions.story import in_lived_order
from intertwine.questions.tell import Teller
from intertwine.questions.threads import is_open
from intertwine.questions.weights import weights

MOST = 4
"""Sentences of an introduction."""
_LEAST = 2
"""So many there are, where that much is known."""
_OWN = 2
"""Sentences of the keeper's prose among them."""
_LEADS = 12
"""So many of the heaviest people are leads."""
_SINGULAR = ("he", "she", "it")
"""Pronouns whose verbs have the form that one name has."""
_TIES: tuple[StateHeading, ...] = ("love", "family", "friends", "enemies", "work")
"""How a lead may know somebody, the strongest first."""


def introduction(view: View, who: int) -> tuple[Told, ...]:
    """At most `MOST` sentences of `view` about the entity `who`: who it is (the keeper's prose, else as what it is
    introduced, else its work); what it is after; how it stands to one of those who carry most of the story; and what
    it did last, or how it died. Each has the place where the viewer learnt it. It is empty where nothing is known.

    Of several sentences of prose it has the first and the last one. Nothing counts that was disproved or is in a
    frame."""
    need_view("introduction", view)
    return introduction_of(EntityFacts.of(view, who))


def introduction_of(its: EntityFacts) -> tuple[Told, ...]:
    """The same, from all about the entity."""
    view, who = its.view, its.me
    real, tell = [fact for fact in its.facts if fact.real], Teller(view, page=who)
    prose = [it for it in real if it.verb.role == "prose" and who in it.subjects]
    if view.entities.kind(who) not in ("character", "person", "group", ""):
        return tuple(sentence(tell.told(fact)) for fact in prose[:MOST])
    leads, last = _leads(view, who), _last(view, who, real)
    found = _own_prose(prose) or _job(who, real)
    found += _after(view, who, real)
    if {piece.entity for fact in prose for piece in fact.text}.isdisjoint(leads):
        found += _tie(view, who, leads, its.stand, real)
    kept = [*dict.fromkeys(it for it in found if it not in last)][: MOST - len(last)]
    others: tuple[Callable[[], list[Fact]], ...] = (
        lambda: _other_states(view, its.stand),
        lambda: _weightiest(view, who, real),
    )
    for more in others:
        if len(kept) + len(last) < _LEAST:  # of most people enough is known, and these need not be looked for
            kept = [*dict.fromkeys((*kept, *(it for it in more() if it not in last)))][:_LEAST]
    # The last sentence stays: what somebody did last is what most people look for.
    said = [*kept, *last]
    about = [False, *(fact.subjects == (who,) for fact in said)]
    return tuple(_sentence(tell, who, fact, again=again) for fact, again in zip(said, about, strict=False))


def _sentence(tell: Teller, who: int, fact: Fact, *, again: bool) -> Told:
    """A fact as a sentence; `again`: after one whose subject is the entity `who` alone. Then its name at the beginning
    becomes a pronoun: after a sentence about two, "he" could be either."""
    told, pronoun = sentence(tell.told(fact)), tell.view.entities.pronoun(who)
    if not again or pronoun not in _SINGULAR or fact.subjects != (who,) or told.parts[0].to != tell.named(who):
        return told
    parts = (Part(capital(pronoun)), *told.parts[1:])
    return told._replace(text="".join(part.text for part in parts), parts=parts)


def occupation(its: EntityFacts) -> tuple[str, bool]:
    """What somebody is or does, in the keeper's words ("a nurse"; "": nothing says so), and whether it lasts: the last
    job that they still have, else the last one that they had, else as what they are introduced or described."""
    jobs = [it for it in its.stand if it.subject == its.me and it.began.verb.role == "job" and it.text]
    if jobs:
        last = max(jobs, key=lambda it: (it.ended is None, it.began.order))
        return last.text or "", last.ended is None
    others = [it for it in its.facts if it.verb.role in JOBS and it.real and it.words and it.subjects == (its.me,)]
    return (others[-1].words, True) if others else ("", True)


def _own_prose(prose: Sequence[Fact]) -> list[Fact]:
    """Of the keeper's sentences the first, which says who it is, and the last, which says how it stands now."""
    return list(prose) if len(prose) <= _OWN else [prose[0], prose[-1]]


def _job(who: int, real: Sequence[Fact]) -> list[Fact]:
    """As what somebody is introduced, or what they work as."""
    for role in ("introduction", "job"):
        facts = [it for it in real if it.verb.role == role and who in it.subjects and (it.words or it.objects)]
        if facts:
            return facts[-1:]
    return []


def _after(view: View, who: int, real: Sequence[Fact]) -> list[Fact]:
    """What somebody did last about an open case or question."""
    for fact in reversed(real):
        threads = [n for n in fact.objects if view.entities.kind(n) == "thread"]
        works = fact.verb.role == "works on" and who in fact.subjects and threads
        if works and all(is_open(view, n, _turns(view, n)) for n in threads):
            return [fact]
    return []


def _turns(view: View, thread: int) -> list[Fact]:
    """The facts that open or resolve a thread."""
    return [it for it in view.facts.of(thread, roles=("opens", "resolves")) if it.real]


def _leads(view: View, who: int) -> list[int]:
    """The heaviest people but `who`, the heaviest first."""
    heavy = weights(view)
    people = np.flatnonzero(view.entities.of_kind("character"))
    ranked: list[int] = people[np.argsort(-heavy[people], kind="stable")].tolist()
    return [n for n in ranked if n != who and heavy[n]][:_LEADS]


def _tie(view: View, who: int, leads: Sequence[int], stand: Sequence[State], real: Sequence[Fact]) -> list[Fact]:
    """How a lead knows somebody: what lasts between them, else what ended it, else where they met."""
    heading = {verb.id: verb.heading for verb in view.verbs}
    ties = [it for it in stand if heading.get(it.kind, "") in _TIES]
    for lasts in (True, False):
        for lead in leads:
            theirs = [it for it in ties if {it.subject, it.other} == {who, lead} and (it.ended is None) == lasts]
            if theirs:
                best = min(theirs, key=lambda it: _TIES.index(heading[it.kind]))
                return [best.ended or best.began]
    for lead in leads:
        for fact in real:
            if fact.verb.role in MEETINGS and {who, lead} <= {*fact.subjects, *fact.objects}:
                return [fact]
    return []


def _other_states(view: View, stand: Sequence[State]) -> list[Fact]:
    """Other things that are so, the strongest first, of somebody of whom little is known."""
    heading = {verb.id: verb.heading for verb in view.verbs}
    lasting = [it for it in stand if it.ended is None and heading.get(it.kind, "")]
    return [it.began for it in sorted(lasting, key=lambda it: STATE_HEADINGS.index(heading[it.kind]))]


def _weightiest(view: View, who: int, real: Sequence[Fact]) -> list[Fact]:
    """What happened to somebody; else that they are there."""
    shown = [it for it in real if it.where is not None and who in it.ends]
    titles = [it.where.title for it in shown if it.where is not None]
    found = weightiest(view, shown, _LEAST, titles[-1]) if titles else []
    return found or [it for it in shown if it.verb.role in SCENES][:1]


def _last(view: View, who: int, real: Sequence[Fact]) -> list[Fact]:
    """What somebody did last, of the last installment that tells of it; of a dead one the death."""
    turns = [it for it in real if it.verb.role in ("death", "seeming death", "return") and dies(it, who)]
    turn = in_lived_order(view, who, turns)[-1] if turns else None
    if turn is not None and turn.verb.role == "death":
        return [turn]
    for installment in _backwards(real):
        facts = [it for it in real if it.where is not None and Where(*it.where[:3]) == installment]
        if turn in facts:
            return [turn]
        done = [it for it in facts if who in it.subjects and it.verb.shape in ("event", "ending")]
        found = weightiest(view, done, 1, installment.title)
        if found:
            return found
    return []


def _backwards(facts: Sequence[Fact]) -> Iterator[Where]:
    """The installments that `facts` were shown in, the last one first."""
    seen = dict.fromkeys(Where(*it.where[:3]) for it in reversed(facts) if it.where is not None)
    yield from seen
