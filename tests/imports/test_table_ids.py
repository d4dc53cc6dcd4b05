"""Every title that is imported has an id, made from the table's own: the same each time, and unlike every other."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine.imports import sources
from intertwine.imports.pages.page_text import page_id
from intertwine.imports.pages.title_pages import page_texts
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.fields import PAGE_ID
from tests.imports.tables import SMALL, pages, small, told, write


def ids(folder: Path) -> dict[str, str]:
    """The id on each page that has one, by its path."""
    return {path: page.id for path, page in pages(folder).items() if page.id}


TITLES = {"titles/The Lighthouse.md": "lh", "titles/The Island.md": "is"}


def test_titles_have_the_ids_of_the_table_and_the_universe_one_of_its_own(tmp_path: Path) -> None:
    _, folder = small(tmp_path)
    found = ids(folder)
    universe = found.pop("universe.md")
    assert (found, universe.rpartition("-")[0]) == (TITLES, "universe")


def test_other_tables_make_another_universe_in_a_folder_of_the_same_name(tmp_path: Path) -> None:
    for place, titles in (("a", SMALL["titles.csv"]), ("b", "id,name,kind\np1,Puppets,series\n")):
        import_table(write(tmp_path / place, {"titles.csv": titles}), tmp_path / place / "mine")
    assert ids(tmp_path / "a" / "mine")["universe.md"] != ids(tmp_path / "b" / "mine")["universe.md"]


def test_an_id_stays_when_everything_else_changes(tmp_path: Path) -> None:
    _, folder = small(tmp_path)
    before = ids(folder)
    report, _ = small(tmp_path, titles="id,name,kind,year\nlh,The Beacon,series,1999\nis,The Island,film,2019\n")
    assert (report.ok, ids(folder)) == (True, before)


def test_a_folder_from_before_there_were_ids_gets_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages that nobody edited; an edited one is a clash as ever, and keeps what stands in for an id."""

    def without_ids(*args: Any) -> dict[str, str]:
        return {path: re.sub(r"^id: .*\n", "", text, flags=re.MULTILINE) for path, text in page_texts(*args).items()}

    with monkeypatch.context() as patch:
        patch.setattr(sources, "page_texts", without_ids)
        _, folder = small(tmp_path)
    assert set(ids(folder)) == {"universe.md"}
    island = folder / "titles/The Island.md"
    island.write_text(island.read_text("utf-8") + "\nA keeper's word.\n", "utf-8")
    report, _ = small(tmp_path)
    assert told(report.clashes) == [("titles/The Island.md", 0, "edited")]
    assert {path for path in ids(folder) if path != "universe.md"} == {"titles/The Lighthouse.md"}
    assert Compiler().compile(folder).problems == ()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120), unique=True, max_size=20))
@example(["a", "A", "a ", "ä", "á", "-", "...", "0123456789ab", "x-0123456789ab", "x" * 100, "x" * 101, "null", "1e5"])
def test_ids_of_pages_are_valid_and_no_two_alike(table_ids: list[str]) -> None:
    made = [page_id(it) for it in table_ids]
    assert all(PAGE_ID.fullmatch(it) for it in made)
    assert len(set(made)) == len(made)


def test_what_already_reads_like_an_id_stays_as_it_is() -> None:
    for it in ("tt0903747", "mcu.iron-man_1", "A"):
        assert page_id(it) == it
    assert page_id("Ärger & Co") == f"rger-co-{page_id('Ärger & Co')[-12:]}"
    assert page_id("x-0123456789ab") != "x-0123456789ab"
