"""Law 1 for what other programs say: what is matched, asked and counted does not hang on what stays hidden.

Entries claim nothing beyond what the viewer has passed: right ones are of that, all others are wrong in their place,
their year or their id, whatever title they name.
"""

from random import Random

import pytest

from intertwine.gate.timetable import Timetable
from intertwine.gate.universe import Universe
from intertwine.model.watched import WatchedMedium, WatchedRow, WatchedWork
from tests.laws.ask import progress
from tests.laws.law import both, made
from tests.laws.model import TitleInfo
from tests.laws.mutate import Pair
from tests.laws.naive import END
from tests.long import share

PAIRS = share(10, 600)


def entries(pair: Pair, seed: int) -> list[WatchedRow]:
    """Entries about the titles of both universes, secret ones among them, and about none."""
    random = Random(f"watched {seed}")
    found: list[WatchedRow] = []
    infos: dict[str, TitleInfo] = {**pair.world.titles, **pair.changed.titles}
    for info in infos.values():
        is_single = (0, 0) in info.places
        medium: WatchedMedium = "film" if is_single else "series"
        other: WatchedMedium = "series" if is_single else "film"
        for season, number in info.places:
            seconds = pair.trek.passed.get((info.key, season, number))
            if seconds == END:
                place = (None, None) if is_single else (season, number)
                found.append(WatchedRow(WatchedWork(medium, info.name, random.choice([info.year, 0])), *place))
        wrong = [
            WatchedRow(WatchedWork("series", info.name, info.year), 99, 99),
            WatchedRow(WatchedWork("series", info.name), 98, 1, name=info.name),
            WatchedRow(WatchedWork(other, info.name, info.year + 7), *((1, 1) if is_single else (None, None))),
            WatchedRow(WatchedWork(medium, info.name, info.year + 40), *((None, None) if is_single else (1, 1))),
            WatchedRow(WatchedWork("", f"{info.name}: Nothing Of The Kind")),
            WatchedRow(WatchedWork("series", f"Somebody's {info.name}"), 99, 1),
            WatchedRow(WatchedWork(medium, info.name, info.year + 9, (("imdb", "tt9999999"),)), 99, 1),
            WatchedRow(WatchedWork("film", info.name)),
            WatchedRow(WatchedWork("book", info.name)),
        ]
        found += random.sample(wrong, 5)
    found.append(WatchedRow(WatchedWork("film", "Nobody's Film", 2001)))
    random.shuffle(found)
    return [row._replace(row=n) for n, row in enumerate(found, 1)]


def test_nothing_that_stays_hidden_has_a_say() -> None:
    matched = touching = 0
    for seed in range(PAIRS):
        pair = made(40_000_000 + seed)
        rows, viewer = entries(pair, seed), progress(pair.trek)
        one, other = (Universe(it).watched(rows, viewer) for it in both(pair))
        assert one == other, f"seed {seed}: {pair.change.kinds}"
        matched += len(one.matched) > 0
        touching += pair.touches
    assert 2 * matched > PAIRS
    assert 2 * touching >= PAIRS


def test_a_leak_that_is_planted_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of an entry judged among all titles, whoever may know them."""
    monkeypatch.setattr(Timetable, "known", lambda self, _: self.names)
    found = False
    for seed in range(share(10, 600)):
        pair = made(40_000_000 + seed)
        rows, viewer = entries(pair, seed), progress(pair.trek)
        one, other = (Universe(it).watched(rows, viewer) for it in both(pair))
        found = found or one != other
    assert found
