"""What verbs mean, as data: one `Verb` for each entry of a vocabulary table. Code names no verb; it asks for roles."""

from collections.abc import Sequence
from dataclasses import field, replace
from fnmatch import fnmatchcase
from typing import Literal, get_args

from intertwine.model.frozen import FrozenDict
from intertwine.model.record import record
from intertwine.model.title_kind import TitleKind
from intertwine.model.way import FrameKind, Way

Shape = Literal["event", "state", "ending", "listing"]
SaidFor = tuple[tuple[str, str], ...]
"""Pairs of words: what is written, and what is said for it."""
ThreadNames = tuple[tuple[str, tuple[str, ...]], ...]
"""Kinds of threads, each with the patterns of the names of its threads, the first that fits counts."""
Role = Literal[
    "",
    "name", "linked name", "kind", "image", "outside id", "cut",
    "title name", "certification", "genre", "platform", "logline", "status",
    "billing", "part", "prose", "news",
    "scene", "scene after the credits", "appearance",
    "meeting", "first meeting", "identity", "deed",
    "death", "seeming death", "return",
    "opens", "works on", "resolves", "concerns",
    "taken for", "frame", "own order", "learns", "continues", "renewal", "purpose", "introduction", "leads", "villain",
    "job", "description",
]  # fmt: skip

StateHeading = Literal[
    "family", "love", "friends", "enemies", "work", "groups", "powers", "home", "health", "things", ""
]  # fmt: skip
"""What a page puts a state under, in this order; "" is all else."""
STATE_HEADINGS: tuple[StateHeading, ...] = get_args(StateHeading)

USUALLY_AFTER = ("again", "for the first time")
"""What a verb has for `after` where its table does not say."""

SCENES: tuple[Role, ...] = ("scene", "scene after the credits")
PRESENT: tuple[Role, ...] = (*SCENES, "appearance")
"""Roles of verbs that say of their subjects how each is present."""
DECLARED_NAMES: tuple[Role, ...] = ("name", "title name")
"""Roles of names that a page or a fact declares; each has a stamp of its own."""
NAMES: tuple[Role, ...] = (*DECLARED_NAMES, "linked name")
"""Roles of all names; a linked one is known with any visible fact that links its bearer."""


