"""An entity's page: who or what it is, what has happened so far, how it stands to others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import field

import numpy as np

from intertwine.gate.view import View
from intertwine.model.fact import Fact, Where
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import StateHeading
from intertwine.questions.appearances import (
    MistakenFor,
    SeenIn,
    SeenInside,
    Stage,
    seen_in,
    seen_inside,
    stages,
    taken_for,
    taken_of,
)
from intertwine.questions.arguments import need_name, need_view
from intertwine.questions.changing import changing
from intertwine.questions.common import Asked, At, Image, Named, OutsideId, Told
from intertwine.questions.entity_facts import EntityFacts
from intertwine.questions.folded import folded
from intertwine.questions.introduction import introduction_of
from intertwine.questions.listed import LISTED
from intertwine.questions.lives import fate_of
from intertwine.questions.meaning import meant
from intertwine.questions.states import State, states, wording
from intertwine.questions.tell import Teller, ToldFacts, believed, frame_words
from intertwine.questions.until import StateEnds, is_told_back


@record
class NameLine:
    """One of the names that this viewer knows. `where` is None when it is public or came with the first fact."""

    name: str
    where: At | None

    __repr__ = short_repr


@record
class Relation:
    """A state between the entity and `to` (an entity) or `text` (words, as of a job); at most one of them is set.

    `words` say it from this entity's side, canonically ("is a member of" for somebody who joined); "" where the
    vocabulary has no wording from this side: `told` says it then. `told` is the fact that began it and `ended` the one
    that ended it, None where it lasts: then `now` is True. `ended_first` is True where the end was shown before `told`;
    the JSON has it only then. `ended_by` is True where a look back told the end: it was over by then, and the JSON has
    it only then. Where one of the two was taken for somebody else when it
    began, `taken_for` is for whom this entity was, and `to_taken_for` for whom the other; the JSON has them only then.
    `heading` is what the vocabulary puts it under; it is not part of the JSON.
    """

    words: str
    to: Named | None
    text: str | None
    now: bool
    told: Told
    ended: Told | None
    ended_first: bool = field(default=False, metadata={"json": "if any"})
    ended_by: bool = field(default=False, metadata={"json": "if any"})
    taken_for: Named | None = field(default=None, metadata={"json": "if any"})
    to_taken_for: Named | None = field(default=None, metadata={"json": "if any"})
    heading: StateHeading = field(default="", metadata={"json": False})

    __repr__ = short_repr


@record
class Played:
    """Who plays whom (`actor`, `role`), and in which titles as far as this viewer knows."""

    actor: Named
    role: Named
    titles: tuple[Named, ...]

    __repr__ = short_repr


@record
class LifeInside:
    """How somebody stands inside a frame, as in another world: `frame` says in which ("In another world, Earth Two").
    `alive`, `fate` and `relations` are as in `Who`, of what is in this very frame."""

    frame: str
    alive: bool | None
    fate: Told | None
    relations: tuple[Relation, ...]

    __repr__ = short_repr


@record
class Who:
    """Everything about an entity. `introduction` says who it is in at most four sentences. `alive` is what is last
    known: True after a return, False after a death, None when neither is known, or after a seeming death; `fate` is the
    fact that says so. It is True as well where all deaths
    that had been believed turned out to be none, or those of a double: `fate` is the last of those. What is in a frame
    counts for nothing else, nor for `relations`: it stands in `inside`, a frame each, as shown, and `seen_inside` says
    where that was shown. `taken_for` are those for whom the entity was taken, and who was taken for it. `acts_in` are
    the titles that bill a real person."""

    name: str
    address: str
    kind: str
    names: tuple[NameLine, ...]
    introduction: tuple[Told, ...]
    description: tuple[Told, ...]
    alive: bool | None
    fate: Told | None
    facts: Sequence[Told]
    relations: tuple[Relation, ...]
    inside: tuple[LifeInside, ...]
    seen_in: tuple[SeenIn, ...]
    seen_inside: tuple[SeenInside, ...] = field(metadata={"json": "if any"})
    stages: tuple[Stage, ...]
    taken_for: tuple[MistakenFor, ...]
    played_by: tuple[Played, ...]
    plays: tuple[Played, ...]
    acts_in: tuple[Named, ...]
    images: tuple[Image, ...]
    ids: tuple[OutsideId, ...]

    __repr__ = short_repr


def who(view: View, asked: Asked) -> Who:
    """The page of the entity that is called `asked`. Raises `NotThere`, `Ambiguous`."""
    need_view("who", view)
    need_name("who", asked)
    return who_of(EntityFacts.of(view, meant(view, asked)))


def who_of(its: EntityFacts) -> Who:
    """The page of an entity, from all about it."""
    view, me, about, stand = its.view, its.me, its.facts, its.stand
    tell = Teller(view, page=me)
    named = tell.named(me)
    own = [fact for fact in about if me in fact.subjects]
    known = believed(about)
    alive, fate = fate_of(tell, me, about, None)
    parts = [fact for fact in known if fact.verb.role == "part"]
    billed = (fact for fact in known if fact.verb.role == "billing" and me in fact.subjects)
    return Who(
        name=named.name,
        address=named.address,
        kind=named.kind,
        names=tuple(NameLine(name.text, tell.at(name.where)) for name in view.names.known(me)),
        introduction=introduction_of(its),
        description=tell.all_told(f for f in own if f.verb.role in ("prose", "introduction")),
        alive=alive,
        fate=fate,
        facts=what_happened(its),
        relations=relations(tell, me, stand),
        inside=_inside(tell, me, about),
        seen_in=seen_in(tell, me, about),
        seen_inside=seen_inside(tell, me, about),
        stages=stages(tell, me, about),
        taken_for=taken_for(tell, taken_of(view, me)),
        played_by=_played(tell, (f for f in parts if me in f.objects), me),
        plays=_played(tell, (f for f in parts if me in f.subjects), None),
        acts_in=tell.all_named(_release_order(view, {title for fact in billed for title in fact.objects})),
        images=tell.images(own),
        ids=tell.ids(own),
    )


def _inside(tell: Teller, me: int, about: Sequence[Fact]) -> tuple[LifeInside, ...]:
    """How the entity `me` stands in each frame in which something is said `about` its life or its states."""
    found = []
    for frame in dict.fromkeys(fact.frame for fact in about if fact.frame is not None and not fact.disproved):
        alive, fate = fate_of(tell, me, about, frame)
        inside = states(tell.view, changing(tell.view, me, about, frame), frame=frame, whose=me)
        stand = relations(tell, me, inside)
        if fate is not None or stand:
            found.append(LifeInside(frame_words(tell, frame), alive, fate, stand))
    return tuple(found)


def relations(tell: Teller, me: int, all_states: Iterable[State]) -> tuple[Relation, ...]:
    """Those of `all_states` of which the entity `me` is an end, in the words of `tell`: those that last, then those
    that have ended, each in the order shown."""
    found: list[tuple[State, Relation]] = []
    for state in all_states:
        if me not in (state.subject, state.other) or state.subject == state.other:
            continue
        mine = state.subject == me
        other = state.other if mine else state.subject
        seemed = {
            who: tell.named(it.objects[0])
            for it in tell.view.facts.beside(state.began, "taken for")
            for who in it.subjects
            if it.objects
        }
        relation = Relation(
            words=wording(state, of_subject=mine),
            to=None if other is None else tell.named(other),
            text=state.text,
            now=state.ended is None,
            told=tell.told(state.began),
            ended=None if state.ended is None else tell.told(state.ended),
            ended_first=state.ended is not None and state.ended.order[0] < state.began.order[0],
            ended_by=state.ended is not None and is_told_back(state.ended),
            taken_for=seemed.get(me),
            to_taken_for=None if other is None else seemed.get(other),
            heading=state.verb.heading,
        )
        found.append((state, relation))
    found.sort(key=lambda item: (item[0].ended is not None, item[0].began.order))
    # What lasts is said once, though "is the parent of" and "is the child of" may both have been told.
    lasting: dict[tuple[str, Named | None, str | None], Relation] = {}
    ended: dict[object, Relation] = {}
    for place, (state, relation) in enumerate(found):
        if state.ended is not None or not relation.words:
            # So is what one fact ended, though it was told again later, as of a marriage after a death.
            one = (relation.words, relation.to, relation.text, relation.ended)
            ended.setdefault(one if relation.words else place, relation)
        else:
            lasting.setdefault((relation.words, relation.to, relation.text), relation)
    return (*lasting.values(), *sorted(ended.values(), key=lambda relation: not relation.now))


def _with_its_world(view: View, me: int, about: Sequence[Fact]) -> Sequence[Fact]:
    """`about`, and all that happens in the frames that are named after the entity `me`, as in another world, as shown.
    What somebody only dreams is no world of theirs."""
    if view.entities.kind(me) in ("character", "person"):
        return about
    inside: dict[int, Fact] = {}
    found = [it.about for it in view.facts.beside_any("frame", me) if it.about is not None]
    while found:  # a frame may be inside another
        facts = [fact for fact in view.facts.at(found) if fact.line not in inside]
        inside |= {fact.line: fact for fact in facts}
        found = [fact.about for fact in facts if fact.verb.role == "frame" and fact.about is not None]
    happened = [fact.line for fact in inside.values() if fact.verb.role != "frame"]
    return view.facts.at({*happened, *(fact.line for fact in about)}) if happened else about


def what_happened(its: EntityFacts) -> ToldFacts:
    """All that is listed as having happened to an entity, as shown; told when it is read."""
    facts = list(_happened(its.view, its.me, _with_its_world(its.view, its.me, its.facts)))
    lines, tell = np.array([fact.line for fact in facts], np.int32), Teller(its.view, page=its.me)
    return ToldFacts(tell, lines, until=True, facts=facts, ends=StateEnds(its.stand), whose=its.me)


def _happened(view: View, me: int, about: Sequence[Fact]) -> Iterable[Fact]:
    """What is listed as having happened: not what has a place of its own on the page, nor sentences of a recap or a
    synopsis, which read as a whole on a title's page and are torn from their context here; nor a scene that says no
    more than that they are there together, where what they do there is told of all of them."""
    told = folded(view, [fact for fact in about if fact.verb.role not in (*LISTED, "prose", "introduction")])
    company: dict[tuple[int, int, int, int | None], set[int]] = {}
    for fact in told:
        if fact.where is not None and fact.verb.role != "scene":
            company.setdefault(_company_of(fact.where, fact), set()).update(fact.ends)
    for fact in told:
        if fact.verb.role == "scene" and fact.where is not None and fact.place is None and not (fact.text or fact.ways):
            others = set(fact.subjects) - {me}
            taken = view.facts.beside(fact, "taken for")
            if not taken and others <= company.get(_company_of(fact.where, fact), set()):
                continue
        yield fact


def _company_of(where: Where, fact: Fact) -> tuple[int, int, int, int | None]:
    """The installment and the frame of a fact that was shown there."""
    return where.title, where.season, where.number, fact.frame


def _release_order(view: View, titles: Collection[int]) -> list[int]:
    return [title for title in view.listing.titles if title in titles]


def _played(tell: Teller, parts: Iterable[Fact], role: int | None) -> tuple[Played, ...]:
    """Who plays whom: all actors of one role, or all roles of one actor."""
    found: dict[tuple[int, int], set[int]] = {}
    for fact in parts:
        title = fact.place if fact.place is not None else fact.where.title if fact.where else None
        for actor in fact.subjects:
            for part in fact.objects if role is None else (role,):
                found.setdefault((actor, part), set()).update(() if title is None else (title,))
    return tuple(
        Played(tell.named(actor), tell.named(part), tell.all_named(_release_order(tell.view, titles)))
        for (actor, part), titles in found.items()
    )
