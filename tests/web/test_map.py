"""The map on the web: its page, its picture, its JSON."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from intertwine.questions import to_json
from intertwine.viewer import Viewer
from tests.web.stage import Markup, troubles

SEEN = "First 1x01-1x02"
PAGES = ["/stage/map/", "/stage/map/title/first/", "/stage/map/who/anna/", "/stage/map/title/second/"]
QUERIES = ["", "?order=story", "?fold=no", "?colour=group", "?colour=title", "?colour=person", "?order=shown&fold=yes"]


@pytest.fixture
def seen(visit: Client) -> Client:
    """Somebody who has seen two episodes."""
    visit.post("/stage/progress/", {"text": SEEN})
    return visit


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("address", PAGES)
def test_every_map_has_a_page_that_says_all_of_it_in_words(seen: Client, address: str, query: str) -> None:
    answer = seen.get(address + query)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert troubles(text) == []
    moments = json.loads(seen.get("/api" + address.rstrip("/") + query).content)["strands"]["moments"]
    assert len([a for a in Markup(text).all("tr") if a.get("id", "").startswith("moment-")]) == len(moments)


@pytest.mark.parametrize("query", [*QUERIES, "?down=yes", "?down=no&season=1", "?season=1&episode=2"])
def test_the_picture_is_an_svg_that_stands_alone(seen: Client, query: str) -> None:
    answer = seen.get("/stage/map/title/first/picture" + query)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert answer["Cache-Control"] == "private, no-store"
    svg = ET.fromstring(answer.content)
    assert "<script" not in answer.content.decode()
    crossings = json.loads(svg.findtext("{http://www.w3.org/2000/svg}metadata") or "")["crossings"]
    asked = query.replace("down=yes", "").replace("down=no&", "")
    assert crossings == json.loads(seen.get("/api/stage/map/title/first" + asked).content)["proof"]["crossings"]


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("/api/stage/map", {}),
        ("/api/stage/map?order=story&fold=no", {"order": "story", "fold": False}),
        ("/api/stage/map/title/first", {"asked": "First"}),
        ("/api/stage/map/title/first?season=1&episode=2", {"asked": "First 1x02"}),
        ("/api/stage/map/who/anna", {"asked": "Anna", "who": True}),
    ],
)
def test_the_api_says_what_the_library_says(seen: Client, stage: Any, address: str, asked: dict[str, Any]) -> None:
    answer = seen.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    expected = to_json(Viewer(next(iter(stage.registry.universes)).universe.seen(SEEN)).map(**asked))
    assert answer.json() == json.loads(json.dumps(expected))
    assert b"seconds" not in answer.content


# --- hidden and missing ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("route", ["/stage/map/{}/", "/stage/map/{}/picture", "/api/stage/map/{}"])
@pytest.mark.parametrize(
    ("hidden", "missing"),
    [
        ("who/dora", "who/nobody"),
        ("title/secret", "title/nothing"),
        ("who/anna-first", "who/nobody"),
        ("title/anna", "title/nothing"),
        ("who/first", "who/nobody"),
    ],
)
@pytest.mark.parametrize("query", ["", "?season=1", "?order=story&colour=group"])
def test_what_is_hidden_answers_like_what_does_not_exist(
    seen: Client, route: str, hidden: str, missing: str, query: str
) -> None:
    answers = [seen.get(route.format(address) + query) for address in (hidden, missing)]
    assert answers[0].status_code == 404
    assert (answers[0].content, answers[0].items()) == (answers[1].content, answers[1].items())


@pytest.mark.parametrize(
    "address",
    [
        "title/first?season=2", "title/first?season=1&episode=9", "title/first?season=9999", "title/secret?season=1",
        "who/anna?season=1", "title/first?season=0", "person/anna", "group/x",
    ],
)  # fmt: skip
def test_seasons_that_are_not_there_and_unknown_sorts_are_404(seen: Client, address: str) -> None:
    path, mark, query = address.partition("?")
    for route in (
        f"/stage/map/{path}/{mark}{query}",
        f"/stage/map/{path}/picture{mark}{query}",
        f"/api/stage/map/{address}",
    ):
        assert seen.get(route).status_code == 404
    assert seen.get("/stage/map/?season=1").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "order=backwards", "fold=maybe", "colour=red", "season=x", "season=", "season=-1", "season=99999", "episode=1",
        "season=1&episode=x", "down=1", "season=%D9%A1",
    ],
)  # fmt: skip
def test_a_wrong_query_is_400_whatever_it_is_about(seen: Client, query: str) -> None:
    for address in ("title/first", "title/secret", "title/nothing"):
        for route in (f"/stage/map/{address}/", f"/stage/map/{address}/picture", f"/api/stage/map/{address}"):
            assert seen.get(f"{route}?{query}").status_code == 400, route


def test_an_old_name_leads_to_the_best_one_and_keeps_what_was_chosen(visit: Client) -> None:
    visit.post("/stage/progress/", {"text": "First 1x01"})
    assert visit.get("/stage/map/who/the-stranger/").status_code == 200
    assert visit.get("/stage/map/who/zeno/").status_code == 404
    visit.post("/stage/progress/", {"text": SEEN})
    query = "?order=story&fold=no&colour=group"
    for route in (
        "/stage/map/who/{}/",
        "/api/stage/map/who/{}",
        "/stage/map/who/{}/picture",
        "/stage/map/who/{}/search",
    ):
        answer = visit.get(route.format("the-stranger") + query)
        assert (answer.status_code, answer["Location"], answer.content) == (303, route.format("zeno") + query, b"")


@pytest.mark.parametrize("address", ["/stage/map/", "/stage/map/title/first/picture", "/api/stage/map"])
def test_a_map_can_only_be_read(visit: Client, address: str) -> None:
    assert visit.post(address, {"text": "x"}).status_code == 405


def test_without_progress_the_map_is_empty_and_says_so(visit: Client) -> None:
    page = visit.get("/stage/map/").content.decode()
    assert "You have marked nothing yet, so nobody is on stage here." in page
    assert "<table" not in page
    assert visit.get("/stage/map/picture").status_code == 200
    assert visit.get("/api/stage/map").json()["strands"]["moments"] == []


def test_moving_back_takes_the_map_back(visit: Client) -> None:
    addresses = [*PAGES, "/stage/map/picture", "/api/stage/map?fold=no"]
    visit.post("/stage/progress/", {"text": "First 1x01"})
    before = [visit.get(address).content for address in addresses]
    visit.post("/stage/progress/", {"text": "everything"})
    assert before != [visit.get(address).content for address in addresses]
    visit.post("/stage/progress/", {"text": "First 1x01"})
    assert before == [visit.get(address).content for address in addresses]


@pytest.mark.parametrize("title", ["first", "second"])
def test_a_map_opens_where_something_was_told_and_nothing_seen(visit: Client, title: str) -> None:
    visit.post("/stage/progress/", {"text": "told: First 1x01"})
    answer = visit.get(f"/stage/map/title/{title}/")
    assert answer.status_code == 200
    assert "You have marked nothing yet" not in answer.content.decode()
