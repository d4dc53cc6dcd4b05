"""Bad rows are told with file and line, and cost nothing but themselves."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from tests.imports.tables import SMALL, pages, small, statements, told, write


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("titles", "x,X,opera,2000", "kind-unknown"),
        ("titles", "x,,film,2000", "row-unusable"),
        ("titles", "lh,Again,film,2000", "id-twice"),
        ("titles", ",X;Y,film,2000", "id-unusable"),
        ("titles", "public,X,film,2000", "id-unusable"),
        ("titles", "a;b,X,film,2000", "id-unusable"),
        ("titles", "x,X,film,2000,more", "row-unusable"),
        ("installments", "x,nowhere,1,1,,,", "id-unknown"),
        ("installments", "x,lh,1,,,,", "number-unusable"),
        ("installments", "x,lh,1,2,,,", "installment-twice"),
        ("installments", "x,is,,,,,", "installment-twice"),
        ("entities", "x,dragon,X,", "kind-unknown"),
        ("entities", "x,character,,", "row-unusable"),
        ("entities", "x,character,X,lh9", "position-unknown"),
        ("entities", "x,character,X,lh1;", "position-unknown"),
        ("entities", "x,character,X,lh S9", "position-unknown"),
        ("entities", "x,character,X,is S1", "position-unknown"),
        ("entities", "x,character,X,lh@0:10:00", "position-unknown"),
        ("entities", f"x,character,X,{'lh1;' * 70}lh1", "stamp-too-long"),
        ("scenes", "nowhere,,,,ana,", "id-unknown"),
        ("facts", "x,ana,frobnicates,keeper,,,lh1,,,", "verb-unknown"),
        ("facts", "x,ana,because,,,why,lh1,,,", "verb-unusable"),
        ("facts", "x,ana,kind,,,x,lh1,,,", "verb-unusable"),
        ("facts", "x,nobody,meets,keeper,,,lh1,,,", "id-unknown"),
        ("facts", "x,,meets,keeper,,,lh1,,,", "row-unusable"),
        ("facts", "x,tower,meets,keeper,,,lh1,,,", "subject-unusable"),
        ("facts", "x,ana,meets,tower,,,lh1,,,", "object-unusable"),
        ("facts", "x,ana,meets,ana,,,lh1,,,", "object-unusable"),
        ("facts", "x,ana,meets,,,,lh1,,,", "object-missing"),
        ("facts", "x,ana,meets,keeper,,,,,,", "unstamped"),
        ("facts", "x,ana,meets,keeper,,,lh1 + lh7,,,", "position-unknown"),
        ("facts", "meet,ana,meets,keeper,,,lh1,,,", "id-twice"),
        ("facts", "x,ana,together,keeper,,,lh1,,,", None),
        ("facts", "x,ana,together,,,,lh1,,,", None),
    ],
)
def test_a_bad_row_is_told_and_nothing_else_is_lost(tmp_path: Path, table: str, row: str, code: str | None) -> None:
    """The same folder comes out as without the row."""
    text = SMALL[f"{table}.csv"]
    line = text.count("\n") + 1
    report, folder = small(tmp_path, **{table: f"{text}{row}\n"})
    if code is None:
        return
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert told(tuple(errors)) == [(f"{table}.csv", line, code)]
    assert not report.ok
    assert len(statements(folder)) == 11
    assert len(pages(folder)) == 8


@pytest.mark.parametrize(
    ("table", "row", "code"),
    [
        ("installments", "x,lh,2,5,,2015-13-01,", "date-unusable"),
        ("installments", "x,lh,2,5,,,an hour", "number-unusable"),
        ("scenes", "lh1,,,,ana|nobody,", "id-unknown"),
        ("scenes", "lh1,0:02:00,0:01:00,,ana,", "time-unusable"),
        ("scenes", "lh1,noon,,,ana,", "time-unusable"),
        ("scenes", "lh1,0:02:00,3:01:00,,ana,", "time-unusable"),
        ("entities", "x,character,X,lh1@10:00", "time-unusable"),
        ("entities", "x,character,X,lh1@00:61:00", "time-unusable"),
        ("entities", "x,character,X,lh1@03:00:00", "time-unusable"),
        ("facts", "x,ana,meets,keeper,,,lh1@10:00; lh2 + lh3@0:70:00,,,", "time-unusable"),
        ("scenes", "lh1,,,,ana,early", "qualifier-unusable"),
        ("facts", "x,ana,meets,keeper,,,lh1,soon,,", "date-unusable"),
        ("facts", "x,ana,meets,keeper,,,lh1,2015,1990,", "date-unusable"),
        ("scenes", "lh1,,,nowhere,ana,", "id-unknown"),
        ("facts", "x,ana,meets,keeper,nowhere,,lh1,,,", "id-unknown"),
        ("installments", "x,lh,3,1,The <!-- Storm,,", "text-unusable"),
        ("titles", "x,X,film,MMXV", "number-unusable"),
        ("facts", "x,ana,meets,keeper,,half [[ a,lh1,,,", "text-unusable"),
        ("facts", "x,ana,meets,keeper,,,lh1,,,half [[ a", "text-unusable"),
        ("facts", "x,ana,meets,keeper,,a\x07b,lh1,,,", "row-unusable"),
    ],
)
def test_a_bad_cell_costs_itself_alone(tmp_path: Path, table: str, row: str, code: str) -> None:
    """Where nothing is shown earlier without it: all that comes out comes out of the row with an empty cell too."""
    text = SMALL[f"{table}.csv"]
    line = text.count("\n") + 1
    report, folder = small(tmp_path / "bad", **{table: f"{text}{row}\n"})
    errors = [problem for problem in report.problems if problem.severity == "error"]
    assert set(told(tuple(errors))) == {(f"{table}.csv", line, code)}
    assert errors[0].message.endswith("; the rest of the row is used")
    assert not report.ok
    assert report.counts[table] == small(tmp_path / "good")[0].counts[table] + 1
    assert pages(folder)


@pytest.mark.parametrize(("table", "row"), [
    ("scenes", "lh1,,,hidden,ana,"), ("facts", "x,ana,meets,keeper,hidden,,lh1,,,"),
])  # fmt: skip
def test_a_place_that_may_be_a_secret_costs_the_row(tmp_path: Path, table: str, row: str) -> None:
    """Without it the row would be shown before the name of the place is."""
    changed = {table: f"{SMALL[f'{table}.csv']}{row}\n"}
    shifted = ",hidden,place,The Cellar,lh3\n"
    for n, place in enumerate(("hidden,place,The Cellar,lh9\n", "cellar,place,The Cellar,lh3\n", shifted)):
        report, folder = small(tmp_path / str(n), entities=SMALL["entities.csv"] + place, **changed)
        assert len(statements(folder)) == 11
        assert f"{table}.csv" in {problem.file for problem in report.problems}


def test_straight_quotation_marks_become_curly_ones(tmp_path: Path) -> None:
    row = 'x,ana,meets,keeper,,"says ""no"" (""never"")",lh1,,,\n'
    report, folder = small(tmp_path, facts=SMALL["facts.csv"] + row)
    assert report.problems == ()
    assert "says “no” (“never”)" in {fact.text for fact in statements(folder)}


def test_broken_utf_8_costs_its_own_row(tmp_path: Path) -> None:
    """The rest of the file is read."""
    source = write(tmp_path / "s")
    path = source / "entities.csv"
    path.write_bytes(path.read_bytes() + b"x,character,Jos\xe9,\ny,character,Jos\xc3\xa9,\n")
    report = import_table(source, tmp_path / "u")
    assert told(report.problems) == [("entities.csv", 7, "row-not-utf-8")]
    assert (tmp_path / "u/people/José.md").is_file()


def test_a_quotation_mark_that_is_never_closed_costs_one_line(tmp_path: Path) -> None:
    """A reader of CSV would take all that follows for one value."""
    entities = SMALL["entities.csv"].replace("order,group,", 'order,group,"') + 'late,character,"Late, the",\n'
    report, folder = small(tmp_path, entities=entities, facts="subject,verb,revealed\n")
    assert told(report.problems) == [("entities.csv", 5, "row-unusable")]
    assert (folder / "people/Late, the.md").is_file()
    assert (folder / "places/The Tower.md").is_file()


def test_a_value_may_span_lines_and_later_rows_keep_their_number(tmp_path: Path) -> None:
    """Line breaks in a value become spaces."""
    entities = SMALL["entities.csv"] + 'x,character,"Late\n\n  Ana",\ny,dragon,Y,\n'
    report, folder = small(tmp_path, entities=entities)
    assert told(report.problems) == [("entities.csv", 10, "kind-unknown")]
    assert pages(folder)["people/Late Ana.md"].name == "Late Ana"


def test_missing_columns_cost_their_table_and_unknown_ones_are_told(tmp_path: Path) -> None:
    entities = SMALL["entities.csv"].replace("revealed", "remarks").replace(",keeper,lh1", ",keeper,")
    report, _ = small(tmp_path, entities=entities, facts="subject,object\nana,keeper\n", titles=SMALL["titles.csv"])
    assert told(report.problems) == [("entities.csv", 1, "column-unknown"), ("facts.csv", 1, "column-missing")]
    assert report.problems[0].severity == "warning"
    twice, _ = small(tmp_path / "b", facts="subject,verb,verb,revealed\n")
    assert told(twice.problems) == [("facts.csv", 1, "column-twice")]


SLIPS = ["revaled", "reveal", "Revealed at", "reveled", "reaveled", "needs", "also known", ""]


@pytest.mark.parametrize("column", SLIPS)
@pytest.mark.parametrize("table", ["titles", "installments", "entities", "scenes", "facts"])
def test_a_column_that_may_have_been_meant_to_hide_a_row_costs_each_row_with_a_cell_in_it(
    tmp_path: Path, table: str, column: str
) -> None:
    """Without it, the row would be shown too early. Rows without a cell there, and empty columns, are as before."""
    if table in ("scenes", "facts") and column in ("needs", "also known"):
        return  # they have such a column
    head, *rows = SMALL[f"{table}.csv"].splitlines()
    width = head.count(",")
    full = [row + "," * (width - row.count(",")) for row in rows]
    quiet = "\n".join([f"{head},{column}", *(f"{row}," for row in full), ""])
    report, folder = small(tmp_path / "quiet", **{table: quiet})
    plain, other = small(tmp_path / "plain")
    assert report.ok
    assert {it.code for it in report.problems} <= {"column-unknown"}
    assert (report.counts, pages(folder)) == (plain.counts, pages(other))
    slip = "\n".join([f"{head},{column}", *(f"{row}," for row in full[:-1]), f"{full[-1]},lh2", ""])
    report, _ = small(tmp_path / "slip", **{table: slip})
    assert not report.ok
    assert (f"{table}.csv", len(rows) + 1, "column-unknown") in told(report.problems)
    assert report.counts[table] < plain.counts[table]


@pytest.mark.parametrize(
    ("column", "cell"), [("hidden", "x"), ("Secret", "yes"), ("is spoiler", "1"), ("public", "no")]
)
@pytest.mark.parametrize("table", ["titles", "installments", "entities", "scenes", "facts"])
def test_a_column_that_asks_to_hide_rows_costs_each_row_that_asks_for_it(
    tmp_path: Path, table: str, column: str, cell: str
) -> None:
    head, *rows = SMALL[f"{table}.csv"].splitlines()
    full = [row + "," * (head.count(",") - row.count(",")) for row in rows]
    other = "yes" if cell == "no" else "no"
    plain, _ = small(tmp_path / "plain")
    for last, count in ((other, plain.counts[table]), (cell, plain.counts[table] - 1)):
        text = "\n".join([f"{head},{column}", *(f"{row},{other}" for row in full[:-1]), f"{full[-1]},{last}", ""])
        report, _ = small(tmp_path / last, **{table: text})
        assert report.ok is (last == other)
        assert report.counts[table] == count


@pytest.mark.parametrize("column", ["released", "notes", "relevance", "secret identity"])
def test_a_column_that_nobody_takes_for_a_stamp_is_told_and_left_out(tmp_path: Path, column: str) -> None:
    head, *rows = SMALL["titles.csv"].splitlines()
    titles = "\n".join([f"{head},{column}", *(f"{row},lh1" for row in rows), ""])
    report, _ = small(tmp_path, titles=titles)
    assert (report.ok, told(report.problems)) == (True, [("titles.csv", 1, "column-unknown")])


def test_without_tables_nothing_is_written(tmp_path: Path) -> None:
    """Nor is a folder made."""
    for source in (tmp_path / "nowhere", write(tmp_path / "s", {"facts.csv": SMALL["facts.csv"]})):
        report = import_table(source, tmp_path / "u")
        assert told(report.problems) == [("titles.csv", 0, "table-missing")]
        assert not (tmp_path / "u").exists()


def test_a_fact_about_a_fact_that_is_bad_goes_with_it(tmp_path: Path) -> None:
    """To the end of the chain, each with its line."""
    facts = (
        "id,subject,verb,object,revealed\nb,ana,learns,a,lh1\nc,keeper,learns,b,lh1\n"
        "a,ana,meets,nobody,lh1\nd,ana,meets,keeper,lh1\n"
    )
    report, folder = small(tmp_path, facts=facts)
    assert told(report.problems) == [
        ("facts.csv", 2, "row-needed"), ("facts.csv", 3, "row-needed"), ("facts.csv", 4, "id-unknown"),
    ]  # fmt: skip
    assert [s.block for s in statements(folder, "meets")] == ["d"]


def test_a_misspelt_verb_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """As the parser does."""
    report, _ = small(tmp_path, facts="subject,verb,object,revealed\nana,metes,keeper,lh1\n")
    assert report.problems[0].hint.startswith('did you mean "meets"? if not, see docs/vocabulary.md')


def test_a_folder_that_is_a_file_is_the_callers_mistake(tmp_path: Path) -> None:
    """And an OSError, as for any such path."""
    (tmp_path / "u").write_text("x", encoding="utf-8")
    with pytest.raises(OSError, match="exists"):
        import_table(write(tmp_path / "s"), tmp_path / "u")


def test_an_id_that_is_written_exactly_is_meant_and_else_the_only_one_that_reads_like_it(tmp_path: Path) -> None:
    tables = {
        "titles.csv": "id,name,kind,year\nlh,Tide,series,2015\nLH,Ebb,series,2016\nmarée,Mare,series,2017\n",
        "installments.csv": "id,title,season,number\nlh-1,lh,1,1\nlh-s1,LH,1,1\nm1,MAREE,1,1\nx,Lh,1,2\n",
        "entities.csv": "id,kind,name,revealed\nana,character,Ana,\nAna,character,Other,\nbo-b,character,Bo,\n"
        "cid,character,Cid,lh S1\ndee,character,Dee,Maree S1; LH 1\n",
        "facts.csv": "id,subject,verb,object,revealed\nThe Lie,ana,meets,Bo b,lh-1\n"
        ",ana,learns,the lie,lh-1\n,ANA,meets,cid,lh-1\n",
        "scenes.csv": "installment,people\nM1,Ana|BO B|bo-b\n",
    }
    report = import_table(write(tmp_path / "tables", tables), tmp_path / "out")
    assert [(it.file, it.line, it.code) for it in report.problems if it.severity == "error"] == [
        ("installments.csv", 5, "id-unknown"), ("entities.csv", 6, "position-unknown"), ("facts.csv", 4, "id-unknown")
    ]  # fmt: skip
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("*.md")}
    assert "[[Ana]] meets [[Bo]]" in written["Tide.md"]
    assert "together: [[Other]], [[Bo]]" in written["Mare.md"]
    assert 'revealed: "[[Tide]] S1"' in written["Cid.md"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("declared", [False, True])
def test_tables_may_have_commas_semicolons_or_tabs_between_cells(
    tmp_path: Path, separator: str, *, declared: bool
) -> None:
    """The same pages come out, and a problem has the line of the file, below a line that names the separator too."""
    tables = {}
    for name, text in SMALL.items():
        out = io.StringIO()
        csv.writer(out, delimiter=separator).writerows(csv.reader(io.StringIO(text)))
        tables[name] = (f"sep={separator}\n" if declared else "") + out.getvalue()
    _, plain = small(tmp_path / "plain")
    folder = tmp_path / plain.name
    report = import_table(write(tmp_path / "s", tables), folder)
    assert (report.problems, report.ok) == ((), True)
    for path in plain.rglob("*.md"):
        assert (folder / path.relative_to(plain)).read_text("utf-8") == path.read_text("utf-8")
    with (tmp_path / "s/titles.csv").open("a", encoding="utf-8") as file:
        file.write(separator.join(["x", "X", "opera", "2000"]))
    again = import_table(tmp_path / "s", tmp_path / "v")
    assert told(again.problems) == [("titles.csv", 5 if declared else 4, "kind-unknown")]


def test_a_table_without_its_columns_says_what_may_part_them(tmp_path: Path) -> None:
    report, _ = small(tmp_path, titles="id:name:kind:year\nlh:The Lighthouse:series:2015\n")
    first = report.problems[0]
    assert (first.message, first.hint) == (
        "has no column name, kind", "columns: name, kind, id, year, with commas, semicolons or TABs between them"
    )  # fmt: skip


def test_a_recipient_stands_where_the_verb_has_one(tmp_path: Path) -> None:
    head = "subject,verb,object,recipient,place,revealed\n"
    rows = "ana,introduces,order,keeper,tower,lh1\nana,meets,keeper,keeper,,lh1\nana,introduces,order,nobody,,lh1\n"
    report, folder = small(tmp_path, facts=head + rows)
    assert told(report.problems) == [("facts.csv", 3, "recipient-unusable"), ("facts.csv", 4, "id-unknown")]
    (fact,) = statements(folder, "introduces")
    assert [link and link.key for link in (*fact.objects, fact.recipient, fact.place)] == [
        "The Order",
        "The Keeper",
        "The Tower",
    ]
