"""A household's year: three profiles, two thousand events of players, and five exports of overlapping range.

Events repeat, go missing and come late, players' clocks jump, and people pause, stop and begin again. What is marked
equals what a slow, plain reference says, which knows what was watched and shares no code with the matcher.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import unescape
from random import Random
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from intertwine.model.sentinels import END
from intertwine.web import limits
from intertwine.web.models import Passed
from tests.long import share
from tests.web.stage import serving, visitor, write
from tests.web.test_players import connect, player

EVENTS, EXPORTS, PEOPLE = share(8, 2000), 5, ("Ida", "Jon", "Mia")
SERIES = {"Harbour": (3, 6, 50), "Mill": (2, 4, 30), "Tower": (1, 8, 24)}
"""Seasons, episodes of each, and minutes."""
FILM = ("Quay", 2015, 110)
Place = tuple[str, int, int]


def pages() -> dict[str, str]:
    """The universe that the household watches, with one title that nobody knows of."""
    made = {"universe.md": "---\nkind: universe\nname: Stories\n---\n"}
    for name, (seasons, episodes, minutes) in SERIES.items():
        lines = [f"---\nkind: series\nid: {name.lower()}\nyear: 2010\nids: {{imdb: tt{len(name):07}}}\n---\n"]
        for season in range(1, seasons + 1):
            lines.append(f"## Season {season} ({2009 + season}-01-01, {episodes} episodes)\n")
            lines += [f"### {n}. {name} {season} {n} ({minutes} min)\n" for n in range(1, episodes + 1)]
        made[f"titles/{name}.md"] = "".join(lines)
    made["titles/Quay.md"] = f"---\nkind: film\nid: quay\nreleased: 2015-05-05\nminutes: {FILM[2]}\n---\n"
    made["titles/Secret.md"] = "---\nkind: film\nid: secret\nrevealed: Secret\nreleased: 2016-01-01\n---\n"
    return made


@dataclass(frozen=True)
class Sitting:
    """Somebody watches something up to a second of it, on a day of the year."""

    who: str
    place: Place
    runtime: int
    until: int
    day: int

    @property
    def is_whole(self) -> bool:
        return self.until * 10 >= self.runtime * 9


def sittings(random: Random, count: int) -> list[Sitting]:
    """What the household watches: most goes on where it was left, some is seen again, some is elsewhere."""
    places: list[tuple[Place, int]] = [(("Quay", 0, 0), FILM[2]), (("Nobody", 1, 1), 40)]
    for name, (seasons, episodes, minutes) in SERIES.items():
        places += [((name, s, n), minutes) for s in range(1, seasons + 1) for n in range(1, episodes + 1)]
    found = []
    for day in sorted(random.choices(range(365), k=count)):
        place, minutes = random.choice(places)
        runtime = minutes * 60
        until = random.choice([runtime, runtime, runtime - 20, random.randrange(1, runtime), runtime * 9 // 10 - 1])
        found.append(Sitting(random.choice(PEOPLE), place, runtime, until, day))
    return found


def event(it: Sitting, random: Random) -> dict[str, Any]:
    """What one of the players says of a sitting."""
    (title, season, number), is_film = it.place, it.place[1] == 0
    sort = random.choice(["plex", "jellyfin", "emby", "kodi"])
    clock = f"20{random.choice([14, 24, 69])}-01-{random.randrange(1, 29):02}T00:00:00Z"  # clocks of players jump
    if sort == "plex":
        what = {"type": "movie", "title": title, "year": FILM[1]} if is_film else {
            "type": "episode", "grandparentTitle": title, "parentIndex": season, "index": number
        }  # fmt: skip
        is_scrobble = it.is_whole and random.random() < 0.5
        times = {"viewOffset": it.until * 1000, "duration": it.runtime * 1000, "addedAt": random.randrange(2**31)}
        return {
            "event": "media.scrobble" if is_scrobble else random.choice(["media.stop", "media.pause"]),
            "Account": {"title": it.who}, "Metadata": {**what, **times},
        }  # fmt: skip
    ticks = {"RunTimeTicks": it.runtime * 10**7}
    if sort == "jellyfin":
        what = {"ItemType": "Movie", "Name": title, "Year": FILM[1]} if is_film else {
            "ItemType": "Episode", "SeriesName": title, "SeasonNumber": season, "EpisodeNumber": number
        }  # fmt: skip
        at = {"PlaybackPositionTicks": it.until * 10**7, "PlayedToCompletion": random.random() < 0.5}
        return {
            "NotificationType": "PlaybackStop", "NotificationUsername": it.who, "UtcTimestamp": clock,
            **what, **ticks, **at,
        }  # fmt: skip
    if sort == "emby":
        what = {"Type": "Movie", "Name": title, "ProductionYear": FILM[1]} if is_film else {
            "Type": "Episode", "SeriesName": title, "ParentIndexNumber": season, "IndexNumber": number
        }  # fmt: skip
        info = {"PositionTicks": it.until * 10**7, "PlayedToCompletion": it.is_whole}
        return {
            "Event": random.choice(["playback.stop", "playback.pause"]), "Date": clock, "User": {"Name": it.who},
            "Item": {**what, **ticks}, "PlaybackInfo": info,
        }  # fmt: skip
    what = {"mediaType": "movie", "title": title, "year": FILM[1]} if is_film else {
        "mediaType": "episode", "tvShowTitle": title, "season": season, "episode": number
    }  # fmt: skip
    far: dict[str, Any] = {"duration": it.runtime, "progress": {"time": it.until}}
    return {"event": "end" if it.is_whole else random.choice(["stop", "pause"]), "user": it.who, **what, **far}


def history(its: list[Sitting]) -> bytes:
    """What a tracker exports of what was seen whole."""
    said: list[dict[str, Any]] = []
    for it in its:
        title, season, number = it.place
        entry = {"watched_at": f"2024-01-01T00:00:{it.day % 60:02}.000Z", "action": "watch"}
        if season:
            show = {"title": title, "year": 2010}
            said.append({**entry, "type": "episode", "episode": {"season": season, "number": number}, "show": show})
        else:
            said.append({**entry, "type": "movie", "movie": {"title": title, "year": FILM[1]}})
    return json.dumps(said).encode()


def reference(watched: list[Sitting]) -> dict[tuple[str, Place], int]:
    """The furthest that each has seen of each installment, in the plainest way."""
    found: dict[tuple[str, Place], int] = {}
    for it in watched:
        if it.place[0] == "Nobody":
            continue
        key, seconds = (it.who, it.place), END if it.is_whole else it.until
        if key not in found or found[key] < seconds:
            found[key] = seconds
    return found


def kept(profiles: dict[str, str]) -> dict[tuple[str, Place], int]:
    """What is marked for whom, as the database has it."""
    names = {profile: who for who, profile in profiles.items()}
    titles = {f"id:{name.lower()}": name for name in (*SERIES, "Quay", "Secret")}
    return {
        (names[row.profile], (titles[row.title], row.season, row.number)): row.seconds
        for row in Passed.objects.filter(universe__contains="household")
    }


def bring(client: Client, profile: str, content: bytes) -> None:
    """Brings an export for a profile, and marks what is sure."""
    there = "/household/progress/import/"
    file = SimpleUploadedFile("history.json", content)
    answer = client.post(there, {"file": file, "for": profile})
    page = client.get(answer["Location"]).content.decode()
    text = unescape(page.partition('name="text" value="')[2].partition('"')[0])
    client.post(there, {"text": text, "for": profile})


@pytest.mark.parametrize("seed", range(share(2, 2)))
def test_a_years_marks_are_those_of_the_reference(tmp_path: Any, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(limits, "EVENTS", 10**9)
    monkeypatch.setattr("tests.web.test_players.HERE", "/household/progress/player/")
    random = Random(f"household {seed}")
    Passed.objects.filter(universe__contains="household").delete()
    client = visitor(serving(write(tmp_path / "household", pages())))
    profiles = {PEOPLE[0]: ""}
    for who in PEOPLE[1:]:
        client.post("/household/profiles/", {"do": "make", "name": who})
        page = client.get("/household/profiles/").content.decode()
        profiles[who] = page.rpartition('name="profile" value="')[2].partition('"')[0]
    paths = {who: connect(client, profile=profile, user=who) for who, profile in profiles.items()}
    watched = sittings(random, EVENTS)
    sent: list[tuple[Sitting, dict[str, Any]]] = []
    missed: list[Sitting] = []
    for it in watched:
        if random.random() < 0.1:
            missed.append(it)  # the server was away
        else:
            sent += [(it, event(it, random))] * random.choice([1, 1, 1, 2, 3])
    for at in range(0, len(sent), 7):  # some come late
        other = random.randrange(len(sent))
        sent[at], sent[other] = sent[other], sent[at]
    exported: list[Sitting] = []
    marks = [len(sent) * (n + 1) // (EXPORTS + 1) for n in range(EXPORTS)]
    players = player(client)
    for number, (it, said) in enumerate(sent):
        for who in {it.who, random.choice(PEOPLE)}:  # every player tells each address, whoever watches
            status = players.post(paths[who], json.dumps(said), content_type="application/json").status_code
            assert status == (200 if who == it.who else 403)
        if number in marks:
            who = random.choice(PEOPLE)
            days = range(random.randrange(0, 200), 365)
            its = [it for it in watched if it.who == who and it.day in days and it.is_whole]
            bring(client, profiles[who], history(its))
            exported += its
    told = [it for it in watched if it not in missed] + exported
    assert kept(profiles) == reference(told)
