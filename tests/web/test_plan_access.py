"""The page before a title without a mouse, and by ear, in a real Chromium: what `test_axe` does not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HERE = "title/the-defenders/before/"
STATES = (
    "?hours=3", "?hours=x", "?until={soon}&evenings=3x90", "?order=story&pauses=yes&with=Iron+Fist+1x02&share=seen",
    "?how=complete&without=iron-fist&seen=daredevil+1x01+1x02",
)  # fmt: skip
NAMED = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "heading", "image", "img", "link", "listbox",
    "navigation", "radio", "region", "searchbox", "slider", "textbox", "table",
}  # fmt: skip
"""Roles whose nodes are nothing to a screen reader without a name."""


@pytest.fixture(params=[(1280, "light"), (390, "dark")], ids=["desktop", "phone"])
def shown(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Any]:
    """Opens the plan as a desktop or a phone shows it."""
    width, scheme = request.param
    context = browser.new_context(
        base_url=f"{served}marvel-netflix/", viewport={"width": width, "height": 900}, color_scheme=scheme
    )

    def open_(query: str) -> Page:
        page = context.new_page()
        page.goto(HERE + query.format(soon=datetime.now(UTC).date() + timedelta(30)))
        page.locator("details").evaluate_all("all => all.forEach((it) => { it.open = true; })")
        return page

    yield open_
    context.close()


def spoken(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is given: role, name and the rest of each node that is not ignored."""
    found = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [it for it in found if not it.get("ignored")]


@pytest.mark.parametrize("query", STATES)
def test_everything_has_a_name_and_names_tell_things_apart(shown: Any, query: str) -> None:
    page = shown(query)
    nodes = spoken(page)
    assert len(nodes) > 50
    nameless = [it for it in nodes if it["role"]["value"] in NAMED and not it.get("name", {}).get("value", "").strip()]
    assert [(it["role"]["value"], it["nodeId"]) for it in nameless] == []
    assert page.locator("fieldset:not(:has(> legend))").count() == 0
    names_tell_apart(page)


def names_tell_apart(page: Page) -> None:
    """Links of one name lead to one place, and no two boxes of the list are called the same."""
    pairs = page.locator("main a[href]").evaluate_all(
        "all => all.map((it) => [(it.getAttribute('aria-label') || it.textContent).trim(), it.href])"
    )
    places: dict[str, set[str]] = {}
    for name, place in pairs:
        places.setdefault(name, set()).add(place)
    assert {name: its for name, its in places.items() if len(its) > 1} == {}
    labels = page.locator(".plan-marks label").all_inner_texts()
    assert len(labels) == len(set(labels))


def test_every_key_reaches_what_can_be_used_in_the_order_of_the_page_and_the_focus_is_seen(shown: Any) -> None:
    page = shown("")
    assert page.locator("[tabindex]").evaluate_all("all => all.every((it) => it.tabIndex <= 0)")
    page.locator("#main").focus()
    reached, unseen = 0, list[str]()
    for _ in range(300):
        page.keyboard.press("Tab")
        within, seen, tag = page.evaluate(
            """() => { const it = document.activeElement, style = getComputedStyle(it);
            const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
            return [it.closest("main") !== null, outlined, it.outerHTML.slice(0, 80)]; }"""
        )
        if not within:
            break
        reached += 1
        unseen += [] if seen else [tag]
    assert reached > 40
    assert unseen == []


def test_small_targets_are_large_enough_for_a_finger(shown: Any) -> None:
    """A box counts with its label: 24 pixels, WCAG 2.2, 2.5.8."""
    page = shown("")
    small = page.locator("main input[type=checkbox], main input[type=radio], main button, main select").evaluate_all(
        """all => all.filter((it) => it.offsetParent).filter((it) => {
        const boxes = [it, ...(it.labels ?? [])].map((one) => one.getBoundingClientRect());
        return Math.max(...boxes.map((box) => box.height)) < 24; }).map((it) => it.outerHTML.slice(0, 90))"""
    )
    assert small == []


def test_what_is_wrong_is_said_where_it_is_and_at_once(shown: Any) -> None:
    nodes = spoken(shown("?hours=x"))
    assert any(it["role"]["value"] == "alert" for it in nodes)
    box = next(it for it in nodes if it["role"]["value"] == "textbox" and it["name"]["value"] == "Hours")
    said = {it["name"]: it["value"].get("value") for it in box["properties"]}
    assert said["invalid"] == "true"
    assert "is not a time" in box["description"]["value"]
