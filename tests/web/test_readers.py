"""Whatever is sent is read in a time that grows with its length and no faster, and what is too long is refused."""

from __future__ import annotations

import io
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from intertwine.web.limits import HEADER
from intertwine.web.wsgi import Application, application
from tests.linear import assert_linear
from tests.web.stage import Start, visitor, write

MARKS = (
    "a", '"', "\\", '\\"', "\\0", "; ", ";a=", "%", "%41", ", ", "a&", "a=b&", "[::", "-", "9", "1x01 ", "\u0301\u0323",
    "\0",
)  # fmt: skip
"""What texts are made of that take some readers long."""
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def served(stage: Any) -> Application:
    """The small universe behind its WSGI door."""
    return application(stage)


def ask(served: Application, path: str = "/stage/", body: str | None = None, **more: str) -> str:
    """The status of a request."""
    content = (body or "").encode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET" if body is None else "POST", "PATH_INFO": path, "QUERY_STRING": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content), "wsgi.errors": io.StringIO(), "CONTENT_LENGTH": str(len(content)),
        "CONTENT_TYPE": FORM, "SCRIPT_NAME": "", "HTTP_SEC_FETCH_SITE": "same-origin", **more,
    }  # fmt: skip
    statuses: list[str] = []
    answer: Any = served(environ, lambda status, *_: statuses.append(status))
    for _ in answer:
        pass
    answer.close()
    return statuses[0][:3]


Send = Callable[[Application, str], object]
MULTIPART = '--b\r\nContent-Disposition: form-data; name="text"{}\r\n\r\n{}\r\n--b--\r\n'
SENDERS: dict[str, Send] = {
    "cookies": lambda to, text: ask(to, HTTP_COOKIE=text),
    "our cookie": lambda to, text: ask(to, HTTP_COOKIE=f"intertwine={text}"),
    "our cookie in quotes": lambda to, text: ask(to, HTTP_COOKIE=f'intertwine="{text}"'),
    "host": lambda to, text: ask(to, HTTP_HOST=text),
    "port": lambda to, text: ask(to, HTTP_HOST=f"localhost:{text}"),
    "where it comes from": lambda to, text: ask(to, body="", HTTP_SEC_FETCH_SITE=text),
    "type": lambda to, text: ask(to, body="", CONTENT_TYPE=text),
    "type of a form": lambda to, text: ask(to, "/stage/progress/", "a=b", CONTENT_TYPE=f"{FORM}; {text}"),
    "boundary": lambda to, text: ask(to, "/stage/progress/", "a", CONTENT_TYPE=f"multipart/form-data; boundary={text}"),
    "length": lambda to, text: ask(to, "/stage/progress/", "a", CONTENT_LENGTH=text),
    "query": lambda to, text: ask(to, QUERY_STRING=text),
    "search": lambda to, text: ask(to, "/stage/search/", QUERY_STRING=f"q={text}"),
    "met": lambda to, text: ask(to, "/api/stage/met", QUERY_STRING=f"name=Anna&name={text}"),
    "page": lambda to, text: ask(to, "/stage/who/", QUERY_STRING=f"page={text}"),
    "season": lambda to, text: ask(to, "/stage/map/", QUERY_STRING=f"season={text}"),
    "address": lambda to, text: ask(to, f"/stage/who/{text}/"),
    "universe": lambda to, text: ask(to, f"/{text}/"),
    "any path": lambda to, text: ask(to, f"/{text}"),
    "static": lambda to, text: ask(to, f"/static/{text}"),
    "fields": lambda to, text: ask(to, "/stage/progress/", text),
    "title": lambda to, text: ask(to, "/stage/progress/", f"title={text}"),
    "boxes": lambda to, text: ask(to, "/stage/progress/", f"title=first&was={text}&seen={text}"),
    "up to": lambda to, text: ask(to, "/stage/progress/", f"title=first&upto={text}"),
    "whole season": lambda to, text: ask(to, "/stage/progress/", f"title=first&season={text}"),
    "progress": lambda to, text: ask(to, "/stage/progress/", f"text={text}"),
    "telling": lambda to, text: ask(to, "/stage/title/first/told/", f"do={text}"),
    "searching": lambda to, text: ask(to, "/stage/map/search", f"do={text}"),
    "part": lambda to, text: ask(
        to, "/stage/progress/", MULTIPART.format("", text), CONTENT_TYPE="multipart/form-data; boundary=b"
    ),
    "part's name": lambda to, text: ask(
        to, "/stage/progress/", MULTIPART.format(f"; {text}", ""), CONTENT_TYPE="multipart/form-data; boundary=b"
    ),
}


