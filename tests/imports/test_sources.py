"""Several sources in one folder: nothing is the same before somebody says so, and what is shared is never written."""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intertwine
from intertwine.check import check_folder
from intertwine.imports import manifest
from intertwine.imports.alike import draft
from intertwine.imports.table import import_table
from tests.imports.sources import GUIDE, NOTES, SAME, guide, notes, texts
from tests.imports.tables import SMALL, pages, snapshot, statements, told, write
from tests.long import share


def facts_of(folder: Path, name: str, seen: str = "everything") -> list[str]:
    """What a viewer who has `seen` something reads of the one who is called so."""
    viewer = intertwine.load(folder).seen(seen)
    return sorted(fact.text for fact in viewer.who(name).facts)


def test_equal_ids_names_and_keys_are_not_the_same(tmp_path: Path) -> None:
    """Each keeps its page, its facts and its ids; not a byte of the first source's pages changes."""
    guide(tmp_path)
    before = texts(tmp_path / "universe", manifest=False)
    report = notes(tmp_path)
    after = texts(tmp_path / "universe", manifest=False)
    assert {path: after[path] for path in before} == before
    assert sorted(set(after) - set(before)) == [
        "people/Bo.md",
        "people/Ren (notes).md",
        "titles/Harbour (notes).md",
        "titles/The Boat.md",
        "titles/The Fog (notes).md",
    ]
    assert report.ok
    found = pages(tmp_path / "universe")
    ids = [page.id for page in found.values() if page.id]
    blocks = [it.block for it in statements(tmp_path / "universe") if it.block]
    assert len(ids) == len(set(ids)) == 6
    assert len(blocks) == len(set(blocks)) == 9
    assert [problem for problem in check_folder(tmp_path / "universe") if problem.severity == "error"] == []


def test_two_people_of_one_name_are_asked_about(tmp_path: Path) -> None:
    """As for any two people of one name."""
    guide(tmp_path)
    notes(tmp_path)
    with pytest.raises(intertwine.Ambiguous):
        facts_of(tmp_path / "universe", "Ren")
    assert facts_of(tmp_path / "universe", "Aya") == ["Aya learns that Ren met Aya", "Ren meets Aya"]


def test_what_is_alike_is_told_in_one_message(tmp_path: Path) -> None:
    """By name or by id, in its kind; numbers that count rows are no ids that tell anything."""
    guide(tmp_path)
    report = notes(tmp_path, entities=NOTES["entities.csv"] + "pier,place,Pier 4\n99,place,Harbour\naya,group,Aya\n")
    assert told(report.problems) == [("same.csv", 0, "names-alike")]
    assert "4 names are in this folder already" in report.problems[0].message
    assert [(it.id, it.pages) for it in report.alike] == [
        ("1", ("titles/Harbour.md",)),
        ("2", ("titles/The Fog.md",)),
        ("ren", ("people/Ren.md",)),
        ("pier", ("places/The Pier.md",)),
    ]
    assert draft(report.alike).splitlines() == [
        "id,same_as,kind,name,perhaps",
        "1,,series,Harbour,Harbour",
        "2,,film,The Fog,The Fog",
        "ren,,character,Ren,Ren",
        "pier,,place,Pier 4,The Pier",
    ]


def test_a_draft_says_nothing_before_it_is_completed(tmp_path: Path) -> None:
    """A row without an answer asks again; a hyphen says that it is another one."""
    guide(tmp_path)
    empty = draft(notes(tmp_path).alike)
    assert [it.id for it in notes(tmp_path, empty).alike] == ["1", "2", "ren"]
    report = notes(tmp_path, "id,same_as\n1,-\n2,-\nren,-\n")
    assert (report.alike, report.shared, report.problems) == ((), (), ())
    assert (tmp_path / "universe/people/Ren (notes).md").is_file()


def test_the_first_source_is_not_asked_about_the_second(tmp_path: Path) -> None:
    """The question was put when the second came."""
    guide(tmp_path)
    notes(tmp_path)
    assert guide(tmp_path).problems == ()


