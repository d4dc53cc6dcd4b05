"""What all tests share: a real Chromium, and Hypothesis without a clock."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

CI = os.environ.get("CI") == "true"

# No deadline: two workers on a busy machine make any wall clock lie. CI tries the same examples every time.
settings.register_profile("intertwine", deadline=None, derandomize=CI, print_blob=True)
settings.load_profile("intertwine")

# Playwright keeps an event loop running in this thread while its browser lives. Tests that ask the database in the
# same worker are not asynchronous for that, and nothing they share is.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The passes of the layout engine check what they promise, here and in the processes that they start.
os.environ["STORYLINE_CHECKS"] = "1"

BROWSERS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Collecting after every few hundred objects, as Python does at first, took a third of the time of all tests.
gc.set_threshold(100_000, 50, 50)


def pytest_collection_finish() -> None:
    """What every test has loaded is garbage for none of them: it is not searched again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that `make test` found, or an installed one where pytest was started by hand."""
    # Set but empty: `make test` looked for one and said why there is none.
    named = os.environ.get("INTERTWINE_CHROMIUM")
    names = BROWSERS if named is None else [named]
    for name in names:
        path = shutil.which(name)
        if path is not None:
            return path
    looked_for = ", ".join(filter(None, names)) or "scripts/chromium.py found none"
    reason = f"browser tests NOT RUN: no Chromium ({looked_for}); `make test` finds or installs one"
    if CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One headless Chromium for each worker; a test opens a context of its own in it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path, headless=True, args=CHROMIUM_ARGS, timeout=60_000
        )
        yield chromium
        chromium.close()
