"""Tables of a book and a comic become pages in their words."""

import io
from pathlib import Path

from intertwine.cli.main import main
from intertwine.ledger.load import compiled

TABLES = {
    "titles.csv": "id,name,kind,year\nshore,The Shore,book,2001\ntides,Tides,comic,2004\n",
    "installments.csv": "id,title,season,number,name,date,minutes\ns1,shore,1,1,One,2001-05-05,4200\n"
    "s2,shore,1,2,Two,2001-05-05,~900\ns3,shore,2,3,Three,2001-05-05,\nt1,tides,1,1,A,,22\n",
    "seasons.csv": "title,season,episodes\nshore,1,2\nshore,2,1\ntides,1,1\n",
    "entities.csv": "id,kind,name\nann,character,Ann\nbo,character,Bo\n",
    "facts.csv": "subject,verb,object,revealed\nann,meets,bo,shore ch 3\nbo,dies,,shore Part 2\nann,dies,,tides act 1\n"
    "ann,returns,,shore ch 9\nbo,returns,,shore chapters 1-2\n",
}


def test_a_book_is_imported_with_parts_chapters_and_words(tmp_path: Path) -> None:
    source, folder = tmp_path / "tables", tmp_path / "shore"
    source.mkdir()
    for name, text in TABLES.items():
        (source / name).write_text(text, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    main(["import", "table", str(source), str(folder), "--all"], out, err)
    said = out.getvalue() + err.getvalue()
    assert "season-incomplete" not in said
    assert 'facts.csv:4:1: error position-unknown: "tides act 1"' in said
    assert 'facts.csv:5:1: error position-unknown: "shore" has no chapter 9; it ends with part 2 chapter 3' in said
    book = (folder / "titles" / "The Shore.md").read_text("utf-8")
    for line in ("## Part 1 (2001-05-05, 2 chapters)", "### 2. Two (~900 words)", "## Part 2 (2001-05-05, 1 chapter)",
                 "### Whole part"):  # fmt: skip
        assert line in book, line
    assert "### 1. A (22 pages)" in (folder / "titles" / "Tides.md").read_text("utf-8")
    assert [it for it in compiled(folder).problems if it.severity == "error"] == []
