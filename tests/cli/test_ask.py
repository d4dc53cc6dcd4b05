"""The commands that ask: what they say, to whom, and how they end."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from intertwine.cli.errors import FAILED, MISUSED
from intertwine.cli.main import main
from intertwine.library import Companion, load
from tests.cli.stories import Said, say
from tests.worlds import world

ALL = "everything"
Asks = Callable[..., Said]


@pytest.fixture
def ask(harbour: str) -> Asks:
    """Put a question to the small universe."""

    def run(*argv: str, seen: str = "", terminal: bool = False) -> Said:
        return say(*argv, "--universe", harbour, "--seen", seen, terminal=terminal)

    return run


def test_titles_lists_them_with_how_far_one_is(ask: Asks) -> None:
    said = ask("titles", seen="Harbour 1x01")
    assert said.code == 0
    assert said.out == (
        "The harbour\n"
        "Two series that share a harbour.\n"
        "Title    Kind    Released    Seen    Told\n"
        "Harbour  series  2020-01-01  1 of 2\n"
        "Lantern  series  2021-01-01  0 of 2\n"
    )


def test_title_shows_the_listing_to_everybody(ask: Asks) -> None:
    said = ask("title", "harbour")
    assert said.code == 0
    assert "A harbour, at night." in said.out
    assert "- Rosa Lind (Ada)" in said.out
    assert "Bruno" not in said.out


def test_title_of_an_installment_shows_its_page(ask: Asks) -> None:
    said = ask("title", "Harbour 1x01", seen="Harbour 1x01")
    assert said.out == (
        "Harbour 1x01: Fog\n"
        "episode 1 of 2; 2020-01-01; ~50 minutes; seen\n\n"
        "Who is in it\nAda, Bruno, Célia\n\n"
        "Where it happens\n- Ada and Célia share a scene at the pier (00:12:00)\n\n"
        "What is known from it\n- Ada meets Bruno at the pier\n- Ada is a pilot\n"
        "- Bruno comes across the lost crate\n"
        "\nBeside it\n- 1x02, Tide (after it)\n"
    )


def test_an_installment_that_was_not_seen_tells_nothing_of_its_story(ask: Asks) -> None:
    said = ask("title", "Harbour 1x02")
    assert said.out == (
        "Harbour 1x02\nepisode 2 of 2; 2020-01-01; ~50 minutes\n"
        "What happens in it is told here as soon as you may know it.\n"
        "\nBeside it\n- 1x01, Fog (before it)\n"
    )


def test_who_begins_with_who_it_is_in_a_paragraph(ask: Asks) -> None:
    said = ask("who", "Bruno", seen="Harbour 1x01")
    assert said.out.startswith("Bruno\ncharacter\nBruno meets Ada at the pier.\n\n")


def test_who_says_what_has_happened_so_far(ask: Asks) -> None:
    said = ask("who", "Bruno", seen="Harbour 1x01")
    assert said.code == 0
    assert "\nHarbour 1x01\n- Ada meets Bruno at the pier\n" in said.out
    assert "kills" not in said.out


def test_several_words_are_one_name(ask: Asks) -> None:
    said = ask("who", "The", "Grey", "Lady", seen="Harbour")
    assert said.out.startswith("The Grey Lady\n")


def test_any_visible_name_finds_its_bearer_whatever_case_and_accents(ask: Asks) -> None:
    both = [ask("who", name, seen="Harbour").out for name in ("CELIA", "the grey lady")]
    assert both[0] == both[1]
    assert both[0].startswith("The Grey Lady\n")


def test_met_says_one_pair_in_a_sentence(ask: Asks) -> None:
    assert ask("met", "ada", "Bruno", seen="Harbour 1x01").out == "Ada and Bruno: met in Harbour 1x01, The pier\n"
    assert ask("met", "Célia", "Bruno", seen="Harbour 1x01").out == "Célia and Bruno: not in anything you have seen\n"


def test_met_goes_on_where_a_name_is_not_there(ask: Asks) -> None:
    said = ask("met", "Ada", "Bruno", "Ghost", seen="Harbour 1x01")
    assert said.code == 0
    assert said.out == "Ada and Bruno: met in Harbour 1x01, The pier\n"
    assert '"Ghost"' in said.err


def test_met_fails_where_no_pair_remains(ask: Asks) -> None:
    said = ask("met", "Ada", "Ghost", seen="Harbour 1x01")
    assert (said.code, said.out) == (1, "")


def test_met_before_a_place_speaks_of_what_is_before_it(ask: Asks) -> None:
    said = ask("met", "ada", "Bruno", "--before", "Harbour 1x01", seen="Harbour, Lantern")
    assert said.out.endswith(": not in anything before Harbour 1x01 that you have seen\n")


def test_met_says_no_only_where_something_seen_does(ask: Asks) -> None:
    said = ask("met", "Emil", "ada", "--before", "Lantern 1x02", "--json", seen="Harbour, Lantern")
    assert [pair["met"] for pair in json.loads(said.out)["pairs"]] == [False]
    assert said.code == 0


def test_met_lists_the_choices_of_an_ambiguous_name(ask: Asks) -> None:
    said = ask("met", "Emil", "Ada", "Bruno", "--json", seen=ALL)
    assert [it["address"] for it in json.loads(said.out)["ambiguous"]["Ada"]] == ["ada", "ada-lantern"]
    assert said.code == 0


def test_met_as_json_is_what_scripts_rely_on(ask: Asks) -> None:
    said = ask("met", "ADA", "bruno", "Célia", "Ghost", "--json", seen="Harbour 1x01")
    where: dict[str, Any] = {"title": "Harbour", "season": 1, "episode": 1, "time": None}
    assert said.code == 0
    assert json.loads(said.out) == {
        "pairs": [
            {"a": "ADA", "b": "bruno", "a_name": "Ada", "b_name": "Bruno", "met": True, "how": "met",
             "where": where, "place": "The pier", "source": "Harbour 1x01",
             "earliest": {"how": "met", "where": where, "place": "The pier", "source": "Harbour 1x01",
                          "text": "Ada meets Bruno at the pier"},
             "spoken": None, "inside": []},
            {"a": "ADA", "b": "Célia", "a_name": "Ada", "b_name": "Célia", "met": True, "how": "seen together",
             "where": {**where, "time": "00:12:00"}, "place": "The pier", "source": "Harbour 1x01@00:12:00",
             "earliest": {"how": "seen together", "where": {**where, "time": "00:12:00"}, "place": "The pier",
                          "source": "Harbour 1x01@00:12:00", "text": "Ada and Célia share a scene at the pier"},
             "spoken": None, "inside": []},
            {"a": "bruno", "b": "Célia", "a_name": "Bruno", "b_name": "Célia", "met": None, "how": None,
             "where": None, "place": None, "source": None, "earliest": None, "spoken": None, "inside": []},
        ],
        "unknown": ["Ghost"],
        "ambiguous": {},
    }  # fmt: skip


def test_two_words_for_one_person_are_no_pair(ask: Asks) -> None:
    said = ask("met", "Célia", "The Grey Lady", "--json", seen="Harbour")
    assert json.loads(said.out)["same"] == [{"a": "Célia", "b": "The Grey Lady", "name": "The Grey Lady"}]
    assert said.code == 1


def test_path_goes_by_meetings(ask: Asks) -> None:
    said = ask("path", "Emil", "Célia", seen="Harbour, Lantern 1x01")
    assert said.code == 0
    assert "connected by" in said.out


def test_ties_names_those_of_several_titles(ask: Asks) -> None:
    said = ask("ties", seen=ALL)
    assert said.code == 0
    assert "\nBruno\n- Harbour, first in Harbour 1x01" in said.out


def test_timeline_lists_what_happened_in_order(ask: Asks) -> None:
    shown = ask("timeline", "Bruno", seen="Harbour")
    assert shown.code == 0
    assert shown.out.index("meets") < shown.out.index("kills")
    assert ask("timeline", "--story", seen="Harbour").code == 0


def test_thread_says_how_it_stands(ask: Asks) -> None:
    said = ask("thread", "the lost crate", seen="Harbour")
    assert (said.code, said.out.split("\n")[:2]) == (0, ["The lost crate", "open"])


def test_secrets_says_who_knows(ask: Asks) -> None:
    said = ask("secrets", seen="Harbour")
    assert (said.code, said.out) == (0, "What people have learnt\n\nBruno kills Dov\n- known to Ada (Harbour 1x02)\n")


def test_search_finds_names_and_suggests(ask: Asks) -> None:
    assert "Bruno" in ask("search", "brun", seen="Harbour").out
    nothing = ask("search", "zzzz", seen="Harbour")
    assert (nothing.code, nothing.err) == (1, "")


def test_recap_leads_up_to_an_installment(ask: Asks) -> None:
    said = ask("recap", "Harbour", "1x02", seen="Harbour 1x01")
    assert said.code == 0
    assert said.out.startswith("Before Harbour 1x02\n")
    assert "kills" not in said.out


def test_learnt_tells_what_an_installment_adds_whether_or_not_it_was_seen(ask: Asks) -> None:
    before, after = ask("learnt", "Harbour 1x02", seen="Harbour 1x01"), ask("learnt", "Harbour 1x02", seen="Harbour")
    assert before.out == after.out
    assert "Bruno kills Dov" in before.out
    assert "Ada meets Bruno" not in before.out
    assert before.err == "This tells what Harbour 1x02 shows, which you have not seen whole.\n"
    assert after.err == ""
    assert ask("learnt", "Harbour 9x09").code == 1


def test_an_ambiguous_name_lists_the_visible_choices_alone(ask: Asks) -> None:
    said = ask("who", "Ada", seen=ALL)
    assert said.code == 1
    assert "ada-lantern" in said.err
    assert ask("who", "ada-lantern", seen=ALL).code == 0
    assert ask("who", "Ada", seen="Harbour").code == 0


def test_json_of_a_failure_says_which_word(ask: Asks) -> None:
    lost, several = ask("who", "Ghost", "--json"), ask("who", "Ada", "--json", seen=ALL)
    assert json.loads(lost.out) == {"unknown": ["Ghost"], "ambiguous": {}}
    assert [it["address"] for it in json.loads(several.out)["ambiguous"]["Ada"]] == ["ada", "ada-lantern"]
    assert (lost.code, several.code) == (1, 1)


QUESTIONS = (
    ("title", "{}"), ("who", "{}"), ("met", "{}", "Harbour"), ("path", "{}", "Ada"), ("ties", "{}"),
    ("timeline", "{}"), ("thread", "{}"), ("secrets", "{}"), ("search", "{}"), ("recap", "{}"), ("map", "{}"),
)  # fmt: skip


@pytest.mark.parametrize("form", ["", "--json"])
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_hidden_and_missing_print_the_same_bytes(ask: Asks, question: tuple[str, ...], form: str) -> None:
    """Emil and Zora: one of them is in an episode that was not seen, the other nowhere."""
    for hidden, missing in (("Emil", "Zora"), ("The Grey Lady", "The Blue Lady")):
        both = [
            ask(*(word.format(name) for word in question), *([form] if form else []), seen="Harbour 1x01")
            for name in (hidden, missing)
        ]
        answers = [(it.code, it.out.replace(name, "?"), it.err.replace(name, "?"))
                   for it, name in zip(both, (hidden, missing), strict=True)]  # fmt: skip
        assert answers[0] == answers[1]
        assert both[0].code == 1


def test_without_seen_nothing_is_seen(harbour: str) -> None:
    said = say("who", "Bruno", "--universe", harbour)
    assert said.code == 1


def test_the_bundled_universe_is_the_default() -> None:
    said = say("met", "Claire Temple", "Matt Murdock", "--seen", "Daredevil S1", "--json")
    assert said.code == 0
    assert json.loads(said.out)["pairs"][0]["where"]["title"] == "Daredevil"


def test_main_takes_a_universe_from_whoever_calls_it(harbour: str) -> None:
    """The laws open universes that lie in no folder."""
    import io

    from intertwine.cli.main import main

    asked: list[str | None] = []

    def opened(name: str | None) -> Companion:
        asked.append(name)
        return load(harbour)

    out, err = io.StringIO(), io.StringIO()
    assert main(["titles", "--universe", "anything"], out, err, opened) == 0
    assert asked == ["anything"]


PAGE = """\
=== titles/Tide.md
---
kind: series
---
## Season 1 (2017-03-01, 2 episodes)
### Public
- [[Ada]] is the sister of [[Cleo]]
### Whole season
- [[Ada]] meets [[Dan]]
### 1. One
- [[The Watch]] fights [[Ada]]
- [[Ada]] is a member of [[The Watch]]
- [[Ada]] works as "a sailor" in [[The Port]]
- [[Ada]] is a friend of [[Ben]] "since school"
### 2. Two
- [[Ada]] fights [[Ben]]
  - source: the log
