"""Each rule, on the smallest universe that breaks it and on one that does not. A test's docstring is its universe."""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from intertwine.check import check
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.problem import Problem

Told = Callable[[list[Problem]], None]
DOCS = Path(__file__).resolve().parents[2] / "docs"
BASE = {
    "universe.md": "---\nkind: universe\nname: A harbour\n---\n",
    "Harbour.md": "---\nkind: series\nname: Harbour\n---\n",
    "Ada.md": "---\nkind: character\n---\n",
    "Bruno.md": "---\nkind: character\n---\n",
}


def problems(story: str) -> list[Problem]:
    """What the check finds in a story: `=== FILE` begins a page, added to those of BASE or replacing one."""
    files = dict(BASE)
    for part in story.split("=== ")[1:]:
        path, _, text = part.partition("\n")
        files[path.strip()] = text
    pages = tuple(SourceFile(path, text) for path, text in sorted(files.items()))
    folder = Folder(Path(), pages, None, ())
    return list(check(Compiler().compile_text(folder), folder))


def story(test: Told) -> Callable[[], None]:
    """Make a test of what the check finds in the universe of its docstring."""

    @functools.wraps(test)
    def run() -> None:
        test(problems(inspect.cleandoc(test.__doc__ or "")))

    run.__signature__ = inspect.Signature()  # type: ignore[attr-defined] # pytest must not look for a fixture
    return run


def found(all_of_them: list[Problem]) -> list[tuple[str, str, int]]:
    """Code, file and line of each; whatever is not the rules' own is a mistake of the test's."""
    assert [problem for problem in all_of_them if problem.severity == "error"] == []
    return [(problem.code, problem.file, problem.line) for problem in all_of_them]


@story
def test_a_clean_universe_has_no_problems(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]]
    """
    assert its == []


NAMED = "---\nkind: character\nnames:\n  - {name: Carla, revealed: Harbour 1x02}\n  - {name: ADA, revealed: %s}\n---\n"
TWO_EPISODES = "---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n- [[Ada]] dies\n"


@pytest.mark.parametrize("revealed", ["Harbour 1x02", "linked"])
def test_a_page_that_later_shows_the_name_of_somebody_known_is_warned_about(revealed: str) -> None:
    text = f"=== Harbour.md\n{TWO_EPISODES}### 2. Sun\n- [[Double]] meets [[Bruno]]\n=== Double.md\n{NAMED % revealed}"
    (problem,) = problems(text)
    assert found([problem]) == [("secret-namesake", "Double.md", 1)]
    assert "Ada.md" in problem.message
    assert "taken for: [[Double]] as [[Ada]]" in problem.hint


def test_two_who_are_known_from_the_same_moment_and_a_place_of_the_same_name_are_no_secret() -> None:
    both = TWO_EPISODES.replace("[[Ada]]", "[[Ada]], [[Double]]").replace(" dies", " die")
    same = f"=== Harbour.md\n{both}=== Double.md\n---\nkind: character\nname: Ada\n---\n"
    place = f"=== Harbour.md\n{TWO_EPISODES}### 2. Sun\n- [[Bruno]] dies at [[Double]]\n"
    place += "=== Double.md\n---\nkind: place\nname: Ada\n---\n"
    for text in (same, place):
        assert "secret-namesake" not in {it.code for it in problems(text)}


DOUBLES = """=== Harbour.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
- {}
- {}
### 2. Tide
- {}
""" + "".join(
    f"=== people/{key}.md\n---\nkind: character\n---\n" for key in ("Ren", "Ren (double)", "Aya", "Mio", "Sho")
)
REN, DOUBLE = "[[Ren]] meets [[Aya]]", "[[Ren (double)]] meets [[Mio]]"


@pytest.mark.parametrize("identity", ["[[Ren (double)]] is [[Sho]]", "[[Sho]] is [[Ren (double)]]"])
@pytest.mark.parametrize("facts", [(REN, DOUBLE), (DOUBLE, REN)])
def test_one_of_two_who_are_known_at_once_and_turns_out_to_be_another_is_warned_about(
    facts: tuple[str, str], identity: str
) -> None:
    (problem,) = (it for it in problems(DOUBLES.format(*facts, identity)) if it.code == "secret-namesake")
    assert problem.file == "people/Ren (double).md"
    assert "taken for: [[Sho]] as [[Ren]]" in problem.hint


def test_two_of_one_name_whose_identity_is_known_with_them_or_of_others_are_no_secret() -> None:
    for first, last in ((f"{DOUBLE}\n- [[Ren (double)]] is [[Sho]]", "[[Aya]] dies"), (DOUBLE, "[[Aya]] is [[Sho]]")):
        assert "secret-namesake" not in {it.code for it in problems(DOUBLES.format(REN, first, last))}


def test_a_person_taken_for_another_needs_no_second_name() -> None:
    text = f"=== Harbour.md\n{TWO_EPISODES}- [[Double]] meets [[Bruno]]\n"
    text += "  - taken for: [[Double]] as [[Ada]] until 1x02\n### 2. Sun\n"
    assert problems(text + "=== Double.md\n---\nkind: character\nname: Carla\n---\n") == []


@story
def test_prose_that_writes_a_name_without_a_link_is_an_error(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    [[Ada]] waits for Bruno on the pier.
    ### 2. Tide
    - [[Ada]] meets [[Bruno]]
    """
    assert [(it.code, it.line, it.severity) for it in its] == [("name-unlinked", 6, "error")]
    assert '"Bruno"' in its[0].message
    assert its[0].column == 19


