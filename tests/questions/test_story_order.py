"""Story order: that of a slow reference, and what must be true of it in every world."""

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.story import in_story_order
from tests.long import share
from tests.questions.slow_story_order import Listing, Relation, SlowOrder, Spot, Tale, holds
from tests.worlds import universe, world

EXAMPLES = settings(max_examples=share(4, 100))
DAY = date(2015, 1, 1)
"""Day 0."""
LISTING = Listing(days=(0, 30, 30, 60, 60, 119), spreads=(0, 0, 0, 0, 0, 29), titles=(0, 0, 0, 1, 1, 0))
"""Two series. Two episodes of the first come out on one day, one in a month, one of the second on no day that is known:
it stands after the season before it.
"""
STAMPS = ("1x01", "2x01", "2x02", "1x01", "2x01", "3x01")
NAMES = ("Ebb", "Flow")
SEASONS = {"Ebb S2": Spot(1, 2), "Ebb": Spot(0, 5), "Flow S1": Spot(3, 3)}
HEADS = (
    {
        0: "## Season 1 (2015-01-01, 1 episode)",
        1: "## Season 2 (2015-01-31, 2 episodes)",
        5: "## Season 3 (2015-04, 1 episode)",
    },
    {3: "## Season 1 (2015-03-02, 1 episode)", 4: "## Season 2 (1 episode)"},
)


class Told(NamedTuple):
    """A world: its facts, and how far its viewer has watched."""

    tales: tuple[Tale, ...]
    passed: int

    def known(self) -> list[Tale]:
        """The facts that the viewer knows."""
        return [it for it in self.tales if it.shown is None or it.shown < self.passed]


def title_of(tale: Tale) -> int:
    """The title on whose page a fact stands: public ones on that of the first."""
    return 0 if tale.shown is None else LISTING.titles[tale.shown]


def written(tale: Tale) -> str:
    """A fact as a keeper writes it."""
    time = "" if tale.second is None else f"{tale.second // 3600:02}:{tale.second // 60 % 60:02}:{tale.second % 60:02} "
    lines = [f'- {time}[[Ada]] helps [[Ben]] "as w{tale.number}" ^w{tale.number}']
    if tale.dated:
        start, until = ("" if it is None else str(DAY + timedelta(it)) for it in (tale.start, tale.until))
        lines.append(f"  - true: {start}" if start == until else f"  - true: {start or '..'}/{until or '..'}")
    if tale.step is not None:
        lines.append(f"  - true: step {tale.step}")
    for it in tale.relations:
        far = "" if it.days is None else f"{it.days} days " if it.days else "3 hours "
        lines.append(
            f"  - true: {far}{it.kind} {spot_text(it.target) if isinstance(it.target, Spot) else f'^w{it.target}'}"
        )
    return "\n".join(lines)


def spot_text(spot: Spot) -> str:
    """A place in a title as a keeper writes it."""
    for text, season in SEASONS.items():
        if spot == season:
            return text
    title = NAMES[LISTING.titles[spot.first]]
    return f"{title} {STAMPS[spot.first]}" + ("" if spot.second is None else f" @00:{spot.second // 60:02}:00")


