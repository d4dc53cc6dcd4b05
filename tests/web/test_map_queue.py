"""The queue for maps: each is made once, one after the other, and other pages are answered meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections

from intertwine.web import map_answers, map_queue, map_searches, serve
from intertwine.web.map_queue import LONGEST, WAITING, BusyError, MapQueue
from intertwine.web.server import Server
from tests.web.stage import troubles, visitor


class Held:
    """A maker that stops in everything it makes until it is let go. `made` is what was begun, in order."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self.begun, self.go = threading.Semaphore(0), threading.Event()

    def make(self, name: str) -> Callable[[], bytes]:
        """Makes the name itself."""

        def made() -> bytes:
            self.made.append(name)
            self.begun.release()
            self.go.wait()
            return name.encode()

        return made


@pytest.fixture
def held() -> Iterator[Held]:
    """A maker that no test leaves behind."""
    it = Held()
    yield it
    it.go.set()


@pytest.fixture
def many(held: Held) -> Iterator[ThreadPoolExecutor]:
    """Threads that ask; all have their answer by the end."""
    with ThreadPoolExecutor(2 * LONGEST) as threads:
        yield threads
        held.go.set()


def until(holds: Callable[[], bool]) -> None:
    """Returns when it holds; other threads run meanwhile."""
    pause = threading.Event()
    while not holds():
        pause.wait(0.002)


def ended(queue: MapQueue) -> None:
    """Returns when nothing is left to make."""
    for thread in threading.enumerate():
        if thread.name == "maps":
            thread.join()
    assert not queue._making


# --- kept and made ---------------------------------------------------------------------------------------------------
def test_an_answer_is_made_once_and_again_when_it_was_kept_longest() -> None:
    queue, made = MapQueue(most=5), list[bytes]()

    def make(text: bytes) -> bytes:
        made.append(text)
        return text

    for text in (b"abc", b"abc", b"de", b"abc", b"fgh", b"abc", b"too long", b"too long"):
        assert queue.get(text, 0, lambda text=text: make(text)) == text  # type: ignore[misc]
    assert made == [b"abc", b"de", b"fgh", b"abc", b"too long"]


def test_what_many_ask_for_at_once_is_made_once(held: Held, many: ThreadPoolExecutor) -> None:
    queue = MapQueue()
    asked = [many.submit(queue.get, "a", 0, held.make("a")) for _ in range(WAITING)]
    held.begun.acquire()
    held.go.set()
    assert [it.result() for it in asked] == [b"a"] * WAITING
    assert held.made == ["a"]


def test_small_maps_come_first_and_the_others_in_their_order(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_queue, "WAIT", 0.0)
    queue = MapQueue()
    for turn, name in ((3, "first"), (3, "large"), (3, "large too"), (1, "season"), (0, "picture"), (1, "season too")):
        with pytest.raises(BusyError):
            queue.get(name, turn, held.make(name))
        if name == "first":
            held.begun.acquire()
    held.go.set()
    ended(queue)
    assert held.made == ["first", "picture", "season", "season too", "large", "large too"]
    assert queue.get("large", 3, held.make("made again")) == b"large"


def test_who_comes_when_the_queue_is_full_is_told_so_and_those_in_it_are_answered(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_queue, "WAIT", 0.0)
    queue = MapQueue()
    for n in range(LONGEST + 5):
        with pytest.raises(BusyError):
            queue.get(n, 3, held.make(str(n)))
    held.go.set()
    ended(queue)
    assert held.made == [str(n) for n in range(LONGEST)]


def test_few_wait_and_one_place_is_for_what_comes_first(held: Held, many: ThreadPoolExecutor) -> None:
    queue = MapQueue()
    waiting = [many.submit(queue.get, n, 3, held.make(str(n))) for n in range(WAITING - 1)]
    held.begun.acquire()
    until(lambda: queue._waiting == WAITING - 1)
    with pytest.raises(BusyError):
        queue.get("a page", 3, held.make("a page"))
    picture = many.submit(queue.get, "a picture", 0, held.make("a picture"))
    until(lambda: queue._waiting == WAITING)
    with pytest.raises(BusyError):
        queue.get("another picture", 0, held.make("another picture"))
    held.go.set()
    assert [it.result() for it in (*waiting, picture)] == [b"0", b"1", b"a picture"]


def test_so_few_wait_that_threads_are_left_for_other_pages() -> None:
    assert WAITING + map_searches.WAITING < serve.THREADS


