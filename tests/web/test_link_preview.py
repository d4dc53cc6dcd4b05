"""What a link's preview says is safe for anyone, whoever shares it."""

from __future__ import annotations

import re
from typing import Any

import pytest


def preview(page: str) -> dict[str, str]:
    """The description and the Open Graph words of a page."""
    return dict(re.findall(r'<meta (?:name|property)="(description|og:[a-z_]+)" content="([^"]*)">', page))


STAGE = {
    "og:site_name": "The Stage",
    "og:title": "The Stage",
    "og:description": "Two plays.",
    "description": "Two plays.",
}


@pytest.mark.parametrize("progress", ["", "First, Second"])
def test_a_title_is_previewed_by_what_everybody_may_know(visit: Any, progress: str) -> None:
    """
    titles/First.md: logline: A stage is built.
    """
    visit.post("/stage/progress/", {"text": progress})
    for path in ("title/first/", "title/first/told/", "title/first/before/"):
        said = preview(visit.get(f"/stage/{path}").text)
        assert (said["og:title"], said["og:description"]) == ("First", "A stage is built.")


def test_what_not_everybody_knows_is_previewed_like_the_universe(visit: Any) -> None:
    """
    titles/Secret.md: revealed: Second 1x02
    - [[Anna]] meets [[Bert]], at First 1x01
    """
    visit.post("/stage/progress/", {"text": "First, Second"})
    for path in ("title/secret/", "who/bert/", "who/", "map/", "met/anna/bert/", "search/?q=Zeno", "progress/", ""):
        answer = visit.get(f"/stage/{path}")
        assert answer.status_code == 200, path
        assert preview(answer.text) == {**STAGE, "og:type": "website"}, path


def test_what_is_not_there_has_no_preview(visit: Any) -> None:
    assert preview(visit.get("/stage/title/secret/").text) == {}
    assert preview(visit.get("/stage/title/nothing/").text) == {}
