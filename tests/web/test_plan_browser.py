"""Before a title, in a real Chromium: complete without scripts, and what `plan-page.js` adds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

HERE = "title/the-defenders/before/"
WIDTHS = [1280, 390]


@pytest.fixture
def opened(browser: Browser, served: str) -> Iterator[Any]:
    """Opens the plan in a fresh browser. Any word on its console is a failure, and so is any request elsewhere."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(address: str = HERE, **options: Any) -> Page:
        context = browser.new_context(base_url=f"{served}marvel-netflix/", **options)
        contexts.append(context)
        page = context.new_page()
        # What cannot be planned is answered with 400, and Chromium says so.
        page.on("console", lambda message: wrong.append(message.text) if "400" not in message.text else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda it: wrong.append(it.url) if not it.url.startswith(served) else None)
        page.goto(address)
        if options.get("java_script_enabled", True):
            expect(page.locator("plan-curve[ready]")).to_be_attached()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


def size(width: int) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": 900}, "has_touch": width < 500}


def planned(page: Page) -> int:
    """How many episodes the answer says."""
    found = re.search(r"(\d+) episode", page.locator("#plan-lead").inner_text())
    return int(found[1]) if found else 0


def slider(page: Page) -> Any:
    return page.get_by_role("slider", name="How much time do you have?")


# --- without scripts ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("width", WIDTHS)
def test_it_is_a_form_without_scripts(opened: Any, width: int) -> None:
    page = opened(java_script_enabled=False, **size(width))
    expect(page.get_by_role("img", name=re.compile("How much of what The Defenders builds on"))).to_be_visible()
    many = planned(page)
    assert page.locator(".plan-marks input[type=checkbox]").count() == many > 5
    page.locator(".plan-marks input[type=checkbox]").first.check()
    page.get_by_role("button", name="Mark the ticked ones as seen").click()
    assert page.locator(".plan-marks input[type=checkbox]").count() == planned(page) < many
    slider(page).fill("3")
    page.get_by_role("button", name="Plan for this much time").click()
    expect(page).to_have_url(re.compile(r"hours=3(\.00?)?$"))
    expect(page.locator("#plan-lead")).to_contain_text("The best for that time")
    page.get_by_role("button", name=re.compile("Tell me about these")).click()
    expect(page.get_by_text("You asked to be told of what a plan for The Defenders left out.")).to_be_visible()
    page.get_by_role("button", name="Hide it again").click()
    expect(page.get_by_text("You asked to be told")).to_have_count(0)


def test_the_table_leads_to_each_plan_without_scripts(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.get_by_text("The same as a table").click()
    page.get_by_role("link", name=re.compile("^this plan")).first.click()
    expect(page.locator("#plan-lead")).to_contain_text(
        "The best for that time: 1 episode" if planned(page) == 1 else "The best"
    )


# --- with scripts ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("width", WIDTHS)
def test_keys_move_along_the_curve_and_the_plan_follows(opened: Any, width: int) -> None:
    page = opened(**size(width))
    it = slider(page)
    at, said = int(it.input_value()), it.get_attribute("aria-valuetext")
    it.press("ArrowLeft")
    expect(it).not_to_have_attribute("aria-valuetext", said)
    assert int(it.input_value()) == at - 1
    expect(page.locator("#plan-lead")).to_contain_text("The best for that time")
    expect(page).to_have_url(re.compile(r"\?hours="))
    it.press("Home")
    expect(page.locator("#plan-lead")).to_contain_text(re.compile(r"1 episode|2 episodes|3 episodes"))
    assert page.locator("#hours-said").inner_text() == it.get_attribute("aria-valuetext")
    expect(it).to_be_focused()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_curve_is_dragged_along(opened: Any, width: int) -> None:
    page = opened(**size(width))
    picture = page.locator("svg.curve")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.97, y)
    page.mouse.down()
    expect(slider(page)).to_have_value(str(int(slider(page).get_attribute("max") or 0)))
    page.mouse.move(box["x"] + box["width"] * 0.2, y, steps=12)
    page.mouse.up()
    expect(page.locator("#plan-lead")).to_contain_text("The best for that time")
    here, scale = page.locator(".curve-here .dot").bounding_box(), box["width"]
    assert here is not None
    assert abs(here["x"] + here["width"] / 2 - box["x"] - scale * 0.2) < scale * 0.12
    page.reload()
    expect(page.locator("#plan-lead")).to_contain_text("The best for that time")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tick_marks_and_plans_again_and_the_focus_stays_in_place(opened: Any, width: int) -> None:
    page = opened(**size(width))
    many, boxes = planned(page), page.locator(".plan-marks input[type=checkbox]")
    ticked = boxes.nth(1).get_attribute("id")
    # What a screen reader announces: changes within live regions that stay the same ones.
    page.evaluate("""() => {
      window.announced = [];
      for (const it of document.querySelectorAll("[role=status]"))
        new MutationObserver(() => it.ariaLive !== "off" && window.announced.push(it.textContent.trim()))
          .observe(it, { childList: true, subtree: true, characterData: true });
    }""")
    boxes.nth(1).focus()
    page.keyboard.press("Space")
    expect(page.locator(f"#{ticked}")).to_have_count(0)
    expect(page.locator("#kept-said")).to_contain_text("Kept: ")
    assert page.evaluate("() => window.announced") == [page.locator("#kept-said").inner_text()]
    expect(page.locator("#kept").get_by_role("button", name="Undo")).to_have_count(1)
    expect(boxes.nth(1)).to_be_focused()
    assert planned(page) < many
    expect(page.locator("#plan-lead")).to_contain_text("you know already")
    expect(page.locator("plan-curve[ready]")).to_be_attached()
    page.reload()
    expect(page.locator(f"#{ticked}")).to_have_count(0)


