"""The one door: a universe is asked for a view, and gives nothing else away."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from intertwine.gate.curricula import curriculum, listed_installments, story_places
from intertwine.gate.derivation.story_lines import story_lines
from intertwine.gate.gate import view_of
from intertwine.gate.scenes import Scenes, all_scenes, known_scenes
from intertwine.gate.timetable import Timetable
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Compiled
from intertwine.model.arguments import need_count, refuse
from intertwine.model.byte_cache import ByteCache
from intertwine.model.curriculum import Curriculum
from intertwine.model.frozen import Frozen, Memo, once
from intertwine.model.posture import USUAL, Posture
from intertwine.model.progress import NOTHING, Progress
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import quoted
from intertwine.model.strings import Ints, Longs

if TYPE_CHECKING:
    from intertwine.gate.former import FormerTitles
    from intertwine.gate.progress_text import ProgressText
    from intertwine.gate.watched_matching import WatchedMatches
    from intertwine.gate.watched_table import WatchedTable
    from intertwine.model.watched import WatchedRow

VIEW_BYTES = 96 * 2**20
"""Bytes of memory that the kept views of a universe may take, about, where nobody says otherwise."""


class Universe(Frozen):
    """A compiled universe behind its gate. Immutable; safe to share between threads.

    `id` is the identity that its keeper gave it ("": none), for rows and never for
    an answer. The ledger is private: what a viewer may know comes through `seen` alone.
    """

    __slots__ = ("_ledger", "_memo", "_timetable", "_views", "hash", "id", "name", "problems")

    def __init__(self, compiled: Compiled, *, view_bytes: int = VIEW_BYTES) -> None:
        """Put `compiled` behind its gate.

        view_bytes: bytes of memory that the views which are kept may take together, about. The least recently asked go
            first; the one that was asked last is kept whatever it takes. Raises `ValueError` for less than none, and
            `TypeError` for what is not a whole number.
        """
        need_count("load", "view_bytes", view_bytes)
        self.id = compiled.ledger.id
        self.name = compiled.ledger.name
        self.hash = compiled.ledger.hash
        self.problems = compiled.problems
        self._ledger = compiled.ledger
        self._timetable = Timetable(compiled.ledger)
        self._memo = Memo[str, object]()
        # The one part that changes; no answer does with it, since a view that is made again is equal.
        self._views: ByteCache[tuple[Progress, Posture], View] = ByteCache(view_bytes, View.memory)

    def seen(self, progress: Progress | str = NOTHING, posture: Posture = USUAL) -> View:
        """The view of a progress, or of its text, with as much of what was not seen as the `posture` shows. Raises
        `UnknownProgressError` for text that cannot be read, and `TypeError` for what is no posture."""
        if isinstance(progress, str):
            progress = self.progress(progress)
        if not isinstance(progress, Progress):
            raise TypeError(f"a progress is a Progress or its text, not {type(progress).__name__}")
        if not isinstance(posture, Posture):
            refuse("seen", "a posture", posture, 'write Posture(names="none")')
        view = self._views.get((progress, posture))
        if view is None:
            view = view_of(self._ledger, self._timetable.number, progress, posture)
            self._views.put((progress, posture), view)
        return view

    def progress(self, text: str, viewer: Progress = NOTHING) -> Progress:
        """Read progress text. Raises `UnknownProgressError`, whose message names the word.

        A title that is hidden even from somebody who has seen what `text` says is unknown, like one that is missing.
        `viewer` is what whoever types has passed already: its titles are known as well. It is not part of the result.
        """
        return self._text.read(text, viewer) if text else NOTHING

    def text(self, progress: Progress) -> str:
        """The canonical text of a progress; `progress(text(p), p)` is `p` where all its installments still exist."""
        return self._text.write(progress)

    def watched(self, rows: "Iterable[WatchedRow]", viewer: Progress = NOTHING) -> "WatchedMatches":
        """What the `rows` of another program's export say that was seen, for somebody who has passed `viewer`.

        A title that is hidden even from somebody who has seen what the rows say counts as elsewhere, like one that is
        missing. What is not sure is asked.
        """
        from intertwine.gate.watched_matching import match  # noqa: PLC0415 - only an import needs it

        return match(self._watched, rows, viewer)

    @once
    def _watched(self) -> "WatchedTable":
        """Finds titles for the words of other programs."""
        from intertwine.gate.watched_table import WatchedTable  # noqa: PLC0415 - only an import needs it

        return WatchedTable(self._ledger, self._timetable)

    @once
    def _text(self) -> "ProgressText":
        """Reads and writes progress; made where somebody has typed some."""
        from intertwine.gate.progress_text import ProgressText  # noqa: PLC0415 - a command without --seen needs none

        return ProgressText(self._timetable)

    def curriculum(self, progress: Progress, target: Sequence[int]) -> Curriculum:
        """What the installments `target`, places in the listing of the view that `progress` has, ask of its viewer. It
        looks past the gate, on purpose: what it gives away stands at `gate.curricula.curriculum`.

        Raises `ValueError` for a place that is not in the listing.
        """
        ledger = self._ledger
        listed = listed_installments(ledger, self._timetable.number, progress)
        wanted = np.zeros(len(ledger.installments.title), np.bool_)
        if not all(0 <= place < len(listed) for place in target):
            raise ValueError(f"curriculum takes places in the listing, which has {len(listed)}")
        wanted[listed[list(target)]] = True
        scenes = known_scenes(self._placed(listed), self.seen(progress))
        return curriculum(story_lines(ledger), wanted, listed, self._story_places, scenes)

    def _placed(self, listed: Longs) -> Scenes:
        """The moments of the installments that are `listed`, by their places among those."""
        every = self._scenes
        place = np.full(len(self._ledger.installments.title), NONE, np.int32)
        place[listed] = np.arange(len(listed), dtype=np.int32)
        there = np.flatnonzero(place[every.installment] != NONE)
        return Scenes(place[every.installment[there]], every.at[there], every.place[there])

    @once
    def _scenes(self) -> Scenes:
        """All moments of all installments of the ledger."""
        everything = self.everything
        listed = listed_installments(self._ledger, self._timetable.number, everything)
        found = all_scenes(self.seen(everything))
        return Scenes(listed[found.installment].astype(np.int32), found.at, found.place)

    @once
    def _story_places(self) -> Ints:
        """Of each installment its place in the order of the story, NONE where nothing says one."""
        ledger, everything = self._ledger, self.everything
        listed = listed_installments(ledger, self._timetable.number, everything)
        return story_places(self.seen(everything), listed, len(ledger.installments.title))

    def former_titles(self) -> "FormerTitles":
        """Which title marks belong to that were kept under another name. For rows alone: it knows of secret titles."""
        from intertwine.gate.former import FormerTitles  # noqa: PLC0415 - only a server has rows

        return FormerTitles(self._ledger)

    def __repr__(self) -> str:
        return f"<Universe {quoted(self.name)}>"

    @property
    def everything(self) -> Progress:
        """Every installment listed now, seen whole: an explicit set."""
        return Progress(self._timetable.everything())
