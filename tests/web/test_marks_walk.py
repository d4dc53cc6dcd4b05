"""Walks of a browser at random: ticks and buttons, undoing, Back, Forward, reloads, two windows with scripts and one
without, with a connection and without. No mark is lost that was made and not taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from playwright.sync_api import TimeoutError as PageTimeoutError

from tests.long import LONG, share
from tests.web.stage import Start, write

pytestmark = pytest.mark.browser

PLACES = ("1x01", "1x02", "1x03")
PAGES = ("title/first/", "progress/", "who/", "", "title/second/")
STEPS, WALKS, WALKS_OF_ONE = 8, 25 if LONG else 10, 5
"""Steps of a walk; walks of a part, and of one viewer in a row: whoever begins has three pages to load."""
PATIENCE = 120_000
"""Milliseconds that a page may take on a busy machine."""
SOON = 20_000
"""Milliseconds after which a button that was there has gone."""
LOADED: Literal["domcontentloaded"] = "domcontentloaded"
"""A page is there, its scripts have run; its pictures may come later."""
PRESS = """([which, at, now]) => {
  const all = [...document.querySelectorAll(which)], it = all[at % all.length];
  if (!it?.form) return null; // the page has put another button in its place, or has none
  if (!now) it.setAttribute("data-press", "");
  const on = it.name === "tick" || (it.name === "seen" && !it.checked);
  const said = [it.name, it.value, it.form.elements.was.value, on];
  if (now) it.click();
  return said;
}"""
"""Presses (`now`) or marks one of what `which` selects; says what it was, and whether it is on afterwards."""


@pytest.fixture(scope="module")
def served(start_for_all: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the small universe is served."""
    return f"{start_for_all(write(tmp_path_factory.mktemp('universes') / 'stage'))[1]}stage/"


@pytest.fixture
def walk(browser: Browser, served: str) -> Iterator[Walk]:
    """In a browser with scripts, and in one without."""
    contexts = browser.new_context(base_url=served), browser.new_context(base_url=served, java_script_enabled=False)
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    yield Walk(contexts, [contexts[n].new_page() for n in (0, 0, 1)])
    for context in contexts:
        context.close()


class Walk:
    """One viewer after the other, in two windows with scripts and one without. `known` says of each installment whether
    it was marked last."""

    def __init__(self, contexts: tuple[BrowserContext, BrowserContext], pages: list[Page]) -> None:
        self.contexts, self.pages, self.random = contexts, pages, Random()
        self.known: dict[str, bool] = {}
        self.is_offline, self.is_one, self.said = False, False, list[str]()

    def begin(self, seed: int) -> None:
        """A walk begins where the one before ended; some begin as somebody new, who has nothing yet."""
        self.random = Random(seed)
        if seed % WALKS_OF_ONE == 0:
            self.known, self.is_one = dict.fromkeys(PLACES, False), False
            self.said.clear()
            for context in self.contexts:
                context.clear_cookies()
            for page in self.pages:
                page.goto("title/first/", wait_until=LOADED)
        self.said.append(f"seed {seed}")

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
        # In one go, so that the page cannot become another between looking and clicking.
        try:
            said = page.evaluate(PRESS, [f"#marks-first {names}", self.random.randrange(PATIENCE), scripts])
        except Error as error:
            if "context was destroyed" not in str(error):
                raise
            # It became another one all the same, and nobody can say whether it was clicked before.
            page.wait_for_load_state(LOADED)
            self.known = self.kept()
            return
        if not said:
            return
        name, value, was, is_on = said
        if not scripts:
            with page.expect_navigation(wait_until=LOADED):
                page.evaluate("document.querySelector('[data-press]').click()")
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
        # A mark of another window takes the button away: then there is nothing to undo here.
        with suppress(PageTimeoutError):
            if page.locator("#kept button").count():
                with page.expect_response(lambda it: it.request.method == "POST", timeout=SOON):
                    page.locator("#kept button").click(timeout=SOON)
                self.known = self.kept()

    def go(self, page: Page) -> None:
        address = self.random.choice(PAGES)
        self.load(page, lambda: page.goto(address, wait_until=LOADED))

    def leave(self, page: Page) -> None:
        """Presses something and leaves in the same moment."""
        if page is not self.pages[2]:
            self.press(page, settled=False)
            self.go(page)

    def reload(self, page: Page) -> None:
        self.load(page, lambda: page.reload(wait_until=LOADED))

    def back(self, page: Page) -> None:
        self.load(page, lambda: page.go_back(wait_until=LOADED))

    def forward(self, page: Page) -> None:
        self.load(page, lambda: page.go_forward(wait_until=LOADED))

    def load(self, page: Page, load: Callable[[], object]) -> None:
        """Loads another page; without a connection an empty one, as the browser's own may come at any time."""
        try:
            load()
        except Error:
            if self.is_offline and page is not self.pages[2]:
                with suppress(Error):  # the browser's own came now
                    page.goto("about:blank", wait_until=LOADED)

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
                    each.goto("who/", wait_until=LOADED)
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
def test_no_mark_is_lost_on_any_walk(walk: Walk, part: int) -> None:
    """1,000 walks in the long run."""
    for seed in range(part * WALKS, part * WALKS + WALKS):
        walk.begin(seed)
        try:
            for _ in range(STEPS):
                walk.step()
            walk.end()
        except Error as error:
            error.add_note("\n".join(walk.said))
            raise
