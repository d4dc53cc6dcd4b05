"""The order of a story at 100,000 facts, half of them dated, half before, after or during others in chains and fans."""

import random
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Table, verdict
from intertwine.check.place.time_contradiction import time_contradiction
from intertwine.check.source import Source
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.store.columns import Compiled

SIZES = (10_000, 100_000)
BOUND = 1.0
EPISODES = 100
WRONG = 0.01
"""How many relations contradict something, of all in the second row of each size."""


def tables() -> list[Table]:
    """The story order's table."""
    rows, seconds = [], []
    for facts in SIZES:
        for wrong in (0.0, WRONG):
            compiled = _compiled(facts, wrong)
            universe, taken = Universe(compiled), []
            for _ in range(3):
                view = universe.seen("everything")
                lines = [fact.line for fact in view.facts.of()]
                start = time.process_time()
                view.story.ordered(lines)
                taken.append(time.process_time() - start)
                universe = Universe(compiled)
            start = time.process_time()
            view.story.ordered(lines)
            again = time.process_time() - start
            found = len(list(time_contradiction(Source(compiled.ledger, {}))))
            seconds.append(statistics.median(taken))
            rows.append(
                (
                    f"{facts:,}", f"{len(compiled.ledger.relations.line):,}", f"{found:,}", f"{seconds[-1]:.2f}",
                    verdict(seconds[-1], BOUND), f"{again * 1000:.0f}",
                )
            )  # fmt: skip
    growth = seconds[-2] / seconds[0] / (SIZES[-1] / SIZES[0])
    note = f"Growth from the smaller to the larger, over that of the facts: {growth:.2f} (1 is linear)."
    columns = ("facts", "relations", "contradictions", "order, s of CPU", "bound", "again, ms")
    return [Table("Story order: dated and relative facts", columns, tuple(rows), note)]


def _compiled(facts: int, wrong: float) -> Compiled:
    """A series whose episodes have that many facts in all."""
    who = "---\nkind: character\n---\n"
    files = {"universe.md": "---\nkind: universe\n---\n", "Ada.md": who, "Ben.md": who, "Ebb.md": _text(facts, wrong)}
    return Compiler().compile_text(Folder(Path(), tuple(SourceFile(*it) for it in files.items()), None, ()))


def _text(facts: int, wrong: float) -> str:
    return "\n".join(["---\nkind: series\n---", f"## Season 1 ({EPISODES} episodes)", *_lines(facts, wrong)]) + "\n"


def _lines(facts: int, wrong: float) -> Iterator[str]:
    dice = random.Random(f"story {facts}")
    for n in range(facts):
        if n % (facts // EPISODES) == 0:
            episode = n // (facts // EPISODES)
            yield f"### {episode + 1}. Part ({2000 + episode // 12}-{episode % 12 + 1:02}-01)"
        yield f'- [[Ada]] helps [[Ben]] "as told in {n}" ^f{n}'
        if n % 2 == 0:
            yield f"  - true: {1900 + n * 100 // facts}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
            continue
        chained, fan, dated = n - 2, n - n % 500, n - 1
        target = dated if n % 50 == 1 else chained if n % 100 > 50 else fan
        yield f"  - true: {dice.choice(['after', '3 days after', 'after', 'during'])} ^f{target}"
        if dice.random() < wrong and n > 2000:
            yield f"  - true: before ^f{n - 2000}"