def pages(tales: tuple[Tale, ...]) -> dict[str, str]:
    """The world with these facts."""
    found = {f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Ada", "Ben")}
    for title, name in enumerate(NAMES):
        parts = ["---\nkind: series\n---\n### Public\n"]
        parts += [written(it) for it in tales if it.shown is None and title == 0]
        for n, of in enumerate(LISTING.titles):
            if of == title:
                parts.append(HEADS[title].get(n, ""))
                parts.append(f"### {STAMPS[n][-1]}. Part")
                parts += [written(it) for it in tales if it.shown == n]
        found[f"titles/{name}.md"] = "\n".join(parts) + "\n"
    return found


@st.composite
def tales(draw: st.DrawFn, most: int = 9) -> tuple[Tale, ...]:
    """Facts with ids in the order in which they are written."""
    count = draw(st.integers(1, most))
    where = [draw(st.sampled_from([None, *range(6)])) for _ in range(count)]
    where.sort(key=lambda it: (0 if it is None else LISTING.titles[it], -1 if it is None else it))
    found = []
    for number, shown in enumerate(where):
        second = None if shown is None else draw(st.sampled_from([None, None, 60, 600]))
        start, until = draw(st.one_of(st.just((None, None)), st.just((None, None)), spans()))
        step = draw(st.sampled_from([None, None, None, 1, 2]))
        several = draw(st.lists(relations(number, count), max_size=2, unique=True))
        found.append(Tale(number, shown, second, start, until, step, tuple(several)))
    return tuple(found)


def spans() -> st.SearchStrategy[tuple[int | None, int | None]]:
    """Dates: a day, a span, or one with an open end."""
    days = st.sampled_from([-400, -3, 0, 2, 20, 30, 31, 60, 100])
    pairs = st.tuples(days, days).map(lambda it: (min(it), max(it)))
    return st.one_of(
        days.map(lambda it: (it, it)), pairs, days.map(lambda it: (it, None)), days.map(lambda it: (None, it))
    )


def relations(number: int, count: int) -> st.SearchStrategy[Relation]:
    """Relations to other facts, now and then to the same, and to places."""
    spots = st.one_of(
        st.sampled_from(list(SEASONS.values())),
        st.integers(0, 5).map(lambda n: Spot(n, n)),
        st.integers(0, 5).map(lambda n: Spot(n, n, 600)),
    )
    targets = st.one_of(st.integers(0, count - 1), st.integers(0, count - 1), spots)
    return st.one_of(
        st.builds(Relation, st.sampled_from(["before", "after", "during"]), targets),
        st.builds(Relation, st.sampled_from(["before", "after"]), targets, st.sampled_from([0, 2, 30, 365])),
    )


worlds = st.builds(Told, tales(), st.sampled_from([0, 1, 2, 3, 4, 5, 6, 6, 6]))


def seen(told: Told) -> View:
    """What the viewer of a world knows."""
    watched = [f"{NAMES[LISTING.titles[n]]} {STAMPS[n]}" for n in range(told.passed)]
    return world(pages(told.tales), broken=True).seen(", ".join(watched) or "nothing")


def ids(view: View) -> list[int]:
    """All facts that the test wrote, in story order."""
    facts = [it for it in view.facts.of() if it.verb.id == "helps"]
    return [id_of(view, it.line) for it in in_story_order(view, facts)]


def id_of(view: View, line: int) -> int:
    """Which of the facts a line says."""
    return int("".join(it.text for it in view.facts.one(line).text).rpartition(" w")[2])


def slow(told: Told) -> SlowOrder:
    """The same by the reference."""
    titles = {it.number: title_of(it) for it in told.tales}
    return SlowOrder(told.known(), LISTING, titles.__getitem__)


@EXAMPLES
@given(worlds)
def test_the_order_is_that_of_the_slow_reference(told: Told) -> None:
    assert ids(seen(told)) == slow(told).order


@EXAMPLES
@given(worlds)
def test_every_relation_that_counts_holds(told: Told) -> None:
    order, reference = ids(seen(told)), slow(told)
    named = {it.target for tale in told.known() for it in tale.relations}
    plain = {
        it.number: (it.shown, 10**9 if it.second is None else it.second)
        for it in told.known()
        if it.shown is not None and not it.dated and it.step is None and not it.relations and it.number not in named
    }
    for number, n in reference.live:
        target = reference.tales[number].relations[n].target
        # Whatever came out on a day that is not known moves nothing whose own beginning is.
        vague = isinstance(target, Spot) and (LISTING.spreads[target.first] or LISTING.spreads[target.last])
        if vague and reference.tales[number].start is not None:
            continue
        # A place that happens at another time is not where it was shown.
        if reference.moved(reference.tales[number].relations[n]) != target:
            continue
        assert holds(order, number, reference.tales[number].relations[n], plain)


@EXAMPLES
@given(worlds)
def test_dates_are_kept(told: Told) -> None:
    """What has one comes after all dates that end before it begins."""
    order = ids(seen(told))
    known = {it.number: it for it in told.known()}
    for n, one in enumerate(order):
        for other in order[n + 1 :]:
            start, until = known[one].start, known[other].until
            assert start is None or until is None or start <= until


@EXAMPLES
@given(worlds, st.sets(st.integers(0, 8)))
def test_it_never_matters_what_else_is_asked_for(told: Told, chosen: set[int]) -> None:
    """The few are asked for first: a view that knows the order of all no longer works out theirs alone."""
    view = seen(told)
    facts = [it for it in view.facts.of() if it.verb.id == "helps" and id_of(view, it.line) in chosen]
    assert [id_of(view, it.line) for it in in_story_order(view, facts)] == [it for it in ids(view) if it in chosen]


@EXAMPLES
@given(worlds)
def test_what_is_contradicted_or_hidden_might_as_well_not_be_written(told: Told) -> None:
    live = slow(told).live
    known = {it.number for it in told.known()}
    kept = tuple(
        replace(
            it,
            relations=tuple(r for n, r in enumerate(it.relations) if it.number not in known or (it.number, n) in live),
        )
        for it in told.tales
    )
    assert ids(seen(told)) == ids(seen(Told(kept, told.passed)))


@EXAMPLES
@given(tales(), st.dictionaries(st.integers(0, 8), st.integers(0, 3000)))
def test_an_own_order_is_that_of_its_steps_and_then_of_the_story(them: tuple[Tale, ...], steps: dict[int, int]) -> None:
    files = pages(them)
    for name in NAMES:
        text = files[f"titles/{name}.md"]
        for number, step in steps.items():
            fact = f'"as w{number}" ^w{number}\n'
            text = text.replace(fact, f"{fact}  - own: [[Ada]] step {step / 1000:g}\n")
        files[f"titles/{name}.md"] = text
    view = world(files, broken=True).seen("everything")
    story = ids(view)

    def shown(number: int) -> tuple[float, ...]:
        tale = them[number]
        second = 10**9 if tale.second is None else tale.second
        return (-1, 0, number) if tale.shown is None else (tale.shown, second, number)

    def lived(number: int) -> tuple[float, tuple[float, ...], float]:
        if number in steps:
            return steps[number], shown(number), -1
        n = story.index(number)
        before = [it for it in story[:n] if it in steps]
        beside = [it for it in before if them[it].shown == them[number].shown is not None]
        anchor = beside[-1] if beside else max(before, key=lambda it: (steps[it], shown(it)), default=None)
        return (-1, (), n) if anchor is None else (steps[anchor], shown(anchor), n)

    found = questions.timeline(view, ["Ada"], "own").facts
    assert [int(it.text.rpartition(" w")[2].rstrip('".')) for it in found] == sorted(story, key=lived)


# --- named examples -------------------------------------------------------------------------------------------------
def texts(view: View, *about: str) -> list[str]:
    """A timeline as it happened."""
    return [it.text for it in questions.timeline(view, about, "story").facts]


@universe
def test_a_far_future_revealed_early_comes_last(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]] ^meeting
    - [[Ada]] kills [[Ben]] ^murder
      - true: about 40 years after ^meeting
    - [[Cleo]] fights [[Ada]]
      - true: after ^murder
    ### 2. Two (2015-01-08)
    - [[Ada]] hires [[Ben]]
    ## Season 2 (2018-01-01, 1 episode)
    ### 1. Three
    - [[Ada]] helps [[Ben]]
    """
    at_first = ["Ada meets Ben", "Ada kills Ben", "Cleo fights Ada"]
    assert texts(there.seen("Ebb 1x01")) == at_first
    assert texts(there.seen("everything")) == [at_first[0], "Ada hires Ben", "Ada helps Ben", *at_first[1:]]


@universe
def test_flashbacks_stand_where_they_happened(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]] ^meeting
    ### 2. Two (2015-01-08)
    - [[Ada]] fights [[Ben]]
    - [[Ada]] helps [[Cleo]] ^childhood
      - true: 20 years before ^meeting
    - [[Ada]] hires [[Cleo]]
      - true: during ^childhood
    - [[Ada]] leaves [[Cleo]]
      - true: after ^childhood
    - [[Ben]] helps [[Cleo]]
      - true: before 1x01
    ### 3. Three (2015-01-15)
    - [[Ada]] kills [[Cleo]]
      - true: before ^childhood
    - [[Ada]] treats [[Ben]]
      - true: after 1x01
      - true: before 1x02
    """
    assert texts(there.seen("everything")) == [
        "Ada kills Cleo",
        "Ada helps Cleo",
        "Ada hires Cleo",
        "Ada leaves Cleo",
        "Ben helps Cleo",
        "Ada meets Ben",
        "Ada treats Ben",
        "Ada fights Ben",
    ]


