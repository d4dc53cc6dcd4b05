"""The bundled universe at its 162 positions in the order of release, with canaries in place of all words.

At every tenth position (in `make leaks` at each): everything that the view gives out (the words, sources, labels and
dates of each fact, the names and addresses of everybody), of which every answer is made; the answer about **every title
and every entity**; the front page; what the last installment told; a timeline, meetings and a path of some; two
commands as text; and somebody hidden, who must be answered like somebody who is not there. In an ordinary run each
sentence of the view, ties, secrets and a search that finds everyone are asked for at one of these in eight, a thread's
own question at that of one in so many threads, and the recap before the next installment at one in ten and before each
season; in `make leaks` all of them at every position.

An answer is searched whole: every field, those too that its JSON leaves out. One that is equal to the answer at the
position before is not searched again: who has seen more may know all that was allowed before, which is asserted.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from types import SimpleNamespace
from typing import NamedTuple, TypeVar

import numpy as np
import pytest

from intertwine import questions
from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.compile import Compiler
from intertwine.ledger.store.columns import Compiled
from intertwine.model.fact import Fact
from intertwine.model.strings import Ints
from intertwine.questions.common import NotThere, Told
from intertwine.questions.tell import Teller
from intertwine.viewer import Viewer
from tests import full as texts
from tests.laws import test_planted_leaks as planted
from tests.laws import whole
from tests.laws.ask import compiled, progress
from tests.laws.canary import CANARY, Flock, bundled
from tests.laws.law import ANSWERS
from tests.laws.scan import trek_text
from tests.long import one_in

PARTS = 9
"""Tests that share the positions, each a stretch of them, so that they spread over workers."""
FULL = ANSWERS >= 1_000_000
"""Whether every other question is asked at every position as well."""
TURN = 8
"""In an ordinary run some questions come at one position in so many."""
MOST = 4
"""Of how many of those of whom something new is told a timeline, meetings and a path are asked in an ordinary run."""
MISSING = "zq0x"
"""A canary that no universe holds."""
QUESTIONS = SimpleNamespace(title=questions.title)
"""The question that a planted leak asks of the wrong view."""
S = TypeVar("S")
T = TypeVar("T")


@cache
def ledger() -> Compiled:
    """The bundled universe with canaries, compiled: made of the same text every time."""
    found = compiled(bundled().files, Compiler())
    assert not found.problems, "the canaries changed more than words"
    return found


class Asked(NamedTuple):
    """What was answered to which question at a position, and which canaries may be known there."""

    answers: dict[str, object]
    allowed: set[str]


NOTHING = Asked({}, set())


def leaks(flock: Flock, universe: Universe, number: int, before: Asked, *, full: bool) -> tuple[Asked, list[str]]:
    """What somebody is answered who has seen the first `number` installments, and which of it tells more than they may
    know. `before` is what was answered one position earlier, where nothing was found (`NOTHING`: not asked)."""
    now, found = Asked({}, flock.allowed(flock.first(number))), []
    assert before.allowed <= now.allowed, "what was allowed before must stay so"
    for question, answer in answers(flock, universe, number, full=full):
        now.answers[question] = answer
        if answer != before.answers.get(question):
            text = answer if isinstance(answer, str) else texts.full(answer)
            if more := set(CANARY.findall(text.lower())) - now.allowed:
                found.append(f"{number} {question}: {sorted(more)[:5]} in {text[:200]}")
    return now, found


def _known(recent: "OrderedDict[int, tuple[S, dict[int, T]]]", of: S) -> dict[int, T]:
    """What is remembered of one of the few views that were asked last."""
    known = recent.setdefault(id(of), (of, {}))[1]
    recent.move_to_end(id(of))
    while len(recent) > 4:
        recent.popitem(last=False)
    return known


def remember(patch: planted.Patch) -> None:
    """From here on a view reads each fact and puts it into words once: at one position hundreds of answers tell the
    same. What both give depends on nothing but the view and the line."""
    read, told = FactDecoder.read, Teller.told
    facts, words = (
        OrderedDict[int, tuple[FactDecoder, dict[int, Fact]]](),
        OrderedDict[int, tuple[View, dict[int, Told]]](),
    )

    def read_once(reader: FactDecoder, numbers: Ints) -> tuple[Fact, ...]:
        known = _known(facts, reader)
        lines = numbers.tolist()
        new = [line for line in lines if line not in known]
        known.update(zip(new, read(reader, np.array(new, np.int32)), strict=True))
        return tuple([known[line] for line in lines])

    def told_once(teller: Teller, fact: Fact) -> Told:
        known = _known(words, teller.view)
        if fact.line not in known:
            known[fact.line] = told(teller, fact)
        return known[fact.line]

    patch.setattr(FactDecoder, "read", read_once)
    patch.setattr(Teller, "told", told_once)


def answers(flock: Flock, universe: Universe, number: int, *, full: bool) -> Iterator[tuple[str, object]]:
    """What is asked at a position, and what is answered."""
    trek, earlier = flock.first(number), flock.first(max(0, number - 1))
    view, before = universe.seen(progress(trek)), universe.seen(progress(earlier))
    viewer = Viewer(view)

    def turn(n: int) -> bool:
        return full or n % TURN == number % TURN

    yield "everything", given(view, sentences=turn(0))

    def ask(name: str, question: Callable[..., object], *about: object) -> tuple[str, object]:
        return f"{name} {about}", question(*about)

    for n in view.listing.titles:
        yield f"title {view.names.address(n)}", texts.full(QUESTIONS.title(view, n))
    for n in view.names.index:
        yield f"who {view.names.address(n)}", questions.who(view, n)
    threads = [n for n in view.names.index if turn(n) and view.entities.kind(n) == "thread"]
    yield from (ask("thread", lambda it: questions.thread(view, it), n) for n in threads)
    yield from (ask("front", viewer.front), ask("learnt", viewer.learnt, Viewer(before)))
    if turn(0):
        yield from (ask("ties", viewer.ties), ask("secrets", viewer.secrets))
        yield from (ask("search", viewer.search, "zq", 10_000), ask("suggestions", viewer.suggestions, "zq"))
        yield ask("everybody", viewer.everybody, "weight")
    ahead = flock.order[number : number + 1]
    if ahead and (full or number % 10 == 1 or ahead[0][2] == 1):
        title, season, episode = ahead[0]
        yield ask("recap", viewer.recap, f"{flock.titles[title].name} {season}x{episode:02}")
    new = [name for key in flock.news(earlier, trek) for name in flock.entities[key].names.values()]
    changed = sorted({n for name in new for n in view.names.find(name)})
    some = changed if full else Random(number).sample(changed, min(MOST, len(changed)))
    yield from (ask("timeline", lambda it: questions.timeline(view, [it]), n) for n in some[:1])
    if full:
        yield ask("timeline", viewer.timeline)
    people = [view.names.best(n) for n in some if view.entities.kind(n) == "character"][:3]
    if len(people) > 1:
        yield from (ask("met", viewer.met, *people), ask("path", viewer.path, *people[:2]))
    seen = trek_text(flock.titles, trek)
    for argv in [("titles",), *(("who", view.names.best(n)) for n in some[:1])]:
        yield f"{argv}", whole.command(universe, (*argv, "--seen", seen))
    names = [name for it in flock.entities.values() for name in it.names.values()]
    for name in Random(number).sample(names, 10):
        if not view.names.find(name):
            assert refused(view, name) == refused(view, MISSING)


def given(view: View, *, sentences: bool) -> str:
    """Everything that a view gives out, which is all that answers are made of: the text of each fact, with `sentences`
    as whole sentences as well."""
    facts = view.facts.of()
    people = [
        (view.names.best(n), view.names.address(n), view.entities.kind(n), view.names.known(n))
        for n in (*view.listing.titles, *view.names.index)
    ]
    lines = [(fact.form, fact.words, fact.source, fact.label, fact.ref, fact.true) for fact in facts]
    words = [view.words(fact) for fact in facts] if sentences else []
    return texts.full(
        [
            view.universe,
            view.description,
            people,
            lines,
            words,
            [view.listing.installments(n) for n in view.listing.titles],
        ]
    )


def refused(view: View, name: str) -> str:
    """The answer about somebody who is not there, without the name."""
    with pytest.raises(NotThere) as none:
        Viewer(view).who(name)
    return none.value.message.replace(name, "")


@pytest.mark.parametrize("part", range(PARTS))
def test_at_each_position_no_answer_holds_anything_later(part: int, monkeypatch: planted.Patch) -> None:
    remember(monkeypatch)
    flock, universe = bundled(), Universe(ledger())
    stretch = -(-(len(flock.order) + 1) // PARTS)
    before = NOTHING
    for number in one_in(10, range(len(flock.order) + 1)[part * stretch :][:stretch]):
        before, found = leaks(flock, universe, number, before, full=FULL)
        assert not found, f"{len(found)} answers tell too much: {found[:3]}"
        view = universe.seen(progress(flock.first(number)))
        about = [question for question in before.answers if question.startswith(("title ", "who "))]
        assert len(about) == len(view.listing.titles) + len(view.names.index), "somebody was not asked about"


def test_who_has_seen_everything_is_told_every_canary() -> None:
    """The allowed ones are not a way to look at nothing: all of them are shown in the end, and no more."""
    flock = bundled()
    trek = flock.first(len(flock.order))
    view = Universe(ledger()).seen(progress(trek))
    assert len(flock.order) == 161
    shown = set(CANARY.findall(given(view, sentences=True).lower()))
    assert shown == flock.allowed(trek) - {""}
    assert len(shown) > 1500


def test_keys_notes_and_ids_of_facts_are_canaries_that_nobody_may_know() -> None:
    flock = bundled()
    text = "\n".join(flock.files.values())
    never = set(CANARY.findall(text.lower())) - flock.allowed(flock.first(len(flock.order)))
    notes = {canary for line in text.splitlines() if line.startswith(">") for canary in CANARY.findall(line.lower())}
    assert len(notes) > 10
    assert notes <= never


def front_page_of_another(patch: planted.Patch) -> None:
    """A question that is asked of the wrong view: a title's page as somebody sees it who has seen everything."""
    seen, title = Universe.seen, questions.title
    last: list[Universe] = []

    def remember(it: Universe, *args: object) -> View:
        last[:] = [it]
        return seen(it, *args)  # type: ignore[arg-type] # whatever it takes

    patch.setattr(Universe, "seen", remember)

    def of_another(view: View, number: int) -> object:
        return title(seen(last[0], "everything"), view.names.best(number))

    patch.setattr(QUESTIONS, "title", of_another)


@pytest.mark.parametrize(
    "plant",
    [
        planted.every_name_known,
        planted.prose_for_everybody,
        planted.a_death_known_early,
        planted.roles_for_everybody,
        planted.an_address_made_from_the_key,
        planted.any_position_of_an_alternative_is_enough,
        planted.the_season_of_what_was_seen_counts_as_passed,
        planted.names_of_installments_beyond_the_posture,
        planted.names_of_the_two_next_installments,
        front_page_of_another,
    ],
    ids=lambda plant: plant.__name__,
)
def test_a_planted_leak_frees_a_canary(plant: planted.Leak, monkeypatch: planted.Patch) -> None:
    """In an ordinary run, at one of a few positions."""
    plant(monkeypatch)
    flock, universe = bundled(), Universe(ledger())
    positions = range(0, len(flock.order), 8)
    assert any(leaks(flock, universe, number, NOTHING, full=False)[1] for number in positions)
