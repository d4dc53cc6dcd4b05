"""Lists whose items are not separated by `|` name nobody: it is told, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, statements, write

ENTITIES = "name,kind\nIda,character\nJon,character\n"


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


@pytest.mark.parametrize(
    "cell", ["Ida, Jon", "Ida and Jon", "Ida & Jon", "Ida; Jon", "Ida\nJon", "Ida (voice), Jon (heard)"]
)
@pytest.mark.parametrize("entities", ["", ENTITIES])
def test_names_with_commas_are_nobody(tmp_path: Path, cell: str, entities: str) -> None:
    scenes = f'installment,place,people\nHarbour 1x01,Pier,"{cell}"\nHarbour 1x01,,"{cell}"\nHarbour 1x01,,Ida|Jon\n'
    facts = f'subject,verb,object,revealed\n"{cell}",meets,Ida,public\nIda,meets,"{cell}",public\n'
    tables = {"entities": entities + "Pier,place\n"} if entities else {}
    report = imported(tmp_path, scenes=scenes, facts=facts, **tables)
    found = [it for it in report.problems if it.severity == "error"]
    assert [(it.file, it.code) for it in found] == [
        *[("scenes.csv", "list-unclear")] * 2, *[("facts.csv", "list-unclear")] * 2,
    ]  # fmt: skip
    assert all("|" in it.hint for it in found)
    people = {page.key for page in pages(tmp_path / "u").values() if page.kind == "character"}
    assert people == {"Ida", "Jon"}
    assert len(statements(tmp_path / "u", "together")) == 2  # the first still shows its place
    assert len([group for group in report.groups if group.example.code == "list-unclear"]) == 4  # by column, and cost


def test_a_name_with_a_comma_that_is_known_is_one(tmp_path: Path) -> None:
    scenes = 'installment,people\nHarbour 1x01,"Otto, Jr."\nHarbour 1x01,"Ida (heard, then in person)"\n'
    report = imported(tmp_path, scenes=scenes, entities=ENTITIES + '"Otto, Jr.",character\n')
    assert all(it.severity == "warning" for it in report.problems)
    again = imported(tmp_path / "b", scenes=scenes + 'Harbour 1x01,"Otto, Jr.|Ida"\n')
    assert all(it.severity == "warning" for it in again.problems)
