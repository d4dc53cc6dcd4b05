"""The examples of the page about story time compile, without a problem, and give the orders that it says."""

from __future__ import annotations

import re
from pathlib import Path

from intertwine import questions
from intertwine.check import check
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from tests.worlds import UNIVERSE, with_people

PAGE = Path(__file__).parents[2] / "docs" / "story-time.md"
HEAD = "---\nkind: series\n---\n## Season 1 (2015-01-01, 4 episodes)\n"
REST = "### 3. Three\n### 4. Four\n"


def opened(text: str) -> Universe:
    """The universe of one title with this text; nothing is wrong with it."""
    files = with_people({"titles/Ebb.md": text})
    folder = Folder(Path(), tuple(SourceFile(*it) for it in {"universe.md": UNIVERSE, **files}.items()), None, ())
    compiled = Compiler().compile_text(folder)
    assert check(compiled, folder) == ()
    return Universe(compiled)


def examples() -> list[str]:
    """Those written as pages."""
    return re.findall(r"^```markdown\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def test_what_true_takes() -> None:
    view = opened(HEAD + examples()[0] + "### 2. Two\n" + REST).seen("everything")
    assert [it.text for it in questions.timeline(view, (), "story").facts] == [
        "Aya fights Kaito",
        "Aya helps Ren",
        "Kaito is a friend of Ren",
        "Kaito dies",
        "Aya meets Ren",
        "Ren kidnaps Aya",
    ]


def test_an_order_of_ones_own() -> None:
    there = opened(HEAD + "### 1. One\n- [[Aya]] meets [[Ren]]\n  - own: [[Aya]] step 2\n" + examples()[1] + REST)
    for progress, expected in (
        ("everything", ["Aya marries Ren", "Aya meets Ren", "Aya kidnaps Ren"]),
        ("Ebb 1x01-1x02", ["Aya marries Ren", "Aya kidnaps Ren", "Aya meets Ren"]),
    ):
        view = there.seen(progress)
        assert [it.text for it in questions.timeline(view, ["Aya"], "own").facts] == expected


def test_a_masked_traveller() -> None:
    first, rest = "### 1. One\n- [[Aya]] meets [[Ren]]\n", examples()[2].partition("### 4.")
    there = opened(HEAD + first + rest[0] + "### 3. Three\n### 4." + rest[2])
    before, after = (
        [it.text for it in questions.timeline(there.seen(seen), ["Aya"], "own").facts]
        for seen in ("Ebb 1x01-1x03", "everything")
    )
    assert before == ["Aya meets Ren", "Aya marries Ren"]
    assert after == ["Aya meets Ren", "Aya marries Ren", "Aya warns Ren", "The Pilgrim is Aya"]


def test_every_way_to_write_it_that_the_page_names_can_be_read() -> None:
    table = PAGE.read_text("utf-8").partition("| written |")[2].partition("\n\n")[0]
    written = [text for row in table.splitlines()[2:] for text in re.findall(r"`([^`]+)`", row.split("|")[1])]
    written = [
        it for it in written if not re.fullmatch(r"[~?%]|about|an?|one|twelve|around|some|nearly|almost|over|circa", it)
    ]
    assert len(written) > 12
    for text in written:
        said = text.replace("Ebb S1", "[[Ebb]] S1").replace("[[Tide]] 1x02", "1x02").replace("1x05", "1x04")
        opened(
            HEAD
            + "### 1. One\n- [[Aya]] meets [[Ren]] ^id\n### 2. Two\n"
            + REST
            + f"- [[Aya]] helps [[Ren]]\n  - true: {said}\n"
        )
