"""The layers of a map before they are put into words: who is on stage together, installment by installment.

A scene is a moment, one after the other as shown. What else shows somebody who is in no scene of its installment puts
them on stage alone, in the moment that fits; where an installment has no scene, all of them are single lines in one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.verb import SCENES, Verb
from intertwine.questions.entity_page import dies
from intertwine.questions.meetings import MEETINGS
from intertwine.questions.presence import acts, shows
from intertwine.questions.scope import Scope
from intertwine.questions.tell import believed

MarkKind = Literal["meeting", "death", "return", "reveal"]
EntityTest = Callable[[int], bool]


@dataclass(slots=True)
class MomentDraft:
    """A moment in the view's numbers: a scene (or several of the same people in the same place, one after the other),
    or what an installment without scenes has. `anchor` is the fact that dates it."""

    at: Where
    anchor: Fact
    group: frozenset[int] = frozenset()
    scenes: list[Fact] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    marks: list[tuple[MarkKind, frozenset[int], Fact]] = field(default_factory=list)

    @property
    def present(self) -> frozenset[int]:
        """Everybody on stage."""
        return self.group.union(self.alone)

    def people(self) -> list[int]:
        """Everybody on stage, as the text names them: a view's numbers are in an order that nobody may know."""
        named = (n for n in (*self.anchor.subjects, *self.anchor.objects) if n in self.group)
        return [*dict.fromkeys(named), *self.alone]

    def only(self, chosen: frozenset[int]) -> "MomentDraft":
        """The same moment with nobody but `chosen`."""
        marks = [(kind, people & chosen, fact) for kind, people, fact in self.marks if not chosen.isdisjoint(people)]
        alone = [n for n in self.alone if n in chosen]
        return MomentDraft(self.at, self.anchor, self.group & chosen, self.scenes, alone, marks)

    def begun(self, seconds: int) -> bool:
        """True when it is known to have begun by then, or it is not known when it begins."""
        where = self.anchor.where
        start = self.anchor.start if self.anchor.start is not None else where and where.seconds
        return start is None or start <= seconds


def drafts(view: View, scope: Scope) -> list[MomentDraft]:
    """The moments of a scope, as shown. Characters and entities of unknown kind have lines; groups, places and real
    persons have none. What has been disproved draws nothing."""
    drawn: EntityTest = view.entities.of_kind("character", "").tolist().__getitem__
    found = believed(scope.facts(_draws))
    if scope.entity is not None and scope.level == "entity" and drawn(scope.entity):
        found = [fact for fact in found if _concerns(fact, scope.entity)]
    places: dict[tuple[int, int, int], list[Fact]] = {}
    for fact in found:
        if fact.where is not None:
            places.setdefault(fact.where[:3], []).append(fact)
    return [draft for at, facts in places.items() for draft in _installment(Where(*at), facts, drawn)]


def _draws(verb: Verb) -> bool:
    return acts(verb) or verb.role in ("identity", "learns")


def _concerns(fact: Fact, person: int) -> bool:
    """True when a fact is about what somebody does or what happens to them, rather than a word about them."""
    return person in fact.subjects or person in fact.objects


def _installment(at: Where, facts: Sequence[Fact], drawn: EntityTest) -> list[MomentDraft]:
    here = _scenes(at, (fact for fact in facts if fact.verb.role in SCENES), drawn)
    rest = [fact for fact in facts if fact.verb.role not in SCENES]
    seen = {person for draft in here for person in draft.group}
    for fact in rest:
        on_stage = dict.fromkeys(filter(drawn, _on_stage(fact)))
        comes = [person for person in on_stage if person not in seen]
        if not comes:
            continue
        if not here:
            here.append(MomentDraft(at, fact))
        _fitting(here, fact, frozenset(on_stage)).alone += comes
        seen.update(comes)
    if here:
        for fact in rest:
            kind, ends = _marked(fact)
            whose = frozenset(filter(drawn, ends))
            if kind is not None and whose:
                _fitting(here, fact, whose).marks.append((kind, whose, fact))
    return here


def _scenes(at: Where, facts: Iterable[Fact], drawn: EntityTest) -> list[MomentDraft]:
    """A draft a scene; a scene goes on where the next one has the same people, place and time of the story."""
    here: list[MomentDraft] = []
    for fact in facts:
        group = frozenset(filter(drawn, (*fact.subjects, *fact.objects)))
        last = here[-1] if here else None
        if last and (last.group, last.anchor.place, last.anchor.true) == (group, fact.place, fact.true):
            last.scenes.append(fact)
        elif group:
            here.append(MomentDraft(at, fact, group, [fact]))
    return here


def _on_stage(fact: Fact) -> Iterable[int]:
    """Whom a fact shows (see `shows`): also whoever dies or returns, since a sign of it needs a line."""
    if fact.verb.role in ("death", "return"):
        return (n for n in (*fact.subjects, *fact.objects) if shows(fact, n) or dies(fact, n))
    if not acts(fact.verb):
        return ()
    return (*fact.subjects, *fact.objects) if fact.verb.met else fact.subjects


def _marked(fact: Fact) -> tuple[MarkKind | None, tuple[int, ...]]:
    """What a fact marks on a map, and on whose lines."""
    ends = (*fact.subjects, *fact.objects)
    match fact.verb.role:
        case "meeting" | "first meeting":
            return "meeting", ends
        case "death" | "return":
            return fact.verb.role, tuple(n for n in ends if dies(fact, n))
        case "identity" | "learns":
            return "reveal", fact.subjects
    return None, ()


def _fitting(here: Sequence[MomentDraft], fact: Fact, people: frozenset[int]) -> MomentDraft:
    """Of an installment's moments, that where a fact about `people` belongs: where most of them are together, else most
    on stage, else at its place. Of several the last that has begun by the time of the fact, where it has one; else of a
    meeting the first and of anything else the last."""

    def fit(draft: MomentDraft) -> tuple[int, int, bool]:
        there = draft.anchor.place is not None and draft.anchor.place == fact.place
        together = len(people & draft.group)
        # A person who is alone in a moment is in no scene of its installment.
        on_stage = together + sum(map(people.__contains__, draft.alone)) if draft.alone else together
        return together, on_stage, there

    how = [fit(draft) for draft in here]
    best = max(how)
    fits = [draft for draft, own in zip(here, how, strict=True) if own == best]
    seconds = None if fact.where is None else fact.where.seconds
    if seconds is None:
        return fits[0] if fact.verb.role in MEETINGS else fits[-1]
    begun = [draft for draft in fits if draft.begun(seconds)]
    return begun[-1] if begun else fits[0]
