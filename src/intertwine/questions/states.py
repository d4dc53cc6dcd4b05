"""States: what began, and whether something visible has ended it.

A state of the vocabulary begins itself; another verb may begin it as well (`begins`), and others end it (`ends`). An
ending ends the states of its kind that began before it in story order, between the same two (in either order where the
verb is symmetric; quoted words count as an end, compared without case and accents; an ending without an object ends
all, and what has no other end is ended by any; a verb of `ends_all` ends them whatever their other end is, and one
of `ends_anyone` whoever is in them). A state that is told again ends nothing else while it lasts. A verb that
ends the very state that it begins replaces: moving to one place ends living in any other, and so does living in another
as shown in another installment (`one_at_a_time`). States exclude each other (`excludes`): the later of them ends the
earlier, between the same two. A return resumes a home of before (`resumes`). Of a verb by which a thing
passes from one to another (`gets`), it ends states of whoever gives it, and begins them for whoever gets it: who is
given what the giver owned owns it. Disproved facts begin and end nothing, and what is in a frame does so inside that
frame alone. A state that is told again while it lasts is one state, told when it was first shown.

A death ends what began before it in story order and had one of the dead as an end (not what `outlives` it, nor what
`outlives_object` where the dead are its object), and a return begins none of it again. What stands after a death in
that order lasts: the order itself puts before it what nothing says to be later (see `gate.before_deaths`). So nothing
ends before it begins. What the death ended and is told again, other than by its date or while nobody knew of the death,
is what ended.

The states of somebody who lives in an order of their own (`own:`) are taken in that order, as far as it is known. What
has a later step there than a death comes after it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from intertwine.gate.view import View
from intertwine.model.arrays import among, distinct
from intertwine.model.fact import Fact, Where
from intertwine.model.verb import Verb
from intertwine.model.verb_forms import state_wording
from intertwine.model.words import fold
from intertwine.questions.story import in_lived_order, steps_of

End = int | str | tuple[int] | None
"""The other end of a state: an entity, folded words, the line of a fact (in a tuple), or nothing."""
StateKey = tuple[str, End, End]
"""A state's kind, its subject, its other end."""


@dataclass(slots=True)
class State:
    """A state of `subject`. `kind` is the id of the state's verb; `other` an entity or None, `text` the words of one
    that has words instead. `verb` is the verb that words it best, as far as the view knows. `ended` is the fact
    that ended it (None: it lasts), and `again` are the lines that told it after that."""

    kind: str
    verb: Verb
    subject: int
    other: int | None
    text: str | None
    began: Fact
    ended: Fact | None = None
    again: set[int] = field(default_factory=set)

    @property
    def end(self) -> End:
        return words_end(self.began) if self.other is None else self.other


def states(
    view: View,
    facts: Iterable[Fact],
    before: int | None = None,
    frame: int | None = None,
    *,
    whose: int | None = None,
) -> list[State]:
    """The states that those of `facts` begin that are in this `frame` (None: in none), in story order of their
    beginnings, with what ended them; only deaths that were shown `before` that (an order of `view`) end any, where it
    is given. `whose` states they are, where they lived in an order of their own: then it is that order."""
    verbs = {verb.id: verb for verb in view.verbs}
    facts = [fact for fact in facts if not fact.disproved and fact.frame == frame]
    changing = [f for f in facts if f.verb.shape in ("state", "ending") or _changes(f.verb)]
    changing += _deaths(view, facts, {f.line for f in changing}, before, frame)
    found: list[State] = []
    lasting: dict[StateKey, State] = {}
    over: dict[StateKey, State] = {}
    been: dict[StateKey, Verb] = {}
    died: dict[End, Fact] = {}
    steps = steps_of(view, whose)
    for fact in in_lived_order(view, whose, changing):
        if fact.verb.role in ("death", "return"):
            patients = _patients(fact)
            for patient in patients:
                died.pop(patient, None)
                if fact.verb.role == "death":
                    died[patient] = fact
            if fact.verb.role == "death":
                for key in [key for key in lasting if {*patients} & {*_mortals(lasting[key])}]:
                    over[key] = lasting.pop(key)
                    over[key].ended = fact
        passed: set[tuple[str, End]] = set()
        resumed = _resumed(fact, been, lasting) if fact.verb.resumes else []
        if fact.verb.ends or fact.verb.passes or resumed:
            replaced = {(state.kind, state.subject) for state in resumed}
            for key in [key for key in lasting if key[:2] in replaced or _ends(fact, lasting[key], verbs, lasting)]:
                lasting.pop(key).ended = fact
                passed.add((key[0], key[2]))
        if fact.verb.shape == "state" or fact.verb.begins or resumed:
            begun = _passed_on(view, fact, verbs, passed, lasting) if fact.verb.gets else _begun(fact, verbs)
            for state in resumed or begun:
                key = (state.kind, state.subject, state.end)
                mirrored = (state.kind, state.end, state.subject) if isinstance(state.end, int) else key
                keys = (key, mirrored) if state.verb.symmetric else (key,)
                past = (died[n] for n in _mortals(state) if n in died)
                death = next((it for it in past if not _follows(fact, it, steps)), None)
                told = (lasting,) if death is None else (over, lasting)  # where it is looked for as told before
                known = next((kept[it] for kept in told for it in keys if it in kept), None)
                if known is None:
                    lasting[key] = state
                    been[key] = state.verb
                    found.append(state)
                elif known.ended is not None:
                    known.again.add(fact.line)
                elif fact.order < known.began.order:
                    known.began = fact
    return found


