"""Cookies and rows: who is somebody, and what is written when."""

from __future__ import annotations

import re
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from intertwine.web import clock, randomness
from intertwine.web.models import LoggedChange, Passed, Person
from tests.web.stage import text_of, visitor

READ = [
    "/stage/",
    "/stage/title/first/",
    "/stage/title/first/told/",
    "/stage/who/",
    "/stage/who/anna/",
    "/stage/progress/",
    "/stage/search/?q=anna",
    "/stage/met/?a=anna&b=bert",
    "/api/stage/title/first",
    "/api/stage/search?q=anna",
]


def cookie_of(client: Client) -> str:
    """The name of somebody's only cookie."""
    (name,) = client.cookies
    return name


@pytest.mark.parametrize("address", READ)
def test_a_visit_writes_nothing_sets_no_cookie_and_asks_the_database_nothing(visit: Client, address: str) -> None:
    viewers = Person.objects.count()
    with CaptureQueriesContext(connection) as queries:
        answer = visit.get(address)
    assert (answer.status_code, len(queries), dict(answer.cookies)) == (200, 0, {})
    assert Person.objects.count() == viewers


@pytest.mark.parametrize("form", [{"text": ""}, {"text": "nothing"}, {"title": "first", "was": ""}])
def test_a_change_that_changes_nothing_makes_nobody(visit: Client, form: dict[str, str]) -> None:
    viewers = Person.objects.count()
    answer = visit.post("/stage/progress/", form)
    assert (answer.status_code, dict(answer.cookies), Person.objects.count()) == (303, {}, viewers)


