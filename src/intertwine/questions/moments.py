"""The layers of a map before they are put into words: who is on stage together, installment by installment.

A scene is a moment, one after the other as shown. What else shows somebody who is in no scene of its installment puts
them on stage alone, in the moment that fits: whoever only appears fits in none that has a place. Where an installment
has no scene, all of them are single lines in one.

In the order of the story, or of a life, what says another place in it than the rest of its installment has moments of
its own: see `standing`.

What is in a frame (a dream) has moments of its own. Those who are in a scene without being there (a voice on the phone)
are in its moment, but not in its group.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from intertwine.model.fact import Fact, Where
from intertwine.model.frozen import FrozenDict
from intertwine.model.verb import SCENES, Verb
from intertwine.questions.encounters import MEETINGS
from intertwine.questions.lives import dies
from intertwine.questions.presence import Labels, Staging, acts, shows
from intertwine.questions.standing import Standing

MarkKind = Literal["meeting", "death", "return", "reveal"]
MOST_EVENTS = 3
"""A table says so much of what those in a scene do, where nothing has a sign."""
EntityTest = Callable[[int], bool]
Stands = dict[int, Standing] | None
"""Where facts stand, by their lines; None in the order shown."""


class MomentDraft(NamedTuple):
    """A moment in the view's numbers: a scene (or several of the same people in the same place, one after the other),
    or what an installment without scenes has. `anchor` is the fact that dates it.

    `group` are those who are there in the scene, and `beside` those who are in it in another way; `ways` says how
    somebody is in the moment, where it is not simply in person. `shown` are the facts that put somebody on stage who is
    in no scene, and `events` what else those who are there do in it.
    """

    at: Where
    anchor: Fact
    group: frozenset[int] = frozenset()
    scenes: tuple[Fact, ...] = ()
    alone: tuple[int, ...] = ()
    marks: tuple[tuple[MarkKind, frozenset[int], Fact], ...] = ()
    beside: tuple[int, ...] = ()
    ways: FrozenDict[int, Labels] = FrozenDict()
    shown: tuple[Fact, ...] = ()
    events: tuple[Fact, ...] = ()

    @property
    def present(self) -> frozenset[int]:
        """Everybody on stage, in whatever way."""
        return self.group.union(self.beside, self.alone)

    def people(self) -> list[int]:
        """Everybody on stage, as the text names them: a view's numbers are in an order that nobody may know."""
        ends = (*self.anchor.subjects, *self.anchor.objects)
        named = (n for n in ends if n in self.group or n in self.beside)
        return [*dict.fromkeys(named), *self.alone]

    def only(self, chosen: frozenset[int]) -> "MomentDraft":
        """The same moment with nobody but `chosen`."""
        return self._replace(
            group=self.group & chosen,
            alone=tuple([n for n in self.alone if n in chosen]),
            marks=tuple([(kind, own & chosen, it) for kind, own, it in self.marks if not chosen.isdisjoint(own)]),
            beside=tuple([n for n in self.beside if n in chosen]) if self.beside else (),
            ways=FrozenDict({n: it for n, it in self.ways.items() if n in chosen}) if self.ways else self.ways,
            shown=tuple([it for it in self.shown if not chosen.isdisjoint((*it.subjects, *it.objects))]),
            events=tuple([fact for fact in self.events if chosen.issuperset(_on_stage(fact))]),
        )

    def told(self) -> list[Fact]:
        """What a table says of it beside its signs: how a state of two begins that takes them both (a wedding) always;
        if no sign shows anybody, what shows those who are in no scene, else the first that those in the scene do."""
        signs = {fact.line for _, _, fact in self.marks}
        found = [fact for fact in (*self.shown, *self.events) if fact.verb.shape == "state"]
        if not found and all(kind == "reveal" for kind, _, _ in self.marks):
            found = list(self.shown or self.events[:MOST_EVENTS])
        return [fact for fact in found if fact.line not in signs]

    def place_of(self, told: Sequence[Fact]) -> int | None:
        """The place of all that has a sign, or is `told` of a moment without a scene; None where one of them says no
        place or another. What comes out does not happen at a place."""
        facts = (*(fact for kind, _, fact in self.marks if kind != "reveal"), *told)
        places = {fact.place for fact in facts}
        return places.pop() if len(places) == 1 else None


