"""Each format of exports is read: what was watched, how far, and what an entry says nothing of."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from intertwine.cli.keeping_args import PROGRESS_FORMATS
from intertwine.imports.progress import FORMATS, SeveralPeopleError, read_export
from intertwine.model.sentinels import END

Export = Callable[..., tuple[str, list[str], int]]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    """Reads files by their names and contents: the format, the entries in words, and how many say nothing."""

    def read(files: dict[str, str | bytes], person: str = "") -> tuple[str, list[str], int]:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = read_export(tmp_path if len(files) > 1 else tmp_path / next(iter(files)), person=person)
        rows = list(found.rows())
        words = [f"{it.words}{'' if it.seconds == END else f' @{it.seconds}'}" for it in rows]
        return found.format.name, words, found.unwatched

    return read


def test_the_command_line_knows_all_formats() -> None:
    assert tuple(FORMATS) == PROGRESS_FORMATS


SHOW = {"title": "Harbour", "year": 2001, "ids": {"trakt": 5, "imdb": "tt0000005", "tvdb": None}}
FILM = {"title": "Quay", "year": 2003, "ids": {"tmdb": 9}}


def test_trakt_history_has_episodes_and_films(export: Export) -> None:
    history = [
        {"watched_at": "2020-01-02T03:04:05.000Z", "action": "watch", "type": "episode",
         "episode": {"season": 1, "number": 2, "title": "Fog"}, "show": SHOW},
        {"watched_at": "2020-01-02T03:04:05.000Z", "action": "scrobble", "type": "movie", "movie": FILM},
    ]  # fmt: skip
    found = export({"watched-history-1.json": json.dumps(history)})
    assert found == ("trakt", ["Harbour (2001): 1x02 Fog", "Quay (2003)"], 0)


def test_trakt_watched_shows_have_their_episodes(export: Export) -> None:
    seasons = [{"number": 1, "episodes": [{"number": 1, "plays": 2}, {"number": 2, "plays": 1}]}]
    shows = [{"plays": 3, "show": SHOW, "seasons": seasons}]
    assert export({"a.json": json.dumps(shows)})[1] == ["Harbour (2001): 1x01", "Harbour (2001): 1x02"]


def test_trakt_lists_say_of_nothing_that_it_was_watched(export: Export) -> None:
    listed = [{"rank": 1, "listed_at": "2020-01-01T00:00:00.000Z", "type": "movie", "movie": FILM}]
    rated = [{"rated_at": "2020-01-01T00:00:00.000Z", "rating": 1, "type": "show", "show": SHOW}]
    assert export({"lists-watchlist.json": json.dumps(listed), "ratings-shows.json": json.dumps(rated)}) == (
        "trakt",
        [],
        2,
    )


def test_letterboxd_has_films_and_leaves_the_watchlist_out(export: Export) -> None:
    head = "Date,Name,Year,Letterboxd URI\n"
    files = {
        "watched.csv": f"{head}2020-01-01,Quay,2003,https://boxd.it/1\n",
        "watchlist.csv": f"{head}2020-01-01,Pier,2004,https://boxd.it/2\n",
    }
    assert export(files) == ("letterboxd", ["Quay (2003)"], 1)


def test_a_letterboxd_feed_has_films(export: Export) -> None:
    feed = """<?xml version='1.0' encoding='utf-8'?>
