"""The map in a real Chromium: complete without scripts, and what `story-map.js` adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from intertwine.web.static_files import files
from tests.maps.worlds import LAMP
from tests.web.stage import Start, write
from tests.worlds import pages, with_people

pytestmark = pytest.mark.browser

NAMES = {
    "Long": "Maximilian Featherstonehaugh-Cholmondeley the Third",
    "Markup": "<b>Bold</b> & ]]>",
    "Right": "שרה כהן",
    "Face": "👩‍🚀 Zoë 🚀🚀🚀",
    "Wide": "王小明王小明王小明",
    "Mary": "MMMMM WWWWW MMMMM",
    "Tiny": "I",
}
ODD = {
    "universe.md": "---\nkind: universe\nname: Odd names\n---\n",
    "titles/Film.md": """---
kind: film
name: A Film
released: 2020-01-01
---
### Whole title
- together: [[Tiny]], [[Long]]
- together: [[Markup]], [[Tiny]]
- together: [[Right]], [[Face]], [[Tiny]]
- together: [[Wide]], [[Mary]]
- together: [[Long]], [[Mary]]
- together: [[Markup]], [[Face]], [[Wide]]
- [[Face]] dies
""",
    **{
        f"people/{key}.md": f"---\nkind: character\nnames:\n  - {{name: '{name}', revealed: linked}}\n---\n"
        for key, name in NAMES.items()
    },
}
EVERYTHING = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders"
TITLE = "map/title/the-defenders/"


@pytest.fixture(scope="module")
def others(start_for_all: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the universe of odd names and that of ways and frames are served."""
    folder = tmp_path_factory.mktemp("universes")
    odd, lamp = write(folder / "odd", ODD), write(folder / "lamp", with_people(pages(LAMP)))
    return start_for_all(odd, lamp)[1]


@pytest.fixture
def opened(browser: Browser, served: str, others: str) -> Iterator[Any]:
    """Opens pages of a fresh browser that has seen `seen` of a universe. Any word on its console is a failure, and so
    is any request elsewhere."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(seen: str = EVERYTHING, universe: str = "marvel-netflix", **options: Any) -> Page:
        home = served if universe == "marvel-netflix" else others
        context = browser.new_context(base_url=f"{home}{universe}/", **options)
        contexts.append(context)
        origin = {"Origin": home.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
        answer = context.request.post("progress/", form={"text": seen}, headers=origin, max_redirects=0)
        assert answer.status == 303
        page = context.new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda it: wrong.append(it.url) if not it.url.startswith(home) else None)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def alive(page: Page, address: str = TITLE) -> Page:
    """The page at `address` once its map has come to life."""
    page.goto(address)
    page.locator("story-map[ready]").wait_for(state="attached")  # at once, where `expect` looks again after a while
    return page


def number(page: Page, script: str) -> float:
    """What `script` gives of the map's window."""
    return float(page.locator(".map-window").evaluate(script))


# --- without scripts -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("width", "down"), [(1280, False), (390, True)])
def test_the_map_is_complete_without_scripts(opened: Any, width: int, down: bool) -> None:
    page = opened(java_script_enabled=False, viewport={"width": width, "height": 800})
    page.goto(TITLE)
    image = page.locator(".map-window img")
    expect(image).to_be_visible()
    assert image.evaluate("it => it.complete && it.naturalWidth") > 300
    assert ("down=yes" in image.evaluate("it => it.currentSrc")) == down
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    page.locator("#in-words summary").click()
    expect(page.get_by_role("row", name="The Defenders 1x01").first).to_be_visible()
    window = page.locator(".map-window")
    assert window.evaluate("it => [it.scrollWidth > it.clientWidth, it.scrollHeight > it.clientHeight].some(Boolean)")
    assert page.locator("html").evaluate("it => it.scrollWidth") <= width