@dataclass(slots=True)
class GrowingMoment:
    """A moment to which facts are still added: the fields are those of `MomentDraft`."""

    at: Where
    anchor: Fact
    group: frozenset[int] = frozenset()
    scenes: list[Fact] = field(default_factory=list)
    alone: list[int] = field(default_factory=list)
    marks: list[tuple[MarkKind, frozenset[int], Fact]] = field(default_factory=list)
    beside: tuple[int, ...] = ()
    ways: dict[int, Labels] = field(default_factory=dict)
    shown: list[Fact] = field(default_factory=list)
    events: list[Fact] = field(default_factory=list)

    @property
    def present(self) -> frozenset[int]:
        """Everybody on stage, in whatever way."""
        return self.group.union(self.beside, self.alone)

    def begun(self, seconds: int) -> bool:
        """True when it is known to have begun by then, or it is not known when it begins."""
        where = self.anchor.where
        start = self.anchor.start if self.anchor.start is not None else where and where.seconds
        return start is None or start <= seconds

    def whole(self) -> MomentDraft:
        """The moment when nothing is added any more."""
        return MomentDraft(
            self.at, self.anchor, self.group, tuple(self.scenes), tuple(self.alone), tuple(self.marks),
            self.beside, FrozenDict(self.ways), tuple(self.shown), tuple(self.events),
        )  # fmt: skip


def draws(verb: Verb) -> bool:
    """True of the verbs of facts that a map draws: who is on stage, and what comes out."""
    return acts(verb) or verb.role in ("identity", "learns")


def concerns(fact: Fact, person: int) -> bool:
    """True when somebody takes part in a fact, or dies or returns by it, or something comes out about them or to them:
    not when others only speak of them, look for them, or do without them."""
    if fact.verb.role in ("identity", "learns"):
        return person in fact.subjects or person in fact.objects
    return shows(fact, person) or (fact.verb.role in ("death", "return") and dies(fact, person))


def moments_of(
    at: Where, facts: Sequence[Fact], drawn: EntityTest, ways: Staging, places: Stands
) -> list[GrowingMoment]:
    """The moments of an installment (`at`), whatever is in its `facts`, which come as shown: what is real and what is
    in each frame apart, all of it as shown. `drawn` is true of whoever has a line; `places` says where facts stand."""
    scenes = list(_scenes(at, (fact for fact in facts if fact.verb.role in SCENES), drawn, ways, places))
    found: list[GrowingMoment] = []
    for frame in dict.fromkeys(fact.frame for fact in facts):
        scenes_here = [draft for draft in scenes if draft.anchor.frame == frame]
        rest = [fact for fact in facts if fact.frame == frame and fact.verb.role not in SCENES]
        here, left = list(scenes_here), list[Fact]()
        for chosen, told in _apart(scenes_here, rest, places):
            known = len(chosen)
            _put_on_stage(at, chosen, told, drawn, ways)
            here += chosen[known:]
            left += _mark(chosen, told, drawn, ways)
        apart = list[GrowingMoment]()
        for fact in left:
            if here and places and places[fact.line].is_said:
                if not apart or places[apart[-1].anchor.line].run != places[fact.line].run:
                    apart.append(GrowingMoment(at, fact))
                _mark(apart[-1:], (fact,), drawn, ways)
            else:
                _mark(_by_then(here, fact, places), (fact,), drawn, ways)
        found += here + apart
    for draft in found if places else ():
        draft.marks.sort(key=lambda mark: places[mark[2].line].rank if places else 0)
    return sorted(found, key=lambda draft: draft.anchor.order)


def with_lines(found: Sequence[GrowingMoment], lines: Collection[int]) -> list[MomentDraft]:
    """The moments of `found`; of those in which nobody is shown, which only have signs at a time of their own, each
    with those whom they concern, if they are on stage anywhere (`lines`): so the same people have lines in each order.
    A sign that concerns no line is not drawn, as in the order shown."""
    for draft in found:
        if not draft.present:
            concerned = (n for _, people, fact in draft.marks for n in fact.subjects if n in people)
            draft.alone = [n for n in dict.fromkeys(concerned) if n in lines]
    return [draft.whole() for draft in found if draft.present]