def test_what_is_the_same_is_linked_and_never_written(tmp_path: Path) -> None:
    """What the notes say of a shared title stands on a page of their own, below headings that name the title."""
    guide(tmp_path)
    before = texts(tmp_path / "universe", manifest=False)
    report = notes(tmp_path, SAME)
    after = texts(tmp_path / "universe", manifest=False)
    assert {path: after[path] for path in before} == before
    assert sorted(set(after) - set(before)) == [
        "imported/notes Harbour.md",
        "imported/notes The Fog.md",
        "people/Bo.md",
        "titles/The Boat.md",
    ]
    assert [(it.id, it.page) for it in report.shared] == [
        ("ren", "people/Ren.md"),
        ("1", "titles/Harbour.md"),
        ("2", "titles/The Fog.md"),
    ]
    assert (report.ok, report.alike, report.source) == (True, (), "notes")
    assert after["imported/notes Harbour.md"] == (
        "---\nkind: season\nof: Harbour\n---\n\n# notes Harbour\n\n"
        "### [[Harbour]]\n\n- [[Bo]] trusts [[Ren]] ^notes-four\n\n"
        "### [[Harbour]] S1\n\n- [[Bo]] fights [[Ren]] ^notes-five\n\n"
        "### [[Harbour]] 1x01\n\n- 00:01:00-00:02:00 together: [[Ren]], [[Bo]]\n"
        "- 00:10:00 [[Ren]] meets [[Bo]] ^notes-one\n\n"
        "### [[Harbour]] 1x02\n\n- [[Bo]] learns ^notes-one ^notes-two\n  - true: after ^notes-one\n"
    )
    assert "### Public\n\n- [[Ren]] is a friend of [[Bo]] ^notes-three" in after["people/Bo.md"]
    assert [it for it in check_folder(tmp_path / "universe") if it.severity == "error"] == []
    pages(tmp_path / "universe")


def test_one_person_has_the_facts_of_both_sources(tmp_path: Path) -> None:
    """Each when its own stamp is passed."""
    guide(tmp_path)
    notes(tmp_path, SAME)
    folder = tmp_path / "universe"
    first = ["Ren is a friend of Bo", "Ren meets Aya", "Ren meets Bo"]
    assert facts_of(folder, "Ren", "Harbour 1x01") == first
    assert facts_of(folder, "Ren", "Harbour S1") == sorted([*first, "Bo fights Ren", "Bo trusts Ren"])
    assert "Bo saves Ren" in facts_of(folder, "Ren", "The Fog@0:03:00")


def test_importing_any_of_them_again_changes_nothing(tmp_path: Path) -> None:
    """Not a byte and not a time of change, whichever comes when."""
    guide(tmp_path)
    notes(tmp_path, SAME)
    before = snapshot(tmp_path / "universe")
    for again in (guide, lambda it: notes(it, SAME), guide):
        assert again(tmp_path).written == ()
        assert snapshot(tmp_path / "universe") == before


ANSWERS = ["", SAME, "id,same_as\nren,Ren\n", "id,same_as\n1,Harbour\n"]


@pytest.mark.parametrize("answers", list(itertools.permutations(ANSWERS, 2)))
def test_a_change_of_mind_leaves_nothing_behind(tmp_path: Path, answers: tuple[str, ...]) -> None:
    """Whatever same.csv said before, the folder is as if it had said the last from the start."""
    guide(tmp_path)
    for same in answers:
        notes(tmp_path, same)
    (tmp_path / "new").mkdir()
    guide(tmp_path / "new")
    notes(tmp_path / "new", answers[-1])
    assert texts(tmp_path / "universe") == texts(tmp_path / "new/universe")


def test_pages_that_are_gone_are_told(tmp_path: Path) -> None:
    """Both when something becomes the same, and when it no longer is."""
    guide(tmp_path)
    notes(tmp_path)
    assert notes(tmp_path, SAME).removed == (
        "people/Ren (notes).md",
        "titles/Harbour (notes).md",
        "titles/The Fog (notes).md",
    )
    report = notes(tmp_path)
    assert report.removed == ("imported/notes Harbour.md", "imported/notes The Fog.md")
    assert told(report.problems) == [("same.csv", 0, "names-alike")]


