"""The cache on disk: it makes things faster, never different, and never runs what others wrote."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from intertwine.ledger import cache
from intertwine.ledger.compile import Compiler
from intertwine.ledger.scaffold import new_universe


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small universe, with a cache of its own."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    new_universe(tmp_path / "world", "A world")
    return tmp_path / "world"


def entry(folder: Path) -> Path:
    (found,) = (folder.parent / "cache").glob("*.npz")
    return found


class Counting(Compiler):
    """Counts how often it is asked."""

    asked = 0

    def compile(self, *args, **named):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().compile(*args, **named)


def test_what_comes_out_of_the_cache_is_what_was_compiled(folder: Path) -> None:
    compiler = Counting()
    fresh = cache.compiled(folder, compiler)
    again = cache.compiled(folder, compiler)
    assert compiler.asked == 1
    assert again.problems == fresh.problems
    assert again.ledger.vocabulary == fresh.ledger.vocabulary
    assert again.ledger.hash == fresh.ledger.hash
    for name in ("strings", "entities", "installments", "stamps", "lines", "rows", "mentions"):
        one, two = getattr(fresh.ledger, name), getattr(again.ledger, name)
        assert all(np.array_equal(getattr(one, field), getattr(two, field)) for field in one.__slots__)


def test_an_edit_is_seen(folder: Path) -> None:
    before = cache.compiled(folder).ledger.hash
    page = next(folder.rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n> a note\n", encoding="utf-8")
    assert cache.compiled(folder).ledger.hash != before


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 broken", b"\x00" * 5000])
def test_a_damaged_entry_is_compiled_again(folder: Path, damage: bytes) -> None:
    fresh = cache.compiled(folder)
    entry(folder).write_bytes(damage)
    assert cache.compiled(folder).ledger.hash == fresh.ledger.hash


def test_a_truncated_entry_is_compiled_again(folder: Path) -> None:
    fresh = cache.compiled(folder)
    whole = entry(folder).read_bytes()
    entry(folder).write_bytes(whole[: len(whole) // 2])
    assert cache.compiled(folder).ledger.hash == fresh.ledger.hash


def test_a_pickle_in_the_cache_is_never_opened(folder: Path, tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "exploded"),)

    cache.compiled(folder)
    with entry(folder).open("wb") as file:
        np.savez(file, meta=np.array([Bomb()], dtype=object))
    cache.compiled(folder)
    assert pickle.dumps(Bomb())
    assert not (tmp_path / "exploded").exists()


def test_a_cache_that_others_can_write_is_left_alone(folder: Path) -> None:
    place = folder.parent / "cache"
    place.mkdir()
    place.chmod(0o777)
    cache.compiled(folder)
    assert list(place.iterdir()) == []


def test_a_cache_that_cannot_be_made_is_done_without(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERTWINE_CACHE", str(folder / "universe.md" / "cache"))
    assert cache.compiled(folder).problems == ()


def test_the_cache_is_for_its_owner_alone(folder: Path) -> None:
    cache.compiled(folder)
    assert (folder.parent / "cache").stat().st_mode & 0o077 == 0
    assert entry(folder).stat().st_mode & 0o077 == 0
