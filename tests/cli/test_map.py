"""`intertwine map`: what it says, what it writes, and how it ends."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from intertwine import maps
from intertwine.cli import draw
from intertwine.library import load
from intertwine.questions import to_json
from tests.cli.stories import Said, say


@pytest.fixture
def ask(harbour: str) -> Any:
    """Ask for a map of the small universe."""

    def run(*argv: str, seen: str = "everything", terminal: bool = False) -> Said:
        return say("map", *argv, "--universe", harbour, "--seen", seen, terminal=terminal)

    return run


def test_it_says_who_is_with_whom_moment_by_moment(ask: Any) -> None:
    said = ask("Harbour", "--all", seen="Harbour 1x01")
    assert (said.code, said.err) == (0, "")
    assert said.out == (
        "Map of Harbour, in the order shown\n"
        "3 lines through 1 moment, 0 crossings, the fewest possible\n"
        "When          Who                        Where     What\n"
        "Harbour 1x01  Ada, Célia together; Bruno  The pier  Ada meets Bruno at the pier\n"
        "you are here: Harbour 1x01\n"
    ).replace("Who                        Where", "Who                         Where")


def test_what_has_no_sign_is_said_where_it_shows_somebody(tmp_path: Path) -> None:
    pages = {
        "universe.md": "---\nkind: universe\nname: Mill\n---\n",
        "Mill.md": "---\nkind: book\n---\n## Part 1 (1999-03-01, 1 chapter)\n### 1. A\n- [[Ann]] marries [[Bob]]\n"
        "## Part 2 (1999-03-01, 2 chapters)\n### 2. B\n- [[Ann]] threatens [[Bob]]\n- [[Ann]] dies\n### 3. C\n"
        "- [[Bob]] divorces [[Ann]]\n",
        **{f"{name}.md": "---\nkind: character\n---\n" for name in ("Ann", "Bob")},
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    said = say("map", "Ann", "--universe", str(tmp_path), "--seen", "everything").out.splitlines()[2:]
    assert [re.split(" {2,}", line)[-1] for line in said] == [
        "What", "Ann marries Bob", "Ann dies", "Bob divorces Ann",
    ]  # fmt: skip
    kept = say("plan", "Mill part 2", "--explain-to-keeper", "--universe", str(tmp_path)).out
    assert "Mill part 1 chapter 1" in kept
    assert "1x01" not in kept


def test_a_pdf_that_needs_boxes_says_for_which_letters(tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    film = "---\nkind: film\n---\n### Whole title\n- together: [[王 Ann]], [[Юрий]]\n"
    (folder / "universe.md").write_text("---\nkind: universe\nname: Letters\n---\n", "utf-8")
    (folder / "Film.md").write_text(film, "utf-8")
    for name in ("王 Ann", "Юрий"):
        (folder / f"{name}.md").write_text("---\nkind: character\n---\n", "utf-8")
    for ending, words in ((".pdf", "boxes stand for letters that no font of the PDF has: 王\n"), (".svg", "")):
        said = say("map", "-o", str(tmp_path / f"map{ending}"), "--universe", str(folder), "--seen", "everything")
        assert (said.code, said.err) == (0, words)


def test_without_progress_nobody_is_on_stage(ask: Any) -> None:
    said = ask(seen="")
    assert (said.code, said.out) == (
        0,
        "Map of everything, in the order shown\nnobody is on stage in what you know\n",
    )


def test_folded_people_are_named_and_drawn_with_all(tmp_path: Path) -> None:
    """Two who are in every scene of a film, and forty of whom each is in one: too many to draw them all."""
    folder = tmp_path / "u"
    folder.mkdir()
    (folder / "universe.md").write_text("---\nkind: universe\n---\n")
    extras = [f"Extra {n}" for n in range(40)]
    for name in ("Ann", "Ben", *extras):
        (folder / f"{name}.md").write_text("---\nkind: character\n---\n")
    scenes = "".join(f"- together: [[Ann]], [[Ben]], [[{name}]]\n" for name in extras)
    (folder / "Film.md").write_text(f"---\nkind: film\nreleased: 2020-01-01\n---\n### Whole title\n{scenes}")
    common = ("map", "--universe", str(folder), "--seen", "Film")
    few, everybody = (json.loads(say(*common, *more, "--json").out)["strands"] for more in ((), ("--all",)))
    folded = [it["name"] for it in few["folded"]]
    assert folded
    assert everybody["folded"] == []
    assert len(everybody["strands"]) == 42
    assert f"folded away: {', '.join(folded)} (--all shows them)" in say(*common).out


def test_it_is_about_a_title_a_season_an_installment_or_somebody(ask: Any) -> None:
    for words, level in (
        ((), "universe"), (("Harbour",), "title"), (("Harbour", "S1"), "season"), (("harbour 1x02",), "installment"),
        (("Bruno",), "entity"), (("The", "pier"), "entity"), (("--who", "célia"), "entity"),
    ):  # fmt: skip
        assert json.loads(ask(*words, "--json").out)["strands"]["level"] == level


def test_story_order_says_what_is_out_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "u"
    folder.mkdir()
    (folder / "universe.md").write_text("---\nkind: universe\n---\n")
    for name in ("Ann", "Ben", "Cat"):
        (folder / f"{name}.md").write_text("---\nkind: character\n---\n")
    (folder / "Film.md").write_text(
        "---\nkind: film\nreleased: 2020-01-01\n---\n### Whole title\n- together: [[Ann]], [[Ben]]\n"
        "- together: [[Ann]], [[Cat]]\n  - true: 1999\n- together: [[Ben]], [[Cat]]\n"
    )
    shown, story = (say("map", "--universe", str(folder), "--seen", "Film", *more).out for more in ([], ["--story"]))
    assert "(happens before another moment of Film)" in shown
    assert "in the order of the story" in story
    assert "(is shown before another moment of Film)" in story
    assert story.index("Ann, Cat together") < story.index("Ann, Ben together")


@pytest.mark.parametrize("ending", [*maps.WRITERS])
def test_it_writes_what_the_ending_says(ask: Any, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"map{ending}"
    said = ask("--all", "-o", str(file), "--down", "--colour", "group")
    assert said.code == 0
    assert re.fullmatch(rf"wrote {re.escape(str(file))}: \d+ lines through \d+ moments, \d+ crossings?, .*\n", said.out)
    starts = {".svg": b"<svg", ".png": b"\x89PNG", ".pdf": b"%PDF", ".json": b"{"}
    assert file.read_bytes().startswith(starts[ending])
    if ending == ".svg":
        assert b'class="story-map down"' in file.read_bytes()


def test_json_is_the_same_on_paper_on_the_screen_and_in_the_library(ask: Any, harbour: str, tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    said = ask("Harbour", "--story", "-o", str(file), "--json")
    found = load(harbour).seen("everything").map("Harbour", "story")
    assert json.loads(said.out) == json.loads(file.read_bytes()) == json.loads(json.dumps(to_json(found)))
    assert "seconds" not in said.out


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("-o", "map.gif"), "no known ending"),
        (("-o", "map"), "no known ending"),
        (("-o", ".svg"), "no known ending"),
        (("-o", "/no/such/folder/map.svg"), 'there is no folder "/no/such/folder"'),
        (("--seconds", "0"), "--seconds is more than 0"),
        (("--seconds", "-3"), "--seconds is more than 0"),
        (("--seconds", "86401"), "--seconds is more than 0"),
        (("--seconds", "nan"), "--seconds is more than 0"),
        (("--seconds", "inf"), "--seconds is more than 0"),
        (("--seconds", "soon"), '"soon" is not a number'),
        (("--colour", "red"), '--colour cannot be "red"; choose from title, group, person'),
    ],
)
def test_wrong_use_ends_with_2_and_writes_nothing(ask: Any, argv: tuple[str, ...], words: str) -> None:
    said = ask(*argv)
    assert (said.code, said.out) == (2, "")
    assert words in said.err


def test_where_nothing_can_be_written_is_said(ask: Any, tmp_path: Path) -> None:
    (tmp_path / "taken.svg").mkdir()
    said = ask("-o", str(tmp_path / "taken.svg"))
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith(f"intertwine: {tmp_path / 'taken.svg'}: ")


@pytest.mark.parametrize("words", [["{}"], ["--who", "{}"], ["--all", "{}", "--json"], ["{} S1"], ["{} 1x01"]])
def test_hidden_and_missing_names_get_the_same_words(ask: Any, words: list[str]) -> None:
    answers = []
    for name in ("Emil", "Nobu"):
        said = ask(*(word.format(name) for word in words), seen="Harbour 1x01")
        answers.append((said.code, said.out.replace(name, "?"), said.err.replace(name, "?")))
    assert answers[0] == answers[1]
    assert answers[0][0] == 1


def test_an_ambiguous_name_lists_the_choices(ask: Any) -> None:
    said = ask("Ada")
    assert (said.code, "ada-lantern" in said.err) == (1, True)
    assert ask("ada-lantern").code == 0


def test_a_proof_is_kept_and_its_seconds_are_for_a_terminal_alone(ask: Any) -> None:
    first, second = (ask("--proved", "--all") for _ in range(2))
    assert first == second
    assert "the fewest possible" in first.out
    assert " s)" not in first.out
    assert re.search(r"searched for \d+\.\d s", ask("--proved", terminal=True).err)
    assert "searched" not in ask(terminal=True).err


def test_the_gap_is_shown_while_it_is_searched_and_then_taken_away(ask: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    found = load().seen("").map()

    def searching(*_: object, progress: Any, **__: object) -> maps.StoryMap:
        assert progress(3, 7) is not False
        return found

    monkeypatch.setattr("intertwine.library.Viewer.map", searching)
    assert "\r\x1b[K7 crossings, at least 3 needed; Ctrl-C keeps the best\r\x1b[K" in ask("--proved", terminal=True).err
    assert ask("--proved").err == ""


def test_an_interrupted_search_says_so() -> None:
    proof = maps.MapCertificate(9, 4, optimal=False, interrupted=True, seconds=3.0)
    assert draw.how_good(proof) == "9 crossings, at least 4 needed, interrupted"


def test_a_map_loads_no_web_and_other_commands_no_maps(harbour: str) -> None:
    import subprocess
    import sys

    program = (
        "import sys, io; from intertwine.cli.main import main;"
        f"main([*{{}}, '--universe', {harbour!r}], io.StringIO(), io.StringIO());"
        "print(' '.join(name for name in ('django', 'intertwine.maps', 'reportlab') if name in sys.modules))"
    )
    loaded = [
        subprocess.run([sys.executable, "-c", program.format(argv)], capture_output=True, text=True, check=True).stdout
        for argv in (["who", "Ada"], ["map"])
    ]
    assert loaded == ["\n", "intertwine.maps\n"]


def test_what_is_shown_out_of_order_within_one_installment_is_not_said_to_be_shown_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "u"
    folder.mkdir()
    (folder / "universe.md").write_text("---\nkind: universe\n---\n")
    for name in ("Ann", "Ben", "Cat"):
        (folder / f"{name}.md").write_text("---\nkind: character\n---\n")
    (folder / "Tide.md").write_text(
        "---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. One\n- together: [[Ann]], [[Ben]]\n"
        "- together: [[Ann]], [[Cat]]\n  - true: 1999\n- together: [[Ben]], [[Cat]]\n### 2. Two\n- together: [[Ann]]\n"
    )
    shown, story = (say("map", "--universe", str(folder), "--seen", "Tide", *more).out for more in ([], ["--story"]))
    assert "(happens before another moment of Tide 1x01)" in shown
    assert "(is shown before another moment of Tide 1x01)" in story