@record
class Verb:
    """One verb and what follows from it.

    `forms` are the wordings that a keeper may write (a form that ends in a colon takes its subjects after it).
    `subjects` and `objects` are the kinds that may stand there; `objects` may also hold "text", "fact" and "none".
    `shape`: an *event* happens; a *state* lasts from then on; an *ending* ends the states in `ends`; a *listing* is an
    entry of a page's front matter. `ends_all` is True where those in `ends` end whatever their other end is,
    `ends_anyone` where they end whoever is in them with the object (destroys). `resumes` is the state that begins once
    more, and ends any other of its kind, if the subject was in it with that object before (returns to a home). `begins`
    names the state begun (a state begins itself). `patient` says who dies, returns or is introduced: "subject" or
    "object". `outlives` is True for a state that the death of one of its ends does not end (kinship), `outlives_object`
    for one that its subject's death alone ends (is pregnant by). `needed` is True where its object must be known before
    its subject (depends on). `met` is True where the pair must have met for it to be true, `spoken` where they must
    have spoken with each other (on the phone, say) and need not have met. `recipient` is the preposition before whoever
    gets the object ("to"), or before whoever it comes from ("from"); "" where nobody does. `gets` says which of the two
    gets the object ("subject", "recipient"; "" where it passes to nobody): that one is in the state `begins`, the other
    is in none of `ends` any longer, and passes those of `passes` on in place of it, as far as they were in them. Where
    nobody is named whom the subject has it from, nobody else is in `ends` any longer. `inverse` words it from the
    object's side, and so do the further `backwards`: these may be written too, with the object before them. `mistaken`
    are the words of a purpose before a fact that turned out not to be so ("": as before any other). `role` is what
    questions and sentences look for (a "deed" has a verb in its quoted words: `does: "get a boy back"`). `evidence` is
    False where the statement does not make its subject known (a name, an image). `after` are words at the end of a form
    that a sentence says after the objects ("meets Ada again"). `heading` is what a page puts a state under. A state
    ends those that it `excludes` between the same two, and they end it; of one that is `one_at_a_time` a later one ends
    any other. `excluding` has that worked out into `ends`. `elder` says who of the two comes before the other in a
    family: "subject" of a parent, "object" of a child ("": neither must). `alone` says which end of a state can have
    one other end alone until a fact ends it: the "object" of a leader's group, the "subject" of two who are married
    ("": neither). `within` is the state that one must be in with the same other end: a leader is a member.
    `one_generation` is True of siblings: neither can be the other's ancestor.

    What a checker asks: `alive` says who of the two must be alive ("subject", "object", "both"; "": nobody, or
    whoever is there), `born` who is born ("subject", "object"). `knowing` says who knows the fact that stands after
    the verb: "learns" (the subject from then on), "tells" (the subject before, and whoever is told from then on),
    "knows" (the subject before), "remembers" (the same, of what they saw or learnt), "forgets" (the subject until
    then); "" where it says nothing of that. With the forms in `already` the subject knew it before ("knows").
    `suffered` is True of what happens to its subject, who has no reasons for it. `journey` is True where its text
    says how long the way from one place to another takes.

    What a sentence says, where that is not what is written: `told` has it for wordings of one subject ("is described
    as": "is"; "works as a": "is", where the fact's own words begin with an article), `inside` for wordings of one
    within a sentence of another verb that `reports` ("turns out to be alive": "is alive"); without such an entry, what
    happened is told there in the past. `reports` is True where the fact that the verb speaks of has happened by then
    (learns, tells). `threads` has what the verb's first form says of a thread, by patterns of its name in lower case
    ("the hunt for *"), the first that fits.
    """

    id: str
    forms: tuple[str, ...]
    subjects: frozenset[str]
    objects: frozenset[str]
    group: str = ""
    symmetric: bool = False
    shape: Shape = "event"
    begins: str = ""
    ends: tuple[str, ...] = ()
    ends_all: bool = False
    ends_anyone: bool = False
    resumes: str = ""
    met: bool = False
    spoken: bool = False
    outlives: bool = False
    outlives_object: bool = False
    needed: bool = False
    patient: str = "subject"
    recipient: str = ""
    gets: str = ""
    passes: tuple[str, ...] = ()
    inverse: str = ""
    backwards: tuple[str, ...] = ()
    mistaken: str = ""
    role: Role = ""
    evidence: bool = True
    after: tuple[str, ...] = USUALLY_AFTER
    heading: StateHeading = ""
    excludes: tuple[str, ...] = ()
    one_at_a_time: bool = False
    told: SaidFor = ()
    inside: SaidFor = ()
    threads: tuple[tuple[tuple[str, ...], str], ...] = ()
    reports: bool = False
    elder: str = ""
    alive: str = ""
    born: str = ""
    knowing: str = ""
    already: tuple[str, ...] = ()
    suffered: bool = False
    journey: bool = False
    alone: str = ""
    within: str = ""
    one_generation: bool = False

    @property
    def backward_forms(self) -> tuple[str, ...]:
        """The wordings from the object's side that may be written, the one of `inverse` first; of those with "is" also
        the same with "are"."""
        if self.shape == "listing" or self.role in ("purpose", "identity"):
            return ()
        found = [form for form in (self.inverse, *self.backwards) if form]
        return (*found, *(f"are {form[3:]}" for form in found if form.startswith("is ")))

    def is_backward(self, form: str) -> bool:
        """Whether a `form` that a fact is written with says it from the object's side."""
        if not form or form in self.forms:
            return False
        lower = form.lower()
        return lower in map(str.lower, self.backward_forms) and lower not in map(str.lower, self.forms)

    def of_thread(self, name: str) -> str:
        """What the verb's first form says, of one subject, of the thread that is called `name`; "" where it says what
        is written."""
        lower = name.lower()
        return next((said for names, said in self.threads if any(fnmatchcase(lower, it) for it in names)), "")

    def __hash__(self) -> int:
        # Of one universe's verbs no two share an id, and whoever looks verbs up does so for every sentence.
        return hash(self.id)


