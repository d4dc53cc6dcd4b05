"""Answers about 100,000 facts, everything seen: timelines, ties, strands, what was learnt, search and suggestions.

Two generated universes: the one of the gate (see `shape.py`), in which many people are in many titles; and one of ten
titles with scenes, in which few people carry most. Processor time: the least of several.
"""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measure import Table, verdict
from benchmarks.shape import generated
from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.store.columns import Compiled
from intertwine.model.progress import Progress
from intertwine.questions.weights import weights

FACTS = 100_000
TITLES, EPISODES, PEOPLE = 10, 100, 3000
VERBS = ("helps", "fights", "works with", "protects", "is a friend of", "investigates", "meets")
TYPED = 200


def tables() -> Iterator[Table]:
    """The answers, and the suggestions while names are typed."""
    universe = Universe(Compiled(generated(FACTS), ()))
    view = universe.seen("everything")
    staged = Universe(_staged()).seen("everything")
    title = view.listing.titles[0]
    unseen = universe.seen(_without_last(universe, view, title, 5))
    rows = [
        _row("the whole timeline, told", 5400, lambda: tuple(questions.timeline(view).facts), 1),
        _row("a page of it: 100 facts", 50, lambda: tuple(questions.timeline(view, limit=100, offset=50_000).facts)),
        _row("ties", 300, lambda: questions.ties(view)),
        _row("ties, all of them told", 2600, lambda: tuple(questions.ties(view).ties), 1),
        _row("strands of a title (10,000 facts, scenes)", 100, lambda: questions.strands(staged, "Tale 1")),
        _row("... and every moment, told", None, lambda: tuple(questions.strands(staged, "Tale 1").moments), 3),
        _row("strands of such a universe", 500, lambda: questions.strands(staged), 3),
        _row("... and every moment, told", None, lambda: tuple(questions.strands(staged).moments), 2),
        _row("strands of the universe", 500, lambda: questions.strands(view), 3),
        _row("... and every moment, told", None, lambda: tuple(questions.strands(view).moments), 3),
        _row("learnt, of five installments", 50, lambda: questions.learnt(unseen, view)),
        _row("who is who: a page of 100", 20, lambda: questions.everybody(view)),
        *(
            _row(f'search: "{words}"', 20, lambda words=words: questions.search(view, words))
            for words in ("Person 000123", "Persn 000123", "person", "helps", "reason 50")
        ),
    ]
    columns = ("answer", "ms of CPU", "bound", "the first time, ms")
    yield Table("Answers at 100,000 facts, everything seen", columns, tuple(rows))
    yield _suggesting(view)


def _row(name: str, bound: float | None, ask: Callable[[], object], times: int = 5) -> tuple[str, ...]:
    taken = []
    for _ in range(times + 1):
        start = time.process_time()
        ask()
        taken.append((time.process_time() - start) * 1000)
    least = min(taken[1:])
    return name, f"{least:.1f}", "" if bound is None else verdict(least, bound), f"{taken[0]:.0f}"


def _suggesting(view: View) -> Table:
    """What is suggested for each beginning of names that are drawn by lot, a tenth of them with a letter changed."""
    dice, taken = random.Random("suggest"), list[float]()
    names = [name for _, name in view.names.every()]
    weights(view)
    questions.suggestions(view, "x1")
    for _ in range(TYPED):
        name = dice.choice(names)
        typed = name[: dice.randint(1, len(name))]
        if dice.random() < 0.1:
            at = dice.randrange(len(typed))
            typed = f"{typed[:at]}x{typed[at + 1 :]}"
        start = time.process_time()
        questions.suggestions(view, typed)
        taken.append((time.process_time() - start) * 1000)
    taken.sort()
    middle, high = taken[len(taken) // 2], taken[len(taken) * 95 // 100]
    row = (f"{len(names):,}", f"{TYPED}", f"{middle:.1f}", f"{high:.1f}", verdict(high, 20))
    columns = ("names", "typed", "median, ms", "95th percentile, ms", "bound")
    return Table("Suggestions over 100,000 facts", columns, (row,))


def _without_last(universe: Universe, view: View, title: int, many: int) -> Progress:
    """Everything but the last installments of a title."""
    last = [it.number for it in view.listing.installments(title)][-many:]
    left = {(view.listing.identity(title), number) for number in last}
    return Progress.of([mark for mark in universe.everything.seen if (mark[0], mark[2]) not in left])


def _staged() -> Compiled:
    dice = random.Random("staged")
    files = {"universe.md": "---\nkind: universe\n---\n"}
    files |= {f"people/P{n:04}.md": "---\nkind: character\n---\n" for n in range(PEOPLE)}
    files |= {f"titles/Tale {n}.md": _tale(dice) for n in range(TITLES)}
    return Compiler().compile_text(Folder(Path(), tuple(SourceFile(*it) for it in files.items()), None, ()))


def _tale(dice: random.Random) -> str:
    """A series whose episodes have 100 facts each, two in five of them scenes."""
    lines = ["---\nkind: series\n---", f"## Season 1 ({EPISODES} episodes)"]
    carries = [1 / (n + 3) for n in range(PEOPLE)]
    for episode in range(1, EPISODES + 1):
        lines.append(f"### {episode}. Part ({2000 + episode // 12}-{episode % 12 + 1:02}-01)")
        cast = sorted(set(dice.choices(range(PEOPLE), carries, k=60)))
        for n in range(FACTS // TITLES // EPISODES):
            some = [f"[[P{person:04}]]" for person in dice.sample(cast, dice.choice((2, 2, 3, 3, 4, 5)))]
            scene = n % 5 < 2
            lines.append(f"- together: {', '.join(some)}" if scene else f"- {some[0]} {dice.choice(VERBS)} {some[1]}")
    return "\n".join(lines) + "\n"
