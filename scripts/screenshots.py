"""Photograph every page of the included universe, to be looked at: `make screenshots` writes build/screenshots/.

Each page is taken whole, at three progresses, light and dark, on a phone and on a desktop, and some in German.
`index.html` there shows them side by side. `python scripts/screenshots.py [WORD ...]` takes those alone whose name has
one of the words ("title", "dark", "phone", "nothing", "german").
"""

import sys
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from pictures import (
    BEGUN,
    CHROMIUM_ARGS,
    DESKTOP,
    EVERYTHING,
    HERE,
    PHONE,
    Picture,
    as_it_is,
    chromium,
    drawn,
    served,
    take,
)

FOLDER = HERE.parent / "build" / "screenshots"
PROGRESSES = {"nothing": "", "midway": BEGUN, "everything": EVERYTHING}
SIZES = {"phone": PHONE, "desktop": DESKTOP}
DEFENDERS = "title/the-defenders/"
PAGES = {
    "titles": "",
    "title": DEFENDERS,
    "title-series": "title/jessica-jones/",
    "title-longest": "title/daredevil/",
    "installment": "title/daredevil/1x05/",
    "installment-unseen": "title/the-defenders/1x05/",
    "told": f"{DEFENDERS}told/",
    "told-before": f"{DEFENDERS}before/told/",
    "before": f"{DEFENDERS}before/",
    "everybody": "who/",
    "who": "who/jessica-jones/",
    "met": "met/?a=Jessica+Jones&b=Luke+Cage",
    "map": "map/",
    "map-title": "map/title/jessica-jones/",
    "map-who": "map/who/jessica-jones/",
    "search": "search/?q=Luke",
    "progress": "progress/",
    "undo": "progress/undo/",
    "bring": "progress/bring/",
    "profiles": "profiles/",
    "shown": "shown/",
    "forget": "../forget/",
}
GERMAN = ("titles", "title-longest", "before", "who", "met", "map-title", "progress", "shown")
"""Pages that are taken in German too, midway."""


def pictures() -> Iterator[Picture]:
    """All of them; those of one page follow each other."""
    for page, address in PAGES.items():
        for said, seen in PROGRESSES.items():
            for device, size in SIZES.items():
                for dark in (False, True):
                    name = f"{page}-{said}-{device}-{'dark' if dark else 'light'}"
                    yield Picture(name, address, seen, size, dark, drawn if _has_map(page, said) else as_it_is, True)
    for page in GERMAN:
        for device, size in SIZES.items():
            ready = drawn if _has_map(page, "midway") else as_it_is
            yield Picture(f"{page}-german-{device}-light", PAGES[page], BEGUN, size, False, ready, True, "de")


def _has_map(page: str, said: str) -> bool:
    return page.startswith("map") and said != "nothing"


def main(words: Sequence[str]) -> int:
    """Take them. 1 where a Chromium is missing or a page is refused; 2 where no picture's name has one of the words."""
    chosen = [it for it in pictures() if not words or any(word in it.name for word in words)]
    if not chosen:
        print(f"screenshots: no name has {' or '.join(words)}; pages are {', '.join(PAGES)}", file=sys.stderr)
        return 2
    found = chromium()
    if not found:
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    refused = 0
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=CHROMIUM_ARGS)
        for picture in chosen:
            try:
                (FOLDER / f"{picture.name}.png").write_bytes(take(browser, address, picture))
            except RuntimeError as error:
                print(f"screenshots: {error}", file=sys.stderr)
                refused += 1
        browser.close()
    (FOLDER / "index.html").write_text(_sheet(sorted(FOLDER.glob("*.png"))), "utf-8")
    print(f"{len(chosen) - refused} pictures; look at {FOLDER / 'index.html'}")
    return 1 if refused else 0


def _sheet(files: Sequence[Path]) -> str:
    shown = "\n".join(
        f'<figure><a href="{escape(it.name)}"><img src="{escape(it.name)}" alt="" loading="lazy" width="360"></a>'
        f"<figcaption>{escape(it.stem)}</figcaption></figure>"
        for it in files
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem;font:14px sans-serif}figure{margin:0}img{border:1px solid #999}"
    return f"<!doctype html><meta charset=utf-8><title>Screenshots</title><style>{style}</style>\n{shown}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
