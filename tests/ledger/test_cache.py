"""The cache on disk: it makes things faster, never different, and never runs what others wrote."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from intertwine.gate.universe import Universe
from intertwine.ledger import load as cache
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import read_folder
from intertwine.ledger.scaffold import new_universe
from intertwine.viewer import Viewer
from tests.long import one_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small universe, with a cache of its own."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    new_universe(tmp_path / "world", "A world")
    return tmp_path / "world"


def entry(folder: Path) -> Path:
    (found,) = (folder.parent / "cache").glob("*.ledger")
    return found


class Counting(Compiler):
    """Counts how often it is asked."""

    asked = 0

    def compile_text(self, *args, **named):  # type: ignore[no-untyped-def]
        self.asked += 1
        return super().compile_text(*args, **named)


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


def test_ways_frames_and_people_taken_for_others_come_out_of_the_cache(folder: Path) -> None:
    (folder / "verbs.toml").write_text(
        "[ways.possessing]\nforms = ['possessing']\nline = 'dashed'\n"
        "[frames.mirror]\nforms = ['mirror']\nwithin = 'a'\n"
        "within_of = 'a {}'\nwithin_named = 'b {}'\nlasts = true\n",
        encoding="utf-8",
    )
    (folder / "Masks.md").write_text(
        "---\nkind: film\n---\n### Whole title\n"
        "- frame: mirror [[Masks]]\n- taken for: [[Sho]] as [[Ren]] until Nothing\n"
        "- together: [[Sho]], [[Ren]] (possessing)\n",
        encoding="utf-8",
    )
    for name in ("Sho", "Ren"):
        (folder / f"{name}.md").write_text("---\nkind: character\n---\n", encoding="utf-8")
    fresh, again = cache.compiled(folder), cache.compiled(folder)
    assert again.ledger.vocabulary == fresh.ledger.vocabulary
    assert "possessing" in {way.id for way in again.ledger.vocabulary.ways}
    for name in ("disguises", "framings", "rows"):
        one, two = getattr(fresh.ledger, name), getattr(again.ledger, name)
        assert all(np.array_equal(getattr(one, field), getattr(two, field)) for field in one.__slots__)
        assert len(getattr(two, two.__slots__[0]))


def test_an_edit_is_seen(folder: Path) -> None:
    before = cache.compiled(folder).ledger.hash
    page = next(folder.rglob("*.md"))
    page.write_text(page.read_text(encoding="utf-8") + "\n> a note\n", encoding="utf-8")
    assert cache.compiled(folder).ledger.hash != before


def put(page: Path, text: str) -> None:
    """Write a page's text so that its size and its time of change stay."""
    before = page.stat()
    page.write_bytes(text.encode())
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (page.stat().st_size, page.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def logline(folder: Path, title: str = "Nightboat") -> str:
    """What the cache says of a title."""
    return str(Viewer(Universe(cache.compiled(folder)).seen("")).title(title).logline)


def test_an_edit_that_keeps_size_and_time_is_seen(folder: Path) -> None:
    assert "The last ferry" in logline(folder)
    page = folder / "titles" / "Nightboat.md"
    text = page.read_text("utf-8")
    for word in ("LAST", "1ast", "last"):
        put(page, text.replace("The last ferry of", f"The {word} ferry of"))
        assert f"The {word} ferry" in logline(folder)


def test_two_files_that_change_places_are_seen(folder: Path) -> None:
    one, two, between = (folder / "titles" / f"{name}.md" for name in ("Nightboat", "Daytrains", "between"))
    two.write_bytes(
        one.read_bytes().replace(b"The last ferry", b"The lost ferry").replace(b"name: Night", b"name: Other")
    )
    for page in (one, two):
        os.utime(page, ns=(0, 0))
    assert ("The last ferry" in logline(folder), "The lost ferry" in logline(folder, "Otherboat")) == (True, True)
    hashes = cache.compiled(folder).ledger.hash
    for source, place in ((one, between), (two, one), (between, two)):
        source.rename(place)
    assert cache.compiled(folder).ledger.hash != hashes


def test_a_file_that_an_older_one_of_its_size_replaces_is_seen(folder: Path) -> None:
    page, old = folder / "titles" / "Nightboat.md", folder.parent / "old.md"
    old.write_bytes(page.read_bytes().replace(b"The last ferry", b"The lost ferry"))
    os.utime(old, ns=(0, 0))
    assert "The last ferry" in logline(folder)
    old.replace(page)
    assert "The lost ferry" in logline(folder)


def test_a_file_that_changes_while_the_folder_is_compiled_is_seen_afterwards(folder: Path) -> None:
    page = folder / "titles" / "Nightboat.md"

    class Slow(Compiler):
        """While it compiles, a keeper writes."""

        def compile_text(self, *args, **named):  # type: ignore[no-untyped-def]
            put(page, page.read_text("utf-8").replace("The last ferry", "The lost ferry"))
            return super().compile_text(*args, **named)

    first = cache.compiled(folder, Slow())
    assert "The last ferry" in str(Viewer(Universe(first).seen("")).title("Nightboat").logline)
    assert "The lost ferry" in logline(folder)


def test_a_file_that_changes_between_list_and_reading_is_kept_as_it_was_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, real = folder / "titles" / "Nightboat.md", os.open

    def late(path: str, flags: int) -> int:
        if str(path).endswith("Nightboat.md"):
            text = page.read_bytes()
            page.write_bytes(text.replace(b"The last ferry", b"The last ferry of all, and one more"))
        return real(path, flags)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", late)
        text = read_folder(folder)
    assert text.fingerprint == read_folder(folder).fingerprint
    assert "and one more" in next(file.text for file in text.files if file.path.endswith("Nightboat.md"))


def test_other_code_compiles_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = Counting()
    cache.compiled(folder, compiler)
    monkeypatch.setattr(cache, "_CODE", "other")
    cache.compiled(folder, compiler)
    assert compiler.asked == 2


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


def test_an_entry_with_a_wrong_byte_is_compiled_again(folder: Path) -> None:
    """Wherever the byte stands: in the arrays, in what describes them, or in the list of what the file holds."""
    compiler = Counting()
    right = cache.compiled(folder, compiler).ledger.hash
    place = entry(folder)
    whole = place.read_bytes()
    places = [*range(0, len(whole), len(whole) // 100), *range(len(whole) - 2000, len(whole), 7)]
    for count, at in enumerate(one_in(8, places), 2):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        assert (cache.compiled(folder, compiler).ledger.hash, compiler.asked) == (right, count)


def test_code_of_any_depth_is_part_of_the_proof(tmp_path: Path) -> None:
    """An entry that other code compiled is never fresh, however deep in its packages the code stands."""
    deep = tmp_path / "code" / "read" / "markdown"
    deep.mkdir(parents=True)
    versions = {cache.code_version(tmp_path)}
    for file, text in (("blocks.py", "a = 1"), ("blocks.py", "a = 2"), ("spans.py", "a = 2"), ("verbs.toml", "")):
        (deep / file).write_text(text)
        versions.add(cache.code_version(tmp_path))
    assert len(versions) == 5
