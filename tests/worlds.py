"""Universes out of text: a test's docstring is the ledger.

A docstring holds words for the reader, then pages, each under a line `=== path.md`. A line `=== group: The Watch,
The Hand` stands for pages that say nothing but their kind. A universe's page is added where none is given, and a
character's page for everybody who is linked and has no page.
"""

import inspect
import re
import textwrap
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.store.columns import Compiled

_STUBS = re.compile("=== ([a-z]+): (.+)")
UNIVERSE = "---\nkind: universe\nname: A world\n---\n"


def pages(text: str) -> dict[str, str]:
    """The pages of a docstring, by path."""
    found: dict[str, str] = {}
    path = ""
    for line in textwrap.dedent(text).splitlines():
        if stubs := _STUBS.fullmatch(line):
            path = ""
            names = (name.strip() for name in stubs[2].split(","))
            found |= {f"{stubs[1]}s/{name}.md": f"---\nkind: {stubs[1]}\n---\n" for name in names}
        elif line.startswith("=== "):
            path = line[4:].strip()
            found[path] = ""
        elif path:
            found[path] += line + "\n"
    return found


def compiled(files: dict[str, str], verbs: str | None = None, compiler: Compiler | None = None) -> Compiled:
    """Compile pages that are in no folder."""
    whole = files if "universe.md" in files else {"universe.md": UNIVERSE, **files}
    sources = tuple(SourceFile(path, text) for path, text in sorted(whole.items()))
    return (compiler or Compiler()).compile_text(Folder(Path("world"), sources, verbs, ()))


def world(text: str | dict[str, str], *, broken: bool = False) -> Universe:
    """A universe out of a docstring, with a page for everybody in it, or of pages as they are.

    Its text must have no problems unless it is meant to be `broken`.
    """
    result = compiled(with_people(pages(text)) if isinstance(text, str) else text)
    errors = [str(problem) for problem in result.problems if problem.severity == "error"]
    if errors and not broken:
        raise ValueError("\n".join(errors))
    return Universe(result)


def identities(universe: Universe) -> dict[str, str]:
    """What marks of each title are kept under, by its key. For tests alone: nothing else looks behind the gate."""
    ledger = universe._ledger
    pairs = zip(ledger.entities.key.tolist(), ledger.entities.identity.tolist(), strict=True)
    return {ledger.strings[key]: ledger.strings[identity] for key, identity in pairs if identity}


def with_people(files: dict[str, str]) -> dict[str, str]:
    """These pages, and a character's page for everybody whom they link and who has none."""
    keys = {Path(path).stem for path in files}
    linked = {key for text in files.values() for key in re.findall(r"\[\[([^\[\]|]+)", text)}
    return {**files, **{f"people/{key}.md": "---\nkind: character\n---\n" for key in sorted(linked - keys)}}


def universe(test: Callable[..., None]) -> Callable[..., None]:
    """A test that is given the universe of its own docstring as its first argument."""

    @wraps(test)
    def run(*args: Any, **named: Any) -> None:
        test(world(inspect.cleandoc(test.__doc__ or "")), *args, **named)

    signature = inspect.signature(test)
    rest = list(signature.parameters.values())[1:]
    run.__signature__ = signature.replace(parameters=rest)  # type: ignore[attr-defined]
    return run


LIGHTS = {
    "universe.md": "---\nkind: universe\nname: Lights\n---\n",
    "titles/Beacon.md": """---
kind: series
---
## Season 1 (2019-01-01, 6 episodes)
### 1. One
- together: [[Ida]], [[Jon]] (as a boy)
  - true: 2009
### 2. Two
- together: [[Ida]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 3. Three
- together: [[Ida]], [[Sil]]
  - taken for: [[Sil]] as [[Jon]] until 1x06
### 4. The Night
- frame: dream of [[Ida]], revealed 1x06
- [[Ida]] marries [[Leo]]
- [[Leo]] dies
### 5. Five
- together: [[Ida]], [[Nell]] (by voice)
### 6. Six
""",
    **{f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Ida", "Jon", "Sil", "Leo", "Nell")},
}
"""A universe with a voice, a double who is unmasked in the sixth episode, and a dream that comes out then."""
