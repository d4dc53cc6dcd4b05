"""Previously on, in a few sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intertwine
from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.common import Told
from intertwine.questions.recap_sentences import begins_well
from tests.worlds import universe, world

STORY = """
=== thread: The Fire, What the Flood took
=== threads/The Flood.md
---
kind: thread
---
# The Flood
### Ebb 1x01
Who opened the sluice? Somebody knows.
=== person: Zoe Actor
=== titles/Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 3 episodes)
### Whole season
[[Ada]] comes to the harbour. She finds [[Ben]] there. It costs her a boat. [[Ben]] leaves the harbour with [[Cleo]].
### 1. One
[[Ada]] lands in a storm. [[Cleo]] hides her.
- [[Ada]] meets [[Ben]]
- [[Ada]] opens [[The Fire]]
- [[Ada]] opens [[The Flood]]
### 2. Two
- [[Cleo]] kills [[Dan]]
- together: [[Ada]], [[Ben]]
- [[Ada]] resolves [[The Fire]]
### 3. Three
[[Ben]] packs his things.
- [[Ada]] opens [[What the Flood took]]
## Season 2 (2016-01-01, 2 episodes)
### 1. One
- [[Ada]] returns to [[The Harbour]]
### 2. Two
=== place: The Harbour
=== titles/Flow.md
---
kind: series
cast:
  - "[[Zoe Actor]] as [[Ben]] (public role)"
