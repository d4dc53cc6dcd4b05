"""Strands of scenes in which not everybody is there, and of what did not really happen."""

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.questions import Moment, Strands
from intertwine.viewer import Viewer
from tests.maps.worlds import lamp
from tests.questions.test_strands import There, layers, marks, whole
from tests.worlds import universe, world


def ways(found: Strands, moment: Moment) -> dict[str, tuple[str, bool, str]]:
    """How each is in a moment who is not simply in person."""
    return {found.strands[it.strand].who.name: (it.text, it.there, it.line) for it in moment.ways}


def scene(found: Strands, moment: Moment) -> set[str]:
    """Who is in the scene of a moment."""
    return {found.strands[n].who.name for n in moment.scene}


def at(found: Strands, place: str) -> list[Moment]:
    """The moments of an installment."""
    return [moment for moment in found.moments if moment.at.text == place]


def test_those_who_are_not_there_are_in_the_moment_and_in_no_group() -> None:
    found = whole(lamp())
    vision, call, _ = at(found, "Lamp 1x02")
    assert (layers(found)[2], scene(found, vision)) == ("Ada, Kit", {"Ada", "Kit"})
    assert ways(found, vision) == {"Kit": ("imagined", False, "dashed")}
    assert (layers(found)[3], scene(found, call)) == ("Ada+Sho, Mia", {"Ada", "Sho", "Mia"})
    assert ways(found, call) == {"Mia": ("heard", False, "thin")}


def test_whoever_is_heard_and_then_there_is_together_with_the_others() -> None:
    found = whole(lamp())
    body, call = at(found, "Lamp 1x03")
    assert ways(found, body) == {"Ulla": ("as a body", False, "ended")}
    assert ways(found, call) == {"Mia": ("heard and in person", True, "full")}
    assert ([len(group) for group in call.groups], call.scene) == ([2], ())


def test_what_is_in_a_frame_has_moments_of_its_own_that_say_so() -> None:
    found = whole(lamp())
    frames = [(moment.frame.number, moment.frame.text) for moment in found.moments if moment.frame]
    assert frames == [(1, "Only as planned by Sena"), (2, "In a dream of Ada"), (3, "In another world, Elsewhere")]
    dream = next(n for n, moment in enumerate(found.moments) if moment.frame and moment.frame.kind == "dream")
    plan = next(n for n, moment in enumerate(found.moments) if moment.frame and moment.frame.kind == "plan")
    assert {it for it in marks(found) if it[1] == "death"} == {(dream, "death", ("Kit",)), (plan, "death", ("Mia",))}


def test_before_a_frame_is_revealed_it_is_as_real_as_the_rest() -> None:
    found = Viewer(lamp().seen("Lamp 1x01-1x05")).strands(fold=False)
    assert [moment.frame.kind for moment in found.moments if moment.frame] == ["plan"]
    assert "Rob" in {strand.who.name for strand in found.strands}
    assert "Sho" not in {strand.who.name for strand in found.strands}


def test_without_ways_and_frames_the_json_has_none_of_their_keys() -> None:
    moments = questions.to_json(whole(lamp()))["moments"]
    assert moments[0].keys().isdisjoint({"ways", "scene", "frame"})
    assert moments[2]["ways"] == [
        {"strand": 4, "text": "imagined", "there": False, "line": "dashed", "way": "imagined"}
    ]


@universe
def test_a_meeting_has_its_sign_where_both_are_there(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]] (imagined)
    - [[Ann]] meets [[Ben]]
    ### 2. Flood
    - together: [[Ann]], [[Cat]] (heard)
    - [[Ann]] appears
    """
    found = whole(there)
    assert layers(found) == ["Ann, Ben", "Ann, Ben", "Ann, Cat"]
    assert marks(found) == [(1, "meeting", ("Ann", "Ben"))]
    assert (found.moments[1].ways, found.moments[1].scene) == ((), ())


@universe
def test_a_death_has_its_sign_on_the_body_and_not_on_a_memory(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]] (a body)
    - [[Ben]] dies
    ### 2. Flood
    - together: [[Ann]], [[Cat]] (remembered)
    - [[Cat]] dies
    """
    found = whole(there)
    assert layers(found) == ["Ann, Ben", "Ann, Cat", "Cat"]
    assert marks(found) == [(0, "death", ("Ben",)), (2, "death", ("Cat",))]


@universe
def test_somebody_is_first_seen_where_they_are_first_there(there: There) -> None:
    """
    === Tide.md
    ---
    kind: film
    released: 2017-01-01
    ---
    ### Whole title
    - together: [[Ann]], [[Ben]] (imagined), [[Cat]] (heard)
    === Swell.md
    ---
    kind: film
    released: 2018-01-01
    ---
    ### Whole title
    - together: [[Ann]], [[Ben]]
    """
    found = whole(there)
    assert {it.who.name: it.title.name for it in found.strands} == {"Ann": "Tide", "Ben": "Swell", "Cat": "Tide"}


@universe
def test_a_real_scene_before_and_after_a_dream_is_two_moments(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    - together: [[Ann]], [[Ben]]
      - frame: dream of [[Ann]]
    - together: [[Ann]], [[Ben]]
    - together: [[Ann]], [[Ben]] (heard)
    - together: at [[Pier]]
    === place: Pier
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben", "Ann+Ben", "Ann+Ben", "Ann, Ben"]
    assert [moment.frame is not None for moment in found.moments] == [False, True, False, False]


def test_taking_ways_away_changes_no_other_moment() -> None:
    text = """
=== Tide.md
---
kind: series
---
## Season 1 (2017-03-01, 2 episodes)
### 1. Ebb
- together: [[Ann]], [[Ben]]{}
- together: [[Ann]], [[Cat]]
### 2. Flood
- [[Ann]] meets [[Cat]]
"""
    plain, noted = (whole(_of(text.format(note))) for note in ("", " (heard)"))
    assert plain.moments[1:] == noted.moments[1:]


def _of(text: str) -> Universe:
    return world(text)


STAGED = """
=== Tide.md
---
kind: series
---
## Season 1 (2020-01-01, 2 episodes)
### 1. One
- [[Ann]] kills [[Ben]]{}
  - frame: lie of [[Ben]], revealed 1x02
- together: [[Cat]] at [[Morgue]]
- together: [[Ben]] (a body){}
  - frame: lie of [[Ben]], revealed 1x02
### 2. Two
- together: [[Ben]], [[Cat]]
=== place: Morgue
=== place: House
"""


def on_stage(found: Strands, moment: Moment) -> set[str]:
    """Everybody in a moment."""
    groups = (n for group in moment.groups for n in group)
    numbers = {*groups, *moment.alone, *moment.scene, *(it.strand for it in moment.ways)}
    return {found.strands[n].who.name for n in numbers}


def test_a_staged_death_is_not_where_the_body_is_shown() -> None:
    """The one who pretends to kill was not at the morgue; where the two are at one place, they are together."""
    for kills, body in ((" at [[House]]", " at [[Morgue]]"), ("", " at [[Morgue]]"), (" at [[House]]", "")):
        found = whole(world(STAGED.format(kills, body)))
        lies = [moment for moment in at(found, "Tide 1x01") if moment.frame]
        assert [on_stage(found, it) for it in lies] == [{"Ann", "Ben"}, {"Ben"}], (kills, body)
        assert [[mark.kind for mark in it.marks] for it in lies] == [["death"], []]
    together = whole(world(STAGED.format(" at [[Morgue]]", " at [[Morgue]]")))
    assert [on_stage(together, it) for it in at(together, "Tide 1x01") if it.frame] == [{"Ann", "Ben"}]
