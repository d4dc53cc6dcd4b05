"""What the tests in a real Chromium share."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page


def says(context: BrowserContext, text: str) -> Page:
    """A page of somebody who has seen this."""
    page = context.new_page()
    page.goto("progress/")
    page.get_by_label("separated by commas").fill(text)
    page.get_by_role("button", name="Save this text").click()
    return page
