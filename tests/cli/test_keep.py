"""check, fmt, import and new; and bad input, which gets a clear answer and loses nothing."""

import json
import os
from pathlib import Path

import pytest

from intertwine.imports.table import import_table
from tests.cli.stories import HARBOUR, say, write

SMALL = """
=== universe.md
---
kind: universe
name: Small
---
=== Film.md
---
kind: film
released: 2020-01-01
---
### Whole title
- [[Ada]] meets [[Bruno]]
=== Ada.md
---
kind: character
---
=== Bruno.md
---
kind: character
---
"""


def checked(folder: Path) -> tuple[int, list[str]]:
    """Exit code and the codes of the problems."""
    said = say("check", str(folder), "--json")
    return said.code, [problem["code"] for problem in json.loads(said.out)["problems"]]


def answers(folder: Path) -> bool:
    """Whether the rest of the small universe still answers."""
    said = say("met", "Ada", "Bruno", "--universe", str(folder), "--seen", "everything")
    return said.out == "Ada and Bruno: met in Film\n"


def test_a_clean_universe_checks_clean(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, SMALL)))
    assert (said.code, said.out, said.err) == (0, "0 errors, 0 warnings\n", "")


def test_the_bundled_universe_checks_without_errors() -> None:
    folder = Path(__file__).resolve().parents[2] / "universes" / "marvel-netflix"
    assert say("check", str(folder)).code == 0


def test_a_problem_is_said_with_file_line_and_column(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("[[Bruno]]", "[[Brno]]"))
    said = say("check", str(tmp_path))
    assert said.code == 1
    assert 'Film.md:6:17: error unknown-name: nothing here is called "Brno" (did you mean "Bruno"?)' in said.out
    assert said.out.endswith("1 error, 2 warnings\n")


def test_warnings_are_shown_and_do_not_fail(tmp_path: Path) -> None:
    write(tmp_path, SMALL + "=== Zoe.md\n---\nkind: character\n---\n")
    said = say("check", str(tmp_path))
    assert said.code == 0
    assert "warning name-unseen" in said.out


def test_check_as_json_has_its_documented_keys(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("[[Bruno]]", "[[Brno]]"))
    said = json.loads(say("check", str(tmp_path), "--json").out)
    assert list(said) == ["problems", "errors", "warnings", "left_out", "excused", "fixed"]
    assert set(said["problems"][0]) == {
        "file",
        "line",
        "column",
        "code",
        "message",
        "hint",
        "severity",
        "label",
        "other",
        "edit",
    }
    assert (said["errors"], said["warnings"]) == (1, 2)


CIRCLE = SMALL.replace("meets [[Bruno]]\n", "is the mother of [[Bruno]]\n- [[Bruno]] is the father of [[Ada]]\n")


def test_a_contradiction_is_shown_with_the_lines_of_both_places(tmp_path: Path) -> None:
    write(tmp_path, CIRCLE)
    said = say("check", str(tmp_path))
    assert said.code == 1
    assert said.out.splitlines()[1:] == [
        "    Film.md:7 | - [[Bruno]] is the father of [[Ada]]",
        "              |   ^^^^^^^^^ closes the circle",
        "    Film.md:6 | - [[Ada]] is the mother of [[Bruno]]",
        "              |   ^^^^^^^ begins it",
        "1 error, 0 warnings",
    ]


def test_what_is_declared_as_an_exception_is_counted(tmp_path: Path) -> None:
    write(tmp_path, CIRCLE.replace("of [[Ada]]\n", 'of [[Ada]]\n  - exception: parents-circle "a time machine"\n'))
    said = say("check", str(tmp_path))
    assert (said.code, said.out) == (0, "0 errors, 0 warnings, 1 declared as exceptions\n")
    assert json.loads(say("check", str(tmp_path), "--json").out)["excused"] == {"parents-circle": 1}


