"""Plans, asked for as a library does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import intertwine
from intertwine.cli.blocks import TextLine
from intertwine.cli.plans import say_plan
from intertwine.gate.universe import Universe
from intertwine.library import Companion
from intertwine.model.progress import Progress
from intertwine.plan import Evening, Plan, PlanError, PlanOptions
from intertwine.questions.common import NotThere
from intertwine.questions.serialise import to_json
from tests.worlds import universe, world

HARBOUR = """
=== titles/Harbour.md
---
kind: series
platform: Bay TV
certification: {US-TV: TV-MA}
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One (50 min)
- [[Ada]] helps [[Bo]]
- [[Ada]] fights [[Bo]]
- [[Ada]] finds [[Bo]]
- [[Ada]] protects [[Bo]]
### 2. Two (40 min)
- [[Ada]] marries [[Bo]]
### 3. Three (30 min)
- [[Cy]] helps [[Di]]
- [[Cy]] finds [[Di]]
- [[Cy]] fights [[Di]]
- [[Cy]] protects [[Di]]
### 4. Four
- [[Bo]] dies
=== titles/Cellar.md
---
kind: film
certification: {US-TV: TV-14}
platform: Hill TV
released: 2019-05-01
minutes: 100
---
### Whole title
- [[Di]] helps [[Eli]]
- [[Di]] finds [[Eli]]
- [[Di]] fights [[Eli]]
- [[Di]] protects [[Eli]]
=== titles/Pier.md
---
kind: series
---
### Public
- [[Pier]] picks up [[Harbour]]
## Season 1 (2020-01-01, 2 episodes)
### 1. One (60 min)
- [[Ada]] finds [[Cy]]
- [[Ada]] fights [[Cy]]
- [[Bo]] helps [[Ada]]
- [[Ada]] helps [[Bo]]
### 2. Two (60 min)
- [[Cy]] finds [[Ada]]
- [[Bo]] helps [[Ada]]
- [[Cy]] finds [[Di]]
"""


_HARBOUR = Companion(world(HARBOUR))


@pytest.fixture(scope="module")
def harbour() -> Companion:
    return _HARBOUR


def places(plan: Plan) -> list[str]:
    return [it.it.text for it in plan.installments]


def test_essential_is_the_least_time_that_teaches_all_that_is_essential(harbour: Companion) -> None:
    plan = harbour.plan("Pier")
    assert places(plan) == ["Harbour 1x01", "Harbour 1x02", "Harbour 1x03", "Harbour 1x04"]
    assert (plan.minutes, plan.about, plan.optimal, plan.gap) == (50 + 40 + 30 + 40, True, True, 0)
    assert plan.notes[-1] == "The time is an estimate: 3 of 4 lengths are known."
    assert plan.share == plan.essential_share == 1000
    assert plan.told == ()


def test_what_was_seen_is_not_in_a_plan_and_what_it_taught_counts(harbour: Companion) -> None:
    plan = harbour.plan("Pier", "Harbour 1x01, Harbour 1x03")
    assert places(plan) == ["Harbour 1x02", "Harbour 1x04"]
    assert 0 < plan.before < plan.share == 1000
    assert places(harbour.plan("Pier", "Harbour S1")) == []


def test_a_budget_gets_the_most_and_says_what_can_be_told_instead(harbour: Companion) -> None:
    plan = harbour.plan("Pier", options=PlanOptions(minutes=100), curve=True)
    assert plan.mode == "budget"
    assert plan.minutes <= 100
    assert 0 < plan.share < 1000
    assert {*places(plan), *(it.it.text for it in plan.told)} == {f"Harbour 1x0{n}" for n in range(1, 5)}
    assert plan.told_minutes == 3 * len(plan.told)
    shares = [point.share for point in plan.curve]
    assert shares == sorted(shares)
    assert shares[0] == plan.before
    assert shares[-1] == 1000


def test_what_was_told_is_known_and_is_still_in_the_plan(harbour: Companion) -> None:
    """It covers what the target builds on, so that shares count it; it was not seen, so that it can be seen."""
    for options in (PlanOptions(), PlanOptions(complete=True), PlanOptions(minutes=90), PlanOptions(seasons=True)):
        plain, told = (harbour.plan("Pier", seen, options=options) for seen in ("", "told Harbour 1x02"))
        assert places(told) == places(plain)
        assert (plain.before, told.before > 0, told.minutes) == (0, True, plain.minutes)
        assert told.before <= told.share >= plain.share
        assert "Harbour 1x02" not in {it.it.text for it in told.told}
    all_told = harbour.plan("Pier", "told Harbour S1, told Cellar", curve=True)
    assert (all_told.before, all_told.share, len(all_told.curve), len(places(all_told))) == (1000, 1000, 1, 4)
    assert "You know all of what Pier builds on already." in " ".join(
        it.text for it in say_plan(all_told) if isinstance(it, TextLine)
    )


def test_to_accept_what_is_offered_to_be_told_changes_the_share_and_nothing_of_the_plan(harbour: Companion) -> None:
    options = PlanOptions(minutes=90)
    plan = harbour.plan("Pier", options=options)
    after = harbour.plan("Pier", ", ".join(f"told {it.it.text}" for it in plan.told), options=options)
    assert (places(after), after.told, after.share) == (places(plan), (), 1000)
    assert plan.share < 1000


def test_what_is_left_out_costs_nothing_where_it_was_told(harbour: Companion) -> None:
    def costs(seen: str) -> list[str]:
        notes = harbour.plan("Pier", seen, options=PlanOptions(without=("Harbour 1x02",))).notes
        return [note for note in notes if note.startswith("What is left out costs")]

    assert costs("told Harbour 1x02") == ["What is left out costs nothing of what Pier builds on."]
    assert costs("") != costs("told Harbour 1x02")


@settings(max_examples=25, deadline=None)
@given(told=st.sets(st.integers(0, 4)), seen=st.sets(st.integers(0, 4)), minutes=st.integers(20, 300))
def test_a_curve_rises_and_each_step_is_a_plan_whatever_was_told(told: set[int], seen: set[int], minutes: int) -> None:
    its = ["Harbour 1x01", "Harbour 1x02", "Harbour 1x03", "Harbour 1x04", "Cellar"]
    text = ", ".join([*(f"told {its[n]}" for n in told), *(its[n] for n in seen)])
    found = _HARBOUR.plan("Pier", text, options=PlanOptions(minutes=minutes), curve=True)
    shares = [point.share for point in found.curve]
    assert shares == sorted(shares)
    assert shares[0] == found.before
    assert shares[-1] <= 1000
    for point in found.curve[1:]:
        plan = _HARBOUR.plan("Pier", text, options=PlanOptions(minutes=point.minutes))
        assert (plan.minutes, plan.share) == (point.minutes, point.share)
    untold = ", ".join(its[n] for n in seen)
    assert places(found) == places(_HARBOUR.plan("Pier", untold, options=PlanOptions(minutes=minutes)))


def test_a_complete_plan_has_all_that_touches_it(harbour: Companion) -> None:
    plan = harbour.plan("Pier", options=PlanOptions(complete=True))
    assert places(plan) == ["Harbour 1x01", "Harbour 1x02", "Harbour 1x03", "Harbour 1x04", "Cellar"]


def test_what_is_left_out_costs_and_can_be_told(harbour: Companion) -> None:
    plan = harbour.plan("Pier", options=PlanOptions(without=("Harbour",)))
    assert places(plan) == []
    assert plan.share < 1000
    assert "Harbour 1x04" in {it.it.text for it in plan.told}
    assert any(note.startswith("What is left out costs ") for note in plan.notes)


def test_what_is_wanted_is_there_whatever_it_is_worth(harbour: Companion) -> None:
    plan = harbour.plan("Pier", "Harbour S1", options=PlanOptions(within=("Cellar",)))
    assert [(it.it.text, it.pinned) for it in plan.installments] == [("Cellar", True)]


def test_services_and_certifications_keep_titles_out(harbour: Companion) -> None:
    assert places(harbour.plan("Pier", options=PlanOptions(complete=True, services=("hill tv",)))) == ["Cellar"]
    assert places(harbour.plan("Pier", options=PlanOptions(complete=True, rated_up_to="TV-14"))) == ["Cellar"]
    assert len(places(harbour.plan("Pier", options=PlanOptions(rated_up_to="TV-MA")))) == 4


def test_whole_seasons_alone(harbour: Companion) -> None:
    plan = harbour.plan("Pier", "Harbour 1x01", options=PlanOptions(seasons=True))
    assert places(plan) == ["Harbour 1x02", "Harbour 1x03", "Harbour 1x04"]


def test_for_two_what_either_lacks_is_in_the_plan_once(harbour: Companion) -> None:
    plan = harbour.plan("Pier", "Harbour 1x01-1x02", also_for="Harbour 1x02-1x04")
    assert places(plan) == ["Harbour 1x01", "Harbour 1x03", "Harbour 1x04"]
    assert places(harbour.plan("Pier", "Harbour S1", also_for="Harbour S1")) == []


def test_a_reason_says_what_is_public_and_nothing_else(harbour: Companion) -> None:
    reasons = harbour.plan("Pier", options=PlanOptions(complete=True)).reasons
    assert [it.text for it in reasons] == ["Pier picks up its story.", "Pier builds on it."]


def test_of_a_title_the_next_part_is_planned_for(harbour: Companion) -> None:
    assert harbour.plan("Pier", "Pier S1").target.text == "Pier"
    assert places(harbour.plan("Harbour")) == []


def test_a_plan_as_json_has_the_fields_of_the_reference(harbour: Companion) -> None:
    found = to_json(harbour.plan("Pier", options=PlanOptions(minutes=100)))
    assert {"installments", "minutes", "share", "optimal", "gap", "order", "told"} <= set(found)
    assert set(found["installments"][0]) >= {"title", "season", "episode", "minutes"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minutes": 0}, "0 minutes are not enough to plan with"),
        ({"minutes": -60}, "-60 minutes are not enough"),
        ({"minutes": 60, "complete": True}, "takes the time that it takes"),
        ({"words_a_minute": 0}, "nobody reads 0 words a minute"),
        (
            {"without": ("Harbour",), "within": ("Harbour 1x02",)},
            "Harbour 1x02 is to be left out and to be in the plan",
        ),
        ({"without": ("Pier",)}, "Pier is what the plan is for, and is to be left out"),
        ({"without": ("Cellar", "Pier S1")}, "Pier is what the plan is for, and is to be left out"),
        ({"without": ("Pier 1x02",)}, "Pier 1x02 is a part of Pier, which the plan is for, and is to be left out"),
        ({"without": ("Harbour 1x02",), "within": ("Harbour",)}, "Harbour 1x02 is to be left out and to be in"),
        ({"without": ("Cellar",), "within": ("Cellar",)}, "Cellar is to be left out and to be in the plan"),
        ({"services": ("Bay TV",), "within": ("Cellar",)}, "Cellar is to be in the plan, .* not known to be on Bay TV"),
        (
            {"rated_up_to": "TV-14", "within": ("Harbour 1x03",)},
            "Harbour 1x03 is to be in the plan, and is not known to be certified up to TV-14",
        ),
        (
            {"seasons": True, "within": ("Harbour 1x02",), "without": ("Harbour 1x03",)},
            "to be seen whole, and a part of it left out",
        ),
        ({"order": "alphabet"}, 'no viewing order is called "alphabet"'),
        ({"services": ("Lake TV",)}, 'no title is on "Lake TV"'),
        ({"rated_up_to": "blue"}, '"blue" is not a certification that is known'),
        ({"minutes": 60, "within": ("Cellar",)}, "what is to be in the plan takes 100 minutes, and there are 60"),
    ],
)
def test_what_cannot_be_planned_says_why_and_what_to_do(
    harbour: Companion, options: dict[str, object], message: str
) -> None:
    with pytest.raises(PlanError, match=message) as found:
        harbour.plan("Pier", options=PlanOptions(**options))  # type: ignore[arg-type] # as the case says
    assert found.value.way


@pytest.mark.parametrize("mode", [{}, {"complete": True}, {"minutes": 500}, {"seasons": True}])
@pytest.mark.parametrize(
    ("target", "without", "refused"),
    [
        ("Pier", ("Pier",), True),
        ("Pier 1x02", ("Pier 1x02",), True),
        ("Harbour", ("Harbour",), True),
        ("Pier 1x02", ("Pier",), False),
        ("Pier 1x02", ("Pier 1x01",), False),
        ("Harbour 1x02", ("Harbour S1",), False),
        ("Harbour 1x02", ("Harbour 1x03",), False),
        ("Cellar", ("Pier",), False),
    ],
)
def test_the_target_cannot_be_left_out_and_the_rest_of_its_title_can(
    harbour: Companion, target: str, without: tuple[str, ...], refused: bool, mode: dict[str, object]
) -> None:
    options = PlanOptions(without=without, **mode)  # type: ignore[arg-type] # as the case says
    if refused:
        with pytest.raises(PlanError, match="is what the plan is for, and is to be left out"):
            harbour.plan(target, options=options)
    else:
        assert not {*places(harbour.plan(target, options=options))} & {*without}


def test_a_pin_brings_nothing_along_that_is_to_be_left_out() -> None:
    needs = "- [[Cellar]] depends on [[Harbour]] 1x01\n## Season 1 (2020"
    companion = Companion(world(HARBOUR.replace("## Season 1 (2020", needs)))
    assert places(companion.plan("Pier", options=PlanOptions(within=("Cellar",), minutes=150))) == [
        "Harbour 1x01", "Cellar",
    ]  # fmt: skip
    for left_out in ({"rated_up_to": "TV-14"}, {"services": ("Hill TV",)}, {"without": ("Harbour",)}):
        with pytest.raises(PlanError, match="depends on what is to be left out"):
            companion.plan("Pier", options=PlanOptions(within=("Cellar",), **left_out))
    companion.plan("Pier", "Harbour 1x01", options=PlanOptions(within=("Cellar",), rated_up_to="TV-14"))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"minutes": 1_000_001}, "1000001 minutes are too many to plan with"),
        ({"evenings": (Evening("2026-12-02", 90), Evening("2026-12-01", 90))}, "not one after the other"),
        ({"evenings": (Evening("2026-12-01", 90), Evening("2026-12-01", 90))}, "not one after the other"),
    ],
)
def test_times_that_make_no_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(PlanError, match=message) as found:
        PlanOptions(**options)  # type: ignore[arg-type] # as the case says
    assert found.value.way


@pytest.mark.parametrize(("day", "minutes"), [("soon", 90), ("20261224", 90), ("2026-12-24", 0), ("2026-12-24", 1441)])
def test_an_evening_is_a_day_with_some_minutes(day: str, minutes: int) -> None:
    with pytest.raises(PlanError) as found:
        Evening(day, minutes)
    assert found.value.way


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"without": "Iron Fist"}, 'PlanOptions takes without= as a tuple of texts, not the text "Iron Fist": write'),
        ({"services": (1,)}, "services= as a tuple of texts"),
        ({"evenings": ("2026-12-24",)}, "evenings= as a tuple of Evening"),
        ({"minutes": 1.5}, "minutes= as a whole number, not the number 1.5"),
        ({"minutes": True}, "minutes= as a whole number, not True"),
        ({"words_a_minute": None}, "words_a_minute= as a whole number, not None"),
        ({"order": None}, "order= as text, not None"),
        ({"seasons": "yes"}, "seasons= as True or False"),
    ],
)
def test_options_of_another_kind_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        PlanOptions(**options)  # type: ignore[arg-type] # that is the point


def test_a_title_that_is_not_there_is_not_planned_for(harbour: Companion) -> None:
    with pytest.raises(NotThere):
        harbour.plan("Peer")


@universe
def test_what_depends_on_something_brings_it_along_and_circles_are_named(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ### Public
    - [[Harbour]] 1x02 depends on [[Harbour]] 1x01
    - [[Harbour]] 1x01 depends on [[Harbour]] 1x02
    ## Season 1 (2019-01-01, 3 episodes)
    ### 1. One
    ### 2. Two
    ### 3. Three
    === titles/Pier.md
    ---
    kind: series
    ---
    ### Public
    - [[Pier]] S1 depends on [[Harbour]] 1x02
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    """
    companion = Companion(it)
    plan = companion.plan("Pier")
    assert places(plan) == ["Harbour 1x01", "Harbour 1x02"]
    assert plan.notes[0] == "These follow from each other in a circle: Harbour 1x01, Harbour 1x02."
    with pytest.raises(PlanError, match="depends on what is to be left out"):
        companion.plan("Pier", options=PlanOptions(within=("Harbour 1x01",), without=("Harbour 1x02",)))


