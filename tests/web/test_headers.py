"""Headers, log lines and where requests may come from."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from tests.web.stage import visitor

EVERYWHERE = ["/stage/", "/stage/title/first/", "/nowhere/", "/api/stage/who/nobody", "/stage/image/title/first/1"]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_gated_answers_are_kept_by_nobody(visit: Client, address: str) -> None:
    answer = visit.get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Vary"] == "Accept-Encoding, Accept-Language, Cookie"
    assert not answer.has_header("ETag")
    assert not answer.has_header("Last-Modified")


@pytest.mark.parametrize("address", EVERYWHERE)
def test_browsers_are_told_to_load_nothing_from_elsewhere(visit: Client, address: str) -> None:
    answer = visit.get(address)
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, 403),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[broken"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_can_ask_for_a_change(stage: Any, headers: dict[str, str], status: int) -> None:
    client = visitor(stage)
    del client.defaults["HTTP_SEC_FETCH_SITE"]
    answer = client.post("/stage/progress/", {"text": "First 1x01"}, headers=headers)
    assert (answer.status_code, bool(answer.cookies)) == (status, status == 303)


def test_reading_needs_no_word_of_where_one_comes_from(stage: Any) -> None:
    client = visitor(stage)
    del client.defaults["HTTP_SEC_FETCH_SITE"]
    assert client.get("/stage/").status_code == 200


def test_log_lines_hold_no_names_and_no_queries(visit: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        visit.get("/stage/search/?q=canary")
        visit.get("/stage/who/canary/")
        visit.get("/canary")
        visit.post("/stage/progress/", {"text": "canary"})
    lines = [record.getMessage() for record in caplog.records]
    assert lines == ["GET search 200", "GET who 404", "GET - 301", "POST progress 400"]


def test_an_error_of_ours_is_logged_by_its_place_alone(
    visit: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("canary")

    monkeypatch.setattr("intertwine.web.pages.search.search", broken)
    answer = visit.get("/stage/search/?q=x")
    assert answer.status_code == 500
    assert b"canary" not in answer.content
    assert "canary" not in caplog.text
    assert "GET search failed: RuntimeError at test_headers.py:" in caplog.text


def test_pages_are_the_same_bytes_every_time(stage: Any) -> None:
    for address in EVERYWHERE:
        first, second = (visitor(stage).get(address) for _ in range(2))
        assert (first.content, first.items()) == (second.content, second.items())
