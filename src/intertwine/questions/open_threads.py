"""The open cases and questions that a recap names."""

from collections.abc import Iterable, Iterator

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.short_repr import short_repr
from intertwine.model.words import uncapital, within
from intertwine.questions.common import Named, Told
from intertwine.questions.recap_sources import PassedSeason
from intertwine.questions.tell import Teller, real
from intertwine.questions.threads import is_open

_ASKING = frozenset(("What", "Who", "Whom", "Whose", "Which", "When", "Where", "Whether", "Why", "How"))
"""Words with which a name begins that is a question."""


@record
class OpenThread:
    """An open case or question, and its keeper's words for what is asked (None: there are none that the viewer may
    read, or a recap would be too long with them)."""

    thread: Named
    question: Told | None

    @property
    def inside(self) -> str:
        """Its name inside a sentence: "the Union Allied money"."""
        return _inside(self.thread.name)

    @property
    def text(self) -> str:
        """`Still open: the Union Allied money. Whose money is it, and where does it go?`"""
        named = f"Still open: {self.inside}."
        return named if self.question is None else f"{named} {self.question.text}"

    @property
    def sentences(self) -> int:
        """How many sentences its text has."""
        return 1 if self.question is None else 2

    def only_named(self) -> "OpenThread":
        """The same without what is asked: one sentence."""
        return OpenThread(self.thread, None)

    __repr__ = short_repr


def _inside(name: str) -> str:
    """A thread's name inside a sentence: "the Union Allied money", "what became of Wesley"."""
    return uncapital(name) if name.partition(" ")[0] in _ASKING else within(name)


def open_threads(view: View, seasons: Iterable[PassedSeason], limit: int) -> Iterator[int]:
    """The threads of `view` that are open before the order `limit`, of those that something in these `seasons` opens or
    is done about, the last touched first. Each is looked at when it is asked for: most answers tell of one or two."""
    wanted = {(it.title, it.season) for it in seasons}
    _, threads, lines = view.rows.pairs(view.rows.mask(("opens", "works on", "resolves")))
    orders = view.lines.orders(lines)
    before = np.flatnonzero((threads != NONE) & (orders < limit))
    last_first = before[np.lexsort((threads[before], lines[before], orders[before]))][::-1]
    is_thread = view.entities.of_kind("thread")
    for n in dict.fromkeys(threads[last_first].tolist()):
        if is_thread[n]:
            facts = view.facts.at(distinct(lines[before[threads[before] == n]]))
            places = {(fact.where.title, fact.where.season) for fact in facts if fact.where is not None}
            if not wanted.isdisjoint(places) and is_open(view, n, facts):
                yield n


def open_thread(tell: Teller, thread: int, limit: int) -> OpenThread:
    """An open `thread` in the words of `tell`, with what is known before the order `limit` of what is asked."""
    return OpenThread(tell.named(thread), _question(tell.view, thread, limit))


def _question(view: View, thread: int, limit: int) -> Told | None:
    prose = [
        fact
        for fact in real(view.facts.of(thread, roles=("prose",)))
        if thread in fact.subjects and fact.order[0] < limit
    ]
    return Teller(view, page=thread).told(prose[0]) if prose else None
