"""The pages in a real Chromium, served by another process."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NOTHING = "/title/nothing/"

# What the seed page tells, in its order, in words that any telling of it must hold.
SEED = (
    r"Charlie Cox.*Krysten Ritter.*Mike Colter.*Finn Jones",
    r"Jessica Jones and Luke Cage",
    r"first season of Jessica Jones",
    r"Harlem",
    r"nurse",
    r"Claire Temple stands up to the Hand",
    r"family",
    r"Luke Cage.*past",
    r"Danny Rand and Claire Temple",
    r"enemy.*[Tt]he Hand",
    r"takes up the four stories",
    r"Danny Rand and Colleen Wing \(Jessica Henwick\)",
    r"lawyer",
    r"Elektra Natchios \(Elodie Yung\)",
    r"husband",
    r"deaths",
    r"Alexandra Reid.*Sigourney Weaver",
    r"Black Sky",
    r"hesitat",
    r"eight episodes",
    r"third season of Daredevil",
    r"second",
)


@pytest.fixture
def page(browser: Browser, served: str) -> Iterator[Page]:
    """A page of a fresh browser, without scripts, at the bundled universe."""
    context = browser.new_context(base_url=f"{served}marvel-netflix/", java_script_enabled=False)
    wrong: list[str] = []
    page = context.new_page()
    # Chromium says that a page which is not there is not there; one of the addresses below is none.
    page.on("console", lambda it: None if it.location["url"].endswith(NOTHING) else wrong.append(it.text))
    # Going on before a page has its icon aborts that; anything else that fails is wrong.
    page.on("requestfailed", lambda it: wrong.append(it.url) if it.failure != "net::ERR_ABORTED" else None)
    yield page
    context.close()
    assert wrong == []


def test_somebody_who_has_seen_nothing_is_told_the_defenders_and_it_is_undone(page: Page) -> None:
    page.goto("./")
    page.locator(".card").get_by_role("link", name="The Defenders").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Defenders")
    synopsis = page.locator("#synopsis")
    expect(synopsis).not_to_contain_text("nurse")
    before = page.content()
    page.get_by_role("button", name="Show me everything about this title").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everything about The Defenders?")
    page.get_by_role("button", name="Yes, show me everything").click()
    page.get_by_text("What came before").click()
    told = re.sub(r"\s+", " ", synopsis.inner_text())
    at = 0
    for statement in SEED:
        found = re.compile(statement).search(told, at)
        assert found, f"{statement!r} is not told, or not in the order of the seed, after: {told[:at][-80:]!r}"
        at = found.start()
    page.get_by_role("button", name="Hide it again").click()
    expect(page.get_by_role("button", name="Show me everything about this title")).to_be_visible()
    page.goto(page.url.partition("?")[0])  # without what was done last
    assert page.content() == before
    # Nothing of it comes back out of the browser's own memory either.
    page.go_back()
    expect(synopsis).not_to_contain_text("nurse")


def test_who_is_on_the_way_to_the_defenders_is_told_what_they_missed(page: Page) -> None:
    """With the keyboard alone, on a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("progress/")
    page.get_by_label("What you have seen, separated").fill("Daredevil S1-S2, Jessica Jones S1, Luke Cage S1")
    page.get_by_role("button", name="Save this text").click()
    page.goto("title/iron-fist/told/")
    later = page.get_by_label("Season 2")
    expect(later).not_to_be_checked()
    expect(later).to_have_accessible_description(re.compile("Comes after The Defenders, which you have not seen"))
    expect(page.get_by_label("Season 1")).to_be_checked()
    page.goto("title/the-defenders/")
    page.get_by_role("button", name="Tell me what I missed before The Defenders").press("Enter")
    expect(page.get_by_label("Iron Fist, season 1")).to_be_checked()
    page.get_by_role("button", name="Tell me about it").press("Enter")
    expect(page.get_by_text("What you missed before The Defenders: Iron Fist")).to_be_visible()
    hide = page.get_by_role("button", name="Hide it again: What you missed before The Defenders: Iron Fist")
    hide.press("Enter")
    expect(page.get_by_role("button", name="Tell me what I missed before The Defenders")).to_be_visible()


