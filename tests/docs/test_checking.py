"""docs/checking.md: what it says that the command prints is so, and its hook is one."""

import re
from pathlib import Path

import pytest
import yaml

from tests.cli.stories import say, write
from tests.cli.test_check import DEAD

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```console\n\$ intertwine (.*?)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("command", "printed"), EXAMPLES)
def test_a_command_prints_what_the_page_says(
    command: str, printed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "harbour", DEAD)
    monkeypatch.chdir(tmp_path)
    assert say(*command.split()).out == printed


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2


def test_every_option_is_explained() -> None:
    options = set(re.findall(r"--[a-z]+", say("check", "--help").out)) - {"--help", "--json", "--format"}
    assert {it for it in options if f"`{it}" not in PAGE} == set()


def test_the_hook_of_the_page_runs_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = HOOKS
    (shown,) = yaml.safe_load(PAGE.split("```yaml\n")[1].split("```")[0])["repos"][0]["hooks"]
    assert shown["id"] == hook["id"]
    write(tmp_path / "universes" / "mine", DEAD)
    monkeypatch.chdir(tmp_path)
    said = say(*hook["entry"].removeprefix("intertwine ").split(), *shown["args"])
    assert (said.code, said.err) == (1, "")


@pytest.mark.parametrize(
    ("file", "checked"),
    [("universes/mine/Ada.md", True), ("verbs.toml", True), ("universes/mine/check.toml", True), ("a.py", False),
     ("uncheck.toml", False)],
)  # fmt: skip
def test_the_hook_looks_when_a_file_of_a_universe_changes(file: str, checked: bool) -> None:
    assert (re.search(HOOKS[0]["files"], file) is not None) == checked
