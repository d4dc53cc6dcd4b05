"""Every cell of a table is read in a time that grows with what stands in it, and no faster."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from intertwine.imports.rows.people_cells import split_notes
from intertwine.imports.rows.verb_cells import split_arrows
from intertwine.imports.sheets.day_forms import bare
from intertwine.imports.table import import_table
from tests.imports.tables import SMALL, write
from tests.linear import assert_linear
from tests.long import one_in

MARKS = [
    " ", "(", "(x ", "[", "- ", "-", "> ", ">", "=", "& ", "and ", "|", "; ", ", ", "a, ", "a\n", '"',
    "[[ana]] ", "[[x", "1", "1-", "1x01 ", "lh1 + ", "lh1@0:10:00; ", "S1 ", "the ", "in the end ", "(a) ",
    "a (b), ", "2015-", "January ", "after ", "until ", ", until ", "as ", "a as ", "step ", "dream of ",
    "kills ", "a kills b, ", "almost ", "? ", "!", "%%", "<!--", "^a ", "#", "a\u0301", "\u0301", "が", ": ",
    "0:10:00 ", "“", "\t", "heard, ", "(heard) ",
]  # fmt: skip
FURTHER = {
    "installments.csv": ["notes", "picks up", "characters", "appears", "order_x", "kind", "numbering_absolute"],
    "scenes.csv": [
        "dies", "kills", "marries", "needs", "also_known", "taken_for", "frame", "date", "step", "true", "own",
        "before", "because", "title", "season", "number", "source",
    ],
    "facts.csv": ["needs", "taken_for", "frame", "disproves", "in_order_to", "recipient"],
}  # fmt: skip
MORE = {
    "sentences.csv": "sentence,revealed,needs,also_known,frame,source\nAbout ana.,lh1,,,,\n",
    "orders.csv": "order,title,installment\nx,lh,lh1\n",
    "same.csv": "id,same_as,kind,name,perhaps\nana,ana2,character,Ana,\n",
}


def tables(text: str) -> dict[str, str]:
    """`SMALL` and further tables, with a row for each column that holds `text` there."""
    return {name: _with_rows(name, old, text) for name, old in {**SMALL, **MORE}.items()}


def _with_rows(name: str, old: str, text: str) -> str:
    head, *rows = csv.reader(io.StringIO(old))
    head += [column for column in FURTHER.get(name, []) if column not in head]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *_filled(head, rows, text)])
    return out.getvalue()


def _filled(head: list[str], rows: list[list[str]], text: str) -> Iterator[list[str]]:
    rows = [row + [""] * (len(head) - len(row)) for row in rows]
    yield from rows
    for n, column in zip(count(), head, strict=False):
        row = list(rows[0])
        if "id" in head:
            row[head.index("id")] = f"new{n}"
        row[head.index(column)] = text
        yield row


@pytest.mark.parametrize("mark", one_in(7, MARKS))
def test_the_cells_of_tables_are_read_in_linear_time(tmp_path: Path, mark: str) -> None:
    folders = count()

    def read(text: str) -> object:
        n = next(folders)
        return import_table(write(tmp_path / f"source-{n}", tables(text)), tmp_path / f"universe-{n}")

    # Within its beginning and its end, as blanks at the ends are nobody's.
    assert_linear(lambda n: f"ana {(mark * (n // len(mark) + 1))[:n]}b", read, size=2_500)


@pytest.mark.parametrize("mark", MARKS)
def test_a_part_of_a_cell_is_read_in_linear_time(mark: str) -> None:
    def read(text: str) -> object:
        return bare(text), bare(f"{text})"), split_arrows(text), split_notes(text, ())

    assert_linear(lambda n: f"1 Mar 1999 ({(mark * (n // len(mark) + 1))[:n]}b", read)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Sun, 3 May 2015 (in a cinema)", "3 May 2015"),
        ("3 May 2015[a]", "3 May 2015"),
        ("3 May 2015 (1)", "3 May 2015 (1)"),
        ("3 May (x) 2015)", "3 May (x) 2015)"),
        ("(May 2015)", ""),
        (")", ")"),
        ("", ""),
    ],
)
def test_a_remark_behind_a_date_is_left_out(text: str, date: str) -> None:
    assert bare(text) == date


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("Ida > Jon", ["Ida", "Jon"]),
        ("Ida-->Jon", ["Ida", "Jon"]),
        ("Ida =>  Jon→Mo", ["Ida", "Jon", "Mo"]),
        ("Ida - Jon", ["Ida - Jon"]),
        ("Ida > > Jon", ["Ida", "", "Jon"]),
    ],
)
def test_arrows_part_an_item(item: str, parts: list[str]) -> None:
    assert split_arrows(item) == parts