def _by_then(here: Sequence[GrowingMoment], fact: Fact, places: Stands) -> Sequence[GrowingMoment]:
    """The last of the moments of `here` that stands before `fact`; all of them where none does, or in the order
    shown."""
    if not places:
        return here
    before = [draft for draft in here if places[draft.anchor.line].rank <= places[fact.line].rank]
    return [max(before, key=lambda draft: places[draft.anchor.line].rank)] if before else here


def _apart(
    scenes: list[GrowingMoment], facts: list[Fact], places: Stands
) -> list[tuple[list[GrowingMoment], list[Fact]]]:
    """The `facts` that stand at one place, each with those of the `scenes` of their installment that are there. What
    says no place may be in any of the scenes."""
    if places is None:
        return [(list(scenes), facts)]
    by_place: dict[object, list[GrowingMoment]] = {}
    for draft in scenes:
        by_place.setdefault(places[draft.anchor.line].place, []).append(draft)
    there: dict[object, tuple[list[GrowingMoment], list[Fact]]] = {}
    loose = list[Fact]()
    for fact in sorted(facts, key=lambda it: places[it.line].rank):
        here = places[fact.line]
        if scenes and not here.is_said:
            loose.append(fact)
        elif here.place in by_place:
            there.setdefault(here.place, (by_place[here.place], []))[1].append(fact)
        else:
            there.setdefault(here.run, ([], []))[1].append(fact)
    return [*there.values(), *([(list(scenes), loose)] if loose else ())]


def _mark(here: Sequence[GrowingMoment], facts: Iterable[Fact], drawn: EntityTest, ways: Staging) -> list[Fact]:
    """Puts the signs of `facts` into the moments of `here`. Those that need another moment for it: all that have a
    sign, where `here` is empty."""
    left = list[Fact]()
    for fact in facts:
        kind, ends = marked(fact)
        whose = frozenset(filter(drawn, ends))
        if kind is None or not whose:
            continue
        if here:
            at_place = _at_its_place(here, fact, ways) or here
            fits = [draft for draft in at_place if _bears(draft, kind, whose, ways)] or at_place
            _fitting(fits, fact, whose).marks.append((kind, whose, fact))
        else:
            left.append(fact)
    return left


def _scenes(
    at: Where, facts: Iterable[Fact], drawn: EntityTest, ways: Staging, places: Stands
) -> Iterator[GrowingMoment]:
    """A draft a scene; a scene goes on where the next one has the same people, each in the same way, the same place,
    time of the story and frame."""
    last: GrowingMoment | None = None
    for fact in facts:
        people = dict.fromkeys(filter(drawn, (*fact.subjects, *fact.objects)))
        how = {n: labels for n, labels in ways.of(fact).items() if n in people}
        beside = tuple(n for n in people if not ways.there(how.get(n)))
        group = frozenset(people).difference(beside)
        goes_on = last is not None and (not places or places[last.anchor.line].run == places[fact.line].run)
        if last is not None and goes_on and _same(last, fact, group, how):
            last.scenes.append(fact)
        elif people:
            if last is not None:
                yield last
            last = GrowingMoment(at, fact, group, [fact], beside=beside, ways=how)
    if last is not None:
        yield last


def _same(draft: GrowingMoment, fact: Fact, group: frozenset[int], how: dict[int, Labels]) -> bool:
    """True where a scene goes on that `draft` has: `group` is who is there in the next one, and `how` says of whom it
    has notes in which way they are in it."""
    it = draft.anchor
    before = (draft.group, draft.ways, it.place, it.true, it.frame)
    return before == (group, how, fact.place, fact.true, fact.frame)


