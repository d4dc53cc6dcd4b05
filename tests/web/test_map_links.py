"""Posters that are maps in small, and where links to maps stand: made from what this viewer knows."""

from __future__ import annotations

from typing import Any

import intertwine
from intertwine.maps.inks import INKS
from intertwine.maps.miniature import LAYERS, LEADS, miniature
from intertwine.maps.palette import dark
from intertwine.questions.presence import on_stage, seasons_on_stage
from intertwine.web.poster import poster
from intertwine.web.poster_sheet import HEIGHT, WIDTH

SEEN = "Daredevil, Jessica Jones, Luke Cage, Iron Fist, The Defenders"


def test_a_poster_is_a_map_once_enough_scenes_are_known_and_a_strand_before() -> None:
    universe = intertwine.load().universe
    for seen, known in (("", 0), ("Daredevil S1", 1), (SEEN, 5)):
        view = universe.seen(seen)
        small = {title: miniature(view, title) for title in view.listing.titles}
        assert sum(it is not None for it in small.values()) == known
        for title, it in small.items():
            strokes = len(poster(view, title).strokes)
            assert strokes == len(it.lines) if it else strokes == 1 or view.names.best(title) == "The Defenders"


def test_a_small_map_has_a_few_ways_of_more_than_one_moment() -> None:
    view = intertwine.load().universe.seen(SEEN)
    for title in view.listing.titles:
        small = miniature(view, title)
        if small is None:
            continue
        assert 2 <= len(small.lines) <= LEADS
        assert 4 <= small.layers <= LAYERS
        for line in small.lines:
            assert len(line.levels) > 1
            assert line.begin + len(line.levels) <= small.layers
            assert max(line.levels) <= small.breadth
            assert line.home in view.listing.titles


def test_a_poster_stays_on_its_sheet_and_is_the_same_every_time() -> None:
    view = intertwine.load().universe.seen(SEEN)
    for title in view.listing.titles:
        drawn = poster(view, title)
        assert drawn == poster(view, title)
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y, _ in drawn.knots)


def test_a_title_has_the_ink_that_maps_give_it() -> None:
    view = intertwine.load().universe.seen(SEEN)
    for place, title in enumerate(view.listing.titles):
        drawn = poster(view, title)
        assert (drawn.ink, drawn.ground) == (dark()[f"--ink-{place % INKS}"], dark()["--map-sheet"])


def test_what_is_not_known_changes_no_poster() -> None:
    universe = intertwine.load().universe
    less, more = universe.seen("Daredevil S1"), universe.seen("Daredevil S1, Jessica Jones S1")
    title = less.listing.titles[0]
    assert less.names.best(title) == "Daredevil"
    assert poster(less, title).strokes == poster(more, more.names.at("daredevil", titles=True) or 0).strokes


def test_a_map_is_linked_where_somebody_is_on_stage(visit: Any) -> None:
    page = visit.get("/stage/title/first/").content.decode()
    assert "/stage/map/title/first/" not in page
    assert ">map</a>" not in page
    assert '/stage/map/">The map of it all' not in visit.get("/stage/").content.decode()
    assert visit.post("/stage/progress/", {"title": "first", "upto": "1x01"}).status_code == 303
    page = visit.get("/stage/title/first/").content.decode()
    assert '<a href="/stage/map/title/first/">The map of its story lines</a>' in page
    assert '<a class="note" href="/stage/map/title/first/?season=1"' in page
    assert "/stage/map/title/second/" not in visit.get("/stage/title/second/").content.decode()
    assert "/stage/map/who/anna/" in visit.get("/stage/who/anna/").content.decode()
    assert "The map of it all" in visit.get("/stage/").content.decode()


def test_who_has_been_on_stage_is_known_of_titles_and_people() -> None:
    universe = intertwine.load().universe
    nobody, some = universe.seen(""), universe.seen("Daredevil S1, Daredevil 2x01")
    assert seasons_on_stage(nobody, nobody.listing.titles[0]) == ()
    assert seasons_on_stage(some, some.listing.titles[0]) == (1, 2)
    matt = some.names.at("matt-murdock", titles=False)
    assert matt is not None
    assert on_stage(some, matt)
    assert not any(on_stage(nobody, n) for n in nobody.names.index)
