"""axe-core finds no barrier on any page: five progresses, light and dark, WCAG 2.2 AA and its best practice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.long import one_in

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
SHA_256 = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
PAGES = (
    "./",
    "title/the-defenders/",
    "title/the-defenders/told/",
    "title/the-defenders/before/",
    "title/the-defenders/before/?hours=x",
    "title/the-defenders/before/?order=story&pauses=yes&hours=5&share=seen",
    "title/the-defenders/before/told/",
    "title/daredevil/",
    "title/iron-fist/",
    "title/daredevil/1x05/",
    "title/daredevil/1x05/recap/",
    "title/daredevil/known/daredevil-1/",
    "who/",
    "who/matt-murdock/",
    "who/matt-murdock/known/daredevil-1/",
    "met/",
    "met/matt-murdock/elektra-natchios/",
    "search/?q=Luke",
    "map/",
    "map/title/the-defenders/",
    "map/who/matt-murdock/",
    "progress/",
    "progress/undo/",
    "progress/bring/",
    "progress/import/",
    "progress/player/",
    "profiles/",
    "shown/",
    "title/nothing/",
    "nothing/at/all",
    "/",
    "/forget/",
)
PROGRESSES = (
    "",
    "Daredevil S1",
    "Daredevil S1, Jessica Jones 1x01-1x05, Luke Cage 1x04@00:20:00",
    "told The Defenders",
    "everything",
)
ALL = [(text, path) for text in PROGRESSES for path in PAGES]
# With a step that has no factor in common with the number of pages, each page is looked at with some progress.
SOME = one_in(5, ALL)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    # Not yet among those of a standard: whoever speaks to a page says the words that stand on a button.
    "rules": {"label-content-name-mismatch": {"enabled": True}},
}
# What can differ between the themes: nothing but colours does.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


@pytest.fixture(scope="module")
def opened(browser: Browser, served: str) -> Iterator[Any]:
    """Opens a page in the browser of a viewer who has this progress. axe is let in past the page's own policy."""
    of: dict[tuple[str, str], Page] = {}

    def open_(text: str, path: str, locale: str = "en-GB") -> Page:
        if (text, locale) not in of:
            context = browser.new_context(base_url=f"{served}marvel-netflix/", bypass_csp=True, locale=locale)
            page = of[text, locale] = context.new_page()
            page.goto("progress/")
            page.locator("textarea#text").fill(text)
            page.locator("#in-words button.main").click()
            if "@" in text:  # somebody with friends, whose names stand on every page
                page.goto("profiles/")
                page.locator("#new-name").fill("Sam")
                page.locator("[value=make]").click()
        page = of[text, locale]
        page.emulate_media(color_scheme="light")
        page.goto(path)
        return page

    yield open_
    for page in of.values():
        page.context.close()


def barriers(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """What axe finds on a page: the rule, how often, and the first place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(rules) => axe.run(document, rules)", rules)["violations"]
    return [f"{it['id']} ({len(it['nodes'])}): {it['nodes'][0]['html'][:300]}" for it in found]


def test_axe_is_as_it_was_published() -> None:
    assert hashlib.sha256(AXE.read_bytes()).hexdigest() == SHA_256


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    """<img src="x.png"> without words, and a button without a name"""
    page = browser.new_page()
    page.set_content("<!doctype html><html lang=en><title>A</title><main><h1>A</h1><img src=x.png><button></button>")
    assert {it.split()[0] for it in barriers(page)} >= {"image-alt", "button-name"}
    page.close()


def barriers_in_both(page: Page) -> list[str]:
    """What axe finds in the light and in the dark."""
    page.emulate_media(color_scheme="light")
    found = barriers(page)
    page.emulate_media(color_scheme="dark")
    return found + barriers(page, COLOURS)


def test_axe_finds_nothing_after_a_press(browser: Browser, served: str) -> None:
    """Notices, questions back and what is refused: pages that have no address of their own."""
    context = browser.new_context(base_url=f"{served}marvel-netflix/", bypass_csp=True)
    page = context.new_page()

    def press(button: str, said: str, **fields: str) -> None:
        for label, text in fields.items():
            page.get_by_label(label.replace("_", " ")).first.fill(text)
        page.get_by_role("button", name=button).first.click()
        expect(page.locator("body")).to_contain_text(said)
        assert (button, barriers_in_both(page)) == (button, [])

    page.goto("title/jessica-jones/")
    page.get_by_role("checkbox", name="Ladies Night").check()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert barriers_in_both(page) == []
    page.get_by_role("button", name="All of season 1 seen").click()
    expect(page.locator("#kept-said")).to_contain_text("12 episodes", timeout=60_000)
    page.reload()
    press("Not seen after all", "Are you sure?")
    page.goto("title/jessica-jones/")
    press("I skip this one", "You skip:")
    page.goto("title/daredevil/told/")
    press("Tell me what is ticked", "You asked to be told")
    page.goto("progress/undo/")
    assert barriers_in_both(page) == []
    page.goto("profiles/")
    press("Add", "Sam", Somebody_else="Sam")
    press("Add", "Sam", Somebody_else="Sam")  # refused: there is one already
    page.goto("profiles/")
    press("Remove Sam", "Remove Sam?")
    press("Yes, remove Sam", "Removed lately")
    page.goto("progress/")
    press("Save this text", "This was not saved", separated_by_commas="Nobody knows what")
    page.goto("progress/bring/")
    press("Show what would change", "This is what would change", Or_its_text="Daredevil S1")
    page.goto("shown/")
    press("Keep this", "Kept.")
    page.goto("/forget/")
    press("Yes, forget everything", "Everything is forgotten")
    context.close()


@pytest.mark.parametrize("path", one_in(3, PAGES))
def test_axe_finds_nothing_on_a_german_page_and_no_long_word_breaks_it(opened: Any, path: str) -> None:
    page = opened(PROGRESSES[2], path, "de-DE")
    assert page.locator("html").get_attribute("lang") == "de"
    if page.locator("story-map").count():
        page.locator("story-map[ready]").wait_for(timeout=60_000)
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 720})


@pytest.mark.parametrize(("text", "path"), SOME, ids=[f"{text or 'nothing'}: {path}" for text, path in SOME])
def test_axe_finds_nothing(opened: Any, text: str, path: str) -> None:
    page = opened(text, path)
    if page.locator("story-map").count():
        page.locator("story-map[ready]").wait_for(timeout=60_000)
    assert barriers_in_both(page) == []
