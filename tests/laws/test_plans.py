"""Law 1 for plans: with the curriculum held equal, every page, file and answer about one is the same in every byte.

A plan is one of two things that look past what a viewer knows, and the curriculum is all that it is given. So both
universes of a pair are served with the curriculum of the first: whatever still differs was taken from what is hidden.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import Any
from urllib.parse import urlencode

import pytest

from intertwine.exports import FORMATS
from intertwine.gate.universe import Universe
from intertwine.model.curriculum import Curriculum
from intertwine.model.progress import Progress
from intertwine.plan import Plan, PlanOptions
from intertwine.web.marks import Marks
from intertwine.web.plans_kept import DiscloseTo, PlansKept
from tests.laws.law import Count, both, difference, pairs_from
from tests.laws.mutate import Pair
from tests.laws.whole import ADDRESS, Ask, Site, Topic, first_request, slugs, topic
from tests.long import share

PARTS = 2
ANSWERS = share(130, 40_000)
"""How many whole answers each part compares."""
FIRST = 700_000_000
MOST_PAIRS = 12
"""How many pairs a planted leak may take to be caught."""
QUERIES = (
    "", "?hours=1", "?hours=0.5&order=story", "?how=complete", "?order=woven&how=complete", "?seasons=yes", "?hours=0",
    "?order=nowhere", "?season=1", "?season=2", "?rated=TV-14", "?on=Nowhere", "?until=2026-12-24&evenings=3x90",
    "?speed=300", "?season=9", "?share=seen",
    "?order=story&pauses=yes", "?order=story&pauses=yes&how=complete",
)  # fmt: skip


def friend(it: Topic) -> str:
    """The profile of the one who sees it as well, as chance is frozen here: the first change that is made before it has
    an id of its own."""
    return f"change-{1 + bool(it.seen):05}"


def for_two(it: Topic) -> Iterator[Ask]:
    """A friend comes, who has passed everything, or some of what this viewer has. What they are answered themselves is
    theirs to know; only what is answered to both is asked for here."""
    random, u = Random(f"two {it.salt}"), f"/{ADDRESS}"
    yield "POST", f"{u}/profiles/", urlencode({"do": "make", "name": "Kim"})
    terms = it.seen.split(", ") if it.seen else []
    some = ", ".join(random.sample(terms, len(terms) // 2))
    text = random.choice(("everything", "everything", some))
    yield "POST", f"{u}/progress/", urlencode({"for": friend(it), "text": text})


def requests(it: Topic) -> Iterator[Ask]:
    """Plans of every title, hidden ones too: pages, files, JSON, and the forms of a page; for one viewer and for
    two."""
    random, u = Random(f"plans {it.salt}"), f"/{ADDRESS}"
    yield from for_two(it)
    yield from (("GET", f"{u}/"), ("GET", "/"), ("GET", f"{u}/progress/"))
    for info in it.titles:
        for slug in dict.fromkeys((slugs(info.name), f"{slugs(info.name)}-{info.year}")):
            here, query = f"{u}/title/{slug}/before/", random.choice(QUERIES)
            other = slugs(random.choice(it.titles).name)
            known = random.choice(it.tags.get(info.key, ("",)))
            passed = urlencode({"seen": f"{slugs(info.name)}{f'~{known}' if known else ''} 1x01 1x02"})
            left_out = urlencode({random.choice(("without", "with")): random.choice((other, info.name, it.names[0]))})
            yield "GET", here
            yield "GET", here + query
            yield "GET", f"{here}?{left_out}"
            yield "GET", random.choice((f"{here}?{passed}", f"/api{u}/plan/{other}?{passed}"))
            yield "GET", f"{here}plan{random.choice(list(FORMATS))}{query}"
            yield "GET", f"/api{u}/plan/{slug}{random.choice(QUERIES)}"
            together = urlencode({"together": friend(it)})
            yield "GET", f"{here}?{together}&{random.choice(QUERIES)[1:]}"
            yield "GET", random.choice((f"{here}plan.json?{together}", f"/api{u}/plan/{slug}?{together}"))
            yield "GET", f"{u}/title/{slug}/"
    for info in random.sample(it.titles, min(3, len(it.titles))):
        here, tag = f"{u}/title/{slugs(info.name)}/before/", random.choice(it.tags.get(info.key, ("",)))
        entry = f"{slugs(info.name)}{f'~{tag}' if tag else ''} 9x99"
        yield "POST", here, urlencode({"do": random.choice(("seen", "hide", "")), "seen": entry})
        yield "POST", here, urlencode({"do": "tell", "told": entry})


def answers(site: Site, universe: Universe, disclose: DiscloseTo, asked: Sequence[Ask]) -> list[str]:
    """What somebody who has not been here before is answered, where `disclose` gives the curricula."""
    from intertwine.web.server import new_server
    from intertwine.web.wsgi import application

    site.open(universe)
    site.server = replace(new_server(), registry=site.server.registry, plans=PlansKept(disclose))
    site.answer = application(site.server)
    return [site.ask(*request) for request in asked]


def compare_plans(pair: Pair, site: Site, count: Count) -> str | None:
    """The first difference between the two universes of a pair, in words; the first one's curricula hold for both."""
    left, right = (Universe(compiled) for compiled in both(pair))

    def of_the_first(_: Universe, progress: Progress, places: Sequence[int]) -> Curriculum:
        return left.curriculum(progress, places)

    it = topic(pair)
    asked = [first_request(it), *requests(it)]
    count.pairs += 1
    count.touching += pair.touches
    count.requests += len(asked)
    one, other = (answers(site, universe, of_the_first, asked) for universe in (left, right))
    found = zip(asked, one, other, strict=True)
    return next((difference(request, mine, theirs) for request, mine, theirs in found if mine != theirs), None)


