"""The bundled universe over HTTP, at random progresses with holes, with canaries in place of all words.

For each progress a new viewer sends it as text and asks the API about every title and every entity of their view. The
pages of titles and entities come in turns (`TURN`), so that each is asked for at many of the progresses, as do the maps
that pages link to; and the pages that are there once, meetings of some, a search that finds everything, and any further
address that one of these answers links to. Whole responses are looked at: status, headers and body. Somebody hidden
must be answered like somebody who is missing, byte for byte. `make leaks` takes a thousand progresses, an ordinary run
a small part of them.
"""

import re
from collections.abc import Iterator
from random import Random
from urllib.parse import urlencode

import pytest

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.questions.installment_page import installment_key
from intertwine.questions.known_parts import known_parts
from tests.laws import test_planted_leaks as planted
from tests.laws.ask import progress
from tests.laws.canary import CANARY, Flock, bundled
from tests.laws.generate import Trek
from tests.laws.law import ANSWERS
from tests.laws.naive import END, Passed
from tests.laws.scan import trek_text
from tests.laws.test_canaries import FULL, MISSING, ledger
from tests.laws.whole import ADDRESS, Site

PARTS = 4
TURN = 8
"""The page of a title or of an entity is asked for at one progress in so many; the API about it at every one."""
MAPS = 2
"""How many of the maps that pages link to are asked for, at one progress in `TURN`."""
PROGRESSES = max(PARTS, ANSWERS // 1000 if FULL else 0)
"""How many there are in all: four in an ordinary run, a thousand in `make leaks`."""
_LINK = re.compile(r'href=\\"(/[^\\"#]*)')
U = f"/{ADDRESS}"


def holes(flock: Flock, seed: int) -> Trek:
    """A random progress: of each season nothing, all, a beginning or some of it; here and there an installment that
    was begun; and now and then a season or a title that the viewer asked to be told."""
    random, seen, told = Random(f"holes {seed}"), Passed(), Passed()
    seasons = sorted({place[:2] for place in flock.order})
    share = 1.0 if seed % 10 == 9 else random.random() ** 2
    for season in seasons:
        places = sorted(place for place in flock.order if place[:2] == season)
        sort = random.choice(["all", "beginning", "some"]) if random.random() < share else "nothing"
        count = {"all": len(places), "nothing": 0}.get(sort, random.randint(1, len(places) - 1))
        chosen = places[:count] if sort != "some" else random.sample(places, count)
        seen |= dict.fromkeys(chosen, END)
        if random.random() < 0.3:
            begun = random.choice(places)
            seen.setdefault(begun, random.randint(1, 3000))
    for key in random.sample(seasons, random.choice([0, 0, 1, 2])):
        whole = random.random() < 0.2
        told |= {place: END for place in flock.order if place[: 1 if whole else 2] == key[: 1 if whole else 2]}
    return Trek(seen, told)


def addresses(view: View, seed: int) -> Iterator[str]:
    """The addresses that a view offers, and meetings of some."""

    def turn(n: int) -> bool:
        return n % TURN == seed % TURN

    yield from (
        "/",
        f"{U}/",
        f"{U}/who/",
        f"{U}/progress/",
        f"{U}/shown/",
        f"{U}/met/",
        f"{U}/search/",
        f"{U}/search/?q=zq",
    )
    yield from (f"/api{U}/search?q=zq", f"/api{U}/suggest?q=zq", f"/api{U}/who")
    for n in view.listing.titles:
        slot = view.names.address(n)
        yield f"/api{U}/title/{slot}"
        if turn(n):
            yield from (f"{U}/title/{slot}/", f"{U}/title/{slot}/told/", f"{U}/title/{slot}/before/told/")
            yield from _parts_of_title(view, n)
    for n in view.names.index:
        slot = view.names.address(n)
        yield f"/api{U}/who/{slot}"
        if turn(n):
            yield f"{U}/who/{slot}/"
            yield from (f"{U}/who/{slot}/known/{part.key}/" for part in known_parts(view, n))
    people = [n for n in view.names.index if view.entities.kind(n) == "character"]
    for n in Random(seed).sample(people, min(5, len(people))):
        other = Random(n).choice(people)
        yield f"{U}/met/{view.names.address(n)}/{view.names.address(other)}/"
        yield f"/api{U}/met?{urlencode({'a': view.names.best(n), 'b': view.names.best(other)})}"


def _parts_of_title(view: View, title: int) -> list[str]:
    """The pages of a title's installments, and of what is known of it."""
    slot = view.names.address(title)
    known = (f"known/{part.key}" for part in known_parts(view, title))
    keys = (installment_key(it.season, it.number) for it in view.listing.installments(title))
    return [f"{U}/title/{slot}/{it}/" for it in (*known, *keys)]


def leaks(flock: Flock, universe: Universe, site: Site, seed: int, *, most: int = 10**6) -> tuple[int, list[str]]:
    """How many answers a viewer gets, and those that tell more than they may know."""
    trek = holes(flock, seed)
    allowed, found = flock.allowed(trek), []
    view = universe.seen(progress(trek))
    site.open(universe)
    site.ask("POST", f"{U}/progress/", urlencode({"text": trek_text(flock.titles, trek)}))
    todo = list(dict.fromkeys(addresses(view, seed)))[:most]
    # Lists link to the pages of everybody: these have their turns.
    pages = {f"{U}/who/{view.names.address(n)}/" for n in view.names.index}
    pages |= {f"{U}/title/{view.names.address(n)}/" for n in view.listing.titles}
    pages |= {page for n in view.listing.titles for page in _parts_of_title(view, n)}
    offered, maps = {*todo, *pages}, 0
    for address in todo:
        answer = site.ask("GET", address)
        assert answer.startswith('["200'), f"{seed} {address}: {answer[:100]}"
        if more := set(CANARY.findall(answer.lower())) - allowed:
            found.append(f"{seed} {address}: {sorted(more)[:5]}")
        for link in _LINK.findall(answer):
            # The order with the fewest crossings names nobody else than the one drawn at once, and takes its time.
            if link in offered or link.startswith("/static") or "proved=" in link or len(todo) >= most:
                continue
            offered.add(link)
            maps += "/map/" in link
            if "/map/" not in link or (seed % TURN == 0 and maps <= MAPS):
                todo.append(link)
    names = [name for it in flock.entities.values() for name in it.names.values() if not view.names.find(name)]
    for name in Random(seed).sample(names, min(3, len(names))):
        for form in (f"{U}/who/{{}}/", f"/api{U}/who/{{}}", f"{U}/met/?a={{}}&b={{}}"):
            hidden, missing = (site.ask("GET", form.format(asked, asked)) for asked in (name, MISSING))
            if without(hidden, name) != without(missing, MISSING):
                found.append(f"{seed} {form.format(name, name)} is answered unlike somebody who is not there")
    return len(todo), found


def without(answer: str, name: str) -> str:
    """An answer without what was asked, which it may repeat, and without its own length."""
    return re.sub(r'"Content-Length", "\d+"', "", answer.replace(name, "").replace(name.capitalize(), ""))


@pytest.mark.parametrize("part", range(PARTS))
def test_no_response_holds_anything_that_a_progress_with_holes_does_not_reveal(part: int, site: Site) -> None:
    flock, universe = bundled(), Universe(ledger())
    for seed in range(part, PROGRESSES, PARTS):
        count, found = leaks(flock, universe, site, seed)
        assert not found, f"{len(found)} answers tell too much: {found[:3]}"
        assert count >= 20


def test_the_progresses_are_of_every_sort() -> None:
    flock = bundled()
    treks = [holes(flock, seed) for seed in range(60)]
    assert any(trek.told for trek in treks)
    assert any(0 < seconds < END for trek in treks for seconds in trek.seen.values())
    assert min(len(trek.seen) for trek in treks) < 5
    assert max(len(trek.seen) for trek in treks) > 80


@pytest.mark.parametrize(
    "plant",
    [
        planted.every_name_known,
        planted.prose_for_everybody,
        planted.an_installment_that_was_begun_counts_as_passed,
        planted.names_of_installments_beyond_the_posture,
        planted.forbidden_where_a_missing_page_is_not_found,
    ],
    ids=lambda plant: plant.__name__,
)
def test_a_planted_leak_shows_in_a_response(plant: planted.Leak, site: Site, monkeypatch: planted.Patch) -> None:
    """In the first responses of a few progresses."""
    plant(monkeypatch)
    flock, universe = bundled(), Universe(ledger())
    assert any(leaks(flock, universe, site, seed, most=60)[1] for seed in range(12))
