"""Law 1 for the pages about what another program knows: the answer to a file, what it shows, and what marking it does.

The entries are those of `test_watched`: none claims more than its viewer has passed.
"""

import json
import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest

from intertwine.gate.universe import Universe
from intertwine.model.watched import WatchedRow
from tests.laws import whole
from tests.laws.law import both, difference, made
from tests.laws.mutate import Pair
from tests.laws.test_watched import entries
from tests.laws.whole import ADDRESS, Site, topic
from tests.long import share

PAIRS = share(20, 200)
LINE = "\r\n"
LEAST_WRONG = 90
"""No title has such a season."""


def history(rows: list[WatchedRow]) -> str:
    """Entries as a history of Trakt's; those that it cannot say are left out."""
    said = []
    for row in rows:
        work = {"title": row.work.title, "year": row.work.year or None, "ids": dict(row.work.ids)}
        entry: dict[str, Any] = {"watched_at": "2020-01-01T00:00:00.000Z", "action": "watch"}
        if row.work.medium == "film":
            said.append({**entry, "type": "movie", "movie": work})
        elif row.work.medium == "series" and row.first is not None:
            one = {"season": row.season, "number": row.first, "title": row.name}
            said.append({**entry, "type": "episode", "show": work, "episode": one})
    return json.dumps(said)


def events(pair: Pair, rows: list[WatchedRow]) -> list[str]:
    """Entries as a player sends them; those that it cannot say are left out. A player says no year of a series, so that
    those that are wrong in their year alone are left out, too: they would claim more than their viewer has passed."""
    names = {info.key: info.name for info in (*pair.world.titles.values(), *pair.changed.titles.values())}
    right = {(names[title], season, number) for title, season, number in pair.trek.passed if title in names}
    said = []
    for row in rows:
        if row.season is not None and row.season < LEAST_WRONG and (row.work.title, row.season, row.first) not in right:
            continue
        sent: dict[str, Any] = {"NotificationType": "PlaybackStop", "PlayedToCompletion": True}
        if row.work.medium == "film":
            said.append({**sent, "ItemType": "Movie", "Name": row.work.title, "Year": row.work.year or None})
        elif row.work.medium == "series" and row.first is not None:
            place = {"SeasonNumber": row.season, "EpisodeNumber": row.first, "Name": row.name}
            said.append({**sent, "ItemType": "Episode", "SeriesName": row.work.title, **place})
    return [json.dumps(it) for it in said]


def multipart(content: str) -> str:
    """The body of a form with a file."""
    head = f'--edge{LINE}Content-Disposition: form-data; name="file"; filename="history.json"{LINE}{LINE}'
    return f"{head}{content}{LINE}--edge--{LINE}"


def answers(site: Site, universe: Universe, first: whole.Ask, content: str, language: str) -> list[str]:
    """What is answered to a file, what is shown of it, and what marking it does."""
    site.open(universe)
    there, headers = f"/{ADDRESS}/progress/import/", {"HTTP_ACCEPT_LANGUAGE": language}
    found = [site.ask(*first, **headers), site.ask("POST", there, multipart(content), **headers)]
    leads = re.search(r'"Location", "([^"]+)"', found[-1])
    if leads:
        found.append(site.ask("GET", leads[1], **headers))
        text = re.search(r'name=\\"text\\" value=\\"([^"]*)\\"', found[-1])
        body = urlencode({"text": unescape(text[1])}) if text else ""
        found.append(site.ask("POST", there, body, **headers))
        found.append(site.ask("GET", f"/{ADDRESS}/progress/mine.csv", **headers))
    return found


def test_no_page_about_a_file_depends_on_what_is_hidden(site: Site) -> None:
    shown = 0
    for seed in range(PAIRS):
        pair = made(50_000_000 + seed)
        it = topic(pair)
        first, content, language = whole.first_request(it), history(entries(pair, seed)), whole.language_of(it)
        one, other = (answers(site, Universe(its), first, content, language) for its in both(pair))
        assert len(one) == len(other)
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            assert left == right, difference((seed, number), left, right)
        shown += len(one) > 2
    assert shown == PAIRS


def told(site: Site, universe: Universe, first: whole.Ask, sent: list[str]) -> list[str]:
    """What a player is answered, and what its viewer then has."""
    site.open(universe)
    there = f"/{ADDRESS}/progress/player/"
    found = [site.ask(*first), site.ask("GET", there), site.ask("POST", there, "do=connect&user=Ida")]
    match = re.search(r"http://localhost:8000(/player/[\w-]{43})<", found[-1])
    assert match
    found += [site.ask("POST", match[1], it, CONTENT_TYPE="application/json") for it in sent]
    return [*found, site.ask("GET", f"/{ADDRESS}/progress/mine.txt"), site.ask("GET", there)]


def test_no_answer_to_a_player_depends_on_what_is_hidden(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.web.randomness.random_token", lambda: f"{next(site.ids):043}")
    for seed in range(PAIRS):
        pair = made(60_000_000 + seed)
        first, sent = whole.first_request(topic(pair)), events(pair, entries(pair, seed))
        one, other = (told(site, Universe(its), first, sent) for its in both(pair))
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            assert left == right, difference((seed, number), left, right)
