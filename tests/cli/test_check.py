"""check: its formats, what is selected, fixed and counted, and how a folder is watched."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from intertwine.cli import check_watch
from intertwine.cli.check_watch import Watched
from intertwine.ledger.read.files import FolderState, folder_state
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.model.whole_file import rewrite_file
from tests.cli.stories import say, write

PAGES = "".join(f"=== {key}.md\n---\nkind: character\n---\n" for key in ("Ada", "Bruno", "Cleo"))
DEAD = f"""
=== universe.md
---
kind: universe
name: A harbour
---
{PAGES}=== Harbour.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
- [[Ada]] dies
- [[Cleo]] meets [[Bruno]]
### 2. Sun
- [[Ada]] fights [[Bruno]]
"""
MEETS = "- [[Cleo]] meets [[Bruno]]\n"
UNUSED = DEAD.replace(MEETS, f'{MEETS}  - exception: dead-acts "a mirror"\n')
ALIVE = DEAD.replace("dies", "meets [[Cleo]]")
EVERY_FORMAT = ("text", "json", "sarif", "github")


def harbour(folder: Path) -> str:
    return (folder / "Harbour.md").read_text(encoding="utf-8")


# --- for people ----------------------------------------------------------------------------------------------------
def test_each_problem_stands_above_the_lines_of_its_places(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, UNUSED)))
    assert said.code == 1
    assert [line for line in said.out.splitlines() if line.startswith("    ") or line.endswith("--fix")] == [
        '    Harbour.md:8 |   - exception: dead-acts "a mirror"',
        "                 |     ^^^^^^^^^",
        "    Harbour.md:10 | - [[Ada]] fights [[Bruno]]",
        "                  |   ^^^^^^^ is alive here",
        "    Harbour.md:6 | - [[Ada]] dies",
        "                 |   ^^^^^^^ dies here",
        "1 error, 1 warning, 1 can be fixed by --fix",
    ]


def test_a_mark_stands_below_its_word_after_wide_letters_and_tabs(tmp_path: Path) -> None:
    story = ALIVE.replace("- [[Ada]] fights", "A 港湾\u0301\tstreet of [[Nobdy]].\n- [[Ada]] fights")
    lines = say("check", str(write(tmp_path, story))).out.splitlines()
    at = next(n for n, line in enumerate(lines) if "| A 港湾" in line)
    assert lines[at] == "    Harbour.md:9 | A 港湾\u0301 street of [[Nobdy]]."
    assert lines[at + 1] == "                 |                  ^^^^^^^^^"


def test_a_terminal_shows_severities_and_marks_in_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    said = say("check", str(write(tmp_path, DEAD)), terminal=True).out
    assert "\x1b[1;31merror \x1b[0m" in said
    assert "\x1b[1;34m  ^^^^^^^ dies here\x1b[0m\n" in said
    # No line is wrapped, however narrow the terminal is: a mark stays below what it marks.
    assert any(len(line) > 100 for line in said.splitlines())


def test_problems_are_counted_by_code(tmp_path: Path) -> None:
    write(tmp_path, UNUSED)
    assert say("check", str(tmp_path), "--statistics").out.splitlines() == [
        "found  declared  severity  code",
        "1      0         error     dead-acts",
        "1      0         warning   exception-unused",
        "1 error, 1 warning, 1 can be fixed by --fix",
    ]
    write(tmp_path, DEAD.replace("[[Ada]] dies\n", '[[Ada]] dies\n  - exception: dead-acts "a mirror"\n'))
    said = json.loads(say("check", str(tmp_path), "--statistics", "--format", "json").out)
    assert said["statistics"] == [{"code": "dead-acts", "severity": "error", "found": 0, "excused": 1}]


# --- which rules ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("select", "codes"),
    [
        (["dead-acts"], ["exception-unused", "dead-acts"]),
        (["life"], ["exception-unused", "dead-acts"]),
        (["dies-twice,names"], []),
        (["dies-twice", "life"], ["exception-unused", "dead-acts"]),
    ],
)
def test_rules_are_selected_by_code_and_family(tmp_path: Path, select: list[str], codes: list[str]) -> None:
    words = [word for code in select for word in ("--select", code)]
    said = say("check", str(write(tmp_path, UNUSED)), "--json", *words)
    assert [it["code"] for it in json.loads(said.out)["problems"]] == codes


def test_errors_of_the_text_are_listed_whatever_is_selected(tmp_path: Path) -> None:
    write(tmp_path, DEAD.replace("[[Bruno]]", "[[Brno]]"))
    said = say("check", str(tmp_path), "--json", "--select", "dies-twice")
    assert {it["code"] for it in json.loads(said.out)["problems"]} == {"unknown-name"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--select", "dead-act"), 'did you mean "dead-acts"?'),
        (("--select", "qqq"), "families are life, place"),
        (("--select", "life,"), "--select has an empty code"),
        (("--watch", "--fix"), "--watch stands alone"),
        (("--watch", "--format", "json"), "--watch stands alone"),
        (("--statistics", "--format", "sarif"), "choose text or json"),
        (("--format", "xml"), "choose from"),
        (("--format", "json", "--json"), "not allowed"),
        (("--watch", "--select", "dead-act"), 'did you mean "dead-acts"?'),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    said = say("check", str(write(tmp_path, DEAD)), *words)
    assert (said.code, said.out) == (2, "")
    assert message in said.err


@pytest.mark.parametrize("form", EVERY_FORMAT)
def test_every_format_has_the_same_exit_codes(tmp_path: Path, form: str) -> None:
    assert say("check", str(write(tmp_path, DEAD)), "--format", form).code == 1
    assert say("check", str(write(tmp_path, ALIVE)), "--format", form).code == 0
    assert say("check", str(tmp_path / "nothing"), "--format", form).code == 2


# --- for programs --------------------------------------------------------------------------------------------------
def test_json_says_which_lines_a_fix_replaces(tmp_path: Path) -> None:
    said = json.loads(say("check", str(write(tmp_path, UNUSED)), "--format", "json").out)
    assert [it["edit"] for it in said["problems"]] == [{"file": "Harbour.md", "first": 8, "last": 8, "lines": []}, None]
    assert said["fixed"] == 0


def test_notes_for_github_stand_at_lines_below_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a, b" / "100%", UNUSED)
    monkeypatch.chdir(tmp_path)
    lines = say("check", "a, b/100%", "--format", "github").out.splitlines()
    assert lines[0].startswith(
        "::warning file=a%2C b/100%25/Harbour.md,line=8,col=5,title=exception-unused::this excuses nothing"
    )
    assert "(against a, b/100%25/Harbour.md:6:3: dies here)" in lines[1]
    monkeypatch.chdir(tmp_path / "a, b" / "100%")
    assert say("check", ".", "--format", "github").out.startswith("::warning file=Harbour.md,line=8")


# --- fixes ---------------------------------------------------------------------------------------------------------
def test_fix_removes_what_excuses_nothing_and_checks_again(tmp_path: Path) -> None:
    said = say("check", str(write(tmp_path, UNUSED)), "--fix")
    assert harbour(tmp_path) == DEAD.split("=== Harbour.md\n")[1]
    assert said.code == 1
    assert said.out.endswith("fixed 1 problem\n1 error, 0 warnings\n")
    assert say("check", str(tmp_path), "--fix").out.endswith("\n1 error, 0 warnings\n")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_fix_changes_nothing_else_of_a_file(tmp_path: Path, ends: str) -> None:
    story = f'{ALIVE}  - exception:   dead-acts\n    "a\n    mirror"\n\n- [[Cleo]]   fights [[Bruno]]\n'
    story += '  - exception: dead-acts "a mirror"'
    write(tmp_path, story)
    file = tmp_path / "Harbour.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().strip().replace(b"\n", ends.encode()))
    assert say("check", str(tmp_path), "--fix").out == "fixed 2 problems\n0 errors, 0 warnings\n"
    kept = f"{ALIVE}\n- [[Cleo]]   fights [[Bruno]]\n".split("=== Harbour.md\n")[1]
    assert file.read_bytes() == b"\xef\xbb\xbf" + kept.replace("\n", ends).encode()


@pytest.mark.parametrize(
    "written",
    ['  - exception: dead-act "a slip"\n', '  - exception: dead-acts "a mirror" <!-- why? -->\n',
     '  - exception: dead-acts "a mirror"\n    - source: "a letter"\n'],
)  # fmt: skip
def test_fix_leaves_what_may_be_a_slip_or_has_more_to_it(tmp_path: Path, written: str) -> None:
    write(tmp_path, ALIVE.replace(MEETS, MEETS + written))
    before = harbour(tmp_path)
    say("check", str(tmp_path), "--fix")
    assert harbour(tmp_path) == before


def test_fix_leaves_exceptions_while_some_of_the_text_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, UNUSED.replace("[[Ada]] fights", "[[Ad]] fights"))
    before = harbour(tmp_path)
    assert "fixed" not in say("check", str(tmp_path), "--fix").out
    assert harbour(tmp_path) == before


def test_a_file_that_changed_while_it_was_checked_is_not_fixed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(tmp_path, UNUSED) / "Harbour.md"

    def late(path: Path, before: bytes, after: bytes) -> bool:
        file.write_text(f"{before.decode()}- [[Cleo]] meets [[Ada]]\n", encoding="utf-8")
        return rewrite_file(path, before, after)

    monkeypatch.setattr("intertwine.cli.check.rewrite_file", late)
    said = say("check", str(tmp_path), "--fix")
    assert said.code == 1
    assert "Harbour.md: changed while being checked, and was not fixed" in said.err
    assert harbour(tmp_path).endswith("- [[Cleo]] meets [[Ada]]\n")


# --- watching ------------------------------------------------------------------------------------------------------


def test_a_watched_folder_is_checked_when_it_changes_alone(tmp_path: Path) -> None:
    watched = Watched(write(tmp_path, ALIVE), frozenset())
    first = watched.look()
    assert first is not None
    assert first.problems == ()
    assert watched.look() is None
    write(tmp_path, DEAD)
    second = watched.look()
    assert second is not None
    assert [it.code for it in second.problems] == ["dead-acts"]
    (tmp_path / "check.toml").write_text('[severity]\ndead-acts = "off"\n', encoding="utf-8")
    third = watched.look()
    assert third is not None
    assert third.problems == ()


def test_a_folder_that_changes_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched, looks = Watched(write(tmp_path, ALIVE), frozenset()), list[int]()

    def state(folder: Path, now: int) -> FolderState:
        looks.append(1)
        if len(looks) == 2:  # after reading: another program writes the rest
            write(tmp_path, DEAD)
        return folder_state(folder, now)

    monkeypatch.setattr(check_watch, "folder_state", state)
    assert watched.look() is None
    found = watched.look()
    assert found is not None
    assert [it.code for it in found.problems] == ["dead-acts"]


def test_a_watched_folder_may_be_away_for_a_moment(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    watched = Watched(write(folder, ALIVE), frozenset())
    assert watched.look() is not None
    folder.rename(tmp_path / "there")
    with pytest.raises(NotAUniverse):
        watched.look()
    (tmp_path / "there").rename(folder)
    assert watched.look() is not None


def test_watching_says_what_is_new_and_what_is_gone_until_ctrl_c(tmp_path: Path) -> None:
    # Where whoever runs the tests ignores Ctrl-C, as a script's background does, this hears it all the same.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{hears}; from intertwine.cli.main import run; run()"
    command = [sys.executable, "-c", program, "check", "--watch", str(write(tmp_path, ALIVE))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == "0 errors, 0 warnings\n"
        write(tmp_path, DEAD)
        lines = [process.stdout.readline() for _ in range(6)]
        assert lines[0].startswith("Harbour.md:9:3: error dead-acts: ")
        assert lines[5] == "1 error, 0 warnings\n"
        write(tmp_path, ALIVE)
        assert process.stdout.readline().startswith("gone: Harbour.md: error dead-acts: ")
        assert process.stdout.readline() == "0 errors, 0 warnings\n"
        process.send_signal(signal.SIGINT)
        assert (process.wait(60), process.stdout.read(), process.stderr.read()) == (0, "", "")
