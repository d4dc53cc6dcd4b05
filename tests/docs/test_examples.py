"""The examples of README.md and docs/library.md run, and print what they say."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path
from typing import Any

import pytest

from intertwine.cli.main import main

ROOT = Path(__file__).parents[2]


def blocks(page: str, kind: str) -> list[str]:
    """The fenced blocks of one kind on a page."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", (ROOT / page).read_text("utf-8"), re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("page", ["README.md", "docs/library.md"])
def test_python_examples_run_and_their_comments_are_true(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for block in blocks(page, "python"):
        exec(compile(block, page, "exec"), names)
        printed = iter(capsys.readouterr().out.splitlines())
        for line in block.splitlines():
            code, _, comment = line.partition("  # ")
            if code.strip().startswith("print("):
                assert next(printed) == comment
            elif re.match(r"[a-z]+[.(][^=]*$", code) and (comment in ("True", "False") or comment.startswith('"')):
                assert repr(eval(code, names)).replace("'", '"') == comment


@pytest.mark.parametrize("page", ["README.md"])
def test_commands_print_what_they_say(page: str) -> None:
    examples = [part for block in blocks(page, "console") for part in block.split("$ ") if "intertwine " in part]
    assert len(examples) >= 2
    for example in examples:
        command, _, answer = example.partition("\n")
        out = io.StringIO()
        assert main(shlex.split(command)[1:], out, out) == 0
        assert out.getvalue().strip() == answer.strip()