AT_ONCE = 0.05
"""Seconds within which 100 KB are read so fast that it need not be asked how the time grows."""


@pytest.mark.parametrize("sender", SENDERS)
def test_the_time_of_a_request_grows_with_its_length_and_no_faster(served: Application, sender: str) -> None:
    for mark in MARKS:
        # As a server hands it on: a byte a character.
        text = mark.encode().decode("latin-1")

        def of(size: int, text: str = text) -> str:
            return (text * (size // len(text) + 1))[:size]

        def send(given: str) -> object:
            return SENDERS[sender](served, given)

        begin = time.thread_time()
        send(of(100_000))
        if time.thread_time() - begin > AT_ONCE:
            assert_linear(of, send)


@pytest.mark.parametrize("name", ["HTTP_HOST", "HTTP_ORIGIN", "HTTP_ACCEPT", "HTTP_REFERER", "CONTENT_TYPE"])
def test_a_header_that_is_too_long_is_refused(served: Application, name: str) -> None:
    assert ask(served, **{name: "a" * (HEADER + 1)}) == "400"


@pytest.mark.parametrize("size", ["many", "-1", "1.5", " ", "٣", "9" * 10_000])
def test_a_length_that_is_none_is_refused(served: Application, size: str) -> None:
    assert ask(served, "/stage/progress/", "text=", CONTENT_LENGTH=size) == "400"


def test_a_form_that_cannot_be_taken_apart_is_refused(served: Application) -> None:
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=ü"):
        assert ask(served, "/stage/progress/", "a=b", CONTENT_TYPE=kind) == "400"


# --- cookies ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def known(visit: Client) -> str:
    """The cookie of somebody who has seen an episode."""
    visit.post("/stage/progress/", {"text": "First 1x01"})
    (cookie,) = visit.cookies.values()
    return cookie.value


@pytest.mark.parametrize(
    "cookies",
    [
        "{}", "a=b; {}", "{}; a=b", "  {} ;a", "intertwine=old; {}", "=; ;; {}", "intertwines=x; {}",
        "a=" + "b" * 90_000 + "; {}", "\\" * 90_000 + "; {}",
    ],
)  # fmt: skip
def test_other_cookies_of_this_machine_are_left_aside(stage: Any, known: str, cookies: str) -> None:
    given = cookies.format(f"intertwine={known}")
    answer = visitor(stage, HTTP_COOKIE=given).get("/stage/who/anna/")
    assert answer.status_code == 200
    assert b"Bert" in answer.content


@pytest.mark.parametrize(
    "cookies", ['intertwine="{}"', "intertwine={}; intertwine=", "Intertwine={}", "intertwine:{}", "intertwine={}\\073"]
)
def test_what_is_not_our_cookie_to_the_letter_is_nobodys(stage: Any, known: str, cookies: str) -> None:
    answer = visitor(stage, HTTP_COOKIE=cookies.format(known)).get("/stage/who/anna/")
    assert b"Bert" not in answer.content


def test_forgetting_takes_away_a_cookie_that_is_none_of_ours(stage: Any) -> None:
    answer = visitor(stage, HTTP_COOKIE='intertwine="' + "\\" * 1000 + '"').post("/forget/")
    assert answer.cookies["intertwine"]["max-age"] == 0


# --- the server in front ----------------------------------------------------------------------------------------------
def test_the_server_takes_no_head_that_is_too_long(start: Start, tmp_path: Any) -> None:
    _, address = start(write(tmp_path / "stage"))
    place = urlsplit(address)
    with socket.create_connection((place.hostname, place.port), timeout=20) as to:
        to.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"a" * 20_000 + b"\r\n\r\n")
        assert to.recv(100).startswith(b"HTTP/1.0 431 ")