# --- fmt -----------------------------------------------------------------------------------------------------------
def test_fmt_tidies_and_then_has_nothing_to_do(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("- [[Ada]] meets", "*   [[Ada]]   meets"))
    page = tmp_path / "Film.md"
    before = page.read_bytes()
    only_checked = say("fmt", str(tmp_path), "--check")
    assert only_checked.code == 1
    assert "would change Film.md" in only_checked.out
    assert page.read_bytes() == before
    assert say("fmt", str(tmp_path)).code == 0
    assert b"- [[Ada]] meets [[Bruno]]" in page.read_bytes()
    assert say("fmt", str(tmp_path), "--check").code == 0
    assert answers(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Ada.md", "Bruno.md", "Film.md", "universe.md"]


# --- new -----------------------------------------------------------------------------------------------------------
def test_new_starts_a_universe_that_checks_clean_and_is_tidy(tmp_path: Path) -> None:
    folder = str(tmp_path / "my universe")
    assert say("new", folder).code == 0
    assert say("check", folder).out == "0 errors, 0 warnings\n"
    assert say("fmt", folder, "--check").code == 0
    assert say("titles", "--universe", folder).out.startswith("my universe\n")


def test_new_never_writes_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    said = say("new", str(tmp_path))
    assert said.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


# --- import --------------------------------------------------------------------------------------------------------
@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A folder of tables with one bad row."""
    source = tmp_path / "tables"
    source.mkdir()
    (source / "titles.csv").write_text("id,name,kind,year\nf,A Film,film,2020\n", encoding="utf-8")
    (source / "installments.csv").write_text(
        "id,title,season,number,name,date,minutes\nf1,f,,,,2020-01-01,90\n", encoding="utf-8"
    )
    (source / "entities.csv").write_text("id,kind,name\na,character,Ada\nb,character,Bruno\n", encoding="utf-8")
    (source / "facts.csv").write_text(
        "id,subject,verb,object,revealed\n1,a,meets,b,f1\n2,a,meets,nobody,f1\n", encoding="utf-8"
    )
    return source


def test_import_reports_bad_rows_and_keeps_the_rest(tables: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    said = say("import", "table", str(tables), str(folder))
    assert said.code == 1
    assert "facts.csv:3" in said.out
    met = say("met", "Ada", "Bruno", "--universe", str(folder), "--seen", "everything")
    assert met.out == "Ada and Bruno: met in A Film\n"


def test_importing_twice_changes_nothing(tables: Path, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    say("import", "table", str(tables), str(folder))
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}
    assert "wrote 0 pages" in say("import", "table", str(tables), str(folder)).out
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def test_what_two_sources_share_is_said(tables: Path, tmp_path: Path) -> None:
    folder, file = str(tmp_path / "made"), tmp_path / "draft.csv"
    say("import", "table", str(tables), folder)
    said = say("import", "table", str(tables), folder, "--as", "other", "--draft-same", str(file))
    assert "3 names are in this folder already" in said.out
    assert f"wrote {file}, 3 rows\n" in said.out
    assert [line.split(",")[0] for line in file.read_text("utf-8").splitlines()] == ["id", "f", "a", "b"]
    (tables / "same.csv").write_text("id,same_as\na,Ada\nb,-\nf,A Film\n", encoding="utf-8")
    said = say("import", "table", str(tables), folder, "--as", "OTHER")
    assert 'shared "Ada" (a): people/Ada.md\nshared "A Film" (f): titles/A Film.md\nremoved ' in said.out


def test_a_draft_replaces_no_file_and_a_source_needs_a_name(tables: Path, tmp_path: Path) -> None:
    said = say("import", "table", str(tables), str(tmp_path / "made"), "--draft-same", str(tables / "titles.csv"))
    assert (said.code, said.out) == (2, "")
    assert "is there already" in said.err
    said = say("import", "table", str(tables), str(tmp_path / "made"), "--as", "/")
    assert (said.code, said.out) == (2, "")
    assert "cannot name a source" in said.err
    assert not (tmp_path / "made").exists()


def test_import_from_what_is_no_folder_is_wrong_use(tmp_path: Path) -> None:
    said = say("import", "table", str(tmp_path / "nowhere"), str(tmp_path / "made"))
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize(
    "given", [("",), (" ",), ("made", "--report", "none/report.html"), ("made", "--draft-same", "none/same.csv")]
)
def test_import_writes_nothing_where_a_folder_cannot_be(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    said = say("import", "table", str(tables), *given)
    assert (said.code, said.out) == (2, "")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]
    assert say("import", "table", "", "made").code == 2
    with pytest.raises(ValueError, match="empty"):
        import_table(tables, "")


# --- bad input -----------------------------------------------------------------------------------------------------
def test_broken_utf_8_costs_its_own_file_alone(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "Zoe.md").write_bytes(b"---\nkind: character\n---\nZo\xff\n")
    assert checked(tmp_path) == (1, ["not-utf-8"])
    assert answers(tmp_path)


def test_a_folder_that_is_no_universe_is_said_to_be_none(tmp_path: Path) -> None:
    for argv in (["check", str(tmp_path)], ["fmt", str(tmp_path)], ["titles", "--universe", str(tmp_path)]):
        said = say(*argv)
        assert said.code == 2
        assert "universe.md" in said.err


def test_a_file_of_100_megabytes_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    with (tmp_path / "Huge.md").open("wb") as file:
        file.truncate(100 * 2**20)
    assert checked(tmp_path) == (1, ["file-too-large"])
    assert answers(tmp_path)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links need a system that has them")
def test_links_in_a_circle_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, SMALL)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "Self.md").symlink_to(tmp_path / "Self.md")
    code, codes = checked(tmp_path)
    assert (code, set(codes)) == (1, {"symbolic-link"})
    assert answers(tmp_path)


def test_a_key_used_twice_is_a_problem_and_the_first_page_counts(tmp_path: Path) -> None:
    write(tmp_path, SMALL + "=== people/ada.md\n---\nkind: place\n---\n")
    assert checked(tmp_path) == (1, ["key-twice"])
    assert answers(tmp_path)


def test_a_date_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, SMALL.replace("meets [[Bruno]]", "meets [[Bruno]]\n  - true: 2015-02-30"))
    code, codes = checked(tmp_path)
    assert code == 1
    assert len(codes) == 1
    assert answers(tmp_path)


def test_an_unreadable_page_never_raises(tmp_path: Path) -> None:
    write(tmp_path, HARBOUR)
    (tmp_path / "titles" / "Harbour.md").write_text("---\nkind: [series\n---\n### ???\n- [[\n", encoding="utf-8")
    code, _ = checked(tmp_path)
    assert code == 1
