"""What a server holds: all that its requests share. It is made once at the start, and each request brings it along in
its environment: nothing that belongs to a running server is kept in a module.

server = new_server()
server.registry.put(folder, universe)
client = django.test.Client(**{SERVER: server})
"""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from django.core.signing import Signer
from django.http import HttpRequest

from intertwine.maps import OrderCache
from intertwine.web.commits import Commits
from intertwine.web.data import data_folder, read_key
from intertwine.web.database import DatabaseLock
from intertwine.web.map_queue import MapQueue
from intertwine.web.map_searches import MapSearches
from intertwine.web.registry import Registry

SERVER = "intertwine.server"
"""Where a request's environment holds the server."""


@dataclass(frozen=True, slots=True)
class Server:
    """All that requests share; each part is safe to share between threads.

    `data` is the folder with the database, `database` lets one thread at a time to it, `commits` takes
    changes, and `signer` signs cookies.
    `maps` makes and keeps the answers about maps, `searches` are those for the fewest crossings that go on, and
    `orders` keeps what they and the quick layouts have found.
    """

    registry: Registry
    data: Path
    database: DatabaseLock
    commits: Commits
    signer: Signer
    maps: MapQueue
    searches: MapSearches
    orders: OrderCache


def new_server() -> Server:
    """A server that serves nothing yet, with the database and the key of the data folder. Call `wsgi.prepare` first.

    Raises `CannotStartError` where the key cannot be read.
    """
    data, orders, database = data_folder(), OrderCache(), DatabaseLock()
    signer = Signer(key=read_key(data), fallback_keys=[], salt="intertwine.web.people")
    return Server(Registry(), data, database, Commits(database), signer, MapQueue(), MapSearches(orders), orders)


def server_of(request: HttpRequest) -> Server:
    """The server that this request came to."""
    return cast("Server", request.META[SERVER])