def _put_on_stage(
    at: Where, here: list[GrowingMoment], facts: Iterable[Fact], drawn: EntityTest, ways: Staging
) -> None:
    """Adds everybody whom `facts` show and who is in no scene of `here`, alone in the moment that fits: one in which
    they are not imagined or heard as well. Where there is none they get one of their own."""
    seen = {person for draft in here for person in (*draft.group, *draft.alone)}
    known = {person for draft in here for person in draft.beside}
    bodies = {person for draft in here for person in draft.beside if ways.is_body(draft.ways[person])}
    for fact in facts:
        on_stage, how = dict.fromkeys(filter(drawn, _on_stage(fact))), ways.of(fact)
        comes = [
            person
            for person in on_stage
            if person not in seen
            and (ways.there(how.get(person)) or person not in known)
            and not (fact.verb.role in ("death", "return") and person in bodies)
        ]
        fits, is_listed = _at_its_place(here, fact, ways), fact.verb.role == "appearance"
        if not comes and (fits or is_listed or not on_stage):
            if fits and not is_listed and on_stage:
                draft = _fitting(fits, fact, frozenset(on_stage))
                if draft.present.issuperset(on_stage):
                    draft.events.append(fact)
            continue
        free = [draft for draft in fits if draft.ways.keys().isdisjoint(comes)]
        if free:
            draft = _fitting(free, fact, frozenset(on_stage))
            draft.alone += comes
        else:
            draft = GrowingMoment(at, fact, alone=comes if is_listed else list(on_stage))
            here.append(draft)
        draft.shown.append(fact)
        draft.ways.update((n, how[n]) for n in comes if n in how)
        seen.update(n for n in comes if ways.there(how.get(n)))
        known.update(comes)


def _at_its_place(here: Sequence[GrowingMoment], fact: Fact, ways: Staging) -> Sequence[GrowingMoment]:
    """Those moments of `here` in which `fact` can have happened by its place. What is in a frame is all that is told of
    it: a murder in the house that is only pretended is none in the morgue, and where a body is shown is not where it
    died, unless the fact says so. Nobody says of whoever only appears that they were where others were."""
    place = fact.place
    if fact.verb.role == "appearance":
        return [draft for draft in here if draft.anchor.place == place]
    if fact.frame is None:
        return here
    fits = (draft for draft in here if place is None or draft.anchor.place in (None, place))
    return [draft for draft in fits if draft.anchor.place == place is not None or not _has_body_of(draft, fact, ways)]


def _has_body_of(draft: GrowingMoment, fact: Fact, ways: Staging) -> bool:
    """True when somebody whose death a `fact` tells is in a moment as a body."""
    return fact.verb.role == "death" and any(dies(fact, n) and ways.is_body(draft.ways[n]) for n in draft.beside)


def _bears(draft: GrowingMoment, kind: MarkKind, people: frozenset[int], ways: Staging) -> bool:
    """True where a sign may stand on the lines of `people` in a moment: whoever is only imagined there meets nobody
    there. Something can come out about anybody, and a body may have the sign of its death."""
    if kind == "reveal":
        return True
    absent = {n for n, how in draft.ways.items() if not ways.there(how) and not (kind == "death" and ways.is_body(how))}
    return absent.isdisjoint(people)


def _on_stage(fact: Fact) -> Iterable[int]:
    """Whom a fact shows (see `shows`): also whoever dies or returns, since a sign of it needs a line."""
    if fact.verb.role in ("death", "return"):
        return (n for n in (*fact.subjects, *fact.objects) if shows(fact, n) or dies(fact, n))
    if not acts(fact.verb):
        return ()
    return (*fact.subjects, *fact.objects) if fact.verb.met else fact.subjects


def marked(fact: Fact) -> tuple[MarkKind | None, tuple[int, ...]]:
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


def _fitting(here: Sequence[GrowingMoment], fact: Fact, people: frozenset[int]) -> GrowingMoment:
    """Of an installment's moments, that where a fact about `people` belongs: where most of them are together, else most
    on stage, else most in another way, else at its place. Of several the last that has begun by the time of the fact,
    where it has one; else of a meeting the first and of anything else the last."""

    def fit(draft: GrowingMoment) -> tuple[int, int, int, bool]:
        there = draft.anchor.place is not None and draft.anchor.place == fact.place
        together = len(people & draft.group)
        # A person who is alone in a moment is there in no scene of its installment.
        on_stage = together + sum(map(people.__contains__, draft.alone)) if draft.alone else together
        return together, on_stage, len(people.intersection(draft.beside)), there

    how = [fit(draft) for draft in here]
    best = max(how)
    fits = [draft for draft, own in zip(here, how, strict=True) if own == best]
    seconds = None if fact.where is None else fact.where.seconds
    if seconds is None:
        return fits[0] if fact.verb.role in MEETINGS else fits[-1]
    begun = [draft for draft in fits if draft.begun(seconds)]
    return begun[-1] if begun else fits[0]
