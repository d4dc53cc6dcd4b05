"""What a command loads: only what its question needs, since loading is most of its time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_RUN = """
import json, sys
from intertwine.cli.main import run
try:
    run()
except SystemExit:
    print(json.dumps([sorted(sys.modules), __import__("os").environ["OPENBLAS_NUM_THREADS"]]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    _loaded(folder, "titles")
    return folder


def _loaded(cache: Path, *words: str) -> set[str]:
    """The modules that a command loads, in a process of its own, where the universe is in the cache."""
    environment = {**os.environ, "INTERTWINE_CACHE": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *words], env=environment, capture_output=True, text=True, check=True
    )
    modules, threads = json.loads(done.stderr.splitlines()[-1])
    assert threads == os.environ.get("OPENBLAS_NUM_THREADS", "1")
    return set(modules)


def test_a_title_is_shown_without_loading_what_it_does_not_need(cache: Path) -> None:
    loaded = _loaded(cache, "title", "The Defenders", "--json")
    ours = {it.removeprefix("intertwine.") for it in loaded if it.startswith("intertwine.")}
    assert {it for it in ours if it.startswith("questions.")} == {
        f"questions.{it}"
        for it in (
            "arguments",
            "common",
            "lazy",
            "listed",
            "meaning",
            "passages",
            "relation_words",
            "serialise",
            "states",
            "story",
            "tell",
            "title_page",
            "until",
        )
    }
    assert not {it for it in ours if it.startswith(("gate.progress", "ledger.link", "maps", "storyline", "web"))}
    assert not loaded & {"difflib", "tempfile", "platformdirs", "tomllib", "yaml", "rich", "django"}


def test_progress_is_read_where_it_is_typed(cache: Path) -> None:
    loaded = _loaded(cache, "who", "Matt Murdock", "--seen", "Daredevil S1")
    assert "intertwine.gate.progress_text" in loaded
    assert "intertwine.questions.title_page" not in loaded
