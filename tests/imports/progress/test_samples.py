"""Real files of other programs, where they are: every one is read, and says what its owner watched."""

import os
from pathlib import Path

import pytest

from intertwine.imports.progress import read_export

ROOT = Path(__file__).resolve().parents[3]
PLACES = [parent / "shared" / "samples" for parent in ROOT.parents]
SAMPLES = next((place for place in PLACES if place.is_dir()), PLACES[0])

EXPECTED = {
    "trakt/api-list-items.json": ("trakt", 0, 3),
    "trakt/api-ratings-episodes.json": ("trakt", 1, 0),
    "trakt/api-ratings-shows.json": ("trakt", 0, 1),
    "trakt/api-seasons.json": ("trakt", 0, 4),
    "trakt/api-show-people.json": ("trakt", 0, 3),
    "trakt/api-sync-history-movies.json": ("trakt", 25, 0),
    "trakt/api-watched-movies.json": ("trakt", 1, 0),
    "trakt/api-watched-shows.json": ("trakt", 303, 0),
    "trakt/export-zip/lists-watchlist.json": ("trakt", 0, 2),
    "trakt/export-zip/watched-history-1.json": ("trakt", 7, 0),
    "letterboxd/diary.csv": ("letterboxd", 12, 0),
    "letterboxd/ratings.csv": ("letterboxd", 7, 0),
    "letterboxd/reviews.csv": ("letterboxd", 4, 0),
    "letterboxd/rss-3-items.xml": ("letterboxd", 3, 0),
    "letterboxd/watched.csv": ("letterboxd", 11, 0),
    "imdb-csv/list-or-watchlist.csv": ("imdb", 2, 14),
    "netflix/NetflixViewingHistory-en.csv": ("netflix", 10, 1),
    "netflix/NetflixViewingHistory-pt-BR.csv": ("netflix", 577, 0),
    "netflix/ViewingActivity.csv": ("netflix", 200, 0),
    "simkl/all-items-1.json": ("simkl", 3, 1),
    "tvtime/ratings-3-prod-episode_votes.csv": ("tvtime", 1, 0),
    "tvtime/tracking-prod-records-v2.csv": ("tvtime", 3, 0),
    "tvtime/user_tv_show_data.csv": ("tvtime", 1, 1),
    "tvtime/watched_on_episode.csv": ("tvtime", 1, 0),
    "nfo/American Gods.nfo": ("nfo", 0, 1),
    "nfo/Imdb.nfo": ("nfo", 0, 1),
    "nfo/Justice League.nfo": ("nfo", 1, 0),
    "nfo/Radarr.nfo": ("nfo", 0, 1),
    "nfo/Season 01.nfo": ("nfo", 0, 1),
    "nfo/Sonarr-Thumb.nfo": ("nfo", 0, 1),
    "nfo/Stargate Atlantis S01E01-E04.nfo": ("nfo", 0, 4),
    "nfo/The Bone Orchard.nfo": ("nfo", 0, 1),
    "nfo/Tmdb.nfo": ("nfo", 0, 1),
}
"""Of each file its format, the entries that were watched, and those of which it says nothing of the kind."""


@pytest.fixture(scope="module")
def samples() -> Path:
    if not SAMPLES.is_dir():
        if os.environ.get("CI") == "true" and (SAMPLES.parent).is_dir():
            pytest.fail("the folder with samples is there, and has none")
        pytest.skip("the samples of other programs are not on this machine")
    return SAMPLES


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read(samples: Path, name: str) -> None:
    export = read_export(samples / name)
    assert (export.format.name, len(list(export.rows())), export.unwatched) == EXPECTED[name]


@pytest.mark.parametrize("folder", ["trakt", "letterboxd", "imdb-csv", "netflix", "simkl", "tvtime", "nfo"])
def test_every_sample_is_looked_at(samples: Path, folder: str) -> None:
    there = {file.relative_to(samples).as_posix() for file in (samples / folder).rglob("*") if file.is_file()}
    assert there == {name for name in EXPECTED if name.startswith(f"{folder}/")}


def test_what_is_odd_in_the_samples_is_read(samples: Path) -> None:
    """A season of specials, a rewatch, and numbers that are null in Trakt's export; sub-titles with colons and a part
    without a season in Netflix' history."""
    history = list(read_export(samples / "trakt/export-zip/watched-history-1.json").rows())
    assert {row.season for row in history} >= {0, 1, 2, None}
    netflix = [row.words for row in read_export(samples / "netflix/NetflixViewingHistory-en.csv").rows()]
    assert netflix[:2] == ["White Collar: S2 Withdrawal", "Travelers: S1 Protocol 6"]
    activity = next(iter(read_export(samples / "netflix/ViewingActivity.csv").rows()))
    assert (activity.words, activity.seconds) == ("Star Trek: Deep Space Nine: 5x24 Empok Nor", 5)
