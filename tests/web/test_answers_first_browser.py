"""What people come for is answered at once, on a phone: how many taps each answer takes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.web.pages import says

pytestmark = pytest.mark.browser

UNDER_WAY = "Daredevil S1, Daredevil 2x01-2x05"
SCREEN = 844


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """The browser of a phone."""
    context = browser.new_context(
        base_url=f"{served}marvel-netflix/", viewport={"width": 390, "height": SCREEN}, has_touch=True
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.mark.parametrize("address", ["./", "title/daredevil/"])
def test_what_is_next_takes_no_tap_and_is_marked_with_one(phone: BrowserContext, address: str) -> None:
    page = says(phone, UNDER_WAY)
    page.goto(address)
    following = page.get_by_role("link", name="Regrets Only")
    expect(following.first).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("heading", name="Previously on")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Mark as seen: Daredevil 2x06").tap()
    expect(page.locator("#kept-said")).to_have_text("Kept: Daredevil 2x06.")
    expect(page.locator("#next-heading")).to_contain_text("7")
    page.get_by_role("button", name="I skip this one: Daredevil 2x07").tap()
    expect(page.locator("#next-heading")).to_contain_text("8")


def test_what_happened_last_time_takes_one_tap(phone: BrowserContext) -> None:
    page = says(phone, UNDER_WAY)
    page.goto("./")
    longer = page.locator("#previously-long")
    expect(longer.get_by_role("link").first).to_be_hidden()
    longer.get_by_text("More").tap()
    expect(longer.get_by_role("link", name="Elektra Natchios").first).to_be_visible()
    page.goto("title/daredevil/")
    page.get_by_role("link", name="Kinbaku").or_(page.get_by_role("link", name="About 2x05")).first.tap()
    expect(page.get_by_role("heading", name="What happens")).to_be_in_viewport()
    expect(page.get_by_role("link", name="After it: 2x06 Regrets Only")).to_have_count(1)


def test_what_to_see_before_the_crossover_takes_one_tap(phone: BrowserContext) -> None:
    page = says(phone, UNDER_WAY)
    page.goto("./")
    page.get_by_role("link", name="What to watch first: The Defenders").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Before you watch The Defenders")


def test_facts_are_loaded_when_they_are_opened_and_without_scripts_have_a_page(
    phone: BrowserContext, browser: Browser, served: str
) -> None:
    page = says(phone, "Daredevil 1x01")
    page.goto("title/daredevil/")
    part = page.locator("#known-daredevil-1")
    assert "takes up" not in page.content()
    part.locator("summary").tap()
    expect(part.get_by_role("link", name="Matt Murdock").first).to_be_visible()
    expect(part.get_by_role("link", name="All that is known")).to_have_count(0)
    plain = browser.new_context(
        base_url=f"{served}marvel-netflix/", java_script_enabled=False, storage_state=phone.storage_state()
    )
    page = plain.new_page()
    page.goto("title/daredevil/")
    page.locator("#known-daredevil-1 summary").click()
    page.locator("#known-daredevil-1").get_by_role("link", name="All that is known").click()
    expect(page.locator("#known").get_by_role("link", name="Matt Murdock").first).to_be_visible()
    plain.close()


@pytest.mark.parametrize("width", [320, 390])
def test_the_navigation_is_one_row_on_a_phone_and_all_of_it_is_reached_by_keys(
    browser: Browser, served: str, width: int
) -> None:
    context = browser.new_context(base_url=f"{served}marvel-netflix/", viewport={"width": width, "height": SCREEN})
    page = context.new_page()
    page.goto("./")
    items = page.get_by_role("navigation", name="This universe").locator("ul").first.locator("> li")
    tops = {round(items.nth(n).bounding_box()["y"]) for n in range(items.count())}  # type: ignore[index]
    assert (items.count(), len(tops)) == (5, 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    met = page.get_by_role("link", name="Have they met?")
    expect(met).to_be_hidden()
    page.locator(".more summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(met).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Have they met?")
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator(".more summary")).to_be_hidden()
    expect(page.get_by_role("link", name="Where are you?").first).to_be_visible()
    context.close()


def test_the_plan_stands_before_what_time_gives_on_a_phone(phone: BrowserContext) -> None:
    page = says(phone, "Daredevil S1")
    page.goto("title/the-defenders/before/")
    expect(page.get_by_role("heading", name="The plan")).to_be_in_viewport()
    first, then = (page.locator(it).bounding_box() for it in ("#plan-list", "#plan-curve"))
    assert first is not None
    assert then is not None
    assert first["y"] < then["y"]


def test_a_season_that_is_opened_without_scripts_is_split_by_episode(
    phone: BrowserContext, browser: Browser, served: str
) -> None:
    says(phone, "Daredevil S1")
    plain = browser.new_context(
        base_url=f"{served}marvel-netflix/",
        viewport={"width": 390, "height": SCREEN},
        java_script_enabled=False,
        storage_state=phone.storage_state(),
    )
    page = plain.new_page()
    page.goto("title/daredevil/known/daredevil-1/")
    folds = page.locator("#known details")
    assert page.evaluate("document.documentElement.scrollHeight") < 3 * SCREEN
    folds.first.locator("summary").click()
    expect(folds.first.get_by_role("link", name="About Daredevil 1x01")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollHeight") < 8 * SCREEN
    plain.close()


def test_a_power_is_typed_and_its_bearer_is_offered_first(phone: BrowserContext) -> None:
    page = says(phone, "Luke Cage S1")
    page.goto("search/")
    for typed in ("bulletproof", "unbreakable skin", "unbrekable"):
        page.locator("#q").fill("")
        page.locator("#q").press_sequentially(typed)
        expect(page.get_by_role("option").first).to_contain_text("Luke Cage")