@universe
def test_what_belongs_after_the_target_and_is_in_its_plan_is_named(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ### Public
    - [[Harbour]] 1x01 depends on [[Harbour]] 1x03
    - [[Harbour]] 1x03 depends on [[Harbour]] 1x02
    - [[Harbour]] 1x02 depends on [[Harbour]] 1x01
    - [[Prologue]] depends on [[Harbour]] 1x04
    ## Season 1 (2019-01-01, 5 episodes)
    ### 1. One (50 min)
    ### 2. Two (50 min)
    ### 3. Three (50 min)
    ### 4. Four (50 min)
    ### 5. Five (50 min)
    === titles/Prologue.md
    ---
    kind: film
    released: 2018-01-01
    minutes: 50
    ---
    ### Whole title
    - [[Ada]] meets [[Bo]]
    """
    companion = Companion(it)

    def last_note(target: str, *within: str) -> str:
        return next(reversed(companion.plan(target, options=PlanOptions(within=within)).notes), "")

    assert last_note("Harbour 1x01") == "These follow from each other in a circle: Harbour 1x01, Harbour 1x02-1x03."
    assert last_note("Harbour 1x04", "Prologue") == "Prologue comes before Harbour 1x04, though it follows from it."
    told = "Harbour 1x05 came out after Harbour 1x04, and may give it away."
    assert last_note("Harbour 1x04", "Harbour 1x05") == told
    assert last_note("Harbour 1x05", "Prologue") == ""


THIN = """
=== titles/Harbour.md
---
kind: series
---
## Season 1 (2019-01-01, 4 episodes)
### 1. One
- [[Ada]] meets [[Bo]]
### 2. Two
### 3. Three
### 4. Four
## Season 2 (2019-06-01, 3 episodes)
### 1. One
- [[Ada]] helps [[Bo]]
### 2. Two
- [[Ada]] fights [[Bo]]
### 3. Three
=== titles/Pier.md
---
kind: film
released: 2020-01-01
---
### Public
- [[Pier]] picks up [[Harbour]]
### Whole title
"""


def test_a_part_that_is_hardly_told_of_is_asked_for_as_a_whole() -> None:
    """Where a ledger is silent, it does not say that an installment can be left out."""
    thin = Companion(world(THIN))
    season = [f"Harbour 1x0{n}" for n in range(1, 5)]
    assert places(thin.plan("Harbour S2")) == season
    assert places(thin.plan("Harbour 1x03")) == season[:2]
    assert places(thin.plan("Pier")) == [*season, "Harbour 2x03"]
    assert places(thin.plan("Pier", "Harbour 1x01-1x02")) == [*season[2:], "Harbour 2x03"]
    whole = Companion(
        world(
            THIN.replace("### 1. One\n- [[Ada]] meets [[Bo]]", "### Whole season\n- [[Ada]] meets [[Bo]]\n### 1. One")
        )
    )
    assert places(whole.plan("Harbour S2")) == ["Harbour 1x04"]


def test_a_keeper_s_word_what_a_title_depends_on_stands_though_little_is_told() -> None:
    companion = Companion(world(THIN + "- [[Pier]] depends on [[Harbour]] 1x02\n"))
    assert places(companion.plan("Pier")) == ["Harbour 1x02", "Harbour 2x03"]


def test_what_nothing_is_essential_for_says_so_and_where_the_rest_is() -> None:
    plan = intertwine.load().plan("Jessica Jones S1")
    said = [it.text for it in say_plan(plan) if isinstance(it, TextLine)]
    more = "What else it builds on is in a plan of everything that touches it."
    assert said == [f"Nothing is essential before Jessica Jones S1. {more}"]
    left_out = intertwine.load().plan("Jessica Jones S1", options=PlanOptions(complete=True, without=("Daredevil",)))
    assert "What you asked for leaves out all that Jessica Jones S1 builds on." in " ".join(
        it.text for it in say_plan(left_out) if isinstance(it, TextLine)
    )


def test_a_progress_of_two_is_what_both_have_passed(harbour: Companion) -> None:
    one, other = harbour.progress("Harbour 1x01-1x02, told Cellar"), harbour.progress("Harbour 1x02-1x03@00:10:00")
    assert harbour.text(one & other) == "Harbour 1x02"
    assert one & Progress() == Progress()
    mixed = harbour.progress("Cellar, told Harbour 1x02@00:05:00")
    assert harbour.text(one & mixed) == "told Cellar, told Harbour 1x02@00:05:00"
    assert (one & mixed, one & one) == (mixed & one, one)
    with pytest.raises(TypeError):
        one & "Harbour"  # type: ignore[operator] # that is the point


def test_a_reason_says_where_somebody_is_known_from() -> None:
    plan = intertwine.load().plan("The Defenders", "Jessica Jones S1")
    reasons = {it.title.name: it.text for it in plan.reasons}
    told = "The Defenders picks up its story, and that of Luke Cage, whom you know from Jessica Jones."
    assert reasons["Luke Cage"] == told
    assert reasons["Iron Fist"] == "The Defenders picks up its story, and that of Danny Rand."


@universe
def test_what_a_dependency_depends_on_is_asked_for_as_well(it: Universe) -> None:
    """
    === titles/Harbour.md
    ---
    kind: series
    ---
    ### Public
    - [[Harbour]] 1x02 depends on [[Harbour]] 1x01
    ## Season 1 (2019-01-01, 2 episodes)
    ### 1. One
    ### 2. Two
    === titles/Pier.md
    ---
    kind: series
    ---
    ### Public
    - [[Pier]] depends on [[Harbour]] 1x02
    ## Season 1 (2020-01-01, 1 episodes)
    ### 1. One
    """
    plan = Companion(it).plan("Pier", options=PlanOptions(without=("Harbour 1x01",)))
    assert plan.share == 500
    assert [told.it.text for told in plan.told] == ["Harbour 1x01"]
    assert "What is left out costs 50% of what Pier builds on." in plan.notes
    assert [it.text for it in plan.reasons] == ["Pier builds on it."]


def test_what_a_plan_cannot_do_as_asked_it_says(harbour: Companion) -> None:
    def notes(target: str = "Pier", seen: str = "", **asked: object) -> tuple[str, ...]:
        return harbour.plan(target, seen, options=PlanOptions(**asked)).notes  # type: ignore[arg-type] # as it is asked

    assert notes("Harbour") == ("Harbour builds on nothing that came before.",)
    assert "Pier is what the plan is for, so it is not in it." in notes(within=("Pier",))
    assert any("was seen already" in note for note in notes(seen="Harbour S1", within=("Harbour 1x01",)))
    assert "What is left out costs 100% of what Pier builds on." in notes(rated_up_to="TV-G")
    evenings = tuple(Evening(f"2020-01-0{n}", 20) for n in range(1, 8))
    assert any(note.endswith("evenings.") for note in notes(evenings=evenings))


def test_many_that_are_longer_than_an_evening_are_said_at_once() -> None:
    evenings = tuple(Evening(f"2026-12-{n:02}", 30) for n in range(1, 21))
    plan = intertwine.load().plan("The Defenders", options=PlanOptions(evenings=evenings))
    said = [note for note in plan.notes if "longer than an evening" in note]
    assert said == [f"{len(plan.installments)} installments are longer than an evening, and go on for several."]


def test_a_season_of_which_a_part_is_left_out_is_not_in_a_plan_of_whole_seasons(harbour: Companion) -> None:
    plan = harbour.plan("Pier", options=PlanOptions(seasons=True, without=("Harbour 1x02",)))
    assert places(plan) == []


def test_whole_seasons_before_an_installment_end_with_the_one_before_it(harbour: Companion) -> None:
    plan = harbour.plan("Harbour 1x03", options=PlanOptions(seasons=True))
    assert places(plan) == ["Harbour 1x01", "Harbour 1x02"]
    plan = harbour.plan("Harbour 1x02", options=PlanOptions(seasons=True, within=("Harbour 1x01",)))
    assert places(plan) == ["Harbour 1x01"]


def test_the_curve_has_every_time_that_gives_more(harbour: Companion) -> None:
    curve = {point.minutes: point.share for point in harbour.plan("Pier", curve=True).curve}
    for minutes in range(10, 270, 10):
        plan = harbour.plan("Pier", options=PlanOptions(minutes=minutes))
        assert max(share for it, share in curve.items() if it <= minutes) == plan.share


def test_each_time_of_a_long_curve_is_the_best_for_it() -> None:
    universe = intertwine.load()
    curve = universe.plan("The Defenders", curve=True).curve
    for point in curve[1 :: len(curve) // 8]:
        plan = universe.plan("The Defenders", options=PlanOptions(minutes=point.minutes))
        assert (plan.minutes, plan.share) == (point.minutes, point.share)


def test_a_season_says_how_long_what_has_no_length_is() -> None:
    text = HARBOUR.replace("4 episodes)", "4 episodes, ~33 min each)")
    plan = Companion(world(text)).plan("Pier")
    assert [(it.minutes, it.about) for it in plan.installments] == [(50, False), (40, False), (30, False), (33, True)]
    assert plan.notes == ("The time is an estimate: 3 of 4 lengths are known.",)
    every = Companion(world(text.replace("### 4. Four", "### 4. Four (~35 min)"))).plan("Pier")
    assert (every.minutes, every.about, every.notes) == (155, True, ())


@pytest.mark.parametrize(("seen", "options", "words"), [
    ("", PlanOptions(minutes=20), "Nothing fits that would help with Pier. You know 0% of what Pier builds on."),
    ("", PlanOptions(without=("Harbour",)), "What you asked for leaves out all that is essential."),
    ("Harbour 1x01", PlanOptions(without=("Harbour",)), "leaves out all that is essential and not seen yet."),
    ("Harbour S1", PlanOptions(), "There is nothing left to watch first. You know all of what Pier builds on."),
    (
        "told Harbour S1", PlanOptions(without=("Harbour",)),
        "What you asked for leaves out all that is essential and not seen yet. You know all of what Pier builds on.",
    ),
    ("told Harbour S1", PlanOptions(minutes=20), "Nothing fits that would help with Pier. You know all of what"),
])  # fmt: skip
def test_why_nothing_is_in_a_plan_is_said_as_it_is(
    harbour: Companion, seen: str, options: PlanOptions, words: str
) -> None:
    plan = harbour.plan("Pier", seen, options=options)
    assert plan.installments == ()
    said = [it.text for it in say_plan(plan) if isinstance(it, TextLine)]
    assert words in said[0]


@pytest.mark.parametrize("seen", ["", "Pier 1x01", "Harbour 1x02"])
def test_what_builds_on_nothing_needs_nothing(harbour: Companion, seen: str) -> None:
    plan = harbour.plan("Harbour", seen)
    assert not plan.builds_on
    said = next(it.text for it in say_plan(plan) if isinstance(it, TextLine))
    assert said == "Nothing needs to be seen before Harbour."
