"""`intertwine serve`: the pages on this machine, reading a universe again when a file of it changes."""

import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.db import DatabaseError
from waitress.server import create_server

from intertwine.ledger.read.folder import NotAUniverse
from intertwine.web import environment, limits
from intertwine.web.adoption import adopt
from intertwine.web.collector import calm_collector
from intertwine.web.data import DATABASE, ELSEWHERE, data_folder
from intertwine.web.database import patient
from intertwine.web.faults import CannotStartError, fault
from intertwine.web.line_writer import LineWriter
from intertwine.web.registry import NotApartError
from intertwine.web.server import Server, new_server
from intertwine.web.watcher import Say, Watcher, watch
from intertwine.web.wsgi import application, prepare

THREADS = 8
SWITCH = 0.0005
"""Seconds after which a thread that computes (a map) lets another one run; Python's own 0.005 are waited for again and
again by a page that asks the database."""
_EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104 - only when somebody asks for it


def serve(folders: Sequence[Path], host: str, port: int, out: TextIO | None = None) -> int:
    """Serve the universes in `folders` until interrupted. Returns the exit status.

    `host` is the name or address to listen on ("" or 0.0.0.0: everywhere), and `port` its port (0: a free one). `out`
    (None: standard error) gets the address, problems of the texts, and a line for each request without names. 2: a
    folder is not a universe, two cannot be told apart, people's marks cannot be kept, or the port is taken; a sentence
    says which and why.
    """
    lines = LineWriter(sys.stderr if out is None else out)
    try:
        return _serve(folders, host, port, lines.say)
    finally:
        lines.close()


def _serve(folders: Sequence[Path], host: str, port: int, say: Say) -> int:
    _allow(host)
    try:
        prepare()
        server = new_server()
        watchers = [Watcher(Path(folder).absolute(), server, say) for folder in folders]
        with patient():
            adopt(server)
    except (NotAUniverse, NotApartError, CannotStartError) as error:
        say(f"intertwine: {error}")
        return 2
    except DatabaseError as error:
        wrong = fault(error)
        said = f"{wrong.cause}; {wrong.way_out}" if wrong else str(error)
        say(f"intertwine: the database {data_folder() / DATABASE} cannot be used: {said}, or {ELSEWHERE}")
        return 2
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        say(f"intertwine: {place}{error.strerror or error}")
        return 2
    return _run(server, watchers, host, port, say)


def _run(server: Server, watchers: list[Watcher], host: str, port: int, say: Say) -> int:
    try:
        # Ours, not waitress': where the port is taken, it would leave its own half open.
        listening = socket.create_server((host, port), family=_family(host), backlog=1024)
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or error
        say(f"intertwine: cannot serve on {host} port {port}: {why}; try another with --port")
        return 2
    listener = create_server(
        application(server), sockets=[listening], threads=THREADS, ident=None, max_request_body_size=limits.BODY,
        max_request_header_size=limits.HEADERS,
        clear_untrusted_proxy_headers=not os.environ.get(environment.BEHIND_TLS), expose_tracebacks=False,
    )  # fmt: skip
    sys.setswitchinterval(SWITCH)
    stop = threading.Event()
    watching = threading.Thread(target=watch, args=(watchers, stop), name="folders", daemon=True)
    with _logging(say), calm_collector():
        try:
            say(f"Intertwine is at http://{_shown(host)}:{listening.getsockname()[1]}/ (Ctrl-C ends it)")
            watching.start()
            listener.run()
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
            listener.close()
            server.searches.close()
    return 0


def _family(host: str) -> socket.AddressFamily:
    """IPv6 where the host is written so; else IPv4, where there is one."""
    found = {family for family, *_ in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)} if host else set()
    return socket.AF_INET if not found or socket.AF_INET in found else socket.AF_INET6


def _shown(host: str) -> str:
    if host in _EVERYWHERE:
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _allow(host: str) -> None:
    """Answer to the name that it is served under. Before `prepare`: settings are read once."""
    names = [host] if host not in _EVERYWHERE else [socket.gethostname(), *_own_addresses()]
    known = os.environ.get(environment.HOSTS, "")
    os.environ[environment.HOSTS] = ",".join([*([known] if known else []), *(_shown(name) for name in names)])


def _own_addresses() -> list[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except OSError:
        return []
    return sorted({str(address[0]) for *_, address in found})


@contextmanager
def _logging(say: Say) -> Iterator[None]:
    """Request lines go to the keeper; waitress' own warnings go nowhere, as its tracebacks could hold names."""

    class LineHandler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(record.getMessage())

    ours, theirs = logging.getLogger("intertwine.web"), logging.getLogger("waitress")
    handler, nowhere = LineHandler(), logging.NullHandler()
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    ours.propagate = theirs.propagate = False
    theirs.addHandler(nowhere)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        theirs.removeHandler(nowhere)
