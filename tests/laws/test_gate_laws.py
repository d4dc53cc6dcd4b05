"""Laws 2 to 5 and 7, and that a view keeps no way back: each a property of generated universes."""

import gc
import os
import pickle
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

import pytest
from hypothesis import given, settings

from intertwine.gate.view import View
from intertwine.ledger.compile import Compiler
from intertwine.model.progress import Mark, Progress
from tests.laws import slow_gate, whole
from tests.laws.ask import Views, opened, progress
from tests.laws.generate import RICH, Trek, make, nested, seeds, trek, trek_text, worlds, worlds_and_treks
from tests.laws.model import TOKEN, Fact, Part, Sentence, World
from tests.laws.naive import NEVER, outside
from tests.long import share

EXAMPLES = settings(max_examples=share(3, 30))


def told(view: View) -> Counter[str]:
    """The words of a view's statements, each as often as it has pairs. Every word stands in one statement alone."""
    pairs = Counter(int(line) for line in view._tables.columns.row_line)
    found: Counter[str] = Counter()
    for fact in view.facts.of():
        for piece in fact.text:
            if piece.entity is None:
                found.update(dict.fromkeys(TOKEN.findall(piece.text), pairs[fact.line]))
    return found


def framed(view: View) -> set[str]:
    """The words of a view's statements that are in a frame."""
    return {token for fact in view.facts.of() if fact.frame is not None for token in TOKEN.findall(fact.words)}


def unmasked(view: View) -> Counter[str]:
    """The words of a view's statements, each as often as somebody there is known to be taken for another."""
    found: Counter[str] = Counter()
    for fact in view.facts.of():
        found.update(dict.fromkeys(TOKEN.findall(fact.words), len(view.facts.beside(fact, "taken for"))))
    return found


def names(view: View) -> set[str]:
    """Every name that a view knows."""
    return {name.text for n in (*view.listing.titles, *view.names.index) for name in view.names.known(n)}


def everything(view: View) -> list[tuple[str, str]]:
    """All that a view gives out, but how much it keeps: that grows with what was asked of it before."""
    return [(name, answer) for name, answer in Views(view, numbers=True).answers() if name != "memory"]


