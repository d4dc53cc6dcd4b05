"""explain: its reasons agree with the gate, for every line of the bundled universe."""

import functools
from pathlib import Path

import pytest

from intertwine.cli.reasons import Explainer
from intertwine.gate.universe import Universe
from intertwine.ledger.read.folder import read_folder
from intertwine.library import compile_universe, universe_folder
from tests.cli.stories import say

PROGRESS = [
    "",
    "Daredevil S1, Jessica Jones 1x01-1x06",
    "before The Defenders",
    "told The Defenders, Luke Cage",
    "everything",
]


@functools.cache
def bundled() -> tuple[Universe, dict[str, str]]:
    """The bundled universe and its files."""
    compiled = compile_universe()
    files = {file.path: file.text for file in read_folder(universe_folder()).files}
    return Universe(compiled), files


@pytest.mark.parametrize("seen", PROGRESS)
def test_the_verdict_agrees_with_the_gate_on_every_line(seen: str) -> None:
    """A line is shown exactly where one of its alternatives is passed and nothing is missing; and as many lines are
    said to be shown as the view holds (purposes stand with their facts)."""
    universe, files = bundled()
    compiled = compile_universe()
    explainer = Explainer(compiled, files, universe.progress(seen))
    explained = [explainer.explain(line) for line in range(len(compiled.ledger.lines.number))]
    for it in explained:
        reasons = any(alternative.passed for alternative in it.alternatives) and not it.missing
        assert it.shown == reasons or it.part, it
    facts = [it for it, about in zip(explained, compiled.ledger.lines.about.tolist(), strict=True) if about < 0]
    assert sum(it.shown for it in facts) == len(universe.seen(seen).facts.of())


def test_every_written_line_of_a_fact_can_be_explained() -> None:
    universe, files = bundled()
    compiled = compile_universe()
    explainer = Explainer(compiled, files, universe.progress(""))
    for path, text in files.items():
        for number, line in enumerate(text.split("\n"), 1):
            if line.startswith("- [["):
                assert explainer.lines_at(path, number), f"{path}:{number}"


def line_of(folder: str, words: str, path: str = "titles/Harbour.md") -> int:
    """The line on which these words stand."""
    lines = (Path(folder) / path).read_text(encoding="utf-8").split("\n")
    return next(n for n, line in enumerate(lines, 1) if words in line)


def test_a_hidden_line_says_which_position_is_not_passed(harbour: str) -> None:
    number = line_of(harbour, "kills")
    said = say("explain", f"{harbour}/titles/Harbour.md:{number}", "--seen", "Harbour 1x01")
    assert said.code == 0
    assert said.out == (
        f"titles/Harbour.md:{number}: hidden\n"
        "[[Bruno]] kills [[Dov]]\n"
        "stamp: not passed\n"
        "- [[Harbour]] 1x02 (not passed)\n"
    )


def test_a_shown_line_says_so(harbour: str) -> None:
    number = line_of(harbour, "kills")
    said = say("explain", f"titles/Harbour.md:{number}", "--universe", harbour, "--seen", "Harbour")
    assert said.out.startswith(f"titles/Harbour.md:{number}: shown\n")


def test_a_qualifier_belongs_to_the_fact_above_it(tmp_path: Path) -> None:
    say("new", str(tmp_path / "new"))
    page = tmp_path / "new" / "titles" / "Nightboat.md"
    lines = page.read_text(encoding="utf-8").split("\n")
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("  - "))
    assert say("explain", f"{page}:{number}", "--seen", "everything").code == 0


@pytest.mark.parametrize("place", ["titles/Harbour.md:99999", "titles/Nothing.md:1", "titles/Harbour.md:2"])
def test_a_line_where_nothing_stands_is_not_there(harbour: str, place: str) -> None:
    said = say("explain", place, "--universe", harbour)
    if place.endswith(":2"):
        assert said.code in (0, 1)
    else:
        assert (said.code, said.out) == (1, "")


def test_a_name_that_is_missing_is_named(tmp_path: Path) -> None:
    from tests.cli.stories import write

    write(
        tmp_path,
        "=== universe.md\n---\nkind: universe\n---\n=== Film.md\n---\nkind: film\nreleased: 2020-01-01\n---\n"
        "### 00:10:00\n### Whole title\n- 00:10:00 [[Ada]] appears\n"
        "=== Ada.md\n---\nkind: character\nnames:\n  - {name: Ada, revealed: Film@00:50:00}\n---\n",
    )
    number = line_of(str(tmp_path), "appears", "Film.md")
    said = say("explain", f"{tmp_path}/Film.md:{number}", "--seen", "Film@00:20:00")
    assert "hidden" in said.out
    assert "no name of [[Ada]] is known yet (revealed by Ada.md:" in said.out


DECEIT = (
    "=== universe.md\n---\nkind: universe\n---\n=== Film.md\n---\nkind: series\n---\n"
    "## Season 1 (2020-01-01, 3 episodes)\n### 1. A\n- taken for: [[Sho]] as [[Ren]], revealed 1x03\n"
    "- [[Ren]] meets [[Ada]] ^met\n- [[Ren]] kisses [[Ada]]\n- [[Ada]] learns ^met\n"
    "### 2. B\n- frame: dream of [[Ada]], revealed 1x03\n- [[Ada]] dies\n- [[Ren]] dies\n### 3. C\n"
    + "".join(f"=== {name}.md\n---\nkind: character\n---\n" for name in ("Sho", "Ren", "Ada"))
)


def explained(folder: Path, words: str, seen: str) -> str:
    """What explain says of a line of a film full of deceit."""
    from tests.cli.stories import write

    write(folder, DECEIT)
    number = line_of(str(folder), words, "Film.md")
    return say("explain", f"{folder}/Film.md:{number}", "--seen", seen).out


def test_a_fact_with_somebody_taken_for_another_is_shown_whole_and_says_until_when(tmp_path: Path) -> None:
    line = line_of_deceit("kisses")
    for seen, who, known in (("Film 1x01", "Ren", "not known yet"), ("Film S1", "Sho", "known")):
        assert explained(tmp_path, "kisses", seen) == (
            f"Film.md:{line}: shown\n"
            f"[[{who}]] kisses [[Ada]]\n"
            f"taken for: [[Sho]] as [[Ren]], revealed [[Film]] 1x03 ({known})\n"
            "stamp: passed\n"
            "- [[Film]] 1x01 (passed)\n"
        )


def test_a_fact_in_a_frame_says_so(tmp_path: Path) -> None:
    said = explained(tmp_path, "[[Ren]] dies", "Film S1").split("\n")
    assert said[1:3] == ["[[Ren]] dies", "frame: dream of [[Ada]], revealed [[Film]] 1x03 (known)"]


@pytest.mark.parametrize("words", ["- frame:", "- taken for:"])
def test_what_stands_below_a_heading_is_explained_once(tmp_path: Path, words: str) -> None:
    assert explained(tmp_path, words, "Film S1").count("Film.md:") == 1


def test_a_fact_that_refers_to_another_names_it(tmp_path: Path) -> None:
    line = line_of_deceit("meets")
    assert f"[[Ada]] learns ([[Ren]] meets [[Ada]]; Film.md:{line})\n" in explained(tmp_path, "learns", "Film 1x01")


def line_of_deceit(words: str) -> int:
    """The line of the film on which these words stand."""
    lines = DECEIT.partition("=== Film.md\n")[2].split("\n")
    return next(n for n, line in enumerate(lines, 1) if words in line)
