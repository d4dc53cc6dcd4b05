"""Players mark what is watched: at an address with a token, for one profile, and for nobody else's events."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest
from django.test import Client

from intertwine.web import clock, limits, players
from intertwine.web.cookies import hashed
from intertwine.web.models import PlayerAddress
from intertwine.web.registry import SERVER
from tests.web.stage import visitor

HERE = "/stage/progress/player/"


def player(client: Client) -> Client:
    """A player at the same server: it has no cookies, and does not say where its requests come from."""
    known: dict[str, Any] = {name: it for name, it in client.defaults.items() if not name.startswith("HTTP_")}
    return Client(**known)


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The time, which a test can move."""
    time = [1_800_000_000]
    monkeypatch.setattr(clock, "now", lambda: time[0])
    return time


def connect(client: Client, **fields: str) -> str:
    """The path of a new address."""
    page = client.post(HERE, {"do": "connect", **fields}).content.decode()
    match = re.search(r"http://[^/]+(/player/[\w-]{43})<", page)
    assert match
    return unescape(match[1])


def stop(number: int, minutes: float = 30, user: str = "ida", season: int = 1) -> dict[str, Any]:
    """Jellyfin says that an episode of half an hour was stopped."""
    return {
        "NotificationType": "PlaybackStop", "ItemType": "Episode", "SeriesName": "First", "SeasonNumber": season,
        "EpisodeNumber": number, "NotificationUsername": user, "RunTimeTicks": 30 * 600_000_000,
        "PlaybackPositionTicks": int(minutes * 600_000_000), "PlayedToCompletion": minutes > 27,
    }  # fmt: skip


def send(path: str, event: Any, client: Client) -> tuple[int, dict[str, Any]]:
    """What a player is answered."""
    body = event if isinstance(event, str) else json.dumps(event)
    answer = player(client).post(path, body, content_type="application/json")
    return answer.status_code, answer.json()


def mine(client: Client) -> str:
    return client.get("/stage/progress/mine.txt").content.decode().strip()


def test_what_is_seen_to_its_threshold_is_marked_and_what_is_paused_is_kept_to_the_second(visit: Client) -> None:
    path = connect(visit)
    assert send(path, stop(1), visit) == (200, {"said": "Marked.", "marked": ["First 1x01"]})
    assert send(path, stop(2, 12.5), visit)[1]["marked"] == ["First 1x02@00:12:30"]
    assert mine(visit) == "First 1x01, First 1x02@00:12:30"


def test_repeated_and_late_events_change_nothing(visit: Client) -> None:
    path = connect(visit)
    for minutes in (5, 28, 28, 3, 12):
        send(path, stop(1, minutes), visit)
    assert mine(visit) == "First 1x01"


def test_what_a_player_finished_can_be_undone(visit: Client) -> None:
    path = connect(visit)
    send(path, stop(1, 4), visit)
    send(path, stop(1), visit)
    page = visit.get("/stage/progress/undo/").content.decode()
    (change,) = re.findall(r'name="undo" value="([^"]+)"', page)[:1]
    visit.post("/stage/progress/undo/", {"undo": change})
    assert mine(visit) == "First 1x01@00:04:00"


def test_the_token_is_shown_once_and_only_its_hash_is_kept(visit: Client) -> None:
    token = connect(visit).rpartition("/")[2]
    assert token not in visit.get(HERE).content.decode()
    assert PlayerAddress.objects.latest("pk").token_hash == hashed(token)


def test_a_revoked_address_says_so(visit: Client) -> None:
    path = connect(visit)
    page = visit.get(HERE).content.decode()
    (number,) = re.findall(r'name="player" value="(\w+)"', page)
    visit.post(HERE, {"do": "revoke", "player": number})
    status, said = send(path, stop(1), visit)
    assert (status, said["said"].partition(",")[0]) == (410, "This address was revoked")
    assert mine(visit) == ""
    assert number not in re.findall(r'name="player" value="(\w+)"', visit.get(HERE).content.decode())


def test_nobody_can_revoke_anothers_address(visit: Client) -> None:
    path = connect(visit)
    number = re.findall(r'name="player" value="(\w+)"', visit.get(HERE).content.decode())[0]
    server: Any = visit.defaults[SERVER]
    other = visitor(server)
    other.post(HERE, {"do": "revoke", "player": number})
    assert send(path, stop(1), visit)[0] == 200


def test_what_others_watch_is_refused(visit: Client) -> None:
    path = connect(visit, user="Ida")
    assert send(path, stop(1, user="jon"), visit)[0] == 403
    assert send(path, stop(1, user="IDA"), visit)[0] == 200
    assert mine(visit) == "First 1x01"


def test_who_is_not_said_is_nobody_where_a_name_is_given(visit: Client) -> None:
    """A template may leave the user out: then it sends what everybody watches. Kodi has one user, and names none."""
    path = connect(visit, user="Ida")
    for user in ("", None, ["ida"]):
        status, said = send(path, {**stop(1), "NotificationUsername": user}, visit)
        assert (status, said["said"]) == (403, "Nothing was marked: this event does not say who watches.")
    assert mine(visit) == ""
    kodi = {"event": "end", "mediaType": "episode", "tvShowTitle": "First", "season": 1, "episode": 1}
    assert send(path, kodi, visit)[1]["marked"] == ["First 1x01"]


def test_a_long_name_stays_the_same_one(visit: Client) -> None:
    path = connect(visit)
    assert [send(path, stop(number, user="i" * 300), visit)[0] for number in (1, 2)] == [200, 200]