@record
class Vocabulary:
    """The verbs of a universe, in the table's order. A verb's number is its place in it.

    `by_id` finds it by its id, `by_form` by a written form (lower case, single spaces), `by_backward_form` by one from
    the object's side that is no form of any verb; of equal ones the last verb's counts. `ways` are the ways of being in
    a scene, and `frames` the kinds of what did not really happen. `kinds` are the kinds of titles. `threads` has the
    patterns of names of each kind of threads.
    """

    verbs: tuple[Verb, ...]
    ways: tuple[Way, ...] = ()
    frames: tuple[FrameKind, ...] = ()
    kinds: tuple[TitleKind, ...] = ()
    threads: ThreadNames = ()
    by_id: FrozenDict[str, int] = field(init=False, repr=False, compare=False)
    by_form: FrozenDict[str, int] = field(init=False, repr=False, compare=False)
    by_backward_form: FrozenDict[str, int] = field(init=False, repr=False, compare=False)
    _by_role: FrozenDict[Role, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _most_words: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms = {form.lower(): n for n, verb in enumerate(self.verbs) for form in verb.forms}
        object.__setattr__(self, "by_id", FrozenDict({verb.id: n for n, verb in enumerate(self.verbs)}))
        object.__setattr__(self, "by_form", FrozenDict(forms))
        backward = {form.lower(): n for n, verb in enumerate(self.verbs) for form in verb.backward_forms}
        backward = {form: n for form, n in backward.items() if form not in forms}
        object.__setattr__(self, "by_backward_form", FrozenDict(backward))
        words = max((form.count(" ") for known in (forms, backward) for form in known), default=-1) + 1
        object.__setattr__(self, "_most_words", words)
        roles: dict[Role, tuple[int, ...]] = {}
        for n, verb in enumerate(self.verbs):
            roles[verb.role] = (*roles.get(verb.role, ()), n)
        object.__setattr__(self, "_by_role", FrozenDict(roles))

    def begins_with_form(self, text: str) -> bool:
        """Whether the first words of `text` are a form of a verb, from either side."""
        words = text.lower().split(maxsplit=self._most_words)[: self._most_words]
        starts = [" ".join(words[:n]) for n in range(1, len(words) + 1)]
        return any(start in known for start in starts for known in (self.by_form, self.by_backward_form))

    def kind(self, name: str) -> TitleKind | None:
        """The kind of titles with this id; None where there is none."""
        return next((kind for kind in self.kinds if kind.id == name), None)

    @property
    def title_kinds(self) -> frozenset[str]:
        """The ids of all kinds of titles."""
        return frozenset(kind.id for kind in self.kinds)

    def with_role(self, *roles: Role) -> tuple[int, ...]:
        """Numbers of the verbs that play one of `roles`."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        return tuple(sorted({n for role in roles for n in self._by_role.get(role, ())}))

    def listing(self, role: Role) -> str:
        """The id of the verb that a page's listing, cast or prose is written with in this `role`. A universe cannot
        take it away."""
        return next((verb.id for verb in self.verbs if verb.role == role), role)


def excluding(verbs: Sequence[Verb]) -> tuple[Verb, ...]:
    """`verbs` with what the states that they begin exclude, from either side, among what they end."""
    states = {verb.id: verb for verb in verbs}
    ends: dict[str, list[str]] = {}
    for verb in verbs:
        for other in verb.excludes:
            ends.setdefault(verb.id, []).append(other)
            ends.setdefault(other, []).append(verb.id)
        if verb.one_at_a_time:
            ends.setdefault(verb.id, []).append(verb.id)
    return tuple(
        replace(verb, ends=tuple(dict.fromkeys((*verb.ends, *ends[verb.begins]))))
        if verb.begins in ends and verb.begins in states
        else verb
        for verb in verbs
    )


def first_form(vocabulary: Vocabulary, role: Role) -> str:
    """The wording that a vocabulary gives first for a role; "" where no verb of this role has a form."""
    return next((form for number in vocabulary.with_role(role) for form in vocabulary.verbs[number].forms), "")
