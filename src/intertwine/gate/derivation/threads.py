"""Threads that were left open before a target, and that the target resolves."""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.derivation.lessons import Lessons
from intertwine.gate.derivation.requirement import Requirement
from intertwine.gate.derivation.shown import Lesson
from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.gate.derivation.uses import Uses
from intertwine.gate.identities import with_verbs
from intertwine.model.strings import Bools

_TURNS = "opens", "resolves"


def open_threads(story: StoryLines, target: Bools, uses: Uses, lessons: Lessons) -> Iterator[Requirement]:
    """What the target resolves, and what opened it: whatever stood open as the target begins. A thread that was
    resolved before and opened again is open, and only what opened it since counts.

    `target` is a mask over the installments of `story`; `uses` are what it names, and `lessons` what teaches a fact."""
    start = int(story.rank[target].min())
    for thread, turns in _turns(story).items():
        use = uses.entities.get(thread)
        if use is None or not any(target.item(home) and not opens for _, _, home, opens in turns):
            continue
        openings = list[int]()
        for rank, line, _, opens in turns:
            if rank < start and opens:
                openings.append(line)
            elif rank < start:
                openings.clear()
        taught: list[Lesson] = sorted({its for line in openings for its in lessons.fact(line, use.first)})
        if taught:
            yield Requirement(
                "open thread", (thread,), use.lines, use.installments, len(openings), use.lines, True, tuple(taught)
            )


def _turns(story: StoryLines) -> dict[int, list[tuple[int, int, int, bool]]]:
    """Of each thread what opens and what resolves it, by release: the rank, the line, the installment that shows it
    first, and whether it opens the thread."""
    rows, verbs = story.ledger.rows, story.ledger.vocabulary.verbs
    verb, object_ = rows.verb[story.rows], rows.object[story.rows]
    chosen = with_verbs(verb, [it.role in _TURNS for it in verbs]) & (object_ >= 0)
    found: dict[int, list[tuple[int, int, int, bool]]] = {}
    for row in np.unique(story.rows[chosen]).tolist():
        line = rows.line.item(row)
        home = story.home.item(line)
        if home >= 0:
            opens = verbs[rows.verb.item(row)].role == "opens"
            turns = found.setdefault(story.leader.item(rows.object.item(row)), [])
            turns.append((story.rank.item(home), line, home, opens))
    return {thread: sorted(set(turns)) for thread, turns in found.items()}
