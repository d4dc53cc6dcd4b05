"""Marks of secret titles without ids: a title that a viewer may not know of changes, loses and moves none of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from itertools import count, permutations
from pathlib import Path

import pytest
from django.test import Client

from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.web.adoption import adopt
from intertwine.web.server import Server, new_server
from tests.web.stage import text_of, visitor
from tests.web.test_identities import pages, post, series, write

EARLY, LATE = "First 1x01", "First 1x03"


def film(name: str, shown_by: str = "", id_: str = "") -> str:
    """A film of 2015, secret until `shown_by` ("": public)."""
    lines = ["kind: film", f"name: {name}", "released: 2015-01-01"]
    lines += [f"id: {id_}"] * bool(id_) + [f"revealed: {shown_by}"] * bool(shown_by)
    return "\n".join(["---", *lines, "---", "### Whole title", "- [[Ann]] meets [[Bob]]", ""])


_NUMBERS = count()


class Site:
    """One folder that is served again and again, as after a restart, and one visitor."""

    def __init__(self, home: Path) -> None:
        self.home, self.id = home, f"{home.name}-{next(_NUMBERS)}"
        self.server: Server = new_server()
        self.client: Client = visitor(self.server)

    def serve(self, titles: Mapping[str, str], *, restart: bool = True) -> Site:
        if restart:
            self.server, cookies = new_server(), self.client.cookies
            self.client = visitor(self.server)
            self.client.cookies = cookies
        files = pages(self.id, First=series("first", "First"), **titles)
        self.server.registry.put(self.home, Universe(Compiler().compile(write(self.home, files))))
        adopt(self.server)
        return self

    @property
    def text(self) -> str:
        return text_of(self.client, "shore")

    def bytes(self) -> list[bytes]:
        """What the viewer reads, in full."""
        addresses = ("/shore/", "/shore/progress/", "/shore/title/alpha/", "/shore/title/alpha-2015/")
        return [self.client.get(address).content for address in addresses]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "shore")


HIDDEN = {"alike": {"C": film("Alpha", LATE)}, "with an id": {"C": film("Alpha", LATE, "c")},
          "shown by itself": {"0": film("Alpha", "[[0]]")}}  # fmt: skip


@pytest.mark.parametrize("hidden", list(HIDDEN))
@pytest.mark.parametrize("id_", ["", "a"])
def test_a_hidden_namesake_changes_and_loses_nothing(site: Site, hidden: str, id_: str) -> None:
    """Whether or not the title has an id, and even if the hidden one has the same by mistake."""
    base = {"A": film("Alpha", EARLY, id_), "B": film("alpha", EARLY, id_ and "b")}
    site.serve(base)
    assert post(site.client, {"text": EARLY}) == 303
    for address in ("alpha", "alpha-2015"):
        assert post(site.client, {"title": address, "seen": ["0x00"], "was": ""}) == 303
    text, before = site.text, site.bytes()
    assert text.count("lpha") == 2
    added = [HIDDEN[hidden], *([{"C": film("Alpha", LATE, "a")}] if id_ else [])]
    for more in added:
        for files in (base | more, base, base | more):
            assert site.serve(files).bytes() == before
            assert site.text == text
        site.serve(base)


@pytest.mark.parametrize("restart", [True, False])
def test_a_mark_stays_with_its_film_when_files_are_swapped_or_renamed(site: Site, restart: bool) -> None:
    mine, its = film("Alpha", EARLY), film("Alpha", LATE)
    site.serve({"A": mine, "C": its})
    post(site.client, {"text": EARLY})
    post(site.client, {"title": "alpha", "seen": ["0x00"], "was": ""})
    text = site.text
    for titles in ({"B": mine, "A": its}, {"C": mine, "A": its}, {"D": mine}, {"D": mine, "B": its}, {"A": its}):
        there = mine in titles.values()
        assert (site.serve(titles, restart=restart).text == text) is there
    assert site.serve({"A": its, "D": mine}).text == text


@pytest.mark.parametrize("other", [EARLY, LATE])
@pytest.mark.parametrize("name", ["C", "A", "D"])
def test_another_film_never_takes_the_marks_of_one_that_is_away(site: Site, other: str, name: str) -> None:
    """Not even if it takes its file's name; unless they are alike in all that can be known of them."""
    if (other, name) == (EARLY, "A"):
        return
    mine, its = film("Alpha", EARLY), film("Alpha", other)
    site.serve({"A": mine})
    post(site.client, {"text": "First S1"})
    post(site.client, {"title": "alpha", "seen": ["0x00"], "was": ""})
    text = site.text
    site.serve({"A": mine, "C": its})
    for titles in ({"C": its}, {name: its}):
        if (other, name) != (EARLY, "D"):
            assert site.serve(titles).text == "First S1"
    assert site.serve({"A": mine}).text == text


@pytest.mark.parametrize("steps", list(permutations(["public", "secret", "id", "stamp"], 3)))
def test_a_mark_outlives_every_change_of_its_page_but_that_of_its_name(site: Site, steps: tuple[str, ...]) -> None:
    made = {"public": film("Alpha"), "secret": film("Alpha", EARLY), "stamp": film("Alpha", "First 1x02"),
            "id": film("Alpha", EARLY, "alpha")}  # fmt: skip
    site.serve({"A": made[steps[0]]})
    post(site.client, {"text": "First S1"})
    post(site.client, {"title": "alpha", "seen": ["0x00"], "was": ""})
    text = site.text
    assert "Alpha" in text
    for step in steps[1:]:
        if step != "id" and "id" in steps[: steps.index(step)]:
            break  # an id is not taken away again
        assert site.serve({"A": made[step]}).text == text


@pytest.mark.parametrize("old", ["film:2015:Alpha", "film#A"])
def test_rows_of_an_earlier_version_are_taken_over(site: Site, data: Path, old: str) -> None:
    """A secret title alone was called as a public one is; one that was like another by its file."""
    both = {"A": film("Alpha", EARLY), "C": film("Alpha", LATE)}
    site.serve(both)
    post(site.client, {"text": EARLY})
    post(site.client, {"title": "alpha", "seen": ["0x00"], "was": ""})
    text = site.text
    with closing(sqlite3.connect(data / "people.sqlite3")) as database:
        universe = f"id:{site.id}"
        asked = "UPDATE passed SET title = ? WHERE universe = ? AND title LIKE 'secret:%'"
        assert database.execute(asked, [old, universe]).rowcount == 1
        database.execute("DELETE FROM served WHERE universe = ? AND title LIKE 'secret:%'", [universe])
        database.execute("INSERT INTO served (universe, title, key) VALUES (?, ?, 'A')", [universe, old])
        database.commit()
    assert site.serve(both).text == text
