"""What a box offers while somebody types; and the index that search and suggestions look through."""

from random import Random

import pytest

import intertwine
from intertwine import questions
from intertwine.gate.view import View
from intertwine.model.word_index import WordIndex, compared
from intertwine.questions import searching
from intertwine.questions.meaning import taken
from intertwine.questions.near_names import near_names, ranked
from tests.laws.ask import opened, progress
from tests.laws.law import made
from tests.questions.slow_search import facts_with, named
from tests.worlds import world

CLINIC = """
=== people/Ida Brandt.md
---
kind: character
---
### [[Ward]] 1x01
One who has mended half of the harbour.
=== people/Nurse Olm.md
---
kind: character
---
=== people/Tove Lind.md
---
kind: character
names:
  - {name: Tove Lind, revealed: Ward 1x01}
  - {name: the Heron, revealed: Ward 1x02}
---
=== titles/Ward.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ida Brandt]] works as "a nurse"
- [[Ida Brandt]] meets [[Tove Lind]]
- [[Ida Brandt]] helps [[Nurse Olm]]
- [[Tove Lind]] is described as "the one who fetched a nurse for all of the harbour"
### 2. Two
- [[Tove Lind]] works as "a night porter"
"""


@pytest.fixture(scope="module")
def clinic() -> View:
    return world(CLINIC).seen("everything")


def offered(view: View, text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.match) for hit in questions.suggestions(view, text).hits]


def test_somebody_is_found_by_what_they_do_whatever_the_article(clinic: View) -> None:
    for query in ("nurse", "the nurse", "A Nurse"):
        first, second, *_ = questions.search(clinic, query).names
        assert (first.name, first.match, first.role) == ("Ida Brandt", "role", "a nurse")
        assert (second.name, second.match) == ("Nurse Olm", "prefix")
    assert [hit.name for hit in questions.search(clinic, "night porter").names] == ["Tove Lind"]


def test_who_is_only_spoken_of_in_a_description_comes_after_names(clinic: View) -> None:
    assert [hit.name for hit in questions.search(clinic, "nurse").names] == ["Ida Brandt", "Nurse Olm", "Tove Lind"]


def test_the_beginnings_of_several_words_find_a_name_in_any_order(clinic: View) -> None:
    assert offered(clinic, "li to") == [("Tove Lind", "word")]
    assert offered(clinic, "tove li") == [("Tove Lind", "prefix")]


def test_a_near_spelling_is_offered_where_nothing_else_is(clinic: View) -> None:
    assert offered(clinic, "Ida Brnadt") == [("Ida Brandt", "close")]
    assert near_names(clinic, "Hernon", titles=False) == ("Tove Lind",)


def test_titles_alone_or_all_else(clinic: View) -> None:
    assert [hit.name for hit in questions.suggestions(clinic, "war", titles=True).hits] == ["Ward"]
    assert questions.suggestions(clinic, "war", titles=False).hits == ()


def test_no_more_is_offered_than_asked_for(clinic: View) -> None:
    assert len(questions.suggestions(clinic, "n", most=1).hits) == 1
    assert questions.suggestions(clinic, "n", most=0).hits == ()
    assert questions.suggestions(clinic, " ").hits == ()


def test_hidden_names_and_jobs_suggest_nothing_and_spoil_nothing() -> None:
    universe = world(CLINIC)
    before = universe.seen("Ward 1x01")
    assert offered(before, "heron") == offered(before, "porter") == offered(before, "Hernon") == []
    assert offered(universe.seen("everything"), "heron") == [("the Heron", "exact")]


def test_pages_of_what_was_found_are_parts_of_all_of_it() -> None:
    view = intertwine.load().seen("Daredevil S1").view
    whole = questions.search(view, "a", 1000)
    assert len(whole.names) == whole.total_names > 20
    pages = [questions.search(view, "a", 7, start) for start in range(0, whole.total_facts + whole.total_names, 7)]
    assert [hit for page in pages for hit in page.names] == list(whole.names)
    assert [told for page in pages for told in page.facts][:1000] == list(whole.facts)
    assert {(page.total_names, page.total_facts) for page in pages} == {(whole.total_names, whole.total_facts)}


