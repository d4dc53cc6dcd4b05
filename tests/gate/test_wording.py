"""How facts read: numbers agree, adverbs come last, articles are small inside a sentence and large at its beginning."""

from dataclasses import replace

import pytest

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.gate.wording import doing, parted
from intertwine.ledger.format import format_text
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.verb import Verb
from intertwine.model.words import capital, within
from tests.worlds import universe, world

MEETS = Verb("meets", ("meets", "meets again"), frozenset(), frozenset())


def said(viewer: View, name: str) -> list[str]:
    """The sentences of somebody's facts."""
    (entity,) = viewer.names.find(name)
    return [viewer.words(fact) for fact in viewer.facts.of(entity) if fact.form]


@universe
def test_a_name_of_several_takes_a_plural_verb(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - [[The Smugglers]] kidnaps [[Ada]]
    - [[The Smugglers]] are members of [[The Ring]]
    - [[The Smugglers]] does: "burn a boat"
    - [[The Ring]] kidnap [[Ada]]
    === groups/The Smugglers.md
    ---
    kind: group
    plural: true
    ---
    === groups/The Ring.md
    ---
    kind: group
    plural: false
    ---
    """
    assert said(there.seen("Tide"), "The Smugglers") == [
        "The Smugglers kidnap Ada",
        "The Smugglers are members of the Ring",
        "The Smugglers burn a boat",
    ]
    assert said(there.seen("Tide"), "Ada")[-1] == "The Ring kidnaps Ada"


@universe
def test_what_is_said_of_a_meeting_comes_after_whom_it_is_with(there: Universe) -> None:
    """
    === titles/The Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. One
    - [[Ada]] meets for the first time [[the keeper]], [[Cleo]] at [[The Pier]] "in the rain" ^first
    - [[Cleo]] learns ^first
    - [[the keeper]] represents [[Ada]]
    - [[the keeper]] defends in court [[Ada]]
    - [[The Tide]] is set in [[The Pier]]
    === places/The Pier.md
    ---
    kind: place
    ---
    """
    viewer = there.seen("The Tide")
    assert said(viewer, "Ada") == [
        "Ada meets the keeper and Cleo for the first time at the Pier in the rain",
        "The keeper represents Ada",
        "The keeper defends Ada in court",
    ]
    assert said(viewer, "Cleo")[1] == (
        "Cleo learns that Ada met the keeper and Cleo for the first time at the Pier in the rain"
    )
    assert "The Tide is set in the Pier" in said(viewer, "The Pier")


@pytest.mark.parametrize(
    ("words", "of_one"),
    [
        ("get a boy back", "gets a boy back"),
        ("have it burnt", "has it burnt"),
        ("be late", "is late"),
        ("do it again", "does it again"),
        ("go home", "goes home"),
        ("watch", "watches"),
        ("carry him", "carries him"),
        ("say goodbye", "says goodbye"),
        ("write, for her paper", "writes, for her paper"),
        ("miss the boat", "misses the boat"),
        ("gets a boy back", "gets a boy back"),
        ("not come", None),
        ("slowly turn", None),
        ("“Yes” is all", None),
        ("", None),
    ],
)
def test_what_somebody_does_is_said_of_one_and_of_several(words: str, of_one: str | None) -> None:
    assert doing(words, plural=False) == of_one
    assert doing(words, plural=True) == (None if of_one is None else words)


def test_words_that_do_not_begin_with_a_verb_keep_does() -> None:
    page = "---\nkind: series\n---\n## Season 1 (2017-03-01, 1 episode)\n### 1. One\n"
    fact = '- [[Ada]] does: "not come"\n- [[Ada]] does: "[[Ada]]’s best"\n'
    there = world({"Tide.md": page + fact, "Ada.md": "---\nkind: character\n---\n"})
    assert said(there.seen("Tide"), "Ada") == ["Ada does not come", "Ada does Ada’s best"]


def test_a_text_that_begins_with_a_comma_follows_without_a_space() -> None:
    page = "---\nkind: series\n---\n## Season 1 (2017-03-01, 1 episode)\n### 1. One\n"
    fact = '- [[Ada]] treats [[Bob]] ", who is ill"\n- [[Ada]] dies ", of a bullet"\n- [[Ada]] treats [[Bob]] "again"\n'
    people = {f"{name}.md": "---\nkind: character\n---\n" for name in ("Ada", "Bob")}
    there = world({"Tide.md": page + fact} | people)
    facts = ["Ada treats Bob, who is ill", "Ada dies, of a bullet", "Ada treats Bob again"]
    assert said(there.seen("Tide"), "Ada") == facts


def test_parts_of_a_wording() -> None:
    assert parted(MEETS, "meets again") == ("meets", " again")
    assert parted(MEETS, "meets") == ("meets", "")
    assert parted(MEETS, "defends in court") == ("defends in court", "")
    assert parted(replace(MEETS, after=("in court",)), "defends in court") == ("defends", " in court")
    assert (within("The Hand"), within("Theo"), capital("the Hand"), capital("")) == (
        "the Hand",
        "Theo",
        "The Hand",
        "",
    )


def test_a_page_that_says_its_name_is_plural() -> None:
    text = "---\nkind: group\nplural: true\n---\n"
    assert format_text("The Ring.md", text, built_in()) == text
    there = world({"The Ring.md": "---\nkind: group\nplural: maybe\n---\n"}, broken=True)
    assert [(it.code, it.line) for it in there.problems] == [("value-unreadable", 3)]
    there = world({"Tide.md": "---\nkind: series\nplural: true\n---\n"}, broken=True)
    assert [it.code for it in there.problems] == ["unknown-field"]


@universe
def test_a_place_whose_name_says_where_it_is_reads_as_a_sentence(there: Universe) -> None:
    """
    === titles/Tide.md
    ---
    kind: film
    ---
    ### Whole title
    - together: [[Ada]], [[Bob]] at [[Outside the Mill]]
    - [[Ada]] dies in [[Outside the Mill]]
    - [[Ada]] meets [[Bob]] at [[North to the Wall]]
    - together: at [[Outside the Mill]]
    - together: [[Ada]], [[Bob]] at [[The Wall]]
    - together: [[Ada]], [[Bob]] at [[Northern Road]]
    - together: [[Ada]] (a body) at [[Outside the Mill]] "after the storm"
    - together: [[Ada]] (a body), [[Bob]] (a body) at [[The Wall]]
    - together: [[Ada]] (a body)
    - together: [[Ada]], [[Bob]] (a body) at [[The Wall]]
    - together: [[Ada]] (heard) at [[The Wall]]
    === place: Outside the Mill, North to the Wall, The Wall, Northern Road
    """
    view = there.seen("everything")
    assert [view.words(it) for it in view.facts.of() if it.form] == [
        "Ada and Bob share a scene outside the Mill",
        "Ada dies in Outside the Mill",
        "Ada meets Bob on the way north to the Wall",
        "A scene outside the Mill",
        "Ada and Bob share a scene at the Wall",
        "Ada and Bob share a scene at Northern Road",
        "Ada is outside the Mill as a body after the storm",
        "Ada and Bob are at the Wall as bodies",
        "Ada is there as a body",
        "Ada is with the body of Bob at the Wall",
        "Ada is heard at the Wall",
    ]


def test_what_somebody_dreams_of_themselves_says_their_name_once() -> None:
    view = world(
        """
        === T.md
        ---
        kind: film
        ---
        ### Whole title
        - frame: dream of [[Ada]]
        - [[Ada]] has [[The Key]]
        - [[Bo]] is saved by [[Ada]]
        - [[Ada]] is saved by [[Bo]]
        - together: [[Ada]], [[Bo]]
        - [[Bo]] leaves [[Ada]]
          - frame: play "Hamlet"
        - [[Ada]] leaves [[Bo]]
          - frame: story of [[Ada]]
        === object: The Key
        """
    ).seen("everything")
    assert [view.words(it) for it in view.facts.of() if it.frame is not None and it.about is None] == [
        "In their own dream, Ada has the Key",
        "In a dream of Ada, Bo is saved by Ada",
        "In their own dream, Ada is saved by Bo",
        "In a dream of Ada, Ada and Bo share a scene",
        "In the play “Hamlet”, in a dream of Ada, Bo leaves Ada",
        "In a story that they tell, in their own dream, Ada leaves Bo",
    ]
