"""The section "Several sources" of docs/import.md is true: its example comes out as it says."""

from __future__ import annotations

import re
from pathlib import Path

from intertwine.imports.table import import_table
from tests.imports.tables import write

TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")


def examples(fence: str) -> list[str]:
    """The examples of the section that stand in such a fence."""
    section = TEXT.partition("\n## Several sources\n")[2].partition("\n## ")[0]
    return [
        text for word, text in re.findall(r"^```(\w*)\n(.*?)^```", section, re.DOTALL | re.MULTILINE) if word == fence
    ]


def test_the_example_of_a_second_source_comes_out_as_written(tmp_path: Path) -> None:
    """Before and after somebody says what is the same."""
    first = {
        "titles.csv": "id,name,kind\nlh,The Lighthouse,series\n",
        "installments.csv": "id,title,season,number\nlh1,lh,1,1\n",
        "entities.csv": "id,kind,name\nana,character,Ana Reis\n",
    }
    import_table(write(tmp_path / "tables", first), tmp_path / "lighthouse")
    names = ["titles.csv", "installments.csv", "entities.csv", "facts.csv", "same.csv"]
    second = dict(zip(names, examples(""), strict=True))
    same = second.pop("same.csv")
    report = import_table(write(tmp_path / "notes", second), tmp_path / "lighthouse")
    assert {"titles/The Lighthouse (notes).md", "people/Ana Reis (notes).md"} <= set(report.written)
    assert "2 names are in this folder already" in report.problems[-1].message
    report = import_table(write(tmp_path / "notes", second, same=same), tmp_path / "lighthouse")
    assert report.ok
    assert [(tmp_path / "lighthouse/imported/notes The Lighthouse.md").read_text("utf-8")] == examples("md")
