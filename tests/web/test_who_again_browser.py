"""Who is this again: how many taps it takes, and the box that suggests names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.web.pages import says

pytestmark = pytest.mark.browser

SCREEN, MOST_SCREENS = 844, 6


@pytest.fixture
def phone(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """The browser of a phone."""
    context = browser.new_context(
        base_url=f"{served}marvel-netflix/", viewport={"width": 390, "height": SCREEN}, has_touch=True
    )
    context.set_default_timeout(60_000)
    yield context
    context.close()


def test_the_nurse_takes_two_taps(phone: BrowserContext) -> None:
    page = says(phone, "Daredevil S1")
    page.goto("./")
    page.get_by_role("link", name="Who is who").tap()
    page.keyboard.press("Tab")
    page.get_by_role("combobox", name="A name, or what somebody does").type("the nurse")
    page.get_by_role("option", name="Claire Temple").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claire Temple")
    first = page.locator(".introduction")
    expect(first).to_contain_text("A nurse who asks questions first")
    expect(first).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Matt Murdock").first).to_be_in_viewport()


def test_the_nurse_takes_two_taps_by_the_search_too_with_the_box_ready_to_be_typed_in(phone: BrowserContext) -> None:
    page = says(phone, "Daredevil S1")
    page.goto("./")
    page.get_by_role("link", name="Search").tap()
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("the nurse")
    page.get_by_role("option", name="Claire Temple").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claire Temple")
    page.goto("search/?q=the+nurse")
    expect(page.get_by_role("combobox")).not_to_be_focused()


def test_names_are_suggested_to_the_keyboard_too(phone: BrowserContext) -> None:
    page = says(phone, "Daredevil S1")
    page.goto("met/")
    box = page.get_by_role("combobox", name="Somebody", exact=True)
    box.type("cla")
    expect(page.get_by_role("option", name="Claire Temple")).to_be_visible()
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Claire Temple")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("Enter")
    expect(box).to_have_value("Claire Temple")
    expect(box).to_have_attribute("aria-expanded", "false")
    other = page.get_by_role("combobox", name="and somebody else")
    other.type("matt")
    expect(page.get_by_role("option", name="Matt Murdock").first).to_be_visible()
    other.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    other.fill("Matt Murdock")
    other.press("Enter")
    expect(page.get_by_role("heading", name="Yes, they have met.")).to_be_visible()


@pytest.mark.parametrize("text", ["Daredevil S1", "everything"])
def test_no_page_about_somebody_is_longer_than_six_screens_of_a_phone(phone: BrowserContext, text: str) -> None:
    page = says(phone, text)
    for address in ("who/", "who/?by=title", "who/matt-murdock/", "who/claire-temple/", "search/?q=the+nurse"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollHeight") <= MOST_SCREENS * SCREEN, address
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
    page.goto("who/matt-murdock/")
    part = page.locator("#known-daredevil-1")
    part.locator("summary").tap()
    part.locator(".moment-facts summary").first.tap()
    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * MOST_SCREENS * SCREEN
    expect(part.get_by_role("link", name="Foggy Nelson").first).to_be_visible()