def test_an_edited_page_is_never_removed(tmp_path: Path) -> None:
    """It is told each time, until somebody has merged it by hand; one that was moved is found."""
    guide(tmp_path)
    notes(tmp_path)
    folder = tmp_path / "universe"
    page = folder / "people/Ren (notes).md"
    edited = page.read_text("utf-8") + "\n### Public\n\nHe rows.\n"
    page.write_text(edited, encoding="utf-8")
    (folder / "titles/Harbour (notes).md").rename(folder / "Harbour (notes).md")
    report = notes(tmp_path, SAME)
    assert report.removed == ("Harbour (notes).md", "titles/The Fog (notes).md")
    for _ in range(2):
        assert told(report.clashes) == [("people/Ren (notes).md", 0, "edited")]
        assert page.read_text("utf-8") == edited
        report = notes(tmp_path, SAME)
    page.unlink()
    assert notes(tmp_path, SAME).ok


@pytest.mark.parametrize("stop", range(1, 8))
def test_an_import_that_is_killed_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    """Also where the other source comes in between, and where same.csv changes."""
    left = [0]
    real = Path.unlink, os.replace

    def count() -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            count()
        real[0](path, missing_ok)

    def replace(source: str, target: str) -> None:
        count()
        real[1](source, target)

    guide(tmp_path)
    for same in ("", SAME, ""):
        with monkeypatch.context() as patch:
            patch.setattr("os.replace", replace)
            patch.setattr("pathlib.Path.unlink", unlink)
            left[0] = stop
            with pytest.raises(KeyboardInterrupt):
                notes(tmp_path, same)
        assert guide(tmp_path).ok
    assert notes(tmp_path, SAME).ok
    (tmp_path / "new").mkdir()
    guide(tmp_path / "new")
    notes(tmp_path / "new", SAME)
    assert texts(tmp_path / "universe") == texts(tmp_path / "new/universe")


BAD = {
    "nobody,Ren": "id-unknown",
    ",Ren": "row-unusable",
    "11,Harbour": "id-unknown",
    "ren,Wren Island": "id-unknown",
    "ren,guide:nobody": "id-unknown",
    "ren,Harbour": "same-unusable",
    "1,The Fog": "same-unusable",
    "ren,notes:bo": "same-unusable",
    "ren,Bo": "same-unusable",
    "bo,Bo": "same-unusable",
}


@pytest.mark.parametrize("row", BAD)
def test_a_row_that_cannot_be_followed_is_told_and_merges_nothing(tmp_path: Path, row: str) -> None:
    """With its line and a way out."""
    guide(tmp_path)
    notes(tmp_path)
    before = texts(tmp_path / "universe")
    report = notes(tmp_path, f"id,same_as\n{row}\n")
    assert told(report.problems)[0] == ("same.csv", 2, BAD[row])
    assert report.problems[0].hint
    assert not report.ok
    assert texts(tmp_path / "universe") == before


def test_nothing_is_the_same_twice(tmp_path: Path) -> None:
    """Neither one id as two pages, nor two ids as one page: the first row counts."""
    guide(tmp_path)
    report = notes(tmp_path, "id,same_as\nren,Ren\nren,Aya\nbo,Ren\n")
    assert told(report.problems)[:2] == [("same.csv", 3, "id-twice"), ("same.csv", 4, "same-unusable")]
    assert [it.id for it in report.shared] == ["ren"]


def test_a_name_that_several_bear_is_none(tmp_path: Path) -> None:
    """A key tells them apart; and a kind does."""
    guide(tmp_path, entities=GUIDE["entities.csv"] + "ren2,character,Ren\nren3,place,Ren\n")
    report = notes(tmp_path, "id,same_as\nren,ren\n")
    assert [it.page for it in report.shared] == ["people/Ren.md"]  # as a key
    guide(tmp_path, entities=GUIDE["entities.csv"].replace("Ren", "Ren A.") + "ren2,character,Ren A.\n")
    report = notes(tmp_path, "id,same_as\nren,REN A\n")
    assert told(report.problems)[0] == ("same.csv", 2, "same-unusable")
    assert "people/Ren.md" in report.problems[0].message


