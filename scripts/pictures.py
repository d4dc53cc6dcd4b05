"""Retake the pictures in docs/pictures/: all of them, or those that are named.

`python scripts/pictures.py [NAME ...]` serves the included universe on a free port, keeps what it keeps in a folder
that is deleted afterwards, and photographs its pages in a Chromium (the one that scripts/chromium.py finds). Each
picture is a line of PICTURES. A picture changes where what it shows has changed; `map-search` alone is of something
under way, and its numbers differ from one time to the next.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

HERE = Path(__file__).resolve().parent
PICTURES_IN = HERE.parent / "docs" / "pictures"
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    # Else what is drawn in two steps differs by a shade from what is drawn in one.
    "--disable-partial-raster",
    "--disable-skia-runtime-opts",
    "--force-color-profile=srgb",
]
MILLISECONDS = 120_000
"""How long any one thing may take, on a machine with much else to do."""
BUSY, _TRIES, _PAUSE = 503, 20, 3000
"""What a server answers that makes a page still; how often it is asked again, after so many milliseconds each."""
HALF = """bar => new Promise(done => {
  const look = () => bar.position > 0.5 && done();
  new MutationObserver(look).observe(bar, { attributes: true });
  look();
})"""

# --- what is done on a page before its picture is taken -----------------------------------------------------------
Act = Callable[[Page], None]


def as_it_is(page: Page) -> None:
    """Nothing."""


def drawn(page: Page) -> None:
    """Waits for the map that the script draws."""
    page.wait_for_selector("story-map[ready]")


def at_the_map(page: Page) -> None:
    """Scrolls down to the map."""
    drawn(page)
    _at_the_top(page, ".map-tools")


def following(page: Page) -> None:
    """Opens the list of those who can be followed, and the card of the first moment of those who are."""
    drawn(page)
    page.get_by_text("Follow somebody").click()
    page.locator(".map-window").press("n")
    page.evaluate("document.activeElement.blur()")
    _at_the_top(page, ".map-tools")


def at_the_crossover(page: Page) -> None:
    """Scrolls the map of everything to where the series come together."""
    drawn(page)
    page.locator('.together[data-at^="The Defenders"]').first.evaluate("it => it.scrollIntoView({inline: 'center'})")
    page.evaluate("scrollTo(0, 0)")


def under_way(page: Page) -> None:
    """Waits until a search for the fewest crossings has proved half of those that it has."""
    drawn(page)
    page.locator(".search progress").evaluate(HALF)


def at_the_marks(page: Page) -> None:
    """Scrolls down to the seasons and episodes."""
    page.locator("#episodes-heading").evaluate("it => it.scrollIntoView()")


def with_an_export(page: Page) -> None:
    """Sends the history of a small tracker, and waits for what it would mark."""

    def entry(title: str, year: int | None, season: int, number: int) -> dict[str, object]:
        show, episode = {"title": title, "year": year}, {"season": season, "number": number}
        return {"watched_at": "2020-01-01T00:00:00.000Z", "type": "episode", "show": show, "episode": episode}

    entries = [entry("Daredevil", 2015, 1, n) for n in range(1, 14)]
    entries += [entry("Luke Cage", 2016, 1, n) for n in range(1, 6)]
    entries += [entry("Marvel's The Punisher", None, 1, n) for n in (1, 2)] + [entry("Harbour", 2011, 1, 1)]
    content = json.dumps(entries).encode()
    page.set_input_files("#file", {"name": "history.json", "mimeType": "application/json", "buffer": content})
    page.click("form.ask button.main")
    page.wait_for_selector("form.import")


def _at_the_top(page: Page, what: str) -> None:
    page.locator(what).evaluate("it => scrollBy(0, Math.round(it.getBoundingClientRect().top) - 16)")


# --- the pictures --------------------------------------------------------------------------------------------------
EVERYTHING = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders, The Punisher"
MIDWAY = "before The Defenders, The Defenders 1x01-1x05"
BEGUN = "Daredevil S1, Jessica Jones 1x01"
DEFENDERS = "title/the-defenders/"
CLAIRE = "who/claire-temple/"


class Picture(NamedTuple):
    """A page below the universe's address, as somebody sees it who has seen `seen`. `whole`: down to the page's end,
    however high the window is. `locale` is that of the browser."""

    name: str
    address: str
    seen: str
    size: tuple[int, int]
    dark: bool = False
    act: Act = as_it_is
    whole: bool = False
    locale: str = "en-GB"


DESKTOP, PHONE = (1280, 960), (390, 844)
FOLLOWED = f"map/{DEFENDERS}#who=claire-temple&who=matt-murdock"
PICTURES = (
    Picture("title", DEFENDERS, "", DESKTOP),
    Picture("title-phone-dark", DEFENDERS, "", PHONE, dark=True),
    Picture("universe", "", BEGUN, (1280, 1180)),
    Picture("who-dark", CLAIRE, BEGUN, DESKTOP, dark=True),
    Picture("met", "met/?a=Jessica+Jones&b=Luke+Cage", BEGUN, (1280, 840)),
    Picture("marks-phone", "title/daredevil/", BEGUN, PHONE, act=at_the_marks),
    Picture("plan", f"{DEFENDERS}before/", "", (1280, 1180)),
    Picture("plan-phone-dark", f"{DEFENDERS}before/", BEGUN, PHONE, dark=True),
    Picture("import", "progress/import/", "Jessica Jones 1x01", (1280, 860), act=with_an_export),
    Picture("map", f"map/{DEFENDERS}", MIDWAY, (1280, 1110), act=drawn),
    Picture("map-phone", f"map/{DEFENDERS}", MIDWAY, PHONE, dark=True, act=at_the_map),
    Picture("map-dark", FOLLOWED, EVERYTHING, (1280, 1040), dark=True, act=following),
    Picture("map-person", f"map/{CLAIRE}", MIDWAY, (1280, 920), act=drawn),
    Picture("map-universe", "map/", MIDWAY, (1280, 1030), act=at_the_crossover),
    Picture("map-search", "map/?proved=yes", EVERYTHING, (1280, 700), act=under_way),
)


def main(names: Sequence[str]) -> int:
    """Take them. 1 where a page or a Chromium is missing; 2 where there is no picture of a name."""
    known = {picture.name: picture for picture in PICTURES}
    for name in names:
        if name not in known:
            print(f"pictures: there is no {name}; there are {', '.join(known)}", file=sys.stderr)
            return 2
    found = chromium()
    if not found:
        return 1
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGS)
        for picture in [known[name] for name in names] or PICTURES:
            taken = take(browser, address, picture)
            (PICTURES_IN / f"{picture.name}.png").write_bytes(taken)
            print(f"{picture.name}: {len(taken):,} bytes", flush=True)
        browser.close()
    return 0


def chromium() -> str:
    """The path of a Chromium; "" where there is none, and then scripts/chromium.py has said so."""
    command = [sys.executable, str(HERE / "chromium.py")]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout.strip()


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """The PNG of a picture's page, by a visitor of its own. RuntimeError where the page or its progress is refused."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport=ViewportSize(width=width, height=height),
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        locale=picture.locale,
    )
    context.set_default_timeout(MILLISECONDS)
    page = context.new_page()
    if picture.seen:
        origin = {"Origin": address.split("/", 3)[2], "Sec-Fetch-Site": "same-origin"}
        answer = page.request.post("progress/", form={"text": picture.seen}, headers=origin, max_redirects=0)
        if answer.status != 303:
            raise RuntimeError(f"{picture.name}: the progress was not taken: {answer.status}")
    opened = page.goto(picture.address)
    for _ in range(_TRIES):
        if opened is None or opened.status != BUSY:
            break
        page.wait_for_timeout(_PAUSE)
        opened = page.goto(picture.address)
    if opened is None or not opened.ok:
        raise RuntimeError(f"{picture.name}: no such page: {picture.address}")
    picture.act(page)
    page.evaluate("document.fonts.ready")
    taken = page.screenshot(full_page=picture.whole, animations="disabled")
    context.close()
    return taken


@contextmanager
def served() -> Iterator[str]:
    """The address of the included universe, served by another process until the end."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"INTERTWINE_DATA": f"{folder}/data", "INTERTWINE_CACHE": f"{folder}/cache"}
        process = subprocess.Popen(
            [sys.executable, "-m", "intertwine", "serve", "--port", "0"],
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **kept},
        )
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _address(process: "subprocess.Popen[str]") -> str:
    """What the server says where it is, and the address of its only universe there."""
    said = []
    for line in process.stderr or ():
        said.append(line)
        found = re.search(r"is at (http://\S+/) ", line)
        if found:
            return f"{found[1]}marvel-netflix/"
    raise RuntimeError(f"the server did not start: {''.join(said)}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
