"""Django, set up once for each worker in a data folder of its own; the bundled universe, served by another process."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django
import pytest

from tests.fork_server import Forked, Sigint

# Models can only be imported after this, and test modules import them; `data` moves the database to its own folder.
os.environ["DJANGO_SETTINGS_MODULE"] = "intertwine.web.settings"
django.setup()


@pytest.fixture(scope="session", autouse=True)
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where this worker's viewers lie."""
    from intertwine.web.wsgi import prepare

    folder = tmp_path_factory.mktemp("data")
    before = os.environ.get("INTERTWINE_DATA")
    prepare(folder)
    yield folder
    from django.db import connections

    connections.close_all()
    if before is None:
        del os.environ["INTERTWINE_DATA"]
    else:
        os.environ["INTERTWINE_DATA"] = before


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small universe, served, at /stage/."""
    from tests.web.stage import serving, write

    return serving(write(tmp_path_factory.mktemp("universes") / "stage"))


@pytest.fixture(autouse=True)
def _at_home(data: Path) -> Iterator[None]:
    """A test that goes to another folder for data comes back: else the next one that starts a server fails for it."""
    yield
    assert os.environ["INTERTWINE_DATA"] == str(data)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A map is waited for, however long it takes: on a busy machine that can be long."""
    monkeypatch.setattr("intertwine.web.map_queue.WAIT", None)


@pytest.fixture
def visit(stage: Any) -> Any:
    """Somebody who has just come to the small universe."""
    from tests.web.stage import visitor

    return visitor(stage)


@pytest.fixture(scope="session")
def marvel() -> Any:
    """The bundled universe, served."""
    import intertwine
    from intertwine.library import universe_folder
    from intertwine.web.server import new_server

    server = new_server()
    server.registry.put(universe_folder(), intertwine.load().universe)
    return server


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Any]:
    """Serves folders in another process, for one test."""
    yield from _starter(tmp_path)


@pytest.fixture(scope="module")
def start_for_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Serves folders in another process, for a whole file of tests."""
    yield from _starter(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the bundled universe is served: by one process for all files of a worker. A test comes as somebody new."""
    from intertwine.library import universe_folder

    starter = _starter(tmp_path_factory.mktemp("served"))
    yield next(starter)(universe_folder())[1]
    next(starter, None)


def _starter(home: Path) -> Iterator[Any]:
    started: list[Forked] = []

    def serve(
        *folders: Path,
        sigint: Sigint = signal.default_int_handler,
        data: Path = home / "data",
        wait: bool = True,
    ) -> tuple[Forked, Any]:
        """The process and its address; without `wait`, what tells the address when it is there. SIGINT is heard, even
        where whoever runs these tests ignores it, as a script's background does."""
        # The product's own door, but that a map is waited for however long it takes.
        code = "from intertwine.web import map_queue; map_queue.WAIT = None"
        environment = {**os.environ, "INTERTWINE_DATA": str(data)}
        words = ["serve", "--port", "0", *map(str, folders)]
        process = Forked(words, code=code, environment=environment, sigint=sigint)
        started.append(process)
        return process, _address(process) if wait else partial(_address, process)

    yield serve
    for process in started:
        process.terminate()
        process.wait(timeout=20)
        process.stderr.close()


def _address(process: Forked) -> str:
    """Reads what the server says until it says where it is; "" when it ends before that."""
    for line in process.stderr:
        found = re.search(r"is at (http://\S+/) ", line)
        if found:
            return found[1]
    return ""
