"""Asking a page for the fewest crossings: kept when found, heard of meanwhile, ended at will."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

import intertwine
from intertwine.maps import ordering
from intertwine.storyline import Ordered, certified
from intertwine.viewer import Viewer
from intertwine.web import map_answers, map_searches
from intertwine.web.registry import SERVER
from intertwine.web.server import Server
from tests.web.stage import started_anew, troubles, visitor

SEEN = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders"
MAP = "/marvel-netflix/map/title/the-defenders/"
OTHER = "/marvel-netflix/map/who/claire-temple/"


@pytest.fixture(autouse=True)
def _fresh(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept on disk, and nobody waits."""
    monkeypatch.setenv("INTERTWINE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(map_searches, "WAIT", 0.0)


@pytest.fixture
def server(marvel: Server) -> Iterator[Server]:
    """A server of the bundled universe that has just started."""
    made = started_anew(marvel)
    yield made
    made.searches.close()


@pytest.fixture
def viewer(server: Server) -> Client:
    """Somebody who has seen what leads to The Defenders."""
    client = visitor(server)
    client.post("/marvel-netflix/progress/", {"text": SEEN})
    return client


class Slow:
    """A search in the place of the real one, which finds one better order and a bound, and ends when it is let."""

    def __init__(self, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
        self.server = server
        self.begun, self.may_end, self.calls = threading.Event(), threading.Event(), 0
        monkeypatch.setattr(ordering, "order_proved", self.run)
        monkeypatch.setattr(ordering, "order_stable", lambda _chart, _near, base: base)

    def let_end(self) -> None:
        """Returns when every search has ended by itself: nobody stops it, which it might hear of first."""
        self.may_end.set()
        for search in list(self.server.searches._known.values()):
            search.asked(None)

    def run(self, chart: Any, _seconds: Any, _conflicts: int, progress: Any, **_: int) -> Ordered:
        self.calls += 1
        orders = intertwine.storyline.order_fast(chart).orders
        count = certified(chart, orders, 0).certificate.crossings
        goes_on = progress(7, count)
        self.begun.set()
        while goes_on and not self.may_end.wait(0.01):
            goes_on = progress(7, count)
        return certified(chart, orders, 7 if not goes_on else count, interrupted=not goes_on)


@pytest.fixture
def slow(server: Server, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """A search that goes on until it is let end."""
    return Slow(server, monkeypatch)


def said(page: str) -> str:
    """What a page says of its crossings."""
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("crossing", page.index("<article")) - 5 :]).split())


# --- at once, and proved ---------------------------------------------------------------------------------------------
def test_the_default_page_says_that_it_does_not_know_and_offers_to_find_out(viewer: Client) -> None:
    page = viewer.get(MAP).content.decode()
    assert "how near it is to the fewest crossings is not known" in page
    assert f'<a href="{MAP}?proved=yes" rel="nofollow">Find the order with the fewest crossings</a>' in page
    assert not re.search(r"\b0 are needed|fewer than 0\b", page)


def test_proved_the_page_the_picture_and_the_api_say_the_same_as_the_library(
    viewer: Client, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_searches, "WAIT", None)
    before = viewer.get(MAP).content
    page, picture = viewer.get(MAP + "?proved=yes"), viewer.get(MAP + "picture?proved=yes")
    proof = viewer.get("/api" + MAP.rstrip("/") + "?proved=yes").json()["proof"]
    assert [page.status_code, picture.status_code] == [200, 200]
    assert proof["optimal"]
    assert not proof["interrupted"]
    found = Viewer(next(iter(server.registry.universes)).universe.seen(SEEN)).map("The Defenders", proved=True)
    assert found.proof.crossings == proof["crossings"] == proof["lower_bound"]
    text = page.content.decode()
    assert f"{proof['crossings']} crossings, and no order has fewer." in text
    assert 'picture?proved=yes"' in text
    assert troubles(text) == []
    drawn = ET.fromstring(picture.content)
    assert json.loads(drawn.findtext("{http://www.w3.org/2000/svg}metadata") or "") == proof
    assert viewer.get(MAP).content == before
    assert b"second" not in page.content


def test_a_chart_without_crossings_needs_no_search(visit: Client) -> None:
    visit.post("/stage/progress/", {"text": "First 1x01"})
    page = visit.get("/stage/map/").content.decode()
    assert "No crossings, and no order has fewer." in page
    assert "Find the order" not in page


# --- while it goes on ------------------------------------------------------------------------------------------------
def test_meanwhile_the_page_shows_the_map_drawn_at_once_and_asks_again(
    viewer: Client, server: Server, slow: Slow
) -> None:
    answer = viewer.get(MAP + "?proved=yes")
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (202, "5")
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert 'picture"' in page
    assert "proved=yes" not in re.search(r'<img [^>]*src="([^"]*)"', page)[1]  # type: ignore[index]
    assert troubles(page) == []
    for address in (MAP + "picture?proved=yes", "/api" + MAP.rstrip("/") + "?proved=yes"):
        answer = viewer.get(address)
        assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    slow.begun.wait()
    progress = viewer.get(MAP + "search").json()
    assert progress["searching"]
    assert (progress["lower_bound"], progress["crossings"] > 100) == (7, True)
    assert slow.calls == 1
    slow.let_end()
    assert viewer.get(MAP + "?proved=yes").status_code == 200
    assert viewer.get(MAP + "search").json() == {"searching": False, "crossings": None, "lower_bound": None}
    viewer.defaults[SERVER] = started_anew(server)  # type: ignore[assignment] # what WSGI hands over is not all text
    assert viewer.get(MAP + "?proved=yes").status_code == 200, "kept on disk"
    assert slow.calls == 1