# --- errors and those who leave ---------------------------------------------------------------------------------------
def test_an_error_is_told_to_whoever_asks_next_and_then_it_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    queue, go = MapQueue(), threading.Event()

    def fail() -> bytes:
        assert go.wait(60)
        raise OSError("no luck")

    with monkeypatch.context() as patch:
        patch.setattr(map_queue, "WAIT", 0.0)
        with pytest.raises(BusyError):
            queue.get("a", 0, fail)
        go.set()
        ended(queue)
    with pytest.raises(OSError, match="no luck"):
        queue.get("a", 0, lambda: b"made")
    assert queue.get("a", 0, lambda: b"made") == b"made"


def test_what_nobody_asks_for_any_more_is_not_made(held: Held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(map_queue, "WAIT", 0.0)
    queue = MapQueue()
    for name in ("being made", "left"):
        with pytest.raises(BusyError):
            queue.get(name, 3, held.make(name))
    held.begun.acquire()
    monkeypatch.setattr(map_queue, "ALONE", -1.0)
    held.go.set()
    ended(queue)
    assert held.made == ["being made"]


# --- over HTTP --------------------------------------------------------------------------------------------------------
MAP = "/stage/map/?fold=no"
OTHERS = ["/", "/stage/title/first/", "/stage/who/anna/", "/stage/progress/", "/api/stage/title/first"]
ENDS = ["First 1x01", "First 1x02", "First S1", "First S1, Second 1x01", "everything", "Second S1"]


def ask(server: Any, progress: str, address: str) -> Any:
    """Somebody who has seen so much asks, in a thread of their own."""
    try:
        client = visitor(server)
        client.post("/stage/progress/", {"text": progress})
        return client.get(address)
    finally:
        connections.close_all()


@pytest.fixture
def server(stage: Server) -> Server:
    """A server of the small universe that has made no map yet."""
    return replace(stage, maps=MapQueue())


@pytest.fixture
def crowded(server: Server, held: Held, many: ThreadPoolExecutor, monkeypatch: pytest.MonkeyPatch) -> list[Future[Any]]:
    """A crowd at the map: one map is being made, as many wait as may, and the queue is full."""
    strands = map_answers.Question.strands

    def slow(it: map_answers.Question) -> Any:
        held.make("a map")()
        return strands(it)

    monkeypatch.setattr(map_answers.Question, "strands", slow)
    monkeypatch.setattr(map_queue, "LONGEST", WAITING)
    waiting = []
    for progress in ENDS[:WAITING]:
        waiting.append(many.submit(ask, server, progress, MAP))
        until(lambda: len(server.maps._jobs) == len(waiting))
    return waiting


def test_other_pages_are_answered_while_a_crowd_waits_for_maps(
    crowded: list[Future[Any]], server: Server, held: Held
) -> None:
    client = visitor(server)
    client.post("/stage/progress/", {"text": "First S1"})
    assert [client.get(address).status_code for address in OTHERS] == [200] * len(OTHERS)
    held.go.set()
    assert sorted(it.result().status_code for it in crowded) == [200] * (WAITING - 1) + [503]


def test_whoever_comes_too_many_is_told_when_to_ask_again_and_without_scripts_the_page_does(
    crowded: list[Future[Any]], server: Server, held: Held
) -> None:
    client = visitor(server)
    client.post("/stage/progress/", {"text": ENDS[-1]})
    answer = client.get(MAP)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "3")
    assert "Other maps are being drawn first. Please ask again in 3 seconds." in page
    assert '<meta http-equiv="refresh" content="3">' in page
    assert '<a href="">Ask now</a>' in page
    assert troubles(page) == []
    answer = client.get("/api/stage/map?fold=no")
    assert (answer.status_code, answer["Retry-After"]) == (503, "3")
    assert answer.json() == {"error": "Other maps are being drawn first. Please ask again in 3 seconds."}
    assert client.get("/stage/map/picture?fold=no").status_code == 503
    assert client.get("/stage/map/who/nobody/").status_code == 404
    assert client.get("/stage/map/title/first/?season=9").status_code == 404


def test_a_map_that_waited_has_the_bytes_of_one_that_did_not(
    crowded: list[Future[Any]], server: Server, held: Held
) -> None:
    held.go.set()
    found = [it.result() for it in crowded]
    fresh = replace(server, maps=MapQueue())
    for progress, waited in zip(ENDS, found, strict=False):
        alone = ask(fresh, progress, MAP)
        assert alone.status_code == 200
        if waited.status_code == 200:
            assert (alone.content, alone.items()) == (waited.content, waited.items())
