"""Who is there, who was taken for whom, and what did not really happen: in every answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.questions.meetings import Meeting
from tests.long import LONG
from tests.worlds import universe, world

VOICES = """
=== titles/Beacon.md
---
kind: series
---
## Season 1 (2019-01-01, 5 episodes)
### 1. One
- together: [[Ida]], [[Jon]] at [[Quay]]
### 2. Two
- together: [[Ida]], [[Leo]] (imagined)
### 3. Three
- together: [[Jon]], [[Leo]] (a body)
### 4. Four
- together: [[Leo]], [[Jon]] (as a boy)
  - true: 2009
### 5. Five
- together: [[Ida]], [[Nell]] (by voice)
"""
DOUBLE = """
=== titles/Beacon.md
---
kind: series
---
## Season 1 (2019-01-01, 6 episodes)
### 1. One
- [[Ida]] meets [[Jon]]
### 2. Two
- together: [[Ida]], [[Sil]], [[Nell]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 3. Three
- together: [[Ida]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
- together: [[Nell]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 4. Four
- [[Sil]] fights [[Nell]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 5. Five
- together: [[Ida]], [[Sil]], [[Nell]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 6. Six
"""
NIGHT = """
=== titles/Beacon.md
---
kind: series
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One
- [[Ida]] is married to [[Jon]]
- [[Nell]] dies
  - frame: plan of [[Leo]], revealed 1x04
### 2. The Night
- frame: dream of [[Ida]], revealed 1x03
- [[Ida]] meets [[Leo]]
- [[Ida]] marries [[Leo]]
- [[Jon]] dies
- together: [[Nell]], [[Leo]]
### 3. Three
- together: [[Nell]], [[Leo]]
  - frame: another world [[Far Shore]]
- [[Leo]] dies
  - frame: another world [[Far Shore]]
### 4. Four
- together: [[Ida]], [[Nell]]
"""


def pair(there: Universe, seen: str, a: str, b: str) -> Meeting:
    """What is known of two."""
    return questions.met(there.seen(seen), [a, b]).pairs[0]


@pytest.mark.parametrize(
    ("a", "b", "met", "how", "where"),
    [
        ("Ida", "Jon", True, "seen together", "Beacon 1x01"),
        ("Ida", "Leo", None, None, None),
        ("Jon", "Leo", True, "seen together", "Beacon 1x04"),
        ("Ida", "Nell", None, None, None),
    ],
)
def test_only_those_who_are_there_have_met(
    a: str, b: str, met: bool | None, how: str | None, where: str | None
) -> None:
    answer = pair(world(VOICES), "Beacon", a, b)
    assert (answer.met, answer.how, answer.where and answer.where.text) == (met, how, where)
    spoken = (a, b) == ("Ida", "Nell")
    assert (answer.spoken is not None) == spoken
    if answer.spoken and answer.spoken.where:
        assert (answer.spoken.how, answer.spoken.where.text) == ("spoken with", "Beacon 1x05")
        assert answer.spoken.text == "Ida shares a scene with Nell, who is only heard"
    assert questions.path(world(VOICES).seen("Beacon"), a, b).connected is (None if b == "Nell" else True)


@universe
def test_a_stage_has_the_story_times_of_its_scenes(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 5 episodes)
    ### 1. One
    - together: [[Ada]], [[Ben]]
    ### 2. Two
    - together: [[Ada]] (as a girl), [[Ben]] (imagined, as the king)
      - true: about 37 years before Ebb 1x01
    ### 3. Three
    - together: [[Ada]] (as a girl, then in person), [[Ben]]
    ### 4. Four
    - together: [[Ada]] (as a girl), [[Ben]]
    ### 5. Five
    - together: [[Ada]] (as a girl), [[Ben]]
      - true: about 37 years before Ebb 1x01
    - together: [[Ada]] (as a girl), [[Ben]]
    """
    view = there.seen("Ebb")
    before = ("about 37 years before Ebb 1x01",)
    (stage,) = questions.who(view, "Ada").stages
    assert (stage.words, stage.dates) == ("as a girl", before)
    assert stage.said == (("Ebb 1x02, 1x05", before), ("1x03-1x04", ()))
    assert [it.words for it in questions.who(view, "Ben").stages] == ["imagined, as the king"]


def test_seen_in_and_stages_are_of_those_who_are_there() -> None:
    view = world(VOICES).seen("Beacon")
    leo, jon, nell = (questions.who(view, name) for name in ("Leo", "Jon", "Nell"))
    assert [[at.text for at in it.installments] for it in leo.seen_in] == [["Beacon 1x04"]]
    assert (nell.seen_in, nell.stages) == ((), ())
    assert [(it.words, it.said) for it in jon.stages] == [("as a boy", (("Beacon 1x04", ("2009",)),))]
    # What only says how somebody is there is listed all the same.
    assert [it.text for it in leo.facts] == [
        "Ida shares a scene with Leo, who is only imagined",
        "Jon is with the body of Leo",
        "Leo and Jon (as a boy) share a scene",
    ]


@universe
def test_ties_and_recaps_are_of_those_who_are_there(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 1 episode)
    ### 1. One
    - together: [[Ada]], [[Ben]], [[Cleo]]
    - together: [[Ada]], [[Dan]] (remembered)
    - [[Dan]] (a picture) appears
    === titles/Flow.md
    ---
    kind: series
    ---
    ## Season 1 (2016-01-01, 2 episodes)
    ### 1. One
    - together: [[Ada]], [[Ben]] (heard), [[Cleo]] (heard, then in person)
    - [[Dan]] searches for [[Ada]]
    ### 2. Two
    """
    view = there.seen("Ebb, Flow 1x01")
    assert {it.who.name: [[one.name for one in at.met] for at in it.titles] for it in questions.ties(view).ties} == {
        "Ada": [["Ben", "Cleo"], ["Cleo"]],
        "Cleo": [["Ada", "Ben"], ["Ada"]],
    }
    assert [it.who.name for it in questions.recap(view, "Flow 1x02").people] == ["Ada", "Cleo", "Dan"]
    assert [(it.a, it.b) for it in questions.met(view, ["Ada", "Ben", "Cleo"]).pairs if it.spoken] == [
        ("Ada", "Ben"),
        ("Ada", "Cleo"),
        ("Ben", "Cleo"),
    ]


def test_before_it_comes_out_there_is_one_person_and_after_it_the_true_one_was_there() -> None:
    there = world(DOUBLE)
    before, after = there.seen("Beacon 1x01-1x05"), there.seen("Beacon 1x01-1x06")
    assert "Sil" not in json.dumps([questions.to_json(questions.who(before, n)) for n in ("Jon", "Ida", "Nell")])
    assert questions.met(before, ["Jon", "Sil"]).unknown == ("Sil",)
    jon, sil = questions.who(after, "Jon"), questions.who(after, "Sil")
    assert [it.text for it in jon.facts] == ["Ida meets Jon"]
    assert [[at.text for at in it.installments] for it in jon.seen_in] == [["Beacon 1x01"]]
    for page in (jon, sil):
        assert [(it.who.name, it.seemed.name, it.places) for it in page.taken_for] == [
            ("Sil", "Jon", "Beacon 1x02-1x05")
        ]
    assert questions.who(before, "Jon").taken_for == ()
    assert pair(there, "Beacon 1x01-1x05", "Jon", "Nell").how == "must have met"
    assert pair(there, "Beacon", "Jon", "Nell").met is None
    assert pair(there, "Beacon", "Sil", "Nell").how == "must have met"
    known = (pair(there, seen, "Ida", "Nell") for seen in ("Beacon 1x01-1x05", "Beacon"))
    assert {(it.how, it.where and it.where.text) for it in known} == {("seen together", "Beacon 1x02")}


def test_an_unmasking_is_news_in_one_sentence() -> None:
    there = world(DOUBLE)
    news = questions.learnt(there.seen("Beacon 1x01-1x05"), there.seen("Beacon"))
    assert [(it.who.name, it.seemed.name, it.places) for it in news.unmasked] == [("Sil", "Jon", "Beacon 1x02-1x05")]
    assert ([it.name for it in news.people], list(news.facts)) == (["Sil"], [])
    # What was not known at all is news as it is now.
    late = questions.learnt(there.seen("Beacon 1x01-1x03"), there.seen("Beacon"))
    assert [it.places for it in late.unmasked] == ["Beacon 1x02-1x03"]
    assert [it.text for it in late.facts] == [
        "Sil, as Jon, fights Nell",
        "Ida, Sil (as Jon) and Nell share a scene",
    ]
    nothing = questions.learnt(there.seen("Beacon"), there.seen("Beacon"))
    assert (nothing.unmasked, list(nothing.facts)) == ((), [])
    first = questions.learnt(there.seen(), there.seen("Beacon"))
    assert (first.unmasked, len(first.facts)) == ((), 6)


def test_a_frame_counts_inside_alone() -> None:
    there = world(NIGHT)
    ida, jon, leo, nell = (questions.who(there.seen("Beacon"), name) for name in ("Ida", "Jon", "Leo", "Nell"))
    # A death that had been believed and was none: they are alive. That of a known other world says nothing of this one.
    assert [it.alive for it in (ida, jon, leo, nell)] == [None, True, None, True]
    assert [it.fate and it.fate.text for it in (ida, jon, leo, nell)] == [
        None,
        "In a dream of Ida, Jon dies",
        None,
        "Only as planned by Leo, Nell dies",
    ]
    assert [(it.words, it.to and it.to.name, it.now) for it in ida.relations] == [("is married to", "Jon", True)]
    assert [(it.frame, it.alive, [one.to and one.to.name for one in it.relations]) for it in ida.inside] == [
        ("In a dream of Ida", None, ["Leo"])
    ]
    assert [(it.frame, it.alive, len(it.relations)) for it in leo.inside] == [
        ("In a dream of Ida", None, 1),
        ("In another world, Far Shore", False, 0),
    ]
    assert [(it.frame, it.alive) for it in jon.inside] == [("In a dream of Ida", False)]
    assert [it.text for it in nell.facts] == [
        "Only as planned by Leo, Nell dies",
        "In a dream of Ida, Nell and Leo share a scene",
        "In another world, Far Shore, Nell and Leo share a scene",
        "Ida and Nell share a scene",
    ]
    met = pair(there, "Beacon", "Nell", "Leo")
    assert (met.met, met.how, met.spoken) == (None, None, None)
    assert [(it.frame, it.encounter.how, it.encounter.where and it.encounter.where.text) for it in met.inside] == [
        ("In a dream of Ida", "seen together", "Beacon 1x02"),
        ("In another world, Far Shore", "seen together", "Beacon 1x03"),
    ]
    assert [it.encounter.how for it in pair(there, "Beacon", "Ida", "Leo").inside] == ["met"]
    assert questions.path(there.seen("Beacon"), "Ida", "Leo").connected is None
    assert [it.text for it in questions.search(there.seen("Beacon"), "nell dies").facts] == [
        "Only as planned by Leo, Nell dies"
    ]
    assert [it.text for it in questions.timeline(there.seen("Beacon"), ["Jon"], "story").facts] == [
        "Ida is married to Jon",
        "In a dream of Ida, Jon dies",
    ]


def test_a_frame_that_is_revealed_later_counted_until_then() -> None:
    there = world(NIGHT)
    before = there.seen("Beacon 1x01-1x02")
    assert [questions.who(before, name).alive for name in ("Jon", "Nell")] == [False, False]
    assert pair(there, "Beacon 1x01-1x02", "Ida", "Leo").how == "met"
    news = questions.learnt(before, there.seen("Beacon 1x01-1x03"))
    assert [(it.text, it.frame, it.whole, len(it.facts)) for it in news.frames] == [
        (
            "What was shown in Beacon 1x02 happened in a dream of Ida; so did this: Jon dies",
            "In a dream of Ida",
            True,
            4,
        )
    ]
    assert all(it.where and it.where.text == "Beacon 1x03" for it in news.facts)
    last = questions.learnt(there.seen("Beacon 1x01-1x03"), there.seen("Beacon"))
    assert [(it.text, it.at, it.whole) for it in last.frames] == [
        ("Only as planned by Leo, Nell dies", "Beacon 1x01", False)
    ]
    assert [it.text for it in last.facts] == ["Ida and Nell share a scene"]


@universe
def test_frames_within_frames_are_apart(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    ---
    ### Whole title
    - frame: another world "Deep"
    - [[Ada]] meets [[Ben]]
    - [[Ada]] dies
      - frame: dream of [[Ben]]
    """
    page = questions.who(there.seen("Ebb"), "Ada")
    assert [(it.frame, it.alive) for it in page.inside] == [("In a dream of Ben, in another world, “Deep”", False)]
    met = questions.met(there.seen("Ebb"), ["Ada", "Ben"]).pairs[0]
    assert [it.frame for it in met.inside] == ["In another world, “Deep”"]


@universe
def test_who_is_who_inside_a_frame_joins_nobody_outside(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
    - [[The Mask]] is [[Ada]]
      - frame: dream of [[Ben]], revealed 1x02
    ### 2. Two
    """
    before, after = there.seen("Ebb 1x01"), there.seen("Ebb")
    assert [len({*view.names.find("Ada"), *view.names.find("The Mask")}) for view in (before, after)] == [1, 2]
    assert [it.text for it in questions.who(after, "The Mask").facts] == ["In a dream of Ben, the Mask is Ada"]
    news = questions.learnt(before, after)
    assert [it.text for it in news.frames] == ["In a dream of Ben, the Mask is Ada"]
    assert ([*news.facts], news.merges) == ([], ())
    assert [it.text for it in questions.learnt(there.seen(), after).facts] == [
        "Ada meets Ben",
        "In a dream of Ben, the Mask is Ada",
    ]


BEQUEST = """
=== titles/Ember.md
---
kind: series
---
## Season 1 (2019-01-01, 6 episodes)
### 1. One
- [[Rolf]] is in a relationship with [[Ana]]
- [[Rolf]] joins [[The Guild]]
### 2. Two
- taken for: [[Max]] as [[Rolf]] until 1x05
- [[Max]] kisses [[Tea]] ^kiss
- [[Ana]] learns ^kiss
- [[Max]] steals [[The Cup]]
- [[Max]] marries [[Tea]]
- [[Cole]] kills [[Ana]] ^death
  - frame: plan of [[Ana]], revealed 1x05
- [[Tea]] learns ^death
- [[Ben]] dies ^ben
- [[Tea]] learns ^ben
### 3. Three
- together: [[Max]], [[Tea]]
  - taken for: [[Max]] as [[Rolf]] until 1x05
- together: [[Rolf]], [[Gil]]
### 4. The Night
- frame: dream of [[Gil]], revealed 1x05

Snow falls on [[Ben]].

- [[Ida]] meets [[Gil]]
- [[Gil]] dies
- together: [[Gil]], [[Ben]]
- together: [[Ida]], [[Ben]]
### 5. Five
- [[Ben]] meets [[Gil]]
  - disproves: ^ben
- [[Cole]] learns ^kiss
- [[Cole]] learns ^death
### 6. Six
- [[Rolf]] marries [[Ana]]
- [[Cole]] calls [[Gil]]
"""


def test_what_is_learnt_before_it_comes_out_is_believed_and_is_of_the_one_who_was_seen() -> None:
    there = world(BEQUEST)
    assert [it.text for it in questions.who(there.seen("Ember 1x01-1x04"), "Ana").facts][1] == (
        "Ana learns that Rolf kissed Tea"
    )
    known = {
        (it.who.name, it.mistaken, it.told.text)
        for one in questions.secrets(there.seen("Ember")).secrets
        for it in one.known_by
    }
    assert known == {
        ("Ana", True, "Ana learns that Rolf (in truth Max) kissed Tea"),
        ("Tea", True, "Tea is led to believe that Cole killed Ana"),
        ("Tea", True, "Tea is led to believe that Ben died"),
        ("Cole", False, "Cole learns that Max, as Rolf, kissed Tea"),
        ("Cole", False, "Cole learns that only as planned by Ana, Cole kills Ana"),
    }
    before = questions.secrets(there.seen("Ember 1x01-1x04")).secrets
    assert {it.mistaken for one in before for it in one.known_by} == {False}


def test_prose_in_a_frame_says_so() -> None:
    there = world(BEQUEST)
    assert [it.text for it in questions.title(there.seen("Ember"), "Ember").facts if "Snow" in it.text] == [
        "In a dream of Gil: Snow falls on Ben."
    ]
    assert [it.text for it in questions.search(there.seen("Ember 1x01-1x04"), "snow").facts] == ["Snow falls on Ben."]


def test_a_death_that_was_none_leaves_its_dead_alive() -> None:
    there = world(BEQUEST)
    for seen, alive in (("Ember 1x01-1x04", False), ("Ember", True)):
        assert [questions.who(there.seen(seen), name).alive for name in ("Ana", "Gil", "Ben")] == [alive] * 3
    recap = questions.recap(there.seen("Ember"), "Ember 1x06")
    undone = {it.who.name: [fact.text for fact in it.undone] for it in recap.people if it.undone}
    assert undone == {"Ben": ["Ben dies"], "Gil": ["In their own dream, Gil dies"]}
    assert [it.text for it in recap.frames] == [
        "Only as planned by Ana, Cole kills Ana",
        "What was shown in Ember 1x04 happened in a dream of Gil; so did this: Gil dies",
    ]


def test_an_impostor_is_said_with_the_state_and_where_both_are_seen() -> None:
    there = world(BEQUEST)
    max_, tea, rolf, gil = (questions.who(there.seen("Ember"), name) for name in ("Max", "Tea", "Rolf", "Gil"))
    assert [(it.words, it.taken_for and it.taken_for.name) for it in max_.relations] == [
        ("has", "Rolf"),
        ("is married to", "Rolf"),
    ]
    assert [it.to_taken_for and it.to_taken_for.name for it in tea.relations] == ["Rolf"]
    assert [(it.words, it.now) for it in rolf.relations] == [
        ("is a member of", True),
        ("is married to", True),
        ("has a relationship with", False),
    ]
    assert [it.places for it in rolf.taken_for] == ["Ember 1x02, and in some scenes of Ember 1x03"]
    assert [(it.frame, it.places) for it in gil.seen_inside] == [("In a dream of Gil", "Ember 1x04")]
    recap = {it.who.name: it for it in questions.recap(there.seen("Ember"), "Ember 1x06").people}
    assert [len(recap[name].taken_for) for name in ("Max", "Rolf", "Tea")] == [1, 1, 0]


def test_who_calls_has_spoken() -> None:
    met = pair(world(BEQUEST), "Ember", "Cole", "Gil")
    assert (met.met, met.spoken and met.spoken.text) == (None, "Cole calls Gil")


# --- random worlds ---------------------------------------------------------------------------------------------------
PEOPLE = ("Ada", "Ben", "Cleo", "Dan")
WAYS = ("", "", "heard", "shown", "imagined", "remembered", "a body", "heard, then in person", "imagined, as a girl")
FRAMES = ("", "", "", "dream of [[Ada]]", 'another world "Deep"')
Scene = tuple[dict[str, str], str]
"""Who is in it in which way, and its frame."""


def scenes(random: Random) -> list[Scene]:
    """Some scenes of an episode each."""
    return [
        (
            {who: random.choice(WAYS) for who in random.sample(PEOPLE, random.randint(1, 4))},
            random.choice(FRAMES),
        )
        for _ in range(random.randint(1, 6))
    ]


def written(found: Iterable[Scene]) -> str:
    """The scenes as a title."""
    text = "=== titles/Ebb.md\n---\nkind: series\n---\n## Season 1 (2015-01-01, 6 episodes)\n"
    for number, (people, frame) in enumerate(found, 1):
        names = ", ".join(f"[[{who}]]" + (f" ({way})" if way else "") for who, way in people.items())
        text += f"### {number}. No {number}\n- together: {names}\n" + (f"  - frame: {frame}\n" if frame else "")
    return text


def naive(found: Iterable[Scene], a: str, b: str) -> tuple[set[str], set[str], bool]:
    """In which frames ("": really) two have met, and in which they have spoken, counted scene by scene; and whether one
    was really there with the other in another way."""
    frames, spoken, beside = set(), set(), False
    for number, (people, frame) in enumerate(found):
        if a not in people or b not in people:
            continue
        there = {who for who in (a, b) if people[who] in ("", "heard, then in person")}
        heard = {who for who in (a, b) if people[who].startswith("heard")}
        inside = f"{frame}{number if frame.startswith('dream') else ''}"
        if there == {a, b}:
            frames.add(inside)
        if heard and there | heard == {a, b}:
            spoken.add(inside)
        beside |= not frame and len(there) == 1
    return frames, spoken, beside


@settings(max_examples=1000 if LONG else 40)
@given(st.integers(0, 2**32))
def test_meetings_are_those_of_a_naive_count(seed: int) -> None:
    found = scenes(Random(seed))
    view = world(written(found)).seen("everything")
    known = [name for name in PEOPLE if view.names.find(name)]
    pairs = {(it.a, it.b): it for it in questions.met(view, known).pairs}
    for a, b in combinations(known, 2):
        frames, spoken, beside = naive(found, a, b)
        answer = pairs[a, b]
        assert (answer.met is True, len(answer.inside)) == ("" in frames, len((frames | spoken) - {""}))
        assert (answer.spoken is not None) == ("" in spoken)
        assert (answer.beside is not None) == (beside and not answer.met and not answer.spoken)
        link = questions.path(view, a, b)
        assert not answer.met or len(link.steps) == 1


@pytest.mark.parametrize("deed", ["marries", "befriends", "moves in with", "allies with", "becomes the lover of",
                                  "begins an affair with", "meets", "fights"])  # fmt: skip
def test_a_deed_that_takes_two_shows_them_both(deed: str) -> None:
    universe = world(f"""
=== people/Ada.md
---
kind: character
---
=== people/Ben.md
---
kind: character
---
=== Tide.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
- [[Ada]] {deed} [[Ben]]
### 2. Two
- [[Ada]] is married to [[Ben]]
""")
    view = universe.seen("everything")
    for name in ("Ada", "Ben"):
        (tide,) = questions.who(view, name).seen_in
        assert [at.place for at in tide.installments] == ["1x01"]
    assert [it.who.name for it in questions.recap(universe.seen("Tide 1x01"), "Tide 1x02").people] == ["Ada", "Ben"]
    assert {it.who.name for it in questions.strands(universe.seen("Tide 1x01")).strands} == {"Ada", "Ben"}


def test_how_a_state_begins_is_a_relation_in_the_words_of_the_state() -> None:
    universe = world("""
=== Ada.md
---
kind: character
---
=== Ben.md
---
kind: character
---
=== Tide.md
---
kind: film
---
### Whole title
- [[Ada]] is engaged to [[Ben]]
- [[Ada]] marries [[Ben]]
""")
    relations = questions.who(universe.seen("Tide"), "Ben").relations
    assert [(it.words, it.now) for it in relations] == [("is married to", True), ("is engaged to", False)]


IMPOSTOR_DIES = """
=== titles/Beacon.md
---
kind: series
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One
- together: [[Ida]], [[Jon]]
### 2. Two
- {death}
  - taken for: [[Sil]] as [[Jon]], revealed 1x04
### 3. Three
- together: [[Ida]], [[Nell]]
### 4. Four
- together: [[Ida]], [[Jon]]
"""


@pytest.mark.parametrize("death", ["[[Sil]] dies", "[[Nell]] kills [[Sil]]", "[[Jon]] is killed by [[Nell]]"])
def test_the_death_of_an_impostor_is_nobody_elses(death: str) -> None:
    there = world(IMPOSTOR_DIES.format(death=death))
    assert questions.who(there.seen("Beacon 1x01-1x03"), "Jon").alive is False
    after = there.seen("Beacon")
    jon, sil = (questions.who(after, name) for name in ("Jon", "Sil"))
    assert (jon.alive, sil.alive) == (True, False)
    assert jon.fate is not None
    assert jon.fate == sil.fate
    (person,) = [it for it in questions.recap(after, "Beacon 1x04").people if it.who.name == "Jon"]
    assert [it.text for it in person.undone] == [jon.fate.text]


def test_a_death_that_was_known_to_be_an_impostors_at_once_tells_nothing_of_the_other() -> None:
    there = world(IMPOSTOR_DIES.format(death="[[Sil]] dies").replace("revealed 1x04", "revealed 1x01"))
    assert questions.who(there.seen("Beacon"), "Jon").alive is None
