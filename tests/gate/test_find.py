"""Finding in a view by what people type: names compare in one way, the same as everywhere."""

import pytest

from intertwine import questions
from intertwine.check.names.name_unlinked import name_unlinked
from intertwine.check.source import Source
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.linear import assert_linear
from tests.worlds import compiled, universe, with_people, world


def names(view: View, text: str) -> list[str]:
    """The best names of those who are found."""
    return [view.names.best(n) for n in view.names.find(text)]


@universe
def test_the_name_that_is_written_exactly_comes_first(universe: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - [[Søren]] meets [[Soren]] and [[SOREN]]
    - [[Spider-Man]] meets [[Mr. Robot]] and [[Mr Robot!]]
    - [[Hell’s Angel]] meets [[かき]] and [[がき]]
    - [[Łukasz Đorđe]] meets [[Ann Čapek]]
    """
    view = universe.seen("Tide")
    for name in ("Søren", "Soren", "SOREN", "Mr. Robot", "Mr Robot!", "かき", "がき"):
        assert names(view, name) == [name]
    assert names(view, " Søren  ") == ["Søren"]
    assert sorted(names(view, "søren")) == ["SOREN", "Soren", "Søren"]
    assert names(view, "spider man") == names(view, "SPIDER–MAN") == ["Spider-Man"]
    assert names(view, "spiderman") == ["Spider-Man"]
    assert sorted(names(view, "mr robot")) == ["Mr Robot!", "Mr. Robot"]
    assert names(view, "hells angel") == names(view, "Hell's Angel") == ["Hell’s Angel"]
    assert names(view, "か\u3099き") == ["がき"]
    assert names(view, "lukasz dorde") == ["Łukasz Đorđe"]
    assert names(view, "Ann C\u030capek") == names(view, "ann capek") == ["Ann Čapek"]
    assert view.names.address(view.names.find("Łukasz Đorđe")[0]) == "lukasz-dorde"


@universe
def test_search_puts_the_most_exact_name_first_and_takes_words_whatever_the_punctuation(
    universe: Universe,
) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - [[SØREN]] meets [[Søren]] and [[Soren]]
    - [[Mr. Robot]] dies "in Łódź, at the Hell’s Gate"
    - [[かき]] meets [[がき]]
    """
    view = universe.seen("Tide")

    def found(query: str) -> list[str]:
        return [hit.name for hit in questions.search(view, query).names]

    assert found("Soren")[0] == "Soren"
    assert found("Søren")[0] == "Søren"
    assert found("mr robot") == ["Mr. Robot"]
    assert found("がき") == ["がき"]
    for query in ("lodz", "ŁÓDŹ", "hells", "hell's gate"):
        assert questions.search(view, query).total_facts == 1


def test_what_is_meant_is_offered_whatever_the_case_accents_and_punctuation() -> None:
    files = {
        "titles/Tide.md": "---\nkind: film\nreleased: 2015-01-01\n---\n### Whole title\n"
        "- [[soren]] meets [[spider man]]\n- [[Mr Robot]] meets [[がき]]\n",
        **{f"people/{key}.md": "---\nkind: character\n---\n" for key in ("Søren", "Spider-Man", "Mr. Robot", "かき")},
    }
    hints = {problem.message: problem.hint for problem in compiled(files).problems}
    assert hints['nothing here is called "soren"'] == 'did you mean "Søren"?'
    assert hints['nothing here is called "spider man"'] == 'did you mean "Spider-Man"?'
    assert hints['nothing here is called "Mr Robot"'] == 'did you mean "Mr. Robot"?'


@pytest.mark.parametrize("written", ["Robin", "robin", "ROBIN", "Rob\u00adin", "Robin!"])
def test_a_link_that_writes_a_declared_name_in_any_way_needs_that_name(written: str) -> None:
    files = {
        "titles/Tide.md": "---\nkind: series\n---\n## Season 1 (2015-01-01, 2 episodes)\n### 1. One\n"
        f"- [[Ann]] meets [[Bob]]\n\nAnn sees [[Bob|{written}]] again.\n\n### 2. Two\n- [[Ann]] meets [[Bob]]\n",
        "people/Bob.md": "---\nkind: character\nnames:\n  - {name: Bob, revealed: Tide 1x01}\n"
        "  - {name: Robin, revealed: Tide 1x02}\n---\n",
    }
    universe = Universe(compiled(with_people(files)))
    early, late = (
        [view.words(fact) for fact in view.facts.of()] for view in map(universe.seen, ("Tide 1x01", "Tide 1x01-1x02"))
    )
    assert "Ann meets Bob" in early
    assert not any("again" in words for words in early)
    assert f"Ann sees {written} again." in late


def test_a_name_in_prose_that_no_link_hides_is_found_however_it_is_typed() -> None:
    files = {
        "titles/Tide.md": "---\nkind: series\n---\n## Season 1 (2015-01-01, 2 episodes)\n### 1. One\n"
        "- [[Ann]] meets [[Bob]]\n\nAnn waits for O’Ne\u0301al here.\n\n### 2. Two\n- [[Ann]] meets [[Bob]]\n",
        "people/Bob.md": "---\nkind: character\nnames:\n  - {name: Bob, revealed: Tide 1x01}\n"
        "  - {name: O'N\u00e9al, revealed: Tide 1x02}\n---\n",
    }
    source = Source(compiled(with_people(files)).ledger, with_people(files))
    assert [it.at.place.line for it in name_unlinked(source)] == [8]


@pytest.mark.parametrize("text", ["", " ", "()", "(2015)", "Tide (2015", "Tide 2015)", "-", "…", "the", "\u0301"])
@universe
def test_what_names_nothing_finds_nothing(universe: Universe, text: str) -> None:
    """
    === titles/Tide.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Public
    - [[???]] meets [[Ann]]
    """
    view = universe.seen("Tide")
    assert view.names.find(text) == ()
    assert names(view, "Tide (2015)") == names(view, " tide(2015) ") == ["Tide"]
    assert names(view, "???") == ["???"]


@pytest.mark.parametrize(
    "part", [" ", "-", "a-", "'", "(", "(2015)", "the ", "\u0315\u0300", "é", "か\u3099", ". ", "x"]
)
def test_finding_takes_time_in_proportion_to_what_is_typed(part: str) -> None:
    view = world({"titles/Tide.md": "---\nkind: film\nreleased: 2015-01-01\n---\n"}).seen("Tide")

    def ask(text: str) -> None:
        assert view.names.find(f"a{text}") == ()
        assert view.names.at(f"a{text}", titles=True) is None
        assert questions.search(view, text).names == ()

    assert_linear(lambda n: part * (n // len(part)), ask, size=8_000)