def _mortals(state: State) -> tuple[End, ...]:
    """Those of the ends of a `state` whose death ends it."""
    if state.verb.outlives:
        return ()
    return (state.subject,) if state.verb.outlives_object else (state.subject, state.end)


def _follows(state: Fact, death: Fact, steps: Mapping[int, int]) -> bool:
    """Whether a state that stands after a death is another than one of the same two that it ended: by its place in an
    order of one's own (`steps`), by its own date (a fact that it comes after is one, too), or since nobody knew of the
    death when it was shown."""
    if state.line in steps and death.line in steps:
        return steps[state.line] > steps[death.line]
    true = state.true
    dated = true is not None and (true.start is not None or any(it.kind != "before" for it in true.relations))
    return dated or state.order < death.order


def _deaths(view: View, facts: Iterable[Fact], known: set[int], before: int | None, frame: int | None) -> list[Fact]:
    """The deaths and returns, in this `frame`, of everybody whom `facts` put into a state."""
    beginning = [fact for fact in facts if fact.verb.shape == "state" or fact.verb.begins]
    people = {n for fact in beginning for n in (*fact.subjects, *fact.objects, *getters(fact))}
    if not people:
        return []
    subjects, objects, lines = view.rows.pairs(view.rows.mask(roles=("death", "return"), frame=frame))
    lines = distinct(lines[among(subjects, people) | among(objects, people)])
    found = (fact for fact in view.facts.at(lines[~among(lines, known)]) if not people.isdisjoint(_patients(fact)))
    return [fact for fact in found if before is None or fact.order[0] < before]


def _patients(turn: Fact) -> tuple[int, ...]:
    """Who dies or returns."""
    return turn.objects if turn.verb.patient == "object" else turn.subjects


def _begun(fact: Fact, verbs: dict[str, Verb]) -> Iterable[State]:
    kind = fact.verb.begins or fact.verb.id
    verb = verbs.get(kind, fact.verb)
    for subject in fact.subjects:
        for other in fact.objects:
            yield State(kind, verb, subject, other, None, fact)
        if not fact.objects:
            yield State(kind, verb, subject, None, fact.words or None, fact)


def _changes(verb: Verb) -> bool:
    """Whether a verb begins states or ends them, whatever its shape is."""
    return bool(verb.begins or verb.ends or verb.resumes)


def _resumed(fact: Fact, been: Mapping[StateKey, Verb], lasting: Collection[StateKey]) -> list[State]:
    """The states that `fact` resumes: those that its subjects have `been` in with one of its objects, and are in no
    longer."""
    kind = fact.verb.resumes
    pairs = ((subject, other) for subject in fact.subjects for other in fact.objects)
    past = (pair for pair in pairs if (kind, *pair) in been and (kind, *pair) not in lasting)
    return [State(kind, been[kind, *pair], *pair, None, fact) for pair in past]


