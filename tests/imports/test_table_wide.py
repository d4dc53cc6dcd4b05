"""What a person's own sheet looks like: two tables in one, columns of what happens, a header once more."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from intertwine.cli.main import main
from intertwine.imports.rows import judge, proof
from intertwine.imports.table import ImportReport, import_table
from intertwine.model.problem import Problem
from intertwine.model.statement import Statement
from intertwine.model.verb import Vocabulary
from tests.imports.tables import pages, statements, write


def imported(tmp_path: Path, **tables: str) -> ImportReport:
    return import_table(write(tmp_path / "s", {}, **tables), tmp_path / "u")


def test_a_file_with_a_title_above_its_header_is_known_by_its_columns(tmp_path: Path) -> None:
    report = imported(tmp_path, mine="My list,,\nShow,Ep,Scene,Characters\nHarbour,1x01,1,Ida|Jon\n")
    assert report.counts["scenes"] == 1
    assert len(statements(tmp_path / "u", "together")) == 1


def test_columns_that_would_be_facts_of_episodes_are_told_in_one_sentence(tmp_path: Path) -> None:
    row = "id,Show,Ep,Season,dies,Kills,Marries,Mood,Weather\na,Harbour,1,1,Ida,Jon,Ida & Jon,sad,rain\n"
    report = imported(tmp_path, episodes=row)
    found = [it for it in report.problems if it.code == "column-unknown"]
    assert [it.message for it in found] == [
        '"dies", "Kills", "Marries" are not read', '"Mood", "Weather" are not read',
    ]  # fmt: skip
    assert "table facts" in found[0].hint
    assert "columns: " in found[1].hint


def test_a_header_once_more_may_leave_out_a_name(tmp_path: Path) -> None:
    text = "Show,Ep,Characters\nHarbour,1x01,Ida|Jon\n,Ep,Characters\nHarbour,1x02,Ida|Mo\n"
    report = imported(tmp_path, scenes=text)
    assert report.ok
    assert report.counts["scenes"] == 2


def test_an_error_is_never_told_as_one_of_the_warnings(tmp_path: Path) -> None:
    """A row may be lost for a column that is not read."""
    report = imported(tmp_path, scenes="Show,Ep,Characters,Mood,reveald\nHarbour,1x01,Ida,sad,\nHarbour,1x02,Jo,,x\n")
    found = [{it.severity for it in group.problems} for group in report.groups]
    assert {"error"} in found
    assert all(len(it) == 1 for it in found)


def test_a_name_takes_no_offer_from_a_slip(tmp_path: Path) -> None:
    """Only so many slips are looked for in one import, and names are none."""
    names = "".join(f"Person {n} Harbour,character\n" for n in range(150))
    scenes = "installment,people\nHarbour 1x01,Person 7 Harbur\n"
    report = imported(tmp_path, entities=f"name,kind\n{names}", scenes=scenes)
    told = next(it for it in report.problems if it.code == "id-unknown")
    assert "Person 7 Harbour" in told.hint


def test_qualifiers_are_read_back_once_for_all_rows_that_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever is there, wherever and however long."""
    read = list[str]()

    def counted(text: str, vocabulary: Vocabulary) -> tuple[list[Statement], Problem | None]:
        read.append(text)
        return judged(text, vocabulary)

    judged = proof.read_back
    monkeypatch.setattr(judge, "read_back", counted)
    rows = [
        f"Harbour 1x01,Ida|P{n}|Q{n},Pier {n},201{n % 3},{n},Harbour 1x0{1 + n % 2},Ida as Jon until Harbour 1x02,so"
        for n in range(60)
    ]
    scenes = "installment,people,place,date,step,before,taken for,because\n" + "\n".join(rows)
    episodes = "title,season,number,episodes\nHarbour,1,1,2\nHarbour,1,2,2\n"
    assert imported(tmp_path, scenes=scenes, episodes=episodes).ok
    assert len(read) == 1  # who is taken for whom
    assert len(statements(tmp_path / "u", "together")) == 60
    pages(tmp_path / "u")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scenes.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("scenes.csv", b""),
        ("scenes.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")),
        ("letter.docx", b"PK\x03\x04"),
    ],
)
def test_a_source_that_is_no_table_is_wrong_use(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / name).write_bytes(content)
    out = io.StringIO()
    assert main(["import", "table", str(tmp_path / "s"), str(tmp_path / "u")], out, io.StringIO()) == 2
    assert " error " in out.getvalue()
    assert not (tmp_path / "u").exists()