<rss version="2.0" xmlns:letterboxd="https://letterboxd.com" xmlns:tmdb="https://themoviedb.org"><channel>
<item><letterboxd:watchedDate>2020-01-01</letterboxd:watchedDate><letterboxd:filmTitle>Quay</letterboxd:filmTitle>
<letterboxd:filmYear>2003</letterboxd:filmYear><tmdb:movieId>9</tmdb:movieId></item>
<item><title>A list</title></item></channel></rss>"""
    assert export({"rss.xml": feed}) == ("letterboxd", ["Quay (2003)"], 1)


def test_imdb_counts_what_has_a_rating_of_ones_own(export: Export) -> None:
    table = (
        "Const,Your Rating,Date Rated,Title,URL,Title Type,IMDb Rating,Runtime (mins),Year\n"
        "tt0000009,8,2020-01-01,Quay,u,Movie,7,100,2003\ntt0000010,,,Pier,u,Movie,7,100,2004\n"
        "tt0000011,9,2020-01-01,Harbour: Fog,u,TV Episode,7,50,2002\n"
    )
    assert export({"ratings.csv": table}) == ("imdb", ["Quay (2003)", "Harbour: Fog"], 1)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Harbour: Season 2: Fog", "Harbour: S2 Fog"),
        ("Harbour: The Docks: Temporada 1: Episódio 12", "Harbour: The Docks: 1x12"),
        ("Harbour: Staffel 3: Folge 4", "Harbour: 3x04"),
        ("Harbour: Saison 1: Brume: grise", "Harbour: S1 Brume: grise"),
        ("Harbour: Minissérie: Episódio 1", "Harbour: ?x01"),
        ("Harbour: Season 5: Fog (Episode 24)", "Harbour: 5x24 Fog"),
        ("Harbour: シーズン1: 第2話", "Harbour: 1x02"),
        ("Harbour: Limited Series: Fog", "Harbour: Fog"),
        ("Harbour: The Film", "Harbour: The Film"),
        (" : Episode 7", None),
    ],
)
def test_netflix_titles_are_taken_apart(export: Export, title: str, words: str | None) -> None:
    found = export({"NetflixViewingHistory.csv": f'Title,Date\n"{title}","5/14/21"\n'})
    assert found == ("netflix", [words] if words else [], 0 if words else 1)


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("5/14/21", "1/2/21"), "2021-05-14"),
        (("14/05/2021", "1/2/2021"), "2021-05-14"),
        (("14.05.21",), "2021-05-14"),
        (("2021-05-14",), "2021-05-14"),
        (("1/2/21",), ""),
    ],
)
def test_netflix_dates_are_read_in_the_order_that_the_file_proves(
    tmp_path: Path, dates: tuple[str, ...], first: str
) -> None:
    lines = "".join(f'"Quay","{it}"\n' for it in dates)
    (tmp_path / "a.csv").write_text(f"Title,Date\n{lines}")
    assert next(read_export(tmp_path / "a.csv").rows()).date == first


ACTIVITY = (
    "Profile Name,Start Time,Duration,Attributes,Title,Supplemental Video Type,Device Type,Bookmark,Latest Bookmark"
)


def test_netflix_activity_says_how_far_and_leaves_trailers_out(export: Export) -> None:
    rows = (
        "Ida,2020-01-01 20:00:00,0:10:00,,Harbour: Season 1: Fog (Episode 1),,TV,0:40:00,Not latest view\n"
        "Ida,2020-01-01 20:00:00,0:10:00,,Quay,TRAILER,TV,0:01:00,0:01:00\n"
        "Ida,2020-01-01 20:00:00,0:00:10,Autoplayed: user action: None; ,Quay,,TV,0:00:10,0:00:10\n"
    )
    assert export({"ViewingActivity.csv": f"{ACTIVITY}\n{rows}"}) == ("netflix", ["Harbour: 1x01 Fog @2400"], 2)


def test_netflix_activity_of_several_people_is_asked(export: Export) -> None:
    rows = "".join(f"{who},2020-01-01 20:00:00,1:00:00,,Quay {who},,TV,1:00:00,1:00:00\n" for who in ("Ida", "Jon"))
    with pytest.raises(SeveralPeopleError) as error:
        export({"ViewingActivity.csv": f"{ACTIVITY}\n{rows}"})
    assert error.value.people == ("Ida", "Jon")
    assert export({"ViewingActivity.csv": f"{ACTIVITY}\n{rows}"}, "Jon") == ("netflix", ["Quay Jon @3600"], 1)


def test_simkl_has_episodes_and_completed_films(export: Export) -> None:
    body = {
        "shows": [
            {"status": "watching", "show": SHOW, "seasons": [{"number": 1, "episodes": [{"number": 1}]}]},
            {"status": "plantowatch", "show": SHOW},
            {"status": "completed", "watched_episodes_count": 12, "show": SHOW},
        ],
        "movies": [{"status": "completed", "movie": FILM}, {"status": "plantowatch", "movie": FILM}],
    }
    assert export({"SimklBackup.json": json.dumps(body)}) == (
        "simkl",
        ["Harbour (2001): 1x01", "Harbour (2001)", "Quay (2003)"],
        2,
    )


def test_tv_time_counts_episodes_and_leaves_the_rest_out(export: Export) -> None:
    files = {
        "tracking-prod-records-v2.csv": "key,s_id,series_name,season_number,episode_number,created_at\n"
        "watch-episode-1,5,Harbour,1,2,2020-01-01 10:00:00\nuser-series-5,5,Harbour,,,2020-01-01 10:00:00\n",
        "tracking-prod-records.csv": "type,uuid,movie_name,release_date\nwatch,u,Quay,2003-01-01\ntowatch,u,Pier,\n",
        "user_tv_show_data.csv": "tv_show_name,user_id,tv_show_id,nb_episodes_seen\nHarbour,1,5,9\n",
    }
    assert sorted(export(files)[1]) == ["Harbour: 1x02", "Quay (2003)"]
    assert export(files)[2] == 3


def test_nfo_files_count_what_was_watched(export: Export) -> None:
    files = {
        "Harbour/tvshow.nfo": "<tvshow><title>Harbour</title><year>2001</year>"
        '<uniqueid type="tvdb">5</uniqueid></tvshow>',
        "Harbour/Season 1/h.s01e01.nfo": "<episodedetails><title>Fog</title><season>1</season><episode>1</episode>"
        "<playcount>1</playcount></episodedetails>\n<episodedetails><season>1</season><episode>2</episode>"
        "<watched>false</watched></episodedetails>",
        "quay.nfo": "<movie><title>Quay</title><year>2003</year><watched>true</watched></movie>\nhttps://x.org/1",
        "Pier S02E01-E02.nfo": "<episodedetails><season>2</season><episode>1</episode>"
        "<episodenumberend>2</episodenumberend><watched>true</watched></episodedetails>",
        "address.nfo": "https://www.imdb.com/title/tt0000009/",
    }
    assert export(files) == ("nfo", ["Harbour (2001): 1x01 Fog", "Pier: 2x01-02", "Quay (2003)"], 3)


def test_goodreads_counts_the_shelf_of_what_was_read(export: Export) -> None:
    table = (
        "Book Id,Title,Author,ISBN,ISBN13,Year Published,Original Publication Year,Date Read,Exclusive Shelf\n"
        '7,"Long Shore (Tides, #1)",I,"=""0306406152""","=""9780306406157""",2001,1999,2020/01/02,read\n'
        "8,Quay,I,,,2001,1999,,to-read\n"
    )
    assert export({"goodreads_library_export.csv": table}) == ("goodreads", ["Long Shore (1999)"], 1)


def test_storygraph_counts_what_was_read(export: Export) -> None:
    table = "Title,Authors,ISBN/UID,Read Status,Last Date Read\nLong Shore,I,9780306406157,read,\nQuay,I,,to-read,\n"
    assert export({"export.csv": table}) == ("storygraph", ["Long Shore"], 1)


def test_koreader_says_how_much_of_a_book_was_read(tmp_path: Path) -> None:
    (tmp_path / "metadata.epub.lua").write_text(
        "-- we can read Lua syntax here!\nreturn {\n"
        '    ["doc_props"] = {\n        ["identifiers"] = "isbn:9780306406157",\n'
        '        ["title"] = "Long \\"Shore\\"",\n'
        '    },\n    ["percent_finished"] = 0.4235,\n    ["summary"] = {\n        ["status"] = "reading",\n    },\n}\n'
    )
    (row,) = read_export(tmp_path / "metadata.epub.lua").rows()
    assert (row.work.title, row.work.ids, row.share) == ('Long "Shore"', (("isbn", "9780306406157"),), 4235)
