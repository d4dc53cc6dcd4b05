"""Draw sentences by lot from the bundled universes and keep what a reader thought of each: docs/sentences.md.

Each of the draws has a seed, so the same universes give the same sentences. A draw is made once: the page keeps its
sentences and their verdicts, which are of a first reading, and marks those that are told in other words since. A draw
that the page does not have yet is added with no verdicts ("?") until somebody reads it and writes them into the table.
The page says of each draw which share of the sentences reads as if a person had written them, and the same of those
that the reader had not seen before.
"""

from __future__ import annotations

import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import intertwine
from intertwine.ledger.scaffold import new_universe
from intertwine.library import Companion
from intertwine.questions import timeline

PAGE = Path(__file__).parent.parent / "docs" / "sentences.md"
SEEDS, EACH, COUNT = (26, 27, 28), 38, 200
"""So many sentences are drawn by each seed, and so many of them of every progress."""
PROGRESSES = (
    "Daredevil S1",
    "Jessica Jones S1, Luke Cage S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1",
    "Daredevil S1-S2, Jessica Jones S1, Luke Cage S1, Iron Fist S1, The Defenders S1, Punisher S1",
    "everything",
)
SMALL = "A new universe"
"""The heading of the sentences of the universe that `intertwine new` writes."""
GOOD = "reads well"
BEFORE = (" (read before)", " (corrected before)")
"""How the verdict ends on a sentence that the reader had read in an earlier draw, and on one corrected since then."""
SINCE = " (told otherwise since)"
"""How the verdict ends on a sentence that is no longer told in these words."""
ROW = re.compile(r"\| (?:(\d+) )?\| (.+) \| (?:(.+) )?\|")
HEAD = """# Two hundred sentences, three times

Facts are told as sentences. This page has three draws of {count} of them by lot (`scripts/sentences.py`): in each,
{each} of what a viewer of the bundled universe knows at each of five progresses, and {rest} of the universe that
`intertwine new` writes. A stranger, who had not worked on the wording, read them one by one: does each sentence read as
if a person had written it?

The stranger's first three draws (seeds 23, 24 and 25) were read before anything was corrected: 88.5, 91.5 and 91.0 %
did. Then the stranger corrected what was wrong, in the vocabulary and the telling where it was a kind, else in the
line. About a hundred lines that no draw had were corrected too. Below is the first reading of three new draws. Some of
the sentences were in the earlier draws already, and the verdict says so: such a sentence was read before, or corrected
before. Each draw has its share with and without them. What did not read well here was corrected after this reading.
Such a sentence keeps its verdict, and is marked as told otherwise since.
"""
DRAW = """
## Seed {seed}

**{good} of {read} do: {share} %.** Of the {fresh} that were in no earlier draw, {fresh_good} do: {fresh_share} %. Where
one does not, the verdict says what is wrong.

{left}| | sentence | verdict |
| --- | --- | --- |
"""


class Read(NamedTuple):
    """A sentence that the lot fell on, under which `heading` it stands, and what a reader thought of it."""

    heading: str
    sentence: str
    verdict: str = "?"

    def seen(self) -> str:
        """The verdict, without whether the sentence is told otherwise since."""
        return self.verdict.removesuffix(SINCE)

    def is_good(self) -> bool:
        """Whether the sentence reads well."""
        return self.seen() in (GOOD, *(GOOD + before for before in BEFORE))

    def is_first(self) -> bool:
        """Whether the reader had not read the sentence in an earlier draw."""
        return not self.seen().endswith(BEFORE)


def drawn(seed: int) -> list[Read]:
    """The sentences that the lot of this `seed` falls on, each once, with no verdicts."""
    found: dict[str, str] = {}
    for heading, universe in _universes():
        count = EACH if heading != SMALL else COUNT - len(found)
        lots = sorted((_lot(seed, heading, sentence), sentence) for sentence in _told(universe, heading) - set(found))
        found |= dict.fromkeys([sentence for _, sentence in lots[:count]], heading)
    return [Read(heading, sentence) for sentence, heading in found.items()]


def told_now() -> set[str]:
    """Every sentence that a lot can fall on."""
    return {sentence for heading, universe in _universes() for sentence in _told(universe, heading)}


def _universes() -> Iterator[tuple[str, Companion]]:
    """The bundled universe at each progress, and then the one that `intertwine new` writes."""
    bundled = intertwine.load()
    for progress in PROGRESSES:
        yield progress, bundled
    with tempfile.TemporaryDirectory() as folder:
        new_universe(Path(folder) / "new", "A new universe")
        yield SMALL, intertwine.load(Path(folder) / "new")


def _told(universe: Companion, heading: str) -> set[str]:
    whole = heading in ("everything", SMALL)
    view = universe.universe.seen(universe.everything if whole else universe.progress(heading))
    return {told.text for told in timeline(view).facts}


def _lot(seed: int, heading: str, sentence: str) -> bytes:
    progress = "everything" if heading == SMALL else heading
    return hashlib.sha256(f"{seed} {progress} {sentence}".encode()).digest()


def draws(text: str) -> dict[int, list[Read]]:
    """The draws of a page, with their verdicts, by their seeds."""
    found: dict[int, list[Read]] = {}
    for part in text.split("\n## Seed ")[1:]:
        seed, _, rest = part.partition("\n")
        reads, heading = found.setdefault(int(seed), []), ""
        for line in rest.splitlines():
            if row := ROW.fullmatch(line):
                number, sentence, verdict = row.groups()
                if number:
                    reads.append(Read(heading, sentence, verdict))
                elif sentence.startswith("**"):
                    heading = sentence.strip("*")
    return found


def marked(read: Read, told: set[str]) -> Read:
    """The same, marked where its sentence is not among those that are `told`."""
    is_read = read.verdict != "?"
    return read._replace(verdict=read.seen() + (SINCE if is_read and read.sentence not in told else ""))


def page(found: Mapping[int, Sequence[Read]]) -> str:
    """The page with these draws, by their seeds."""
    head = HEAD.format(count=COUNT, each=EACH, rest=COUNT - len(PROGRESSES) * EACH)
    return head + "".join(_table(seed, reads) for seed, reads in found.items())


def _table(seed: int, reads: Sequence[Read]) -> str:
    rows, last = [], ""
    for number, read in enumerate(reads, 1):
        if read.heading != last:
            rows.append(f"| | **{read.heading}** | |")
            last = read.heading
        rows.append(f"| {number} | {read.sentence} | {read.verdict} |")
    known = [read for read in reads if read.verdict != "?"]
    first = [read for read in known if read.is_first()]
    good, fresh_good = (sum(read.is_good() for read in several) for several in (known, first))
    unread = len(reads) - len(known)
    said = DRAW.format(
        seed=seed,
        good=good,
        read=len(known),
        share=share(good, len(known)),
        fresh_good=fresh_good,
        fresh=len(first),
        fresh_share=share(fresh_good, len(first)),
        left=f"{unread} were not read yet.\n\n" if unread else "",
    )
    return said + "\n".join(rows) + "\n"


def share(good: int, of: int) -> str:
    """So many percent of so many, with one decimal place; "?" of none."""
    return f"{100 * good / of:.1f}" if of else "?"


def main() -> int:
    kept = draws(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    told = told_now()
    found = {seed: [marked(read, told) for read in kept.get(seed) or drawn(seed)] for seed in SEEDS}
    PAGE.write_text(page(found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
