"""Viewing orders on the page of titles."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tests.web.stage import STAGE, serving, text_of, troubles, visitor, write

ORDERS = {
    "orders/Backwards.md": "---\nkind: order\n---\n- Secret\n- Second S1\n- First 1x02\n- First 1x01\n",
    "orders/Late.md": "---\nkind: order\nname: Late <one>\nrevealed: Second 1x01\n---\n- First\n",
}


def reader(folder: Path, pages: dict[str, str], seen: str) -> Client:
    """Somebody who has seen so much of a universe of these pages."""
    client = visitor(serving(write(folder / "stage", pages)))
    client.post("/stage/progress/", {"text": seen})
    return client


def listed(client: Client) -> list[str]:
    """The viewing orders on the page of titles, as words."""
    html = client.get("/stage/").content.decode()
    assert troubles(html) == []
    part = html.partition("In which order")[2].partition("</section>")[0]
    part = re.sub("<form.*?</form>", "", part)  # the button that skips
    return [
        " ".join(unescape(re.sub(r"<[^>]+>", "", it)).split()) for it in re.findall("<li>.*?</li>", part, re.DOTALL)
    ]


@pytest.mark.parametrize(
    ("seen", "lines"),
    [
        (
            "",
            ["release, 0 of 5: watch next First 1x01, Opening", "Backwards, 0 of 4: watch next Second 1x01, Again"],
        ),
        (
            "Second S1",
            [
                "release, 2 of 6: watch next First 1x01, Opening",
                "Backwards, 2 of 5: watch next Secret",
                "Late <one>, 0 of 3: watch next First 1x01, Opening",
            ],
        ),
        (
            "Second S1, Secret",
            [
                "release, 3 of 6: watch next First 1x01, Opening",
                "Backwards, 3 of 5: watch next First 1x02",
                "Late <one>, 0 of 3: watch next First 1x01, Opening",
            ],
        ),
    ],
)
def test_the_page_of_titles_says_what_is_next_in_each_order(tmp_path: Path, seen: str, lines: list[str]) -> None:
    assert listed(reader(tmp_path, {**STAGE, **ORDERS}, seen)) == lines


def test_a_universe_without_orders_says_nothing_of_them(tmp_path: Path) -> None:
    assert listed(reader(tmp_path, STAGE, "")) == []


def test_hidden_orders_and_hidden_entries_change_no_page(tmp_path: Path) -> None:
    shown = ORDERS["orders/Backwards.md"].replace("- Secret\n", "")
    one = reader(tmp_path / "one", {**STAGE, **ORDERS}, "First 1x01")
    other = reader(tmp_path / "other", {**STAGE, "orders/Backwards.md": shown}, "First 1x01")
    for address in ("", "titles/first/", "progress/"):
        left, right = (it.get(f"/stage/{address}") for it in (one, other))
        assert (left.status_code, left.content) == (right.status_code, right.content)
    text = {"text": 'before First 1x02 in order "Late <one>"'}
    left, right = (it.post("/stage/progress/", text) for it in (one, other))
    assert (left.status_code, left.content) == (right.status_code, right.content)


def test_progress_follows_an_order_on_the_form(tmp_path: Path) -> None:
    assert text_of(reader(tmp_path, {**STAGE, **ORDERS}, "before First 1x01 in order Backwards")) == (
        "First 1x02, Second S1, Secret"
    )
