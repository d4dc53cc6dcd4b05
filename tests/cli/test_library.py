"""The library: what `import intertwine` gives."""

import subprocess
import sys
from pathlib import Path

import pytest

import intertwine
from intertwine import questions
from intertwine.ledger.read.folder import NotAUniverse


def test_the_readme_example_works() -> None:
    universe = intertwine.load()
    viewer = universe.seen("Daredevil S1")
    answer = viewer.met("Claire Temple", "Matt Murdock")
    assert answer.pairs[0].met is True


def test_a_universe_is_opened_by_folder_or_by_name(harbour: str) -> None:
    assert intertwine.load(harbour).name == "The harbour"
    assert intertwine.load(Path(harbour)).name == "The harbour"
    assert intertwine.load("marvel-netflix").name == intertwine.load().name
    with pytest.raises(NotAUniverse, match="no-such"):
        intertwine.load("no-such")


def test_every_question_is_a_method(harbour: str) -> None:
    viewer = intertwine.load(harbour).seen("Harbour, Lantern 1x01")
    assert viewer.front().name == "The harbour"
    assert viewer.title("Harbour").name == "Harbour"
    assert viewer.who("Bruno").name == "Bruno"
    assert viewer.met("Bruno", "Emil").pairs[0].how == "met"
    assert viewer.path("Bruno", "Emil").connected
    assert [tie.who.name for tie in viewer.ties("Harbour", "Lantern").ties] == ["Bruno"]
    assert viewer.timeline("Bruno", story=True).order == "story"
    assert viewer.thread("The lost crate").state == "open"
    assert len(viewer.secrets().secrets) == 1
    assert viewer.search("bruno").names[0].found.name == "Bruno"
    assert viewer.recap("Lantern 1x02").title.name == "Lantern"
    assert viewer.learnt(intertwine.load(harbour).seen("Harbour")).facts
    with pytest.raises(questions.NotThere):
        viewer.who("Ghost")


def test_progress_can_be_made_of_marks(harbour: str) -> None:
    universe = intertwine.load(harbour)
    (title,) = universe.seen().find("Harbour")
    progress = intertwine.Progress.of(universe.seen().marks(title, [(1, 1)]))
    assert universe.seen(progress).met("Ada", "Bruno").pairs[0].met is True


def test_progress_is_told_while_compiling(harbour: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path))
    told: list[tuple[int, int]] = []
    intertwine.load(harbour, progress=lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        intertwine.nothing  # type: ignore[attr-defined] # noqa: B018 - that is the test


def test_importing_the_package_alone_is_quick() -> None:
    program = "import sys, intertwine; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
