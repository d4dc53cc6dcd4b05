"""Problems are grouped by cause, and a report says what arrived and what to do: complete, and safe to open."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from pathlib import Path

import pytest

from intertwine.cli.main import main
from intertwine.imports.reports.as_html import report_html
from intertwine.imports.reports.as_text import report_text
from tests.imports.tables import SMALL, small, write

FACTS = SMALL["facts.csv"] + "".join(f"x{n},ana,metes,keeper,,,lh1,,,\n" for n in range(8)) + "y,ana,meets,,,,lh1,,,\n"
SCENES = SMALL["scenes.csv"] + "lh1,,,,ana|kepeer,\nlh1,,,,keeper|anna,\n"


class Reader(HTMLParser):
    """What a page holds: its text, its tags, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags, self.anchors, self.links = "", list[str](), set[str](), set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append(tag)
        self.anchors.add(values.get("id") or "")
        self.links |= {(values.get(name) or "") for name in ("href", "src") if name in values}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_one_cause_is_one_group(tmp_path: Path) -> None:
    report, _ = small(tmp_path, facts=FACTS, scenes=SCENES)
    assert [(it.example.code, len(it.problems), it.costs_cells, it.fix) for it in report.groups] == [
        ("verb-unknown", 8, False, report.groups[0].example.hint),
        ("object-missing", 1, False, report.groups[1].example.hint),
        ("id-unknown", 2, True, "write it as it is written there, or add a row for it"),
    ]  # fmt: skip
    assert sum(len(it.problems) for it in report.groups) == len(report.problems)


def test_what_follows_from_a_bad_row_is_one_group_in_all_tables(tmp_path: Path) -> None:
    report, _ = small(tmp_path, entities=SMALL["entities.csv"].replace("keeper,character", "keeper,charakter"))
    found = [(it.example.code, {p.file for p in it.problems}) for it in report.groups if not it.costs_cells]
    assert found == [("kind-unknown", {"entities.csv"}), ("row-needed", {"facts.csv", "scenes.csv"})]


def test_the_command_prints_one_problem_of_each_cause(tmp_path: Path) -> None:
    source, out = write(tmp_path / "s", facts=FACTS, scenes=SCENES), io.StringIO()
    assert main(["import", "table", str(source), str(tmp_path / "u")], out, io.StringIO()) == 1
    assert out.getvalue().count("verb-unknown") == 1
    assert (
        "  7 more like it: facts.csv:9, facts.csv:10, facts.csv:11, facts.csv:12, facts.csv:13, and 2 more"
        in out.getvalue()
    )
    out = io.StringIO()
    main(["import", "table", str(source), str(tmp_path / "u"), "--all"], out, io.StringIO())
    assert out.getvalue().count("verb-unknown") == 8


@pytest.mark.parametrize("ending", ["html", "txt", "HTML"])
def test_a_report_has_every_problem_and_what_to_do_next(tmp_path: Path, ending: str) -> None:
    source, file = write(tmp_path / "tables", facts=FACTS, scenes=SCENES), tmp_path / f"report.{ending}"
    main(["import", "table", str(source), str(tmp_path / "u"), "--report", str(file)], io.StringIO(), io.StringIO())
    text = file.read_text("utf-8")
    text = Reader(text).text if ending != "txt" else " ".join(text.split())
    for words in ("26 of 35 rows arrived.", "lines 8, 9, 10, 11, 12, 13, 14, 15", "What to do next", "Import again",
                  'did you mean "keeper"?'):  # fmt: skip
        assert words in text, words


def test_a_report_ends_in_html_or_txt(tmp_path: Path) -> None:
    """Else nothing is imported."""
    source, err = write(tmp_path / "s"), io.StringIO()
    assert main(["import", "table", str(source), str(tmp_path / "u"), "--report", "r.pdf"], io.StringIO(), err) == 2
    assert "name a file that ends in .html or .txt" in err.getvalue()
    assert not (tmp_path / "u").exists()


def test_a_report_needs_nothing_from_outside_and_its_links_lead_somewhere(tmp_path: Path) -> None:
    report, _ = small(tmp_path, facts=FACTS, scenes=SCENES)
    page = Reader(report_html(report, "tables"))
    assert all(link.startswith("#") and link[1:] in page.anchors for link in page.links)
    assert "script" not in page.tags
    assert "url(" not in report_html(report, "tables")


@pytest.mark.parametrize("value", ["<script>alert(1)</script>", "\u202egnp.exe", "a\x07b", '"><img src=x>', "&amp;"])
def test_what_a_cell_holds_is_text_in_a_report(tmp_path: Path, value: str) -> None:
    report, _ = small(tmp_path, scenes=f'installment,people\nlh1,"ana|{value.replace(chr(34), chr(34) * 2)}"\n')
    plain = Reader(report_html(small(tmp_path / "b", scenes="installment,people\nlh1,ana|nobody\n")[0], "x"))
    assert Reader(report_html(report, value)).tags == plain.tags
    for text in (report_html(report, value), report_text(report, value)):
        assert all(c.isprintable() or c == "\n" for c in text)


def test_where_everything_arrived_a_report_says_so(tmp_path: Path) -> None:
    report, _ = small(tmp_path)
    page = Reader(report_html(report, "tables"))
    assert "All 24 rows arrived." in page.text
    assert "What did not arrive" not in page.text
    assert "All 24 rows arrived." in report_text(report, "tables")
