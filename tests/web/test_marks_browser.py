"""Marks in a real Chromium: kept at once and undone, with scripts and without, on a slow network, a lost one, and in
several windows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.web.stage import Start, write

pytestmark = pytest.mark.browser

FIRST = "title/first/"
NAMES = {"1x01": "Opening", "1x02": "Middle", "1x03": "Close"}


@pytest.fixture(scope="module")
def served(start_for_all: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the small universe is served."""
    return f"{start_for_all(write(tmp_path_factory.mktemp('universes') / 'stage'))[1]}stage/"


@pytest.fixture
def newcomer(browser: Browser, served: str) -> Iterator[Any]:
    """A fresh browser. Any word on its console is a failure, but for requests that a test makes fail."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def come(**options: Any) -> BrowserContext:
        context = browser.new_context(base_url=served, **options)
        contexts.append(context)
        context.on("console", lambda it: wrong.append(it.text) if "Failed to load" not in it.text else None)
        context.on("weberror", lambda it: wrong.append(str(it.error)))
        return context

    yield come
    for context in contexts:
        context.close()
    assert wrong == []


def opened(context: BrowserContext, address: str = FIRST) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def box(page: Page, place: str) -> Any:
    return page.locator(f"#marks-first-{place}")


def kept_by(context: BrowserContext) -> list[str]:
    """What the server has of First."""
    html = context.request.get(FIRST).text()
    return re.findall(r'value="(1x0\d)" id="[^"]*" autocomplete="off" checked', html)


def settled(page: Page) -> None:
    """Comes back when nothing waits to be sent any more."""
    until(page, "() => !localStorage.length")


def until(page: Page, what: str) -> None:
    # Not `wait_for_function`: that makes code out of text in the page, which our pages forbid.
    look = f"const look = () => ({what})() ? done() : setTimeout(look, 20);"
    page.evaluate(f"() => new Promise((done) => {{ {look} look(); }})")


def said(page: Page) -> Any:
    return page.locator("#kept-said")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_tick_is_kept_at_once_and_undone_with_one_more_tap(newcomer: Any, scripts: bool) -> None:
    context = newcomer(java_script_enabled=scripts, viewport={"width": 320, "height": 640}, has_touch=True)
    page = opened(context)
    (box(page, "1x02") if scripts else page.locator("#tick-first-1x02")).tap()
    expect(said(page)).to_have_text("Kept: First 1x02.")
    assert kept_by(context) == ["1x02"]
    page.get_by_role("button", name="Undo").tap()
    expect(said(page)).to_have_text("Undone: First 1x02.")
    assert kept_by(context) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if scripts else True


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_by_keyboard_the_focus_stays_where_it_was(newcomer: Any, scripts: bool) -> None:
    page = opened(newcomer(java_script_enabled=scripts))
    target = box(page, "1x02") if scripts else page.locator("#tick-first-1x02")
    target.focus()
    page.keyboard.press("Space")
    expect(said(page)).to_have_text("Kept: First 1x02.")
    expect(target).to_be_focused()
    page.get_by_role("button", name="Everything of First up to 1x03 seen").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Kept: 2 episodes of First.")
    expect(box(page, "1x03") if scripts else page.locator("#tick-first-1x03")).to_be_focused()
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(said(page)).to_contain_text("Undone: 2 episodes of First.")
    expect(page.get_by_role("button", name="Undo")).to_have_count(1)


def test_what_is_around_the_boxes_follows_without_a_new_page(newcomer: Any) -> None:
    page = opened(newcomer())
    page.evaluate("window.same = true")
    box(page, "1x01").check()
    known = page.locator("#told-so-far .part-facts", has_text="First 1x01")
    known.locator("summary").click()
    expect(known).to_contain_text("Bert")
    expect(page.get_by_text("You have seen 1 of 3 episodes.")).to_be_visible()
    expect(page.locator("#marks-first").get_by_text("Middle")).to_be_visible()
    box(page, "1x01").uncheck()
    expect(known).to_have_count(0)
    assert page.evaluate("window.same")


def test_only_up_to_here_takes_away_what_comes_after(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    page.get_by_role("button", name="All of season 1 seen").click()
    expect(said(page)).to_contain_text("Kept")
    page.get_by_role("button", name="Nothing of First after 1x02 seen").click()
    expect(said(page)).to_have_text("Not seen any more: First 1x03.")
    assert kept_by(context) == ["1x01", "1x02"]


def test_whoever_leaves_at_once_loses_nothing(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    for place in NAMES:
        box(page, place).check()
    page.goto("who/")
    settled(page)
    assert kept_by(context) == [*NAMES]


def test_what_is_ticked_before_the_script_has_come_is_kept(newcomer: Any) -> None:
    context, held = newcomer(), list[Route]()
    context.route("**/marks*.js", lambda it: held.append(it))  # noqa: PLW0108 - it is given an attribute
    page = context.new_page()
    page.goto(FIRST, wait_until="commit")
    box(page, "1x02").check()
    assert kept_by(context) == []
    held[0].continue_()
    until(page, "() => document.querySelector('mark-form[ready]') && !localStorage.length")
    assert kept_by(context) == ["1x02"]
    expect(said(page)).to_contain_text("Kept")


def test_without_a_connection_ticks_wait_and_are_kept_when_it_is_back(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    context.set_offline(True)
    box(page, "1x01").check()
    expect(page.locator(".mark-state").first).to_have_text("not kept yet: no connection")
    expect(said(page)).to_contain_text("Not kept yet: no connection.")
    box(page, "1x03").check()
    box(page, "1x01").uncheck()
    context.set_offline(False)
    settled(page)
    expect(said(page)).to_have_text("Not seen any more: First 1x01.")
    assert kept_by(context) == ["1x03"]


def test_what_waits_is_sent_from_the_next_page(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    context.route("**/progress/", lambda route: route.abort())
    box(page, "1x02").check()
    expect(page.locator(".mark-state")).to_have_text("not kept yet: no connection")
    page.close()
    assert kept_by(context) == []
    context.unroute("**/progress/")
    page = opened(context, "who/")
    settled(page)
    assert kept_by(context) == ["1x02"]


def test_a_slow_network_keeps_them_one_after_the_other(newcomer: Any) -> None:
    """The box can be ticked and unticked while nothing has been answered yet; the last word counts."""
    context = newcomer()
    page = opened(context)
    held: list[Route] = []
    context.route("**/progress/", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    box(page, "1x01").check()
    expect(page.locator(".mark-state")).to_have_text("saving…")
    box(page, "1x02").check()
    box(page, "1x01").uncheck()
    for n in range(3):
        until(page, f"() => JSON.parse(localStorage['intertwine-waiting']).length === {3 - n}")
        while len(held) <= n:
            page.evaluate("0")  # lets the request come
        held[n].continue_()
    settled(page)
    assert kept_by(context) == ["1x02"]


def test_what_is_refused_is_said_and_the_box_goes_back(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    context.route("**/progress/", lambda route: route.fulfill(status=404, json={"error": "Nothing here"}), times=1)
    box(page, "1x02").check()
    expect(page.locator(".mark-state")).to_have_text("not kept")
    expect(said(page)).to_have_text("This was not kept: Nothing here")
    expect(box(page, "1x02")).not_to_be_checked()


def test_going_back_and_forward_shows_what_is_kept_now(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    box(page, "1x01").check()
    expect(said(page)).to_contain_text("Kept")
    page.goto("progress/")
    page.locator("summary", has_text="First").click()
    box(page, "1x02").check()
    expect(said(page)).to_contain_text("1x02")
    page.go_back()
    expect(box(page, "1x02")).to_be_checked()
    page.go_forward()
    box(page, "1x01").evaluate("it => it.closest('details').open = true")
    expect(box(page, "1x01")).to_be_checked()


def test_two_windows_agree(newcomer: Any) -> None:
    context = newcomer()
    one, other = opened(context), opened(context)
    box(one, "1x01").check()
    expect(box(other, "1x01")).to_be_checked()
    box(other, "1x02").check()
    expect(box(one, "1x02")).to_be_checked()
    assert kept_by(context) == ["1x01", "1x02"]


def test_two_viewers_never_see_each_others_marks(newcomer: Any) -> None:
    one, other = newcomer(), newcomer()
    pages = [opened(one), opened(other)]
    box(pages[0], "1x01").check()
    box(pages[1], "1x03").check()
    for page in pages:
        expect(said(page)).to_contain_text("Kept")
    assert (kept_by(one), kept_by(other)) == (["1x01"], ["1x03"])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_two_profiles_and_both_together(newcomer: Any, scripts: bool) -> None:
    context = newcomer(java_script_enabled=scripts, viewport={"width": 390, "height": 800})

    def tick(page: Page, place: str) -> None:
        (box(page, place).check if scripts else page.locator(f"#tick-first-{place}").click)()
        expect(said(page)).to_contain_text("Kept")

    page = opened(context)
    tick(page, "1x01")
    page.goto("profiles/")
    page.get_by_label("Somebody else").fill("Sam")
    page.get_by_role("button", name="Add").click()
    page.goto(FIRST)
    old = opened(context)
    whom = page.locator(".watching summary")
    whom.click()
    page.locator(".watching").get_by_label("You").uncheck()
    page.locator(".watching").get_by_label("Sam").check()
    page.get_by_role("button", name="Choose").click()
    expect(whom).to_have_text("Who is here: for Sam")
    assert (page.url.endswith(FIRST), kept_by(context)) == (True, [])
    tick(page, "1x02")
    expect(said(page)).to_have_text("Kept for Sam: First 1x02.")
    tick(old, "1x03")  # drawn for "You"
    expect(said(old)).to_have_text("Kept for You: First 1x03.")
    assert kept_by(context) == ["1x02"]
    whom.click()
    page.locator(".watching").get_by_label("You").check()
    page.get_by_role("button", name="Choose").click()
    assert kept_by(context) == []
    tick(page, "1x01")
    expect(said(page)).to_have_text("Kept for Sam: First 1x01.")  # of "You" it was kept before
    assert kept_by(context) == ["1x01"]


def test_what_takes_a_whole_title_away_asks_and_comes_back(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    page.get_by_role("button", name="All of season 1 seen").click()
    expect(said(page)).to_contain_text("Kept: 3 episodes of First.")
    page.get_by_role("button", name="Not seen after all").click()
    expect(page.get_by_text("You have marked 3 episodes of First as seen.")).to_be_visible()
    page.get_by_role("link", name="No, keep them").click()
    assert kept_by(context) == [*NAMES]
    page.get_by_role("button", name="Not seen after all").click()
    page.get_by_role("button", name="Yes, take them away").click()
    expect(said(page)).to_have_text("Not seen any more: 3 episodes of First.")
    page.get_by_role("button", name="Undo").click()
    expect(box(page, "1x03")).to_be_checked()


def test_forgetting_asks_and_comes_back(newcomer: Any) -> None:
    context = newcomer()
    page = opened(context)
    box(page, "1x01").check()
    expect(said(page)).to_contain_text("Kept")
    page.goto("progress/")
    page.get_by_role("link", name="Forget everything I marked").click()
    page.get_by_role("button", name="Yes, forget everything").click()
    assert kept_by(context) == []
    page.get_by_role("button", name="Bring everything back").click()
    assert kept_by(context) == ["1x01"]


def test_a_file_is_taken_along_and_brought_to_another_browser(newcomer: Any, tmp_path: Path) -> None:
    one, other = newcomer(), newcomer(java_script_enabled=False)
    page = opened(one)
    page.get_by_role("button", name="All of season 1 seen").click()
    expect(said(page)).to_contain_text("Kept")
    page.goto("progress/")
    with page.expect_download() as download:
        page.get_by_role("link", name="a file for programs").click()
    download.value.save_as(tmp_path / "progress.json")
    page = opened(other, "progress/bring/")
    page.get_by_label("A file, up to 512 KiB").set_input_files(tmp_path / "progress.json")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("3 installments would be added")).to_be_visible()
    page.get_by_role("button", name="Add it to what I have").click()
    assert kept_by(other) == [*NAMES]


def test_back_and_reload_show_a_question_again(newcomer: Any) -> None:
    """Each question has an address of its own: nothing is to be sent again for it."""
    context = newcomer()
    page = opened(context)
    page.locator("button[name=season]").click()
    settled(page)
    page.goto("profiles/")
    page.locator("form:has(button[value=make]) input[name=name]").fill("Sam")
    page.locator("button[value=make]").click()
    for address, field, button, asked in (
        (FIRST, "", "button[name=none]", "Are you sure?"),
        ("progress/", "", "#in-words button", "Are you sure?"),
        ("progress/bring/", "First 1x01", "form.ask button", "This is what would change"),
        ("profiles/", "", "button[value=remove]", "Remove Sam?"),
    ):
        page.goto(address)
        if address.startswith("progress"):
            page.locator("#text").fill(field)
        page.locator(button).first.click()
        heading = page.get_by_role("heading", level=1, name=asked)
        expect(heading).to_be_visible()
        page.reload()
        expect(heading).to_be_visible()
        page.goto("title/second/")
        page.go_back()
        expect(heading).to_be_visible()
    assert kept_by(context) == ["1x01", "1x02", "1x03"]
