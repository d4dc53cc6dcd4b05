"""What pages of every kind owe a phone and a desktop, in a real Chromium: none is longer than six screens before
something is opened, nothing moves while one is loaded, and fonts and styles are fetched once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.pages import says

pytestmark = pytest.mark.browser

HALFWAY = "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1, The Defenders 1x01-1x05"
EVERYTHING = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders, The Punisher"
SCREEN = 844
MOST_SCREENS = 6
PAGES = (
    "./", "title/daredevil/", "title/the-defenders/", "title/the-punisher/", "title/daredevil/1x05/",
    "title/the-defenders/1x08/", "title/the-defenders/before/", "title/daredevil/told/",
    "title/the-defenders/before/told/", "who/", "who/?by=title", "who/matt-murdock/", "who/claire-temple/",
    "who/the-hand/", "who/hells-kitchen/", "who/charlie-cox/", "met/", "met/?a=Claire+Temple&b=Matt+Murdock",
    "search/?q=luke", "search/?q=the+hand", "map/", "map/title/daredevil/", "map/title/daredevil/?season=2",
    "map/title/the-defenders/", "map/who/matt-murdock/", "map/who/elektra-natchios/", "progress/", "progress/bring/",
    "profiles/", "shown/", "/forget/",
)  # fmt: skip
MOVED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => { for (const it of list.getEntries()) moved += it.value; })
    .observe({ type: "layout-shift", buffered: true });
  document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(moved))));
})"""


def screen(browser: Browser, served: str, width: int, height: int) -> BrowserContext:
    """A fresh browser with a screen of this size."""
    context = browser.new_context(
        base_url=f"{served}marvel-netflix/", viewport={"width": width, "height": height}, has_touch=width < 600
    )
    context.set_default_timeout(60_000)
    return context


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """The browser of a phone."""
    context = screen(browser, served, 390, SCREEN)
    yield context
    context.close()


@pytest.fixture
def desktop(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """The browser of a desktop."""
    context = screen(browser, served, 1280, 900)
    yield context
    context.close()


def opened(page: Page, address: str) -> None:
    """Comes back when the page is loaded, with the map that it may have."""
    page.goto(address, wait_until="load")
    if page.locator("story-map").count():
        page.locator("story-map[ready]").wait_for(state="attached")


@pytest.mark.parametrize("text", ["", HALFWAY, EVERYTHING], ids=["nothing", "halfway", "everything"])
def test_no_page_is_longer_than_six_screens_of_a_phone_and_nothing_moves(phone: BrowserContext, text: str) -> None:
    page, wrong = says(phone, text), []
    for address in PAGES:
        opened(page, address)
        height, width = page.evaluate("(it => [it.scrollHeight, it.scrollWidth])(document.documentElement)")
        moved = page.evaluate(MOVED)
        if height > MOST_SCREENS * SCREEN or width > 390 or moved:
            wrong.append((address, round(height / SCREEN, 1), width, moved))
    assert wrong == []


@pytest.mark.parametrize("text", [HALFWAY, EVERYTHING], ids=["halfway", "everything"])
def test_nothing_moves_on_a_desktop(desktop: BrowserContext, text: str) -> None:
    page, wrong = says(desktop, text), []
    for address in PAGES:
        opened(page, address)
        if moved := page.evaluate(MOVED):
            wrong.append((address, moved))
    assert wrong == []


def test_fonts_styles_and_scripts_are_fetched_once(desktop: BrowserContext) -> None:
    """A second page asks the server for itself alone, and for scripts that the first one did not have."""
    page = desktop.new_page()
    session = desktop.new_cdp_session(page)
    fetched: dict[str, str] = {}
    session.send("Network.enable")

    def asked(it: dict[str, Any]) -> None:
        fetched[it["requestId"]] = it["request"]["url"]

    def kept(it: dict[str, Any]) -> None:
        if it.get("response", {"fromDiskCache": True})["fromDiskCache"]:
            fetched.pop(it["requestId"], None)

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.requestServedFromCache", kept)
    session.on("Network.responseReceived", kept)
    page.goto("title/daredevil/", wait_until="networkidle")
    first = [it for it in fetched.values() if "/static/" in it]
    assert sum(".woff2" in it for it in first) == 2
    assert sum(".css" in it for it in first) == 1
    fetched.clear()
    page.goto("title/the-defenders/", wait_until="networkidle")
    assert [it.rpartition("/title/")[2] for it in fetched.values()] == ["the-defenders/"]
