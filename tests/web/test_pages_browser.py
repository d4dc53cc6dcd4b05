"""What every page owes those who use it, in a real Chromium: a short print, rows that stay where they are, tabs in
sight, the keyboard alone, and Back after progress has moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.web.pages import says

pytestmark = pytest.mark.browser

MIDWAY = "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1, The Defenders 1x01-1x05"
EVERYTHING = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders, The Punisher"
PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def somebody(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """A fresh browser on a small screen of a laptop."""
    context = browser.new_context(base_url=f"{served}marvel-netflix/", viewport={"width": 1100, "height": 640})
    context.set_default_timeout(60_000)
    yield context
    context.close()


def settled(page: Page) -> None:
    """Comes back when what was ticked is kept, the page has taken it over, and it has been drawn."""
    expect(page.get_by_role("button", name="Undo")).to_be_visible(timeout=60_000)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def top(page: Page, what: str) -> float:
    return float(page.locator(what).evaluate("it => it.getBoundingClientRect().top"))


@pytest.mark.parametrize("text", ["", MIDWAY, EVERYTHING], ids=["nothing", "midway", "everything"])
def test_a_title_is_printed_on_two_pages_at_most(somebody: BrowserContext, text: str) -> None:
    page = says(somebody, text)
    page.goto("./")
    titles = page.locator(".card h2 a").evaluate_all("all => all.map((it) => it.getAttribute('href'))")
    assert len(titles) == 6
    for address in titles:
        page.goto(address)
        assert len(PAGE_OF_A_PDF.findall(page.pdf(format="A4"))) <= 2, address


def test_what_is_opened_is_printed(somebody: BrowserContext) -> None:
    page = says(somebody, EVERYTHING)
    page.goto("title/daredevil/")
    page.locator(".part-facts summary").first.click()
    page.locator(".part-facts summary", has_text="1x01").first.click()
    expect(page.locator("#known-daredevil-1 .moment-facts summary").first).to_be_visible()
    assert len(PAGE_OF_A_PDF.findall(page.pdf(format="A4"))) > 2


@pytest.mark.parametrize("text", ["", "Daredevil S1-S2"], ids=["nothing", "midway"])
def test_what_is_ticked_stays_where_it_is(somebody: BrowserContext, text: str) -> None:
    """The first tick of a title brings the names, the cast and the facts of an episode above the list."""
    page = says(somebody, text)
    page.goto("title/daredevil/")
    for place in ("3x01", "1x01") if text else ("1x01", "2x05"):
        box = f"#marks-daredevil-{place}"
        page.locator(box).evaluate("it => { it.closest('details').open = true; }")
        page.locator(box).evaluate("it => it.closest('li').scrollIntoView({ block: 'center' })")
        before = top(page, box)
        page.locator(box).click()
        settled(page)
        assert abs(top(page, box) - before) < 2, place
        expect(page.locator(box)).to_be_focused()


def test_what_was_opened_stays_open_after_a_tick(somebody: BrowserContext) -> None:
    page = says(somebody, "Daredevil S1")
    page.goto("title/daredevil/")
    part = page.locator(".part-facts", has_text="1x01")
    part.locator("summary").click()
    page.locator("#marks-daredevil-2x01").check()
    settled(page)
    expect(page.locator(".part-facts", has_text="2x01")).to_be_visible()
    assert part.first.evaluate("it => it.open")
    assert not page.locator(".part-facts").last.evaluate("it => it.open")


def test_tabs_stay_in_sight(somebody: BrowserContext) -> None:
    page = says(somebody, EVERYTHING)
    for width in (320, 1100):
        page.set_viewport_size({"width": width, "height": 500})
        page.goto("title/the-defenders/")
        page.locator("#synopsis-before summary").click()
        tabs = page.get_by_role("navigation", name="About this title")
        for tab in ("Latest News", "Synopsis"):
            tabs.get_by_role("link", name=tab).click()
            expect(page.locator("#synopsis")).to_be_visible(visible=tab == "Synopsis")
            expect(tabs).to_be_in_viewport(ratio=1)
        page.locator("#synopsis p").nth(7).evaluate("it => it.scrollIntoView({ block: 'center' })")
        expect(tabs).to_be_in_viewport(ratio=1)


def test_back_and_forward_after_progress_has_moved(somebody: BrowserContext) -> None:
    """A page that was left with more known comes back with what may be known now."""
    page = says(somebody, "Daredevil S1")
    page.goto("title/daredevil/")
    known = page.locator(".part-facts", has_text="1x01")
    expect(known.first).to_be_visible()
    page.goto("progress/")
    page.get_by_label("separated by commas").fill("")
    page.get_by_role("button", name="Save this text").click()
    page.get_by_role("button", name="Yes, take them away").click()
    expect(page.locator("#kept-said")).to_contain_text("Not seen any more")
    page.evaluate("history.go(-3)")
    expect(page).to_have_url(re.compile("title/daredevil/$"))
    expect(known).to_have_count(0)
    page.evaluate("history.go(1)")
    expect(page.get_by_label("separated by commas")).to_have_value("")


def test_by_keyboard_everything_can_be_reached_and_is_seen(somebody: BrowserContext) -> None:
    """Each stop of the Tab key has a name, is in sight, and shows that it has the focus."""
    page = says(somebody, "Daredevil 1x01")
    look = """() => { const it = document.activeElement, box = it.getBoundingClientRect();
      const seen = box.width * box.height > 0 && box.bottom > 0 && box.top < innerHeight;
      const name = it.labels?.[0]?.textContent || it.ariaLabel || it.textContent.trim();
      return [it.tagName, name, seen, getComputedStyle(it).outlineStyle]; }"""
    for address in ("title/daredevil/", "progress/", "profiles/", "shown/", "title/nothing/"):
        page.goto(address)
        stops = 0
        for _ in range(140):
            page.keyboard.press("Tab")
            tag, name, seen, outline = page.evaluate(look)
            if tag == "BODY":
                break
            stops += 1
            assert (bool(name), seen, outline != "none") == (True, True, True), (address, tag, name, seen, outline)
        assert stops > 3, address


def test_nothing_moves_for_those_who_asked_for_it(somebody: BrowserContext) -> None:
    page = says(somebody, "Daredevil S1")
    page.emulate_media(reduced_motion="reduce")
    moves = """() => [...document.querySelectorAll('*')].filter((it) => {
      const css = getComputedStyle(it), turns = css.animationName !== 'none' || css.scrollBehavior === 'smooth';
      return turns || parseFloat(css.transitionDuration); }).map((it) => it.outerHTML.slice(0, 100))"""
    for address in ("title/daredevil/", "map/title/daredevil/", "title/the-defenders/before/"):
        page.goto(address)
        assert page.evaluate(moves) == [], address
