"""docs/import.md is true: its example is imported, and comes out as it says."""

from __future__ import annotations

import re
from pathlib import Path

from intertwine.imports.columns import COLUMNS
from intertwine.imports.table import import_table
from tests.imports.tables import write

TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")


def test_the_example_comes_out_as_written(tmp_path: Path) -> None:
    """Byte for byte."""
    names = ["titles.csv", "installments.csv", "seasons.csv", "entities.csv", "scenes.csv", "facts.csv"]
    tables = dict(zip(names, re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL), strict=True))
    report = import_table(write(tmp_path / "tables", tables), tmp_path / "lighthouse")
    assert report.ok
    shown = re.findall(r"```markdown\n(.*?)```", TEXT, re.DOTALL)
    assert [(tmp_path / "lighthouse/titles/The Lighthouse.md").read_text("utf-8")] == shown


def test_every_column_is_told_and_optional_ones_are_in_italics() -> None:
    """In the row of its table."""
    for name, (required, optional) in COLUMNS.items():
        row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |"))
        told = re.sub(r"\([^()]*\)", "", row.split("|")[2])
        columns = [column.strip() for column in told.split(",")]
        assert sorted(columns) == sorted([*required, *(f"*{column}*" for column in optional)])