@pytest.mark.parametrize("down", ["", "?down=yes"])
def test_the_picture_is_a_drawing_with_a_name_and_all_its_lines(opened: Any, down: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(f"{TITLE}picture{down}")
    drawn = page.locator("svg")
    assert drawn.get_attribute("role") == "img"
    assert page.locator("svg > title").text_content() == "Map: The Defenders"
    lines = page.locator(".strand").count()
    assert re.match(rf"{lines} lines through \d+ moments\.", page.locator("desc").text_content() or "")
    assert page.locator("text.name").count() == lines
    assert page.locator(".over[d]").evaluate_all("all => all.every(it => it.getTotalLength() > 10)")


# --- what the script adds --------------------------------------------------------------------------------------------
def test_the_map_zooms_with_buttons_keys_and_wheel_and_keeps_its_middle(opened: Any) -> None:
    page = alive(opened())
    width = "it => it.querySelector('svg').getBoundingClientRect().width"
    full = number(page, width)
    page.get_by_role("button", name="Zoom in").click()
    assert number(page, width) == pytest.approx(1.3 * full, rel=1e-3)
    page.get_by_role("button", name="Fit the whole map").click()
    assert number(page, width) <= number(page, "it => it.clientWidth")
    page.locator(".map-window").focus()
    page.keyboard.press("0")
    assert number(page, width) == pytest.approx(full, rel=1e-3)
    page.locator(".map-window").evaluate("it => it.scrollTo(500, 0)")
    middle = "it => (it.scrollLeft + it.clientWidth / 2) / it.querySelector('svg').getBoundingClientRect().width"
    before = number(page, middle)
    page.keyboard.press("+")
    assert number(page, middle) == pytest.approx(before, abs=0.005)
    page.keyboard.press("-")
    page.locator(".map-window").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_function("full => document.querySelector('.map-window svg').width.baseVal.value > 2 * full", arg=full)


def test_a_mouse_drags_the_map_and_a_drag_is_no_click(opened: Any) -> None:
    page = alive(opened())
    page.locator(".map-window").scroll_into_view_if_needed()
    name = page.locator("text.name", has_text="Claire Temple").bounding_box()
    assert name
    x, y = name["x"] + 5, name["y"] + 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y)
    page.mouse.move(x - 200, y)
    page.mouse.up()
    assert number(page, "it => it.scrollLeft") == 200
    assert page.locator(".story-map.choosing").count() == 0
    page.locator(".map-window").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.map-window').scrollLeft > 200")


def test_a_card_says_who_where_and_what_and_leads_to_the_page(opened: Any) -> None:
    page = alive(opened())
    card = page.locator(".map-card")
    expect(card).to_be_hidden()
    assert card.get_attribute("role") == "status"
    page.locator(".together").first.hover(position={"x": 3, "y": 3})
    expect(card).to_contain_text("The Defenders 1x01")
    page.mouse.move(2, 2)
    expect(card).to_be_hidden()
    page.locator("text.name", has_text="Claire Temple").click()
    expect(card).to_contain_text("first seen in Daredevil")
    page.mouse.move(2, 2)
    expect(card).to_be_visible()
    card.get_by_role("link", name="Claire Temple").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claire Temple")


def test_somebody_is_followed_and_the_address_says_so(opened: Any) -> None:
    page = alive(opened())
    page.locator("text.name", has_text="Claire Temple").click()
    chosen = page.locator(".strand.chosen")
    expect(chosen).to_have_count(1)
    assert page.url.endswith("#who=claire-temple")
    page.get_by_text("Follow somebody").click()
    expect(page.get_by_role("button", name="Claire Temple")).to_have_attribute("aria-pressed", "true")
    page.locator(".map-people").get_by_role("button", name="Luke Cage").click()
    expect(chosen).to_have_count(2)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(chosen).to_have_count(2)
    page.wait_for_function("() => getComputedStyle(document.querySelector('.strand:not(.chosen)')).opacity < .5")
    page.keyboard.press("Tab")
    page.locator(".map-window").focus()
    page.keyboard.press("n")
    expect(page.locator(".map-card")).to_contain_text(re.compile("Claire Temple|Luke Cage"))
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator(".chosen")).to_have_count(0)
    assert "#" not in page.url


def test_a_colour_of_the_legend_is_followed(opened: Any) -> None:
    page = alive(opened(), f"{TITLE}?colour=title")
    legend = page.get_by_role("list", name="Colours")
    button = legend.get_by_role("button", name="Iron Fist")
    button.focus()
    page.keyboard.press("Enter")
    names = page.locator("text.name.chosen").all_text_contents()
    assert {"Danny Rand", "Colleen Wing"} <= set(names)
    assert "Jessica Jones" not in names
    assert page.url.endswith("#colour=Iron+Fist")
    button.press("Enter")
    expect(page.locator(".chosen")).to_have_count(0)


