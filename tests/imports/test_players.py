"""What players send becomes an event: who watches, what, and how far."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from intertwine.imports.players import PlayerEvent, PlayerEventError, read_event
from intertwine.model.sentinels import END

ROOT = Path(__file__).resolve().parents[2]
PLACES = [parent / "shared" / "samples" / "webhooks" for parent in ROOT.parents]
SAMPLES = next((place for place in PLACES if place.is_dir()), PLACES[0])
FRIENDS = ("Friends: 1x01", ())
NAMED = ("Friends: 1x01 The One Where Monica Gets a Roommate", ())
FRIEREN = ("Frieren: Beyond Journey's End: 1x01 The Journey's End", ())
BLUE = (("imdb", "tt0156887"), ("tmdb", "10494"), ("tvdb", "3807"))
MATRIX = (("imdb", "tt0133093"), ("tmdb", "603"), ("tvdb", "169"))

EXPECTED: dict[str, tuple[str, str, tuple[Any, ...] | None]] = {
    "emby-1.json": ("Emby", "", (*NAMED, END)),
    "emby-2.json": ("Emby", "", (*FRIEREN, END)),
    "emby-3.json": ("Emby", "", ("The Matrix (1999)", MATRIX, END)),
    "emby-4.json": ("Emby", "", ("Perfect Blue (1997)", BLUE, END)),
    "emby-full-playbackstop-movie.json": (
        "Emby", "test",
        ("2 Fast 2 Furious (2003)", (("imdb", "tt0322259"), ("tmdb", "584"), ("tvdb", "20800")), 482),
    ),
    "jellyfin-1.json": ("Jellyfin", "", (*NAMED, END)),
    "jellyfin-2.json": ("Jellyfin", "", ("The Matrix (1999)", MATRIX[1:2], END)),
    "jellyfin-3.json": ("Jellyfin", "", ("Perfect Blue (1997)", BLUE[:1], END)),
    "jellyfin-4.json": ("Jellyfin", "", (*FRIEREN, END)),
    "jellyfin-full-playbackstop-movie.json": (
        "Jellyfin", "jellyfin", ("The Menu (2022)", (("imdb", "tt9764362"), ("tmdb", "593643")), 454),
    ),
    "kodi-1.json": ("Kodi", "", (*NAMED, 1320)),
    "kodi-2.json": ("Kodi", "", ("The Matrix (1999)", MATRIX[:2], 8160)),
    "plex-1.json": ("Plex", "testuser", (*FRIENDS, END)),
    "plex-2.json": ("Plex", "testuser", None),
    "plex-3.json": ("Plex", "testuser", None),
    "plex-4.json": ("Plex", "testuser", ("The Matrix", MATRIX[1:2], 30)),
}  # fmt: skip
"""Of each sample the player, the user, and the title, its ids and the second; None where it says nothing of that."""


def said(event: PlayerEvent) -> tuple[str, str, tuple[Any, ...] | None]:
    row = event.row
    return event.player, event.user, row and (row.words, row.work.ids, row.seconds)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read(name: str) -> None:
    if not SAMPLES.is_dir():
        if os.environ.get("CI") == "true" and SAMPLES.parent.parent.is_dir():
            pytest.fail("the folder with samples is there, and has no webhooks")
        pytest.skip("the samples of players are not on this machine")
    assert said(read_event((SAMPLES / name).read_text("utf-8"))) == EXPECTED[name]


def test_every_sample_is_looked_at() -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples of players are not on this machine")
    assert {file.name for file in SAMPLES.iterdir()} == set(EXPECTED)


def test_a_position_counts_more_than_what_a_player_takes_for_complete() -> None:
    """Some say that a film is complete where somebody stops it after seven minutes."""
    sent = {"NotificationType": "PlaybackStop", "ItemType": "Movie", "Name": "Quay", "PlayedToCompletion": True}
    times = {"PlaybackPositionTicks": 4_000_000_000, "RunTimeTicks": 60_000_000_000}
    assert said(read_event(json.dumps({**sent, **times})))[2] == ("Quay", (), 400)
    assert said(read_event(json.dumps(sent)))[2] == ("Quay", (), END)


@pytest.mark.parametrize(
    "sent",
    [
        {"NotificationType": "PlaybackStart", "ItemType": "Movie", "Name": "Quay", "PlaybackPositionTicks": 10**10},
        {"NotificationType": "PlaybackStop", "ItemType": "Audio", "Name": "Quay", "PlayedToCompletion": True},
        {"event": "media.resume", "Metadata": {"type": "movie", "title": "Quay", "viewOffset": 1000}},
        {"event": "media.scrobble", "Metadata": {"type": "track", "title": "Quay"}},
        {"Event": "playback.start", "Item": {"Type": "Movie", "Name": "Quay"}},
        {"Event": "Stop", "Item": {"Type": "Movie", "Name": "Quay", "UserData": {"Played": False}}},
        {"event": "start", "mediaType": "movie", "title": "Quay", "progress": {"time": 100}},
    ],
)
def test_a_beginning_says_nothing_of_how_far(sent: dict[str, Any]) -> None:
    assert read_event(json.dumps(sent)).row is None


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "-1", "true", '"x"', "null"])
def test_a_time_that_is_no_time_says_nothing(number: str) -> None:
    """JSON may hold what is not a number."""
    for sent in (
        f'{{"event": "media.stop", "Metadata": {{"type": "movie", "title": "Quay", "viewOffset": {number}}}}}',
        f'{{"event": "stop", "mediaType": "movie", "title": "Quay", "progress": {{"time": {number}}}}}',
        f'{{"NotificationType": "PlaybackStop", "ItemType": "Movie", "PlaybackPositionTicks": {number}}}',
    ):
        assert read_event(sent).row is None


def test_the_ids_of_an_episode_are_not_those_of_its_series() -> None:
    sent = {"Event": "playback.stop", "Item": {"Type": "Episode", "SeriesName": "Harbour", "IndexNumber": 1}}
    sent["Item"] |= {"ParentIndexNumber": 1, "ProviderIds": {"Tvdb": "5"}}  # type: ignore[operator]
    sent["PlaybackInfo"] = {"PlayedToCompletion": True}
    row = read_event(json.dumps(sent)).row
    assert row is not None
    assert row.work.ids == ()
    old = {"guid": "com.plexapp.agents.thetvdb://5/1/2?lang=en", "type": "episode", "grandparentTitle": "Harbour"}
    row = read_event(json.dumps({"event": "media.scrobble", "Metadata": old})).row
    assert row is not None
    assert row.work.ids == (("tvdb", "5"),)


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "{}", "null", '{"event": 1}', "[" * 100_000, '{"Item": {}}'])
def test_what_is_no_event_is_refused(text: str) -> None:
    with pytest.raises(PlayerEventError):
        read_event(text)
