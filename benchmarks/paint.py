"""When a page is first seen in a real Chromium whose processor is slowed four times, and how much moves after that.

`python -m benchmarks paint` measures pages of the included universe with everything seen, on a phone and on a desktop.
Each page is asked by a browser that keeps nothing yet (the first page of a visit) and by one that has been on another
page. The universe is served by another process, which has made each page once before. Told are the milliseconds until
the first contentful paint, as the browser reports it (median of several), and the sum of all layout shifts.
"""

import statistics
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, StorageState, sync_playwright

from benchmarks.measure import Table, verdict
from benchmarks.pan import chromium, serve
from intertwine.library import universe_folder

SLOWED, TIMES = 4, 5
PAINT, SHIFT = 1000.0, 0.0
"""Bounds: milliseconds until something is seen, and how much may move."""
EVERYTHING = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders, The Punisher"
PAGES = {
    "universe": "./",
    "title, Daredevil": "title/daredevil/",
    "title, The Defenders": "title/the-defenders/",
    "entity, Jessica Jones": "who/jessica-jones/",
    "who is who": "who/",
    "search": "search/?q=luke",
    "map, The Defenders": "map/title/the-defenders/",
    "map, everything": "map/",
    "plan, The Defenders": "title/the-defenders/before/",
    "progress": "progress/",
}
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
WATCH = """() => { window.moved = 0; window.painted = 0;
  new PerformanceObserver((list) => { for (const it of list.getEntries()) window.moved += it.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const it of list.getEntries())
    if (it.name === "first-contentful-paint") window.painted = it.startTime; })
    .observe({ type: "paint", buffered: true }); }"""
LATER = 700
"""Milliseconds after the page is loaded in which it may still move."""


def tables() -> Iterator[Table]:
    """First paint and layout shift; none where a Chromium is missing."""
    found = chromium()
    if found is None:
        print("painting was not measured: a Chromium is missing", file=sys.stderr)
        return
    with TemporaryDirectory() as data, sync_playwright() as playwright:
        process, served = serve(universe_folder(), Path(data))
        try:
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            yield _table(browser, f"{served}marvel-netflix/")
            browser.close()
        finally:
            process.terminate()
            process.wait(timeout=20)


def _table(browser: Browser, served: str) -> Table:
    state, rows = _everything_seen(browser, served), list[tuple[str, ...]]()
    for screen, size in SCREENS.items():
        for name, address in PAGES.items():
            _measured(browser, served, address, state, size, warm=False, slowed=1)
            cold = [_measured(browser, served, address, state, size, warm=False) for _ in range(TIMES)]
            warm = [_measured(browser, served, address, state, size, warm=True) for _ in range(TIMES)]
            paints = [statistics.median(paint for paint, _ in its) for its in (cold, warm)]
            moved = max(shift for _, shift in (*cold, *warm))
            rows.append(
                (name, screen, f"{paints[0]:.0f}", f"{paints[1]:.0f}", verdict(max(paints), PAINT), f"{moved:.3f}",
                 verdict(moved, SHIFT))
            )  # fmt: skip
    columns = ("page", "screen", "first page, ms", "a later page, ms", "", "layout shift", "")
    note = f"Everything seen; the processor is slowed {SLOWED} times; medians of {TIMES}, and the largest shift of all."
    return Table("First paint and layout shift in Chromium, processor slowed", columns, tuple(rows), note)


def _everything_seen(browser: Browser, served: str) -> StorageState:
    """The cookies of a viewer who has seen all titles."""
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("progress/")
    page.get_by_label("separated by commas").fill(EVERYTHING)
    page.get_by_role("button", name="Save this text").click()
    state = context.storage_state()
    context.close()
    return state


def _measured(
    browser: Browser, served: str, address: str, state: StorageState, size: tuple[int, int], *, warm: bool,
    slowed: int = SLOWED,
) -> tuple[float, float]:  # fmt: skip
    """Milliseconds until the first contentful paint of a page, and how much moved on it. `warm`: after another page."""
    width, height = size
    context = browser.new_context(
        base_url=served, storage_state=state, viewport={"width": width, "height": height}, has_touch=width < 600
    )
    page = context.new_page()
    if warm:
        page.goto("profiles/", wait_until="networkidle")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(address, wait_until="load", timeout=120_000)
    found = painted_and_moved(page)
    context.close()
    return found


def painted_and_moved(page: Page) -> tuple[float, float]:
    """The same, of a page that has just been loaded."""
    page.evaluate(WATCH)
    page.wait_for_timeout(LATER)
    paint, moved = page.evaluate("[window.painted, window.moved]")
    return float(paint), float(moved)
