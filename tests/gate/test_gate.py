"""The gate: what is revealed, what closes, who is who. Each test's docstring is its universe."""

from intertwine import load
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from tests.worlds import universe


def said(viewer: View) -> list[str]:
    """Every fact that is no listing, in words."""
    return [viewer.words(fact) for fact in viewer.facts.of() if fact.verb.shape != "listing"]


def people(viewer: View) -> list[str]:
    return [viewer.names.best(entity) for entity in viewer.names.index]


@universe
def test_a_fact_is_known_from_its_installment_on(world: Universe) -> None:
    """Ann meets Bob in the second episode.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. One
    - [[Ann]] appears
    ### 2. Two
    - [[Ann]] meets [[Bob]]
    """
    assert said(world.seen("")) == []
    assert said(world.seen("Show 1x01")) == ["Ann appears"]
    assert people(world.seen("Show 1x01")) == ["Ann"]
    assert said(world.seen("Show S1")) == ["Ann appears", "Ann meets Bob"]
    assert said(world.seen("told Show 1x02")) == ["Ann meets Bob"]


@universe
def test_a_time_within_an_installment_counts_to_the_second(world: Universe) -> None:
    """A scene is known at its end, a fact at its time.

    === Film.md
    ---
    kind: film
    ---
    ### Whole title
    - 00:10:00 [[Ann]] works as "pilot"
    - 00:10:00-00:12:30 together: [[Ann]], [[Bob]]
    """
    assert said(world.seen("Film@00:09:59")) == []
    assert said(world.seen("Film@00:10:00")) == ["Ann works as pilot"]
    assert said(world.seen("Film@00:12:30")) == ["Ann works as pilot", "Ann and Bob share a scene"]


@universe
def test_a_whole_season_is_passed_only_when_all_that_it_declares_is_listed(world: Universe) -> None:
    """The season says three episodes and lists two: nobody can have seen all of it.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### Whole season
    - [[Ann]] leaves [[Town]]
    ### 1. One
    ### 2. Two
    === Town.md
    ---
    kind: place
    ---
    """
    assert said(world.seen("Show 1x01")) == []
    assert said(world.seen("Show 1x01, Show 1x02")) == ["Ann leaves Town"]


@universe
def test_where_a_fact_was_learnt_comes_from_what_was_passed_alone(world: Universe) -> None:
    """Known in either of two titles, with a source of each.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    - [[Ann]] works as "spy"
      - source: a scene in One
      - also known: [[Other]] 1x01
        - source: a letter in Other
    === Other.md
    ---
    kind: series
    ---
    ## Season 1 (2021-01-01, 1 episode)
    ### 1. First
    """
    (late,) = world.seen("Other S1").facts.of(verbs=lambda verb: verb.id == "works as")
    assert late.where is not None
    assert world.seen("Other S1").names.best(late.where.title) == "Other"
    assert late.source == "a letter in Other"
    (both,) = world.seen("Other S1, Show S1").facts.of(verbs=lambda verb: verb.id == "works as")
    assert both.source == "a scene in One"


@universe
def test_nothing_visible_names_anybody_who_has_no_name_yet(world: Universe) -> None:
    """The stranger's name comes late, and he has no other.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. One
    - [[Ann]], [[Rex]] fight [[Bob]]
    - [[Rex]] works as "king"
    ### 2. Two
    === Rex.md
    ---
    kind: character
    names:
      - {name: Rex the Hidden, revealed: Show 1x02}
    ---
    """
    assert said(world.seen("Show 1x01")) == ["Ann fights Bob"]
    assert people(world.seen("Show 1x01")) == ["Ann", "Bob"]
    assert said(world.seen("Show S1")) == ["Ann and Rex the Hidden fight Bob", "Rex the Hidden works as king"]


@universe
def test_several_names_may_come_with_the_first_fact_and_none_before(world: Universe) -> None:
    """Two names are linked; neither shows before a fact does.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    - [[Ann]] appears
    === Ann.md
    ---
    kind: character
    names:
      - {name: Ann, revealed: linked}
      - {name: Annie, revealed: linked}
    ---
    """
    assert people(world.seen("")) == []
    viewer = world.seen("Show S1")
    assert [name.text for name in viewer.names.known(viewer.names.index[0])] == ["Ann", "Annie"]


@universe
def test_two_people_become_one_when_it_is_known(world: Universe) -> None:
    """The masked man is Matt.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. One
    - [[The masked man]] helps [[Ann]]
    - [[Matt]] works as "lawyer"
    ### 2. Two
    - [[The masked man]] is [[Matt]]
    """
    assert people(world.seen("Show 1x01")) == ["Ann", "Matt", "The masked man"]
    viewer = world.seen("Show S1")
    assert people(viewer) == ["Ann", "Matt"]
    assert said(viewer) == ["Matt helps Ann", "Matt works as lawyer", "The masked man is Matt"]
    assert viewer.names.at("the-masked-man", titles=False) == viewer.names.at("matt", titles=False)


