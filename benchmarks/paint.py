"""When a page is first seen in a real Chromium whose processor is slowed four times, and how much moves after that.

`python -m benchmarks paint` measures pages of the included universe with everything seen, on a phone and on a desktop,
and tells each as it is measured. Each page is asked by a browser that keeps nothing yet (the first page of a visit) and
by one that has been on another page. The universe is served by another process, which has made each page and its
pictures before. Told are the milliseconds until the first contentful paint, as the browser reports it (median of
several), and the sum of all layout shifts.
"""

import html
import re
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, ViewportSize, sync_playwright

from benchmarks.measure import Table, verdict
from benchmarks.pan import chromium, serve
from intertwine.library import universe_folder

SLOWED, TIMES = 4, 3
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
WATCH = """() => new Promise((done) => { window.moved = 0;
  new PerformanceObserver((list) => { for (const it of list.getEntries()) window.moved += it.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const it of list.getEntries())
    if (it.name === "first-contentful-paint") done(it.startTime); })
    .observe({ type: "paint", buffered: true }); })"""
"""Watches what moves; gives the milliseconds until something is seen, once it is."""
LATER = 500
"""Milliseconds after the page is loaded in which it may still move."""
MADE = 120.0
"""Seconds in which the server makes a page."""


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
    for name, address in PAGES.items():
        _made(browser, served, address, state)
        for screen, (width, height) in SCREENS.items():
            seen: ViewportSize = {"width": width, "height": height}
            options: Any = {"base_url": served, "storage_state": state, "viewport": seen, "has_touch": width < 600}
            rows.append((name, screen, *_row(browser, address, options)))
            print(*rows[-1], sep=" | ", file=sys.stderr, flush=True)
    columns = ("page", "screen", "first page, ms", "a later page, ms", "", "layout shift", "")
    note = f"Everything seen; the processor is slowed {SLOWED} times; medians of {TIMES}, and the largest shift of all."
    return Table("First paint and layout shift in Chromium, processor slowed", columns, tuple(rows), note)


def _row(browser: Browser, address: str, options: Any) -> tuple[str, ...]:
    """How a page stands to the bounds, in new contexts with these `options`."""
    first = []
    for _ in range(TIMES):
        with browser.new_context(**options) as context:
            first.append(_measured(context, address))
    with browser.new_context(**options) as context:
        context.new_page().goto("profiles/", wait_until="load")
        later = [_measured(context, address) for _ in range(TIMES)]
    paints = [statistics.median(paint for paint, _ in its) for its in (first, later)]
    moved = max(shift for _, shift in (*first, *later))
    return (
        f"{paints[0]:.0f}", f"{paints[1]:.0f}", verdict(max(paints), PAINT), f"{moved:.3f}", verdict(moved, SHIFT)
    )  # fmt: skip


def _made(browser: Browser, served: str, address: str, state: StorageState) -> None:
    """Has the server make a page and what it shows, before anything is measured."""
    with browser.new_context(base_url=served, storage_state=state) as context:
        text = _answered(context, address)
        for picture in re.findall(r'(?:src|srcset)="([^"]*/picture[^"]*)"', text):
            _answered(context, html.unescape(picture))


def _answered(context: BrowserContext, address: str) -> str:
    """What the server answers, when it does; raises `TimeoutError` where it does not."""
    until = time.monotonic() + MADE
    while time.monotonic() < until:
        answer = context.request.get(address, timeout=1000 * MADE)
        if answer.ok:
            return answer.text()
        time.sleep(1)
    raise TimeoutError(f"{address} was not answered")


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


def _measured(context: BrowserContext, address: str) -> tuple[float, float]:
    """Milliseconds until the first contentful paint of a page in a new tab, and how much moved on it."""
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(address, wait_until="load", timeout=1000 * MADE)
    found = painted_and_moved(page)
    page.close()
    return found


def painted_and_moved(page: Page) -> tuple[float, float]:
    """The same, of a page that has just been loaded."""
    paint = page.evaluate(WATCH)
    page.wait_for_timeout(LATER)
    return float(paint), float(page.evaluate("window.moved"))
