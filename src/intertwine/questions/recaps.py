"""What stands behind the few sentences of a recap: all that is known of the people and threads that it concerns."""

from dataclasses import field

from intertwine.gate.view import View
from intertwine.model.arguments import need_text
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.appearances import MistakenFor, taken_for, taken_of
from intertwine.questions.arguments import need_view
from intertwine.questions.changes import FrameRevealed, framed
from intertwine.questions.changing import changing
from intertwine.questions.common import At, Connection, Named, Told
from intertwine.questions.entity_page import Relation, relations
from intertwine.questions.listed import LISTED
from intertwine.questions.lives import undone
from intertwine.questions.previously_on import Previously, before_place, recap_start
from intertwine.questions.recap_people import recap_people
from intertwine.questions.states import End, State, states, wording, words_end
from intertwine.questions.tell import Teller, believed, had_been_believed, real
from intertwine.questions.threads import is_open
from intertwine.questions.until import StateEnds


@record
class RecapPerson:
    """Somebody of the recap: how they stand to others now, the weightiest of the other facts as shown, and how many of
    those there are. `undone` are their deaths that had been believed and turned out to be none, and `taken_for` says
    for whom they were taken, and who was for them; the JSON has both only where there are any."""

    who: Named
    undone: tuple[Told, ...] = field(metadata={"json": "if any"})
    taken_for: tuple[MistakenFor, ...] = field(metadata={"json": "if any"})
    relations: tuple[Relation, ...]
    facts: tuple[Told, ...]
    total_facts: int

    __repr__ = short_repr


@record
class Recap:
    """`before` is the place that it leads up to (`episode` None: a whole season or title), and `previously` the answer
    in a few sentences. `people` are those whom `title` bills and those of its seen installments, of a title that bills
    nobody also those of earlier titles; `threads` are open in the view, each with its last fact.
    `frames` are what had been taken for real in its installments and turned out to be in a frame; the JSON has them
    only where there are any."""

    title: Named
    before: At
    previously: Previously
    frames: tuple[FrameRevealed, ...] = field(metadata={"json": "if any"})
    people: tuple[RecapPerson, ...]
    threads: tuple[Connection, ...]

    __repr__ = short_repr


def recap(view: View, before: str, most: int = 5) -> Recap:
    """What to remember before `before` ("The Defenders", "Daredevil S2", "Jessica Jones 1x05"): of each person the
    `most` weightiest facts of `view` that were shown before it. Raises `NotThere`, `Ambiguous`.

    It speaks only of people whom the title bills (see `billed_people`), of people on stage in those of its installments
    that the viewer has passed, of a title that bills nobody also of people of earlier titles (see `recap_people`), and
    of threads that are open; what is unseen has no say in it.
    """
    need_view("recap", view)
    need_text("recap", before, "a place as text", 'write questions.recap(viewer.view, "Title 1x01")')
    start, tell = recap_start(view, before), Teller(view)
    people = [_person(tell, n, start.order, most) for n in recap_people(view, start)]
    threads = tell.links(_threads(view, start.order))
    shown = (
        fact
        for fact in view.facts.shown_in(start.title)
        if fact.order[0] < start.order and had_been_believed(view, fact)
    )
    few = before_place(view, start)
    return Recap(tell.named(start.title), start.at, few, framed(tell, shown), tuple(people), threads)


def _person(tell: Teller, me: int, limit: int, most: int) -> RecapPerson:
    view = tell.view
    everything = [fact for fact in changing(view, me, view.facts.of(me)) if fact.order[0] < limit]
    about = believed(everything)
    deaths = [fact for fact in undone(view, me, everything) if fact.order[0] < limit]
    taken = [it for it in taken_of(view, me) if it.about is not None and view.facts.one(it.about).order[0] < limit]
    stand = states(view, about, limit, whose=me)
    lasting = [
        s for s in stand if s.ended is None and me in (s.subject, s.other) and wording(s, of_subject=s.subject == me)
    ]
    facts = [f for f in about if f.verb.role not in (*LISTED, "prose") and f.where is not None and names(f, me)]
    facts = [f for f in facts if not says_only(f, me, lasting) and f not in deaths]
    weightiest = sorted(facts, key=lambda fact: (weight(view, fact), -fact.order[0], -fact.order[1]))[:most]
    return RecapPerson(
        tell.named(me),
        tell.all_told(deaths),
        taken_for(tell, taken),
        tuple(relation for relation in relations(tell, me, stand) if relation.now),
        tell.all_standing(sorted(weightiest, key=lambda fact: fact.order), StateEnds(stand), me),
        len(facts),
    )


def says_only(fact: Fact, me: int, lasting: list[State]) -> bool:
    """Whether all that `fact` says of the entity `me` is how they stand now, which their `lasting` states say."""
    if fact.verb.shape != "state" or not fact.real or me not in (*fact.subjects, *fact.objects):
        return False
    known = {pair for s in lasting if s.kind == (fact.verb.begins or fact.verb.id) for pair in _pairs(s)}
    others: list[End] = [*fact.objects] or [words_end(fact)]
    said: list[tuple[End, End]] = (
        [(me, other) for other in others] if me in fact.subjects else [(n, me) for n in fact.subjects]
    )
    return known.issuperset(said)


def _pairs(state: State) -> list[tuple[End, End]]:
    """The two ends of a state, and the other way round where it holds both ways."""
    there: tuple[End, End] = (state.subject, state.end)
    return [there, (state.end, state.subject)] if state.verb.symmetric else [there]


def names(fact: Fact, me: int) -> bool:
    """Whether a fact links somebody itself, elsewhere than in its text or as its place."""
    return me in fact.ends


def weight(view: View, fact: Fact) -> int:
    """What a viewer needs most comes first: deaths and returns, who somebody is, what changed for good, what is known
    and met for the first time (as oneself), then whatever else happened; scenes last, and what did not really
    happen."""
    if not fact.real:
        return 4
    role, shape = fact.verb.role, fact.verb.shape
    if role in ("death", "return", "identity"):
        return 0
    if shape in ("state", "ending"):
        return 1
    if role == "first meeting" and view.facts.beside(fact, "taken for"):
        return 3
    if role in ("learns", "first meeting", "opens", "resolves", "villain"):
        return 2
    return 4 if role in ("scene", "scene after the credits", "appearance") else 3


def _threads(view: View, limit: int) -> list[tuple[int, Fact]]:
    """The open threads, each with the last fact of it before the limit, in the order in which they were opened."""
    found: dict[int, list[Fact]] = {}
    for fact in real(view.facts.of(roles=("opens", "works on", "resolves"))):
        if fact.order[0] < limit:
            for n in fact.objects:
                found.setdefault(n, []).append(fact)
    threads = view.entities.of_kind("thread")
    return [(n, facts[-1]) for n, facts in found.items() if threads[n] and is_open(view, n, facts)]
