"""Files of text in the encodings that spreadsheets save, and files that are none."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.columns import COLUMNS, ENTITIES
from intertwine.imports.sheets import csv_rows, limits
from intertwine.imports.sheets.decode import decode
from intertwine.imports.sheets.source import read_source
from intertwine.imports.table import import_table
from tests.imports.tables import SMALL, pages, told, write

TEXT = "id,kind,name\na,character,Zoë\nb,character,José\nc,character,Ana\n"


def names(folder: Path) -> list[str]:
    return [row["name"] for row in read_source(folder, COLUMNS).sheets[ENTITIES].rows]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("encoding", "guess"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-32", ""), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"),
     ("cp1252", "Windows-1252")],
)  # fmt: skip
def test_a_table_may_have_any_of_these_encodings(tmp_path: Path, encoding: str, guess: str, ends: str) -> None:
    (tmp_path / "entities.csv").write_bytes(TEXT.replace("\n", ends).encode(encoding))
    assert names(tmp_path) == ["Zoë", "José", "Ana"]
    problems = read_source(tmp_path, COLUMNS).sheets[ENTITIES].problems
    assert [(it.code, it.message, it.severity) for it in problems] == (
        [("encoding-guessed", f"was read as {guess}", "warning")] if guess else []
    )


def test_big_endian_utf_16_with_its_mark(tmp_path: Path) -> None:
    (tmp_path / "entities.csv").write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert names(tmp_path) == ["Zoë", "José", "Ana"]


@given(st.text())
def test_what_is_utf_8_is_read_as_it_is(text: str) -> None:
    """Unless its NULs are those of UTF-16."""
    data = text.encode("utf-8", "replace")
    decoded = decode(data)
    assert decoded.wide or decoded.text == data.decode("utf-8").removeprefix("\ufeff")


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    assert isinstance(decode(data).text, str)


def test_an_accident_in_utf_8_is_no_other_encoding() -> None:
    assert decode("Zoë, José".encode() + b"\xff").guess == ""
    assert decode(b"Zo\xeb, Jos\xe9, Z\xfcrich" + "é".encode()).guess == "Windows-1252"


def test_unused_bytes_of_windows_1252_cost_their_row(tmp_path: Path) -> None:
    tables = {**SMALL, "entities.csv": SMALL["entities.csv"]}
    source = write(tmp_path / "s", tables)
    (source / "entities.csv").write_bytes(SMALL["entities.csv"].encode() + b"x,character,Jos\xe9,\ny,group,\x81,\n")
    report = import_table(source, tmp_path / "u")
    assert told(report.problems) == [("entities.csv", 0, "encoding-guessed"), ("entities.csv", 8, "row-not-utf-8")]
    assert "people/José.md" in pages(tmp_path / "u")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n \r\n", "is empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0" * 50, "is not a table: it is a JPEG picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "is not a table: it is a PDF"),
        (bytes(range(256)) * 20, "is not a table: it is no text"),
        (b"\n <HTML><body>", "is not a table: it is a web page"),
        (b"\xef\xbb\xbf<!-- saved --><table border=1><tr><td>id", "is not a table: it is a web page"),
        (b"id,name,kind\na," + b"x" * 200_000 + b",film\n", "has a cell of more than 100,000 characters in line 2"),
        (b'id,name,kind\na,"' + b"x" * 110_000 + b'",film\n', "has a cell of more than 100,000 characters in line 2"),
        (b"id,name,kind," + b",".join(b"c%d" % n for n in range(600)) + b"\na,A,film\n", "has more than 500 columns"),
    ],
)
def test_the_wrong_file_costs_one_sentence_and_nothing_is_written(tmp_path: Path, data: bytes, message: str) -> None:
    source = write(tmp_path / "s")
    (source / "titles.csv").write_bytes(data)
    report = import_table(source, tmp_path / "u")
    (problem,) = report.problems
    assert (problem.file, problem.message, bool(problem.hint)) == ("titles.csv", message, True)
    assert not report.ok
    assert not (tmp_path / "u").exists()


def test_a_file_of_a_gigabyte_is_not_even_opened(tmp_path: Path) -> None:
    source = write(tmp_path / "s")
    os.truncate(source / "scenes.csv", 1_000_000_000)
    report = import_table(source, tmp_path / "u")
    assert [it.message for it in report.problems] == ["has 1000 MB: more than 200 MB are not read"]
    assert not (tmp_path / "u").exists()


def test_more_rows_than_a_table_may_have_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    write(tmp_path, {"entities.csv": "id,kind,name\n" + "".join(f"e{n},group,G\n" for n in range(4))})
    source = read_source(tmp_path, COLUMNS)
    assert (source.refused, [it.message for it in source.problems]) == (True, ["has more than 3 rows"])


def test_more_cells_than_a_table_may_have_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 8)
    write(tmp_path, {"entities.csv": "id,kind,name\n" + "".join(f"e{n},group,G\n" for n in range(3))})
    source = read_source(tmp_path, COLUMNS)
    assert (source.refused, [it.message for it in source.problems]) == (True, ["has more than 8 cells"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere"), os.mkfifo])
def test_what_is_called_as_a_table_and_is_no_file_is_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """It is not left out in silence, and a pipe is not waited for."""
    source = write(tmp_path / "s")
    (source / "scenes.csv").unlink()
    make(source / "scenes.csv")
    for at in (source, source / "scenes.csv"):
        report = import_table(at, tmp_path / "u")
        expected = [("titles.csv", "there is no titles.csv")] if at.is_dir() and at != source else [
            ("scenes.csv", "is not a file, and cannot be read")
        ]  # fmt: skip
        assert [(it.file, it.message) for it in report.problems] == expected
        assert report.refused
    assert not (tmp_path / "u").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Season,Ep,Title,Who\n", "has no row below its header: nothing was written"),
        ("Season,Ep,Title,Who\nSeason,Ep,Title,Who\n", "has no row below its header: nothing was written"),
        ("hello\n", "is not a table of titles, episodes or scenes"),
    ],
)
def test_a_file_without_rows_or_columns_is_told(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    report = import_table(tmp_path / "list.csv", tmp_path / "u")
    assert [(it.file, it.message) for it in report.problems if it.severity == "error"] == [("list.csv", message)]
    assert report.refused
    assert not (tmp_path / "u").exists()


def test_a_file_that_is_hardly_csv_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each quotation mark that is never closed can cost the reading of a whole cell."""
    monkeypatch.setattr(csv_rows, "_MOST_UNREADABLE", 5)
    write(tmp_path, {"entities.csv": "id,kind,name\n" + 'a,group,"x"y\n' * 6})
    source = read_source(tmp_path, COLUMNS)
    assert [it.message for it in source.problems] == ["is not CSV in more than 5 places"]


@pytest.mark.parametrize("name", ["titles.csv", "titles.xlsx"])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {name: "id,name,kind\n"})

    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    source = read_source(tmp_path, COLUMNS)
    assert [(it.code, it.message) for it in source.problems] == [
        ("file-unreadable", "cannot be read: Permission denied")
    ]


def test_a_workbook_that_is_called_csv_is_a_workbook(tmp_path: Path) -> None:
    from tests.imports.workbook_files import rows_of, xlsx

    source = write(tmp_path / "s")
    xlsx(source / "titles.csv", {"Sheet1": rows_of(SMALL["titles.csv"])})
    assert import_table(source, tmp_path / "u").ok


def test_text_that_is_called_a_workbook_is_text(tmp_path: Path) -> None:
    """As some sites export it."""
    source = write(tmp_path / "s")
    (source / "titles.csv").rename(source / "titles.xls")
    assert import_table(source, tmp_path / "u").ok
