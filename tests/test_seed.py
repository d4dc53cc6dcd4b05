"""The page that the project grew out of, statement by statement and in its order.

Each row names a statement, the question that answers it, and whether the answer is visible to somebody who has seen
nothing, everything before The Defenders, and everything.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

import intertwine
from intertwine.gate.view import View
from intertwine.questions.common import Ambiguous, NotThere
from intertwine.viewer import Viewer

LEADS = ("Matt Murdock", "Jessica Jones", "Luke Cage", "Danny Rand")
ACTORS = ("Charlie Cox", "Krysten Ritter", "Mike Colter", "Finn Jones")
PUBLIC = (True, True, True)
LED_UP_TO = (False, True, True)
CROSSOVER = (False, False, True)


@dataclass(frozen=True)
class Row:
    """`visible` at: nothing seen, before The Defenders, everything."""

    says: str
    ask: Callable[[View], bool]
    visible: tuple[bool, bool, bool]


def told(name: str, *words: str) -> Callable[[View], bool]:
    """`who NAME` says a sentence with all these words."""

    def ask(viewer: View) -> bool:
        try:
            page = Viewer(viewer).who(name)
        except (NotThere, Ambiguous):
            return False
        return any(
            all(word.casefold() in fact.text.casefold() for word in words) for fact in (*page.description, *page.facts)
        )

    return ask


def page_says(*words: str) -> Callable[[View], bool]:
    """The page of The Defenders says it, in its synopsis or among its facts."""

    def ask(viewer: View) -> bool:
        page = Viewer(viewer).title("The Defenders")
        lines = (*page.synopsis, *page.facts, *page.renewals, *page.news)
        return any(all(word in line.text for word in words) for line in lines)

    return ask


def met(a: str, b: str, where: str, season: int) -> Callable[[View], bool]:
    """`met A B` is true, and shown in this season."""

    def ask(viewer: View) -> bool:
        pairs = Viewer(viewer).met(a, b).pairs
        return bool(
            pairs
            and pairs[0].met
            and pairs[0].where
            and (pairs[0].where.title, pairs[0].where.season) == (where, season)
        )

    return ask


def billed(*actors: str) -> Callable[[View], bool]:
    return lambda viewer: (
        tuple(line.actor.name for line in Viewer(viewer).title("The Defenders").cast)[: len(actors)] == actors
    )


def role(actor: str, part: str) -> Callable[[View], bool]:
    return lambda viewer: any(
        line.actor.name == actor and part in [name.name for name in line.roles]
        for line in Viewer(viewer).title("The Defenders").cast
    )


def renewed(title: str, words: str) -> Callable[[View], bool]:
    return lambda viewer: any(words in told.text for told in Viewer(viewer).title(title).renewals)


def only_jessica_and_luke(viewer: View) -> bool:
    """Of the six pairs of leads, before the crossover, only one is known to have met, in nothing else that was seen."""
    pairs = Viewer(viewer).met(*LEADS, before="The Defenders").pairs
    return {(pair.a, pair.b) for pair in pairs if pair.met} == {("Jessica Jones", "Luke Cage")}


def brief_relationship(viewer: View) -> bool:
    try:
        relations = Viewer(viewer).who("Jessica Jones").relations
    except NotThere:
        return False
    return any(it.to and it.to.name == "Luke Cage" and not it.now and "relationship" in it.words for it in relations)


def antagonist(title: str, name: str) -> Callable[[View], bool]:
    return lambda viewer: name in [link.to.name for link in Viewer(viewer).title(title).antagonists]


def one_day_in_august(viewer: View) -> bool:
    page = Viewer(viewer).title("The Defenders")
    return (page.episodes, page.released, page.last_released) == (8, "2017-08-18", "2017-08-18")


def picks_up(viewer: View) -> bool:
    wanted = {"Daredevil", "Jessica Jones", "Luke Cage", "Iron Fist"}
    return {link.to.name for link in Viewer(viewer).title("The Defenders").picks_up} == wanted


def listing(part: str, *wanted: str) -> Callable[[View], bool]:
    def ask(viewer: View) -> bool:
        page = Viewer(viewer).title("The Defenders")
        marks = tuple(f"{it.body}: {it.mark}" for it in page.certifications)
        have = {"certifications": marks, "genres": page.genres, "platforms": page.platforms}[part]
        return set(wanted) <= set(have) if part == "certifications" else have == wanted

    return ask


def starred_alone(viewer: View) -> bool:
    """Each of the four leads a series of their own."""
    titles = ("Daredevil", "Jessica Jones", "Luke Cage", "Iron Fist")
    return all(
        actor in [line.actor.name for line in Viewer(viewer).title(title).cast]
        for actor, title in zip(ACTORS, titles, strict=True)
    )


def _actors(viewer: View) -> list[str]:
    return [line.actor.name for line in Viewer(viewer).title("The Defenders").cast]


def _plays(viewer: View) -> bool:
    try:
        return any(it.role.name == "Elektra Natchios" for it in Viewer(viewer).who("Elodie Yung").plays)
    except NotThere:
        return False


SEED = (
    Row("Not Rated", listing("certifications", "US-MPA: Not Rated", "Netflix: TV-MA"), PUBLIC),
    Row("Action, Crime, Adventure", listing("genres", "Action", "Crime", "Adventure"), PUBLIC),
    Row("Charlie Cox, Krysten Ritter, Mike Colter, Finn Jones", billed(*ACTORS), PUBLIC),
    Row("The four team up in New York City", lambda v: bool(Viewer(v).title("The Defenders").logline), PUBLIC),
    Row("Daredevil (Charlie Cox)", role("Charlie Cox", "Matt Murdock"), PUBLIC),
    Row("Jessica Jones (Krysten Ritter)", role("Krysten Ritter", "Jessica Jones"), PUBLIC),
    Row("Luke Cage (Mike Colter)", role("Mike Colter", "Luke Cage"), PUBLIC),
    Row("Iron Fist (Finn Jones)", role("Finn Jones", "Danny Rand"), PUBLIC),
    Row("in one Netflix series", listing("platforms", "Netflix"), PUBLIC),
    Row("All have starred in series of their own", starred_alone, PUBLIC),
    Row("here they finally team up", page_says("become a team"), PUBLIC),
    Row("Only Jessica and Luke have met before", only_jessica_and_luke, LED_UP_TO),
    Row("Jessica met Luke in her first season", met("Jessica Jones", "Luke Cage", "Jessica Jones", 1), LED_UP_TO),
    Row("They had a brief relationship", brief_relationship, LED_UP_TO),
    Row("Luke headed back to Harlem towards its end", told("Luke Cage", "Harlem", "back"), LED_UP_TO),
    Row("Claire was introduced as a nurse in Daredevil", told("Claire Temple", "introduced", "nurse"), LED_UP_TO),
    Row("who helped Daredevil out", told("Claire Temple", "helps", "Murdock"), LED_UP_TO),
    Row("She stood up to the Hand", told("Claire Temple", "stands up to", "the Hand"), LED_UP_TO),
    Row("and ran to Harlem for protection", told("Claire Temple", "Harlem", "protect"), LED_UP_TO),
    Row("Luke met Claire on his own show", told("Luke Cage", "meets", "Claire Temple"), LED_UP_TO),
    Row("They investigate his past", told("Claire Temple", "past"), LED_UP_TO),
    Row("Claire meets Danny in Iron Fist", met("Claire Temple", "Danny Rand", "Iron Fist", 1), LED_UP_TO),
    Row("where the Hand is the main enemy", antagonist("Iron Fist", "The Hand"), LED_UP_TO),
    Row("picks up the stories of the four", picks_up, PUBLIC),
    Row("Danny and Colleen go to New York", told("Colleen Wing", "Danny Rand", "New York City"), CROSSOVER),
    Row("in search for the Hand", told("Colleen Wing", "search", "the Hand", "New York"), CROSSOVER),
    Row("Matt has given up his vigilante life", told("Matt Murdock", "gives up", "vigilante"), CROSSOVER),
    Row("after the death of his lover Elektra", told("Elektra Natchios", "kills"), LED_UP_TO),
    Row("who was his lover", told("Elektra Natchios", "Matt Murdock", "love"), LED_UP_TO),
    Row("Matt works as a lawyer", told("Matt Murdock", "is a", "lawyer", "New York"), CROSSOVER),
    Row("Elektra is Elodie Yung", _plays, LED_UP_TO),
    Row("Jessica searches for a missing husband", told("Jessica Jones", "missing husband"), CROSSOVER),
    Row("Luke investigates the deaths of the young", told("Luke Cage", "investigates", "deaths"), CROSSOVER),
    Row("Sigourney Weaver is in it", lambda v: "Sigourney Weaver" in _actors(v), PUBLIC),
    Row("as Alexandra Reid", role("Sigourney Weaver", "Alexandra Reid"), CROSSOVER),
    Row("the main villain", antagonist("The Defenders", "Alexandra Reid"), CROSSOVER),
    Row("leader of the Hand", told("Alexandra Reid", "leads", "the Hand"), CROSSOVER),
    Row("The Hand resurrects Elektra", told("Elektra Natchios", "brought back by", "the Hand"), CROSSOVER),
    Row("as the weapon Black Sky", told("Elektra Natchios", "brought back as", "Black Sky"), CROSSOVER),
    Row("The four work together", told("Jessica Jones", "works with", "Luke Cage", "Danny Rand"), CROSSOVER),
    Row("Matt hesitates at first", told("Matt Murdock", "hesitates"), CROSSOVER),
    Row("to save the city", told("Danny Rand", "New York City", "protect"), CROSSOVER),
    Row("eight episodes, released on August 18, 2017", one_day_in_august, PUBLIC),
    Row("Daredevil has a third season confirmed", renewed("Daredevil", "third season"), PUBLIC),
    Row("Jessica Jones has a second", renewed("Jessica Jones", "second season"), PUBLIC),
    Row("Luke Cage has a second", renewed("Luke Cage", "second season"), PUBLIC),
    Row("Iron Fist has a second", renewed("Iron Fist", "second season"), PUBLIC),
)


@pytest.mark.parametrize("row", SEED, ids=lambda row: row.says)
@pytest.mark.parametrize(
    ("place", "seen"),
    list(enumerate(("", "before The Defenders", "everything"))),
    ids=("nothing", "before", "everything"),
)
def test_each_statement_of_the_seed_is_known_exactly_when_it_may_be(row: Row, place: int, seen: str) -> None:
    assert row.ask(intertwine.load().universe.seen(seen)) is row.visible[place]


def test_of_the_four_leads_others_first_meet_in_the_crossover() -> None:
    """With everything seen, five pairs had certainly not met before The Defenders."""
    pairs = intertwine.load().seen("everything").met(*LEADS, before="The Defenders").pairs
    assert {(pair.a, pair.b): pair.met for pair in pairs} == {
        ("Matt Murdock", "Jessica Jones"): False,
        ("Matt Murdock", "Luke Cage"): False,
        ("Matt Murdock", "Danny Rand"): False,
        ("Jessica Jones", "Luke Cage"): True,
        ("Jessica Jones", "Danny Rand"): False,
        ("Luke Cage", "Danny Rand"): False,
    }


def test_the_synopsis_stands_in_the_order_of_the_seed() -> None:
    """Told everything, the page says what the seed says, in its order."""
    synopsis = " ".join(told.text for told in intertwine.load().seen("everything").title("The Defenders").synopsis)
    order = (
        "into a single series", "already led a series alone", "except Jessica Jones and Luke Cage", "were lovers",
        "went back to Harlem", "a nurse who patches up", "stands up to", "to keep herself and her family safe",
        "dig up his past", "meet in the first season of Iron Fist", "chief enemy", "takes up the four stories",
        "on the trail of", "earns his living as a lawyer", "husband who has gone missing", "deaths of young people",
        "is played by Sigourney Weaver", "back from the dead", "after some hesitation", "eight episodes",
        "third season of Daredevil", "second seasons of Jessica Jones",
    )  # fmt: skip
    places = [synopsis.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)