@universe
def test_a_belief_that_proved_wrong_is_marked_and_joins_nobody(world: Universe) -> None:
    """Everybody believed that Ann is the thief.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. One
    - [[The thief]] appears
    - [[The thief]] is [[Ann]] ^ann-did-it
    ### 2. Two
    - [[Bob]] takes [[The ring]]
      - disproves: ^ann-did-it
    === The ring.md
    ---
    kind: object
    ---
    """
    assert people(world.seen("Show 1x01")) == ["Ann"]
    viewer = world.seen("Show S1")
    assert people(viewer) == ["Ann", "Bob", "The ring", "The thief"]
    assert [fact.disproved for fact in viewer.facts.of(roles=["identity"])] == [True]
    assert viewer.facts.of(viewer.names.find("Bob")[0])[0].disproved is False


@universe
def test_a_public_statement_makes_public_the_very_name_that_it_writes(world: Universe) -> None:
    """A synopsis names the Hood; who that is stays a secret.

    === Show.md
    ---
    kind: series
    cast:
      - "[[Jo Doe]] as [[Vic|the Hood]] (public)"
    ---
    ## Synopsis
    ### Public
    Nobody knows [[Vic|the Hood]].
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    - [[Vic]] appears
    === Vic.md
    ---
    kind: character
    names:
      - {name: Victor Vale, revealed: Show 1x01}
      - {name: the Hood, revealed: Show 1x01, rank: 5}
    ---
    === Jo Doe.md
    ---
    kind: person
    ---
    """
    viewer = world.seen("")
    assert people(viewer) == ["Jo Doe", "the Hood"]
    assert viewer.facts.of(roles=["part"]) == ()
    known = world.seen("Show S1")
    assert people(known) == ["Jo Doe", "Victor Vale"]
    assert [known.words(fact) for fact in known.facts.of(roles=["part"])] == ["Jo Doe plays Victor Vale in Show"]


@universe
def test_a_title_may_be_a_secret_itself(world: Universe) -> None:
    """The special is listed for those who have seen the show.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    === The Wedding.md
    ---
    kind: special
    released: 2020-02-01
    revealed: Show S1
    ---
    """
    assert [world.seen("").names.best(title) for title in world.seen("").listing.titles] == ["Show"]
    viewer = world.seen("Show S1")
    assert [viewer.names.best(title) for title in viewer.listing.titles] == ["Show", "The Wedding"]


@universe
def test_a_purpose_is_shown_with_its_fact_and_gated_by_itself(world: Universe) -> None:
    """Why Ann leaves names somebody who is not known yet.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 2 episodes)
    ### 1. One
    - [[Ann]] leaves [[Town]]
      - because: [[Rex]] is after her
    ### 2. Two
    === Town.md
    ---
    kind: place
    ---
    === Rex.md
    ---
    kind: character
    names:
      - {name: Rex, revealed: Show 1x02}
    ---
    """
    assert said(world.seen("Show 1x01")) == ["Ann leaves Town"]
    assert said(world.seen("Show S1")) == ["Ann leaves Town because Rex is after her"]


@universe
def test_namesakes_are_told_apart_by_where_they_were_first_seen(world: Universe) -> None:
    """Two women called Ann.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    - [[Ann (of Show)]] appears
    === Other.md
    ---
    kind: series
    ---
    ## Season 1 (2021-01-01, 1 episode)
    ### 1. One
    - [[Ann (of Other)]] appears
    """
    viewer = world.seen("everything")
    assert sorted(viewer.names.address(entity) for entity in viewer.names.index) == ["ann", "ann-other"]
    for entity in viewer.names.index:
        assert viewer.names.at(viewer.names.address(entity), titles=False) == entity
    alone = world.seen("Other S1")
    assert [alone.names.address(entity) for entity in alone.names.index] == ["ann"]


@universe
def test_facts_that_speak_of_each_other_in_a_circle_can_still_be_said(world: Universe) -> None:
    """Ann knows that Bob knows that Ann knows.

    === Show.md
    ---
    kind: series
    ---
    ## Season 1 (2020-01-01, 1 episode)
    ### 1. One
    - [[Ann]] learns ^bob-knows ^ann-knows
    - [[Bob]] learns ^ann-knows ^bob-knows
    - [[Ann]] appears ^here
      - because: ^there
    - [[Bob]] appears ^there
      - because: ^here
    """
    assert said(world.seen("Show S1")) == [
        "Ann learns that Bob learnt",
        "Bob learns that Ann learnt",
        "Ann appears because Bob appeared",
        "Bob appears because Ann appeared",
    ]


def test_a_fact_alone_and_among_all_is_the_same() -> None:
    universe = load().universe
    for progress in (universe.everything, "Jessica Jones 1x05"):
        viewer = universe.seen(progress)
        every = viewer.facts.of()
        assert len(every) > 100
        assert [viewer.facts.one(fact.line) for fact in every] == list(every)