def test_two_sources_that_name_each_other_end_at_one_page(tmp_path: Path) -> None:
    """A circle is told, and a chain leads to its end."""
    guide(tmp_path)
    notes(tmp_path, SAME)
    (tmp_path / "guide/same.csv").write_text("id,same_as\nren,notes:ren\n", encoding="utf-8")
    report = import_table(tmp_path / "guide", tmp_path / "universe")
    assert told(report.problems) == [("same.csv", 2, "same-unusable")]
    third = write(tmp_path / "third", NOTES)
    (third / "same.csv").write_text("id,same_as\nren,notes:ren\n1,notes:1\n2,-\n3,-\nbo,notes:bo\n", encoding="utf-8")
    shared = {it.id: it.page for it in import_table(third, tmp_path / "universe", namespace="third").shared}
    assert shared == {"ren": "people/Ren.md", "1": "titles/Harbour.md", "bo": "people/Bo.md"}


def test_a_source_that_shares_a_page_that_is_gone_is_told_of(tmp_path: Path) -> None:
    """Its next import follows."""
    guide(tmp_path)
    notes(tmp_path)
    third = write(tmp_path / "third", NOTES)
    (third / "same.csv").write_text("id,same_as\nren,notes:ren\n1,notes:1\n2,-\n3,-\nbo,-\n", encoding="utf-8")
    import_table(third, tmp_path / "universe", namespace="third")
    report = notes(tmp_path, SAME)
    assert told(report.problems) == [("people/Ren (notes).md", 0, "page-gone")]
    import_table(third, tmp_path / "universe", namespace="third")
    assert [it for it in check_folder(tmp_path / "universe") if it.severity == "error"] == []


def test_an_installment_that_the_page_does_not_list_waits(tmp_path: Path) -> None:
    """So does what needs all of the season or of the title: it would be shown too early."""
    guide(tmp_path)
    more = NOTES["installments.csv"].replace(",2\n", ",\n") + "13,1,1,3,The Oar,3\n"
    facts = NOTES["facts.csv"] + "eight,bo,helps,ren,,13,\nnine,bo,betrays,ren,,3 + 1 S1; 2 + 13,\n"
    report = notes(tmp_path, SAME, installments=more, facts=facts)
    assert told(report.problems) == [("installments.csv", 6, "installment-unlisted")]
    assert not report.ok
    late = {"Bo fights Ren", "Bo trusts Ren", "Bo helps Ren", "Bo betrays Ren"}
    assert late.isdisjoint(facts_of(tmp_path / "universe", "Ren"))
    guide(tmp_path, installments=GUIDE["installments.csv"].replace(",2\n", ",3\n") + "h3,harbour,1,3,The Oar,\n")
    assert late <= set(facts_of(tmp_path / "universe", "Ren"))
    assert late.isdisjoint(facts_of(tmp_path / "universe", "Ren", "Harbour 1x01-1x02, The Boat, The Fog"))
    assert notes(tmp_path, SAME, installments=more, facts=facts).ok


@pytest.mark.parametrize("same_as", ["Harbour", "guide:harbour"])
def test_what_only_the_shared_page_lists_can_be_named(tmp_path: Path, same_as: str) -> None:
    """Entities, scenes and facts of the second source may speak of it; and an empty season is not one of several."""
    more = GUIDE["installments.csv"] + "h3,harbour,1,3,The Net,\nh4,harbour,2,1,The Ice,1\n"
    guide(tmp_path, installments=more.replace("The Pier,2", "The Pier,3"))
    tables = {
        "titles": "id,name,kind\n1,Harbour,series\n",
        "installments": "id,title,season,number\n11,1,1,1\n",
        "entities": "id,name,kind,revealed\nbo,Bo,character,1 S1E3\njo,Jo,character,\n",
        "scenes": "title,season,number,people\n1,1,3,jo\n1,,1,jo\n",
        "facts": "subject,verb,object,revealed\nbo,meets,jo,1 2x01\njo,trusts,bo,1 S2\njo,trusts,bo,1 3x01\n",
        "same": f"id,same_as\n1,{same_as}\n",
    }
    report = import_table(write(tmp_path / "more", {}, **tables), tmp_path / "universe")
    assert [(it.file, it.line, it.code) for it in report.problems if it.severity == "error"] == [
        ("scenes.csv", 3, "number-unusable"), ("facts.csv", 4, "position-unknown"),
    ]  # fmt: skip
    assert report.counts["installments"] == 1
    text = (tmp_path / "universe/imported/more Harbour.md").read_text(encoding="utf-8")
    assert "### [[Harbour]] 1x03" in text
    assert "### [[Harbour]] 2x01" in text


