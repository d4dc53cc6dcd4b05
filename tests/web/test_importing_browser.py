"""Bringing an export in a real Chromium: a file that is dropped, and without scripts one that is chosen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.stage import Start, write

pytestmark = pytest.mark.browser

ENTRY = {
    "watched_at": "2020-01-01T00:00:00.000Z", "type": "episode", "episode": {"season": 1, "number": 1},
    "show": {"title": "First", "year": 2020},
}  # fmt: skip
CONTENT = json.dumps([ENTRY])
DROP = """([target, content]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([content], "history.json", { type: "application/json" }));
  for (const type of ["dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}"""


@pytest.fixture(scope="module")
def served(start_for_all: Start, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the small universe is served."""
    return f"{start_for_all(write(tmp_path_factory.mktemp('universes') / 'stage'))[1]}stage/"


def mark(page: Page) -> None:
    """Marks what is shown."""
    expect(page.locator(".import-marks")).to_contain_text("First 1x01")
    page.get_by_role("button", name="Mark this").click()
    expect(page.locator("#kept-said")).to_contain_text("1x01")
    expect(page.locator("#text")).to_have_value("First 1x01")


def test_a_file_that_is_dropped_is_shown_and_marked(browser: Browser, served: str) -> None:
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("progress/import/")
    expect(page.locator("drop-file")).to_contain_text("or drop it here")
    page.evaluate(DROP, [page.locator("drop-file").element_handle(), CONTENT])
    mark(page)
    context.close()


def test_without_scripts_a_file_is_chosen(browser: Browser, served: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    page = context.new_page()
    page.goto("progress/import/")
    (tmp_path / "history.json").write_text(CONTENT)
    page.set_input_files("#file", tmp_path / "history.json")
    page.get_by_role("button", name="Show what would be marked").click()
    mark(page)
    context.close()