@universe
def test_parallel_plots_run_beside_each_other(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]] ^a1
      - true: 1990-01
    - [[Ada]] hires [[Ben]] ^a2
      - true: 2 months after ^a1
    - [[Ada]] leaves [[Ben]]
      - true: after ^a2
    ### 2. Two (2015-01-08)
    - [[Cleo]] meets [[Dan]] ^b1
      - true: 1990-02
    - [[Cleo]] hires [[Dan]]
      - true: after ^b1
      - true: before ^a2
    - [[Cleo]] leaves [[Dan]]
      - true: 1990-05
    """
    assert texts(there.seen("everything")) == [
        "Ada meets Ben",
        "Cleo meets Dan",
        "Cleo hires Dan",
        "Ada hires Ben",
        "Ada leaves Ben",
        "Cleo leaves Dan",
    ]


@universe
def test_what_comes_after_a_span_stands_at_its_end(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Whole title
    - [[Ada]] fights [[Ben]] ^war
      - true: 1974/1978
    - [[Ada]] leaves [[Ben]]
      - true: after ^war
    - [[Ada]] meets [[Cleo]]
      - true: 1976
    - [[Ada]] helps [[Ben]]
      - true: during ^war
    - [[Ada]] hires [[Ben]]
      - true: 2 years after ^war
    - [[Ada]] treats [[Ben]]
      - true: 1979
    """
    assert texts(there.seen("everything")) == [
        "Ada fights Ben",
        "Ada helps Ben",
        "Ada meets Cleo",
        "Ada leaves Ben",
        "Ada treats Ben",
        "Ada hires Ben",
    ]


