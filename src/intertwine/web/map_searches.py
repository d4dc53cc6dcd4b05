"""Searches for the fewest crossings that somebody waits for: few at once, ended by hand or when nobody asks any more.

What a search comes to by itself is a function of its chart, and is kept (see `maps.OrderCache`). What it has when it is
ended before that says so, is handed to whoever ended it, and is kept nowhere but here, for a while.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Hashable

from django.utils.translation import gettext

from intertwine.maps import OrderCache, Work, fewest
from intertwine.questions.strand_answer import Strands
from intertwine.storyline import Ordered
from intertwine.web.errors import MistakeError

WORK = Work(conflicts=25_000, cycles=220_000_000, windows=200_000)
"""How much work solvers may do for a page: the same on every machine. On the largest map of the included universe it is
about a minute of a core, most of it for the packing; a proof takes a third of it or less (see docs/web.md)."""
AT_ONCE, WAITING, ENDED, REFUSED = 1, 2, 8, 32
"""So many searches at once, requests that wait for them, ended ones that are remembered, and maps that wait for others'
searches to end."""
WAIT: float | None = 2.0
"""Seconds that a request waits for a search's end; None: as long as it takes."""
ALONE, LONGEST = 20.0, 300.0
"""Seconds after which a search is ended because nobody asks for it, and because it is too long."""
RETRY_SECONDS = 5
"""Seconds after which to ask again."""


class NotYetError(MistakeError):
    """The fewest crossings are asked for and not known yet. `search` is under way; None: others are, and this one has
    to wait until they are done."""

    def __init__(self, search: "MapSearch | None") -> None:
        said = gettext("The search goes on.") if search else gettext("Another map is being searched.")
        again = gettext("Please ask again in %(count)s seconds.") % {"count": RETRY_SECONDS}
        super().__init__(503, f"{said} {again}", retry_after=RETRY_SECONDS)
        self.search = search


class MapSearch:
    """One search, in a thread of its own and in the solvers' processes. `ordered` is None until it has ended, and where
    it failed with an `error`. `number` tells it from all others."""

    def __init__(self, found: Strands, number: int, orders: OrderCache) -> None:
        """Begin to search. found: the strands; number: of this search; orders: keeps what it comes to by itself."""
        self.number = number
        self.ordered: Ordered | None = None
        self.error: Exception | None = None
        self.news: tuple[int, int] | None = None
        """The lower bound and the crossings so far."""
        self._end, self._over = threading.Event(), threading.Event()
        self._asked: float | None = None
        """When it was last asked for; None while somebody waits."""
        self._thread = threading.Thread(target=self._run, args=(found, orders), name="search", daemon=True)
        self._thread.start()

    @property
    def over(self) -> bool:
        """Whether it has ended, in whatever way."""
        return self._over.is_set()

    def asked(self, wait: float | None) -> None:
        """Somebody asks: it is not alone. Returns when it has ended, or after `wait` seconds."""
        self._asked = None
        self._over.wait(wait)
        self._asked = time.monotonic()

    def stop(self) -> None:
        """Ends it: what it has so far is what it has found."""
        self._end.set()

    def _run(self, found: Strands, orders: OrderCache) -> None:
        try:
            self.ordered = fewest(found, WORK, orders, LONGEST, self._hear)
        except Exception as error:  # noqa: BLE001 - whoever asks next hears of it
            self.error = error
        finally:
            self._over.set()

    def _hear(self, lower: int, crossings: int) -> bool:
        self.news = lower, crossings
        asked = self._asked
        return not self._end.is_set() and (asked is None or time.monotonic() - asked < ALONE)


class MapSearches:
    """All searches of a server, by what was asked: all that the strands of a map are made from. What they come to is
    kept in `orders`. Safe to share between threads."""

    def __init__(self, orders: OrderCache) -> None:
        """No search yet. orders: keeps what the searches come to."""
        self._orders = orders
        self._orders = orders
        self._known: OrderedDict[Hashable, MapSearch] = OrderedDict()
        self._refused: OrderedDict[Hashable, Strands] = OrderedDict()
        self._begun_so_far = 0
        self._lock = threading.Lock()
        self._waiting = threading.BoundedSemaphore(WAITING)

    def fewest(self, asked: Hashable, found: Strands) -> Ordered:
        """The order of these strands with the fewest crossings, searched for now where nobody does yet. Raises
        `NotYetError` where it is not known yet."""
        search = self._begun(asked, found)
        if search is None:
            raise NotYetError(None)
        return self.wait(asked, search)

    def refused(self, asked: Hashable) -> Strands | None:
        """The strands of what was asked, where they could not be searched for lately since another search went on."""
        with self._lock:
            return self._refused.get(asked)

    def wait(self, asked: Hashable, search: MapSearch) -> Ordered:
        """What a search comes to. Raises `NotYetError` where it has not ended yet, or was ended before it was done."""
        if self._waiting.acquire(blocking=False):
            try:
                search.asked(WAIT)
            finally:
                self._waiting.release()
        else:
            search.asked(0)
        if search.error is not None:
            self.forget(asked)
            raise RuntimeError("a search failed") from search.error
        if search.ordered is None or search.ordered.certificate.interrupted:
            raise NotYetError(search)
        self.forget(asked)
        return search.ordered

    def get(self, asked: Hashable) -> MapSearch | None:
        """The search for what was asked, where there is one; it is not alone then."""
        with self._lock:
            search = self._known.get(asked)
        if search is not None:
            search.asked(0)
        return search

    def forget(self, asked: Hashable) -> None:
        """No search for what was asked, ended or not: the next request starts a new search."""
        with self._lock:
            search = self._known.pop(asked, None)
        if search is not None:
            search.stop()

    def close(self) -> None:
        """Ends them all, and waits for their ends."""
        with self._lock:
            searches = list(self._known.values())
        for search in searches:
            search.stop()
        for search in searches:
            search.asked(None)

    def _begun(self, asked: Hashable, found: Strands) -> MapSearch | None:
        with self._lock:
            search = self._known.get(asked)
            if search is None and sum(not other.over for other in self._known.values()) < AT_ONCE:
                self._begun_so_far += 1
                search = self._known[asked] = MapSearch(found, self._begun_so_far, self._orders)
            if search is None:
                self._refused[asked] = found
                while len(self._refused) > REFUSED:
                    self._refused.popitem(last=False)
            else:
                self._refused.pop(asked, None)
            ended = [name for name, other in self._known.items() if other.over and other is not search]
            for name in ended[: max(0, len(self._known) - ENDED)]:
                del self._known[name]
            return search
