"""What the text of a large universe costs a server and its keeper: looking at its files, and naming what is unknown."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measure import Table, verdict
from intertwine.ledger.read.files import folder_state
from intertwine.ledger.read.folder import read_files
from intertwine.model.spelled_words import Spellings

FOLDERS, PAGES = 100, 100
LOOK, EACH = 60.0, 2.0
FACTS, ASKED, TIMES = 100_000, 100, 15
SYLLABLES = (
    "ka",
    "ren",
    "mi",
    "lo",
    "sha",
    "dor",
    "vel",
    "tin",
    "gra",
    "pos",
    "un",
    "ter",
    "be",
    "ch",
    "ast",
    "or",
    "il",
    "mon",
)


def tables() -> list[Table]:
    """One table of a folder, one of unknown names."""
    return [_folder(), _unknown()]


def _folder() -> Table:
    """Looking at 10,000 pages, and reading them."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "universe.md").write_text("---\nname: Many\n---\n", encoding="utf-8")
        for part in range(FOLDERS):
            (root / f"part {part}").mkdir()
            for number in range(PAGES):
                page = root / f"part {part}" / f"Page {part} {number}.md"
                page.write_text("---\nkind: character\n---\n", encoding="utf-8")
        looks = _milliseconds([lambda: folder_state(root, time.time_ns())] * TIMES)
        readings = _milliseconds([lambda: read_files(root)] * TIMES)
    row = (f"{FOLDERS * PAGES:,}", f"{looks:.0f}", verdict(looks, LOOK), f"{readings:.0f}")
    columns = ("pages", "a look, ms", "bound", "a reading of every byte, ms")
    note = "Processor time. A server looks twice a second, and reads twice a minute although looks see no change."
    return Table("A folder that is served", columns, (row,), note)


def _unknown() -> Table:
    """The nearest of 100,000 words to words that are none of them."""
    chance = random.Random(1)

    def name(least: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(least, 5)))

    def slip(word: str) -> str:
        at = chance.randrange(len(word))
        return word[:at] + chance.choice("abcdxyz019") + word[at + chance.randint(0, 1) :]

    rows = []
    for kind, words in (
        ("block ids, numbered", [f"fact-{number:06}" for number in range(FACTS)]),
        ("block ids, of words", [f"{name(1)}-{name(1)}-{number}" for number in range(FACTS)]),
        ("names", [f"{name(2)} {name(2)}".title() for _ in range(FACTS)]),
    ):
        spellings = Spellings(words)
        asked = [slip(chance.choice(words)) for _ in range(ASKED)]

        def nearest(word: str, known: Spellings = spellings) -> object:
            return known.called(word) or known.close(word, 1)

        start = time.process_time()
        nearest(asked[0])
        first = (time.process_time() - start) * 1000
        each = _milliseconds([lambda word=word: nearest(word) for word in asked])
        rows.append((kind, f"{first:.0f}", f"{each:.1f}", verdict(each, EACH)))
    columns = (f"one unknown among {FACTS:,}", "the first, ms", "each one after it, ms", "bound")
    return Table("The nearest known spelling", columns, tuple(rows), "Processor time, medians.")


def _milliseconds(runs: Sequence[Callable[[], object]]) -> float:
    """The median processor time of these, in milliseconds."""
    taken = []
    for run in runs:
        start = time.process_time()
        run()
        taken.append((time.process_time() - start) * 1000)
    return statistics.median(taken)
