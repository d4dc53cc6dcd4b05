"""Small universes written as one text: `=== path` begins each file."""

import io
from dataclasses import dataclass
from pathlib import Path

from intertwine.cli.main import main

HARBOUR = """
=== universe.md
---
kind: universe
name: The harbour
description: Two series that share a harbour.
---
=== titles/Harbour.md
---
kind: series
name: Harbour
genres: [Drama]
logline: A harbour, at night.
cast:
  - "[[Rosa Lind]] as [[Ada]] (public role)"
---
# Harbour
### Public
- [[Harbour]] is set in [[The pier]]
## Season 1 (2020-01-01, 2 episodes)
### 1. Fog (~50 min)
- [[Ada]] meets [[Bruno]] at [[The pier]] ^ada-bruno
- [[Ada]] works as "a pilot"
- [[Bruno]] opens [[The lost crate]]
- 00:10:00-00:12:00 together: [[Ada]], [[Célia]] at [[The pier]]
### 2. Tide (~50 min)
- [[Bruno]] searches for [[The lost crate]]
- [[Bruno]] kills [[Dov]] ^bruno-kills
- [[Ada]] learns ^bruno-kills
- [[Célia]] is [[The Grey Lady]]
=== titles/Lantern.md
---
kind: series
name: Lantern
---
# Lantern
## Season 1 (2021-01-01, 2 episodes)
### 1. Spark
- [[Bruno]] meets [[Ada (keeper)]]
- [[Bruno]] meets [[Emil]]
### 2. Blaze
- [[Emil]] meets for the first time [[Ada]]
=== people/Ada.md
---
kind: character
---
=== people/Ada (keeper).md
---
kind: character
---
=== people/Bruno.md
---
kind: character
---
=== people/Célia.md
---
kind: character
---
=== people/The Grey Lady.md
---
kind: character
---
=== people/Dov.md
---
kind: character
---
=== people/Emil.md
---
kind: character
---
=== people/Rosa Lind.md
---
kind: person
---
=== places/The pier.md
---
kind: place
---
=== threads/The lost crate.md
---
kind: thread
---
"""


def write(folder: Path, story: str) -> Path:
    """Write a story's files below `folder`, and give the folder."""
    for part in story.split("=== ")[1:]:
        path, _, text = part.partition("\n")
        file = folder / path.strip()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def say(*argv: str, terminal: bool = False) -> Said:
    """Run a command in this process."""
    out, err = (Terminal(), Terminal()) if terminal else (io.StringIO(), io.StringIO())
    code = main(argv, out, err)
    return Said(code, out.getvalue(), err.getvalue())
