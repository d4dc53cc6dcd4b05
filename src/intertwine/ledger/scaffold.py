"""A new universe: a small one of our own invention, whose notes tell its keeper what each thing is for."""

import json
import re
import secrets
import shutil
from pathlib import Path

from intertwine.ledger.link.identity import new_id
from intertwine.model.whole_file import write_file

_UNIVERSE = """---
kind: universe
id: {id}
name: {name}
description: A night ferry, an orchard under glass, and who has met whom.
---

# {title}

> Lines that begin with > are notes to yourself: they are never shown. This folder is a whole universe. Two titles
> stand in titles/, and one page for each person, place, group and open question beside them. Change them, or delete
> them and write your own. `intertwine check` tells you what it cannot understand, with file and line.
"""

_NIGHTBOAT = """---
kind: series
id: nightboat
name: Nightboat
certification: {US-TV: TV-14}
genres: [Mystery, Drama]
platform: Channel Nine
logline: The last ferry of the night brings people who were not on the list.
cast:
  - "[[Mara Lindquist]] as [[Ines Valdane]] (public role)"
  - "[[Jon Okafor]] as [[The Ferryman]] (public)"
---

# Nightboat

> Everything above is the listing, which everybody may see. Only the id is never shown. Viewers' marks are kept under
> it, so keep it when you change the name. A line of the cast is two facts. (public) lets everybody know who acts; the
> role waits for the character's first appearance, unless you write (public role).

### Public

The last ferry to [[Port Sable]] leaves at midnight. [[Ines Valdane]] counts the passengers, and the number is wrong.

> What stands below a ### heading is revealed there: here to everybody, below to those who have seen that episode.

## Season 1 (2021-10-04, 3 episodes)

### Whole season

- [[Ines Valdane]] lives in [[Port Sable]]

> If you are unsure of the episode, stamp the whole season: too late is safe, too early is a spoiler.

### 1. The Midnight Count (~45 min)

- [[Ines Valdane]] works as "purser of the night ferry" ^ines-purser
  - true: 2021-10
- [[Ines Valdane]] opens [[The Empty Cabin]]

### 2. Fog Signal (~44 min)

- 00:12:30 [[Ines Valdane]] meets for the first time [[The Ferryman]]
- 00:12:30-00:16:05 together: [[Ines Valdane]], [[The Ferryman]] on [[The Night Ferry]]
- [[The Ferryman]] knows ^ines-purser

> A scene says who is together, where, and from when to when.

### 3. The List (~47 min)

- 00:31:00 [[The Ferryman]] is the father of [[Ines Valdane]] ^ines-father
  - also known: The Glass Orchard @00:52:00

> also known: is another way to learn the same fact; any one of them reveals it.

## News

### Public

- news: "Nightboat is renewed for a second season"
"""

_ORCHARD = """---
kind: film
id: the-glass-orchard
name: The Glass Orchard
released: 2022-05-13
minutes: ~98
certification: {US-MPA: PG-13}
genres: [Drama]
platform: Channel Nine
logline: Somebody must keep the trees of a dead man alive through one winter.
cast:
  - "[[Mara Lindquist]] as [[Ines Valdane]]"
---

# The Glass Orchard

### Whole title

- [[Ines Valdane]] travels to [[Port Sable]]
  - because: she has to know who was in the cabin
- 00:09:40 [[Ines Valdane]] meets [[Tomas Reed]] at [[Port Sable]]
- [[Tomas Reed]] investigates [[The Empty Cabin]]
- 01:31:00 [[Tomas Reed]] resolves [[The Empty Cabin]]
  - needs: Nightboat S1

> needs: asks for more to have been seen: the answer says nothing to those who do not know the question.

## Synopsis

### Whole title

The film picks up [[Nightboat]] a winter later. [[Ines Valdane]] comes to an orchard under glass, where [[Tomas Reed]]
asks what became of a passenger.
"""

_FERRYMAN = """---
kind: character
pronoun: he
names:
  - {name: Oskar Valdane, revealed: Nightboat 1x03}
  - {name: the ferryman, revealed: linked}
---

# The Ferryman

> His name is a spoiler, so each name says when it is revealed. The best one comes first. "linked" means: with the first
> thing that anybody learns of him. The file's own name is a key: it is never shown.

### Nightboat 1x03

Everybody on the ferry knew [[The Ferryman|Oskar Valdane]] once.
"""

_FILES = {
    "universe.md": _UNIVERSE,
    "titles/Nightboat.md": _NIGHTBOAT,
    "titles/The Glass Orchard.md": _ORCHARD,
    "people/Ines Valdane.md": "---\nkind: character\npronoun: she\n---\n\n# Ines Valdane\n\n"
    "> Without names in the front matter, the file's name is hers, shown with the first thing that is known of her.\n",
    "people/The Ferryman.md": _FERRYMAN,
    "people/Tomas Reed.md": "---\nkind: character\n---\n\n# Tomas Reed\n",
    "people/Mara Lindquist.md": "---\nkind: person\n---\n\n# Mara Lindquist\n\n> Persons are real: actors, creators.\n",
    "people/Jon Okafor.md": "---\nkind: person\n---\n\n# Jon Okafor\n",
    "places/Port Sable.md": "---\nkind: place\n---\n\n# Port Sable\n",
    "places/The Night Ferry.md": "---\nkind: place\n---\n\n# The Night Ferry\n",
    "threads/The Empty Cabin.md": "---\nkind: thread\n---\n\n# The Empty Cabin\n\n"
    "> A thread is an open case or question: something opens it, people look into it, something resolves it.\n",
}


_MARKS = re.compile(r"<!--|%%+|\[?\^(?=\[)|\[(?=\^)|\[\[|\]\]|\](?=[(\[])|<(?=[A-Za-z])")
"""With what a comment, a footnote or a link would begin or end in a name."""


def random_mark() -> str:
    """What makes the id of a new universe unlike every other. Tests put something else in its place."""
    return secrets.token_hex(4)


def new_universe(folder: Path, name: str) -> list[Path]:
    """Write a small universe called `name` into `folder`, which is made if it is missing; the files written.

    Its id is made from `name` and chance: two universes of one name are two. It is read without any problem. Raises
    `FileExistsError` where the folder is not empty: nothing is ever written over. Where a file cannot be written,
    nothing is left behind, and the `OSError` names it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f'"{folder}" is not empty. Name a folder that is, or that is not there yet.')
    written = []
    title = " ".join(_MARKS.sub(" ", name).split()) or "A small universe"
    words = {"{name}": json.dumps(title, ensure_ascii=False), "{title}": title}
    words["{id}"] = new_id(name, random_mark())
    missing = next((it for it in reversed((folder, *folder.parents)) if not it.exists()), None)
    try:
        for path, text in _FILES.items():
            filled = re.sub("[{](id|name|title)[}]", lambda m: words[m[0]], text) if path == "universe.md" else text
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            write_file(file, filled.encode("utf-8"))
            written.append(file)
    except BaseException:
        for made in [missing] if missing else list(folder.iterdir()):
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        raise
    return written
