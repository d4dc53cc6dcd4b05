"""`intertwine plan -o FILE` writes what the exports say."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import intertwine
from intertwine.cli.main import main
from intertwine.exports import FORMATS, export


def run(*argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = main(["plan", "The Defenders", "--seen", "Daredevil S1", *argv], out, err)
    return code, out.getvalue(), err.getvalue()


@pytest.mark.parametrize("ending", [it for it in FORMATS if not FORMATS[it].needs_evenings])
def test_each_format_is_written_by_its_ending(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"plan{ending}"
    code, out, err = run("-o", str(file))
    universe = intertwine.load()
    plan = universe.plan("The Defenders", "Daredevil S1")
    assert (code, err) == (0, "")
    assert out.startswith(f"wrote {file}: {len(plan.installments)} installments")
    assert file.read_bytes() == export(plan, ending, universe.name)


def test_a_calendar_is_written_for_evenings(tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    assert run("-o", str(file), "--until", "2999-01-01", "--evenings", "3x90")[0] == 2
    code, _, err = run("-o", str(file))
    assert code == 2
    assert "has no evenings" in err
    assert "--evenings 3x90" in err
    assert not file.exists()


@pytest.mark.parametrize(
    ("file", "words"), [("plan.doc", "no known ending"), ("nowhere/plan.csv", "there is no folder")]
)
def test_a_file_that_cannot_be_is_said(tmp_path: Path, file: str, words: str) -> None:
    code, _, err = run("-o", str(tmp_path / file))
    assert code == 2
    assert words in err
