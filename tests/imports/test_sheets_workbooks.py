"""Workbooks: what is in their cells arrives, and what cannot be read is never taken for an empty cell."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.imports.columns import COLUMNS, ENTITIES, INSTALLMENTS, SCENES
from intertwine.imports.sheets.row import BadRowError
from intertwine.imports.sheets.source import TableSource, read_source
from intertwine.imports.table import import_table
from tests.imports.tables import SMALL, pages, small
from tests.imports.workbook_files import DAY, LENGTH, TIME, number, ods, rows_of, xlsx
from tests.long import share

SHEETS = {name.removesuffix(".csv").capitalize(): rows_of(text) for name, text in SMALL.items()}


def cells_of(source: TableSource, table: str) -> list[dict[str, str]]:
    """The cells of each row that are not empty."""
    return [{column: cell for column, cell in row.cells.items() if cell} for row in source.sheets[table].rows]


@pytest.mark.parametrize("make", [lambda path: xlsx(path / "b.xlsx", SHEETS), lambda path: ods(path / "b.ods", SHEETS)])
def test_a_workbook_is_imported_as_its_tables_would_be(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    _, plain = small(tmp_path)
    report = import_table(make(tmp_path), tmp_path / "same" / "universe")
    assert (report.ok, report.problems) == (True, ())
    same, other = pages(tmp_path / "same" / "universe"), pages(plain)
    del same["universe.md"], other["universe.md"]
    assert same == other


def test_typed_cells_are_read_as_a_person_would_write_them(tmp_path: Path) -> None:
    row = ["e", "lh", number(1.0), number(2.0), "N", number(42003.0, DAY), number(52.0)]
    book = {"episodes": [["id", "title", "season", "number", "name", "date", "minutes"], row],
            "scenes": [["installment", "start", "end", "story_order"],
                       ["e", number(0.0125, TIME), number(1.25, LENGTH), number(2.5)],
                       ["e", number(1.5, TIME), '<c r="{}" t="b"><v>1</v></c>', number(1e300)]]}  # fmt: skip
    source = read_source(xlsx(tmp_path / "b.xlsx", book), COLUMNS)
    assert cells_of(source, INSTALLMENTS) == [
        {"id": "e", "title": "lh", "season": "1", "number": "2", "name": "N", "date": "2014-12-30", "minutes": "52"}
    ]
    assert cells_of(source, SCENES) == [
        {"installment": "e", "start": "0:18:00", "end": "30:00:00", "story_order": "2.5"},
        {"installment": "e", "start": "36:00:00", "end": "TRUE", "story_order": "1e+300"},
    ]
    assert source.sheets[SCENES].shown == "b.xlsx [scenes]"


def test_dates_and_times_of_an_ods_are_read_too(tmp_path: Path) -> None:
    date = '<table:table-cell office:value-type="date" office:date-value="2015-03-01"/>'
    time = '<table:table-cell office:value-type="time" office:time-value="PT00H41M10S"/>'
    book = {"installments": [["id", "title", "date", "name"], ["e", "lh", date, time]]}
    source = read_source(ods(tmp_path / "b.ods", book), COLUMNS)
    assert cells_of(source, INSTALLMENTS) == [{"id": "e", "title": "lh", "date": "2015-03-01", "name": "0:41:10"}]


def test_rows_keep_the_numbers_that_the_program_shows(tmp_path: Path) -> None:
    book = {"People": [[], ["My people"], [], ["id", "name"], ["a", "Ana"], [], ["b", "Bo"]]}
    source = read_source(xlsx(tmp_path / "b.xlsx", book), COLUMNS)
    assert [row.line for row in source.sheets[ENTITIES].rows] == [5, 7]
    assert [(it.code, it.line) for it in source.sheets[ENTITIES].problems] == [("rows-skipped", 2)]
    assert [row["kind"] for row in source.sheets[ENTITIES].rows] == ["character", "character"]


def test_other_sheets_and_charts_are_not_tables(tmp_path: Path) -> None:
    book = {"Titles": SHEETS["Titles"], "Notes": [["x"]], "To do": [["y"]]}
    source = read_source(xlsx(tmp_path / "b.xlsx", book, chart="Facts"), COLUMNS)
    (note,) = source.problems
    assert (note.code, note.severity, note.message) == (
        "tables-unread", "warning", "no tables, and not read: b.xlsx [Notes], b.xlsx [To do]",
    )  # fmt: skip


@pytest.mark.parametrize(("file", "sheet"), [("Scenes.xlsx", "Sheet1"), ("book.xlsx", "Tabelle1")])
def test_an_only_sheet_is_a_table_by_the_files_name_or_by_its_columns(tmp_path: Path, file: str, sheet: str) -> None:
    source = read_source(xlsx(tmp_path / file, {sheet: SHEETS["Scenes"], "Sheet2": []}), COLUMNS)
    assert source.problems == []
    assert len(source.sheets[SCENES].rows) == 5


def test_an_only_sheet_that_fits_no_table_is_told(tmp_path: Path) -> None:
    source = read_source(xlsx(tmp_path / "b.xlsx", {"Sheet1": [["x", "y"], ["1", "2"]]}), COLUMNS)
    assert [it.code for it in source.problems] == ["tables-unread"]


_HEAD = ["id", "kind", "name", "revealed"]
_REFERENCE = '<c r="{}" t="e"><f>X!A1</f><v>#REF!</v></c>'
_MERGED = '<mergeCells count="1"><mergeCell ref="C2:D2"/></mergeCells>'
_DIVIDED = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
)
_SPANNED = (
    '<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Ana</text:p>'
    "</table:table-cell><table:covered-table-cell/>"
)
ERRORS = [
    lambda path: xlsx(path, {"entities": [_HEAD, ["a", "character", "Ana", _REFERENCE]]}),
    lambda path: xlsx(path, {"entities": [_HEAD, ["a", "character", "Ana"]]}, _MERGED),
    lambda path: ods(path, {"entities": [_HEAD, ["a", "character", "Ana", _DIVIDED]]}),
    lambda path: ods(path, {"entities": [_HEAD, ["a", "character", _SPANNED]]}),
]


@pytest.mark.parametrize("make", ERRORS)
def test_a_stamp_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    """Else the name would be shown at once."""
    path = make(tmp_path / "b.xlsx")
    (row,) = read_source(path, COLUMNS).sheets[ENTITIES].rows
    assert row["name"] == "Ana"
    with pytest.raises(BadRowError, match=r"merged|holds an error"):
        row["revealed"]


def test_a_cell_that_is_merged_downwards_counts_for_each_row(tmp_path: Path) -> None:
    rows = [["id", "title", "season"], ["a", "lh", "1"], ["b"], ["c"], ["d", "lh", "2"]]
    tail = '<mergeCells count="2"><mergeCell ref="B2:B4"/><mergeCell ref="C2:C4"/></mergeCells>'
    source = read_source(xlsx(tmp_path / "b.xlsx", {"episodes": rows}, tail), COLUMNS)
    found = [(row["title"], row["season"]) for row in source.sheets[INSTALLMENTS].rows]
    assert found == [("lh", "1")] * 3 + [("lh", "2")]


def test_what_a_formula_says_is_read_where_a_program_has_worked_it_out(tmp_path: Path) -> None:
    formula = '<c r="{}" t="str"><f>B1</f><v>Ana</v></c>'
    empty = '<c r="{}" t="str"><f>IF(B1="","","")</f><v></v></c>'
    rows = [["id", "kind", "name", "revealed"], ["a", "character", formula, empty]]
    source = read_source(xlsx(tmp_path / "b.xlsx", {"entities": rows}), COLUMNS)
    assert cells_of(source, ENTITIES) == [{"id": "a", "kind": "character", "name": "Ana"}]
    assert source.sheets[ENTITIES].rows[0]["revealed"] == ""


def refused(source: Path, folder: Path) -> str:
    """What an import says that is refused as a whole, and writes nothing."""
    report = import_table(source, folder)
    assert not folder.exists()
    assert not report.ok
    (problem,) = (it for it in report.problems if it.severity == "error")
    assert problem.hint
    return f"{problem.file}: {problem.message}"


@pytest.mark.parametrize(
    "make",
    [
        lambda path: xlsx(path, {"titles": [["id", "name"], ["a", '<c r="{}"><f>1+1</f></c>']]}),
        lambda path: xlsx(path, {"titles": [["id", "name"], ["a", '<c r="{}"><f>1+1</f><v></v></c>']]}),
        lambda path: ods(path, {"titles": [["id", "name"], ["a", '<table:table-cell table:formula="of:=1+1"/>']]}),
    ],
)
def test_formulas_without_values_are_refused(tmp_path: Path, make: Callable[[Path], Path]) -> None:
    said = refused(make(tmp_path / "b.xlsx"), tmp_path / "u")
    assert said.startswith("b.xlsx [titles]: has formulas without values (the first in row 2)")


def test_a_workbook_of_nothing_but_formulas_is_refused(tmp_path: Path) -> None:
    row = ['<c r="{}"><f>1+1</f></c>'] * 3
    said = refused(xlsx(tmp_path / "b.xlsx", {"Sheet1": [row, row]}), tmp_path / "u")
    assert said.startswith("b.xlsx [Sheet1]: has formulas without values (the first in row 1)")


def _cfb(*streams: str) -> bytes:
    """The beginning of an OLE container, and its directory with these names."""
    return (
        bytes.fromhex("d0cf11e0a1b11ae1")
        + bytes(504)
        + b"".join(it.encode("utf-16-le").ljust(128, b"\0") for it in streams)
    )


def _far_cell(path: Path) -> Path:
    return xlsx(path, {"titles": [["id", '<c r="XFD1048576"><v>1</v></c>']]})


def _many_cells(path: Path) -> Path:
    """A sheet of less than 100 KB that would be 20,000,000 cells."""
    xlsx(path, {"titles": []}, tail="@")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, after = parts.pop("xl/worksheets/sheet1.xml").split(b"</sheetData>@")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(before)
            for _ in range(100):
                part.write(b"<row>" + b"<c> </c>" * 200_000 + b"</row>")
            part.write(b"</sheetData>" + after)
    return path


def _bomb(path: Path) -> Path:
    xlsx(path, {"titles": SHEETS["Titles"]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media.bin", "w") as part:
        for _ in range(51):
            part.write(bytes(10_000_000))
    return path


def _written(data: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(data)
        return path

    return make


def _docx(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return path


PASSWORD = "is protected by a password"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_written(_cfb("Root Entry", "EncryptionInfo", "EncryptedPackage")), PASSWORD),
        (lambda path: ods(path, {"titles": SHEETS["Titles"]}, '<m:encryption-data xmlns:m="m"/>'), PASSWORD),
        (_written(_cfb("Root Entry", "Workbook")), "is a workbook of an old kind (.xls)"),
        (_written(b""), "is empty"),
        (_written(b"\xff\xd8\xff\xe0\0\x10JFIF" * 100), "is not a table: it is a JPEG picture"),
        (_written(b"<!DOCTYPE html><table>"), "is not a table: it is a web page"),
        (_written(b"PK\3\4 broken" * 20), "is damaged: File is not a zip file"),
        (_docx, "is neither an .xlsx nor an .ods"),
        (_bomb, "unpacks to more than 500 MB"),
        (_many_cells, "has more than 10,000,000 cells"),
        (_far_cell, "needs more memory or time than the reading of a workbook may take"),
        (lambda path: xlsx(path, {"titles": [["id", *["x"] * 20], ["a", '<c r="ZZZ2"><v>1</v></c>']]}),
         "has more than 500 columns"),
    ],
)  # fmt: skip
def test_a_hostile_or_a_wrong_workbook_costs_one_sentence(
    tmp_path: Path, make: Callable[[Path], Path], said: str
) -> None:
    assert refused(make(tmp_path / "b.xlsx"), tmp_path / "u").partition(": ")[2] == said


@given(st.data())
@settings(max_examples=share(3, 25), deadline=None)
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever happened to its bytes."""
    folder = tmp_path_factory.mktemp("damaged")
    book = {"entities": [_HEAD, ["a", "character", "Ana", "lh1"]]}
    path = xlsx(folder / "b.xlsx", book) if data.draw(st.booleans()) else ods(folder / "b.xlsx", book)
    found = bytearray(path.read_bytes())
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(found) - 1), st.integers(0, 255)), max_size=8)):
        found[at] = byte
    path.write_bytes(bytes(found[: data.draw(st.integers(len(found) // 2, len(found)))]))
    source = read_source(path, COLUMNS)
    assert source.refused == any(it.severity == "error" for it in source.problems)
    for row in source.sheets[ENTITIES].rows:
        assert source.refused or row.cells["name"] != "Ana" or row.cells["revealed"] == "lh1"


def test_two_tables_of_one_kind_are_refused(tmp_path: Path) -> None:
    book = {"titles": SHEETS["Titles"], "people": [["id", "name"]], "Characters": [["id", "name"]]}
    said = refused(xlsx(tmp_path / "b.xlsx", book), tmp_path / "u")
    assert said == "b.xlsx [Characters]: is the table entities, and so is b.xlsx [people]"
