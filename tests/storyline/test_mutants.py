"""The chart command on files that something happened to: a chart of the file's people, or one sentence that says what
is wrong; never a traceback. A hundred thousand of them in the long form."""

import io
import random
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from intertwine.storyline.command import main
from intertwine.storyline.read import read_story
from intertwine.storyline.read.encoding import decode
from tests.long import LONG
from tests.storyline.mutants import SMALL, mutant, originals
from tests.storyline.people import people_of

PARTS = 20
MUTANTS = 5000 if LONG else 50
"""Of each part."""
FORMATS = (
    "time steps", "interaction sessions", "group table", "Stanford GraphBase book", "iStoryline's XML",
    "iStoryline's JSON", "d3-layout-narrative's JSON", "nchart's JSON", "plain JSON",
)  # fmt: skip


def run(file: Path, *options: str) -> tuple[int, str]:
    """What the command ends with, and what it says."""
    said = io.StringIO()
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = main([str(file), *options])
    return code, said.getvalue()


def nobody_became_somebody_else(file: Path, seed: str) -> None:
    """The chart has as many people as a plain reading finds in the file, but for those who were left out, and said."""
    story = read_story(file)
    people = people_of(story.format, decode(file.read_bytes())[0])
    left_out = any("left out" in repair for repair in story.chart.repairs)
    if people is not None and not left_out:
        assert len(story.chart.people) == len(people), f"{seed}: {story}, but {people}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_file_that_something_happened_to_is_a_chart_or_one_sentence(part: int, tmp_path: Path) -> None:
    files = originals()
    file = tmp_path / "story.txt"
    slowest = 0.0
    for seed in range(part * 100_000, part * 100_000 + MUTANTS):
        dice = random.Random(seed)
        file.write_bytes(mutant(dice, files))
        options = ["--presence", dice.choice(("span", "gap"))]
        options += ["--seconds", "1"] if dice.random() < 0.002 else ["--fast"]
        options += ["--parts", "1"] if dice.random() < 0.05 else []
        options += ["-o", str(tmp_path / f"drawn.{dice.choice(('svg', 'json'))}")] if dice.random() < 0.2 else []
        began = time.process_time()
        code, said = run(file, *options)
        slowest = max(slowest, time.process_time() - began)
        first, *rest = said.splitlines()
        if code == 0:
            assert first.partition(", ")[0] in FORMATS, f"seed {seed}: {said}"
            if "--parts" not in options:  # a plain reading knows of no parts
                nobody_became_somebody_else(file, f"seed {seed}")
        else:
            assert (code, rest) == (2, []), f"seed {seed}: {said}"
            assert first.startswith("error: story.txt: "), f"seed {seed}: {said}"
            assert len(first) < 600, f"seed {seed}: {said}"
            assert first.isprintable(), f"seed {seed}: {said!a}"
    assert not LONG or slowest < 10, "a small file keeps the command busy"


def test_every_small_file_is_read_as_what_it_is(tmp_path: Path) -> None:
    found = set()
    for text in SMALL:
        file = tmp_path / "story"
        file.write_text(text, encoding="utf-8")
        code, said = run(file, "--fast")
        assert code == 0, said
        found.add(said.partition(", ")[0])
    assert found == set(FORMATS)