@pytest.mark.parametrize("seed", range(12))
def test_the_index_finds_what_is_found_one_by_one(seed: int) -> None:
    pair, random = made(seed), Random(seed)
    view = opened(pair.left).seen(progress(pair.trek))
    words = sorted({word for _, name in view.names.every() for word in compared(name).split()} | {"the", "meets", "zz"})
    for _ in range(6):
        query = " ".join(word[: random.randint(1, 4)] for word in random.choices(words, k=random.randint(1, 2)))
        told = searching.found_lines(view, query)
        assert facts_with(view, query) == set(told.tolist())
        found = ranked(view, query, prose=False).some(0, 1000)
        assert named(view, query) <= {it.who for it in found}
        by_name = {it.who for it in found if it.match in ("prefix", "word")}
        assert by_name <= named(view, query)


def test_an_index_of_words_finds_by_beginnings_and_whole_words() -> None:
    index = WordIndex.of(["Night Nurse", "", "the night; nightly", "Nürnberg"])
    assert index.beginning("night").tolist() == [0, 2]
    assert index.with_word("nightly").tolist() == [2]
    assert index.beginning("nu").tolist() == [0, 3]
    assert index.beginning("zz").tolist() == index.with_word("nigh").tolist() == []
    assert WordIndex.of([]).beginning("a").tolist() == []


def test_a_name_that_nobody_has_is_taken_for_what_it_clearly_means(clinic: View) -> None:
    for asked in ("ida", "Ida Brnadt", "brandt"):
        assert questions.who(clinic, asked).name == "Ida Brandt"
        assert (found := taken(clinic, asked)) is not None
        assert found.name == "Ida Brandt"
    assert taken(clinic, "Ida Brandt") is None
    assert questions.met(clinic, ["the porter", "Ida Brandt"]).taken["the porter"].name == "Tove Lind"
    assert intertwine.load().seen("Daredevil S1").who("the nurse").name == "Claire Temple"


def test_words_that_prose_says_of_one_person_alone_mean_that_person(clinic: View) -> None:
    for asked in ("who mended", "mended half"):
        assert questions.met(clinic, [asked, "the porter"]).taken[asked].name == "Ida Brandt"
    nils = "=== people/Nils.md\n---\nkind: character\n---\n### [[Ward]] 1x01\nHe mended a boat.\n"
    told_of_two = world(f"{CLINIC}\n{nils}")
    for asked in ("mended", "mend", "xyzzy mended"):
        with pytest.raises(questions.NotThere):
            questions.who(told_of_two.seen("everything"), asked)
    with pytest.raises(questions.NotThere):
        questions.who(clinic, "half")
    with pytest.raises(questions.NotThere):
        questions.title(clinic, "mended")


def test_what_is_not_clear_is_a_choice_or_is_not_there() -> None:
    view = world(CLINIC.replace("Tove Lind", "Idun Brand")).seen("everything")
    with pytest.raises(questions.Ambiguous, match="may mean several") as several:
        questions.who(view, "bran")
    assert {it.name for it in several.value.choices} == {"Ida Brandt", "Idun Brand"}
    for asked in ("id", "xyzzy", "wa 1x02"):
        with pytest.raises(questions.NotThere):
            questions.who(view, asked)
    with pytest.raises(questions.NotThere, match="is a title"):
        questions.who(view, "Ward")
    assert questions.title(view, "wrad").name == "Ward"
    with pytest.raises(questions.NotThere):
        questions.title(view, "ward 2x0")


def test_who_is_hidden_makes_nothing_clear_or_unclear() -> None:
    more = CLINIC + '### 3. Three\n- [[Ida Holm]] works as "a nurse"\n' + "- [[Ida Holm]] meets [[Nurse Olm]]\n" * 9
    before = world(more.replace("2 episodes", "3 episodes")).seen("Ward 1x01-1x02")
    assert questions.who(before, "ida").name == "Ida Brandt"