@universe
def test_a_contradiction_takes_nothing_from_others(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: film
    released: 2015-01-01
    ---
    ### Whole title
    - [[Ada]] meets [[Ben]] ^one
      - true: 1990
    - [[Ada]] helps [[Ben]] ^two
      - true: before ^one
      - true: after ^three
    - [[Ada]] hires [[Ben]] ^three
      - true: 1980
    - [[Ada]] fights [[Ben]]
      - true: 1970
      - true: after ^one
    - [[Ada]] leaves [[Ben]] ^left
      - true: before ^back
    - [[Ada]] treats [[Ben]] ^back
      - true: before ^left
    """
    assert texts(there.seen("everything")) == [
        "Ada fights Ben",
        "Ada hires Ben",
        "Ada helps Ben",
        "Ada meets Ben",
        "Ada leaves Ben",
        "Ada treats Ben",
    ]


@universe
def test_two_people_who_meet_in_opposite_orders(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    - own: [[Ada]] step 1
    - own: [[Ben]] step 3
    - [[Ada]] meets [[Ben]]
    ### 2. Two (2015-01-08)
    - own: [[Ada]] step 2
    - [[Ada]] fights [[Ben]]
      - own: [[Ben]] step 2
    - [[Cleo]] helps [[Ben]]
    ### 3. Three (2015-01-15)
    - [[Ada]] leaves [[Ben]]
      - own: [[Ada]] step 2.5
      - own: [[Ben]] step 1, revealed 1x02
    - [[Ada]] hires [[Cleo]]
    """
    for person, expected in (
        ("Ada", ["Ada meets Ben", "Ada fights Ben", "Ada leaves Ben", "Ada hires Cleo"]),
        ("Ben", ["Ada leaves Ben", "Ada fights Ben", "Cleo helps Ben", "Ada meets Ben"]),
    ):
        found = questions.timeline(there.seen("everything"), [person], "own")
        assert [it.text for it in found.facts] == expected
    # Where Ben's third step stands is told with the second episode: nobody who skipped that knows it.
    found = questions.timeline(there.seen("Ebb 1x01, Ebb 1x03"), ["Ben"], "own")
    assert [it.text for it in found.facts] == ["Ada meets Ben", "Ada leaves Ben"]


@universe
def test_a_time_that_is_contradicted_is_not_shown(there: Universe) -> None:
    """
    === Tide.md
    ---
    kind: series
    ---
    ## Season 1 (2017-03-01, 1 episode)
    ### 1. Ebb
    - [[Ann]] helps [[Ben]] ^fall
      - true: 1980
    - [[Ann]] meets [[Ben]]
      - true: 1990
      - true: 3 years before ^fall
      - true: 10 years before 1x01
    - [[Ann]] kidnaps [[Ben]]
      - true: 1 year before ^fall
    """
    facts = questions.timeline(there.seen("everything"), (), "story").facts
    assert {it.text: it.date for it in facts} == {
        "Ann helps Ben": "1980",
        "Ann meets Ben": "1990, 10 years before Tide 1x01",
        "Ann kidnaps Ben": "1 year before Ann helps Ben",
    }


@universe
def test_what_holds_where_it_was_shown_stays_there(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (4 episodes)
    ### 1. One (2011-01-01)
    - [[Ada]] kills [[Zoe]] ^z
    - [[Ada]] trains [[Zoe]] ^childhood
      - true: 20 years before ^z
    ### 2. Two (2011-01-08)
    - [[Ada]] hires [[Ben]]
      - true: before [[Flow]] 1x01
    - [[Ada]] marries [[Ben]]
    - [[Ada]] leaves [[Zoe]]
      - true: after ^childhood
    ### 3. Three (2011-01-15)
    - [[Cid]] kills [[Ada]]
      - true: after ^z
      - true: 2 weeks after 1x01
      - true: 2 weeks after ^z
    - [[Cid]] fights [[Zoe]]
      - true: after 1x01
      - true: before ^wake
    ### 4. Four (2011-01-22)
    - [[Cid]] helps [[Ben]] ^wake
    === titles/Flow.md
    ---
    kind: series
    ---
    ## Season 1 (1 episode)
    ### 1. One (2014-01-01)
    - [[Ben]] helps [[Cid]]
    """
    assert texts(there.seen("everything")) == [
        "Ada trains Zoe",
        "Ada leaves Zoe",
        "Ada kills Zoe",
        "Ada hires Ben",
        "Ada marries Ben",
        "Cid kills Ada",
        "Cid fights Zoe",
        "Cid helps Ben",
        "Ben helps Cid",
    ]


@universe
def test_a_fact_without_a_step_comes_after_all_that_happened_before_it(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 4 episodes)
    ### 1. One
    - own: [[Ada]] step 2
    - [[Ada]] marries [[Ben]]
    - [[Ada]] helps [[Ben]]
      - true: 1990
    ### 2. Two (2015-01-08)
    - own: [[Ada]] step 1
    - [[Ada]] meets [[Ben]]
    ### 4. Four (2015-01-22)
    - [[Ada]] dies
    """
    found = questions.timeline(there.seen("everything"), ["Ada"], "own")
    assert [it.text for it in found.facts] == ["Ada meets Ben", "Ada marries Ben", "Ada helps Ben", "Ada dies"]


@universe
def test_an_episode_happens_when_most_of_what_it_shows_does(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2018-01-01, 3 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
      - true: 1890
    ### 2. Two
    - [[Ada]] saves [[Ben]]
      - true: before 1x01
    - [[Ada]] helps [[Ben]]
      - true: about 37 years before 1x01
    - [[Ada]] hires [[Ben]]
      - true: 1891
      - true: after 1x01
    - [[Cleo]] fights [[Ben]]
    ### 3. Three
    - [[Ada]] trains [[Cleo]]
      - true: 5100
    - [[Ada]] leaves [[Cleo]]
      - true: after 1x03
    - [[Ada]] treats [[Cleo]]
      - true: before 1x02
    - [[Cleo]] treats [[Ben]]
      - true: 1990
    """
    assert texts(there.seen("everything")) == [
        "Ada helps Ben",
        "Ada saves Ben",
        "Ada meets Ben",
        "Ada hires Ben",
        "Cleo treats Ben",
        "Ada treats Cleo",
        "Cleo fights Ben",
        "Ada leaves Cleo",
        "Ada trains Cleo",
    ]


@universe
def test_what_happened_during_an_earlier_season_is_at_its_beginning(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2018-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
      - true: during S2
    - [[Ada]] saves [[Ben]]
    - [[Ada]] hires [[Ben]]
      - true: during S1
    ### 2. Two (2018-03-01)
    - [[Ada]] helps [[Ben]]
    ## Season 2 (2018-06-01, 1 episode)
    ### 1. Three
    - [[Ada]] fights [[Ben]]
    - [[Ada]] kidnaps [[Ben]]
      - true: during S1
    """
    assert texts(there.seen("everything")) == [
        "Ada kidnaps Ben", "Ada saves Ben", "Ada hires Ben", "Ada helps Ben", "Ada meets Ben", "Ada fights Ben",
    ]  # fmt: skip


@universe
def test_a_far_future_is_after_what_it_shows(there: Universe) -> None:
    """
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2018-01-01, 2 episodes)
    ### 1. One
    - [[Ada]] meets [[Ben]]
      - true: 5100
    ### 2. Two
    - [[Ada]] saves [[Ben]]
      - true: after 1x01
    - [[Ada]] helps [[Ben]]
      - true: 3 days after 1x01
    - [[Ada]] hires [[Ben]]
      - true: during S1
    - [[Ada]] fights [[Ben]]
      - true: before S1
    """
    assert texts(there.seen("everything"))[-3:] == ["Ada meets Ben", "Ada saves Ben", "Ada helps Ben"]
