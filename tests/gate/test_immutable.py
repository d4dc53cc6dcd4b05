"""What callers share cannot be changed: every object that can be reached from it is walked, and tried."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pytest

from intertwine import load, maps, questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.load import compiled as cached
from intertwine.library import universe_folder
from intertwine.maps.ordering import chart_of
from intertwine.model.byte_cache import ByteCache
from intertwine.model.frozen import Frozen, FrozenDict, ImmutableError, Memo, once, read_only, remember
from intertwine.questions.common import Told
from intertwine.storyline import Metrics, draw_chart, heights_in_parts
from intertwine.viewer import Viewer
from tests.worlds import universe

ATOMS = (str, bytes, int, float, bool, type(None), type, np.generic, np.dtype)
"""Types without parts, and types themselves."""
SEEN = "Daredevil S1, Jessica Jones S1, told Luke Cage S1"


@pytest.fixture(scope="module")
def bundled() -> Universe:
    """The bundled universe."""
    return load().universe


def reachable(start: object) -> Iterator[tuple[str, object]]:
    """Everything that `start` refers to, with the way to it. A list, dict or set, or an object that nobody knows how to
    look into, is among it and leads nowhere."""
    seen, waiting = {id(start)}, [(type(start).__name__, start)]
    kept = [start]  # so that no id is used twice
    while waiting:
        way, it = waiting.pop()
        yield way, it
        for name, part in _parts(it):
            if id(part) not in seen and not isinstance(part, ATOMS):
                seen.add(id(part))
                kept.append(part)
                waiting.append((f"{way}{name}", part))


def _parts(it: object) -> Iterator[tuple[str, object]]:
    if isinstance(it, Mapping):
        for key, value in it.items():
            yield from ((".key", key), (f"[{key!r}]", value))
    elif isinstance(it, tuple | frozenset):
        yield from ((f"[{n}]", part) for n, part in enumerate(it))
    elif isinstance(it, np.ndarray):
        yield ".base", it.base
    elif isinstance(it, memoryview):
        return
    elif isinstance(it, ByteCache):  # what it holds changes, on purpose; no answer does with it
        yield from ((f"[{progress}]", view) for progress, (view, _) in it._values.items())
    else:
        yield from ((f".{name}", getattr(it, name)) for name in _slots(it))


def _slots(it: object) -> list[str]:
    return [name for kind in type(it).__mro__ for name in vars(kind).get("__slots__", ())]


def _can_be_opened(array: np.ndarray[Any, Any]) -> bool:
    """Whether an array that holds anything can be made writable again."""
    try:
        array.setflags(write=True)
    except ValueError:
        return False
    array.setflags(write=False)
    return array.size > 0


def complaint(it: object) -> str:
    """Why something can be changed; "" where it cannot."""
    if isinstance(it, np.ndarray):
        return "can be written to" if it.flags.writeable or it.dtype.hasobject or _can_be_opened(it) else ""
    if isinstance(it, memoryview):  # over what a column stands in: NumPy refuses to write through it
        owner = it.obj
        closed = isinstance(owner, bytes) or (isinstance(owner, np.ndarray) and not owner.flags.writeable)
        return "" if it.readonly and closed else "is a way to write to memory"
    if isinstance(it, FrozenDict):
        return _changed(it)
    if isinstance(it, (*ATOMS, tuple, frozenset, MappingProxyType, Path, ByteCache)):
        return ""
    if not isinstance(it, Frozen) and not (is_dataclass(it) and cast("Any", it).__dataclass_params__.frozen):
        return f"is a {type(it).__name__}, which nobody keeps from being changed"
    if hasattr(it, "__dict__"):
        return "has a __dict__, in which anything can be put"
    for name in _slots(it):
        before = getattr(it, name)
        for change in (partial(setattr, it, name, None), partial(delattr, it, name)):
            try:
                change()
            except (AttributeError, TypeError):
                continue
            return f"lets {name} be changed"
        assert getattr(it, name) is before
    return ""


def _changed(it: FrozenDict[Any, Any]) -> str:
    before = dict(it)
    some = next(iter(before), "x")
    changes: list[Callable[[], object]] = [
        lambda: it.__setitem__(some, 1), lambda: it.__delitem__(some), it.clear, it.popitem, lambda: it.pop(some, 0),
        lambda: it.setdefault("new", 1), lambda: it.update(new=1), lambda: it.__ior__({"new": 1}),
    ]  # fmt: skip
    for change in changes:
        try:
            change()
        except (AttributeError, TypeError):
            continue
        return "is a mapping that lets itself be changed"
    it.__init__({"new": 1})  # type: ignore[misc]
    assert dict(it) == before
    return ""


def assert_frozen(start: object, *, at_least: int = 1) -> None:
    """Nothing that can be reached from `start` can be changed; and the walk comes far enough to mean something."""
    found = list(reachable(start))
    assert [f"{way} {why}" for way, it in found if (why := complaint(it))] == []
    assert len(found) >= at_least


# --- what is shared ---------------------------------------------------------------------------------------------------
ANSWERS: dict[str, Callable[[View], object]] = {
    "universe": lambda view: Viewer(view).front(),
    "viewing_order": lambda view: Viewer(view).order("release"),
    "title": lambda view: Viewer(view).title("Jessica Jones"),
    "installment": lambda view: questions.installment(view, "Jessica Jones 1x05"),
    "who": lambda view: Viewer(view).who("Jessica Jones"),
    "met": lambda view: Viewer(view).met("Jessica Jones", "Luke Cage", "nobody", "Jessica"),
    "path": lambda view: Viewer(view).path("Jessica Jones", "Claire Temple"),
    "ties": lambda view: Viewer(view).ties(),
    "timeline": lambda view: Viewer(view).timeline("Luke Cage", story=True),
    "thread": lambda view: questions.thread(
        view, next(n for n in view.names.index if view.entities.kind(n) == "thread")
    ),
    "secrets": lambda view: Viewer(view).secrets(),
    "search": lambda view: Viewer(view).search("jessica"),
    "everybody": questions.everybody,
    "suggestions": lambda view: questions.suggestions(view, "luk"),
    "recap": lambda view: Viewer(view).recap("Jessica Jones 1x05"),
    "previously": lambda view: questions.previously(view, "Jessica Jones 1x05"),
    "where_you_are": lambda view: Viewer(view).where_you_are(),
    "strands": lambda view: Viewer(view).strands(),
    "learnt": lambda view: Viewer(view).learnt(Viewer(view)),
}


def test_every_question_is_walked() -> None:
    assert {name for name in questions.__all__ if name[0].islower()} - {"to_json"} == set(ANSWERS)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_cannot_be_changed(bundled: Universe, name: str) -> None:
    answer = ANSWERS[name](bundled.seen(SEEN))
    questions.to_json(answer)
    assert_frozen(answer, at_least=3)


def test_a_view_cannot_be_changed_whatever_it_was_asked(bundled: Universe) -> None:
    view = bundled.seen(SEEN)
    for ask in ANSWERS.values():
        questions.to_json(ask(view))
    view.since(bundled.seen("Daredevil S1"))
    for part in (view.listing, view.names.index, view.names, view.facts, view.rows):
        for attribute in dir(type(part)):
            if isinstance(getattr(type(part), attribute), once):
                getattr(part, attribute)
    assert_frozen(view, at_least=200)
    assert_frozen(view.since(bundled.seen("Daredevil S1")))
    assert_frozen(view.facts.of())


def test_a_universe_and_its_ledger_cannot_be_changed_compiled_or_from_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path))
    fresh, again = cached(universe_folder()), cached(universe_folder())
    for compiled in (fresh, again):
        universe = Universe(compiled)
        universe.seen(SEEN)
        assert_frozen(compiled, at_least=60)
        assert_frozen(universe, at_least=100)


def test_a_map_cannot_be_changed(bundled: Universe) -> None:
    it = Viewer(bundled.seen(SEEN)).map("Jessica Jones")
    assert_frozen(it, at_least=100)
    assert_frozen(maps.picture(it), at_least=100)
    assert it.ordered is not None
    assert_frozen(chart_of(it.strands), at_least=10)
    assert_frozen(draw_chart(it.ordered, heights_in_parts(it.ordered), Metrics()), at_least=100)


# --- what happens to somebody who tries -------------------------------------------------------------------------------
@universe
def test_what_one_caller_tries_changes_no_answer_of_another(universe: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - [[Ann]] meets [[Bob]]
    """
    view = universe.seen("Tide")
    before = questions.to_json(Viewer(view).front())
    for change in (
        lambda: setattr(view, "description", "x"),
        lambda: setattr(view, "extra", "x"),
        lambda: setattr(universe, "name", "x"),
        lambda: delattr(view, "universe"),
        lambda: view._tables.columns.kind.fill(0),
        lambda: view._tables.leader.__setitem__(0, 1),
        lambda: cast("Any", view.listing.titles).__setitem__(0, 1),
        lambda: Viewer(view).met("Ann", "Bob").ambiguous.__setitem__("Ann", ()),
        lambda: view.__init__("x", "x", (), view._tables.columns, view._tables.strings),  # type: ignore[misc]
    ):
        with pytest.raises((AttributeError, TypeError, ValueError)):
            change()
    with pytest.raises(ImmutableError, match=r"description of a View cannot be changed: others share it"):
        view.description = "x"
    assert questions.to_json(Viewer(universe.seen("Tide")).front()) == before


