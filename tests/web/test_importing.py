"""Bringing what another program knows: it is shown before anything is marked, marked in one step, and undone as one."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from intertwine.web import limits
from intertwine.web.pages import importing
from intertwine.web.registry import SERVER
from intertwine.web.server import EXPORTS

HERE = "/stage/progress/import/"
FIRST = {"title": "First", "year": 2020}


def episode(number: int, show: dict[str, object] = FIRST, season: int = 1) -> dict[str, object]:
    """An entry of a Trakt history."""
    said = {"watched_at": "2020-01-02T03:04:05.000Z", "action": "watch", "type": "episode"}
    return {**said, "episode": {"season": season, "number": number}, "show": show}


def send(client: Client, content: object, name: str = "history.json", **fields: str) -> HttpResponse:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    return client.post(HERE, {"file": SimpleUploadedFile(name, data), **fields})  # type: ignore[return-value]


def shown(client: Client, content: object, name: str = "history.json", **fields: str) -> str:
    """The preview of a file."""
    answer = send(client, content, name, **fields)
    assert answer.status_code == 303
    return client.get(answer["Location"]).content.decode()


def hidden(page: str, name: str) -> str:
    match = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert match
    return unescape(match[1])


def mine(client: Client) -> str:
    return client.get("/stage/progress/mine.txt").content.decode().strip()


def test_the_form_asks_for_a_file(visit: Client) -> None:
    page = visit.get(HERE).content.decode()
    assert 'type="file"' in page
    assert "<drop-file" in page
    assert HERE in visit.get("/stage/progress/").content.decode()


def test_a_file_is_shown_and_nothing_is_marked(visit: Client) -> None:
    page = shown(visit, [episode(1), episode(2), episode(1)])
    assert "<strong>First</strong> <span>1x01-1x02</span>" in page
    assert "2 installments are new." in page
    assert mine(visit) == ""


def test_what_was_shown_is_marked_in_one_step_and_undone_as_one(visit: Client) -> None:
    page = shown(visit, [episode(1), episode(2)])
    answer = visit.post(HERE, {"text": hidden(page, "text")})
    assert answer.status_code == 303
    assert mine(visit) == "First 1x01-1x02"
    change = re.search(r"kept=([\w-]+)", answer["Location"])
    assert change
    visit.post("/stage/progress/undo/", {"undo": change[1]})
    assert mine(visit) == ""


def test_the_same_file_again_changes_nothing(visit: Client) -> None:
    text = hidden(shown(visit, [episode(1)]), "text")
    visit.post(HERE, {"text": text})
    again = shown(visit, [episode(1)])
    assert "0 installments are new." in again
    assert "kept=" not in visit.post(HERE, {"text": hidden(again, "text")})["Location"]


def test_a_question_counts_where_it_is_answered(visit: Client) -> None:
    page = shown(visit, [episode(1, {"title": "First", "year": 2021})])
    assert hidden(page, "also") == "First 1x01"
    visit.post(HERE, {"text": hidden(page, "text")})
    assert mine(visit) == ""
    visit.post(HERE, {"text": "", "also": ["First 1x01"]})
    assert mine(visit) == "First 1x01"


def test_what_a_file_said_is_gone_when_less_is_known(visit: Client) -> None:
    """Its questions name titles that were known then. So it is for somebody else who watches at the same browser."""
    visit.post("/stage/progress/", {"text": "Second S1"})
    film = {"watched_at": "2020", "type": "movie", "movie": {"title": "Secret"}}
    address = send(visit, [film])["Location"]
    assert 'value="Secret"' in visit.get(address).content.decode()
    visit.post("/stage/progress/", {"text": "Second S1, First 1x01"})
    assert 'value="Secret"' in visit.get(address).content.decode()
    visit.post("/stage/progress/", {"text": "Second 1x01, First 1x01"})
    page = visit.get(address).content.decode()
    assert "Secret" not in page
    assert 'type="file"' in page
    assert "Secret" not in shown(visit, [{**film, "movie": {"title": "Nobody"}}])


def test_what_cannot_be_placed_and_what_is_elsewhere_is_counted(visit: Client) -> None:
    page = shown(visit, [episode(9), episode(1, {"title": "Nobody", "year": 1999})])
    assert "Nothing is sure." in page
    assert "First (2020): 1x09" in page
    assert "1 entry is of other titles." in page


@pytest.mark.parametrize(
    ("content", "fields", "said"),
    [
        (b"nonsense", {}, "is not an export that can be read"),
        (json.dumps([{"watched_at": "x", "type": "movie", "movie": {}}])[:-4].encode(), {}, "ends in the middle"),
        ([{"watched_at": "x", "type": "movie", "movie": {}}], {"format": "netflix"}, "it is from Trakt"),
    ],
)
def test_what_is_no_export_is_said_and_nothing_is_marked(
    visit: Client, content: object, fields: dict[str, str], said: str
) -> None:
    answer = send(visit, content, **fields)
    assert answer.status_code == 400
    assert said in unescape(answer.content.decode())
    assert mine(visit) == ""


def test_no_file_is_asked_for(visit: Client) -> None:
    assert "Choose a file first." in visit.post(HERE, {"format": ""}).content.decode()


def test_whose_entries_they_are_is_asked(visit: Client) -> None:
    head = "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Bookmark,Latest Bookmark"
    rows = "".join(f"{who},2020-01-01 20:00:00,1:00:00,,First: Season 1: Opening,,1:00:00,1:00:00\n" for who in "AB")
    table = f"{head}\n{rows}".encode()
    page = send(visit, table, "ViewingActivity.csv").content.decode()
    assert re.findall(r'name="person" value="(\w)"', page) == ["A", "B"]
    assert "<strong>First</strong> <span>1x01</span>" in shown(visit, table, "ViewingActivity.csv", person="B")


def test_a_file_that_is_too_large_is_refused(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UPLOAD", 1000)
    assert send(visit, b"x" * 2000).status_code == 413


def test_a_text_that_a_form_makes_up_is_read_as_typed(visit: Client) -> None:
    answer = visit.post(HERE, {"text": "Nobody S1"})
    assert (answer.status_code, mine(visit)) == (400, "")


def test_progress_is_taken_along_for_other_programs(visit: Client) -> None:
    visit.post(HERE, {"text": "First 1x01-1x02"})
    said = visit.get("/stage/progress/mine.trakt.json").json()
    assert [it["show"]["title"] for it in said["shows"]] == ["First"]
    assert said["shows"][0]["seasons"] == [{"number": 1, "episodes": [{"number": n, "plays": 1} for n in (1, 2)]}]
    table = visit.get("/stage/progress/mine.csv").content.decode()
    assert table.splitlines()[1].startswith("First,2020,series,1,1,Opening,yes,")
    page = shown(visit, said)
    assert "0 installments are new." in page


def test_an_export_waits_for_others_that_are_read(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_WAIT", 0)
    server: Any = visit.defaults[SERVER]
    for _ in range(EXPORTS):
        server.reading.acquire()
    try:
        assert send(visit, [episode(1)]).status_code == 503
    finally:
        server.reading.release(EXPORTS)
    assert send(visit, [episode(1)]).status_code == 303


def test_there_are_so_many_entries_at_most(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ENTRIES", 2)
    answer = send(visit, [episode(1), episode(2), episode(3)])
    assert answer.status_code == 400
    assert "there are more than 2 entries" in answer.content.decode()