def test_the_first_who_plays_something_is_meant_where_no_name_is_given(visit: Client) -> None:
    path = connect(visit)
    assert send(path, stop(1, user="ida"), visit)[0] == 200
    assert send(path, stop(2, user="jon"), visit)[0] == 403
    assert "ida" in visit.get(HERE).content.decode()


def test_of_two_who_begin_at_once_one_is_meant(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    path, find = connect(visit), players.find

    def found_before(request: HttpRequest, token: str) -> players.FoundAddress | None:
        """Somebody else's event comes between the look at an address and what is done with it."""
        found = find(request, token)
        monkeypatch.setattr(players, "find", find)
        assert send(path, stop(1, user="jon"), visit)[0] == 200
        return found

    monkeypatch.setattr(players, "find", found_before)
    assert send(path, stop(2, user="ida"), visit)[0] == 403
    assert mine(visit) == "First 1x01"


def test_an_address_marks_for_its_profile_alone(visit: Client) -> None:
    visit.post("/stage/profiles/", {"do": "make", "name": "Jon"})
    page = visit.get(HERE).content.decode()
    profile = re.findall(r'<option value="([^"]+)"', page)[-1]
    path = connect(visit, profile=profile)
    send(path, stop(1), visit)
    said = visit.get("/stage/progress/mine.json").json()["profiles"]
    assert [it["progress"] for it in said] == ["", "First 1x01"]
    visit.post("/stage/profiles/", {"do": "remove", "profile": profile, "sure": "1"})
    assert send(path, stop(2), visit)[0] == 410


def test_a_forgotten_viewer_has_no_address(visit: Client) -> None:
    path = connect(visit)
    visit.post("/forget/")
    assert send(path, stop(1), visit)[0] == 404


@pytest.mark.parametrize(
    ("event", "status", "said"),
    [
        ("nonsense", 400, "Nothing was marked: this cannot be read as JSON."),
        ({"a": 1}, 400, "Nothing was marked: this is not an event of Plex, Jellyfin, Emby or Kodi."),
        ({**stop(1), "NotificationType": "PlaybackStart"}, 200, "This event says nothing of how far somebody is."),
        ({**stop(1), "SeriesName": "Nobody"}, 200, "Not of this server."),
        (stop(9), 200, "Not sure what this is: nothing was marked."),
    ],
)
def test_what_marks_nothing_says_why(visit: Client, event: Any, status: int, said: str) -> None:
    assert send(connect(visit), event, visit) == (status, {"said": said, "marked": []})
    assert mine(visit) == ""


def test_an_unknown_token_is_not_there(visit: Client) -> None:
    assert send(f"/player/{'x' * 43}", stop(1), visit)[0] == 404
    assert visit.get(connect(visit)).status_code == 405


def test_plex_and_emby_send_forms(visit: Client) -> None:
    path = connect(visit)
    metadata = {"type": "episode", "grandparentTitle": "First", "parentIndex": 1, "index": 1, "title": "Opening"}
    event = {"event": "media.scrobble", "Account": {"title": "ida"}, "Metadata": metadata}
    picture = SimpleUploadedFile("thumb.jpg", b"\xff\xd8\xff" * 100_000)
    answer = player(visit).post(path, {"payload": json.dumps(event), "thumb": picture})
    assert answer.json()["marked"] == ["First 1x01"]
    item = {"Type": "Episode", "SeriesName": "First", "ParentIndexNumber": 1, "IndexNumber": 2, "Name": "Middle"}
    event = {
        "Event": "playback.stop",
        "User": {"Name": "ida"},
        "Item": item,
        "PlaybackInfo": {"PlayedToCompletion": True},
    }
    assert player(visit).post(path, {"data": json.dumps(event)}).json()["marked"] == ["First 1x02"]


def test_too_much_is_refused(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVENT", 1000)
    assert send(connect(visit), "x" * 2000, visit)[0] == 413


def test_too_many_events_wait_for_the_next_minute(
    visit: Client, monkeypatch: pytest.MonkeyPatch, now: list[int]
) -> None:
    monkeypatch.setattr(limits, "EVENTS", 3)
    path = connect(visit)
    assert [send(path, stop(1), visit)[0] for _ in range(4)] == [200, 200, 200, 429]
    now[0] -= 100_000  # a clock that jumps back lets nobody in, and shuts nobody out for long
    assert send(path, stop(1), visit)[0] == 429
    now[0] += 60
    assert send(path, stop(1), visit)[0] == 200


def test_no_other_address_takes_what_comes_from_elsewhere(visit: Client) -> None:
    assert player(visit).post(HERE, {"do": "connect"}).status_code == 403
    assert player(visit).post("/player/progress/", {"text": "x"}).status_code == 403


def test_there_are_so_many_addresses_at_most(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PLAYERS", 2)
    connect(visit)
    connect(visit)
    answer = visit.post(HERE, {"do": "connect"})
    assert answer.status_code == 400
    assert "Revoke one first" in answer.content.decode()


def test_a_token_is_never_in_the_log(visit: Client, caplog: pytest.LogCaptureFixture) -> None:
    path = connect(visit)
    with caplog.at_level("INFO", "intertwine.web"):
        send(path, stop(1), visit)
        send(path, "nonsense", visit)
    assert [record.message for record in caplog.records] == ["POST player-event 200", "POST player-event 400"]
