"""docs/web.md tells every address and every setting."""

from __future__ import annotations

import re
from pathlib import Path

from intertwine.web.urls import urlpatterns

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "web.md").read_text("utf-8")
PARTS = {"universe": "U", "address": "ADDRESS", "kind": "KIND", "n": "N", "name": "NAME", "a": "A", "b": "B"}
PARTS |= {"ending": "ENDING", "token": "TOKEN", "place": "PLACE", "part": "PART"}


def test_every_address_is_told_and_no_other() -> None:
    told = set(re.findall(r"^\| `(/[^`]*)` \|", TEXT, re.MULTILINE))
    served = {"/" + re.sub(r"<\w+:(\w+)>", lambda found: PARTS[found[1]], str(it.pattern)) for it in urlpatterns}
    assert told == served


def test_every_setting_is_told() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "intertwine").rglob("*.py"))
    read = set(re.findall(r'"(INTERTWINE_[A-Z]+)"', code))
    assert read <= set(re.findall(r"`(INTERTWINE_[A-Z]+)`", TEXT))


def test_every_picture_is_there_and_small() -> None:
    for name in re.findall(r"\]\((pictures/[^)]+)\)", TEXT):
        assert (ROOT / "docs" / name).stat().st_size < 200_000
