"""Draw sentences by lot from the bundled universes and keep what a reader thought of each: docs/sentences.md.

Each of the draws has a seed, so the same universes give the same sentences. The lot falls on each sentence alone, so a
change of others moves few. A verdict belongs to its sentence and is kept as long as that sentence is drawn; a new
sentence has none ("?") until somebody reads it and writes it into the table. The page says of each draw which share of
the sentences that were read reads as if a person had written them.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import intertwine
from intertwine.ledger.scaffold import new_universe
from intertwine.library import Companion
from intertwine.questions import timeline

PAGE = Path(__file__).parent.parent / "docs" / "sentences.md"
SEEDS, EACH, COUNT = (17, 18, 19), 38, 200
"""So many sentences are drawn by each seed, and so many of them of every progress."""
PROGRESSES = (
    "Daredevil S1",
    "Jessica Jones S1, Luke Cage S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1, The Defenders S1, Punisher S1",
    "everything",
)
GOOD = "reads well"
ROW = re.compile(r"\| \d+ \| (.+) \| (.+) \|")
HEAD = """# Two hundred sentences, three times

Facts are told as sentences. This page has three draws of {count} of them by lot (`scripts/sentences.py`): in each,
{each} of what a viewer of the bundled universe knows at each of five progresses, and {rest} of the universe that
`intertwine new` writes. A fresh reader, who knew the stories and English and had not worked on the wording, was given
three draws: does each sentence read as if a person had written it? In those first draws 85, 88 and 90 % did. The reader
said what was wrong, corrected it (in the vocabulary where it was a kind, else in the line), and then read the draws
below in the same way.
"""
DRAW = """
## Seed {seed}

**{good} of {read} do: {share} %.** Where one does not, the verdict says what is wrong.

{left}| | sentence | verdict |
| --- | --- | --- |
"""


def drawn(seed: int) -> list[tuple[str, str]]:
    """The sentences that the lot of this `seed` falls on, each once, with the progress at which it was drawn."""
    found: dict[str, str] = {}
    bundled = intertwine.load()
    for progress in PROGRESSES:
        _draw(seed, found, bundled, progress, EACH)
    with tempfile.TemporaryDirectory() as folder:
        new_universe(Path(folder) / "new", "A new universe")
        small = intertwine.load(Path(folder) / "new")
        _draw(seed, found, small, "everything", COUNT - len(found))
    return [(progress, sentence) for sentence, progress in found.items()]


def _draw(seed: int, found: dict[str, str], universe: Companion, progress: str, count: int) -> None:
    view = universe.universe.seen(universe.everything if progress == "everything" else universe.progress(progress))

    def lot(sentence: str) -> bytes:
        return hashlib.sha256(f"{seed} {progress} {sentence}".encode()).digest()

    known = sorted({told.text for told in timeline(view).facts} - set(found), key=lot)
    found |= dict.fromkeys(known[:count], progress)


def verdicts(text: str) -> Iterator[tuple[str, str]]:
    """What a reader thought of each sentence in `text`, the page or a part of it."""
    for line in text.splitlines():
        if (row := ROW.fullmatch(line)) and row[1] != "sentence":
            yield row[1], row[2]


def page(draws: Mapping[int, list[tuple[str, str]]], known: Mapping[str, str]) -> str:
    """The page with the sentences of these `draws`, by their seeds, each with its verdict among those `known`."""
    head = HEAD.format(count=COUNT, each=EACH, rest=COUNT - len(PROGRESSES) * EACH)
    return head + "".join(_table(seed, sentences, known) for seed, sentences in draws.items())


def _table(seed: int, sentences: list[tuple[str, str]], known: Mapping[str, str]) -> str:
    rows, last = [], ""
    for number, (progress, sentence) in enumerate(sentences, 1):
        heading = progress if number <= len(PROGRESSES) * EACH else "A new universe"
        if heading != last:
            rows.append(f"| | **{heading}** | |")
            last = heading
        rows.append(f"| {number} | {sentence} | {known.get(sentence, '?')} |")
    said = [known[sentence] for _, sentence in sentences if known.get(sentence, "?") != "?"]
    good = said.count(GOOD)
    share = f"{100 * good / len(said):.1f}" if said else "?"
    unread = len(sentences) - len(said)
    left = f"{unread} were not read yet.\n\n" if unread else ""
    return DRAW.format(seed=seed, good=good, read=len(said), share=share, left=left) + "\n".join(rows) + "\n"


def main() -> int:
    known = dict(verdicts(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else {}
    PAGE.write_text(page({seed: drawn(seed) for seed in SEEDS}, known), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