def test_many_threads_may_ask_one_view(bundled: Universe) -> None:
    expected = [questions.to_json(ask(bundled.seen(SEEN))) for ask in ANSWERS.values()]
    view = Universe(cached(universe_folder())).seen(SEEN)
    found: list[list[dict[str, Any]]] = []

    def ask_all() -> None:
        found.append([questions.to_json(ask(view)) for ask in ANSWERS.values()])

    threads = [threading.Thread(target=ask_all) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


# --- the means --------------------------------------------------------------------------------------------------------
def test_an_attribute_is_set_once() -> None:
    class Point(Frozen):
        __slots__ = ("_memo", "x", "y")

        def __init__(self, x: int) -> None:
            self.x = x
            self._memo: Memo[str, Any] = Memo()

        @once
        def twice(self) -> tuple[int]:
            return (2 * self.x,)

    point = Point(3)
    assert point.twice is point.twice == (6,)
    with pytest.raises(ImmutableError):
        point.x = 4
    with pytest.raises(ImmutableError):
        del point.x
    with pytest.raises(ImmutableError):
        point.twice = (7,)
    with pytest.raises(AttributeError):
        cast("Any", point).z = 4
    with pytest.raises(TypeError, match="needs __slots__"):

        class _Loose(Point):
            pass


def test_what_is_noted_first_stays() -> None:
    memo: Memo[str, int] = Memo()
    assert (remember(memo, "a", 1), remember(memo, "a", 2), memo) == (1, 1, {"a": 1})
    with pytest.raises(ImmutableError):
        memo["a"] = 3


def test_a_part_of_an_array_that_others_can_write_to_is_copied() -> None:
    whole = np.arange(6)
    part = read_only(whole[2:])
    whole[3] = 99
    assert part.tolist() == [2, 3, 4, 5]
    with pytest.raises(ValueError, match="read-only"):
        part[0] = 1


def test_the_walk_finds_what_can_be_changed() -> None:
    writable = np.arange(3)
    view = writable[:2]
    view.flags.writeable = False
    told = Told("", cast("Any", ([],)), None, "", None, disproved=False, several=False)
    loose: list[object] = [[1], {1: 2}, {1}, writable, view, (0, ({}, 1)), told, object(), ByteCache(0, len)._lock]
    for it in loose:
        with pytest.raises(AssertionError):
            assert_frozen(it)
    assert_frozen(((1, "a"), frozenset({2}), FrozenDict({1: (2,)})))