def test_a_name_that_is_revealed_later_is_not_shared_with_one_that_is_not(tmp_path: Path) -> None:
    """The page would show it with the first fact, or sentences would."""
    guide(tmp_path)
    entities = "id,kind,name,revealed\nren,character,Ren,12\nbo,character,Bo,\n"
    report = notes(tmp_path, SAME, entities=entities)
    assert told(report.problems)[0] == ("same.csv", 2, "same-unusable")
    assert [it.id for it in report.shared] == ["1", "2"]
    guide(tmp_path, entities="id,kind,name,revealed\nren,character,Ren,h2\naya,character,Aya,\npier,place,The Pier,\n")
    assert [it.id for it in notes(tmp_path, SAME, entities=entities).shared] == ["ren", "1", "2"]
    entities = entities.replace("Ren", "Renata")
    assert [it.id for it in notes(tmp_path, SAME, entities=entities).shared] == ["1", "2"]


def test_a_public_fact_that_no_page_of_the_source_can_hold_is_told(tmp_path: Path) -> None:
    """It stands on the page of a title, where there is one."""
    guide(tmp_path)
    tables = {
        "titles.csv": "id,name,kind\n",
        "entities.csv": "id,kind,name\nx,character,Ren\ny,character,Aya\n",
        "facts.csv": "subject,verb,object,revealed\nx,is a friend of,y,public\n",
        "same.csv": "id,same_as\nx,Ren\ny,Aya\n",
    }
    report = import_table(write(tmp_path / "friends", tables), tmp_path / "universe")
    assert told(report.problems) == [("facts.csv", 2, "page-missing")]
    tables |= {"titles.csv": "id,name,kind\nf,The Fog,film\n", "same.csv": tables["same.csv"] + "f,The Fog\n"}
    assert import_table(write(tmp_path / "friends", tables), tmp_path / "universe").ok
    assert "Ren is a friend of Aya" in facts_of(tmp_path / "universe", "Ren")


def test_a_keepers_own_pages_can_be_shared(tmp_path: Path) -> None:
    """They are alike as another source's are; the first import takes those for its own that stand where it would write
    them, as far as nobody says otherwise."""
    folder = tmp_path / "universe"
    (folder / "cast").mkdir(parents=True)
    own = (
        "---\nkind: character\nnames:\n  - {name: Ren Arai, revealed: linked}\n  - {name: Ren, revealed: linked}\n---\n"
    )
    (folder / "cast/Ren Arai.md").write_text(own, encoding="utf-8")
    report = guide(tmp_path)
    assert [(it.id, it.pages) for it in report.alike] == [("ren", ("cast/Ren Arai.md",))]
    report = import_table(write(tmp_path / "guide", GUIDE, same="id,same_as\nren,Ren Arai\n"), folder)
    assert report.removed == ("people/Ren.md",)
    assert (folder / "cast/Ren Arai.md").read_text("utf-8") == own
    assert "[[Ren Arai]] meets [[Aya]]" in (folder / "titles/Harbour.md").read_text("utf-8")


def test_a_new_row_of_the_first_source_does_not_take_a_page_of_the_second(tmp_path: Path) -> None:
    """Nor does a page that is not written yet, since its import was killed."""
    guide(tmp_path)
    notes(tmp_path)
    (tmp_path / "universe/people/Bo.md").unlink()
    report = guide(tmp_path, entities=GUIDE["entities.csv"] + "bo,character,Bo\n")
    assert report.written == ("people/Bo (bo).md",)
    assert notes(tmp_path).written == ("people/Bo.md",)


