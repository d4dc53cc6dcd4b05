# ruff: noqa: PLC0415 - Django is set up before its parts are imported
"""Pages of the companion beside a bare one: a view of the same server that reads one row and fills an empty template.

In one process and without a socket, so that what is measured is the work: processor time of whole requests, through
the same middleware. The bare page and the others are asked in turn, so that a noisy machine is as noisy for each.
"""

import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.crowd import HOME
from benchmarks.measure import Table, verdict

VIEWERS, TURNS = 200, 200
AGAIN, AGAIN_QUICK, NEW = 2.5, 2.0, 8.0
"""How many bare pages a page may take: asked again by the same viewer, and new to a view."""
SLOWEST = 10.0
"""How many times the slowest bare page of a hundred the slowest page of a hundred may take."""
PAGES = {
    "title, The Defenders": f"{HOME}/title/the-defenders/",
    "title, Daredevil": f"{HOME}/title/daredevil/",
    "entity, Jessica Jones": f"{HOME}/who/jessica-jones/",
    "universe": f"{HOME}/",
    "search": f"{HOME}/search/?q=luke",
}
SEASONS = (("Daredevil", 13), ("Jessica Jones", 13), ("Luke Cage", 13), ("Iron Fist", 13))
BARE = "/bare/"
PHONE, PHONE_MAP = 60, 250
"""Kilobytes that a page may take over the wire, and one with a map."""


class Asked:
    """An answer: its `status`, its `headers`, its `body`, and the `seconds` of the processor that it took."""

    def __init__(self, status: int, headers: Sequence[tuple[str, str]], body: bytes, seconds: float) -> None:
        self.status, self.headers, self.body, self.seconds = status, dict(headers), body, seconds


class Viewer:
    """Somebody with cookies of their own, who asks the application directly."""

    def __init__(self, application: Callable[..., Iterable[bytes]], *, gzip: bool = True) -> None:
        self._application, self._cookies, self._gzip = application, SimpleCookie(), gzip

    def ask(self, address: str, form: dict[str, str] | None = None) -> Asked:
        """One request; raises `RuntimeError` for an answer that is none."""
        body = urlencode(form).encode() if form else b""
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": "POST" if form else "GET", "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body), "wsgi.errors": BytesIO(), "wsgi.version": (1, 0), "wsgi.multithread": True,
            "wsgi.multiprocess": False, "wsgi.run_once": False, "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "HTTP_HOST": "localhost",
            "HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ACCEPT": "text/html", "HTTP_ACCEPT_LANGUAGE": "en",
        }  # fmt: skip
        if self._gzip:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip, deflate, br, zstd"
        if self._cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{it.key}={it.coded_value}" for it in self._cookies.values())
        said: list[Any] = []
        begin = time.process_time()
        answer = self._application(environ, lambda status, headers, *_: said.extend((int(status[:3]), headers)))
        content = b"".join(answer)
        taken = time.process_time() - begin
        close = getattr(answer, "close", None)
        if close is not None:
            close()
        for name, value in said[1]:
            if name == "Set-Cookie":
                self._cookies.load(value)
        if said[0] not in (200, 303):
            raise RuntimeError(f"{address} was answered with {said[0]}")
        return Asked(said[0], said[1], content, taken)


