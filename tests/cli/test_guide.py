"""docs/keepers-guide.md: what it quotes stands in the bundled universe, and what it says that commands print is so."""

import re
from pathlib import Path

import pytest

from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.library import universe_folder
from tests.scripts import script

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "keepers-guide.md").read_text(encoding="utf-8")


def test_everything_in_it_is_true(capsys: pytest.CaptureFixture[str]) -> None:
    assert script("guide").main(["--check"]) == 0, capsys.readouterr().out


def test_it_has_ten_examples_each_with_lines_and_answers() -> None:
    examples = PAGE.split("\n## Ten examples\n")[1].split("\n## What")[0]
    # Headings that are quoted stand in fences, directly below the line that opens one or another quoted line.
    parts = re.split(r"(?<=\n\n)### (?=\d+\. )", examples)[1:]
    assert len(parts) == 10
    assert [part for part in parts if "```markdown " not in part or "```console" not in part] == []


def test_lines_that_quote_nothing_are_read_without_a_problem() -> None:
    (lines,) = re.findall(r"^```markdown\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    text = f"---\nkind: series\n---\n## Season 1\n### 1. One\n{lines}"
    page, problems = parse_page("titles/Example.md", text, built_in())
    assert problems == ()
    assert len(page.statements) >= 3


def test_every_message_of_check_is_there() -> None:
    messages = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    assert len(messages) == 4
    assert all(text.count("\n") > 3 for text in messages)


def test_an_answer_that_has_changed_is_noticed() -> None:
    page = "```console\n$ intertwine who Nobody\nsomething else\n```"
    new = script("guide").renewed(page, universe_folder())
    assert 'called "Nobody"' in new
    assert "something else" not in new


@pytest.mark.parametrize(
    "quoted",
    [
        "- [[Foggy Nelson]] learns ^who-knows-what",
        "### 2. Cut Man (~52 min)\n- [[Foggy Nelson]] learns ^matt-is-the-mask",
    ],
    ids=["nowhere", "below another heading"],
)
def test_a_line_that_does_not_stand_there_is_noticed(quoted: str) -> None:
    module = script("guide")
    with pytest.raises(module.NotQuoted, match="has no line"):
        module.renewed(f"```markdown titles/Daredevil S1.md\n{quoted}\n```", universe_folder())


def test_only_filters_that_are_understood_stand_behind_a_command() -> None:
    with pytest.raises(ValueError, match="no such filter"):
        script("guide").renewed("```console\n$ intertwine titles | sort\n```", universe_folder())
