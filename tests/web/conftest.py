"""Django, set up once for each worker in a data folder of its own; the bundled universe, served by another process."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django
import pytest

# Models can only be imported after this, and test modules import them; `data` moves the database to its own folder.
os.environ["DJANGO_SETTINGS_MODULE"] = "intertwine.web.settings"
django.setup()

ROOT = Path(__file__).parents[2]


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


def _starter(home: Path) -> Iterator[Any]:
    started: list[subprocess.Popen[str]] = []

    def serve(
        *folders: Path, before: Callable[[], None] = _hears_ctrl_c, data: Path = home / "data", wait: bool = True
    ) -> tuple[subprocess.Popen[str], Any]:
        """The process and its address; without `wait`, what tells the address when it is there."""
        # The product's own door, but that a map is waited for however long it takes.
        code = "from intertwine.web import map_queue; map_queue.WAIT = None; from intertwine.cli.main import run; run()"
        environment = {**os.environ, "INTERTWINE_DATA": str(data)}
        command = [sys.executable, "-c", code, "serve", "--port", "0", *map(str, folders)]
        process = subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT,
            preexec_fn=before,  # noqa: PLW1509 - no thread of the tests holds a lock that the child needs
        )  # fmt: skip
        started.append(process)
        return process, _address(process) if wait else partial(_address, process)

    yield serve
    for process in started:
        process.terminate()
        process.wait(timeout=20)
        if process.stderr:
            process.stderr.close()


def _hears_ctrl_c() -> None:
    """In the child: SIGINT is heard, even where whoever runs these tests ignores it, as a script's background does."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _address(process: subprocess.Popen[str]) -> str:
    """Reads what the server says until it says where it is; "" when it ends before that."""
    assert process.stderr
    for line in process.stderr:
        found = re.search(r"is at (http://\S+/) ", line)
        if found:
            return found[1]
    return ""
