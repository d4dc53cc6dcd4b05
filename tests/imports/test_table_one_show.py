"""A list of the episodes of one series needs no column for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from tests.imports.tables import pages, told, write
from tests.imports.workbook_files import xlsx

LIST = """Season,Episode,Title,Air date
1,1,The Lamp,2015-03-01
1,2,The Storm,2015-03-08
2,1,The Boat,2016-03-06
2,2,,
"""
TITLE_GUESSED = ("title-guessed", "warning")


def kinds(folder: Path) -> dict[str, str]:
    return {page.key: page.kind for page in pages(folder).values() if page.kind != "universe"}


@pytest.mark.parametrize("text", [LIST, "\n".join(line.rpartition(",")[0] for line in LIST.splitlines())])
@pytest.mark.parametrize("place", ["my_show.csv", "my show/episodes.csv", "my show"])
def test_the_series_is_called_after_its_file_or_folder(tmp_path: Path, place: str, text: str) -> None:
    source = tmp_path / place
    file = source if source.suffix else source / "episodes.csv"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    report = import_table(source, tmp_path / "u")
    assert TITLE_GUESSED in {(it.code, it.severity) for it in report.problems}
    assert report.ok
    assert kinds(tmp_path / "u") == {"my show": "series"}
    page = pages(tmp_path / "u")["titles/my show.md"]
    assert [(it.season, it.number, it.name) for it in page.installments] == [
        (1, 1, "The Lamp"), (1, 2, "The Storm"), (2, 1, "The Boat"), (2, 2, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(("sheet", "name"), [("Sheet1", "Lights"), ("Harbour Lights", "Harbour Lights")])
def test_a_sheet_with_a_name_of_its_own_names_the_series(tmp_path: Path, sheet: str, name: str) -> None:
    rows = [line.split(",") for line in LIST.splitlines()]
    xlsx(tmp_path / "Lights.xlsx", {sheet: rows})
    import_table(tmp_path / "Lights.xlsx", tmp_path / "u")
    assert kinds(tmp_path / "u") == {name: "series"}


def test_the_only_series_that_another_table_names_is_meant(tmp_path: Path) -> None:
    for n, others in enumerate((
        {"titles": "id,name,kind\nHarbour,Harbour,series\n"},
        {"seasons": "title,season,episodes\nHarbour,1,2\nHarbour,2,2\n"},
        {"scenes": "installment,people\nHarbour 1x02,Ida\n"},
    )):  # fmt: skip
        folder = tmp_path / str(n)
        report = import_table(write(folder / "s", {}, episodes=LIST, **others), folder / "u")
        assert {it.code for it in report.problems} <= {"title-guessed", "season-length-unknown"}
        assert [key for key, kind in kinds(folder / "u").items() if kind == "series"] == ["Harbour"]


def test_titles_that_are_titles_stay_so(tmp_path: Path) -> None:
    for n, (rows, others) in enumerate((
        ("title,season,number\nHarbour,1,1\nSalt,1,1\nLamp,1,1\n", {}),  # first episodes
        ("title,season,number\nHarbour,1,1\nHarbour,1,2\nSalt,1,1\n", {}),
        ("title,season,number\nHarbour,1,1\nSalt,1,2\n", {"scenes": "installment,people\nSalt 1x02,Ida\n"}),
        ("title,season,number,name\nHarbour,1,1,\nSalt,1,2,\n", {}),
    )):  # fmt: skip
        folder = tmp_path / str(n)
        report = import_table(write(folder / "s", {}, installments=rows, **others), folder / "u")
        assert "title-guessed" not in {it[2] for it in told(report.problems)}
        assert {"Harbour", "Salt"} <= kinds(folder / "u").keys()
