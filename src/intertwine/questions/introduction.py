"""Who this is again: two to four sentences about somebody, made of what a viewer may know."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np

from intertwine.gate.inflection import in_the_past
from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.verb import SCENES, STATE_HEADINGS, Role, StateHeading
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
_LEADS = 20
"""So many of the heaviest people are leads."""
_SINGULAR = ("he", "she", "it")
"""Pronouns whose verbs have the form that one name has."""
_TWO = 2
_AS_OBJECT = {"he": "him", "she": "her", "it": "it", "they": "them"}
_TIES: tuple[StateHeading, ...] = ("love", "family", "friends", "enemies", "work")
"""How a lead may know somebody, the strongest first."""
_TURNS: tuple[Role, ...] = ("death", "seeming death", "return")


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
        lambda: _other_states(view, who, its.stand),
        lambda: _weightiest(view, who, real),
    )
    for more in others:
        if len(kept) + len(last) < _LEAST:  # of most people enough is known, and these need not be looked for
            found = [it for it in _as_they_stand(more(), who, its.stand, last) if it not in last]
            kept = [*dict.fromkeys((*kept, *found))][:_LEAST]
    # The last sentence stays: what somebody did last is what most people look for.
    said = [_from_the_side_of(view, who, fact) for fact in (*kept, *last)]
    return tuple(_sentence(tell, who, fact, before) for fact, before in zip(said, (None, *said), strict=False))


def _from_the_side_of(view: View, who: int, fact: Fact) -> Fact:
    """A fact with the entity `who` first, where it says the same of both: what holds both ways, or several do."""
    if fact.ways or fact.parts or fact.verb.is_backward(fact.form) or view.facts.beside(fact, "taken for"):
        return fact
    plain = [*fact.verb.forms[:2], *(f"becomes {form.removeprefix('is ')}" for form in fact.verb.forms[:1])]
    # "is the brother of" does not hold both ways, and of two who part only one may have left.
    holds_both_ways = fact.verb.symmetric and (fact.form in plain or fact.verb.role in MEETINGS)
    holds_both_ways = holds_both_ways and fact.verb.shape != "ending"
    if holds_both_ways and fact.objects == (who,) and len(fact.subjects) == 1:
        return fact._replace(subjects=fact.objects, objects=fact.subjects)
    if len(fact.subjects) == _TWO and fact.subjects[1] == who:
        return fact._replace(subjects=fact.subjects[::-1])
    return fact


def _sentence(tell: Teller, who: int, fact: Fact, before: Fact | None) -> Told:
    """A fact as a sentence after that of the fact `before` (None: it is the first). After one whose subject is the
    entity `who` alone, its name at the beginning becomes a pronoun; what happens to it, where nobody else was named who
    could be meant. After a sentence about two, "he" could be either."""
    told, pronoun = sentence(tell.told(fact)), tell.view.entities.pronoun(who)
    if before is None or fact.verb.role == "prose":
        return told
    me = tell.named(who)
    if before.subjects == (who,) and fact.subjects[:1] == (who,):
        is_pronoun = pronoun in _SINGULAR and len(fact.subjects) <= _TWO and told.parts[0].to == me
        return _with(told, 0, Part(capital(pronoun))) if is_pronoun else told
    alike = [n for n in before.ends if n != who and tell.view.entities.pronoun(n) == pronoun]
    named = [n for n, part in enumerate(told.parts) if part.to == me]
    if alike or fact.objects != (who,) or pronoun not in _AS_OBJECT or not named:
        return told
    at = named[0]
    before_it = "".join(part.text for part in told.parts[:at]).rstrip()
    if not before_it or before_it.endswith(" of") or told.parts[at].text != me.name:
        return told
    return _with(told, at, Part(_AS_OBJECT[pronoun]))


def _with(told: Told, at: int, part: Part) -> Told:
    parts = (*told.parts[:at], part, *told.parts[at + 1 :])
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
    """What somebody did last about an open case or question, in the season that last told of them."""
    season = next((it.where[:2] for it in reversed(real) if it.where is not None), None)
    for fact in reversed(real):
        if fact.verb.role == "works on" and who in fact.subjects and fact.where and fact.where[:2] == season:
            threads = [n for n in fact.objects if view.entities.kind(n) == "thread"]
            if threads and all(is_open(view, n, _turns(view, n)) for n in threads):
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
    return [n for n in ranked[: _LEADS + 1] if n != who and heavy[n]][:_LEADS]


def _tie(view: View, who: int, leads: Sequence[int], stand: Sequence[State], real: Sequence[Fact]) -> list[Fact]:
    """How a lead knows somebody: whom they love, else what lasts between them (kin who are dead come last), else what
    ended it, else where they met."""
    heading = {verb.id: verb.heading for verb in view.verbs}
    ties: dict[int | None, list[State]] = {}
    for state in stand:
        if heading.get(state.kind, "") in _TIES and who in (state.subject, state.other):
            ties.setdefault(state.other if state.subject == who else state.subject, []).append(state)
    with_leads = [ties.get(lead, []) for lead in leads]
    lasting = [[it for it in theirs if it.ended is None] for theirs in with_leads]
    living = [() if it and _is_dead(view, lead) else it for lead, it in zip(leads, lasting, strict=True)]
    loved = [[it for it in theirs if heading[it.kind] == "love"] for theirs in living]
    ended = [[it for it in theirs if it.ended is not None] for theirs in with_leads]

    def strongest(each_lead: Iterable[Sequence[State]]) -> list[Fact]:
        theirs = next((it for it in each_lead if it), ())
        return [_told_now(view, who, it) for it in sorted(theirs, key=lambda it: _TIES.index(heading[it.kind]))[:1]]

    met = (
        fact
        for lead in leads
        for fact in real
        if fact.verb.role in MEETINGS and {who, lead} <= {*fact.subjects, *fact.objects}
    )
    return strongest((*loved, *living, *lasting, *ended)) or list(islice(met, 1))


def _is_dead(view: View, person: int) -> bool:
    turns = [it for it in view.facts.of(person, roles=_TURNS) if it.real and dies(it, person)]
    return bool(turns) and in_lived_order(view, person, turns)[-1].verb.role == "death"


def _told_now(view: View, who: int, state: State) -> Fact:
    """The fact that tells of a state how it stands now."""
    if state.ended is None:
        return _lasting(view, state)
    return state.ended if who in state.ended.ends else _over(state.began)


def _lasting(view: View, state: State) -> Fact:
    """A state between two that lasts: the fact that began it, and where that tells only how it began ("becomes the
    lover of"), in words for what is so since."""
    began = state.began
    is_so = began.verb.id == state.kind and not began.form.startswith("becom")
    if is_so or began.ref is not None or state.other is None:
        return began
    verb = next((it for it in view.verbs if it.id == state.kind), began.verb)
    who, other = (state.subject,), (state.other,)
    return began._replace(
        verb=verb, form=verb.forms[0], subjects=who, objects=other, recipient=None, ways=(), parts=None
    )


def _over(fact: Fact) -> Fact:
    """What a fact that tells a state says of it once it is over, by what is no matter of theirs: "was married to"."""
    is_plain = fact.verb.shape == "state" and len(fact.subjects) == 1 and not fact.form.endswith(":")
    return fact._replace(form=in_the_past(fact.form, plural=False)) if is_plain else fact


def _as_they_stand(facts: Iterable[Fact], who: int, stand: Sequence[State], last: Collection[Fact]) -> list[Fact]:
    """These `facts`, of which those that tell states of the entity `who` tell what is left of them: who is still in
    one; that it is over, where nobody is. What several were in, and none still is, is not told, nor what the `last`
    facts say to be over."""
    found, told = [], {it.line for it in last if it.verb.shape == "ending"}
    for fact in facts:
        its = [it for it in stand if it.began.line == fact.line and who in (it.subject, it.other)]
        lasting = {n for it in its if it.ended is None for n in (it.subject, it.other)}
        if fact.verb.shape != "state" or fact.ways or fact.parts or all(it.ended is None for it in its):
            found.append(fact)
        elif lasting:
            subjects, objects = (tuple(n for n in end if n in lasting) for end in (fact.subjects, fact.objects))
            found.append(fact._replace(subjects=subjects, objects=objects))
        elif len(fact.subjects) == 1 and told.isdisjoint(it.ended.line for it in its if it.ended):
            found.append(_over(fact))
    return found


def _other_states(view: View, who: int, stand: Sequence[State]) -> list[Fact]:
    """Other things that are so, the strongest first, of somebody of whom little is known."""
    heading = {verb.id: verb.heading for verb in view.verbs}
    lasting = [it for it in stand if it.ended is None and heading.get(it.kind, "") and who in (it.subject, it.other)]
    return [it.began for it in sorted(lasting, key=lambda it: STATE_HEADINGS.index(heading[it.kind]))]


def _weightiest(view: View, who: int, real: Sequence[Fact]) -> list[Fact]:
    """What happened to somebody; else that they are there."""
    shown = [it for it in real if it.where is not None and who in it.ends]
    titles = [it.where.title for it in shown if it.where is not None]
    found = weightiest(view, shown, _LEAST, titles[-1]) if titles else []
    return found or [it for it in shown if it.verb.role in SCENES][:1]


def _last(view: View, who: int, real: Sequence[Fact]) -> list[Fact]:
    """What somebody did last, of the last installment that tells of it; of a dead one the death."""
    turns = [it for it in real if it.verb.role in _TURNS and dies(it, who)]
    turn = in_lived_order(view, who, turns)[-1] if turns else None
    if turn is not None and turn.verb.role == "death":
        return [turn]
    for installment in _backwards(real):
        facts = [it for it in real if it.where is not None and Where(*it.where[:3]) == installment]
        if turn in facts:
            return [turn]
        done = [it for it in facts if who in it.subjects and _is_deed(it)]
        now = [it for it in done if not _is_past(it)]  # what a flashback shows is not what they did last
        found = weightiest(view, now, 1, installment.title) or weightiest(view, done, 1, installment.title)
        if found:
            return found
    return []


def _is_deed(fact: Fact) -> bool:
    return fact.verb.shape in ("event", "ending") and fact.verb.role not in ("description", "introduction")


def _is_past(fact: Fact) -> bool:
    return fact.true is not None and any(it.kind == "before" for it in fact.true.relations)


def _backwards(facts: Sequence[Fact]) -> Iterator[Where]:
    """The installments that `facts` were shown in, the last one first."""
    seen = dict.fromkeys(Where(*it.where[:3]) for it in reversed(facts) if it.where is not None)
    yield from seen
