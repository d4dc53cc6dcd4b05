"""Viewing orders, as rows of a table and as columns of the installments."""

from __future__ import annotations

from pathlib import Path

import pytest

from intertwine.ledger.compile import Compiler
from tests.imports.tables import SMALL, pages, small, told

ISLAND, LIGHTHOUSE = "[[The Island]]", "[[The Lighthouse]]"
HEAD = "order,title,installment\n"


def entries(folder: Path, order: str) -> list[str]:
    """The entries of an order, on whose page nothing is wrong."""
    assert pages(folder)
    assert [it for it in Compiler().compile(folder).problems if it.file.startswith("orders/")] == []
    lines = (folder / f"orders/{order}.md").read_text("utf-8").splitlines()
    return [line.removeprefix("- ") for line in lines if line.startswith("- ")]


def test_the_rows_of_a_table_are_an_order_and_one_table_holds_several(tmp_path: Path) -> None:
    orders = HEAD + "Flow,is,\nEbb,,lh3\nflow,,lh2\nEbb,,is\nFlow,LH,\n"
    report, folder = small(tmp_path, orders=orders)
    assert report.problems == ()
    assert report.counts["orders"] == 2
    assert entries(folder, "Flow") == [ISLAND, f"{LIGHTHOUSE} 1x02", f"{LIGHTHOUSE} 1x01", f"{LIGHTHOUSE} 2x01"]
    assert entries(folder, "Ebb") == [f"{LIGHTHOUSE} 2x01", ISLAND]


def test_a_title_stands_for_all_that_it_lists(tmp_path: Path) -> None:
    _, folder = small(tmp_path, orders=HEAD + "Flow,lh,\nFlow,is,\n")
    assert entries(folder, "Flow") == [LIGHTHOUSE, ISLAND]


def test_columns_of_the_installments_are_orders(tmp_path: Path) -> None:
    """Numbers need not follow on each other; a bad one costs itself."""
    head, *rows = SMALL["installments.csv"].splitlines()
    cells = ["12,", "3,x", "3.5,1", ",2"]
    text = "\n".join([f"{head},Order Machete Two,order_Ebb", *(f"{a},{b}" for a, b in zip(rows, cells, strict=True))])
    report, folder = small(tmp_path, installments=text + "\n")
    assert told(report.problems) == [("installments.csv", 3, "number-unusable")]
    assert entries(folder, "Machete Two") == [f"{LIGHTHOUSE} 1x02", f"{LIGHTHOUSE} 2x01", f"{LIGHTHOUSE} 1x01"]
    assert entries(folder, "Ebb") == [f"{LIGHTHOUSE} 2x01", ISLAND]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Flow,,", "row-unusable"),
        ("Flow,lh,lh1", "row-unusable"),
        ("Flow,nowhere,", "id-unknown"),
        ("Flow,,nowhere", "id-unknown"),
        ("Flow,,lh1", "row-unusable"),
        ("Release,,lh1", "row-unusable"),
        (",,lh1", "row-unusable"),
    ],
)
def test_a_bad_entry_costs_itself(tmp_path: Path, row: str, code: str) -> None:
    report, folder = small(tmp_path, orders=f"{HEAD}Flow,,lh1\n{row}\nFlow,,lh2\n")
    assert told(report.problems) == [("orders.csv", 3, code)]
    assert entries(folder, "Flow") == [f"{LIGHTHOUSE} 1x01", f"{LIGHTHOUSE} 1x02"]


def test_a_title_of_which_all_stands_there_already_is_told(tmp_path: Path) -> None:
    report, _ = small(tmp_path, orders=f"{HEAD}Flow,,is\nFlow,is,\nFlow,lh,\nFlow,,lh2\n")
    assert told(report.problems) == [("orders.csv", 3, "row-unusable"), ("orders.csv", 5, "row-unusable")]