def progress(place: int) -> str:
    """What the viewer at this place has seen: each of them something else."""
    title, episodes = SEASONS[place % len(SEASONS)]
    others = [name for name, _ in SEASONS if name != title][: place // len(SEASONS) % 4]
    first = place // (len(SEASONS) * 4) % episodes + 1
    return ", ".join([*(f"{name} S1" for name in others), f"{title} 1x01-1x{first:02}"])


def application_of(server: Any) -> Callable[..., Iterable[bytes]]:
    """What answers the requests of a server."""
    from intertwine.web.wsgi import application

    return application(server)


def tables() -> list[Table]:
    """How many bare pages each page takes, how slow the slowest ones are, and what goes over the wire."""
    with tempfile.TemporaryDirectory() as data:
        server = _server(Path(data))
        from intertwine.web.collector import calm_collector

        with calm_collector():  # as in a server
            return _tables(server)


def _tables(server: Any) -> list[Table]:
    application = application_of(server)
    viewers = [Viewer(application) for _ in range(VIEWERS)]
    for place, viewer in enumerate(viewers):
        viewer.ask(f"{HOME}/progress/", {"text": progress(place)})
    before = _resident()
    again, new = _again(viewers[VIEWERS // 2]), _new(viewers)
    memory = _memory(server, _resident() - before)
    others = [Viewer(application) for _ in range(VIEWERS)]
    for place, viewer in enumerate(others):
        viewer.ask(f"{HOME}/progress/", {"text": f"{progress(place)}, The Punisher 1x01"})
    return [again, new, _without_view(others), memory, _wire(viewers[-1])]


def _again(viewer: Viewer) -> Table:
    taken: dict[str, list[float]] = {name: [] for name in ("bare", *PAGES)}
    for turn in range(TURNS + 5):
        for name, address in {"bare": BARE, **PAGES}.items():
            seconds = viewer.ask(address).seconds
            if turn >= 5:
                taken[name].append(seconds)
    bare = statistics.median(taken["bare"])
    rows = [
        (name, f"{1000 * statistics.median(its):.2f}", f"1/{statistics.median(its) / bare:.1f}",
         verdict(statistics.median(its) / bare, AGAIN))
        for name, its in taken.items()
    ]  # fmt: skip
    note = f"One viewer, each page {TURNS} times, the bare one in between. Processor time, median."
    return Table(
        "A page again, beside a bare page", ("page", "ms", "of the bare page's rate", "bound"), tuple(rows), note
    )


_NEW_COLUMNS = ("page", "ms", "of the bare page's rate", "bound", "p99, ms", "times the bare page's", "bound")


def _new(viewers: Sequence[Viewer]) -> Table:
    rows = tuple(_new_row(viewers, name, address) for name, address in PAGES.items())
    note = (
        f"{len(viewers)} viewers with different progresses in turn, after each has asked for the pages above it. So "
        "the first page pays for the view too, and others do where a view was dropped to keep within the memory for it."
    )
    return Table("A page that is new to its view, beside a bare page", _NEW_COLUMNS, rows, note)


def _without_view(viewers: Sequence[Viewer]) -> Table:
    """The page that pays for the view, of viewers who have theirs."""
    name, address = next(iter(PAGES.items()))
    row = _new_row(viewers, name, address, first=f"{HOME}/shown/")
    note = "Each viewer has asked for another page just before, which made the view."
    return Table("The first of these pages without the view", _NEW_COLUMNS, (row,), note)


def _new_row(viewers: Sequence[Viewer], name: str, address: str, first: str = "") -> tuple[str, ...]:
    """How long the page at an `address` takes, each viewer in turn; each asks for the page `first` before, if any."""
    bare, its = [], []
    for viewer in viewers:
        if first:
            viewer.ask(first)
        bare.append(viewer.ask(BARE).seconds)
        its.append(viewer.ask(address).seconds)
    middle = statistics.median(its) / statistics.median(bare)
    last = _slowest(its) / _slowest(bare)
    return (
        name, f"{1000 * statistics.median(its):.2f}", f"1/{middle:.1f}", verdict(middle, NEW),
        f"{1000 * _slowest(its):.1f}", f"{last:.1f}", verdict(last, SLOWEST),
    )  # fmt: skip


def _slowest(taken: Sequence[float]) -> float:
    return statistics.quantiles(taken, n=100, method="inclusive")[-1]


def _wire(viewer: Viewer) -> Table:
    plain = Viewer(viewer._application, gzip=False)  # noqa: SLF001 - the same class
    plain._cookies = viewer._cookies  # noqa: SLF001
    viewer.ask(f"{HOME}/progress/", {"text": ", ".join(f"{name} S1" for name, _ in SEASONS)})
    rows = []
    for name, address in {**PAGES, "map, everything": f"{HOME}/map/"}.items():
        sent, whole = len(viewer.ask(address).body), plain.ask(address).body
        for picture in re.findall(rb'(?:src|data-src)="([^"]*/picture[^"]*)"', whole):
            sent += len(viewer.ask(picture.decode().replace("&amp;", "&")).body)
        bound = PHONE_MAP if "map" in name else PHONE
        rows.append((name, f"{len(whole) / 1000:.0f}", f"{sent / 1000:.1f}", verdict(sent / 1000, bound)))
    return Table("A page over the wire", ("page", "KB as made", "KB sent", "bound"), tuple(rows),
                 "Without styles, scripts and fonts, which a browser asks for once.")  # fmt: skip


def _memory(server: Any, grown: int) -> Table:
    """What the views and the pages of all viewers take."""
    from intertwine.web.pages_kept import MOST

    held, most = server.pages.held(), MOST
    rows = (
        ("pages that are kept", f"{held / 2**20:.1f}", verdict(held / 2**20, most / 2**20)),
        ("the process, with views and all that they work out", f"{grown / 2**20:.1f}", "-"),
    )
    return Table("Memory for 200 viewers and five pages of each", ("what", "MiB more than before", "bound"), rows)


def _resident() -> int:
    """Bytes of memory that this process takes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _server(data: Path) -> Any:
    """A server of the included universe in this process, with the bare page beside its own."""
    from intertwine.web.wsgi import prepare

    prepare(data)
    from django.conf import settings
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.urls import path

    from intertwine.gate.universe import Universe
    from intertwine.ledger.load import compiled
    from intertwine.library import universe_folder
    from intertwine.web import urls
    from intertwine.web.cookies import hashes_of
    from intertwine.web.models import Person
    from intertwine.web.server import new_server, server_of

    empty = engines.all()[0].from_string("")

    def bare(request: HttpRequest) -> HttpResponse:
        with server_of(request).database.alone():
            found = Person.objects.filter(token_hash__in=hashes_of(request)).values_list("pk")[:1]
            return HttpResponse(empty.render({"found": list(found)}))

    urls.urlpatterns.insert(0, path(BARE[1:], bare, name="bare"))
    settings.ALLOWED_HOSTS.append("localhost")
    server = new_server()
    folder = universe_folder()
    server.registry.put(folder, Universe(compiled(folder), view_bytes=server.view_bytes))
    return server
