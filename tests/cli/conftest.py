"""What the command line's tests share."""

from pathlib import Path

import pytest

from tests.cli.stories import HARBOUR, write


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the cache of whoever runs it; all tests of a worker share one."""
    base = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("INTERTWINE_CACHE", str(base))


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a small universe."""
    folder: Path = tmp_path_factory.mktemp("harbour")
    return str(write(folder, HARBOUR))
