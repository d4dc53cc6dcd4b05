"""Pages of ids that are no longer in the tables go, unless somebody may miss them."""

from __future__ import annotations

from pathlib import Path

from intertwine.imports.table import ImportReport, import_table
from tests.imports.tables import pages, write

EPISODES = "title,season,number,episodes\nHarbour,1,1,1\n"


def imported(tmp_path: Path, source: str = "s", **tables: str) -> ImportReport:
    return import_table(write(tmp_path / source, {}, **tables), tmp_path / "u")


def scenes(people: str) -> str:
    return f"installment,people\nHarbour 1x01,{people}\n"


def test_what_a_failed_attempt_left_goes(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida Jon Mo|Liv|Ned"), orders="order,title\nFlow,Harbour\n")
    page = tmp_path / "u/people/Liv.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    (tmp_path / "s/orders.csv").unlink()
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Jon|Mo"))
    assert sorted(report.removed) == ["orders/Flow.md", "people/Ida Jon Mo.md", "people/Ned.md"]
    assert [(it.file, it.code) for it in report.problems] == [("people/Liv.md", "page-kept")]
    assert report.ok
    again = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Jon|Mo"))
    assert (again.written, again.removed) == ((), ())
    assert page.is_file()
    assert "people/Ned.md" in imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Ned")).written


def test_a_title_stays_for_the_marks_on_it(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES + "Salt,1,1,1\n")
    report = imported(tmp_path, episodes=EPISODES)
    assert [(it.file, it.code) for it in report.problems] == [("titles/Salt.md", "page-kept")]
    assert "titles/Salt.md" in pages(tmp_path / "u")
    (tmp_path / "u/titles/Salt.md").unlink()
    assert imported(tmp_path, episodes=EPISODES).problems == ()


def test_a_row_that_is_lost_keeps_its_page(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, entities="id,name,kind\nida,Ida,character\njon,Jon,character\n")
    report = imported(tmp_path, episodes=EPISODES, entities="id,name,kind\nida,Ida,charakter\njon,Jon,character\n")
    assert report.removed == ()
    assert "people/Ida.md" in pages(tmp_path / "u")


def test_what_another_source_shares_stays(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Jon"))
    imported(
        tmp_path, "notes", episodes="title,season,number,episodes\nSalt,1,1,1\n",
        scenes="installment,people\nSalt 1x01,Ida\n", same="id,same_as\nIda,s:Ida\n",
    )  # fmt: skip
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Jon"))
    assert [(it.file, it.code) for it in report.problems] == [("people/Ida.md", "page-kept")]
    assert "people/Ida.md" in pages(tmp_path / "u")


def test_what_a_page_of_ones_own_links_stays(tmp_path: Path) -> None:
    imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Jon|Ned"))
    own = "---\nkind: character\n---\n\n# Mo\n\n### Public\n\n- [[Mo]] meets [[ned]]\n"
    (tmp_path / "u/people/Mo.md").write_text(own, encoding="utf-8")
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida"))
    assert report.removed == ("people/Jon.md",)
    assert [(it.file, it.code) for it in report.problems] == [("people/Ned.md", "page-kept")]
