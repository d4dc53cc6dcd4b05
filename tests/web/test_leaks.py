"""Two universes that differ only in what a viewer may not know give the same bytes everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from intertwine.gate.universe import Universe
from intertwine.web import map_queue, map_searches
from intertwine.web.plans_kept import PlansKept
from tests.long import LONG
from tests.web.stage import STAGE, Markup, serving, visitor, write

# What somebody who has seen First 1x01 may not know, changed.
OTHER = {
    "more": ("titles/First.md", '- [[Carla]] works as "a prompter"', "- [[Anna]] meets [[Dora]]\n- [[Emil]] dies"),
    "fewer": ("titles/First.md", "- [[Bert]] dies\n", ""),
    "a name": ("people/the stranger.md", "{name: Zeno, revealed: First 1x02}", "{name: Aaron, revealed: First 1x03}"),
    "a picture": ("titles/First.md", "alt: A trapdoor", "alt: A ghost"),
    "a sentence": ("titles/Second.md", "Then [[Dora]] came.", "Then [[Dora]] and [[Emil]] went. [[Bert]] did too."),
    "a title": ("titles/Secret.md", "name: Secret", "name: Another"),
    "a person": ("people/Emil.md", "kind: character", "kind: character\nname: Anna"),
}
ASKED = [
    "/stage/title/secret/",
    "/stage/title/another/",
    "/stage/who/zeno/",
    "/stage/who/aaron/",
    "/stage/who/anna-first/",
    "/stage/search/?q=zeno",
    "/stage/search/?q=an",
    "/stage/met/?a=anna&b=emil",
    "/stage/met/anna/dora/",
    "/stage/image/title/first/2",
    "/stage/title/second/told/",
    "/stage/title/second/before/told/",
    "/stage/shown/",
    "/api/stage/search?q=dora",
    "/api/stage/met?name=anna&name=bert&name=carla",
    "/stage/title/first/1x01/",
    "/stage/title/first/1x02/",
    "/stage/title/first/1x02/recap/",
    "/stage/title/secret/0x00/recap/",
    "/stage/title/secret/0x00/",
    "/stage/title/first/known/first-1/",
    "/stage/title/first/known/secret-0/",
    "/api/stage/title/first/1x02",
    "/api/stage/title/first",
    "/api/stage/title/second",
    "/api/stage/who/anna",
    "/api/stage/map?fold=no",
    "/api/stage/next",
    "/api/stage/recap?before=first+1x02",
    "/api/stage/recap?before=second&all=yes",
    "/stage/map/?fold=no&order=story",
    "/stage/map/picture?fold=no",
    "/stage/map/picture?fold=no&down=yes&colour=group",
    "/stage/map/title/first/picture",
    "/stage/map/title/secret/",
    "/stage/map/who/aaron/",
    "/stage/map/?fold=no&proved=yes",
    "/stage/map/picture?fold=no&proved=yes",
    "/stage/map/?proved=so-far",
    "/stage/map/search?fold=no",
    "/stage/map/title/secret/search",
    "/api/stage/map?proved=yes",
    "/stage/profiles/",
    "/stage/progress/?none=first",
    "/stage/progress/?none=secret",
    "/stage/progress/?text=unknown",
    "/stage/progress/mine.txt",
    "/stage/progress/mine.json",
    "/stage/progress/mine.trakt.json",
    "/stage/progress/mine.csv",
    "/stage/progress/import/",
    "/stage/progress/bring/",
    "/stage/?kept=a-frozen-id-0",
    "/stage/progress/?kept=a-frozen-id-0",
    "/stage/title/first/?kept=a-frozen-id-0",
    "/forget/",
    "/stage/progress/undo/",
]


Told = dict[str, tuple[object, ...]]


def everything(folder: Path, asking: Universe | None = None) -> tuple[Told, Universe]:
    """Every page that links lead to from the front page, every address in ASKED, and a progress that names a secret.

    Plans are made from what titles ask for in the universe `asking` (None: in this one), which is returned too: that is
    all that a plan gives away.
    """
    server = serving(folder)
    (own,) = server.registry.universes
    asked = asking or own.universe
    plans = PlansKept(lambda _, progress, places: asked.curriculum(progress, places))
    client = visitor(replace(server, plans=plans))
    client.post("/stage/progress/", {"text": "First 1x01", "change": "a-frozen-id-0"})
    told: Told = {}
    waiting = ["/stage/", *ASKED]
    while waiting:
        address = waiting.pop().partition("#")[0]
        if address and address not in told and not address.startswith("/static/"):
            answer = client.get(address)
            told[address] = (answer.status_code, answer.content, tuple(answer.items()))
            if answer["Content-Type"].startswith("text/html"):
                page = Markup(answer.content.decode())
                waiting += [a["href"] for a in page.all("a")] + [a["src"] for a in page.all("img")]
    for text in ("Secret", "Another", "told Secret"):
        answer = client.post("/stage/progress/", {"text": text})
        told[text] = (answer.status_code, answer.content)
    return told, asked


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[Told, Universe]:
    """What the small universe as it is says to somebody who has seen First 1x01."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(map_searches, "WAIT", None)
        patch.setattr(map_queue, "WAIT", None)
        return everything(write(tmp_path_factory.mktemp("ours") / "stage"))


# Each change by itself in the long form. An ordinary run makes those together that add, and those that take away or
# rename: none makes up for what another one changes.
TOGETHER = [("more", "a sentence", "a person"), ("fewer", "a name", "a picture", "a title")]


@pytest.mark.parametrize("changes", [(what,) for what in OTHER] if LONG else TOGETHER, ids=" and ".join)
def test_what_may_not_be_known_changes_no_byte(
    tmp_path: Path, changes: tuple[str, ...], ours: tuple[Told, Universe], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_searches, "WAIT", None)
    pages = dict(STAGE)
    for name, old, new in map(OTHER.__getitem__, changes):
        assert old in pages[name]
        pages[name] = pages[name].replace(old, new)
    mine, asking = ours
    theirs, _ = everything(write(tmp_path / "stage", pages), asking)
    assert len(mine) > 25
    assert any("/before/" in address for address in mine)
    assert [address for address in mine | theirs if mine.get(address) != theirs.get(address)] == []