---
### Public
- [[Flow]] picks up [[Ebb]]
## Season 1 (2015-06-01, 1 episode)
### 1. One
[[Ben]] and [[Dora]] wait in the fog. They see a light.
"""


@pytest.fixture(scope="module")
def story() -> Universe:
    return world(STORY)


def told(view: View, before: str, most: int = 5) -> list[tuple[str, list[str]]]:
    found = questions.previously(view, before, most).short
    return [(part.at.text, [it.text for it in part.sentences]) for part in found.parts]


def threads(view: View, before: str) -> list[str]:
    return [it.text for it in questions.previously(view, before).short.threads]


def test_within_a_season_it_is_the_last_installment_that_was_passed(story: Universe) -> None:
    first = [("Ebb 1x01", ["Ada lands in a storm.", "Cleo hides her."])]
    assert told(story.seen("Ebb 1x01"), "Ebb 1x02") == first
    # The second was not seen.
    assert told(story.seen("Ebb 1x01"), "Ebb 1x03") == first
    # To watch again tells no more than was known then.
    assert told(story.seen("everything"), "Ebb 1x02") == first
    assert told(story.seen("told Ebb 1x01"), "Ebb 1x02") == first


def test_facts_stand_where_there_is_no_prose_and_an_earlier_installment_where_there_is_room(story: Universe) -> None:
    view = story.seen("Ebb 1x01-1x02")
    last = ("Ebb 1x02", ["Cleo kills Dan."])
    assert told(view, "Ebb 1x03") == [("Ebb 1x01", ["Ada lands in a storm.", "Cleo hides her."]), last]
    assert told(view, "Ebb 1x03", 2) == [last]


def test_before_a_season_it_is_the_whole_recap_of_the_one_before(story: Universe) -> None:
    whole = [
        "Ada comes to the harbour.",
        "She finds Ben there.",
        "It costs her a boat.",
        "Ben leaves the harbour with Cleo.",
    ]
    assert told(story.seen("Ebb S1"), "Ebb S2") == [("Ebb S1", whole)]
    assert told(story.seen("Ebb S1"), "Ebb 2x01") == [("Ebb S1", whole)]
    # With less room none of the sentences points to one that is left out.
    assert told(story.seen("Ebb S1"), "Ebb S2", 3) == [("Ebb S1", [*whole[:2], whole[3]])]
    assert told(story.seen("Ebb S1"), "Ebb S2", 1) == [("Ebb S1", whole[3:])]
    # Not all of it was seen: the last installments are told.
    assert told(story.seen("Ebb 1x03"), "Ebb S2") == [("Ebb 1x03", ["Ben packs his things."])]


def test_what_came_out_since_and_picks_the_title_up_is_told_as_well(story: Universe) -> None:
    assert told(story.seen("Ebb S1, Flow"), "Ebb S2")[1] == ("Flow 1x01", ["Ben and Dora wait in the fog."])


def test_before_a_crossover_it_is_about_people_whom_it_bills(story: Universe) -> None:
    assert told(story.seen("Ebb S1"), "Flow") == [
        ("Ebb S1", ["Ada comes to the harbour.", "She finds Ben there.", "Ben leaves the harbour with Cleo."])
    ]
    assert told(story.seen("Ebb 1x01"), "Flow") == [("Ebb S1", ["Ada meets Ben."])]
    assert told(story.seen(), "Flow") == []


def test_open_threads_take_the_room_that_is_left(story: Universe) -> None:
    assert threads(story.seen("Ebb 1x01"), "Ebb 1x02") == ["Still open: the Flood. Who opened the sluice?"]
    assert threads(story.seen("Ebb S1"), "Ebb S2") == ["Still open: what the Flood took."]
    assert threads(story.seen("Ebb S1, Ebb 2x01"), "Ebb 2x02") == []
    whole = questions.previously(story.seen("Ebb S1"), "Ebb S2").long
    assert [it.thread.name for it in whole.threads] == ["What the Flood took", "The Flood"]


def test_an_open_thread_without_room_for_its_question_is_only_named_and_the_longer_one_asks(story: Universe) -> None:
    tight = questions.previously(story.seen("Ebb 1x01"), "Ebb 1x02", most=3)
    assert len(tight.short.sentences) == 2
    assert [it.text for it in tight.short.threads] == ["Still open: the Flood."]
    assert tight.goes_on
    asked = [it.text for it in tight.long.threads]
    assert asked == ["Still open: the Flood. Who opened the sluice?", "Still open: the Fire."]


def test_before_a_title_that_was_begun_it_is_what_leads_up_to_its_next_installment(story: Universe) -> None:
    begun = story.seen("Ebb 1x01")
    assert questions.previously(begun, "Ebb") == questions.previously(begun, "Ebb 1x02")
    assert questions.recap(begun, "Ebb") == questions.recap(begun, "Ebb 1x02")
    skips = story.seen("Ebb 1x01, 1x03")
    assert questions.previously(skips, "Ebb").before.text == "Ebb 1x02"


@pytest.mark.parametrize("seen", ["", "Flow S1", "Ebb S1-S2"])
def test_before_a_title_of_which_nothing_or_all_was_seen_it_is_what_leads_up_to_the_title(
    story: Universe, seen: str
) -> None:
    assert questions.previously(story.seen(seen), "Ebb").before.text == "Ebb"


def test_the_longer_one_begins_with_the_season_before(story: Universe) -> None:
    found = questions.previously(story.seen("Ebb S1, 2x01"), "Ebb 2x02").long
    assert [part.at.text for part in found.parts] == ["Ebb S1", "Ebb 2x01"]


def test_what_is_in_a_frame_or_was_disproved_is_left_out() -> None:
    view = world(
        """
        === titles/Mist.md
        ---
        kind: series
        ---
        ## Season 1 (2015-01-01, 3 episodes)
        ### 1. One
        - [[Ada]] kills [[Ben]] ^ben-dies
        - [[Cleo]] attacks [[Ada]] ^attack
        - [[Cleo]] hires [[Ada]]
        ### 2. Two
        - [[Ben]] turns out to be alive
          - disproves: ^ben-dies
        ### 3. Three
        """
    ).seen("everything")
    assert [text for _, sentences in told(view, "Mist 1x03") for text in sentences if "kills" in text] == []


@universe
def test_a_title_bills_whom_the_viewer_knows_its_actors_to_play(it: Universe) -> None:
    """
    === person: Zoe Actor, Max Actor
    === titles/Dawn.md
    ---
    kind: series
    cast:
      - "[[Zoe Actor]] as [[Ada]]"
      - "[[Max Actor]] as [[Ben]]"
    ---
    ## Season 1 (2014-01-01, 1 episode)
    ### 1. One
    [[Cleo]] finds a key. [[Ada]] waits in the fog.
    - [[Ada]] attacks [[Cleo]]
    ## Season 2 (2015-01-01, 1 episode)
    ### 1. One
    [[Cleo]] loses the key.
    - [[Cleo]] attacks [[Ben]]
    === titles/Noon.md
    ---
    kind: film
    released: 2015-06-01
    ---
    ### Whole title
    [[Cleo]] goes to sea.
    - [[Cleo]] attacks [[Dan]]
    === titles/Dusk.md
    ---
    kind: series
    cast:
      - "[[Zoe Actor]] as [[Ada]] (public)"
      - "[[Max Actor]] as [[Dan]]"
    ---
    ## Season 1 (2016-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Dan]]
    ### 2. Two
    """
    fog, sea = ("Dawn 1x01", ["Ada waits in the fog."]), ("Noon", ["Cleo goes to sea."])
    # The last season in which she was on stage, not the last one that was seen, and of it what is about her.
    assert told(it.seen("Dawn, Noon"), "Dusk", 1) == [fog]
    assert told(it.seen("told Dawn, Noon"), "Dusk", 1) == [fog]
    assert told(it.seen("everything"), "Dusk", 1) == [fog]
    assert [one.who.name for one in questions.recap(it.seen("Dawn, Noon"), "Dusk").people] == ["Ada"]
    # Who does not know whom she plays is told what came last; that Max Actor is in it, nobody knows before.
    assert told(it.seen("Noon"), "Dusk", 1) == [sea]
    assert told(it.seen("Dawn S2, Noon"), "Dusk", 1) == [sea]


@universe
def test_whom_an_actor_plays_elsewhere_counts_only_where_no_role_is_known_in_the_title(it: Universe) -> None:
    """
    === person: Zoe Actor, Max Actor
    === titles/Dawn.md
    ---
    kind: film
    released: 2014-01-01
    cast:
      - "[[Zoe Actor]] as [[Ada]]"
      - "[[Max Actor]] as [[Ben]]"
    ---
    ### Whole title
    - together: [[Ada]], [[Ben]]
    === titles/Dusk.md
    ---
    kind: series
    cast:
      - "[[Zoe Actor]] as [[Cleo]] (public role)"
      - "[[Max Actor]] as [[Dan]] (public)"
    ---
    ## Season 1 (2016-01-01, 2 episodes)
    ### 1. One
    - [[Cleo]] meets [[Dan]]
    ### 2. Two
    """

    def people(seen: str, before: str) -> list[str]:
        return [one.who.name for one in questions.recap(it.seen(seen), before).people]

    assert people("", "Dusk") == ["Cleo"]
    assert people("Dawn", "Dusk") == ["Cleo", "Ben"]
    assert people("Dawn, Dusk 1x01", "Dusk 1x02") == ["Cleo", "Dan"]
    # To watch again tells no more than was known then.
    assert people("Dawn, Dusk 1x01", "Dusk 1x01") == ["Cleo", "Ben"]


@universe
def test_the_seasons_of_a_recap_are_the_last_few_with_whom_the_title_bills(it: Universe) -> None:
    """
    === person: Zoe Actor
    === titles/One.md
    ---
    kind: film
    released: 2011-01-01
    ---
    ### Whole title
    [[Ada]] counts one.
    - [[Ada]] attacks [[Ben]]
    === titles/Two.md
    ---
    kind: film
    released: 2012-01-01
    ---
    ### Whole title
    [[Ada]] counts two.
    - [[Ben]] meets [[Ada]]
    === titles/Three.md
    ---
    kind: series
    ---
    ## Season 1 (2013-01-01, 1 episode)
    ### 1. One
    [[Ada]] counts three.
    - [[Ada]] attacks [[Ben]]
    ## Season 0 (2013-03-01, 1 episode)
    ### 1. Extra
    [[Ada]] counts on.
    - [[Ada]] attacks [[Ben]]
    === titles/Four.md
    ---
    kind: film
    released: 2014-01-01
    ---
    ### Whole title
    [[Ada]] counts four.
    - [[Ada]] attacks [[Ben]]
    === titles/Five.md
    ---
    kind: film
    released: 2015-01-01
    cast:
      - "[[Zoe Actor]] as [[Ada]] (public role)"
    ---
    ### Whole title
    """
    counted = [("Two", ["Ada counts two."]), ("Three 1x01", ["Ada counts three."]), ("Four", ["Ada counts four."])]
    assert told(it.seen("everything"), "Five") == counted
    assert told(it.seen("One, Three S0"), "Five") == [
        ("One", ["Ada counts one."]),
        ("Three 0x01", ["Ada counts on."]),
    ]


BOOKS = """
=== titles/One.md
---
kind: book
---
## Chapters (2004-01-01, 2 chapters)
### 1.
[[Ada]] finds a map.
### 2.
[[Ada]] buries the map.
=== titles/Two.md
---
kind: book
---
## Chapters (2006-01-01, 1 chapter)
### 1.
- [[Ada]] meets [[Ben]]
"""


def test_before_a_book_that_bills_nobody_it_is_the_book_before() -> None:
    view = world(BOOKS).seen("One")
    assert told(view, "Two") == [("One chapter 1", ["Ada finds a map."]), ("One chapter 2", ["Ada buries the map."])]
    assert told(world(BOOKS).seen(), "Two") == []


@pytest.mark.parametrize("before", ["Ebb S3", "Ebb 1x09", "Nowhere", "Ada"])
def test_what_is_not_listed_is_not_there(story: Universe, before: str) -> None:
    with pytest.raises(questions.NotThere):
        questions.previously(story.seen("everything"), before)


@pytest.mark.parametrize(
    ("text", "right"),
    [("He burns.", False), ("It costs a boat.", False), ("Ada lands.", True), ("There they wait.", False), ("", True)],
)
def test_a_recap_begins_with_nothing_that_points_back(text: str, right: bool) -> None:
    assert begins_well(Told(text, (), None, "", None, False, False)) == right


PLACES = ["Daredevil 1x02", "Daredevil S2", "Daredevil 2x13", "Daredevil S3", "Jessica Jones 1x09", "Luke Cage",
          "Iron Fist S2", "The Defenders", "The Defenders 1x05", "The Punisher", "The Punisher 2x03"]  # fmt: skip
SEEN = [
    "Daredevil S1", "Daredevil S2", "told Daredevil S1", "Daredevil 1x01-1x06", "Jessica Jones S1", "Luke Cage S1",
    "told Jessica Jones 1x05", "Iron Fist S1", "The Defenders 1x01-1x04", "The Punisher S1", "everything",
]  # fmt: skip


@settings(max_examples=10, deadline=None)
@given(st.sets(st.sampled_from(SEEN), max_size=5), st.sampled_from(PLACES))
def test_every_recap_of_the_bundled_universe_keeps_its_measure(seen: set[str], before: str) -> None:
    found = questions.previously(intertwine.load().seen(", ".join(sorted(seen))).view, before)
    for most, text in ((5, found.short), (15, found.long)):
        assert len(text.sentences) + sum(it.sentences for it in text.threads) <= most
        assert all(part.sentences and begins_well(part.sentences[0]) for part in text.parts)
        assert all(told.text.endswith((".", "?", "!")) and not told.disproved for told in text.sentences)
        # Nothing is said twice.
        assert len({told.text for told in text.sentences}) == len(text.sentences)
    # Who is told that there is more gets more, and who is told that there is none misses nothing.
    said = [{*it.sentences, *(thread.text for thread in it.threads)} for it in (found.short, found.long)]
    assert found.goes_on == (bool(found.short.parts) and not said[0].issuperset(said[1]))
