"""docs/progress.md: what is understood, and what is refused."""

import io
import re
import shlex
from pathlib import Path

import pytest

import intertwine
from intertwine.cli.errors import FAILED
from intertwine.cli.main import main
from intertwine.gate.progress_text import UnknownProgressError

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "progress.md").read_text(encoding="utf-8")
UNDERSTOOD, REFUSED, ASKED = (
    re.findall(r"^\| `(.+)` \| (.*?) ?\|$", part, re.MULTILINE)
    for part in re.split("## What is refused|## The same everywhere", PAGE)
)
UNIVERSE = intertwine.load()


@pytest.mark.parametrize(("text", "means"), UNDERSTOOD)
def test_what_the_docs_show_is_understood(text: str, means: str) -> None:
    assert UNIVERSE.text(UNIVERSE.progress(text)) == means
    assert UNIVERSE.progress(means) == UNIVERSE.progress(text)


@pytest.mark.parametrize(("text", "answer"), REFUSED)
def test_what_the_docs_show_is_refused(text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        UNIVERSE.progress(text)
    assert str(error.value) == answer


@pytest.mark.parametrize(("command", "answer"), ASKED)
def test_what_the_docs_show_is_said_of_places_in_questions(command: str, answer: str) -> None:
    out, err = io.StringIO(), io.StringIO()
    assert main([*shlex.split(command), "--seen", "Daredevil S1"], out, err, load=lambda _: UNIVERSE) == FAILED
    assert (out.getvalue(), err.getvalue().splitlines()[0]) == ("", f"intertwine: {answer}")


def test_the_tables_are_there() -> None:
    assert (len(UNDERSTOOD), len(REFUSED), len(ASKED)) == (19, 15, 7)