def test_namesakes_within_a_second_source_have_keys_of_their_own(tmp_path: Path) -> None:
    """The source's name alone, then with the id."""
    guide(tmp_path)
    report = notes(tmp_path, entities=NOTES["entities.csv"] + "ren2,character,Ren\nbo2,character,Bo\n")
    people = [path for path in report.written if path.startswith("people/")]
    assert people == [
        "people/Ren (notes).md",
        "people/Bo.md",
        "people/Ren (notes ren2).md",
        "people/Bo (bo2).md",
    ]


def test_what_an_earlier_version_left_belongs_to_the_next_import(tmp_path: Path) -> None:
    """Under whatever name it comes."""
    guide(tmp_path)
    file = tmp_path / "universe" / manifest.MANIFEST
    raw = json.loads(file.read_text("utf-8"))
    old = {"format": 1, **{name: raw["sources"]["guide"][name] for name in ("pages", "written", "pending")}}
    file.write_text(json.dumps(old), encoding="utf-8")
    before = texts(tmp_path / "universe", manifest=False)
    (tmp_path / "guide").rename(tmp_path / "my guide")
    report = import_table(tmp_path / "my guide", tmp_path / "universe")
    assert (report.ok, report.written, report.source) == (True, (), "my guide")
    assert texts(tmp_path / "universe", manifest=False) == before
    assert json.loads(file.read_text("utf-8"))["order"] == ["my guide"]
    assert notes(tmp_path).ok
    assert import_table(tmp_path / "my guide", tmp_path / "universe").written == ()


def test_tables_whose_folder_was_renamed_are_asked_about(tmp_path: Path) -> None:
    """Otherwise everything would be there twice; a name says what is meant."""
    guide(tmp_path)
    before = snapshot(tmp_path / "universe")
    newer = write(tmp_path / "guide 2", GUIDE, facts="subject,verb,object,revealed\nren,meets,aya,h2\n")
    report = import_table(newer, tmp_path / "universe")
    assert told(report.problems) == [("same.csv", 0, "source-unclear")]
    assert snapshot(tmp_path / "universe") == before
    assert import_table(newer, tmp_path / "universe", namespace="GUIDE").written == ("titles/Harbour.md",)
    assert "people/Ren (other).md" in import_table(newer, tmp_path / "universe", namespace="other").written


@pytest.mark.parametrize("name", ["/", "...", "()", " "])
def test_a_name_of_which_nothing_can_stand_in_a_key_is_none(tmp_path: Path, name: str) -> None:
    """Nothing is written."""
    with pytest.raises(ValueError, match="cannot name a source"):
        import_table(write(tmp_path / "guide", GUIDE), tmp_path / "universe", namespace=name)
    assert not (tmp_path / "universe").exists()


@pytest.mark.parametrize(
    "raw",
    [
        {"format": 2, "order": ["a"], "sources": {}},
        {"format": 2, "order": ["a", "a"], "sources": {"a": {}}},
        {
            "format": 2,
            "order": ["../a"],
            "sources": {"../a": {"pages": {}, "written": {}, "pending": {}, "shared": {}}},
        },
        {"format": 2, "order": [1], "sources": {"1": {"pages": {}, "written": {}, "pending": {}, "shared": {}}}},
        {"format": 2, "order": ["a"], "sources": {"a": {"pages": [], "written": {}, "pending": {}, "shared": {}}}},
        {"format": 3, "order": "a", "sources": []},
        {"format": 1, "pages": {}, "written": {}, "pending": {"x": 1}},
    ],
)
def test_a_manifest_of_another_form_counts_as_none(tmp_path: Path, raw: object) -> None:
    """With a warning."""
    (tmp_path / "universe").mkdir()
    (tmp_path / "universe" / manifest.MANIFEST).write_text(json.dumps(raw), encoding="utf-8")
    report = guide(tmp_path)
    assert (report.ok, told(report.problems)) == (True, [(manifest.MANIFEST, 0, "manifest-unreadable")])