@story
def test_a_name_that_the_reader_knows_already_may_stand_unlinked(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]]

    [[Ada]] waits for Bruno on the pier, in Harbour.
    """
    assert its == []


@story
def test_a_name_in_quoted_words_or_in_an_alternative_text_is_a_name_too(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    images:
      - {file: a.jpg, alt: Bruno at sea, revealed: public}
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    - [[Ada]] works as "helper of Bruno's"
    ### 2. Tide
    - [[Ada]] meets [[Bruno]]
    """
    assert [problem.code for problem in its] == ["name-unlinked", "name-unlinked"]


@story
def test_a_name_that_comes_after_the_first_fact_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]]
    ### 2. Tide
    - [[Ada]] helps [[Bruno]]
    === Bruno.md
    ---
    kind: character
    names:
      - {name: Bruno, revealed: Harbour 1x02}
    ---
    """
    assert found(its) == [("name-late", "Harbour.md", 6)]


@story
def test_a_sentence_that_writes_a_name_before_it_is_known_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    [[Ada]] waits for [[Bruno|the Fox]]; so does [[Bruno|the baker]].
    ### 2. Tide
    - [[Ada]] helps [[Bruno]]
    === Bruno.md
    ---
    kind: character
    names:
      - {name: Bruno, revealed: Harbour 1x01}
      - {name: the Fox, revealed: Harbour 1x02}
    ---
    """
    assert found(its) == [("name-late", "Harbour.md", 6)]
    assert '"the Fox"' in its[0].message


@story
def test_a_page_that_nothing_links_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] sleeps at "home"
    - [[Ada]] appears
    """
    assert [(problem.code, problem.file) for problem in its if problem.severity == "warning"] == [
        ("name-unseen", "Bruno.md")
    ]


@story
def test_a_kind_that_does_not_fit_its_verb_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] moves to [[Bruno]]
    """
    assert found(its) == [("kind-unfit", "Harbour.md", 6)]
    assert "place" in its[0].message


@story
def test_a_season_that_does_not_say_how_many_episodes_it_has_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]]
    """
    assert found(its) == [("season-uncounted", "Harbour.md", 4)]


@story
def test_an_installment_without_a_date_before_a_dated_one_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (3 episodes)
    ### 1. Fog (2020-01-01)
    - [[Ada]] meets [[Bruno]]
    ### 2. Rain
    ### 3. Sun (2020-01-15)
    ## Season 2 (2 episodes)
    ### 1. Ice (2021-01-01)
    ### 2. To come
    """
    assert found(its) == [("date-missing", "Harbour.md", 4)]
    assert its[0].message == "1x02 has no date: it counts as released after the others of the season"


