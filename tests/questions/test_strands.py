"""Strands: who is with whom, moment by moment."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.questions import Moment, Strands, story_strands
from intertwine.questions.scope import ListedPlace
from intertwine.viewer import Viewer
from tests.worlds import universe, world

There = Universe
EVERYTHING = "everything"


def layers(found: Strands) -> list[str]:
    """Each moment as `Ann+Ben, Cat`: who is together, and who is alone."""
    return [layer(found, moment) for moment in found.moments]


def layer(found: Strands, moment: Moment) -> str:
    """One moment."""
    names = [strand.who.name for strand in found.strands]
    return ", ".join(["+".join(names[n] for n in group) for group in moment.groups] + [names[n] for n in moment.alone])


def whole(there: There, seen: str = EVERYTHING, asked: str | None = None, **more: object) -> Strands:
    """The strands with nobody folded away."""
    return Viewer(there.seen(seen)).strands(asked, fold=False, **more)  # type: ignore[arg-type] # order, who


def marks(found: Strands) -> list[tuple[int, str, tuple[str, ...]]]:
    """Each mark with its moment and those it concerns."""
    names = [strand.who.name for strand in found.strands]
    return [
        (at, mark.kind, tuple(names[n] for n in mark.strands))
        for at, moment in enumerate(found.moments)
        for mark in moment.marks
    ]


# --- layers ---------------------------------------------------------------------------------------------------------
@universe
def test_the_layers_of_an_installment_are_its_scenes_in_the_order_shown(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    - together: [[Ann]], [[Cat]]
    ### 2. Flood
    - 00:10:00-00:12:00 together: [[Ben]], [[Cat]]
    - 00:01:00-00:02:00 together: [[Ann]]
    - 00:05:00 together: [[Ann]], [[Dan]], [[Ben]]
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben", "Ann+Cat", "Ann", "Ann+Ben+Dan", "Ben+Cat"]
    assert [moment.at.text for moment in found.moments] == ["Tide 1x01"] * 2 + ["Tide 1x02"] * 3
    assert [strand.who.name for strand in found.strands] == ["Ann", "Ben", "Cat", "Dan"]
    assert [told.text for told in found.moments[4].told] == ["Ben and Cat share a scene"]


@universe
def test_whoever_only_appears_has_a_line_and_is_in_no_group(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - [[Cat]] appears
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - [[Ann]] appears
    - [[Ben]] appears
    """
    assert layers(whole(there)) == ["Ann+Ben, Cat", "Ann, Ben"]


@universe
def test_whoever_only_appears_is_not_at_the_place_of_others(there: There) -> None:
    """
    === places/The Quay.md
    ---
    kind: place
    ---
    === titles/Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]] at [[The Quay]]
    - [[Ann]], [[Ben]], [[Cat]] appear
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben", "Cat"]
    assert [moment.place and moment.place.name for moment in found.moments] == ["The Quay", None]


@universe
def test_an_installment_of_neither_is_one_layer_of_single_lines(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 3 episodes)
    ### 1. Ebb
    - [[Ann]] meets [[Ben]]
    - [[Cat]] fights [[Dan]]
    - [[Cat]] is the mother of [[Eve]]
    ### 2. Flood
    - [[Ann]] works as "a pilot"
    ### 3. Slack
    """
    found = whole(there)
    assert layers(found) == ["Ann, Ben, Cat, Dan"]
    assert marks(found) == [(0, "meeting", ("Ann", "Ben"))]
    assert found.moments[0].told == ()


@universe
def test_a_scene_goes_on_where_the_next_has_the_same_people_place_and_time(there: There) -> None:
    """
    === Tide.md
    ---
    kind: film
    released: 2017-03-01
    ---
    ### Whole title
    - together: [[Ann]], [[Ben]] at [[Pier]] "first"
    - together: [[Ben]], [[Ann]] at [[Pier]] "second"
    - together: [[Ann]], [[Ben]] at [[Mill]]
    - together: [[Ann]], [[Ben]] at [[Mill]]
      - true: 1999
    === Pier.md
    ---
    kind: place
    ---
    === Mill.md
    ---
    kind: place
    ---
    """
    found = whole(there)
    assert [len(moment.told) for moment in found.moments] == [2, 1, 1]
    assert [moment.place.name for moment in found.moments if moment.place] == ["Pier", "Mill", "Mill"]
    assert found.moments[0].at.season is None


