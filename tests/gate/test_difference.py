"""What one view tells that an earlier one did not: quick ways to compare against plain ones."""

import numpy as np
import pytest

from intertwine import questions
from intertwine.gate import compare
from intertwine.gate.compare import Hashes
from intertwine.gate.fact_decoder import FactDecoder
from intertwine.gate.tables import ViewTables
from intertwine.gate.view import View
from intertwine.model.arrays import among
from intertwine.model.progress import Progress
from tests.laws.ask import opened, progress
from tests.laws.law import made
from tests.worlds import world


def _in(a: Hashes, b: Hashes) -> "np.ndarray[tuple[int, ...], np.dtype[np.bool_]]":
    known = set(b.tolist())
    return np.array([it in known for it in a.tolist()], np.bool_)


def _counted(wanted: Hashes, standing: Hashes) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    there = standing.tolist()
    return np.array([there.count(it) for it in wanted.tolist()], np.int64)


def _renamed(earlier: View, later: View, same: dict[int, int]) -> set[int]:
    known = {(same.get(person), name) for person, name in earlier.names.every()}
    return {n for n, name in later.names.every() if n in set(same.values()) and (n, name) not in known}


def _plainly_matched(earlier: ViewTables, later: ViewTables) -> dict[int, int]:
    by_name: dict[tuple[str, bool], dict[int, None]] = {}
    for person, name in later.names.every_name():
        by_name.setdefault((name, later.is_title(person)), {})[person] = None
    found, namesakes = dict[int, int](), list[tuple[int, list[int]]]()
    for person, name in earlier.names.best_names():
        bearers = sorted(by_name.get((name, earlier.is_title(person)), ()))
        if len(bearers) > 1:
            namesakes.append((person, bearers))
        elif bearers:
            found[person] = bearers[0]
    return {**found, **compare._told_apart(earlier, later, namesakes)} if namesakes else found


@pytest.mark.parametrize("seed", range(10))
def test_quick_comparisons_give_what_plain_ones_give(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = made(seed)
    universe, at = opened(pair.left), progress(pair.trek)
    marks = sorted(at.seen)
    for earlier, later in (
        (universe.seen(Progress.of(marks[: len(marks) // 2])), universe.seen(at)),
        (universe.seen(at), universe.seen(universe.everything)),
    ):
        found = later.since(earlier)
        with monkeypatch.context() as patch:
            patch.setattr(compare, "_known", _in)
            patch.setattr(compare, "_among_many", _in)
            patch.setattr(compare, "_counts", _counted)
            patch.setattr(compare, "_matched", _plainly_matched)
            plain = later.since(earlier)
        for name in ("new", "disproved", "unmasked", "framed", "renamed"):
            assert getattr(found, name).tolist() == getattr(plain, name).tolist(), name
        assert dict(found.same) == dict(plain.same)
        assert set(found.renamed.tolist()) == _renamed(earlier, later, dict(found.same))


def _work(facts: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """How many rows are looked for or searched, and how many facts are read, where five of `facts` are new, and two
    that were known are told again elsewhere."""
    told = "".join(f'- [[P{n % 50}]] helps [[P{n % 47}]] "to do {n}"\n' for n in range(facts))
    new = "".join(f"- [[P{n}]] fights [[New {n}]]\n" for n in range(5))
    again = "".join(f'- [[P{n}]] helps [[P{n}]] "again {n}"\n  - also known: Tide 1x02\n' for n in range(2))
    universe = world(
        "=== Tide.md\n---\nkind: series\n---\n## Season 1 (2017-03-01, 2 episodes)\n"
        f"### 1. One\n{again}{told}### 2. Two\n{new}"
    )
    less, more = universe.seen("Tide 1x01"), universe.seen("Tide 1x01-1x02")
    searched, read = list[int](), list[int]()
    at = FactDecoder.read

    def counted(few: Hashes, many: Hashes) -> object:
        searched.append(len(few) + len(many))
        return among(few, many)

    def decoded(it: FactDecoder, numbers: Hashes) -> object:
        read.append(len(numbers))
        return at(it, numbers)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(compare, "among", counted)
        patch.setattr(FactDecoder, "read", decoded)
        assert len(tuple(questions.learnt(less, more).facts)) == 5
    return sum(searched), sum(read)


def test_what_is_searched_and_read_grows_with_what_is_new_and_not_with_what_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = _work(300, monkeypatch), _work(3000, monkeypatch)
    assert few[1] == many[1]
    assert many[0] < few[0] + 100
