"""The command rename."""

from pathlib import Path

from tests.cli.stories import HARBOUR, say, write


def texts(folder: Path) -> dict[str, str]:
    return {
        it.relative_to(folder).as_posix(): it.read_text(encoding="utf-8") for it in folder.rglob("*") if it.is_file()
    }


def test_a_dry_run_prints_the_lines_and_changes_nothing(tmp_path: Path) -> None:
    folder = write(tmp_path, HARBOUR)
    before = texts(folder)
    said = say("rename", str(folder), "Dov", "David", "--dry-run")
    assert (said.code, said.err, texts(folder)) == (0, "", before)
    assert said.out.splitlines() == [
        "titles/Harbour.md:20",
        "  - - [[Bruno]] kills [[Dov]] ^bruno-kills",
        "  + - [[Bruno]] kills [[David]] ^bruno-kills",
        "would rename people/Dov.md to people/David.md, with 1 line in 1 file",
    ]


def test_what_is_renamed_checks_as_before(tmp_path: Path) -> None:
    folder = write(tmp_path, HARBOUR)
    before, checked = texts(folder), say("check", str(folder)).out.splitlines()[-1]
    said = say("rename", str(folder), "Dov", "David")
    assert said.out == "renamed people/Dov.md to people/David.md, with 1 line in 1 file\n"
    after = texts(folder)
    assert after.keys() == before.keys() - {"people/Dov.md"} | {"people/David.md"}
    assert say("check", str(folder)).out.splitlines()[-1] == checked
    say("rename", str(folder), "David", "Dov")
    assert texts(folder) == before


def test_what_cannot_be_says_why(tmp_path: Path) -> None:
    folder = write(tmp_path, HARBOUR)
    said = say("rename", str(folder), "Dof", "David")
    assert (said.code, said.out) == (1, "")
    assert said.err == ('intertwine: no person, title, place or other page is called "Dof"\n  did you mean "Dov"?\n')
    assert say("rename", str(tmp_path / "none"), "Dov", "David").code == 2


def test_a_renaming_that_was_cut_off_is_finished_first(tmp_path: Path) -> None:
    folder = write(tmp_path, HARBOUR)
    (folder / "people/.intertwine-swap-0.tmp").write_text("---\nkind: character\n---\n")
    listed = '{"parts": [{"new": "people/.intertwine-swap-0.tmp", "path": "people/Eve.md"}], "gone": []}'
    (folder / ".intertwine-swap.json").write_text(listed)
    assert say("rename", str(folder), "Dov", "David", "--dry-run").code == 1
    said = say("rename", str(folder), "Eve", "Eva")
    assert said.out.splitlines() == [
        "finished a renaming that was cut off", "renamed people/Eve.md to people/Eva.md, with 0 lines in 0 files",
    ]  # fmt: skip