@story
def test_a_cast_line_whose_character_never_appears_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    cast:
      - "[[Rosa Lind]] as [[Bruno]] (public)"
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] appears
    === Lantern.md
    ---
    kind: film
    released: 2021-01-01
    ---
    ### Whole title
    - [[Bruno]] appears
    === Rosa Lind.md
    ---
    kind: person
    ---
    """
    assert found(its) == [("cast-unseen", "Harbour.md", 4)]


@story
def test_installments_that_need_each_other_in_a_circle_are_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 3 episodes)
    ### 1. Fog
    - [[Harbour]] 1x01 depends on [[Harbour]] 1x03
    - [[Harbour]] S1 depends on [[Lantern]]
    - [[Lantern]] depends on [[Harbour]] S1
    ### 2. Rain
    - [[Harbour]] 1x02 depends on [[Harbour]] 1x01
    ### 3. Wind
    - [[Harbour]] 1x03 picks up [[Harbour]] 1x02
    === Lantern.md
    ---
    kind: film
    ---
    """
    (circle,) = [it for it in its if it.code == "dependency-circle"]
    assert (circle.file, circle.line) == ("Harbour.md", 10)
    assert "[[Harbour]] 1x01, [[Harbour]] 1x03, [[Harbour]] 1x02, [[Harbour]] 1x01" in circle.message
    assert "kind-unfit" not in {it.code for it in its}


@story
def test_a_place_in_a_life_that_tells_who_is_behind_a_mask_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 3 episodes)
    ### 1. Fog
    - own: [[Ada]] step 4
    - [[Ada]] meets [[Bruno]]
    - [[The Diver]] warns [[Bruno]]
    - [[The Diver]] meets [[Bruno]]
      - true: 2019
      - own: [[Ada]] step 3
    - [[The Diver]] helps [[Bruno]]
      - own: [[Ada]] step 3, revealed 1x02
    - [[The Diver]] saves [[Bruno]]
      - own: [[Ada]] step 3, revealed 1x03
    - [[Bruno]] dies
      - own: [[Ada]] step 5
    ### 2. Rain
    ### 3. Wind
    - [[The Diver]] is [[The Swimmer]]
    - [[The Swimmer]] is [[Ada]]
    === The Diver.md
    ---
    kind: character
    ---
    === The Swimmer.md
    ---
    kind: character
    ---
    """
    assert found(its) == [("own-unmasks", "Harbour.md", 11), ("own-unmasks", "Harbour.md", 13)]


@story
def test_identities_in_a_circle_are_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] is [[Bruno]]
    - [[Bruno]] is [[Célia]]
    - [[Célia]] is [[Ada]]
    === Célia.md
    ---
    kind: character
    ---
    """
    assert found(its) == [("identity-circle", "Harbour.md", 8)]


@story
def test_facts_that_are_each_before_the_other_are_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^one
      - true: before ^two
    - [[Ada]] helps [[Bruno]] ^two
      - true: before ^one
    """
    assert [problem.code for problem in its] == ["time-contradiction"]


@story
def test_each_circle_of_before_and_after_is_named_at_its_place(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^one
      - true: after ^two
    - [[Ada]] helps [[Bruno]] ^two
      - true: after ^three
    - [[Ada]] fights [[Bruno]] ^three
      - true: after ^one
    - together: [[Ada]], [[Bruno]] ^scene
      - true: before ^four
    - [[Ada]] hires [[Bruno]] ^four
      - true: before ^scene
    - [[Ada]] saves [[Bruno]] ^five
      - true: before ^five
    - [[Bruno]] helps [[Ada]]
      - true: before 1x01
      - true: after 1x01
    """
    assert [(it.code, it.line, it.severity) for it in its] == [
        ("time-contradiction", line, "warning") for line in (7, 13, 17, 19)
    ]
    assert [it.message.rpartition(": ")[2] for it in its[:3]] == [
        "Harbour.md:6, Harbour.md:8, Harbour.md:10",
        "Harbour.md:12, Harbour.md:14",
        "it counts for nothing",
    ]


