"""docs/extend.md: its verb, its question and its importer work as the page says."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path
from typing import Any, get_args

import pytest

import intertwine
from intertwine.cli.main import main
from intertwine.model.verb import Role

TEXT = (Path(__file__).parents[2] / "docs" / "extend.md").read_text("utf-8")


def block(kind: str, number: int = 0) -> str:
    """A fenced block of the page."""
    found: list[str] = re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
    return found[number]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The page's universe: its verb, its title, and the people whom it links."""
    pages = {
        "universe.md": "---\nkind: universe\n---\n",
        "verbs.toml": block("toml"),
        "Tidewater.md": block("markdown"),
        "Ada.md": "---\nkind: character\n---\n",
        "Bruno.md": "---\nkind: character\n---\n",
        "The pilots.md": "---\nkind: group\n---\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_verb_can_be_written_and_asked_for(folder: Path) -> None:
    command, _, answer = block("console").partition("\n")
    out = io.StringIO()
    assert main([*shlex.split(command)[2:], "--universe", str(folder)], out, out) == 0
    assert out.getvalue() == answer


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('role = "rivalry"', '"role" of "is the rival of" cannot be "rivalry"'),
        ('colour = "red"', '"is the rival of" has an unknown field "colour"'),
        ('patient = "character"', '"patient" of "is the rival of" cannot be "character"'),
        ('ends = ["is a foe of"]', '"is the rival of" begins or ends "is a foe of", which is not a verb here'),
    ],
)
def test_check_reports_what_a_verb_cannot_have(folder: Path, line: str, wrong: str) -> None:
    (folder / "verbs.toml").write_text(f"{block('toml')}{line}\n", "utf-8")
    found = [it.message for it in intertwine.load(folder).problems if it.code == "verb-unusable"]
    assert [message.partition(":")[0] for message in found] == [wrong]


def test_check_reports_a_misspelt_kind(folder: Path) -> None:
    (folder / "verbs.toml").write_text(block("toml").replace('"character"', '"charakter"'), "utf-8")
    problems = intertwine.load(folder).problems
    assert any('did you mean "character"?' in it.message for it in problems)


def test_a_new_role_stands_in_the_file_that_the_page_names() -> None:
    assert "`Role` in `src/intertwine/model/verb.py`" in TEXT
    assert "death" in get_args(Role)
    assert "meeting" in get_args(Role)


def test_the_question_answers_what_the_comments_say(folder: Path) -> None:
    names: dict[str, Any] = {"__name__": __name__, "universe": intertwine.load(folder)}
    exec(compile(block("python", 0), "leaders", "exec"), names)
    exec(compile(block("python", 1), "asked", "exec"), names)
    said = [line.split("  # ") for line in block("python", 1).splitlines() if "  # " in line]
    assert len(said) == 4
    assert [repr(eval(code, names)).replace("'", '"') for code, _ in said] == [comment for _, comment in said]


def test_the_importer_writes_a_universe(tmp_path: Path) -> None:
    names: dict[str, Any] = {"__name__": __name__}
    exec(compile(block("python", 2), "scenes", "exec"), names)
    source = tmp_path / "Tidewater.txt"
    source.write_text("1x01 Ada, Bruno @ The pier\n1x02 Ada, Célia\n", "utf-8")
    assert names["import_scenes"](source, tmp_path / "u").ok
    universe = intertwine.load(tmp_path / "u")
    assert universe.problems == ()
    met = universe.seen("Tidewater 1x01").met("Ada", "Bruno")
    assert (met.pairs[0].how, met.pairs[0].place) == ("seen together", "The pier")
