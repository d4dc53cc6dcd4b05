"""Draw sentences by lot from the bundled universes and keep what a reader thought of each: docs/sentences.md.

The draw has a seed of its own, so the same universes give the same sentences. A verdict belongs to its sentence and is
kept as long as that sentence is drawn; a new sentence has none ("?") until somebody reads it and writes it into the
table. The page says which share of those that were read reads as if a person had written them.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import intertwine
from intertwine.ledger.scaffold import new_universe
from intertwine.library import Companion
from intertwine.questions import timeline

PAGE = Path(__file__).parent.parent / "docs" / "sentences.md"
SEED, EACH = 17, 38
"""Of every progress so many sentences are drawn."""
PROGRESSES = (
    "Daredevil S1",
    "Jessica Jones S1, Luke Cage S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1, The Defenders S1, Punisher S1",
    "everything",
)
GOOD = "reads well"
ROW = re.compile(r"\| \d+ \| (.+) \| (.+) \|")
HEAD = """# Two hundred sentences

Facts are told as sentences. This page has {count} of them, drawn by lot (`scripts/sentences.py`, seed {seed}): {each}
of what a viewer of the bundled universe knows at each of five progresses, and {rest} of the universe that
`intertwine new` writes. One of those who worked on them has read each, as a stranger would who knows the
story and not the ledger: does it read as if a person had written it?

**{good} of {read} do: {share} %.** Among the others the verdict says what is wrong.

{left}| | sentence | verdict |
| --- | --- | --- |
"""


def drawn() -> list[tuple[str, str]]:
    """The sentences, each once, with the progress at which it was drawn."""
    lot = random.Random(SEED)  # noqa: S311 - a draw that anybody can repeat
    found: dict[str, str] = {}
    bundled = intertwine.load()
    for progress in PROGRESSES:
        _draw(lot, found, bundled, progress, EACH)
    with tempfile.TemporaryDirectory() as folder:
        new_universe(Path(folder) / "new", "A new universe")
        small = intertwine.load(Path(folder) / "new")
        _draw(lot, found, small, "everything", 200 - len(found))
    return [(progress, sentence) for sentence, progress in found.items()]


def _draw(lot: random.Random, found: dict[str, str], universe: Companion, progress: str, count: int) -> None:
    view = universe.universe.seen(universe.everything if progress == "everything" else universe.progress(progress))
    known = sorted({told.text for told in timeline(view).facts} - set(found))
    found |= dict.fromkeys(lot.sample(known, min(count, len(known))), progress)


def verdicts(text: str) -> Iterator[tuple[str, str]]:
    """What a reader thought of each sentence on the page `text`."""
    for line in text.splitlines():
        if (row := ROW.fullmatch(line)) and row[1] != "sentence":
            yield row[1], row[2]


def page(sentences: list[tuple[str, str]], known: dict[str, str]) -> str:
    """The page with these sentences, each with its verdict among those `known`."""
    rows, last = [], ""
    for number, (progress, sentence) in enumerate(sentences, 1):
        if progress != last:
            rows.append(f"| | **{progress if number <= 5 * EACH else 'A new universe'}** | |")
            last = progress
        rows.append(f"| {number} | {sentence} | {known.get(sentence, '?')} |")
    said = [known[sentence] for _, sentence in sentences if sentence in known and known[sentence] != "?"]
    good = said.count(GOOD)
    share = f"{100 * good / len(said):.1f}" if said else "?"
    unread = len(sentences) - len(said)
    left = f"{unread} were not read yet.\n\n" if unread else ""
    rest = len(sentences) - 5 * EACH
    head = HEAD.format(
        count=len(sentences), seed=SEED, each=EACH, rest=rest, good=good, read=len(said), share=share, left=left
    )
    return head + "\n".join(rows) + "\n"


def main() -> int:
    known = dict(verdicts(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}
    PAGE.write_text(page(drawn(), known), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
