"""How smoothly a map moves in a real Chromium, with everything seen.

`python -m benchmarks pan` measures Game of Thrones as imported, where its data and a Chromium are at hand;
`python -m benchmarks.pan FOLDER [ADDRESS ...]` any universe, at addresses below its own (default: `map/`). The universe
is served by another process. Told are the seconds until page and picture are there, and, while the map is dragged by a
mouse and while it is scrolled, the frames a second that the page got (`requestAnimationFrame`) and what Chromium's own
trace says: frames drawn and frames dropped. A display has 60 frames a second; headless Chromium keeps that beat without
one.
"""

import html
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.maps import DATA, imported
from benchmarks.measure import Table, show

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TRACED = ("devtools.timeline", "devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame", "cc")
FRAMES = 240
SCROLL = """(frames) => new Promise(done => {
  const it = document.querySelector('.map-window'), times = [];
  const far = it.scrollWidth - it.clientWidth, step = Math.min(24, far / frames);
  it.scrollLeft = far / 3;
  requestAnimationFrame(function next(now) {
    times.push(now);
    it.scrollLeft += step;
    times.length > frames ? done(times) : requestAnimationFrame(next);
  });
})"""
WATCH = """() => { window.times = []; window.watching = true;
  requestAnimationFrame(function next(now) { times.push(now); if (watching) requestAnimationFrame(next); }); }"""


@dataclass(frozen=True, slots=True)
class Motion:
    """`rate` is the mean of frames a second, `worst` the longest time between two, in ms; then the trace's counts."""

    name: str
    rate: float
    worst: float
    drawn: int
    dropped: int


def main(arguments: Sequence[str]) -> int:
    """Measure and print; 2 when it was called in another way than the above."""
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    maps = {address: address for address in arguments[1:] or ["map/"]}
    print(show([table(Path(arguments[0]), maps)]))
    return 0


def tables() -> Iterator[Table]:
    """The large universe's, folded and with everybody; none where its data or a Chromium are missing."""
    if not DATA.is_dir() or chromium() is None:
        print("panning was not measured: the large universe's data or a Chromium are missing", file=sys.stderr)
        return
    with imported() as folder:
        yield table(folder, {"folded": "map/", "everybody": "map/?fold=no"})


def table(folder: Path, maps: Mapping[str, str]) -> Table:
    """The figures of maps, by what they are called and their addresses below the universe's."""
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        process, served = serve(folder, Path(data))
        try:
            browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
            page = _everything_seen(browser, served)
            rows = [row for name, address in maps.items() for row in _rows(browser, page, name, address)]
            browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)
    columns = ("map", "shapes", "pixels wide", "there after, s", "", "frames/s", "longest ms", "drawn", "dropped")
    note = (
        "Everything seen, 1280 x 900 pixels, no graphics processor: Chromium draws on the same cores. Frames drawn and "
        f"dropped are those of its trace. Load of the machine at the end: {os.getloadavg()[0]:.1f}."
    )
    return Table(f"Moving the map of {folder.name} in Chromium", columns, tuple(rows), note)


def _rows(browser: Browser, page: Page, name: str, address: str) -> Iterator[tuple[str, ...]]:
    start = time.perf_counter()
    page.goto(address, timeout=600_000, wait_until="commit")
    page.wait_for_selector("story-map[ready]", state="attached", timeout=600_000)
    ready = time.perf_counter() - start
    shapes = page.locator(".map-window svg *").count()
    width = page.locator(".map-window svg").evaluate("it => it.width.baseVal.value")
    for how in ("scrolled", "dragged"):
        it = _moved(browser, page, how)
        size = (f"{shapes:,}", f"{width:,.0f}", f"{ready:.1f}")
        yield (name, *size, it.name, f"{it.rate:.1f}", f"{it.worst:.0f}", str(it.drawn), str(it.dropped))


def chromium() -> str | None:
    """`INTERTWINE_CHROMIUM`, else one that is installed."""
    named = os.environ.get("INTERTWINE_CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)


def serve(folder: Path, data: Path) -> tuple["subprocess.Popen[str]", str]:
    """A process that serves the universe in `folder`, with its viewers in `data`, and its address."""
    code = (
        "import sys; from pathlib import Path; from intertwine.web.serve import serve;"
        "sys.exit(serve([Path(sys.argv[1])], '127.0.0.1', 0))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stderr=subprocess.PIPE, text=True,
        env={**os.environ, "INTERTWINE_DATA": str(data)},
    )  # fmt: skip
    lines = process.stderr or ()
    served = next((found[1] for line in lines if (found := re.search(r"is at (http://\S+/) ", line))), "")
    return process, served


def _everything_seen(browser: Browser, served: str) -> Page:
    """A page whose viewer has seen all titles; its addresses are those of the one universe."""
    start = browser.new_context(base_url=served)
    places = re.findall(r'<a href="/([^/"]+)/progress/"', start.request.get("/").text())
    page = browser.new_context(base_url=f"{served}{places[0]}/", viewport={"width": 1280, "height": 900}).new_page()
    listed = page.request.get("progress/").text()
    titles = ", ".join(map(html.unescape, re.findall(r'aria-label="What you have seen of ([^"]+)"', listed)))
    origin = {"Origin": served.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    answer = page.request.post("progress/", form={"text": titles}, headers=origin, max_redirects=0, timeout=600_000)
    if answer.status != 303:
        raise RuntimeError(f"the progress was not taken: {answer.status}")
    return page


def _moved(browser: Browser, page: Page, name: str) -> Motion:
    browser.start_tracing(page=page, categories=list(TRACED))
    times = page.evaluate(SCROLL, FRAMES) if name == "scrolled" else _dragged(page)
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    between = [after - before for before, after in pairwise(times)]
    drawn, dropped = (sum(event["name"] == kind for event in events) for kind in ("DrawFrame", "DroppedFrame"))
    return Motion(name, 1000 / statistics.mean(between), max(between), drawn, dropped)


def _dragged(page: Page) -> list[float]:
    """A mouse drags the map to and fro; the times of the frames meanwhile."""
    box = page.locator(".map-window").bounding_box()
    if box is None:
        raise RuntimeError("the map is not to be seen")
    x, y = box["x"] + box["width"] / 2, min(880.0, box["y"] + box["height"] / 2)
    page.evaluate(WATCH)
    for to in (-400, 400, -400):
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + to, y, steps=80)
        page.mouse.up()
    page.evaluate("() => { window.watching = false; }")
    times: list[float] = page.evaluate("times")
    return times


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