@pytest.fixture(autouse=True)
def _the_day_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.web.clock.today", lambda: date(2026, 12, 1))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_plan_depends_on_what_is_hidden_but_through_its_curriculum(part: int, site: Site) -> None:
    count = Count()
    for seed, pair in pairs_from(FIRST + part * 10_000_000):
        found = compare_plans(pair, site, count)
        assert found is None, f"seed {seed}: {found}"
        if count.requests >= ANSWERS:
            break
    assert 2 * count.touching >= count.pairs, "too few pairs differ in something that touches what is asked"


def test_plans_are_made_for_most_titles_that_are_asked_about(site: Site) -> None:
    """The law would hold of errors too."""
    planned = asked = 0
    for _, pair in (next(pairs_from(FIRST + n)) for n in range(4)):
        universe = Universe(both(pair)[0])
        found = [
            request for request in requests(topic(pair)) if request[1].endswith("/before/") and request[0] == "GET"
        ]
        replies = answers(site, universe, Universe.curriculum, [first_request(topic(pair)), *found])[1:]
        asked += len(found)
        planned += sum("plan-lead" in reply for reply in replies)
    assert planned >= asked * 0.2


def test_plans_for_two_are_made_for_both(site: Site) -> None:
    """The law would hold of plans for one too."""
    both_said = asked = 0
    for _, pair in (next(pairs_from(FIRST + n)) for n in range(4)):
        it = topic(pair)
        found = [ask for ask in requests(it) if "/before/?together=" in ask[1]]
        setup = [first_request(it), *for_two(it)]
        replies = answers(site, Universe(both(pair)[0]), Universe.curriculum, [*setup, *found])[len(setup) :]
        asked += len(replies)
        both_said += sum("For You and Kim together" in reply for reply in replies)
    assert both_said >= asked * 0.2


def test_every_address_of_plans_is_asked(site: Site) -> None:
    from intertwine.web.urls import urlpatterns

    routes = {str(it.pattern) for it in urlpatterns if "plan" in (it.name or "")}
    assert routes == {
        "<str:universe>/title/<str:address>/before/", "<str:universe>/title/<str:address>/before/<str:name>",
        "api/<str:universe>/plan/<str:address>",
    }  # fmt: skip


# --- leaks, planted on purpose --------------------------------------------------------------------------------------
Leak = Callable[[pytest.MonkeyPatch], None]


def _with_universe(patch: pytest.MonkeyPatch, change: Callable[[Plan, Universe], Plan]) -> None:
    """A plan is changed by what is behind the gate."""
    from intertwine.web import plan_answers

    made = plan_answers._made

    def leaking(it: Any, options: PlanOptions, *, curve: bool) -> Plan:
        return change(made(it, options, curve=curve), it.context.served.universe)

    patch.setattr(plan_answers, "_made", leaking)


def a_reason_from_hidden_facts(patch: pytest.MonkeyPatch) -> None:
    """How often a title is named in the ledger stands in its reason."""

    def change(plan: Plan, universe: Universe) -> Plan:
        lines = len(universe._ledger.lines.ref)
        return replace(plan, reasons=tuple(replace(it, text=f"{it.text} {lines}") for it in plan.reasons))

    _with_universe(patch, change)


def a_count_of_requirements(patch: pytest.MonkeyPatch) -> None:
    """A note says how many things a title asks for, counted past what was disclosed."""

    def change(plan: Plan, universe: Universe) -> Plan:
        everything = universe.everything
        asked = [universe.curriculum(everything, [n]) for n in range(len(everything.seen))]
        return replace(plan, notes=(*plan.notes, f"{sum(len(it.weight) for it in asked)} requirements"))

    _with_universe(patch, change)


def a_reason_from_what_one_alone_knows(patch: pytest.MonkeyPatch) -> None:
    """A plan for two says how many the one knows of who has come along."""
    from intertwine.web import plan_answers

    made = plan_answers._made

    def leaking(it: Any, options: PlanOptions, *, curve: bool) -> Plan:
        plan, kept = made(it, options, curve=curve), it.context.kept
        if not kept.join:
            return plan
        view = it.context.served.universe.seen(kept.marks_of.get(kept.join[0], Marks()).progress)
        return replace(plan, notes=(*plan.notes, f"{len(view.names.index)} are known"))

    patch.setattr(plan_answers, "_made", leaking)


def a_name_of_a_file_from_the_universe(patch: pytest.MonkeyPatch) -> None:
    """Each export has an id that is made from the content of the universe."""
    from intertwine.web.pages import plan as plan_page

    write: Callable[[Plan, str, str], bytes] = vars(plan_page)["export"]
    held: list[str] = []

    def hold(plan: Plan, universe: Universe) -> Plan:
        held.append(universe.hash)
        return plan

    _with_universe(patch, hold)
    patch.setattr(plan_page, "export", lambda *args: write(*args) + held[-1].encode())


@pytest.mark.parametrize(
    ("plant", "begin"),  # the first pair that shows it, where it is not among the first ones
    [
        (a_reason_from_hidden_facts, 0),
        (a_count_of_requirements, 0),
        (a_name_of_a_file_from_the_universe, 0),
        (a_reason_from_what_one_alone_knows, 23),
    ],
)
def test_a_planted_leak_turns_the_law_red(plant: Leak, begin: int, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    count = Count()
    for _, pair in pairs_from(FIRST + begin):
        if compare_plans(pair, site, count) is not None:
            return
        assert count.pairs < MOST_PAIRS, "the law did not see it"