@universe
def test_groups_places_and_real_persons_have_no_lines(there: There) -> None:
    """
    === Tide.md
    ---
    kind: film
    released: 2017-03-01
    cast:
      - "[[Zoe Actor]] as [[Ann]]"
    ---
    ### Whole title
    - [[Ann]] meets [[Guild]]
    - [[Guild]] fights [[Ann]]
    - together: [[Guild]], [[Ann]], [[Ben]] at [[Pier]]
    - together: [[Guild]]
    - [[Zoe Actor]] meets [[Ann]]
    - [[Guild]] is [[Watch]]
    === Zoe Actor.md
    ---
    kind: person
    ---
    === Guild.md
    ---
    kind: group
    ---
    === Watch.md
    ---
    kind: group
    ---
    === Pier.md
    ---
    kind: place
    ---
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben"]
    assert {kind for _, kind, _ in marks(found)} == {"meeting"}
    assert {people for _, _, people in marks(found)} == {("Ann",)}


@universe
def test_disproved_facts_draw_nothing(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]] ^seen
    - [[Cat]] dies ^dead
    - together: [[Ann]], [[Dan]]
    ### 2. Flood
    - [[Ann]] tells [[Dan]] "that nobody was there"
      - disproves: ^seen
      - disproves: ^dead
    """
    assert layers(whole(there, "Tide 1x01")) == ["Ann+Ben", "Ann+Dan, Cat"]
    after = whole(there)
    assert layers(after) == ["Ann+Dan", "Ann, Dan"] or layers(after)[0] == "Ann+Dan"
    assert not {"Ben", "Cat"} & {strand.who.name for strand in after.strands}


@universe
def test_two_who_turn_out_to_be_one_are_one_line(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Mask]]
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - [[Mask]] is [[Ben]]
    - together: [[Ann]], [[Ben]], [[Mask]]
    """
    assert [strand.who.name for strand in whole(there, "Tide 1x01").strands] == ["Ann", "Mask", "Ben"]
    after = whole(there)
    assert len(after.strands) == 2
    assert [moment.groups for moment in after.moments] == [((0, 1),), ((0, 1),)]
    assert [(at, kind) for at, kind, _ in marks(after)] == [(1, "reveal")]
    assert [told.text for told in after.moments[0].told] == ["Ann and Ben share a scene"] * 2


@universe
def test_a_scene_that_was_learnt_elsewhere_stands_where_it_was_learnt(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - together: [[Ann]], [[Cat]]
      - also known: Tide 1x01
    """
    assert [moment.at.text for moment in whole(there).moments] == ["Tide 1x01", "Tide 1x01"]