def test_one_search_at_a_time_and_who_comes_second_is_told_so(viewer: Client, slow: Slow) -> None:
    assert viewer.get(MAP + "?proved=yes").status_code == 202
    answer = viewer.get(OTHER + "?proved=yes")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert "Another map is being searched" in page
    assert '<meta http-equiv="refresh" content="5">' in page
    assert "<noscript>" not in page
    assert troubles(page) == []
    assert viewer.get("/api" + OTHER.rstrip("/") + "?proved=yes").json() == {
        "error": "Another map is being searched. Please ask again in 5 seconds."
    }
    slow.let_end()
    assert viewer.get(OTHER + "?proved=yes").status_code in (200, 202)
    assert slow.calls == 2


def test_ended_by_hand_it_keeps_the_best_says_so_and_can_begin_anew(viewer: Client, slow: Slow) -> None:
    viewer.get(MAP + "?proved=yes&colour=group")
    answer = viewer.post(MAP + "search?colour=group", {"do": "stop"})
    assert (answer.status_code, answer["Location"]) == (303, MAP + "?colour=group&proved=so-far")
    page = viewer.get(MAP + "?proved=so-far").content.decode()
    assert "no order has fewer than 7. The search was ended before it was done." in page
    assert troubles(page) == []
    drawn = ET.fromstring(viewer.get(MAP + "picture?proved=so-far").content)
    proof = json.loads(drawn.findtext("{http://www.w3.org/2000/svg}metadata") or "")
    assert proof["interrupted"]
    assert proof["lower_bound"] == 7
    answer = viewer.get(MAP + "?proved=yes")
    assert (answer.status_code, answer["Location"]) == (303, MAP + "?proved=so-far")
    assert viewer.post(MAP + "search", {"do": "again"})["Location"] == MAP + "?proved=yes"
    assert viewer.get(MAP + "?proved=yes").status_code == 202
    assert slow.calls == 2


def test_what_was_ended_is_kept_nowhere(viewer: Client, server: Server, slow: Slow, tmp_path: Any) -> None:
    viewer.get(MAP + "?proved=yes")
    viewer.post(MAP + "search", {"do": "stop"})
    assert list((tmp_path / "cache").glob("map-proved-*")) == []
    server.searches._known.clear()
    page = viewer.get(MAP + "?proved=so-far").content.decode()
    assert "is not known" in page
    assert slow.calls == 1


def test_a_search_that_nobody_asks_after_is_ended(
    viewer: Client, server: Server, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_searches, "ALONE", 0.0)
    viewer.get(MAP + "?proved=yes")
    server.searches.close()
    assert slow.calls == 1
    assert not slow.may_end.is_set()


def test_a_search_that_fails_is_our_mistake_and_not_for_ever(viewer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Ordered:
        raise OSError("no process to be had")

    with monkeypatch.context() as patch:
        patch.setattr(ordering, "order_proved", fail)
        patch.setattr(map_searches, "WAIT", None)
        assert viewer.get(MAP + "?proved=yes").status_code == 500
    assert viewer.get(MAP + "?proved=yes").status_code == 202


def test_hidden_and_missing_answer_alike_and_nonsense_is_refused(viewer: Client) -> None:
    for address in ("title/nothing/", "who/nobody/", "group/x/"):
        assert viewer.get(f"/marvel-netflix/map/{address}search").status_code == 404
        assert viewer.post(f"/marvel-netflix/map/{address}search", {"do": "stop"}).status_code == 404
    assert viewer.post(MAP + "search", {"do": "jump"}).status_code == 400
    assert viewer.post(MAP + "search", {"do": "stop"})["Location"] == MAP + "?proved=yes"
    assert viewer.get(MAP + "?proved=perhaps").status_code == 400
    assert viewer.post(MAP + "search", {"do": "stop"}, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403


def test_an_empty_map_is_not_searched(visit: Client) -> None:
    page = visit.get("/stage/map/?proved=yes")
    assert page.status_code == 200
    assert b"so nobody is on stage here" in page.content
    assert visit.get("/stage/map/search").json()["searching"] is False
    assert visit.post("/stage/map/search", {"do": "again"})["Location"] == "/stage/map/?proved=yes"


def test_a_map_that_waits_for_anothers_search_is_worked_out_once(
    viewer: Client, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    strands = map_answers.Question.strands

    def counted(it: map_answers.Question) -> Any:
        asked.append(it.address)
        return strands(it)

    monkeypatch.setattr(map_answers.Question, "strands", counted)
    viewer.get(MAP + "?proved=yes")
    for _ in range(3):
        assert viewer.get(OTHER + "?proved=yes").status_code == 503
    assert asked.count("claire-temple") == 2, "to see that it is not known, and for the page that waits"
    slow.let_end()
    assert viewer.get(OTHER + "?proved=yes").status_code in (200, 202)
