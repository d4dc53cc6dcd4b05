"""What a recap tells before a place: which installments and seasons, and how much of each."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from intertwine.gate.view import View
from intertwine.model.frozen import Frozen, Memo, once
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.questions.common import At, Told
from intertwine.questions.lazy import Lazy
from intertwine.questions.open_threads import OpenThread, open_thread, open_threads
from intertwine.questions.place import PlaceStart
from intertwine.questions.recap_material import Material, ToldPart
from intertwine.questions.recap_sources import PassedSeason, billed_people, last_season, other_seasons, own_season
from intertwine.questions.tell import Teller

MOST = 5
"""Sentences of a recap. An open thread has one, and another where its question is told."""
_OF_EACH = 3
"""Sentences about the people whom a title bills, of each season that leads up to it."""


@record
class RecapPart:
    """What is told of one installment or season (`at`; `episode` None: of a whole season; `season` None: of a film)."""

    at: At
    sentences: tuple[Told, ...]

    __repr__ = short_repr


@record
class RecapText:
    """A recap of one length: its `parts` as they came out, and `threads` that are open then, the last one first."""

    parts: Sequence[RecapPart]
    threads: Sequence[OpenThread]

    @property
    def sentences(self) -> tuple[Told, ...]:
        """The sentences of all parts."""
        return tuple(told for part in self.parts for told in part.sentences)

    @property
    def text(self) -> str:
        """All of it as plain text."""
        return " ".join([*(told.text for told in self.sentences), *(thread.text for thread in self.threads)])

    __repr__ = short_repr


class RecapChoice:
    """Chooses what is told before one place from a view."""

    def __init__(self, view: View, start: PlaceStart) -> None:
        """`start` is the beginning of that place."""
        self.tell, self._view, self._start = Teller(view), view, start
        self._own = own_season(view, start)
        self._others = other_seasons(view, start, self._own, lambda: self._billed)
        self._material = Material(self.tell, start.order)
        self._known_open: list[int] = []

    def text(self, most: int, *, longer: bool = False) -> RecapText:
        """The recap in at most `most` sentences; a `longer` one goes back further."""
        own = self._own
        if own is None:
            parts = list(self._each(self._others, most))
        else:
            parts = (self._within if self._is_under_way(own) else self._between)(own, most, longer=longer)
        threads = self._threads(most - _count(parts), most // 3)
        ordered = sorted((it for it in parts if it.sentences), key=lambda it: it.order)
        return RecapText(tuple(RecapPart(it.at, it.sentences) for it in ordered), threads)

    def _threads(self, left: int, most: int) -> tuple[OpenThread, ...]:
        """The `most` open threads that were touched last, or fewer, in at most `left` sentences: each is named, and the
        first ones tell what is asked, as long as that fits."""
        if left < 1:
            return ()
        found = [open_thread(self.tell, it, self._start.order) for it in self._last_open(min(left, most))]
        left -= len(found)
        for n, it in enumerate(found):
            if it.question is not None:
                left -= 1
                found[n] = it if left >= 0 else it.only_named()
        return tuple(found)

    def goes_back_further(self, short: RecapText, most: int) -> bool:
        """Whether there is more to tell than the `short` recap does, which has at most `most` sentences: whether a
        season came before the one that is under way, more was passed before the place than the installments that it
        tells of, it is full, or would be too long with what an open thread asks. Before a title of which nothing was
        passed the longer one is compared."""
        if self._own is None:
            return bool(short.parts) and self._tells_more(short, 3 * most)
        if short.parts and self._led_up_to(self._own):
            return True
        seasons = [self._own, *self._others]
        passed = sum(len(it.numbers) for it in seasons)
        if not short.parts or passed > len(short.parts) or len(short.sentences) >= most:
            return bool(short.parts)
        whole = (open_thread(self.tell, it, self._start.order) for it in self._last_open(len(short.threads)))
        return any(it.sentences < asked.sentences for it, asked in zip(short.threads, whole, strict=True))

    def _tells_more(self, short: RecapText, most: int) -> bool:
        """Whether a recap in at most `most` sentences has one that the `short` one has not, before a title of which
        nothing was passed. Most have one about the season that is looked at first."""
        told, count = {*short.sentences}, 0
        for part in self._each(self._others, most):
            if not told.issuperset(part.sentences):
                return True
            count += len(part.sentences)
        threads = {it.text for it in self._threads(most - count, most // 3)}
        return not threads <= {it.text for it in short.threads}

    def _last_open(self, most: int) -> list[int]:
        """The `most` threads that are open then and were touched last, or fewer, the last touched first."""
        self._known_open += islice(self._open, max(most - len(self._known_open), 0))
        return self._known_open[:most]

    @cached_property
    def _billed(self) -> tuple[int, ...]:
        return billed_people(self._view, self._start)

    @cached_property
    def _open(self) -> Iterator[int]:
        seasons = self._others if self._own is None else [self._own]
        return open_threads(self._view, seasons, self._start.order)

    def _led_up_to(self, own: PassedSeason) -> PassedSeason | None:
        """The season before its own one, where that is under way."""
        if not self._is_under_way(own):
            return None
        return last_season(self._view, own.title, own.first, season=own.season)

    def _is_under_way(self, own: PassedSeason) -> bool:
        return own.season == self._start.at.season and self._start.at.episode is not None

    def _within(self, own: PassedSeason, most: int, *, longer: bool) -> list[ToldPart]:
        """Before an installment of a season that is under way: what happened last; a `longer` one begins with what led
        up to that season."""
        if not longer:
            return self._material.episodes(own, most)
        led: list[ToldPart] = []
        earlier = self._led_up_to(own)
        if earlier is not None:
            led = self._material.season(earlier, most // 3, ())
        elif self._others:
            led = list(self._each(self._others, most // 3))
        return [*led, *self._material.episodes(own, most - _count(led) - 1)]

    def _between(self, own: PassedSeason, most: int, *, longer: bool) -> list[ToldPart]:
        """Before a season: the one before it, and what came out since that picks it up; of a `longer` one also its last
        installments."""
        since = self._others[-2:]
        parts = list(self._each(since, len(since) * (1 + longer)))
        parts += self._material.season(own, most - _count(parts), ())
        if not longer:
            return parts
        told = {sentence for part in parts for sentence in part.sentences}
        more = self._material.episodes(own, most - _count(parts))
        return [*parts, *(it for it in more if told.isdisjoint(it.sentences))]

    def _each(self, seasons: Sequence[PassedSeason], most: int) -> Iterator[ToldPart]:
        """One or more sentences of each of these seasons, the last ones if there are too many, about people whom the
        title bills; the last season first."""
        seasons = seasons[-most:]
        share, left = divmod(most, len(seasons) or 1)
        for n, it in enumerate(reversed(seasons)):
            of_it = share + (n < left)
            yield from self._material.season(it, min(of_it, _OF_EACH) if self._billed else of_it, self._billed)


def _count(parts: Sequence[ToldPart]) -> int:
    return sum(len(part.sentences) for part in parts)


def longer_recap(view: View, start: PlaceStart, most: int) -> RecapText:
    """The longer recap of `view` before `start` in at most `most` sentences, which is chosen when it is read."""
    chosen = _Longer(view, start, most)
    return RecapText(LongerParts(chosen), LongerThreads(chosen))


class _Longer(Frozen):
    """A longer recap, chosen when it is first read."""

    __slots__ = ("_memo", "_most", "_start", "_view")

    def __init__(self, view: View, start: PlaceStart, most: int) -> None:
        self._view, self._start, self._most = view, start, most
        self._memo: Memo[str, Any] = Memo()

    @once
    def text(self) -> RecapText:
        return RecapChoice(self._view, self._start).text(self._most, longer=True)


class LongerParts(Lazy[RecapPart]):
    """The parts of a longer recap."""

    __slots__ = ("_chosen",)

    def __init__(self, chosen: _Longer) -> None:
        self._chosen = chosen

    def __len__(self) -> int:
        return len(self._chosen.text.parts)

    def _made(self, places: range) -> tuple[RecapPart, ...]:
        return tuple(self._chosen.text.parts[place] for place in places)


class LongerThreads(Lazy[OpenThread]):
    """The open threads of a longer recap."""

    __slots__ = ("_chosen",)

    def __init__(self, chosen: _Longer) -> None:
        self._chosen = chosen

    def __len__(self) -> int:
        return len(self._chosen.text.threads)

    def _made(self, places: range) -> tuple[OpenThread, ...]:
        return tuple(self._chosen.text.threads[place] for place in places)