def test_an_address_of_somebody_who_is_not_there_follows_nobody(opened: Any) -> None:
    page = alive(opened(), f"{TITLE}#who=nobody&colour=x&y=%00")
    expect(page.locator(".story-map.choosing")).to_have_count(0)


def test_the_map_turns_where_the_screen_becomes_narrow(opened: Any) -> None:
    page = alive(opened(viewport={"width": 1000, "height": 800}), f"{TITLE}#who=claire-temple")
    expect(page.locator(".map-window > svg.across")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    expect(page.locator(".map-window > svg.down")).to_be_visible()
    expect(page.locator(".map-window > svg")).to_have_count(1)
    expect(page.locator(".strand.chosen")).to_have_count(1)
    assert page.locator("html").evaluate("it => it.scrollWidth") <= 390


def test_a_tap_shows_the_card(opened: Any) -> None:
    page = alive(opened(viewport={"width": 390, "height": 800}, has_touch=True))
    page.locator("text.name").first.tap()
    expect(page.locator(".map-card")).to_be_visible()


def test_everything_is_reached_with_the_keyboard_and_the_lines_are_no_stops(opened: Any) -> None:
    page = alive(opened(), f"{TITLE}?colour=title")
    page.get_by_text("Follow somebody").click()
    stops = []
    for _ in range(90):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className || document.activeElement.textContent.trim()"))
        if stops[-1] == "Iron Fist":
            break
    assert {"Matt Murdock", "map-window", "Iron Fist"} <= set(stops)
    assert page.evaluate("document.querySelectorAll('.map-window svg a:not([tabindex=\"-1\"])').length") == 0


def test_print_shows_the_whole_map_and_no_controls(opened: Any) -> None:
    page = alive(opened(viewport={"width": 800, "height": 1000}))
    page.emulate_media(media="print")
    expect(page.locator(".map-tools")).to_be_hidden()
    expect(page.locator(".choices")).to_be_hidden()
    assert page.locator(".map-window svg").evaluate("it => it.getBoundingClientRect().right") <= 800
    assert page.locator(".map-window").evaluate("it => it.scrollWidth <= it.clientWidth")
    expect(page.locator(".moments")).to_be_visible()


# --- what it looks like, as far as it can be counted -----------------------------------------------------------------
FAINT = """() => {
  const line = v => v / 255 <= .03928 ? v / 255 / 12.92 : ((v / 255 + .055) / 1.055) ** 2.4;
  const light = text => text.match(/[\\d.]+/g).slice(0, 3).map(Number).map(line)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const ground = light(getComputedStyle(document.querySelector('.map-window svg .ground')).fill);
  const ratio = colour => (Math.max(light(colour), ground) + .05) / (Math.min(light(colour), ground) + .05);
  return [...document.querySelectorAll('.map-window svg text')].filter(it => ratio(getComputedStyle(it).fill) < 4.5)
    .map(it => it.textContent);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_out_from_the_ground(opened: Any, scheme: Any) -> None:
    page = alive(opened(color_scheme=scheme), f"{TITLE}?colour=person&fold=no")
    assert page.evaluate(FAINT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_of_frames_stand_out_and_the_legend_has_what_the_map_shows(opened: Any, scheme: Any) -> None:
    page = alive(opened("everything", "lamp", color_scheme=scheme), "map/title/lamp/?fold=no")
    assert page.evaluate(FAINT) == []
    expect(page.get_by_role("list", name="Ways of being there").get_by_role("listitem")).to_have_text([
        "heard", "imagined", "remembered, or shown in a picture or a recording", "as a body",
        "in the scene, but not together", "did not really happen",
        "1. Only as planned by Sena", "2. In a dream of Ada", "3. In another world, Elsewhere",
    ])  # fmt: skip
    dashes = page.locator(".map-window .over.dashed").first.evaluate("it => getComputedStyle(it).strokeDasharray")
    assert dashes not in ("", "none")


def test_keys_reach_each_moment_and_its_card_says_who_is_only_heard(opened: Any) -> None:
    page = alive(opened("everything", "lamp"), "map/title/lamp/?fold=no")
    page.locator(".map-window").focus()
    said = []
    for _ in range(4):
        page.keyboard.press("n")
        said.append(page.locator(".map-card").inner_text())
    assert "Ada shares a scene at Harbour with Kit, who is only imagined" in said[2]
    assert "Ada and Sho (as Rob) share a scene with Mia, who is only heard" in said[3]


COVERED = """() => {
  const svg = document.querySelector('.map-window svg'), home = svg.getBoundingClientRect(), wrong = [];
  const texts = [...svg.querySelectorAll('text')].map(it => [it, it.getBoundingClientRect()]);
  // A line can lie on a word only where one of its points comes near it: these are a few pixels apart.
  const lines = [...svg.querySelectorAll('.over')].map(it => {
    const points = [], end = it.getTotalLength() + 16;
    for (let at = 0; at < end; at += 16) points.push(it.getPointAtLength(at));
    return [it, points];
  });
  // A box holds the space for accents and descenders: what counts is the middle of it, where letters are.
  const inner = ({left, right, top, bottom}, tall) => tall
    ? {left: left + 2.5, right: right - 2.5, top, bottom} : {left, right, top: top + 2.5, bottom: bottom - 2.5};
  texts.forEach(([it, box], n) => {
    if (box.left < home.left || box.right > home.right + 1 || box.top < home.top || box.bottom > home.bottom + 1)
      wrong.push(`outside: ${it.textContent}`);
    const turned = it.hasAttribute('transform'), own = inner(box, turned);
    for (const [other, theirs] of texts.slice(n + 1)) {
      const its = inner(theirs, other.hasAttribute('transform'));
      if (own.left < its.right && its.left < own.right && own.top < its.bottom && its.top < own.bottom)
        wrong.push(`${it.textContent} on ${other.textContent}`);
    }
    if (!it.dataset.strand) return;
    const near = ({x, y}) => x > own.left - home.left - 30 && x < own.right - home.left + 30
      && y > own.top - home.top - 30 && y < own.bottom - home.top + 30;
    for (const [line, points] of lines) {
      if (!points.some(near)) continue;
      if (it.classList.contains('repeated') && line.parentNode.dataset.strand === it.dataset.strand) continue;
      for (let a = 0; a <= 8; a++) for (let b = 0; b <= 2; b++) {
        const point = new DOMPoint(own.left + (own.right - own.left) * a / 8 - home.left,
          own.top + (own.bottom - own.top) * b / 2 - home.top);
        if (line.isPointInStroke(point)) { wrong.push(`${it.textContent} under a line`); a = 99; break; }
      }
    }
  });
  return [...new Set(wrong)];
}"""
MAPS = [
    ("marvel-netflix", EVERYTHING, TITLE),
    ("marvel-netflix", "Daredevil S1", "map/title/daredevil/"),
    ("odd", "A Film", "map/"),
    ("lamp", "everything", "map/title/lamp/"),
]


@pytest.mark.parametrize(("width", "font"), [(1280, "ours"), (1280, "another"), (390, "ours")])
@pytest.mark.parametrize("which", MAPS, ids=lambda it: it[2])
def test_no_word_lies_on_another_or_on_a_line(opened: Any, which: tuple[str, str, str], width: int, font: str) -> None:
    universe, seen, address = which
    page = opened(seen, universe, viewport={"width": width, "height": 900})
    if font == "another":
        page.route("**/*.css", lambda route: route.fulfill(
            response=(answer := route.fetch()), body=answer.text().replace('"EB Garamond"', '"Nobody has it"')
        ))  # fmt: skip
    alive(page, address)
    page.evaluate("document.fonts.ready.then(() => 1)")
    assert page.evaluate(COVERED) == []


def test_names_are_words_and_never_markup(opened: Any) -> None:
    page = alive(opened("A Film", "odd"), "map/")
    assert page.locator("story-map b").count() == 0
    page.get_by_text("Follow somebody").click()
    page.get_by_role("button", name=NAMES["Markup"]).click()
    expect(page.locator("text.name.chosen")).to_have_text(NAMES["Markup"])
    page.locator("text.name", has_text="Bold").click()
    expect(page.locator(".map-card .card-name")).to_have_text(NAMES["Markup"])
    page.locator("text.name", has_text="Maximilian").click()
    expect(page.locator(".map-card .card-name")).to_have_text(NAMES["Long"])


def test_a_map_of_nobody_says_so_and_loads_no_script_of_maps(opened: Any) -> None:
    page = opened("")
    page.goto("map/")
    expect(page.get_by_text("You have marked nothing yet, so nobody is on stage here.")).to_be_visible()
    assert page.locator('script[src*="map"]').count() == 0


def test_a_map_that_is_too_large_to_be_read_as_a_whole_says_what_to_do(opened: Any) -> None:
    """At its own size it says nothing."""
    page = opened(EVERYTHING)
    page.goto("map/")
    expect(page.locator("story-map[ready]")).to_have_count(1)
    hint = page.locator(".map-hint")
    page.get_by_role("button", name="Fit the whole map").click()
    expect(hint).to_contain_text("Follow somebody, or choose a title")
    page.get_by_role("button", name="100%").click()
    expect(hint).to_be_empty()
    page.get_by_role("navigation", name="Maps of titles").get_by_role("link", name="Iron Fist").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The map of Iron Fist")


# --- the fewest crossings --------------------------------------------------------------------------------------------
def test_the_fewest_crossings_are_found_from_the_page(opened: Any) -> None:
    """With scripts the page shows how the search goes and then itself; each word is what a reader waits for."""
    page = alive(opened(), TITLE)
    page.get_by_role("link", name="Find the order with the fewest crossings").click()
    expect(page.get_by_text("and no order has fewer.")).to_be_visible(timeout=60_000)
    assert page.url.endswith("?proved=yes")
    expect(page.locator("story-map[ready]")).to_be_attached()
    assert "proved=yes" in page.locator("story-map img").evaluate("it => it.currentSrc")


SEARCHING = """<!doctype html><html lang="en"><head><title>Map</title>
<script type="module" src="{script}"></script></head><body><main>
<map-search data-search="/search" data-best="Best order so far: %(crossings)s crossings." data-none="None has fewer."
data-nothing="Nothing is proved yet." data-least="None has fewer than %(bound)s: at most %(gap)s too many.">
<p role="status">The search goes on.</p><p class="search-numbers" hidden></p>
<progress hidden></progress></map-search></main></body></html>"""


def test_the_gap_shrinks_on_the_page_until_the_search_has_ended(opened: Any, served: str) -> None:
    news = [(None, None), (20, 0), (18, 4), (9, 9)]
    page = opened()
    script = f"{served.rstrip('/')}/static/{files()['map-search.js'].name}"

    def answer(route: Any) -> None:
        crossings, bound = news.pop(0) if news else (None, None)
        route.fulfill(json={"searching": bool(news) or crossings == 9, "crossings": crossings, "lower_bound": bound})

    page.route("**/search", answer)
    body = SEARCHING.format(script=script)
    page.route("**/searching", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{served}searching")
    words = page.locator(".search-numbers")
    expect(words).to_have_text("Best order so far: 20 crossings. Nothing is proved yet.")
    expect(words).to_have_text("Best order so far: 18 crossings. None has fewer than 4: at most 14 too many.")
    assert page.locator("progress").evaluate("it => it.value / it.max") == pytest.approx(4 / 18)
    with page.expect_navigation():
        expect(words).to_have_text("Best order so far: 9 crossings. None has fewer.")


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_finger_has_to_hit_is_large_enough(opened: Any, width: int) -> None:
    phone = opened(viewport={"width": width, "height": 844}, has_touch=True, is_mobile=True)
    page = alive(phone, f"{TITLE}?colour=title")
    expect(page.get_by_role("button", name="Show everybody alike")).to_be_hidden()
    page.get_by_text("Follow somebody").click()
    small = page.locator("main button, .choices a, .masthead li a, summary").evaluate_all(
        """all => all.filter(it => it.checkVisibility()).map(it => [it.textContent.trim(), it.getBoundingClientRect()])
          .filter(([, box]) => box.height < 44 || box.width < 44).map(([text, box]) => `${text} ${box.height}`)"""
    )
    assert small == []
