"""What showed a line of the story before a target: never the target itself, and nothing public."""

from collections.abc import Iterator

from intertwine.gate.derivation.story_lines import StoryLines
from intertwine.model.frozen import Frozen
from intertwine.model.strings import Bools

FEW = 2
"""So many installments of a part may show something together. What takes more is clear at the end of the last."""
Lesson = tuple[int, ...]
"""Installments, ascending, that teach something together."""


class Shown(Frozen):
    """What showed which line of `story` before `target`, a mask over the installments."""

    __slots__ = ("story", "target")

    def __init__(self, story: StoryLines, target: Bools) -> None:
        self.story, self.target = story, target

    def before(self, line: int, rank: int) -> Iterator[Lesson]:
        """What shows `line` before the installment of this rank: never the target, and nothing public."""
        story, target = self.story, self.target
        for shown in story.alternatives(line):
            if shown and not any(target.item(n) for n in shown) and max(map(story.rank.item, shown)) < rank:
                yield shown

    def last(self, shown: Lesson) -> int:
        """The rank of the last installment of a lesson."""
        return max(map(self.story.rank.item, shown))

    def end(self, shown: Lesson) -> Lesson:
        """A lesson without what leads up to it: of more than a few installments of one part, the last one alone."""
        if len(shown) <= FEW:
            return shown
        listing, parts = self.story.ledger.installments, dict[tuple[int, int], list[int]]()
        for n in shown:
            parts.setdefault((listing.title.item(n), listing.season.item(n)), []).append(n)
        ends = ([max(its, key=self.story.rank.item)] if len(its) > FEW else its for its in parts.values())
        return tuple(sorted(n for its in ends for n in its))