# --- marks ----------------------------------------------------------------------------------------------------------
@universe
def test_meetings_deaths_returns_and_reveals_are_marked(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 3 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    - together: [[Ann]], [[Cat]]
    - together: [[Ann]], [[Cat]], [[Dan]]
    - [[Ann]] meets [[Cat]]
    - [[Ann]] kills [[Cat]] ^murder
    - [[Dan]] learns ^murder
    ### 2. Flood
    - [[Cat]] returns
    ### 3. Slack
    - [[Ann]] learns ^murder
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben", "Ann+Cat", "Ann+Cat+Dan", "Cat"]
    assert marks(found) == [
        (1, "meeting", ("Ann", "Cat")),
        (2, "death", ("Cat",)),
        (2, "reveal", ("Dan",)),
        (3, "return", ("Cat",)),
    ]
    assert [mark.told.text for mark in found.moments[3].marks] == ["Cat returns"]


@universe
def test_a_mark_stands_with_those_whom_it_names_and_at_its_time(there: There) -> None:
    """
    === Tide.md
    ---
    kind: film
    released: 2017-03-01
    ---
    ### Whole title
    - 00:01:00-00:02:00 together: [[Ann]], [[Ben]]
    - 00:03:00-00:04:00 together: [[Cat]], [[Dan]]
    - 00:05:00-00:09:00 together: [[Ann]], [[Ben]], [[Cat]]
    - 00:01:30 [[Ann]] meets [[Ben]]
    - 00:06:00 [[Ben]] dies
    - 00:03:30 [[Eve]] meets [[Dan]]
    - [[Cat]] meets [[Dan]]
    """
    found = whole(there)
    assert layers(found) == ["Ann+Ben", "Cat+Dan, Eve", "Ann+Ben+Cat"]
    assert marks(found) == [
        (0, "meeting", ("Ann", "Ben")),
        (1, "meeting", ("Dan", "Eve")),
        (1, "meeting", ("Cat", "Dan")),
        (2, "death", ("Ben",)),
    ]


@universe
def test_a_reveal_does_not_wait_for_the_order_of_the_text(there: There) -> None:
    """
    === Tide.md
    ---
    kind: film
    released: 2017-03-01
    ---
    ### Whole title
    - [[Ann]] learns ^boat
    - [[Ann]] meets [[Ben]]
    - [[Ben]] works as "a boatman" ^boat
    """
    assert marks(whole(there)) == [(0, "reveal", ("Ann",)), (0, "meeting", ("Ann", "Ben"))]


# --- order ----------------------------------------------------------------------------------------------------------


@universe
def test_moments_come_as_shown_or_as_they_happened_and_flashbacks_are_tied_back(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
      - true: 2016-01-01
    - together: [[Ann]], [[Cat]]
      - true: 1999
    - together: [[Ann]], [[Dan]]
      - true: 2016-01-02
    ### 2. Flood
    - together: [[Ben]], [[Cat]]
      - true: 2030
    - together: [[Ben]], [[Dan]]
      - true: 2016-01-03
    """
    shown = whole(there)
    assert [moment.belongs_before for moment in shown.moments] == [None, 0, None, None, 3]
    happened = whole(there, order="story")
    assert layers(happened) == ["Ann+Cat", "Ann+Ben", "Ann+Dan", "Ben+Dan", "Cat+Ben"]
    assert (happened.order, happened.level) == ("story", "universe")
    assert [moment.belongs_before for moment in happened.moments] == [2, None, None, 5, None]


@universe
def test_an_installment_occurs_once_for_each_place_in_the_order(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 4 episodes)
    ### 1. Ebb
    - own: [[Ann]] step 5
    - [[Ann]] dies
    - [[Ann]] returns to life
      - own: [[Ann]] step 4
    ### 2. The Wedding
    - own: [[Ann]] step 1
    - [[Ann]] marries [[Ben]]
    - [[Ann]] kidnaps [[Ben]]
      - own: [[Ann]] step 7.5
    ### 3. Flood
    - own: [[Ann]] step 3
    - [[Ann]] meets [[Cat]]
    ### 4. Slack
    - [[Cat]] kills [[Dan]]
      - true: 1990
    - [[Cat]] meets [[Ben]]
    - [[Dan]] meets [[Ben]]
      - true: 1989
    """

    def signs(found: Strands) -> list[tuple[int | None, list[str]]]:
        return [(m.at.episode, [mark.told.text for mark in m.marks]) for m in found.moments]

    assert signs(whole(there, asked="Ann", order="own")) == [
        (2, []),
        (3, ["Ann meets Cat"]),
        (1, ["Ann returns to life"]),
        (1, ["Ann dies"]),
        (2, []),
    ]
    happened = signs(whole(there, order="story"))
    assert happened[:2] == [(4, ["Dan meets Ben"]), (4, ["Cat kills Dan"])]
    assert [at for at, _ in happened] == [4, 4, 1, 2, 3, 4]
    assert [at for at, _ in signs(whole(there))] == [1, 2, 3, 4]


@universe
def test_what_says_when_it_happened_is_in_no_scene_of_another_time(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
      - true: 2016
    - [[Ann]] kills [[Cat]]
      - true: 1999
    - [[Ann]] meets [[Ben]]
      - true: 2016
    - [[Ben]] appears
    - [[Dan]] appears
    - [[Ann]] learns ^old
      - true: 1950
    - [[Cat]] is a friend of [[Dan]] ^old
    """
    happened = whole(there, order="story")
    assert layers(happened) == ["Ann", "Ann, Cat", "Ann+Ben, Dan"]
    assert [[mark.kind for mark in moment.marks] for moment in happened.moments] == [["reveal"], ["death"], ["meeting"]]


@universe
def test_without_dates_nothing_is_out_of_order(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - together: [[Ann]], [[Cat]]
    - together: [[Ben]], [[Cat]]
    """
    for order in ("shown", "story"):
        found = whole(there, order=order)
        assert layers(found) == ["Ann+Ben", "Ann+Cat", "Ben+Cat"]
        assert {moment.belongs_before for moment in found.moments} == {None}


# --- what it is about -----------------------------------------------------------------------------------------------
@universe
def test_it_is_about_everything_a_title_a_season_an_installment_or_somebody(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann Lind]], [[Ben]]
    ### 2. Flood
    - together: [[Ann Lind]], [[Cat]]
    ## Season 2 (2018-03-01, 1 episodes)
    ### 1. Slack
    - together: [[Cat]], [[Ben]] "speak of [[Ann Lind]]"
    === Ann.md
    ---
    kind: film
    released: 2019-01-01
    ---
    ### Whole title
    - together: [[Zoe]], [[Cat]] at [[Pier]]
    === people/Ann Lind.md
    ---
    kind: character
    name: Ann
    ---
    === Pier.md
    ---
    kind: place
    ---
    """
    assert [len(whole(there, asked=asked).moments) for asked in (None, "Tide", "Tide S1", "tide 1x02")] == [4, 3, 2, 1]
    season = whole(there, asked="Tide S1")
    assert (season.level, season.about and season.about.name, season.season, season.episode) == (
        "season",
        "Tide",
        1,
        None,
    )
    assert whole(there, asked="Tide 2x01").episode == 1
    assert layers(whole(there, asked="Pier")) == ["Zoe+Cat"]
    assert layers(whole(there, asked="Cat")) == ["Ann+Cat", "Cat+Ben", "Cat+Zoe"]
    for wrong, reason in {
        "Ann S1": '"Ann" has no season 1',
        "Ann S0": '"Ann" has no season 0',
        "Tide S3": '"Tide" has no season 3; it has seasons 1 to 2',
        "Tide 1x09": '"Tide" has no 1x09; season 1 ends with 1x02',
        "Tdie S1": 'no title is called "Tdie"; did you mean Tide S1?',
        "Nobody": 'nothing that you know of is called "Nobody"',
        "Nobody S1": 'nothing that you know of is called "Nobody S1"',
    }.items():
        with pytest.raises(questions.NotThere) as error:
            whole(there, asked=wrong)
        assert (error.value.asked, str(error.value)) == (wrong, reason)


@universe
def test_a_name_means_a_title_first_and_somebody_where_asked(there: There) -> None:
    """
    === Ann.md
    ---
    kind: film
    released: 2019-01-01
    ---
    ### Whole title
    - together: [[Ben]], [[Cat]]
    - together: [[Ben]], [[Ann Lind]] "of [[Cat]]"
    === people/Ann Lind.md
    ---
    kind: character
    name: Ann
    ---
    === Later.md
    ---
    kind: film
    year: 2030
    ---
    """
    assert layers(whole(there, asked="Ann")) == ["Ben+Cat", "Ben+Ann"]
    assert layers(whole(there, asked="Ann", who=True)) == ["Ben+Ann"]
    assert layers(whole(there, asked="Cat")) == ["Ben+Cat"], "to be spoken of is not to be there"
    later = whole(there, asked="Later")
    assert (later.level, later.moments, later.edge) == ("title", (), None)


@universe
def test_what_is_hidden_and_what_is_not_there_are_the_same_error(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - together: [[Ann]], [[Cat]]
    === Secret.md
    ---
    kind: series
    revealed: Tide 1x02
    ---
    ## Season 1 (2018-03-01, 1 episodes)
    ### 1. One
    """
    view = there.seen("Tide 1x01")
    for hidden, missing in (
        ("Cat", "Dog"),
        ("Secret", "Nowhere"),
        ("Secret S1", "Nowhere S1"),
        ("Secret 1x01", "No 1x01"),
    ):
        errors = []
        for word in (hidden, missing):
            with pytest.raises(questions.NotThere) as caught:
                Viewer(view).strands(word)
            errors.append(str(caught.value).replace(word, "?"))
        assert errors[0] == errors[1]
    title = there.seen("Tide").names.at("tide", titles=True)
    assert title is not None
    for place in (ListedPlace(title, 2), ListedPlace(title, 1, 9)):
        with pytest.raises(questions.NotThere):
            questions.strands(there.seen("Tide"), place)


# --- the edge -------------------------------------------------------------------------------------------------------
PARALLEL = """
=== Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. A (2015-01-01)
- together: [[Ann]], [[Ben]]
### 2. B (2015-03-01)
- together: [[Ann]], [[Ben]]
=== Flow.md
---
kind: series
---
## Season 1 (2015-02-01, 2 episodes)
### 1. A (2015-02-01)
- together: [[Ann]], [[Cat]]
### 2. B (2015-04-01)
- together: [[Ann]], [[Cat]]
=== Film.md
---
kind: film
released: 2016-01-01
---
### Whole title
- 00:01:00 together: [[Ann]], [[Cat]]
"""


@pytest.mark.parametrize(
    ("seen", "asked", "edge"),
    [
        ("Ebb 1x01", None, "Ebb 1x01"),
        ("Ebb S1, Flow 1x01", None, "Ebb 1x02"),
        ("Ebb 1x01, Flow 1x01", None, "Flow 1x01"),
        ("Ebb 1x01, told Flow 1x01", None, "Flow 1x01"),
        ("Flow 1x02", "Flow", "Flow 1x02"),
        ("Ebb 1x01, Ebb 1x02@00:10:00", "Ebb S1", "Ebb 1x02@00:10:00"),
        ("Ebb S1", "Ebb", None),
        ("Ebb S1", "Flow", None),
        ("", None, None),
        ("everything", None, None),
        ("Film", "Film", None),
        ("Film@00:05:00", "Film", "Film@00:05:00"),
        ("Film@00:05:00", "Film 1x01", ""),
        ("Ebb 1x01", "Ann", None),
        ("Ebb 1x01", "Ebb 1x01", None),
    ],
)
def test_the_edge_is_the_last_place_passed_in_the_order_of_release(
    seen: str, asked: str | None, edge: str | None
) -> None:
    view = world(PARALLEL).seen(seen)
    if edge == "":
        with pytest.raises(questions.NotThere):
            Viewer(view).strands(asked)
        return
    found = Viewer(view).strands(asked)
    assert (found.edge and found.edge.text) == edge


# --- lines ----------------------------------------------------------------------------------------------------------
@universe
def test_a_line_knows_where_it_was_first_seen_and_the_first_group_that_it_belongs_to(there: There) -> None:
    """
    === Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Whole title
    - [[Ann]] appears
    - [[Ann]] is a friend of [[Guild]]
    - [[Ann]] joins [[Watch]]
    - [[Ben]] works for [[Guild]]
    === Flow.md
    ---
    kind: film
    released: 2016-01-01
    ---
    ### Whole title
    - together: [[Ann]], [[Ben]]
    - [[Ann]] joins [[Guild]]
    === Guild.md
    ---
    kind: group
    ---
    === Watch.md
    ---
    kind: group
    ---
    """
    view = there.seen(EVERYTHING)
    found = Viewer(view).strands("Flow")
    assert [(s.who.name, s.title.name, s.group and s.group.name) for s in found.strands] == [
        ("Ann", "Ebb", "Watch"),
        ("Ben", "Flow", "Guild"),
    ]
    assert [s.group and s.group.name for s in Viewer(there.seen("Flow")).strands("Flow").strands] == ["Guild", None]


# --- folding --------------------------------------------------------------------------------------------------------
FOLD = """
=== Ebb.md
---
kind: series
---
## Season 1 (2015-01-01, 2 episodes)
### 1. A
- together: [[Ann]], [[Ben]]
- together: [[Ann]], [[Cat]]
- together: [[Ann]], [[Ben]], [[Dan]]
### 2. B
- together: [[Ann]], [[Ben]]
- [[Eve]] appears
=== Flow.md
---
kind: film
released: 2016-01-01
---
### Whole title
- together: [[Ann]], [[Dan]]
- [[Eve]] appears
- together: [[Fay]], [[Gus]]
"""


@pytest.mark.parametrize(
    ("asked", "who", "kept", "folded"),
    [
        (None, False, ["Ann", "Ben"], ["Cat", "Dan", "Eve", "Fay", "Gus"]),
        ("Ebb", False, ["Ann", "Ben"], ["Cat", "Dan", "Eve"]),
        ("Ebb S1", False, ["Ann", "Ben"], ["Cat", "Dan", "Eve"]),
        ("Ebb 1x01", False, ["Ann", "Ben", "Cat", "Dan"], []),
        ("Flow", False, ["Ann", "Dan"], ["Eve", "Fay", "Gus"]),
        ("Ann", True, ["Ann", "Ben", "Dan"], ["Cat"]),
        ("Cat", True, ["Ann", "Cat"], []),
    ],
)
def test_those_of_few_moments_are_folded_away_and_of_a_universe_all_but_the_leads(
    asked: str | None, who: bool, kept: list[str], folded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story_strands, "FREE", 1)
    monkeypatch.setattr(story_strands, "LEADS", 2)
    view = world(FOLD).seen(EVERYTHING)
    found = Viewer(view).strands(asked, who=who)
    assert [strand.who.name for strand in found.strands] == kept
    assert [it.name for it in found.folded] == folded
    everybody = Viewer(view).strands(asked, who=who, fold=False)
    assert everybody.folded == ()
    assert {s.who.name for s in everybody.strands} == {*kept, *folded}


def test_folding_begins_where_there_are_many_lines_and_goes_no_further_than_it_has_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = story_strands
    view = world(FOLD).seen(EVERYTHING)
    drawn = []
    for free in (5, 4, 2, 1):
        monkeypatch.setattr(module, "FREE", free)
        monkeypatch.setattr(module, "LEADS", 1)
        drawn.append([strand.who.name for strand in Viewer(view).strands("Ebb").strands])
    assert drawn == [["Ann", "Ben", "Cat", "Dan", "Eve"], ["Ann", "Ben"], ["Ann", "Ben"], ["Ann", "Ben"]]


def test_a_lead_of_few_moments_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dan is in one moment of what Ebb shows, and more is told of him than of anybody but Ann and Ben."""
    monkeypatch.setattr(story_strands, "FREE", 1)
    monkeypatch.setattr(story_strands, "LEADS", 3)
    more = '- [[Dan]] works as "a smith"\n- [[Dan]] works as "a spy"\n=== Flow'
    view = world(FOLD.replace("- [[Eve]] appears\n=== Flow", more)).seen(EVERYTHING)
    assert [strand.who.name for strand in Viewer(view).strands("Ebb").strands] == ["Ann", "Ben", "Dan"]


@universe
def test_only_what_is_last_of_all_comes_after_all_of_this(there: There) -> None:
    """Ann lives four episodes backward.
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 4 episodes)
    ### 1. Ebb
    - own: [[Ann]] step 4
    - together: [[Ann]], [[Ben]]
    ### 2. Flood
    - own: [[Ann]] step 3
    - together: [[Ann]], [[Cat]]
    ### 3. Moon
    - own: [[Ann]] step 2
    - together: [[Ann]], [[Dan]]
    ### 4. Storm
    - own: [[Ann]] step 1
    - together: [[Ann]], [[Eve]]
    """
    lived = whole(there, asked="Ann", order="own")
    assert [(moment.at.text, lived.elsewhere(moment)) for moment in lived.moments] == [
        ("Tide 1x04", "is shown after all of this"),
        ("Tide 1x03", "is shown after Tide 1x01"),
        ("Tide 1x02", "is shown after Tide 1x01"),
        ("Tide 1x01", ""),
    ]


@settings(max_examples=60)
@given(st.permutations(range(6)))
def test_where_a_moment_is_said_to_stand_it_stands(steps: list[int]) -> None:
    heads = (
        f"### {n}. N\n- own: [[Ann]] step {step}\n- together: [[Ann]], [[Ben]]\n" for n, step in enumerate(steps, 1)
    )
    there = world({"Tide.md": "---\nkind: series\n---\n## Season 1 (2017-03-01, 6 episodes)\n" + "".join(heads),
                   "Ann.md": "---\nkind: character\n---\n", "Ben.md": "---\nkind: character\n---\n"})  # fmt: skip
    lived = whole(there, asked="Ann", order="own")
    assert [moment.at.episode for moment in lived.moments] == [steps.index(step) + 1 for step in range(6)]
    for moment in lived.moments:
        own, said = moment.at.episode or 0, lived.elsewhere(moment)
        if said == "is shown after all of this":
            assert own == 6
        elif said:
            _, _, side, _, place = said.split()
            other = int(place.removeprefix("1x"))
            assert own < other if side == "before" else own > other


@universe
def test_a_map_of_somebody_has_no_moments_in_which_others_only_speak_of_them(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 5 episodes)
    ### 1. Ebb
    - [[Ann]] meets [[Ben]]
    ### 2. Neap
    - [[Cat]] investigates [[Ann]]
    ### 3. Flood
    - [[Cat]] spares [[Ann]]
    ### 4. Surge
    - [[Dan]] kills [[Ann]]
    ### 5. Slack
    - [[The Masked]] is [[Ann]]
    - [[Cat]] appears
    """
    for order in ("shown", "story", "own"):
        assert layers(whole(there, asked="Ann", order=order)) == ["Ann, Ben", "Ann, Dan"]
    assert "Cat" in {strand.who.name for strand in whole(there).strands}


@universe
def test_a_sign_stands_in_no_moment_that_happened_later(there: There) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. Ebb
    - [[Ann]] marries [[Ben]]
      - true: 1995-06-10
    - [[Ben]] travels in time ^travels
      - true: 1995-06-12
    - [[Ann]] learns ^travels
      - true: 1995-06-12
    - together: [[Ann]], [[Cat]]
      - true: 1995-06-13
    """
    for order in ("story", "own"):
        found = whole(there, asked="Ann", order=order)
        assert layers(found) == ["Ann, Ben", "Ann", "Ann+Cat"]
        assert [mark.told.text for mark in found.moments[1].marks] == ["Ann learns that Ben travelled in time"]
        assert not found.moments[0].marks
        assert not found.moments[-1].marks


@universe
def test_what_somebody_learns_after_a_wedding_is_not_before_it(there: There) -> None:
    """The second episode is before the wedding, but for what Ben learns; and that is on the day of the wedding.

    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 2 episodes)
    ### 1. Ebb
    - [[Ann]] robs [[Cat]] ^theft
      - true: 1990
    - [[Ann]] marries [[Ben]] ^wedding
      - true: 1995-06-10
    - together: [[Ann]], [[Ben]]
      - true: 1995-06-10
    ### 2. Flood
    - [[Ben]] helps [[Ann]]
      - true: before ^wedding
    - [[Ben]] learns ^theft
      - true: after ^wedding
    """
    for asked in (None, "Ben"):
        for order in ("story", "own") if asked else ("story",):
            found = whole(there, asked=asked, order=order)
            told = [told.text for moment in found.moments for told in moment.said]
            assert told[-2:] == ["Ann marries Ben", "Ben learns that Ann robbed Cat"]
            assert "Ben helps Ann" in told
    shown = whole(there)
    assert shown.elsewhere(shown.moments[-1]).startswith("some of it happens before")


# --- what tables say -------------------------------------------------------------------------------------------------
@universe
def test_tables_say_the_weightiest_first_and_what_those_in_the_scene_do(there: There) -> None:
    """
    === The pier.md
    ---
    kind: place
    ---
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 4 episodes)
    ### 1. Ebb
    - together: [[Ann]], [[Ben]]
    - [[Ben]] learns ^theft
    - [[Ann]] meets [[Cat]]
    - [[Ann]] marries [[Ben]] ^wedding
    ### 2. Flood
    - [[Ann]] robs [[Cat]] ^theft
    - together: [[Ann]], [[Ben]]
    - [[Ben]] learns ^wedding
    - [[Ann]] thanks [[Ben]]
    ### 3. Slack
    - [[Ann]] meets [[Dan]] at [[The pier]]
    ### 4. Spring
    - [[Ann]] meets [[Eve]] at [[The pier]]
    - [[Dan]] dies
    """
    found = whole(there)
    said = [(moment.place and moment.place.name, [told.text for told in moment.said]) for moment in found.moments]
    assert said == [
        (None, ["Ann marries Ben", "Ann meets Cat", "Ben learns that Ann robbed Cat"]),
        (None, ["Ann robs Cat", "Ann thanks Ben", "Ben learns that Ann marries Ben"]),
        ("The pier", ["Ann meets Dan at the pier"]),
        (None, ["Dan dies", "Ann meets Eve at the pier"]),
    ]
