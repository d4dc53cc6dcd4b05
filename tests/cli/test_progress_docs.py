"""docs/progress.md: what is understood, and what is refused."""

import re
from pathlib import Path

import pytest

import intertwine
from intertwine.gate.progress_text import UnknownProgressError

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "progress.md").read_text(encoding="utf-8")
UNDERSTOOD, REFUSED = (
    re.findall(r"^\| `(.+)` \| (.*?) ?\|$", part, re.MULTILINE) for part in PAGE.split("## What is refused")
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


def test_the_tables_are_there() -> None:
    assert (len(UNDERSTOOD), len(REFUSED)) == (18, 9)
