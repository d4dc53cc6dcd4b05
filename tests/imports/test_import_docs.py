"""docs/import.md is true: its example is imported, and comes out as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from intertwine.imports.columns import COLUMNS
from intertwine.imports.qualifier_columns import QUALIFIER_NAMES
from intertwine.imports.table import import_table
from tests.imports.tables import write

NAMES = ("titles.csv", "installments.csv", "seasons.csv", "entities.csv", "scenes.csv", "facts.csv")
TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")


TABLES = dict(zip(NAMES, re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL), strict=True))


def rows(name: str) -> list[list[str]]:
    """The cells of a table of examples, without its first two lines."""
    (part,) = re.findall(rf"<!-- {name}: .*?-->\n(.*?)<!-- end of {name} -->", TEXT, re.DOTALL)
    lines = (re.split(r"(?<!\\)\|", line)[1:-1] for line in part.splitlines()[2:])
    return [[cell.strip().strip("`").replace(r"\|", "|") for cell in line] for line in lines]


def quoted(*cells: str) -> str:
    """Cells as a line of CSV."""
    return ",".join('"{}"'.format(cell.replace('"', '""')) for cell in cells) + "\n"


def imported(tmp_path: Path, **changed: str) -> str:
    """The page of the title, of the small example with some tables changed."""
    report = import_table(write(tmp_path / "tables", TABLES, **changed), tmp_path / "lighthouse")
    assert report.problems == ()
    return (tmp_path / "lighthouse/titles/The Lighthouse.md").read_text("utf-8")


def test_the_example_comes_out_as_written(tmp_path: Path) -> None:
    """Byte for byte."""
    assert [imported(tmp_path)] == re.findall(r"```markdown\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize(("column", "cell", "line"), rows("qualifiers"))
def test_each_qualifier_is_written_as_its_example_says(tmp_path: Path, column: str, cell: str, line: str) -> None:
    """Below scenes and below facts."""
    facts = quoted("id", "subject", "verb", "object", "revealed", column)
    facts += quoted("duel", "keeper", "dies", "", "lh1", "") + quoted("x", "ana", "meets", "keeper", "lh1", cell)
    scenes = quoted("installment", "people", column) + quoted("lh1", "ana|keeper", cell)
    text = imported(tmp_path, facts=facts, scenes=scenes)
    assert f"- together: [[Ana Reis]], [[The Keeper]]\n  - {line}\n" in text
    assert f"- [[Ana Reis]] meets [[The Keeper]] ^x\n  - {line}\n" in text


def test_every_qualifier_has_an_example() -> None:
    assert sorted(row[0].replace(" ", "_") for row in rows("qualifiers")) == sorted(QUALIFIER_NAMES)


@pytest.mark.parametrize(("people", "heard", "body", "line"), rows("people"))
def test_people_are_there_as_the_examples_say(tmp_path: Path, people: str, heard: str, body: str, line: str) -> None:
    scenes = quoted("installment", "people", "heard", "a body") + quoted("lh1", people, heard, body)
    assert f"- {line}\n" in imported(tmp_path, scenes=scenes)


@pytest.mark.parametrize(("number", "absolute", "disc", "line"), rows("numbers"))
def test_numbers_are_written_as_the_examples_say(
    tmp_path: Path, number: str, absolute: str, disc: str, line: str
) -> None:
    installments = quoted("id", "title", "season", "number", "absolute", "disc")
    installments += quoted("lh1", "lh", "1", number, absolute, disc) + quoted("lh2", "lh", "1", "20", "", "")
    source = write(tmp_path / "tables", TABLES, installments=installments)
    assert {it.code for it in import_table(source, tmp_path / "u").problems} <= {"season-incomplete", "times-refused"}
    assert f"\n{line}\n" in (tmp_path / "u/titles/The Lighthouse.md").read_text("utf-8")


def test_the_wide_sheet_is_read_as_it_says(tmp_path: Path) -> None:
    sheet, *_ = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    report = import_table(write(tmp_path / "s", {}, harbour=sheet), tmp_path / "u")
    assert report.ok
    assert {it: report.counts[it] for it in ("installments", "scenes", "facts")} == {
        "installments": 3, "scenes": 4, "facts": 3,
    }  # fmt: skip


def test_the_sentences_and_the_order_come_out(tmp_path: Path) -> None:
    _, sentences, orders = re.findall(r"```text\n(.*?)```", TEXT, re.DOTALL)
    text = imported(tmp_path, sentences=sentences, orders=orders)
    assert "\n\n[[Ana Reis]] fears [[The Tower|the Tower]].\n\n" in text
    assert "[[The Keeper|The keeper]] is [[Ana's brother]].\n" in text
    order = (tmp_path / "lighthouse/orders/Flow.md").read_text("utf-8")
    assert order.endswith("- [[The Lighthouse]] 1x02\n- [[The Lighthouse]] 1x01\n")


def test_every_column_is_told_and_optional_ones_are_in_italics() -> None:
    """In the row of its table."""
    for name, (required, optional) in COLUMNS.items():
        row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{name}` |"))
        told = re.sub(r"\([^()]*\)", "", row.split("|")[2].partition("; and [")[0])
        columns = [column.strip() for column in told.split(",")]
        assert sorted(columns) == sorted([*required, *(f"*{column}*" for column in optional)])
