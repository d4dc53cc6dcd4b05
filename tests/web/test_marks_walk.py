"""Walks of a browser at random: ticks and buttons, undoing, Back, Forward, reloads, two windows with scripts and one
without, with a connection and without. No mark is lost that was made and not taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.long import share
from tests.web.stage import Start, write

pytestmark = pytest.mark.browser

PLACES = ("1x01", "1x02", "1x03")
PAGES = ("title/first/", "progress/", "who/", "", "title/second/")
STEPS = 8


@pytest.fixture(scope="module")
def served(start_for_all: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the small universe is served."""
    return f"{start_for_all(write(tmp_path_factory.mktemp('universes') / 'stage'))[1]}stage/"


@pytest.fixture(scope="module")
def two(browser: Browser, served: str) -> Iterator[tuple[tuple[BrowserContext, BrowserContext], list[Page]]]:
    """A browser with scripts, and one without."""
    contexts = browser.new_context(base_url=served), browser.new_context(base_url=served, java_script_enabled=False)
    for context in contexts:
        context.set_default_timeout(15_000)
    yield contexts, [contexts[n].new_page() for n in (0, 0, 1)]
    for context in contexts:
        context.close()


class Walk:
    """One viewer, who begins with nothing, in two windows with scripts and one without. `known` says of each
    installment whether it was marked last."""

    def __init__(self, contexts: tuple[BrowserContext, BrowserContext], pages: list[Page], seed: int) -> None:
        self.random, self.contexts, self.pages = Random(seed), contexts, pages
        self.known = dict.fromkeys(PLACES, False)
        self.is_offline, self.is_one, self.said = False, False, [f"seed {seed}"]
        for context in contexts:
            context.clear_cookies()
        for page in pages:
            page.goto("title/first/")

    def step(self) -> None:
        """Does something somewhere."""
        page = self.random.choice(self.pages)
        others = [self.undo, self.go, self.reload, self.back, self.forward, self.connection, self.leave]
        does = self.random.choice([self.press] * 6 + others)
        self.said.append(f"{self.pages.index(page)} {does.__name__}")
        does(page)

    def press(self, page: Page, *, settled: bool = True) -> None:
        """A box or a button of First, where the page has one."""
        if settled:
            self.settle(page)
        scripts = page is not self.pages[2]
        one = "input[name=seen]" if scripts else "button.tick"
        names = self.random.choice((one, one, one, "button[name=upto]", "button[name=only]", "button[name=season]"))
        found = page.locator(f"#marks-first {names}")
        many = found.count()
        if not many:
            return
        button = found.nth(self.random.randrange(many))
        if scripts:  # in one go, so that the page cannot become another between looking and clicking
            said = button.evaluate(
                "it => { const said = it.form && [it.name, it.value, it.form.elements.was.value, !it.checked];"
                " if (said) it.click(); return said; }"
            )
            if not said:  # the page has put another button in its place
                return
            name, value, was, is_on = said
        else:
            if page.locator("details.title-marks:not([open])", has_text="First").count():
                page.locator("summary", has_text="First").click()
            name, value = button.get_attribute("name"), button.get_attribute("value") or ""
            was, is_on = page.locator("#marks-first input[name=was]").get_attribute("value") or "", name == "tick"
            button.click()
        if name == "upto":
            now = {place: True for place in PLACES if place <= value}
        elif name == "only":
            now = {place: False for place in PLACES if place > value and place in was.split()}
        else:
            now = dict.fromkeys(PLACES, True) if name == "season" else {value: is_on}
        self.said[-1] += f" {name}={value}: {now}"
        self.known |= now
        if settled:
            self.settle(page)

    def undo(self, page: Page) -> None:
        """Undoes what this page says was done last. What that was is read from the server afterwards."""
        if self.is_offline:
            return
        self.settle(page)
        if page.locator("#kept button").count():
            with page.expect_response(lambda it: it.request.method == "POST"):
                page.locator("#kept button").click()
            self.known = self.kept()

    def go(self, page: Page) -> None:
        with suppress(Error):
            page.goto(self.random.choice(PAGES))

    def leave(self, page: Page) -> None:
        """Presses something and leaves in the same moment."""
        if page is not self.pages[2]:
            self.press(page, settled=False)
            self.go(page)

    def reload(self, page: Page) -> None:
        with suppress(Error):
            page.reload()

    def back(self, page: Page) -> None:
        with suppress(Error):
            page.go_back()

    def forward(self, page: Page) -> None:
        with suppress(Error):
            page.go_forward()

    def connection(self, _: Page) -> None:
        """The one with scripts loses its connection, or gets it back."""
        self.is_offline = not self.is_offline
        self.contexts[0].set_offline(self.is_offline)
        if not self.is_offline:
            self.settle(self.pages[0])

    def settle(self, page: Page) -> None:
        """Whatever can be sent was sent, and both browsers have the same cookies. The one without scripts is not used
        while the other has no connection: nobody could say which of two changes came last."""
        if page is self.pages[2] and self.is_offline:
            self.connection(page)
        if not self.is_offline:
            for each in self.pages[:2]:
                if not each.url.startswith("http"):  # it could not be loaded without a connection
                    each.goto("who/")
            until_sent(self.pages[0])
        if self.is_one:
            return
        for context, other in (self.contexts, self.contexts[::-1]):
            have = {cookie["name"] for cookie in other.cookies()}
            more = [it for it in context.cookies() if it["name"] not in have]
            if more:
                other.add_cookies(more)  # type: ignore[arg-type]
                self.is_one = True

    def kept(self) -> dict[str, bool]:
        """What the server has."""
        self.settle(self.pages[0])
        html = self.contexts[0].request.get("title/first/").text()
        found = re.findall(r'value="(1x0\d)" id="[^"]*" autocomplete="off" checked', html)
        return {place: place in found for place in PLACES}

    def end(self) -> None:
        """Gets the connection back, and compares."""
        if self.is_offline:
            self.connection(self.pages[0])
        assert self.kept() == self.known, "\n".join(self.said)


def until_sent(page: Page) -> None:
    """Comes back when nothing waits to be sent any more."""
    look = "const look = () => localStorage['intertwine-waiting'] ? setTimeout(look, 5) : done();"
    page.evaluate(f"() => new Promise((done) => {{ {look} look(); }})")


@pytest.mark.parametrize("part", range(share(40, 40)))
def test_no_mark_is_lost_on_any_walk(two: Any, part: int) -> None:
    """1,000 walks in the long run."""
    contexts, pages = two
    for seed in range(part * 25, part * 25 + 25):
        walk = Walk(contexts, pages, seed)
        for _ in range(STEPS):
            walk.step()
        walk.end()
