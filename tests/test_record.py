"""The figures that the bundled universe keeps: how much it holds of everybody, of each episode and of each season.

They are what its keepers promised for it, counted by somebody who has seen everything. What stands below a bound is to
be written, not the bound lowered.
"""

from collections import Counter
from functools import cache

import pytest

import intertwine
from intertwine.check import check_folder
from intertwine.gate.view import View
from intertwine.library import universe_folder
from intertwine.model.fact import Fact
from intertwine.questions.tell import iso
from intertwine.viewer import Viewer

AT_LEAST = {"character": 120, "group": 15, "place": 30, "thread": 30}
SEASONS = {
    "Daredevil": (13, 13, 13),
    "Jessica Jones": (13, 13, 13),
    "Luke Cage": (13, 13),
    "Iron Fist": (13, 10),
    "The Defenders": (8,),
    "The Punisher": (13, 13),
}
"""How many episodes each season has."""
CORE = (
    ("Daredevil", 1), ("Jessica Jones", 1), ("Daredevil", 2), ("Luke Cage", 1), ("Iron Fist", 1), ("The Defenders", 1),
)  # fmt: skip
"""The seasons that are told episode by episode: the crossover and the five before it."""
LATER = tuple(
    (name, season)
    for name, counts in SEASONS.items()
    for season in range(1, len(counts) + 1)
    if (name, season) not in CORE
)
"""The seasons outside the core."""
ORDINALS = ("first", "second", "third")
ENTRIES = ("name", "linked name", "kind", "image", "outside id", "billing", "part", "prose", "news", "purpose")
"""Roles of what is not a fact: entries of front matter, sentences, and what belongs to another fact."""


@cache
def everything() -> View:
    """The view of somebody who has seen everything."""
    return intertwine.load().universe.seen("everything")


def title(name: str) -> int:
    (found,) = [n for n in everything().listing.titles if everything().names.best(n) == name]
    return found


def shown(name: str, season: int, episode: int | None) -> list[Fact]:
    """What is shown in an episode (None: what is known of the season as a whole)."""
    found = everything().facts.shown_in(title(name), season=season, number=episode)
    return [fact for fact in found if fact.several == (episode is None)]


def sentences(facts: list[Fact], name: str) -> list[str]:
    """The prose about a title among these facts, but for that of its synopsis: a recap."""
    prose = [fact for fact in facts if fact.verb.role == "prose" and fact.section != "Synopsis"]
    return [fact.words for fact in prose if title(name) in fact.subjects]


def test_enough_people_groups_places_and_threads() -> None:
    view = everything()
    count = Counter(view.entities.kind(n) for n in view.names.index)
    assert {kind: count[kind] for kind, least in AT_LEAST.items() if count[kind] < least} == {}


def test_every_episode_is_listed() -> None:
    view = everything()
    listed = {
        name: tuple(Counter(it.season for it in view.listing.installments(title(name))).values()) for name in SEASONS
    }
    assert listed == SEASONS
    assert sum(map(sum, listed.values())) == 161
    assert len(view.listing.titles) == len(SEASONS)


@pytest.mark.parametrize(("name", "season"), CORE)
def test_each_core_episode_has_scenes_and_a_recap(name: str, season: int) -> None:
    wrong = {}
    for episode in range(1, SEASONS[name][season - 1] + 1):
        facts = shown(name, season, episode)
        scenes, recap = sum(fact.verb.role == "scene" for fact in facts), len(sentences(facts, name))
        if not (3 <= scenes <= 8 and 2 <= recap <= 4):
            wrong[episode] = f"{scenes} scenes, a recap of {recap} sentences"
    assert wrong == {}


@pytest.mark.parametrize(("name", "season"), LATER)
def test_each_later_episode_has_a_recap(name: str, season: int) -> None:
    counts = {
        episode: len(sentences(shown(name, season, episode), name))
        for episode in range(1, SEASONS[name][season - 1] + 1)
    }
    assert {episode: count for episode, count in counts.items() if not 2 <= count <= 4} == {}


def test_the_core_has_73_episodes_and_the_later_seasons_88() -> None:
    assert [sum(SEASONS[name][season - 1] for name, season in part) for part in (CORE, LATER)] == [73, 88]


@pytest.mark.parametrize("name", SEASONS)
def test_every_season_has_news_and_each_outside_the_core_a_recap(name: str) -> None:
    view, page = everything(), Viewer(everything()).title(name)
    assert page.status
    news = {(told.date, told.text) for told in page.news}
    for season in view.listing.seasons(title(name)):
        if (name, season.number) not in CORE:
            assert len(sentences(shown(name, season.number, None), name)) >= 2, f"no recap of season {season.number}"
        assert any(date == iso(season.date) and "released" in text for date, text in news), "no word of its release"
        if season.number > 1:
            said = f"{ORDINALS[season.number - 1]} season"
            renewed = [date for date, text in news if said in text and "confirmed" in text]
            assert any(date and date < (iso(season.date) or "") for date in renewed), f"no word of a {said}"


def test_bare_appearances_are_the_lesser_part() -> None:
    facts = [fact for fact in everything().facts.of() if fact.verb.role not in ENTRIES]
    bare = [fact for fact in facts if fact.verb.role == "appearance" and not fact.text]
    assert len(bare) <= 0.4 * len(facts)


def test_check_reports_nothing() -> None:
    assert check_folder(universe_folder()) == ()