# --- the whole rule, implemented twice ------------------------------------------------------------------------------
@EXAMPLES
@given(worlds_and_treks())
def test_the_gate_shows_what_the_slow_reference_of_the_rule_shows(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view, expected = opened(world.text()).seen(progress(trek)), slow_gate.visible_to(world, trek.passed)
    found = told(view)
    assert {word: found.get(word, 0) for word in expected.words} == expected.words
    hidden = set(slow_gate.words(world)) - expected.words.keys()
    assert not hidden & found.keys()
    assert names(view) == expected.names
    assert expected.framed <= framed(view)
    assert not framed(view) & (expected.words.keys() - expected.framed)


def disproved_in_frames(world: World) -> set[str]:
    """The tokens of beliefs that something in a frame disproves: when it turns out to be a dream, they are believed
    again."""
    items = [(place.part, place.item) for place in world.where() if isinstance(place.item, Fact)]
    gone = {block for part, fact in items if fact.frames or part.frames for block in fact.disproves}
    return {fact.token for _, fact in items if fact.block in gone}


# --- Law 2 ----------------------------------------------------------------------------------------------------------
@EXAMPLES
@given(nested())
def test_law_2_who_has_passed_more_knows_everything_that_was_known(drawn: tuple[World, Trek, Trek]) -> None:
    world, less, more = drawn
    universe = opened(world.text())
    before, after = universe.seen(progress(less)), universe.seen(progress(more))
    assert told(before) <= told(after)
    assert names(before) <= names(after)
    assert unmasked(before) <= unmasked(after)
    assert framed(before) <= framed(after)
    believed = {token for f in after.facts.of() if not f.disproved for token in TOKEN.findall(f.words)}
    once_disproved = {token for f in before.facts.of() if f.disproved for token in TOKEN.findall(f.words)}
    assert not (believed & once_disproved) - disproved_in_frames(world)


# --- Law 3 ----------------------------------------------------------------------------------------------------------
@EXAMPLES
@given(worlds_and_treks())
def test_law_3_nothing_visible_names_anything_invisible(drawn: tuple[World, Trek]) -> None:
    world, trek = drawn
    view = opened(world.text()).seen(progress(trek))
    known = {*view.listing.titles, *view.names.index}
    lines = {fact.line for fact in view.facts.of()}
    beside = [taken for fact in view.facts.of() for taken in view.facts.beside(fact, "taken for")]
    frames = [view.facts.one(fact.frame) for fact in view.facts.of() if fact.frame is not None]
    lines |= {fact.line for fact in (*beside, *frames)}
    for fact in (*view.facts.of(), *beside, *frames):
        ends = {*fact.subjects, *fact.objects, *(p.entity for p in fact.text if p.entity is not None)}
        ends |= {n for n in (fact.place, fact.recipient, fact.title, fact.where and fact.where.title) if n is not None}
        assert ends <= known
        relations = fact.true.relations if fact.true else ()
        assert {n for n in (fact.ref, fact.about, *(it.line for it in relations)) if n is not None} <= lines
        assert "[[" not in fact.words
        assert not set("\x02\x03") & set(view.words(fact))
    assert all(view.names.best(n) for n in known)
    # By keys as well: an entity of which nothing is known stands in no visible statement of the description.
    shown = told(view)
    masked = unmasked(view)
    for place in world.where():
        if isinstance(place.item, Fact) and place.item.token in shown and shown[place.item.token]:
            said, *more = [not outside(it.ways, trek.passed) for it in place.says()]
            assert said
            assert masked[place.item.token] <= sum(more[: len(place.item.doubles)])
            assert any(more[len(place.item.doubles) :]) or place.item.token not in framed(view)


# --- Law 4 ----------------------------------------------------------------------------------------------------------
BROKEN_STAMPS = [
    "", "[[Nowhere]]", "[[Nowhere]] S1", "Nowhere 1x01", "1x99", "S99", "@00:00", "1x01 @25", "+", ";", "public +",
    "[[Nowhere]] + public", "1x01 + 9x99", "whenever", "[[", "]]",
]  # fmt: skip


@pytest.mark.parametrize("stamp", BROKEN_STAMPS)
def test_law_4_a_stamp_that_is_missing_unknown_or_damaged_hides(stamp: str) -> None:
    """Whoever has seen everything does not see it either; the rest of the page is as it was."""
    world = make(11)
    files = world.text()
    path = next(page.path for page in world.pages if page.kind == "series" and not page.of)
    canary = f'\n## Facts\n\n### {stamp}\n\n- [[{path[7:-3]}]] is described as "the canary"\n\nThe canary sings.\n'
    universe, without = opened({**files, path: files[path] + canary}), opened(files)
    view = universe.seen(universe.everything)
    assert "canary" not in repr(everything(view))
    assert everything(view) == everything(without.seen(without.everything))


def test_law_4_a_stamp_on_a_removed_installment_hides() -> None:
    world = make(5)
    page = next(p for p in world.pages if p.kind == "series" and any(part.number for part in p.parts))
    gone = next(part for part in page.parts if part.number)
    assert gone.spot
    stamp = f"[[{page.key}]] {gone.spot.season}x{gone.spot.number:02}"
    added = Part("Synopsis", stamp, gone.ways, (Sentence("The canary sings."),))
    left = tuple(part for part in page.parts if part is not gone)
    pages = [replace(page, parts=(*left, added)) if p is page else p for p in world.pages]
    universe = opened(World(tuple(pages), world.titles).text())
    assert "canary" not in repr(everything(universe.seen(universe.everything)))


def test_law_4_an_unstamped_statement_is_hidden() -> None:
    files = make(11).text()
    path = next(path for path in files if path.startswith("titles/"))
    universe = opened({**files, path: files[path] + "\n## Facts\n\nThe canary sings.\n"})
    assert "canary" not in repr(everything(universe.seen(universe.everything)))


@pytest.mark.parametrize(
    "damaged",
    [
        Progress(),
        Progress.of([Mark("Nowhere", 1, 1)]),
        Progress.of([Mark("", 0, 0)]),
        Progress.of([], [Mark("x", -1, 7)]),
        Progress.of([Mark("Nowhere", 1, 1, -5)]),
    ],
)  # fmt: skip
def test_law_4_a_progress_that_is_empty_or_names_nothing_that_is_there_shows_what_is_public(damaged: Progress) -> None:
    """Channel 51: "everything" is an explicit set, never the absence of one."""
    universe = opened(make(8).text())
    assert everything(universe.seen(damaged)) == everything(universe.seen())
    assert len(told(universe.seen(damaged))) < len(told(universe.seen(universe.everything)))


@EXAMPLES
@given(worlds)
def test_law_4_what_is_never_passed_is_seen_by_nobody(world: World) -> None:
    universe = opened(world.text())
    shown = told(universe.seen(universe.everything))
    for place in world.where():
        if all(way in NEVER for way in place.ways) and place.item.token:
            assert place.item.token not in shown


# --- Law 5 ----------------------------------------------------------------------------------------------------------
def test_law_5_hidden_and_missing_are_the_same_thing() -> None:
    """Every command about a hidden name says, byte for byte, what it says where that name is nobody's."""
    asked = 0
    with whole.one_parser():
        for seed in (*range(10), *range(RICH, RICH + 4)):
            world = make(seed)
            used = Compiler()
            universe, at = opened(world.text(), used), trek(world, seed)
            view: View = universe.seen(progress(at))
            seen = ["--seen", trek_text(world, at)]
            hidden = [
                entry.word
                for page in world.pages
                for entry in page.entries
                if entry.field in ("name", "names") and entry.word and not view.names.find(entry.word)
            ]
            keys = [page.key for page in world.pages if page.key.startswith("key ") and not view.names.find(page.key)]
            for word in [*hidden[:4], *keys[:2]]:
                swap = {path.replace(word, "Zzyzx Quolm"): text for path, text in world.text().items()}
                without = opened({path: text.replace(word, "Zzyzx Quolm") for path, text in swap.items()}, used)
                for command in (["who"], ["title"], ["thread"], ["recap"], ["met", "--json"], ["path"]):
                    asked += 1
                    more = ["Somebody Else"] if command[0] in ("met", "path") else []
                    one = whole.command(universe, [command[0], word, *more, *command[1:], *seen])
                    other = whole.command(without, [command[0], word, *more, *command[1:], *seen])
                    assert one == other
    assert asked > 300


# --- Law 7 ----------------------------------------------------------------------------------------------------------
@EXAMPLES
@given(worlds_and_treks(), seeds)
def test_law_7_the_order_of_files_changes_nothing(drawn: tuple[World, Trek], seed: int) -> None:
    world, trek = drawn
    files = world.text()
    shuffled = list(files.items())
    Random(seed).shuffle(shuffled)
    one, other = opened(files), opened(dict(shuffled))
    assert everything(one.seen(progress(trek))) == everything(other.seen(progress(trek)))
    assert one.problems == other.problems


@EXAMPLES
@given(worlds_and_treks(), worlds)
def test_law_7_what_was_compiled_before_changes_nothing(drawn: tuple[World, Trek], earlier: World) -> None:
    world, trek = drawn
    used = Compiler()
    opened(earlier.text(), used)
    opened(dict(reversed(world.text().items())), used)
    at = progress(trek)
    assert everything(opened(world.text(), used).seen(at)) == everything(opened(world.text()).seen(at))


def test_law_7_hash_seeds_and_processes_change_nothing() -> None:
    script = (
        "from tests.laws.ask import Views, opened, progress\n"
        "from tests.laws.generate import make, trek\n"
        "from tests.laws.law import topic, made, whole\n"
        "for seed in (3, 4, 5):\n"
        "    world = make(seed)\n"
        "    universe = opened(world.text())\n"
        "    print(list(Views(universe.seen(progress(trek(world, seed))), numbers=True).answers()))\n"
        "    for argv in whole.commands(topic(made(seed)), 25):\n"
        "        print(whole.command(universe, argv))\n"
    )
    root = Path(__file__).parents[2]
    outputs = [
        subprocess.run(
            [sys.executable, "-c", script], cwd=root, capture_output=True, check=True, timeout=120,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"},
        ).stdout
        for seed in ("0", "4242")
    ]  # fmt: skip
    assert len(outputs[0]) > 10_000
    assert outputs[0] == outputs[1]


# --- no way back ----------------------------------------------------------------------------------------------------
def reachable(start: object, most: int = 2_000_000) -> Iterator[object]:
    """Everything that `start` refers to, however far away, except modules, types and code."""
    seen, waiting = {id(start)}, [start]
    while waiting and len(seen) < most:
        it = waiting.pop()
        yield it
        for other in gc.get_referents(it):
            # A function leads to its module's globals, and so to everything; a view's own methods lead back to it.
            if isinstance(other, type | ModuleType | FunctionType | BuiltinFunctionType | MethodType):
                continue
            if id(other) not in seen:
                seen.add(id(other))
                waiting.append(other)


def test_a_view_keeps_no_way_back() -> None:
    """Words of hidden statements are found neither in a view's pickle nor by walking its references."""
    for seed in range(12):
        world = make(seed)
        at = trek(world, f"{seed} back")
        universe = opened(world.text())
        view = universe.seen(progress(at))
        everything(view)
        visible = slow_gate.visible_to(world, at.passed)
        kept = {TOKEN.search(word)[0] for word in visible.words if TOKEN.search(word)}  # type: ignore[index]
        hidden = {place.item.token for place in world.where() if outside(place.ways, at.passed)} - kept - {""}
        hidden |= {page.key for page in world.pages if page.key.startswith("key ")}
        hidden |= {word for word in _all_names(world) if not any(word in name for name in visible.names)}
        canaries = {word.encode() for word in hidden}
        found = [pickle.dumps(view)]
        for it in reachable(view):
            assert it is not universe
            if isinstance(it, str):
                found.append(it.encode())
            elif isinstance(it, bytes | bytearray):
                found.append(bytes(it))
            elif type(it).__module__ == "numpy":
                found.append(it.tobytes())  # type: ignore[attr-defined]
        text = b"\0".join(found)
        assert canaries
        assert not [canary for canary in canaries if canary in text]


def _all_names(world: World) -> set[str]:
    return {entry.word for page in world.pages for entry in page.entries if entry.field in ("name", "names")}


def test_a_view_is_made_of_nothing_that_the_ledger_holds() -> None:
    """No array of a view shares memory with one of the ledger."""
    import numpy as np

    universe = opened(make(2).text())
    view = universe.seen(universe.everything)
    arrays = [it for it in reachable(view) if isinstance(it, np.ndarray)]
    ledger = [it for it in reachable(universe._ledger) if isinstance(it, np.ndarray)]
    assert len(arrays) > 30
    assert len(ledger) > 30
    assert not any(np.shares_memory(a, b) for a in arrays for b in ledger if a.nbytes and b.nbytes)
