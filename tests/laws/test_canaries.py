"""The bundled universe at each of its 162 positions in the order of release, with canaries in place of all words.

At every position, in an ordinary run: everything that the view gives out (the words, sources, labels and dates of each
fact, the names and addresses of everybody), of which every answer is made; and these answers, as the serialiser writes
them: the front page, what the last installment told, the pages of (at most six) entities of whom something new is told
and of a sixtieth of all others in rotation, so that each comes again and again; a timeline, meetings and a path of
some; two commands as text; and somebody hidden, who must be answered like somebody who is not there. The pages of the
title seen last and of the next one are asked at every second position; ties, secrets and a search that finds everyone
at every fourth; the recap before the next installment at every tenth and before each season. `make leaks` asks about
every title and every entity at each position, and all of the rest.
"""

import json
from collections.abc import Callable, Iterator
from functools import cache
from random import Random

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.ledger import Compiled
from intertwine.library import Viewer
from intertwine.questions.common import NotThere
from tests.laws import test_planted_leaks as planted
from tests.laws import whole
from tests.laws.ask import compiled, progress
from tests.laws.canary import CANARY, Flock, bundled
from tests.laws.law import ANSWERS
from tests.laws.scan import trek_text

PARTS = 6
"""Tests that share the positions, so that they spread over workers."""
FULL = ANSWERS >= 1_000_000
"""Whether every title and entity is asked about at every position."""
TURN = 120
"""In an ordinary run a page's turn comes at one position in so many, besides those that tell something new of it."""
MOST = 4
"""How many of those of whom something new is told are asked about at a position in an ordinary run."""
MISSING = "zq0x"
"""A canary that no universe holds."""


@cache
def ledger() -> Compiled:
    """The bundled universe with canaries, compiled: made anew of the same text every time."""
    found = compiled(bundled().files, Compiler())
    assert not found.problems, "the canaries changed more than words"
    return found


def leaks(flock: Flock, universe: Universe[Viewer], number: int, *, full: bool) -> tuple[int, list[str]]:
    """How many answers somebody gets who has seen the first `number` installments, and those that tell more."""
    trek = flock.first(number)
    allowed, count, found = flock.allowed(trek), 0, []
    for question, answer in answers(flock, universe, number, full=full):
        count += 1
        if more := set(CANARY.findall(answer.lower())) - allowed:
            found.append(f"{number} {question}: {sorted(more)[:5]} in {answer[:200]}")
    return count, found


def answers(flock: Flock, universe: Universe[Viewer], number: int, *, full: bool) -> Iterator[tuple[str, str]]:
    """What is asked at a position, and what is answered."""
    trek, earlier = flock.first(number), flock.first(max(0, number - 1))
    view, before = universe.seen(progress(trek)), universe.seen(progress(earlier))
    yield "everything", given(view)

    def ask(name: str, question: Callable[..., object], *about: object) -> tuple[str, str]:
        return f"{name} {about}", json.dumps(questions.to_json(question(*about)), ensure_ascii=False)

    def turn(n: int, turns: int) -> bool:
        return full or n % turns == number % turns

    yield from (ask("front", view.front), ask("learnt", lambda: view.learnt(before)))
    if turn(0, 4):
        yield from (ask("ties", view.ties), ask("secrets", view.secrets), ask("search", view.search, "zq"))
    ahead = flock.order[number : number + 1]
    if ahead and (turn(1, 10) or ahead[0][2] == 1):
        title, season, episode = ahead[0]
        yield ask("recap", view.recap, f"{flock.titles[title].name} {season}x{episode:02}")
    new = [name for key in flock.news(earlier, trek) for name in flock.entities[key].names.values()]
    changed = sorted({n for name in new for n in view.find(name)})
    some = changed if full else Random(number).sample(changed, min(MOST, len(changed)))
    near = {view.find(flock.titles[place[0]].name)[-1] for place in (*flock.order[:number][-1:], *ahead)}
    yield from (ask("title", view.title, n) for n in view.titles if (n in near and turn(0, 2)) or turn(n, TURN))
    asked = [n for n in view.entities if n in some or turn(n, TURN)]
    yield from (ask("who", view.who, n) for n in asked)
    yield from (ask("thread", view.thread, n) for n in asked if view.kind(n) == "thread")
    yield from (ask("timeline", view.timeline, n) for n in some[:1])
    if full:
        yield ask("timeline", view.timeline)
    people = [view.name(n) for n in some if view.kind(n) == "character"][:3]
    if len(people) > 1:
        yield from (ask("met", view.met, *people), ask("path", view.path, *people[:2]))
    seen = trek_text(flock.titles, trek)
    for argv in [("titles",), *(("who", view.name(n)) for n in some[:1])]:
        yield f"{argv}", whole.command(universe, (*argv, "--seen", seen))
    names = [name for it in flock.entities.values() for name in it.names.values()]
    for name in Random(number).sample(names, 10):
        if not view.find(name):
            assert refused(view, name) == refused(view, MISSING)


def given(view: Viewer) -> str:
    """Everything that a view gives out, which is all that answers are made of."""
    facts = view.facts()
    people = [(view.name(n), view.address(n), view.kind(n), view.names(n)) for n in (*view.titles, *view.entities)]
    lines = [(view.words(fact), fact.source, fact.label, fact.ref, fact.true) for fact in facts]
    return repr([view.universe, view.description, people, lines, [view.installments(n) for n in view.titles]])


def refused(view: Viewer, name: str) -> str:
    """The answer about somebody who is not there, without the name."""
    with pytest.raises(NotThere) as none:
        view.who(name)
    return str(none.value).replace(name, "")


@pytest.mark.parametrize("part", range(PARTS))
def test_at_each_position_no_answer_holds_anything_later(part: int) -> None:
    flock, universe = bundled(), Universe(ledger(), Viewer)
    for number in range(part, len(flock.order) + 1, PARTS):
        count, found = leaks(flock, universe, number, full=FULL)
        assert not found, f"{len(found)} answers tell too much: {found[:3]}"
        assert count >= 5


def test_who_has_seen_everything_is_told_every_canary() -> None:
    """The allowed ones are not a way to look at nothing: all of them are shown in the end, and no more."""
    flock = bundled()
    trek = flock.first(len(flock.order))
    view = Universe(ledger(), Viewer).seen(progress(trek))
    assert len(flock.order) == 161
    shown = set(CANARY.findall(given(view).lower()))
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
    seen, title = Universe.seen, Viewer.title
    last: list[Universe[Viewer]] = []

    def remember(it: Universe[Viewer], *args: object) -> Viewer:
        last[:] = [it]
        return seen(it, *args)  # type: ignore[arg-type] # whatever it takes

    patch.setattr(Universe, "seen", remember)
    patch.setattr(Viewer, "title", lambda view, n: title(seen(last[0], "everything"), view.name(n)))


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
    flock, universe = bundled(), Universe(ledger(), Viewer)
    positions = range(0, len(flock.order), 8)
    assert any(leaks(flock, universe, number, full=False)[1] for number in positions)
