"""A thread's state: an open case or question."""

from collections.abc import Sequence
from dataclasses import field
from typing import Literal

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.verb import Role
from intertwine.questions.arguments import need_name, need_view
from intertwine.questions.common import Asked, Connection, Told
from intertwine.questions.listed import LISTED
from intertwine.questions.meaning import meant
from intertwine.questions.story import in_story_order
from intertwine.questions.tell import Teller, frame_words, real

ThreadState = Literal["open", "resolved"]

_NO_CONCERN = frozenset(LISTED) - {"concerns"}


@record
class ThreadInside:
    """How a thread stands inside a frame, as in a dream: `frame` says in which ("In a dream of Ada")."""

    frame: str
    state: ThreadState

    __repr__ = short_repr


@record
class Thread:
    """A thread. `state` is None for what is not known as one: it has another kind, and nothing opens or resolves it;
    and for what is one in frames alone: `inside` has how it stands in each of them (the JSON has it only where there
    are any).
    `opened` and `resolved` are the facts that say so; `works_on` is who works on it, each with the first
    fact that says so; `concerns` is what it is about; `picked_up_by` are the titles that continue it; `facts` is all
    that is known of it, as shown."""

    name: str
    address: str
    kind: str
    state: ThreadState | None
    inside: tuple[ThreadInside, ...] = field(metadata={"json": "if any"})
    opened_by: tuple[Connection, ...]
    works_on: tuple[Connection, ...]
    resolved_by: tuple[Connection, ...]
    concerns: tuple[Connection, ...]
    picked_up_by: tuple[Connection, ...]
    opened: tuple[Told, ...]
    resolved: tuple[Told, ...]
    facts: tuple[Told, ...]

    __repr__ = short_repr


def thread(view: View, asked: Asked) -> Thread:
    """The state of the thread that is called `asked`. Anything that is not a title can be asked about. A thread is open
    until a visible fact resolves it, and again when it is opened once more. Raises `NotThere`, `Ambiguous`."""
    need_view("thread", view)
    need_name("thread", asked)
    me = meant(view, asked)
    tell = Teller(view, page=me)
    about = view.facts.of(me)
    known = real(about)
    opened, works, resolved = (_to(known, me, role) for role in ("opens", "works on", "resolves"))
    picked_up = _to(known, me, "continues")
    named = tell.named(me)
    inside = _inside(tell, me, about)
    state: ThreadState | None = None
    if opened or resolved or (named.kind == "thread" and (works or not inside)):
        state = "open" if is_open(view, me, known) else "resolved"
    own = (f for f in known if me in f.subjects and f.verb.shape != "listing" and f.verb.role not in _NO_CONCERN)
    return Thread(
        name=named.name,
        address=named.address,
        kind=named.kind,
        state=state,
        inside=inside,
        opened_by=tell.links((n, fact) for fact in opened for n in fact.subjects),
        works_on=tell.links((n, fact) for fact in works for n in fact.subjects),
        resolved_by=tell.links((n, fact) for fact in resolved for n in fact.subjects),
        concerns=tell.links((n, fact) for fact in own for n in fact.objects if n != me),
        picked_up_by=tell.links((n, fact) for fact in picked_up for n in fact.subjects),
        opened=tell.all_told(opened),
        resolved=tell.all_told(resolved),
        facts=tell.all_told(fact for fact in about if fact.verb.role not in LISTED),
    )


def _inside(tell: Teller, me: int, about: Sequence[Fact]) -> tuple[ThreadInside, ...]:
    """How the thread `me` stands in each of the frames in which something opens or resolves it, as shown."""
    frames: dict[int, list[Fact]] = {}
    for fact in about:
        if fact.frame is not None and not fact.disproved and fact.verb.role in ("opens", "resolves"):
            frames.setdefault(fact.frame, []).append(fact)
    return tuple(
        ThreadInside(frame_words(tell, frame), "open" if is_open(tell.view, me, known) else "resolved")
        for frame, known in frames.items()
        if any(me in fact.objects for fact in known)
    )


def is_open(view: View, me: int, known: Sequence[Fact]) -> bool:
    """True while none of the `known` facts of the thread `me` resolves it that comes, in the story of `view`, after the
    last one that opens it."""
    opened, resolved = _to(known, me, "opens"), _to(known, me, "resolves")
    if not (opened and resolved):  # which comes last needs no order of the story, which takes its time
        return not resolved
    return in_story_order(view, [*opened, *resolved])[-1].verb.role == "opens"


def _to(facts: Sequence[Fact], me: int, role: Role) -> list[Fact]:
    return [fact for fact in facts if fact.verb.role == role and me in fact.objects]