def test_two_sources_never_write_one_page(tmp_path: Path) -> None:
    """Whatever a manifest from elsewhere says."""
    guide(tmp_path)
    file = tmp_path / "universe" / manifest.MANIFEST
    raw = json.loads(file.read_text("utf-8"))
    raw["order"].append("notes")
    raw["sources"]["notes"] = raw["sources"]["guide"]
    file.write_text(json.dumps(raw), encoding="utf-8")
    before = texts(tmp_path / "universe", manifest=False)
    notes(tmp_path)
    after = texts(tmp_path / "universe", manifest=False)
    assert {path: after[path] for path in before} == before


def test_shared_books_have_chapters(tmp_path: Path) -> None:
    """Facts stand below headings of them."""
    books = {
        "titles.csv": "id,name,kind\nb,The Sea,book\n",
        "installments.csv": "id,title,season,number,name,episodes\nb1,b,1,1,Ebb,2\nb2,b,1,2,Flow,\n",
        "entities.csv": SMALL["entities.csv"].splitlines()[0] + "\nmia,character,Mia,\n",
        "facts.csv": "subject,verb,text,revealed\nmia,does,leave home,b2\n",
    }
    import_table(write(tmp_path / "one", books), tmp_path / "universe")
    other = write(tmp_path / "two", books, facts="subject,verb,text,revealed\nmia,does,come back,b2\n")
    (other / "same.csv").write_text("id,same_as\nb,The Sea\nmia,Mia\n", encoding="utf-8")
    assert import_table(other, tmp_path / "universe", namespace="two").ok
    assert facts_of(tmp_path / "universe", "Mia") == ["Mia comes back", "Mia leaves home"]


@given(data=st.data())
@settings(max_examples=share(3, 25), deadline=None)
def test_whatever_is_shared_nothing_is_lost_and_nothing_changes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Any tables of few ids and names, any rows of same.csv, imported in any order, again and again: the first
    source's pages stay as they are alone, pages are read without a problem, and every fact is there once."""
    folder = tmp_path_factory.mktemp("any")
    first = data.draw(tables())
    second = data.draw(tables())
    import_table(write(folder / "one", first), folder / "universe")
    alone = texts(folder / "universe", manifest=False)
    targets = st.sampled_from(["-", *ID, *NAME, *(f"one:{it}" for it in ID)])
    for _ in range(data.draw(st.integers(1, 3))):
        answers = data.draw(st.dictionaries(st.sampled_from(ID), targets, max_size=4))
        same = "id,same_as\n" + "".join(f"{id_},{page}\n" for id_, page in answers.items())
        import_table(write(folder / "two", second, same=same), folder / "universe", namespace="two")
    before = texts(folder / "universe")
    assert {path: before[path] for path in alone} == alone
    for name in ("two", "one"):
        report = import_table(folder / name, folder / "universe", namespace=name)
        assert (report.written, report.removed, report.clashes) == ((), (), ())
    assert texts(folder / "universe") == before
    assert len(statements(folder / "universe")) == len(FACTS) * 2
    codes = {problem.code for problem in check_folder(folder / "universe") if problem.severity == "error"}
    assert codes <= {"unknown-position"}


ID, NAME = ("a", "b", "c", "7"), ("Ada", "Bo", "Cy")
FACTS = ("a,helps,b,public", "a,trusts,b,c", "b,saves,a,c S1", "b,fights,a,c 1x01")


@st.composite
def tables(draw: st.DrawFn) -> dict[str, str]:
    """A series and two people, whose names may be alike."""
    names = [draw(st.sampled_from(NAME)) for _ in range(3)]
    count = draw(st.integers(1, 3))
    episodes = (f"e{n},c,{n},{count}\n" for n in range(1, count + 1))
    return {
        "titles.csv": f"id,name,kind\nc,{names[2]},series\n",
        "installments.csv": "id,title,number,episodes\n" + "".join(episodes),
        "entities.csv": f"id,kind,name\na,character,{names[0]}\nb,character,{names[1]}\n",
        "facts.csv": "subject,verb,object,revealed\n" + "".join(f"{row}\n" for row in FACTS),
    }
