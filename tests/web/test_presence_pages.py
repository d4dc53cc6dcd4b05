"""Presence on pages and in the API: who has only been heard, who was taken for whom, and what was a dream."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.web.stage import serving, troubles, visitor, write
from tests.worlds import LIGHTS


@pytest.fixture(scope="module")
def lights(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A universe with a voice, a double and a dream, served at /lights/."""
    folder: Path = tmp_path_factory.mktemp("presence") / "lights"
    return serving(write(folder, LIGHTS))


def reader(lights: Any, seen: str) -> Client:
    """Somebody who has seen so much."""
    client = visitor(lights)
    client.post("/lights/progress/", {"text": seen})
    return client


def words(client: Client, address: str) -> str:
    """The text of a page without its marks."""
    html = client.get(f"/lights/{address}").content.decode()
    assert troubles(html) == []
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])).split())


def test_a_pair_that_has_spoken_or_met_in_a_dream(lights: Any) -> None:
    client = reader(lights, "Beacon")
    spoken = words(client, "met/?a=Ida&b=Nell")
    assert "They have spoken, and have not met in anything you have seen." in spoken
    assert "Where they have spoken: Ida shares a scene with Nell , who is only heard Beacon 1x05" in spoken
    dream = words(client, "met/?a=Ida&b=Leo")
    assert "Not in anything you have seen." in dream
    assert "Only in a dream of Ida: Ida marries Leo Beacon 1x04" in dream
    found = client.get("/api/lights/met?name=Ida&name=Nell&name=Leo").json()["pairs"]
    assert [
        (it["met"], it["spoken"] and it["spoken"]["how"], [at["frame"] for at in it["inside"]]) for it in found
    ] == [
        (None, "spoken with", []),
        (None, None, ["In a dream of Ida"]),
        (None, None, []),
    ]


def test_a_pair_that_is_in_one_cast_is_not_said_to_have_met(tmp_path: Path) -> None:
    season = "## Season 1 (2015-01-01, 1 episode)\n### 1. One\n- [[Ida]], [[Jon]] appear\n"
    files = {"universe.md": LIGHTS["universe.md"], "titles/Beacon.md": f"---\nkind: series\nid: beacon\n---\n{season}"}
    files |= {f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Ida", "Jon")}
    there = serving(write(tmp_path / "lights", files))
    said = words(reader(there, "Beacon"), "met/?a=Ida&b=Jon")
    assert "Both are in Beacon 1x01 ; whether they were together there is not said." in said
    assert "Not in anything you have seen" not in said


def test_a_page_tells_of_doubles_dreams_and_ages(lights: Any) -> None:
    client = reader(lights, "Beacon")
    assert "Sil was taken for Jon in Beacon 1x02-1x03" in words(client, "who/sil/")
    assert "As a boy: Beacon 1x01 (2009)" in words(client, "who/jon/").replace("( ", "(")
    leo = words(client, "who/leo/")
    assert "In a dream of Ida Leo dies Beacon 1x04 is married to Ida until Beacon 1x04" in leo
    assert "dead, as far as you know" not in leo
    answer = client.get("/api/lights/who/leo").json()
    assert (answer["alive"], [it["alive"] for it in answer["inside"]], answer["seen_in"]) == (True, [False], [])


def test_before_it_comes_out_nothing_tells(lights: Any) -> None:
    client = reader(lights, "Beacon 1x01-1x05")
    for address in ("who/jon/", "who/ida/", "met/?a=Ida&b=Jon", "map/who/jon/"):
        assert "Sil" not in client.get(f"/lights/{address}").content.decode()
    assert "dead, as far as you know" in words(client, "who/leo/")


@pytest.mark.parametrize("address", ["title/beacon/known/beacon-1/", "who/leo/known/beacon-1/", "map/title/beacon/"])
def test_a_frame_is_said_once_and_not_of_each_line(lights: Any, address: str) -> None:
    said = words(reader(lights, "Beacon"), address)
    assert "Ida marries Leo" in said or address.startswith("map")
    assert "Leo dies" in said
    assert "In a dream of Ida ," not in said
    assert "in a dream of Ida" in said.lower().replace("ida", "Ida")
