"""`intertwine progress import` prints the progress text that comes out."""

import json
from pathlib import Path

import pytest

from tests.cli.stories import say

SHOW = {"title": "Marvel's Daredevil", "year": 2015, "ids": {"imdb": "tt3322312"}}

UNLISTED = "it is none of the episodes that are listed, or its number and its name are those of two"


@pytest.fixture
def history(tmp_path: Path) -> str:
    entries = [
        {"watched_at": "2020-01-02T03:04:05.000Z", "action": "watch", "type": "episode",
         "episode": {"season": 1, "number": n}, "show": SHOW} for n in (*range(1, 14), 99)
    ]  # fmt: skip
    entries.append(
        {"watched_at": "2020-01-02T03:04:05.000Z", "type": "movie", "movie": {"title": "Quay", "year": 2003}}
    )
    (tmp_path / "h.json").write_text(json.dumps(entries))
    return str(tmp_path / "h.json")


def test_the_text_goes_to_standard_output_and_the_rest_to_standard_error(history: str) -> None:
    said = say("progress", "import", "trakt", history, "--seen", "Luke Cage 1x01")
    assert (said.code, said.out) == (0, "Daredevil S1, Luke Cage 1x01\n")
    assert said.err.splitlines() == [
        "Trakt: 15 entries, 1 elsewhere, 0 of nothing that was seen",
        f"not sure: entry 14, Marvel's Daredevil (2015): 1x99: {UNLISTED}",
    ]


def test_json_has_all_of_it(history: str) -> None:
    said = json.loads(say("progress", "import", history, "--json").out)
    assert list(said) == ["progress", "matched", "asked", "elsewhere"]
    assert (said["progress"], said["elsewhere"]) == ("Daredevil S1", 1)
    assert said["matched"] == [{"title": "Daredevil", "text": "Daredevil S1", "rows": 13}]
    assert [(it["row"], it["rows"], it["choices"]) for it in said["asked"]] == [(14, 1, [])]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("netflix", "h.json"), '"h.json" is not from Netflix: it is from Trakt'),
        (("tract", "h.json"), '"tract" is not a format'),
        (("nowhere.json",), '"nowhere.json" is not there'),
        (("trakt", "h.json", "b.json"), '"b.json" is one word too many'),
    ],
)
def test_mistakes_are_said(history: str, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(Path(history).parent)
    said = say("progress", "import", *words)
    assert (said.code, said.out) == (2, "")
    assert said.err.splitlines()[0] == f"intertwine: {message}"
