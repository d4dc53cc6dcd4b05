"""What a server holds: all that its requests share. It is made once at the start, and each request brings it along in
its environment: nothing that belongs to a running server is kept in a module.

server = new_server()
server.registry.put(folder, universe)
client = django.test.Client(**{SERVER: server})
"""

import os
import re
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import cast

from django.core.signing import Signer
from django.http import HttpRequest

from intertwine.gate.universe import VIEW_BYTES
from intertwine.maps import OrderCache
from intertwine.model.byte_cache import ByteCache
from intertwine.web import environment
from intertwine.web.commits import Commits
from intertwine.web.data import data_folder, read_key
from intertwine.web.database import DatabaseLock
from intertwine.web.drafts import Drafts
from intertwine.web.event_rates import EventRates
from intertwine.web.faults import CannotStartError
from intertwine.web.map_queue import MapQueue
from intertwine.web.map_searches import MapSearches
from intertwine.web.pages_kept import KeptPage, new_cache
from intertwine.web.plans_kept import PlansKept
from intertwine.web.registry import SERVER, Registry

EXPORTS = 2
"""Exports of other programs that are read at once: each takes a processor, up to a few seconds."""


@dataclass(frozen=True, slots=True)
class Server:
    """All that requests share; each part is safe to share between threads.

    `data` is the folder with the database, `database` lets one thread at a time to it, `commits` takes
    changes, and `signer` signs cookies.
    `maps` makes and keeps the answers about maps, `searches` are those for the fewest crossings that go on, and
    `orders` keeps what they and the quick layouts have found. `plans` is all that is held for plans, `drafts` are forms
    that wait for an answer, `rates` counts the events of players, `reading` says how many exports are read now, and
    `pages` are those that are the same for several, or again. `view_bytes` is the memory that each universe may take
    for the views that it keeps.
    """

    registry: Registry
    data: Path
    database: DatabaseLock
    commits: Commits
    signer: Signer
    maps: MapQueue
    searches: MapSearches
    orders: OrderCache
    plans: PlansKept
    drafts: Drafts
    rates: EventRates
    reading: BoundedSemaphore
    pages: ByteCache[Hashable, KeptPage]
    view_bytes: int


def new_server() -> Server:
    """A server that serves nothing yet, with the database and the key of the data folder. Call `wsgi.prepare` first.

    Raises `CannotStartError` where the key cannot be read, or a setting is not understood.
    """
    view_bytes = _view_bytes()
    data, orders, database = data_folder(), OrderCache(), DatabaseLock()
    signer = Signer(key=read_key(data), fallback_keys=[], salt="intertwine.web.people")
    maps, searches = MapQueue(), MapSearches(orders)
    return Server(
        Registry(),
        data,
        database,
        Commits(database),
        signer,
        maps,
        searches,
        orders,
        PlansKept(),
        Drafts(),
        EventRates(),
        BoundedSemaphore(EXPORTS),
        new_cache(),
        view_bytes,
    )


def _view_bytes() -> int:
    """The memory that each universe may take for its views: the setting is in MiB."""
    said = os.environ.get(environment.VIEW_MEMORY, "").strip()
    if not said:
        return VIEW_BYTES
    if not re.fullmatch(r"[1-9][0-9]{0,8}", said):
        raise CannotStartError(
            f'{environment.VIEW_MEMORY} is "{said[:40]}": it must be a whole number of MiB, 1 or more, such as 96'
        )
    return int(said) * 2**20


def server_of(request: HttpRequest) -> Server:
    """The server that this request came to."""
    return cast("Server", request.META[SERVER])
