"""Records: dataclasses in all respects, at a fraction of the time that making one takes."""

import copy
import inspect
import pickle
from collections.abc import Hashable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, is_dataclass, replace
from threading import Barrier, Thread
from typing import Any, cast

import pytest

from intertwine.model.record import record


@record
class Spot:
    """A spot."""

    x: int
    y: int = 2
    seen: list[int] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)

    def sum(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Plain:
    """A spot."""

    x: int
    y: int = 2
    seen: list[int] = field(default_factory=list, compare=False)
    note: str = field(default="", repr=False)


def test_a_record_is_to_dataclasses_what_a_frozen_dataclass_with_slots_is() -> None:
    assert is_dataclass(cast("Any", Spot))
    assert [(it.name, it.init, it.compare, it.repr) for it in fields(Spot)] == [
        (it.name, it.init, it.compare, it.repr) for it in fields(Plain)
    ]
    assert cast("Any", Spot).__dataclass_params__.frozen
    assert cast("Any", Spot).__slots__ == cast("Any", Plain).__slots__
    assert cast("Any", Spot).__match_args__ == ("x", "y", "seen", "note")
    assert str(inspect.signature(Spot)) == str(inspect.signature(Plain))
    assert Spot.__doc__ == "A spot."
    assert not hasattr(Spot(1), "__dict__")


def test_records_are_equal_and_hashed_and_shown_by_their_fields() -> None:
    @record
    class Pair:
        a: int
        b: str = "b"

    assert hash(Pair(1)) == hash(Pair(1, "b")) == hash((1, "b"))
    assert Pair(1) == Pair(1)
    assert Pair(1) != Pair(2)
    assert Pair(1) != cast("Any", (1, "b"))
    assert repr(Pair(1)).endswith("Pair(a=1, b='b')")
    assert issubclass(Pair, Hashable)
    assert repr(Spot(1, note="n")) == "Spot(x=1, y=2, seen=[])"
    assert Spot(1, 2, [3]) == Spot(1, 2, [4])


def test_each_method_may_be_the_first_that_is_used() -> None:
    def fresh() -> type[Any]:
        @record
        class Here:
            a: int

        return Here

    one = fresh()
    it = one(a=1)
    assert it == copy.copy(it)
    assert cast("Any", fresh()).__eq__(it, 1) is NotImplemented
    assert str(inspect.signature(fresh())) == "(a: int) -> None"
    with pytest.raises(TypeError, match="unexpected keyword argument 'b'"):
        fresh()(b=1)


def test_a_record_of_many_fields_is_one_in_all_respects() -> None:
    @record
    class Long:
        a: int
        b: int = 2
        c: list[int] = field(default_factory=list)
        d: str = field(init=False, default="d")
        e: int = field(init=False)

        def __post_init__(self) -> None:
            assert type(self) is Long
            object.__setattr__(self, "e", self.a + self.b)

    it = Long(1, c=[3])
    assert type(it) is Long
    assert repr(it).endswith("Long(a=1, b=2, c=[3], d='d', e=3)")
    assert it == copy.copy(it) == replace(Long(5, 2, [3]), a=1)
    assert it.c is not Long(1).c
    for name in ("a", "e", "__class__"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(it, name, 3)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'a'"):
        cast("Any", Long)()


def test_nothing_of_a_record_can_be_set_or_deleted() -> None:
    it = Spot(1)
    for name in ("x", "other"):
        with pytest.raises(FrozenInstanceError, match=name):
            setattr(it, name, 3)
        with pytest.raises(FrozenInstanceError, match=name):
            delattr(it, name)
    assert it.x == 1


def test_records_are_copied_replaced_and_pickled() -> None:
    it = Spot(1, seen=[5])
    assert replace(it, y=7) == Spot(1, 7)
    assert asdict(it) == {"x": 1, "y": 2, "seen": [5], "note": ""}
    for same in (copy.copy(it), copy.deepcopy(it), pickle.loads(pickle.dumps(it))):
        assert same == it
        assert same.seen == [5]
    assert it.sum() == 3
    match it:
        case Spot(x, y):
            assert (x, y) == (1, 2)


def test_a_method_that_a_record_has_itself_stays() -> None:
    @record
    class Named:
        name: str

        def __post_init__(self) -> None:
            if not self.name:
                raise ValueError("a name is empty")

        def __repr__(self) -> str:
            return self.name

    assert repr(Named("Ada")) == "Ada"
    assert Named("Ada") == Named("Ada")
    with pytest.raises(ValueError, match="empty"):
        Named("")


def test_a_field_may_be_left_to_its_default_or_to_what_follows_the_making() -> None:
    @record
    class Span:
        words: tuple[str, ...]
        parts: list[str] = field(init=False, default_factory=list)
        unit: str = field(init=False, default="word")
        count: int = field(init=False, hash=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "count", len(self.words))

    it = Span(("a", "b"))
    assert (it.parts, it.unit, it.count) == ([], "word", 2)
    assert it.parts is not Span(()).parts
    assert repr(it).endswith("Span(words=('a', 'b'), parts=[], unit='word', count=2)")
    with pytest.raises(TypeError, match="unhashable"):
        hash(it)


def test_threads_that_use_a_record_first_at_the_same_time_get_on() -> None:
    for _ in range(20):

        @record
        class Point:
            x: int

        made: list[object] = []
        ready = Barrier(4)

        def make(point: type[Any] = Point, into: list[object] = made, ready: Barrier = ready) -> None:
            ready.wait()
            into.append(point(3))

        threads = [Thread(target=make) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert made == [Point(3)] * 4
