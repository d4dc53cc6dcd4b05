"""A crowd: twenty visitors ask at once for the largest map, each with another progress, and somebody else reads.

A real server on this machine, in a data folder of its own. The crowd does as a browser does: the page, asked again
when told to, then its picture. Meanwhile one more visitor asks for other pages, one after the other.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode, urlsplit

from benchmarks.measure import Table, verdict

CROWD = 20
LONGEST = 120.0
"""Seconds after which whoever still waits gives up."""
OFTEN = 0.15
"""Seconds between two other pages, where the one before has come by then."""
BOUND = 1.0
"""Seconds within which another page is there."""
HOME = "/marvel-netflix"
LARGEST = f"{HOME}/map/?fold=no"
PICTURE = f"{HOME}/map/picture?fold=no"
OTHERS = ("/", f"{HOME}/title/daredevil/", f"{HOME}/who/claire-temple/", f"{HOME}/progress/")


class Visitor:
    """Somebody with a connection and a cookie of their own. `host` is `127.0.0.1:PORT`."""

    def __init__(self, host: str) -> None:
        self._to = http.client.HTTPConnection(host, timeout=LONGEST)
        self._cookie = ""

    def ask(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, float]:
        """Asks once. Gives the status, and the seconds after which to ask again (0: nothing was said of that)."""
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        if self._cookie:
            headers["Cookie"] = self._cookie
        self._to.request(method, address, urlencode(form) if form else None, headers)
        answer = self._to.getresponse()
        answer.read()
        given = answer.headers.get("Set-Cookie", "")
        self._cookie = given.partition(";")[0] or self._cookie
        return answer.status, float(answer.headers.get("Retry-After", "0"))

    def mark(self, text: str) -> None:
        """Says what they have seen."""
        status, _ = self.ask("POST", f"{HOME}/progress/", {"text": text})
        if status != 303:
            raise RuntimeError(f"the progress was answered with {status}")

    def until_there(self, address: str, end: float) -> tuple[bool, int]:
        """Asks again whenever told to, until `end` of the clock: whether it came, and how often it was not there."""
        refused = 0
        while time.monotonic() < end:
            status, again = self.ask("GET", address)
            if status == 200:
                return True, refused
            if status != 503:
                raise RuntimeError(f"{address} was answered with {status}")
            refused += 1
            time.sleep(min(again or 1.0, max(0.0, end - time.monotonic())))
        return False, refused


def tables() -> list[Table]:
    """One row for other pages while nobody else is there, one while the crowd is."""
    with served() as host:
        crowd = [Visitor(host) for _ in range(CROWD)]
        for place, visitor in enumerate(crowd):
            visitor.mark(ending(place))
        reader = Visitor(host)
        reader.mark("Daredevil, Jessica Jones S1")
        alone = read(reader, lambda turn: turn < 25 * len(OTHERS))
        waits: list[tuple[float, int, bool]] = []
        threads = [threading.Thread(target=visit, args=(visitor, waits)) for visitor in crowd]
        for thread in threads:
            thread.start()
        meanwhile = read(reader, lambda _: any(thread.is_alive() for thread in threads))
        for thread in threads:
            thread.join()
    rows = [timed("nobody else is there", alone), timed(f"{CROWD} ask for the largest map", meanwhile)]
    came = sorted(seconds for seconds, _, there in waits if there)
    note = (
        f"{CROWD} visitors asked for the page of the largest map and its picture. {len(came)} had both"
        + (f" after {statistics.median(came):.1f} s (median) and {came[-1]:.1f} s (last)" if came else "")
        + f". The server asked them {sum(refused for _, refused, _ in waits)} times to ask again later."
    )
    columns = ("another page, while", "asked", "p50, ms", "p95, ms", "longest, ms", "bound, ms")
    return [Table("A crowd at the largest map of the included universe", columns, tuple(rows), note)]


def ending(place: int) -> str:
    """What the visitor at this place of the crowd has seen."""
    seasons = [("The Punisher", 13), ("Iron Fist", 10)]
    title, episodes = seasons[place // 10]
    others = [
        "Daredevil",
        "Jessica Jones",
        "Luke Cage",
        "The Defenders",
        *(name for name, _ in seasons if name != title),
    ]
    return f"{', '.join(others)}, {title} S1, {title} 2x01-2x{episodes - place % 10:02}"


def visit(visitor: Visitor, waits: list[tuple[float, int, bool]]) -> None:
    """One of the crowd: the page, then its picture. Tells the seconds, how often it was not there, whether it came."""
    begin = time.monotonic()
    page, first = visitor.until_there(LARGEST, begin + LONGEST)
    picture, second = visitor.until_there(PICTURE, begin + LONGEST) if page else (False, 0)
    waits.append((time.monotonic() - begin, first + second, page and picture))


def read(reader: Visitor, goes_on: Callable[[int], bool]) -> list[float]:
    """Seconds from when each other page is due, `OFTEN` after the one before, until it is there; at most 10,000."""
    taken, begin = [], time.monotonic()
    for turn in range(10_000):
        if not goes_on(turn):
            break
        due = begin + turn * OFTEN
        time.sleep(max(0.0, due - time.monotonic()))
        status, _ = reader.ask("GET", OTHERS[turn % len(OTHERS)])
        if status != 200:
            raise RuntimeError(f"{OTHERS[turn % len(OTHERS)]} was answered with {status}")
        taken.append(time.monotonic() - due)
    return taken


def timed(what: str, taken: list[float]) -> tuple[str, ...]:
    """A row of the table."""
    cuts = statistics.quantiles(taken, n=20, method="inclusive")
    figures = (statistics.median(taken), cuts[-1], max(taken))
    return (
        what,
        str(len(taken)),
        *(f"{seconds * 1000:.0f}" for seconds in figures),
        verdict(max(taken) * 1000, BOUND * 1000),
    )


@contextmanager
def served() -> Iterator[str]:
    """The included universe on a free port of this machine, with nothing kept of earlier runs. Gives host and port."""
    command = (sys.executable, "-m", "intertwine", "serve", "--port", "0")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "INTERTWINE_DATA": f"{folder}/data", "INTERTWINE_CACHE": f"{folder}/cache"}
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as server:
            assert server.stderr is not None
            address = next(found[1] for line in server.stderr if (found := re.search(r"is at (\S+) ", line)))
            threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
            try:
                yield urlsplit(address).netloc
            finally:
                server.terminate()
