"""Every address answers, and what is hidden answers as what does not exist."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client

from tests.web.stage import Markup, serving, troubles, visitor, write

PAGES = [
    "/",
    "/stage/",
    "/stage/title/first/",
    "/stage/title/first/1x01/",
    "/stage/title/first/1x02/",
    "/stage/title/first/1x02/recap/",
    "/stage/title/first/known/first-1/",
    "/stage/title/second/told/",
    "/stage/title/second/before/told/",
    "/stage/title/second/before/",
    "/stage/who/",
    "/stage/who/?by=title",
    "/stage/who/anna/",
    "/stage/who/anna/known/first-1/",
    "/stage/met/",
    "/stage/met/?a=Anna&b=Bert",
    "/stage/progress/",
    "/stage/progress/?none=first",
    "/stage/shown/",
    "/stage/search/",
    "/stage/search/?q=anna",
    "/stage/map/",
    "/stage/map/title/first/",
]
DATA = [
    "/api/stage/title/first",
    "/api/stage/title/first/1x02",
    "/api/stage/who/anna",
    "/api/stage/met?name=Anna&name=Bert",
    "/api/stage/met?a=anna&b=anna",
    "/api/stage/search?q=anna",
    "/api/stage/plan/second",
    "/api/stage/next",
    "/api/stage/next/second",
    "/api/stage/recap?before=First+1x02",
    "/api/stage/recap?before=first&all=yes",
    "/api/stage/map",
    "/api/stage/map/who/anna",
]
HIDDEN = [
    "/stage/title/secret/",
    "/stage/title/secret/0x00/",
    "/stage/title/secret/known/public/",
    "/stage/title/first/7x07/",
    "/stage/title/first/7x07/recap/",
    "/stage/title/secret/0x00/recap/",
    "/stage/title/first/known/secret-0/",
    "/stage/title/secret/told/",
    "/stage/title/secret/before/told/",
    "/stage/title/secret/before/",
    "/stage/progress/?none=secret",
    "/stage/who/dora/",
    "/stage/who/zeno/",
    "/stage/who/zeno/known/first-1/",
    "/stage/who/anna/known/first-2/",
    "/stage/met/anna/dora/",
    "/stage/image/title/first/2",
    "/stage/image/title/secret/1",
    "/stage/map/who/dora/",
    "/stage/map/title/secret/picture",
]


@pytest.fixture
def seen(visit: Client) -> Client:
    """Somebody who has seen the first episode."""
    visit.post("/stage/progress/", {"text": "First 1x01"})
    return visit


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_every_page_answers_whoever_asks(seen: Client, address: str) -> None:
    answer = seen.get(address)
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"] == ("application/json" if "/api/" in address else "text/html; charset=utf-8")


@pytest.mark.parametrize("address", [*PAGES, "/nowhere/"])
def test_every_page_is_accessible_markup(seen: Client, address: str) -> None:
    assert troubles(seen.get(address).content.decode()) == []


@pytest.mark.parametrize("address", HIDDEN)
def test_what_is_hidden_answers_byte_for_byte_like_what_does_not_exist(seen: Client, address: str) -> None:
    missing = "/stage/who/nobody-of-that-name/"
    hidden, absent = seen.get(address), seen.get(missing)
    assert (hidden.status_code, hidden.content, hidden.items()) == (404, absent.content, absent.items())


def test_the_api_says_the_same_of_hidden_and_missing(seen: Client) -> None:
    hidden, absent = seen.get("/api/stage/who/dora"), seen.get("/api/stage/who/nobody")
    assert (hidden.status_code, hidden.json()) == (404, {"error": "Nothing here"})
    assert hidden.content == absent.content


def test_where_nothing_is_found_there_is_a_way_back(seen: Client) -> None:
    for address in ("/stage/who/dora/", "/stage/nothing/at/all"):
        text = seen.get(address).content.decode()
        for way in ("/stage/", "/stage/search/", "/stage/progress/", "/"):
            assert f'<a href="{way}">' in text, (address, way)
    assert "/search/" not in seen.get("/nowhere/at/all/").content.decode()


def test_nothing_of_an_address_is_repeated_where_nothing_is_found(visit: Client) -> None:
    assert b"xyzzy" not in visit.get("/stage/who/xyzzy/").content


def test_another_visible_name_leads_to_the_best_one(visit: Client) -> None:
    visit.post("/stage/progress/", {"text": "First 1x01"})
    assert visit.get("/stage/who/the-stranger/").status_code == 200
    visit.post("/stage/progress/", {"text": "First 1x01-1x02"})
    for route, best in [("/stage/who/{}/", "zeno"), ("/api/stage/who/{}", "zeno"), ("/stage/met/anna/{}/", "zeno")]:
        answer = visit.get(route.format("the-stranger"))
        assert (answer.status_code, answer["Location"], answer.content) == (303, route.format(best), b"")


@pytest.mark.parametrize("address", [*PAGES, *DATA])
def test_a_method_that_an_address_does_not_know_is_405(visit: Client, address: str) -> None:
    answer = visit.delete(address)
    assert (answer.status_code, "GET" in answer["Allow"]) == (405, True)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/api/stage/met?name=Anna", 400),
        ("get", "/api/stage/met?" + "&".join(["name=Anna"] * 13), 400),
        ("get", "/api/stage/search", 400),
        ("get", "/api/stage/recap", 400),
        ("get", "/api/stage/recap?before=" + "x" * 201, 400),
        ("get", "/api/stage/recap?before=Nowhere", 404),
        ("get", "/api/stage/next/nowhere", 404),
        ("get", "/api/stage/search?q=" + "x" * 201, 400),
        ("get", "/stage/who/?page=2", 404),
        ("get", "/stage/who/?page=x", 404),
        ("get", "/stage/who/?by=name", 404),
        ("get", "/stage/search/?q=anna&page=2", 404),
        ("put", "/forget/", 405),
        ("post", "/stage/title/first/told/", 400),
        ("post", "/stage/progress/", 404),
        ("post", "/stage/shown/", 400),
        ("post", "/stage/skip/", 404),
        ("get", "/stage/skip/", 405),
        ("get", "/stage/image/title/first/99999999999999999999", 404),
        ("get", "/stage/image/universe/first/1", 404),
        ("get", "/%00/", 404),
        ("get", "/stage/who/%ff/", 404),
    ],
)
def test_bad_input_gets_a_clear_answer(visit: Client, method: str, address: str, status: int) -> None:
    assert getattr(visit, method)(address).status_code == status


def test_too_much_is_refused(visit: Client) -> None:
    assert visit.post("/stage/progress/", {"text": "x" * 600_000}).status_code == 413
    fields = "title=first" + "&seen=1x01" * 20_001
    assert visit.post("/stage/progress/", fields, "application/x-www-form-urlencoded").status_code == 400
    assert visit.post("/stage/progress/", {"text": "x" * 100_001}).status_code == 400
    assert visit.post("/stage/progress/", {"text": io.BytesIO(b"a file")}).status_code == 400


def test_an_unknown_host_is_refused(stage: Any) -> None:
    assert visitor(stage, SERVER_NAME="evil.example").get("/stage/").status_code == 400


def test_what_is_typed_is_escaped(visit: Client) -> None:
    for address in ("/stage/search/", "/stage/met/"):
        page = visit.get(address, {"q": "<script>", "a": "<script>", "b": '"><b>'}).content
        assert b"<script>" not in page
        assert b"<b>" not in page


def test_an_unseen_universe_shows_its_listing_and_nothing_else(visit: Client) -> None:
    page = visit.get("/stage/title/first/").content.decode()
    assert "A stage is built." in page
    assert "Ada Actor" in page
    assert "Bert" not in page
    assert "Secret" not in visit.get("/stage/").content.decode()


def test_several_universes_are_listed_on_the_front_page(tmp_path: Any) -> None:
    folders = [write(tmp_path / place / "stage") for place in ("one", "other")]
    for folder in folders:
        (folder / "universe.md").write_text(f"---\nkind: universe\nid: {folder.parent.name}\nname: X\n---\n", "utf-8")
    client = visitor(serving(*folders))
    links = [a["href"] for a in Markup(client.get("/").content.decode()).all("a")]
    assert [link for link in links if "stage" in link] == ["/stage/", "/stage-2/"]
    assert client.get("/stage-2/").status_code == 200


def test_a_universe_named_like_one_of_our_own_addresses_gets_another(tmp_path: Any) -> None:
    assert visitor(serving(write(tmp_path / "api"))).get("/api-2/").status_code == 200


def test_static_files_may_be_kept_for_ever_under_the_name_of_their_content(visit: Client) -> None:
    page = Markup(visit.get("/stage/").content.decode())
    for link in page.all("link"):
        if link["rel"] == "expect":  # a part of the page, and no file
            continue
        answer = visit.get(link["href"])
        assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert visit.get("/static/intertwine.css").status_code == 404
    style = visit.get(next(a["href"] for a in page.all("link") if a["rel"] == "stylesheet")).content.decode()
    assert 'url("eb-garamond.woff2")' not in style
    assert 'url("eb-garamond.' in style
