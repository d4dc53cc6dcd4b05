"""The docs: every command and every key of an answer is documented, and the generated parts are fresh."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from intertwine.cli.asking_args import ASKING
from tests.cli.stories import say
from tests.scripts import script

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_the_generated_parts_are_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert script("docs").main(["--check"]) == 0, capsys.readouterr().out


def test_a_part_whose_marks_are_gone_is_an_error() -> None:
    module = script("docs")
    with pytest.raises(ValueError, match="must have"):
        module.renewed("no marks here", module.parts()[0])


@pytest.mark.parametrize(
    "command",
    [*(name for name, *_ in ASKING), "check", "fmt", "rename", "import", "progress", "new", "explain", "serve"],
)
def test_every_command_is_documented(command: str) -> None:
    assert f"\n### {command}\n" in PAGE


ASKED = {
    "titles": [], "title": ["Harbour"], "who": ["Bruno"], "path": ["Ada", "Bruno"], "ties": [], "timeline": ["Bruno"],
    "thread": ["The lost crate"], "secrets": [], "search": ["Bruno"], "recap": ["Harbour 1x02"], "next": [],
    "learnt": ["Harbour 1x02"], "met": ["Ada", "Bruno"], "map": ["--all"],
}  # fmt: skip


@pytest.mark.parametrize("command", ASKED)
def test_every_key_of_an_answer_is_documented(command: str, harbour: str) -> None:
    said = say(command, *ASKED[command], "--universe", harbour, "--seen", "Harbour", "--json")
    assert said.code == 0
    assert said.out.endswith("}\n")
    begin, end = f"<!-- generated: keys {command} -->", f"<!-- end of keys {command} -->"
    section = PAGE.split(begin)[1].split(end)[0]
    shapes = PAGE.split("<!-- generated: shapes -->")[1]
    answer: dict[str, Any] = json.loads(said.out)
    assert [key for key in answer if f"| `{key}` |" not in section] == []
    assert [key for key in _inner(answer) if f"| `{key}` |" not in section + shapes] == []


def _inner(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value} | {key for item in value.values() for key in _inner(item)}
    return {key for item in value for key in _inner(item)} if isinstance(value, list) else set()


@pytest.mark.parametrize(("command", "words"), ASKED.items())
def test_every_answer_is_the_same_each_time(command: str, words: list[str], harbour: str) -> None:
    argv = (command, *words, "--universe", harbour, "--seen", "Harbour", "--json")
    assert say(*argv) == say(*argv)


def test_the_examples_of_the_map_are_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8").partition("```\n")[2].partition("```")[0]
    for example in text.removeprefix("$ ").split("\n$ "):
        command, _, answer = example.partition("\n")
        said = say(*shlex.split(command)[1:])
        assert (said.code, said.out.rstrip()) == (0, answer.rstrip())
    assert (tmp_path / "hired.svg").exists()


def test_the_examples_of_explain_are_what_comes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert say("new", "my-universe").code == 0
    text = PAGE.partition("\n### explain\n")[2].partition("```\n")[2].partition("```")[0]
    for example in text.removeprefix("$ ").split("\n$ "):
        command, _, answer = example.partition("\n")
        said = say(*shlex.split(command)[1:])
        assert (said.code, said.out.rstrip()) == (0, answer.rstrip())


@pytest.mark.parametrize("page", ["docs/README.md", "docs/keepers-guide.md"])
def test_the_line_that_is_explained_first_states_something(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert say("new", "my-universe").code == 0
    (command,) = re.findall(r"intertwine (explain \"my-universe.+?--seen \".+?\")", (ROOT / page).read_text("utf-8"))
    assert "shown" in say(*shlex.split(command)).out
