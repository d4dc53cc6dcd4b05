"""What the tests of the web share: a small universe with secrets, and readers of its pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.test import Client

from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.web.registry import SERVER
from intertwine.web.server import Server, new_server
from tests.fork_server import Forked

Start = Callable[..., tuple[Forked, str]]
"""Serves folders in another process, on a free port; gives the process and its address."""

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture"

STAGE = {
    "universe.md": "---\nkind: universe\nname: The Stage\ndescription: Two plays.\n---\n",
    "titles/First.md": """---
kind: series
name: First
genres: [Drama]
logline: A stage is built.
images:
  - {file: pictures/first.png, alt: A curtain, revealed: public}
  - {file: pictures/second.png, alt: A trapdoor, revealed: First 1x02}
cast:
  - "[[Ada Actor]] as [[Anna]] (public role)"
---
## Season 1 (2020-01-01, 3 episodes)
### 1. Opening (30 min)
- [[Anna]] meets [[Bert]] at [[The Foyer]] ^anna-bert
- [[Anna]] meets [[the stranger]]
### 2. Middle (30 min)
- [[Carla]] works as "a prompter"
- [[the stranger]] is called "Zeno"
### 3. Close (30 min)
- [[Bert]] dies
""",
    "titles/Second.md": """---
kind: series
name: Second
---
### Public
- [[Second]] picks up [[First]]
## Synopsis
### First 1x01
[[Anna]] had met [[Bert]].
### Second 1x01
Then [[Dora]] came.
## Season 1 (2021-01-01, 2 episodes)
### 1. Again
- [[Anna]] meets [[Dora]]
### 2. Last
- [[Dora]] meets [[Bert]]
""",
    "titles/Secret.md": """---
kind: film
name: Secret
released: 2022-01-01
revealed: Second 1x02
---
### Whole title
- [[Dora]] meets [[Emil]]
""",
    "people/the stranger.md": """---
kind: character
names:
  - {name: Zeno, revealed: First 1x02}
  - {name: the stranger, revealed: linked}
---
""",
    **{f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Anna", "Bert", "Carla", "Dora", "Emil")},
    "people/Ada Actor.md": "---\nkind: person\n---\n",
    "places/The Foyer.md": "---\nkind: place\n---\n",
}


def write(folder: Path, pages: Mapping[str, str] = STAGE) -> Path:
    """The universe `pages` in `folder`, with its two pictures."""
    for name, text in pages.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    (folder / "pictures").mkdir(exist_ok=True)
    (folder / "pictures" / "first.png").write_bytes(PNG + b" of a curtain")
    (folder / "pictures" / "second.png").write_bytes(PNG + b" of a trapdoor")
    return folder


def serving(*folders: Path) -> Server:
    """A server with these universes, freshly compiled."""
    server = new_server()
    for folder in folders:
        compiled = Compiler().compile(folder)
        assert [str(problem) for problem in compiled.problems if problem.severity == "error"] == []
        server.registry.put(folder, Universe(compiled))
    return server


def started_anew(server: Server) -> Server:
    """Another server of the same universes, which keeps nothing yet. Its viewers are the data folder's."""
    return replace(new_server(), registry=server.registry)


def visitor(server: Server, **more: Any) -> Client:
    """Somebody who has just come, with a browser that says where its requests come from."""
    environment = {SERVER: server, "SERVER_NAME": "localhost", "HTTP_SEC_FETCH_SITE": "same-origin", **more}
    return Client(raise_request_exception=False, **environment)


def text_of(client: Client, universe: str = "stage") -> str:
    """What somebody has passed, in words."""
    page = client.get(f"/{universe}/progress/").content.decode()
    return unescape(page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0])


class Markup(HTMLParser):
    """A page taken apart: `heads` as (level, text), `fields` by id, `tags` in order with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.heads: list[tuple[int, str]] = []
        self._inside: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if re.fullmatch("h[1-6]", tag):
            self._inside = tag
            self.heads.append((int(tag[1]), ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            level, text = self.heads[-1]
            self.heads[-1] = (level, text + data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.tags if name == tag]


def troubles(html: str) -> list[str]:
    """What a checker of accessibility would mind: names, labels, headings, landmarks, ids."""
    page, found = Markup(html), []
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    labelled = {attrs.get("for") for attrs in page.all("label")}
    found += [f"id twice: {name}" for name in set(ids) if ids.count(name) > 1]
    found += [f"image without alt: {a}" for a in page.all("img") if not a.get("alt")]
    drawn = [a for a in page.all("svg") if a.get("aria-hidden") != "true"]
    found += [f"picture without a name: {a}" for a in drawn if not a.get("aria-label")]
    for attrs in page.all("input") + page.all("textarea"):
        if attrs.get("type") != "hidden" and attrs.get("id") not in labelled and not attrs.get("aria-label"):
            found.append(f"field without a label: {attrs}")
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            found += [f"{name} leads nowhere: {word}" for word in attrs.get(name, "").split() if word not in ids]
        found += [f"inline {name}" for name in attrs if name == "style" or name.startswith("on")]
    levels = [level for level, _ in page.heads]
    found += [f"heading {b} after {a}" for a, b in pairwise(levels) if b > a + 1]
    found += [f"empty heading: {head}" for head in page.heads if not head[1].strip()]
    found += [] if levels.count(1) == 1 else [f"{levels.count(1)} headings of the first level"]
    found += [f"{n} {tag}" for tag in ("main", "header", "title") if (n := len(page.all(tag))) < 1]
    found += [] if page.all("html")[0].get("lang") else ["no language"]
    found += [] if ("a", {"class": "skip", "href": "#main"}) in page.tags else ["no skip link"]
    return found
