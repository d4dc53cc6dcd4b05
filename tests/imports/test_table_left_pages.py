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


def test_titles_of_a_failed_attempt_go_too(tmp_path: Path) -> None:
    imported(tmp_path, episodes="title,season,number,kind\nThe Lamp,1,1,series\nThe Storm,1,2,\n", scenes=scenes("Ida"))
    assert {"titles/The Lamp.md", "titles/The Storm.md"} <= pages(tmp_path / "u").keys()
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida"))
    assert sorted(report.removed) == ["titles/The Lamp.md", "titles/The Storm.md"]
    assert report.problems == ()
    assert set(pages(tmp_path / "u")) == {"people/Ida.md", "titles/Harbour.md", "universe.md"}
    assert imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida")).written == ()


def test_a_title_stays_if_somebody_edited_or_links_it(tmp_path: Path) -> None:
    more = EPISODES + "Salt,1,1,1\nFog,1,1,1\n"
    imported(tmp_path, episodes=more)
    salt = tmp_path / "u/titles/Salt.md"
    salt.write_text(salt.read_text(encoding="utf-8") + "\nAbout [[Fog]].\n", encoding="utf-8")
    report = imported(tmp_path, episodes=EPISODES)
    assert report.removed == ()
    assert [(it.file, it.code) for it in report.problems] == [
        ("titles/Fog.md", "page-kept"), ("titles/Salt.md", "page-kept"),
    ]  # fmt: skip
    assert report.ok
    salt.unlink()
    assert imported(tmp_path, episodes=EPISODES).removed == ("titles/Fog.md",)


def test_the_pages_of_a_title_stay_or_go_together(tmp_path: Path) -> None:
    episodes = EPISODES + "Salt,1,1,1\nSalt,2,1,1\n"
    rows = "".join(f"Salt {n % 2 + 1}x01,Ida,step {n}\n" for n in range(600))
    large = {"episodes": episodes, "scenes": f"installment,people,story_order\n{rows}".replace("step ", "")}
    imported(tmp_path, **large)
    season = tmp_path / "u/titles/Salt S2.md"
    before = season.read_text(encoding="utf-8")
    season.write_text(before + "\nMine.\n", encoding="utf-8")
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida"))
    assert report.removed == ()
    assert [(it.file, it.code) for it in report.problems] == [("titles/Salt S2.md", "page-kept")]
    season.write_text(before, encoding="utf-8")
    report = imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida"))
    assert sorted(report.removed) == ["titles/Salt S1.md", "titles/Salt S2.md", "titles/Salt.md"]


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


def test_another_source_in_a_folder_of_the_same_name_removes_nothing(tmp_path: Path) -> None:
    """Two folders can have one name: what one of them says is not removed for the other in silence."""
    imported(tmp_path, episodes=EPISODES, scenes=scenes("Ida|Jon|Mo"))
    before = sorted(pages(tmp_path / "u"))
    other = write(tmp_path / "elsewhere" / "s", {}, scenes="installment,people\nSalt 1x01,Lene|Ned\n")
    report = import_table(other, tmp_path / "u")
    assert [it.code for it in report.problems if it.severity == "error"] == ["source-unclear"]
    assert (report.written, report.removed) == ((), ())
    assert sorted(pages(tmp_path / "u")) == before
    assert import_table(other, tmp_path / "u", namespace="salt").removed == ()
    assert set(import_table(other, tmp_path / "u", namespace="s").removed) >= {"people/Jon.md", "titles/Harbour.md"}