def test_what_is_to_be_in_the_plan_is_typed_with_the_keyboard_and_without_scripts(opened: Any) -> None:
    page = opened(java_script_enabled=False)
    page.get_by_role("textbox", name="Have in it").press_sequentially("Iron Fist 1x02")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"with=Iron\+Fist\+1x02"))
    expect(page.locator(".plan-marks").get_by_role("checkbox", name="Iron Fist 1x02")).to_be_visible()
    pin = page.get_by_role("group", name="In any case").get_by_role("checkbox", name="Iron Fist 1x02")
    pin.uncheck()
    page.get_by_role("button", name="Plan again", exact=True).click()
    expect(pin).to_have_count(0)


def test_all_of_it_can_be_reached_and_worked_with_the_keyboard(opened: Any) -> None:
    page = opened()
    page.locator("#main").focus()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("() => document.activeElement.name || document.activeElement.textContent.trim()"))
    assert {"seen", "how", "order", "without", "with", "seasons", "checklist", "a link to this plan"} <= reached


@pytest.mark.parametrize("query", ["?hours=3", "?hours=x"])
def test_nothing_is_wider_than_the_window(opened: Any, query: str) -> None:
    page = opened(HERE + query, java_script_enabled=False)
    for width in (360, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_of_the_picture_can_be_read_on_a_phone(opened: Any) -> None:
    page = opened(**size(390))
    sizes = page.locator("svg.curve text").evaluate_all(
        "all => all.map(it => parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a)"
    )
    assert min(sizes) >= 12
    places = page.locator("svg.curve text").evaluate_all("all => all.map(it => it.getBoundingClientRect().right)")
    assert max(places) <= 390


def test_print_shows_the_plan_and_no_forms(opened: Any) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator("#plan-choices")).to_be_hidden()
    expect(slider(page)).to_be_hidden()
    expect(page.locator(".plan-marks input[type=checkbox]").first).to_be_visible()
    expect(page.locator("svg.curve")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_two_choose_each_other_and_a_tick_marks_for_both(opened: Any, scripts: bool) -> None:
    page = opened(java_script_enabled=scripts, **size(390))
    page.goto("profiles/")
    page.get_by_label("Somebody else").fill("Sam")
    page.get_by_role("button", name="Add", exact=True).click()
    page.goto(HERE)
    many = planned(page)
    together = page.get_by_role("group", name="Together with").get_by_role("checkbox", name="Sam")
    together.check()
    page.get_by_role("button", name="Plan again", exact=True).click()
    expect(page).to_have_url(re.compile(r"together="))
    expect(page.get_by_text("For You and Sam together")).to_be_visible()
    expect(together).to_be_checked()
    page.locator(".plan-marks input[type=checkbox]").first.check()
    if not scripts:
        page.get_by_role("button", name="Mark the ticked ones as seen").click()
    expect(page.get_by_text("Kept for You and Sam")).to_be_visible()
    assert planned(page) < many
    expect(page.get_by_text("For You and Sam together")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Undo").first.click()
    page.goto(HERE)
    assert planned(page) == many