def test_an_episode_is_skipped_and_taken_back(page: Page) -> None:
    page.goto("title/daredevil/")
    expect(page.get_by_role("link", name="Season 1, episode 1 of 13")).to_be_visible()
    page.get_by_role("button", name="I skip this one").click()
    expect(page.get_by_role("link", name="Season 1, episode 2 of 13")).to_be_visible()
    page.goto("progress/")
    page.get_by_role("button", name="Do not skip it: Daredevil season 1, episode 1").click()
    expect(page.get_by_role("heading", name="What you skip")).to_have_count(0)


def test_names_of_what_was_not_seen_are_chosen(page: Page) -> None:
    page.goto("progress/")
    page.get_by_role("link", name="What is shown of what you have not seen").click()
    page.get_by_label("All of them").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_role("status").filter(has_text="Kept.")).to_be_visible()
    page.goto("title/daredevil/")
    expect(page.get_by_text("Cut Man")).to_be_visible()


def test_marking_an_episode_shows_what_it_told(page: Page) -> None:
    page.goto("title/daredevil/")
    expect(page.get_by_text("Claire Temple")).to_have_count(0)
    page.get_by_role("button", name="Mark 1x01 as seen").click()
    page.get_by_role("button", name="Mark 1x02 as seen").click()
    expect(page.get_by_role("button", name="Mark 1x02 as not seen")).to_be_visible()
    expect(page.get_by_role("link", name="Claire Temple").first).to_be_visible()
    page.get_by_role("link", name="Claire Temple").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claire Temple")
    page.get_by_label("Has Claire Temple met").fill("matt murdock")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Yes, they have met.")


def test_the_tabs_work_without_a_script(page: Page) -> None:
    page.goto("title/the-defenders/")
    expect(page.locator("#synopsis")).to_be_visible()
    expect(page.locator("#latest-news")).to_be_hidden()
    page.get_by_role("link", name="Latest News").click()
    expect(page.locator("#latest-news")).to_be_visible()
    expect(page.locator("#synopsis")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#latest-news")).to_be_visible()


def test_the_button_is_reached_and_pressed_with_the_keyboard_alone(page: Page) -> None:
    page.goto("title/the-defenders/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Show me everything about this title")
    for _ in range(20):
        page.keyboard.press("Tab")
        if button.evaluate("it => it === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Yes, show me everything")).to_be_visible()


ADDRESSES = ["./", "title/the-defenders/", "who/", "who/matt-murdock/", "met/", "progress/", "search/?q=luke", "shown/"]
ADDRESSES += ["title/iron-fist/told/", "title/the-defenders/before/told/", "title/daredevil/"]
ADDRESSES += ["profiles/", "progress/undo/", "progress/bring/", "title/nothing/", "/", "/forget/"]


def test_nothing_is_wider_than_the_screen(page: Page) -> None:
    for address in ADDRESSES:
        page.goto(address)
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.locator("html").evaluate("it => it.scrollWidth") <= width, (address, width)


# Luminance contrast (WCAG 2) of every text against the nearest background behind it.
CONTRAST = """() => {
  const rgb = text => text.match(/[\\d.]+/g).map(Number);
  const line = v => v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => [r, g, b].map(line)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = it => { for (; it; it = it.parentElement) { const c = rgb(getComputedStyle(it).backgroundColor);
    if (c.length < 4 || c[3] > 0) return c; } return [255, 255, 255]; };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), low = [];
  for (let node; node = walker.nextNode();) {
    const it = node.parentElement;
    if (!node.data.trim() || it.closest('svg, .skip, option') || !it.checkVisibility()) continue;
    const [a, b] = [light(rgb(getComputedStyle(it).color)), light(behind(it))];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(`${ratio.toFixed(2)}: ${node.data.trim()}`);
  }
  return low;
}"""


def test_text_stands_out_from_its_ground(page: Page) -> None:
    for address in ADDRESSES:
        page.goto(address)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(CONTRAST) == [], (address, scheme)
