"""Marks that are made at once, and a server that is killed: what was acknowledged is kept. Against a real server."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Barrier, Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.web.stage import Start
from tests.web.test_identities import write

EPISODES = 400
LONG = {
    "universe.md": "---\nkind: universe\nid: long\nname: Long\n---\n",
    "titles/Long.md": "---\nkind: series\nid: long\nname: Long\n---\n"
    f"## Season 1 (2020-01-01, {EPISODES} episodes)\n" + "".join(f"### {n}. N\n" for n in range(1, EPISODES + 1)),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return write(tmp_path / "long", LONG)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, start_for_all: Start) -> str:
    """Where it is served to tests that each come with viewers of their own."""
    return start_for_all(write(tmp_path_factory.mktemp("universes") / "long", LONG))[1]


def ask(address: str, cookies: Iterable[str] = (), **form: str) -> tuple[int, list[str], str]:
    """Status, cookies and text of an answer; with `form`, of a POST."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    headers = {"Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(cookies)} | (
        {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
    )
    with closing(connection):
        connection.request("POST" if form else "GET", urlsplit(address).path, urlencode(form) or None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        return answer.status, [it.partition(";")[0] for it in answer.msg.get_all("Set-Cookie", [])], text


def mark(address: str, number: int, cookies: Iterable[str] = ()) -> list[str]:
    status, given, _ = ask(f"{address}long/progress/", cookies, title="long", seen=f"1x{number:02}", was="")
    assert status == 303
    return given


def marked(address: str, cookies: Iterable[str]) -> set[int]:
    """The episodes that are seen."""
    _, _, text = ask(f"{address}long/title/long/", cookies)
    was = text.partition('name="was" value="')[2].partition('"')[0]
    return {int(word.partition("x")[2]) for word in was.split() if "@" not in word}


def at_once(jobs: int, address: str, cookies: Iterable[str] = ()) -> list[list[str]]:
    """So many windows each mark an episode, as nearly at once as can be; the cookies that each is given."""
    gate = Barrier(jobs)

    def window(number: int) -> list[str]:
        gate.wait(timeout=30)
        return mark(address, number, cookies)

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(window, range(1, jobs + 1)))


def rows(data: Path, table: str) -> int:
    with closing(sqlite3.connect(data / "data" / "people.sqlite3")) as database:
        return int(database.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0])


def test_first_marks_at_once_from_a_browser_without_a_cookie_are_all_kept(served: str) -> None:
    given = at_once(12, served)
    jar = [cookie for cookies in given for cookie in cookies]
    assert len({cookie.partition("=")[0] for cookie in jar}) == 12
    assert marked(served, jar) == set(range(1, 13))
    assert marked(served, given[3]) == {4}


def test_marks_at_once_under_one_cookie_are_all_kept_under_one_viewer(home: Path, start: Start, tmp_path: Path) -> None:
    _, address = start(home)
    cookies = mark(address, EPISODES)
    for given in at_once(24, address, cookies):
        assert [it.partition("=")[0] for it in given] == [it.partition("=")[0] for it in cookies]
    assert marked(address, cookies) == {*range(1, 25), EPISODES}
    assert (rows(tmp_path, "viewer"), rows(tmp_path, "passed")) == (1, 25)


def test_first_marks_at_once_under_the_cookie_of_somebody_forgotten_are_all_kept(served: str) -> None:
    gone = mark(served, 1)
    assert ask(f"{served}forget/", gone, all="1")[0] == 303
    jar = [cookie for cookies in at_once(6, served, gone) for cookie in cookies]
    assert marked(served, [it for it in jar if not it.endswith("=")]) == set(range(1, 7))


def test_updates_of_one_mark_at_once_lose_no_other(served: str) -> None:
    """Boxes, "none" and texts of many windows: each changes what it was told to, and only that."""
    cookies = mark(served, EPISODES)
    gate = Barrier(16)

    def window(n: int) -> int:
        form = {"title": "long", "upto": "1x08"} if n % 2 else {
            "text": f"Long 1x10@00:{n:02}:00, Long 1x{EPISODES}", "was": f"long 1x{EPISODES}", "was_told": ""
        }  # fmt: skip
        gate.wait(timeout=30)
        return ask(f"{served}long/progress/", cookies, **form)[0]

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(window, range(16))) == {303}
    assert marked(served, cookies) >= {*range(1, 9), EPISODES}
    assert "Long 1x10@00:14:00" in ask(f"{served}long/progress/", cookies)[2]


def test_what_was_acknowledged_survives_a_server_that_is_killed(home: Path, start: Start) -> None:
    """First marks and later ones, from eight windows at once; killed in the middle, three times over."""
    jar, acknowledged, lock = set[str](), set[int](), Lock()
    for turn in range(3):
        process, address = start(home)
        todo = iter(range(1 + 120 * turn, 121 + 120 * turn))
        kill_at = len(acknowledged) + 40

        def window(_: int, todo: Iterator[int] = todo, address: str = address, kill_at: int = kill_at,
                   process: Any = process) -> None:  # fmt: skip
            while True:
                with lock:
                    number = next(todo, None)
                    cookies = sorted(jar) if number and number % 3 else []
                    if number is None or process.poll() is not None:
                        return
                try:
                    given = mark(address, number, cookies)
                except (OSError, HTTPException):
                    return
                with lock:
                    jar.update(given if len(jar) < 20 or cookies else ())
                    if cookies or set(given) <= jar:
                        acknowledged.add(number)
                    if len(acknowledged) >= kill_at:
                        process.kill()

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(window, range(8)))
        process.wait(timeout=20)
    _, address = start(home)
    assert len(acknowledged) >= 120
    assert marked(address, sorted(jar)) >= acknowledged


@pytest.mark.browser
def test_two_first_marks_at_once_in_a_real_browser(served: str, browser: Browser) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto(f"{served}long/progress/")
    assert context.cookies() == []
    page.evaluate(
        """numbers => Promise.all(numbers.map(number => fetch("/long/progress/", {
            method: "POST", redirect: "manual",
            body: new URLSearchParams({title: "long", seen: `1x0${number}`, was: ""})
        })))""",
        [1, 2, 3],
    )
    page.goto(f"{served}long/title/long/")
    assert page.locator("input[type=checkbox]:checked").count() == 3
    page.locator("#marks-long-1x02").uncheck()
    expect(page.locator("#kept-said")).to_have_text("Not seen any more: Long 1x02.")
    assert page.locator("input[type=checkbox]:checked").count() == 2
    context.close()