def _passed_on(
    view: View, fact: Fact, verbs: dict[str, Verb], passed: Collection[tuple[str, End]], lasting: Collection[StateKey]
) -> Iterable[State]:
    """What begins for those who get the things that a fact passes to them: the states `passed` that its giver was in
    and passes on, else the one that its verb begins. Those who own a thing already do not get it once more (`lasting`
    are the states that last), and nobody is given words, or what cannot be in that state."""
    others: list[int | None] = [*fact.objects] or [None]
    for getter in getters(fact):
        for other in others:
            end = words_end(fact) if other is None else other
            kinds = [kind for kind in fact.verb.passes if (kind, end) in passed]
            if not kinds and not any((kind, getter, end) in lasting for kind in fact.verb.passes):
                verb = verbs.get(fact.verb.begins)
                fits = verb is not None and other is not None and view.entities.kind(other) in (*verb.objects, "")
                kinds = [fact.verb.begins] * (fact.verb.gets == "subject" or fits)
            for kind in filter(None, kinds):
                words = fact.words or None if other is None else None
                yield State(kind, verbs.get(kind, fact.verb), getter, other, words, fact)


def getters(fact: Fact) -> tuple[int, ...]:
    """Those who get what a fact passes from one to another."""
    if fact.verb.gets == "subject":
        return fact.subjects
    return () if fact.recipient is None or not fact.verb.gets else (fact.recipient,)


def givers(fact: Fact) -> tuple[int, ...] | None:
    """Those whom it comes from; None where nobody is named."""
    if fact.verb.gets == "recipient":
        return fact.subjects
    return None if fact.recipient is None else (fact.recipient,)


def _gives(fact: Fact, key: StateKey) -> bool:
    """Whether a fact by which things pass from one to another ends the state of this key."""
    kind, subject, end = key
    said: Collection[End] = fact.objects or (words_end(fact),)
    if end not in said or subject in getters(fact):
        return False
    those = givers(fact)
    if those is None:  # whoever had the thing has it no longer; words may be those of another thing
        return kind in fact.verb.ends and isinstance(end, int)
    return subject in those and (kind in fact.verb.ends or kind in fact.verb.passes)


def _ends(fact: Fact, state: State, verbs: dict[str, Verb], lasting: Collection[StateKey]) -> bool:
    kind, subject, end = state.kind, state.subject, state.end
    if fact.verb.gets:
        return _gives(fact, (kind, subject, end))
    if kind not in fact.verb.ends:
        return False
    if fact.verb.ends_anyone:
        return end in fact.objects
    mine = subject in fact.subjects
    if fact.verb.begins == kind or (fact.verb.id == kind and fact.verb.shape == "state"):
        # Two that are told of together, as a street and a house in it, are no change.
        told_together = fact.verb.id == kind and _installment(fact) == _installment(state.began)
        return mine and end not in fact.objects and not told_together
    if _is_told_again(fact, subject, end, lasting):
        return False
    if fact.verb.ends_all or end is None or (not fact.objects and words_end(fact) is None):
        return mine
    said: set[End] = set(fact.objects) if fact.objects else {words_end(fact)}
    if mine and end in said:
        return True
    verb = verbs.get(kind)
    either_way = fact.verb.symmetric or bool(verb and verb.symmetric)
    return either_way and subject in said and end in fact.subjects


def _is_told_again(fact: Fact, one: int, other: End, lasting: Collection[StateKey]) -> bool:
    """Whether `fact` only tells once more what is so of the two ends of another state."""
    verb = fact.verb
    pairs = ((a, b) for a, b in ((one, other), (other, one)) if verb.symmetric or a in fact.subjects)
    return verb.begins == verb.id and any((verb.id, *pair) in lasting for pair in pairs)


def _installment(fact: Fact) -> Where | None:
    return None if fact.where is None else Where(*fact.where[:3])


def words_end(fact: Fact) -> End:
    """The other end of what a fact without an entity as an object says."""
    if fact.ref is not None:
        return (fact.ref,)
    return fold(fact.words) if fact.words else None


def wording(state: State, *, of_subject: bool) -> str:
    """A state in words from the side of its subject, or of the other; "" where the vocabulary has none, and
    where its other end is a fact: a whole sentence says it then. They are the same however it began, but where the
    table says what is told of the form that began it ("can", "has become")."""
    if state.verb.id != state.kind or state.began.ref is not None:
        return ""
    if of_subject and state.began.verb.id == state.kind:
        said = state_wording(state.began.verb, state.began.form, state.began.words)
        if said:
            return said
    if of_subject or state.verb.symmetric:
        return next((form.removesuffix(":") for form in state.verb.forms), "")
    return state.verb.inverse
