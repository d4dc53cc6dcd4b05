"""An entity's page: who or what it is, what has happened so far, how it stands to others."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.fact import Fact, Where
from intertwine.model.short_repr import short_repr
from intertwine.questions.common import Asked, At, Image, Named, OutsideId, Told
from intertwine.questions.presence import shows
from intertwine.questions.states import State, states, wording
from intertwine.questions.story import in_story_order
from intertwine.questions.tell import LISTED, Teller, believed, the


@dataclass(frozen=True, slots=True)
class NameLine:
    """One of the names that this viewer knows. `where` is None when it is public or came with the first fact."""

    name: str
    where: At | None

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class Relation:
    """A state between the entity and `to` (an entity) or `text` (words, as of a job); at most one of them is set.

    `words` say it from this entity's side, canonically ("is a member of" for somebody who joined); "" where the
    vocabulary has no wording from this side: `told` says it then. `now` is False for what is over; `told` is the fact
    that began it and `ended` the one that ended it (None: nothing visible did, though it may be over).
    """

    words: str
    to: Named | None
    text: str | None
    now: bool
    told: Told
    ended: Told | None

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class SeenIn:
    """A title in which the entity is seen, and where in it, each installment once: those of which it is known."""

    title: Named
    installments: tuple[At, ...]

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class Played:
    """Who plays whom (`actor`, `role`), and in which titles as far as this viewer knows."""

    actor: Named
    role: Named
    titles: tuple[Named, ...]

    __repr__ = short_repr


@dataclass(frozen=True, slots=True)
class Who:
    """Everything about an entity. `alive` is what is last known: True after a return, False after a death, None when
    neither is known, or after a seeming death; `fate` is the fact that says so. `acts_in` are the titles that bill a
    real person."""

    name: str
    address: str
    kind: str
    names: tuple[NameLine, ...]
    description: tuple[Told, ...]
    alive: bool | None
    fate: Told | None
    facts: tuple[Told, ...]
    relations: tuple[Relation, ...]
    seen_in: tuple[SeenIn, ...]
    played_by: tuple[Played, ...]
    plays: tuple[Played, ...]
    acts_in: tuple[Named, ...]
    images: tuple[Image, ...]
    ids: tuple[OutsideId, ...]

    __repr__ = short_repr


def who(view: View, asked: Asked) -> Who:
    """The page of the entity that is called `asked`. Raises `NotThere`, `Ambiguous`."""
    me = the(view, asked)
    about, tell = view.facts.of(me), Teller(view, page=me)
    named = tell.named(me)
    own = [fact for fact in about if me in fact.subjects]
    known = believed(about)
    alive, fate = _fate(view, me, known)
    parts = [fact for fact in known if fact.verb.role == "part"]
    billed = (fact for fact in known if fact.verb.role == "billing" and me in fact.subjects)
    return Who(
        name=named.name,
        address=named.address,
        kind=named.kind,
        names=tuple(NameLine(name.text, tell.at(name.where)) for name in view.names.known(me)),
        description=tell.all_told(f for f in own if f.verb.role in ("prose", "introduction")),
        alive=alive,
        fate=None if fate is None else tell.told(fate),
        facts=tell.all_told(_happened(me, about)),
        relations=relations(tell, me, states(view, changing(view, me, about))),
        seen_in=_seen_in(tell, me, known),
        played_by=_played(tell, (f for f in parts if me in f.objects), me),
        plays=_played(tell, (f for f in parts if me in f.subjects), None),
        acts_in=tell.all_named(_release_order(view, {title for fact in billed for title in fact.objects})),
        images=tell.images(own),
        ids=tell.ids(own),
    )


def changing(view: View, me: int, about: Sequence[Fact]) -> tuple[Fact, ...]:
    """What may begin or end a state of the entity `me`: all that names them (`about`), and for those whose state ends
    in them (who lives here, who belongs to us) whatever ends such a state in `view` without naming it."""
    others = {n for fact in about if fact.verb.shape == "state" and me in fact.objects for n in fact.subjects} - {me}
    if not others:
        return tuple(about)
    subjects, _, lines = view.rows.pairs(view.rows.mask(verbs=lambda verb: bool(verb.ends)))
    ours = lines[among(subjects, np.array(sorted(others), np.int32))]
    return (*about, *view.facts.at(ours[~among(ours, [fact.line for fact in about])]))


def relations(tell: Teller, me: int, all_states: Iterable[State]) -> tuple[Relation, ...]:
    """Those of `all_states` of which the entity `me` is an end, in the words of `tell`: those that last, then those
    that have ended, each in the order shown."""
    found: list[tuple[State, Relation]] = []
    for state in all_states:
        if me not in (state.subject, state.other) or state.subject == state.other:
            continue
        mine = state.subject == me
        other = state.other if mine else state.subject
        relation = Relation(
            words=wording(state, of_subject=mine),
            to=None if other is None else tell.named(other),
            text=state.text,
            now=not state.over,
            told=tell.told(state.began),
            ended=None if state.ended is None else tell.told(state.ended),
        )
        found.append((state, relation))
    found.sort(key=lambda item: (item[0].over, item[0].began.order))
    # What lasts is said once, though "is the parent of" and "is the child of" may both have been told.
    lasting: dict[tuple[str, Named | None, str | None], Relation] = {}
    ended: dict[object, Relation] = {}
    for place, (state, relation) in enumerate(found):
        if state.over or not relation.words:
            # So is what one fact ended, though it was told again later, as of a marriage after a death.
            one = (relation.words, relation.to, relation.text, relation.ended)
            ended.setdefault(one if relation.words else place, relation)
        else:
            lasting.setdefault((relation.words, relation.to, relation.text), relation)
    return (*lasting.values(), *sorted(ended.values(), key=lambda relation: not relation.now))


def _happened(me: int, about: Sequence[Fact]) -> Iterable[Fact]:
    """What is listed as having happened: not what has a place of its own on the page, nor sentences of a recap or a
    synopsis, which read as a whole on a title's page and are torn from their context here; nor a scene that says no
    more than that they are together, where what they do there is told of all of them."""
    told = [fact for fact in about if fact.verb.role not in (*LISTED, "prose", "introduction")]
    company: dict[tuple[int, int, int], set[int]] = {}
    for fact in told:
        if fact.where is not None and fact.verb.role != "scene":
            company.setdefault(fact.where[:3], set()).update((*fact.subjects, *fact.objects))
    for fact in told:
        bare = fact.verb.role == "scene" and fact.where is not None and fact.place is None and not fact.text
        if not (bare and fact.where and set(fact.subjects) - {me} <= company.get(fact.where[:3], set())):
            yield fact


def dies(fact: Fact, entity: int) -> bool:
    """True when a fact of a death or a return is this entity's."""
    return entity in (fact.objects if fact.verb.patient == "object" else fact.subjects)


def _fate(view: View, me: int, known: Sequence[Fact]) -> tuple[bool | None, Fact | None]:
    turns = [fact for fact in known if fact.verb.role in ("death", "seeming death", "return") and dies(fact, me)]
    if not turns:
        return None, None
    last = in_story_order(view, turns)[-1]
    return None if last.verb.role == "seeming death" else last.verb.role == "return", last


def _seen_in(tell: Teller, me: int, known: Sequence[Fact]) -> tuple[SeenIn, ...]:
    found: dict[int, dict[tuple[int, int], Where]] = {}
    for fact in known:
        if fact.where is not None and shows(fact, me):
            place = Where(fact.where.title, fact.where.season, fact.where.number)
            places = found.setdefault(place.title, {})
            # What is known of a whole season does not say that they are in its last episode.
            if not fact.several:
                places[place.season, place.number] = place
    titles = _release_order(tell.view, found)
    return tuple(
        SeenIn(tell.named(title), tuple(tell.place(place) for _, place in sorted(found[title].items())))
        for title in titles
    )


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