@story
def test_a_contradiction_between_dates_names_them(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. Fog
    - [[Ada]] fights [[Bruno]] ^first
      - true: 1990
    - [[Bruno]] fights [[Ada]]
      - true: 1995
      - true: before ^first
    """
    assert [it.message.rpartition(": ")[2] for it in its] == ["Harbour.md:6 (1990), Harbour.md:8 (1995)"]


@story
def test_absolute_numbers_that_go_backward_are_a_warning(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 0 (1 episode)
    ### 1. Mist (absolute 9)
    ## Season 1 (2020-01-01, 3 episodes)
    ### 1. Fog (absolute 3)
    - [[Ada]] meets [[Bruno]]
    ### 2. Rain (absolute 2)
    ### 3. Hail (absolute 4)
    """
    assert [(it.code, it.line, it.severity) for it in its] == [("numbers-backward", 9, "warning")]
    assert its[0].message == "1x02 is absolute 2, and 1x01, which comes before it, is absolute 3"


@story
def test_words_of_the_universe_and_a_fact_that_somebody_learns_have_a_way_out(its: list[Problem]) -> None:
    """
    === universe.md
    ---
    kind: universe
    name: Coast
    ---
    All of it is by the sea.
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] for the first time at [[Pier]]
    - [[Ada]] meets [[Bruno]] again at [[Pier]]
    - [[Ada]] learns that [[Bruno]] dies
    """
    hints = [it.hint for it in its if it.code == "words-left"]
    assert hints == [
        "write it before the name: meets for the first time [[name]] at [[place]]",
        "write it before the name: meets again [[name]] at [[place]]",
        "end the fact itself with an id, as ^id, and write learns ^id",
    ]
    assert any(it.hint.startswith("say what it is as description:") for it in its if it.code == "unknown-name")


@story
def test_numbers_that_disagree_are_named_at_their_places(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog (absolute 1, absolute 4)
    - [[Ada]] meets [[Bruno]]
    ### 2. Rain (absolute 2)
    ## Season 2 (2021-01-01, 1 episode)
    ### 1. Snow (absolute 2)
    """
    assert [(it.code, it.line) for it in its] == [("numbers-disagree", 5), ("numbers-disagree", 9)]
    assert "1x01 cannot be both absolute 1 and absolute 4" in its[0].message
    assert "absolute 2 is the number of 2x01, and of 1x02" in its[1].message


@story
def test_separate_contradictions_are_separate_findings(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^fall
      - true: 1980
    - [[Ada]] helps [[Bruno]]
      - true: 1990
      - true: before ^fall
    - [[Ada]] fights [[Bruno]]
      - true: 1991
      - true: before ^middle
    - [[Ada]] hires [[Bruno]] ^middle
      - true: before ^fall
    """
    assert [problem.code for problem in its] == ["time-contradiction"] * 2
    assert [problem.message.rpartition(": ")[2] for problem in its] == [
        "Harbour.md:6 (1980), Harbour.md:8 (1990)",
        "Harbour.md:6 (1980), Harbour.md:11 (1991), Harbour.md:14",
    ]


@story
def test_dates_that_are_not_as_far_apart_as_a_distance_says_are_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^fall
      - true: 2010
    - [[Ada]] helps [[Bruno]]
      - true: 2000
      - true: 3 years before ^fall
    - [[Ada]] fights [[Bruno]]
      - true: 2006-06
      - true: about 3 years before ^fall
    - [[Ada]] hires [[Bruno]]
      - true: 2013
      - true: 2 weeks after ^fall
    """
    assert [(problem.code, problem.message.rpartition(": ")[2]) for problem in its] == [
        ("time-contradiction", "Harbour.md:8, Harbour.md:6"),
        ("time-contradiction", "Harbour.md:14, Harbour.md:6"),
    ]


@story
def test_a_fact_that_disproves_itself_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]] ^one
      - disproves: ^one
    """
    assert [problem.code for problem in its] == ["disproof-circle"]


@story
def test_what_ends_without_having_begun_is_warned_about(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] works as "a pilot"
    - [[Ada]] stops working as "a pilot"
    - [[Ada]] stops working as "a smith"
    - [[Bruno]] appears
    """
    assert found(its) == [("state-unbegun", "Harbour.md", 8)]


@story
def test_what_a_person_began_under_another_name_may_end_under_this_one(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. Fog
    - [[Ada]] works as "a pilot"
    - [[Ada]] is [[Bruno]]
    - [[Bruno]] stops working as "a pilot"
    """
    assert its == []


@story
def test_what_somebody_ends_in_the_place_of_another_may_be_either_ones(its: list[Problem]) -> None:
    """
    === Cleo.md
    ---
    kind: character
    ---
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    - [[Ada]] has a relationship with [[Cleo]]
    - [[Bruno]] works as "a pilot"
    - [[Ada]] breaks up with [[Cleo]]
      - taken for: [[Bruno]] as [[Ada]], revealed 1x02
    - [[Ada]] stops working as "a pilot"
      - taken for: [[Bruno]] as [[Ada]], revealed 1x02
    - [[Ada]] stops working as "a smith"
      - taken for: [[Bruno]] as [[Ada]], revealed 1x02
    ### 2. Rain
    - [[Bruno]] dies
    """
    assert found(its) == [("state-unbegun", "Harbour.md", 12)]


def test_the_problems_of_the_text_come_first() -> None:
    """A keeper corrects what could not be read before what looks odd."""
    both = problems(
        "=== Harbour.md\n---\nkind: series\n---\n## Season 1 (2020-01-01)\n### 1. Fog\n- [[Zoe]] meets [[Ada]]\n"
    )
    assert [problem.severity for problem in both] == sorted(problem.severity for problem in both)
    assert both[0].severity == "error"


@story
def test_a_title_that_is_called_as_a_stamp_is_warned_about(its: list[Problem]) -> None:
    """
    === Public.md
    ---
    kind: film
    ---
    ### Public
    - [[Ada]] lives in [[Ada]]
    """
    assert ("name-reserved", "Public.md", "warning") in [(it.code, it.file, it.severity) for it in its]


def pointed_at(story: str, code: str) -> str:
    """What the one problem of this `code` in a story points at: the text from its column to the end of its line."""
    text = f"---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n{story}\n"
    pages = {"Harbour.md": text, "Célia.md": "---\nkind: character\n---\n", "Ad.md": "---\nkind: character\n---\n"}
    (problem,) = {
        it for it in problems("".join(f"=== {path}\n{page}" for path, page in pages.items())) if it.code == code
    }
    return text.split("\n")[problem.line - 1][problem.column - 1 :] + "\n"


@pytest.mark.parametrize(
    ("story", "code", "at"),
    [
        ("- 00:10:00 [[Ada]] leads [[Ad]]", "kind-unfit", "[[Ad]]\n"),
        ("- [[Ad]] leads [[Ad]]", "kind-unfit", "[[Ad]]\n"),
        ("- [[Ada]] leads [[ad|Ada]]", "kind-unfit", "[[ad|Ada]]"),
        ("- [[Ada]] leads\n  [[Ad.md#Early life]]", "kind-unfit", "[[Ad.md#Early life]]"),
        ('- [[Ada]] has "a gift of Adam, and meets Ad"\n### 2. Tide\n- [[Ada]] meets [[Ad]]', "name-unlinked", 'Ad"'),
        ("[[Ada]] sleeps. [[Ada|Ad]] sees Ads and\nAd’s boat.\n### 2. Tide\n- [[Ad]] appears", "name-unlinked", "Ad’s"),
        ("[[Ada]] sleeps. Then e\u0301 and Ad talk.\n### 2. Tide\n- [[Ad]] appears", "name-unlinked", "Ad talk."),
        ('- [[Ada]] has "a" ^one\n  - source: before\n  - true: before ^one', "time-contradiction", "true: before"),
        ("- [[Ada]] meets [[Ad]] ^one\n  - source: disproves\n  - disproves: ^one", "disproof-circle", "disproves:"),
    ],
)  # fmt: skip
def test_a_problem_points_at_the_link_or_the_word_that_it_is_about(story: str, code: str, at: str) -> None:
    assert pointed_at(story, code).startswith(at)


@story
def test_a_heading_in_code_is_no_heading(its: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ```
    ## Season 1
    ```
    ## Season 1 (2020-01-01)
    ### 1. Fog
    - [[Ada]] meets [[Bruno]]
    """
    assert found(its) == [("season-uncounted", "Harbour.md", 7)]


@story
def test_a_recipient_is_somebody_or_a_place(told: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - [[Ada]] gives [[Key]] to [[Bruno]]
    - [[Ada]] sends [[Key]] to [[Lighthouse]]
    - [[Ada]] gives [[Key]] to [[Harbour]]
    === Key.md
    ---
    kind: object
    ---
    === Lighthouse.md
    ---
    kind: place
    ---
    """
    assert found(told) == [("kind-unfit", "Harbour.md", 8)]
    assert "the recipient" in told[0].message


MARIA = """=== Maria.md
---
kind: character
---
=== Maria Hill.md
---
kind: character
names:
  - {name: Maria Hill, revealed: %s}
---
=== Harbour.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog
- [[Ada]] meets [[Maria Hill]] "Maria was there"
### 2. Sun
- [[Ada]] meets [[Maria]]
"""


@pytest.mark.parametrize(("revealed", "lines"), [("linked", []), ("Harbour 1x02", [6])])
def test_a_first_name_is_that_of_somebody_whom_the_line_links_if_their_name_is_known(
    revealed: str, lines: list[int]
) -> None:
    said = [it for it in problems(MARIA % revealed) if it.code == "name-unlinked"]
    assert [it.line for it in said] == lines


@pytest.mark.parametrize(
    ("written", "count"),
    [("they retake the Lemurian Star", 0), ("they look for Star", 1), ("a Lemurian Star, and Star", 1)],
)
def test_a_word_of_the_language_within_another_name_is_not_that_of_somebody(written: str, count: int) -> None:
    star = "=== Star.md\n---\nkind: character\n---\n=== Harbour.md\n---\nkind: series\n---\n"
    star += "## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n"
    star += f'- [[Ada]] meets [[Bruno]] "{written}"\n### 2. Sun\n- [[Ada]] meets [[Star]]\n'
    star += '- [[Star]] fights [[Ada]] "a star"\n'
    assert [it.code for it in problems(star)].count("name-unlinked") == count


@pytest.mark.parametrize(
    ("name", "written", "count"),
    [
        ("Hydra Agent Paula", "they leave Hydra", 0),
        ("Hydra Agent Paula", "they leave Paula", 1),
        ("Dogs of Hell Pope", "they leave the Dogs", 0),
        ("Agent Paula Brixton", "they leave Brixton", 1),
        ("Agent Brun", "they leave Brun", 0),
        ("Victoria Hand", "they lend The Hand a hand", 0),
        ("Victoria Hand", "they lend Hand a hand", 1),
    ],
)
def test_what_stands_before_a_role_or_is_short_for_somebody_there_is_not_the_name_of_a_person(
    name: str, written: str, count: int
) -> None:
    pages = f"=== {name}.md\n---\nkind: character\n---\n=== Harbour.md\n---\nkind: series\n---\n"
    pages += "## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n"
    pages += f'- [[Ada]] meets [[Bruno]] "{written}"\n### 2. Sun\n- [[Ada]] meets [[{name}]]\n'
    assert [it.code for it in problems(pages)].count("name-part-unlinked") == count


@story
def test_the_name_of_an_installment_may_be_that_of_a_place_and_not_that_of_a_group(found: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 4 episodes)
    ### 1. The Kingsroad
    - [[Ada]] meets [[Bruno]]
    ### 2. Smugglers of the Bay
    - [[Ada]] meets [[Bruno]]
    ### 3. Sun
    - [[Ada]] visits [[The Kingsroad]]
    ### 4. Rain
    - [[Bruno]] is a member of [[Smugglers of the Bay]]
    === The Kingsroad.md
    ---
    kind: place
    ---
    === Smugglers of the Bay.md
    ---
    kind: group
    ---
    """
    assert [(it.line, it.code) for it in found if it.code == "installment-tells"] == [(7, "installment-tells")]


@story
def test_whoever_is_called_after_a_place_is_not_told_by_its_name(found: list[Problem]) -> None:
    """
    === Harbour.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. Fog
    - [[Ada]] visits [[Mole's Town]]
    - [[Ada]] visits [[Edwin's boat]]
    ### 2. Sun
    - [[Ada]] meets [[Mole's Town Madam]], [[Edwin Marlowe]]
    === Mole's Town.md
    ---
    kind: place
    ---
    === Edwin's boat.md
    ---
    kind: place
    ---
    === Mole's Town Madam.md
    ---
    kind: character
    ---
    === Edwin Marlowe.md
    ---
    kind: character
    ---
    """
    assert [(it.file, it.code) for it in found if it.code == "name-in-name"] == [("Edwin's boat.md", "name-in-name")]