=== groups/The Watch.md
---
kind: group
---
=== places/The Port.md
---
kind: place
---
"""


def test_a_page_is_grouped_by_installment_and_has_all_facts_of_the_answer() -> None:
    out = io.StringIO()
    there = Companion(world(PAGE))
    assert main(["who", "Ada", "--seen", "Tide"], out, out, lambda _: there) == 0
    assert out.getvalue().splitlines() == [
        "Ada", "character", "Ada is a sailor in the Port. Ada is a friend of Ben since school. Ada fights Ben.",
        "", "Relations", "- is a sibling of Cleo", "- is a member of the Watch (Tide 1x01)",
        "- is a sailor (Tide 1x01)", "- is a friend of Ben (Tide 1x01)", "", "What has happened",
        "- Ada is the sister of Cleo", "", "Tide 1x01", "- The Watch fights Ada", "- Ada is a member of the Watch",
        "- is a sailor in the Port",
        "- is a friend of Ben since school", "", "By the end of Tide 1x02", "- Ada meets Dan", "", "Tide 1x02",
        "- Ada fights Ben (source: the log)", "", "Appears in", "- Tide (1x01, 1x02)",
    ]  # fmt: skip
    out = io.StringIO()
    main(["who", "The Watch", "--seen", "Tide 1x01"], out, out, lambda _: there)
    assert "- has Ada as a member (Tide 1x01)\n" in out.getvalue()


def test_a_name_that_another_command_asks_about_leads_there(ask: Asks) -> None:
    """A hidden character leads nowhere."""
    place = ask("title", "Harbour S1", seen="Harbour 1x01")
    assert 'intertwine learnt "Harbour S1"' in place.err
    assert (place.code, place.out) == (1, "")
    assert ask("title", "ada", seen="Harbour 1x01").err.endswith('"Ada" is not a title: write intertwine who "Ada"\n')
    assert ask("who", "lantern").err.endswith('"Lantern" is a title: write intertwine title "Lantern"\n')
    assert "is not a title" not in ask("title", "The Grey Lady").err


def test_titles_lists_viewing_orders_and_what_is_in_one(tmp_path: Path) -> None:
    pages = {
        "universe.md": "---\nkind: universe\nname: Bay\n---\n",
        "Gulls.md": "---\nkind: series\n---\n## Season 1 (2 episodes)\n### 1. Sand\n### 2. Salt\n",
        "Pier.md": "---\nkind: film\nreleased: 2020-01-01\n---\n",
        "Tides.md": "---\nkind: order\n---\n- Gulls 1x02\n- Pier\n",
    }
    for name, text in pages.items():
        (tmp_path / name).write_text(text, "utf-8")
    said = say("titles", "--universe", str(tmp_path), "--seen", "Pier")
    assert said.out.splitlines()[-4:] == [
        "Viewing orders",
        "Order    Seen    Next",
        "release  1 of 3  Gulls 1x01, Sand",
        "Tides    1 of 2  Gulls 1x02",
    ]
    said = say("titles", "--universe", str(tmp_path), "--order", "tides", "--seen", "Pier")
    assert (said.code, said.out.splitlines()[:2]) == (0, ["Order: Tides", "Watch next: Gulls 1x02"])
    assert [line.split() for line in said.out.splitlines()[3:]] == [["Gulls", "1x02"], ["Pier", "2020-01-01", "seen"]]
    said = say("titles", "--universe", str(tmp_path), "--order", "Tidse")
    assert said.code == FAILED
    assert 'no viewing order is called "Tidse"; did you mean Tides?' in said.err


def test_progress_that_is_not_understood_shows_an_example_in_the_words_of_its_title(tmp_path: Path) -> None:
    book = "---\nkind: book\nname: Emma\n---\n## Part 1 (2 chapters)\n### 1. A\n### 2. B\n"
    (tmp_path / "emma.md").write_text(book, encoding="utf-8")
    (tmp_path / "universe.md").write_text("---\nkind: universe\n---\n", encoding="utf-8")
    said = say("titles", "--universe", str(tmp_path), "--seen", "Emma 1x9")
    assert said.code == MISUSED
    assert '"Emma" has no part 1 chapter 9' in said.err
    assert 'write for example: --seen "Emma part 1"; ' in said.err
    assert "1x0" not in said.err


BOOK = (
    "---\nkind: book\nname: Emma\n---\n## Part 1 (2001-01-01, 2 chapters)\n### 1. A\n- together: [[Ann]], [[Bo]]\n"
    "### 2. B\n"
    "## Part 2 (2001-01-01, 3 chapters)\n### 1. C\n- [[Cy]] appears\n### 2. D\n"
)


def test_answers_about_books_speak_of_reading(tmp_path: Path) -> None:
    (tmp_path / "emma.md").write_text(BOOK, encoding="utf-8")
    (tmp_path / "universe.md").write_text("---\nkind: universe\n---\n", encoding="utf-8")
    for name in ("Ann", "Bo", "Cy"):
        (tmp_path / f"{name}.md").write_text("---\nkind: character\n---\n", encoding="utf-8")

    def ask(*argv: str, seen: str) -> str:
        said = say(*argv, "--universe", str(tmp_path), "--seen", seen)
        text = said.out + said.err.replace("--seen", "")
        assert not re.search(r"\b(seen|see|saw|watch\w*|episodes?|seasons?)\b", text, re.IGNORECASE), text
        return text

    for seen in ("", "Emma ch 1", "Emma part 2 chapter 1", "Emma"):
        for argv in (["titles"], ["title", "Emma"], ["who", "Ann"], ["met", "Ann", "Cy"], ["path", "Ann", "Bo"],
                     ["map"], ["recap", "Emma part 2"], ["timeline"], ["secrets"], ["search", "zzz"],
                     ["ties"]):  # fmt: skip
            ask(*argv, seen=seen)
    assert "Title  Kind  Released    Read    Told" in ask("titles", seen="Emma ch 1")
    assert "you have read 1 of 4 chapters; read next: part 1, chapter 2 of 2, B\n" in ask(
        "title", "Emma", seen="Emma ch 1"
    )
    assert "read next: part 2, chapter 1 of 3, C\n" in ask("title", "Emma", seen="Emma part 1")
    assert ask("met", "Ann", "Bo", seen="Emma ch 1") == "Ann and Bo: together in Emma part 1 chapter 1\n"
    assert ask("met", "Ann", "Cy", seen="Emma") == "Ann and Cy: not in anything you have read\n"
