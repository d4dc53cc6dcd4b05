"""Many viewers mark and read at once, asked from a second process: no error, no lost mark, nobody sees another's."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Barrier

from tests.long import LONG, share
from tests.web.browser import Browser
from tests.web.stage import Start, write

VIEWERS = share(10, 200)
SECONDS, ROUNDS = 120, 4
"""How long they go on in the long form, and how often each marks and reads in an ordinary run."""
PLACES = {"first": ("1x01", "1x02", "1x03"), "second": ("1x01", "1x02")}


class Viewer:
    """Somebody who knows what they have marked, and compares it with each page."""

    def __init__(self, address: str, number: int) -> None:
        self.browser, self.random = Browser(address), Random(number)
        self.marked: dict[str, set[str]] = {title: set() for title in PLACES}
        self.requests = 0

    def goes_on(self, begin: Barrier) -> None:
        """Marks and reads until it is enough."""
        begin.wait(timeout=60)
        end = time.monotonic() + SECONDS
        rounds = 0
        while time.monotonic() < end if LONG else rounds < ROUNDS:
            self.mark()
            self.read()
            rounds += 1

    def mark(self) -> None:
        title = self.random.choice([*PLACES])
        place = self.random.choice(PLACES[title])
        name = self.random.choice(["tick", "untick", "upto"])
        given = self.browser.post("/stage/progress/", title=title, **{name: place})
        self.requests += 1
        assert given.status == 303, (given.status, given.text)
        if name == "untick":
            self.marked[title] -= {place}
        else:
            self.marked[title] |= {it for it in PLACES[title] if it == place or (name == "upto" and it <= place)}

    def read(self) -> None:
        for title, marked in self.marked.items():
            page = self.browser.get(f"/stage/title/{title}/")
            assert page.status == 200, page.status
            found = re.findall(r'value="(1x0\d)" id="[^"]*" autocomplete="off" checked', page.text)
            assert set(found) == marked
        # Bert is in these, and nowhere else.
        knows = self.marked["first"] & {"1x01", "1x03"} or self.marked["second"] & {"1x02"}
        assert self.browser.get("/stage/who/bert/").status == (200 if knows else 404)
        self.requests += 3


def test_many_viewers_mark_and_read_at_once(start: Start, tmp_path: Path) -> None:
    _, address = start(write(tmp_path / "stage"))
    viewers, begin = [Viewer(address, n) for n in range(VIEWERS)], Barrier(VIEWERS)
    with ThreadPoolExecutor(VIEWERS) as pool:
        for done in [pool.submit(it.goes_on, begin) for it in viewers]:
            done.result()
    for viewer in viewers:  # and all of it is there afterwards
        viewer.read()
    print(f"{VIEWERS} viewers, {sum(it.requests for it in viewers):,} requests")  # noqa: T201 - for the long form