def test_the_first_mark_makes_a_viewer_and_a_cookie(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(randomness, "random_token", lambda: "a-token-of-the-test")
    answer = visit.post("/stage/progress/", {"text": "First 1x01"})
    (cookie,) = answer.cookies.values()
    assert re.fullmatch("intertwine-[0-9a-f]{12}", cookie.key)
    assert cookie.value.startswith("a-token-of-the-test:")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert (cookie["secure"], cookie["expires"]) == ("", "")
    assert not Person.objects.filter(token_hash__contains="a-token").exists()
    assert visit.post("/forget/").cookies[cookie.key]["max-age"] == 3600
    assert visit.post("/forget/", {"do": "good"}).cookies[cookie.key]["max-age"] == 0


def test_over_https_the_cookie_is_for_https_alone(stage: Any) -> None:
    answer = visitor(stage).post("/stage/progress/", {"text": "First 1x01"}, secure=True)
    assert [cookie["secure"] for cookie in answer.cookies.values()] == [True]


@pytest.mark.parametrize("damage", ["tampered", "cut", "unknown", "forgotten", "empty", "long", "odd"])
def test_a_cookie_that_is_not_ours_is_nobodys_to_the_byte(stage: Any, damage: str) -> None:
    somebody, nobody = visitor(stage), visitor(stage)
    somebody.post("/stage/progress/", {"text": "First 1x01"})
    name = cookie_of(somebody)
    good = somebody.cookies[name].value
    if damage in ("unknown", "forgotten"):
        somebody.post("/forget/", {"do": "good"} if damage == "unknown" else {})
    somebody.cookies[name] = {
        "tampered": ("A" if good[0] != "A" else "B") + good[1:],
        "cut": good[:-1],
        "unknown": good,
        "forgotten": good,
        "empty": "",
        "long": good * 50,
        "odd": "é\x01:::",
    }[damage]
    for address in ("/stage/title/first/", "/stage/who/bert/", "/stage/progress/"):
        ours, theirs = somebody.get(address), nobody.get(address)
        assert (ours.status_code, ours.content, ours.items()) == (theirs.status_code, theirs.content, theirs.items())
        assert not ours.cookies


def test_an_unknown_cookie_that_marks_something_gives_way_to_a_new_one(stage: Any) -> None:
    client = visitor(stage)
    client.post("/stage/progress/", {"text": "First 1x01"})
    name = cookie_of(client)
    old = client.cookies[name].value
    client.post("/forget/", {"do": "good"})
    client.cookies[name] = old
    answer = client.post("/stage/progress/", {"text": "First 1x02"})
    assert {cookie.key: cookie["max-age"] for cookie in answer.cookies.values()}.pop(name) == 0
    assert len(answer.cookies) == 2


def test_a_cookie_of_the_one_name_there_once_was_is_good(stage: Any) -> None:
    client, old = visitor(stage), visitor(stage)
    client.post("/stage/progress/", {"text": "First 1x01"})
    old.cookies["intertwine"] = client.cookies[cookie_of(client)].value
    answer = old.post("/stage/progress/", {"title": "first", "upto": "1x02"})
    assert list(answer.cookies) == ["intertwine"]
    assert client.get("/stage/progress/").content == old.get("/stage/progress/").content


def test_two_first_marks_at_once_are_both_kept(stage: Any) -> None:
    """Two windows without a cookie: each answer's cookie stays beside the other, and the marks of both count."""
    windows = [visitor(stage), visitor(stage)]
    for place, window in zip(("1x01", "1x02"), windows, strict=True):
        window.post("/stage/progress/", {"title": "first", "seen": [place], "was": ""})
    browser = visitor(stage)
    for window in windows:
        browser.cookies.update(window.cookies)
    assert text_of(browser) == "First 1x01-1x02"
    for window in windows:
        assert text_of(window) != text_of(browser)
    browser.post("/stage/progress/", {"title": "first", "seen": ["1x02"], "was": "1x01 1x02"})
    assert text_of(browser) == "First 1x02"
    browser.post("/stage/progress/", {"title": "first", "none": "1", "was": "1x02"})
    assert text_of(browser) == ""
    browser.post("/stage/progress/", {"text": "First 1x03@00:10:00"})
    assert text_of(browser) == "First 1x03@00:10:00"
    viewers = Person.objects.count()
    browser.post("/forget/", {"do": "good"})
    assert (Person.objects.count(), [morsel.value for morsel in browser.cookies.values()]) == (viewers - 2, ["", ""])


def test_of_one_installment_under_two_cookies_the_furthest_counts(stage: Any) -> None:
    windows, browser = [visitor(stage), visitor(stage)], visitor(stage)
    for text, window in zip(("First 1x01@00:10:00", "First 1x01, told Second"), windows, strict=True):
        window.post("/stage/progress/", {"text": text})
        browser.cookies.update(window.cookies)
    assert text_of(browser) == "First 1x01, told Second S1"
    browser.post("/stage/progress/", {"text": "First 1x01@00:05:00"})
    assert text_of(browser) == "First 1x01@00:05:00"


def test_cookies_of_a_server_on_another_port_are_left_alone(stage: Any) -> None:
    client = visitor(stage)
    client.cookies["intertwine-0123456789ab"] = "a:b"
    answer = client.post("/stage/progress/", {"text": "First 1x01"})
    assert "intertwine-0123456789ab" not in answer.cookies
    assert "intertwine-0123456789ab" not in client.post("/forget/").cookies


def test_queries_do_not_grow_with_what_was_seen(marvel: Any) -> None:
    counts: dict[str, list[int]] = {}
    for text in ("Daredevil 1x01", "everything"):
        client = visitor(marvel)
        client.post("/marvel-netflix/progress/", {"text": text})
        counts[text] = []
        for address in ("/", "/marvel-netflix/title/daredevil/", "/marvel-netflix/progress/"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts[text].append(len(queries))
    assert counts["Daredevil 1x01"] == counts["everything"] == [1, 1, 1]


def test_marking_takes_a_handful_of_queries_however_much_is_known(marvel: Any) -> None:
    taken = {}
    for before in ("Daredevil 1x01", "everything"):
        client = visitor(marvel)
        client.post("/marvel-netflix/progress/", {"text": before})
        with CaptureQueriesContext(connection) as queries:
            client.post("/marvel-netflix/progress/", {"title": "daredevil", "unmark": "1x01"})
        taken[before] = len(queries)
    assert taken["Daredevil 1x01"] == taken["everything"] <= 10  # two of them so that it can be undone


def test_one_viewer_never_sees_anothers_marks(stage: Any) -> None:
    one, other = visitor(stage), visitor(stage)
    one.post("/stage/progress/", {"text": "First S1"})
    other.post("/stage/progress/", {"text": "First 1x01"})
    assert b"1x02" not in other.get("/api/stage/title/first").content
    one.post("/forget/")
    assert other.get("/stage/who/bert/").status_code == 200
    assert one.get("/stage/who/bert/").status_code == 404


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "after an hour"])
def test_forgetting_leaves_no_row(stage: Any, monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    visit, other = visitor(stage), visitor(stage)
    visit.post("/stage/progress/", {"text": "First S1, told Second"})
    mine, rows = Person.objects.latest("pk").pk, Passed.objects.count()
    assert visit.post("/forget/", {"do": "good"} if at_once else {})["Location"] == "/forget/"
    if not at_once:
        assert (text_of(visit), Passed.objects.count()) == ("", rows)
        hour = clock.now() + 3600
        monkeypatch.setattr(clock, "now", lambda: hour)
        assert b"Bring everything back" not in visit.get("/forget/").content
        assert visit.post("/forget/", {"do": "back"}).status_code == 409
        other.post("/stage/progress/", {"text": "First 1x01"})
        other.post("/forget/", {"do": "good"})
    assert not Person.objects.filter(pk=mine).exists()
    assert not any(kind.objects.filter(viewer=mine).exists() for kind in (Passed, LoggedChange))


def test_what_was_forgotten_comes_back_whole_beside_what_was_marked_since(stage: Any) -> None:
    visit = visitor(stage)
    visit.post("/stage/progress/", {"text": "First S1, told Second"})
    assert b"5 marks" in visit.get("/forget/").content
    visit.post("/forget/")
    page = visit.get("/forget/").content
    assert (b"Bring everything back" in page, text_of(visit)) == (True, "")
    visit.post("/stage/progress/", {"text": "Second 1x01"})
    assert text_of(visit) == "Second 1x01"
    visit.post("/forget/", {"do": "back"})
    assert text_of(visit) == "First S1, Second 1x01, told Second S1"


def test_the_signing_key_and_the_database_are_their_owners_alone(visit: Client, data: Path) -> None:
    visit.post("/stage/progress/", {"text": "First 1x01"})
    for name in ("signing-key", "people.sqlite3"):
        assert stat.S_IMODE((data / name).stat().st_mode) == 0o600
