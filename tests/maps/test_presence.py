"""Maps of scenes in which not everybody is there, and of what did not really happen."""

import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine import maps
from intertwine.maps import Picture
from intertwine.maps.line_styles import runs_of
from intertwine.maps.miniature import miniature
from intertwine.maps.palette import style
from intertwine.maps.samples import SAMPLE, SAMPLES, Sample
from intertwine.model.way import LineStyle
from intertwine.viewer import Viewer
from tests.maps.worlds import faults, harbour, lamp
from tests.worlds import world

SVG = "{http://www.w3.org/2000/svg}"
BOTH = pytest.mark.parametrize("down", [False, True])


WIDE = """
=== Lamp.md
---
kind: series
---
## Season 1 (2017-03-01, 1 episode)
### 1. One
- frame: play
- together: [[Ada]], [[Rob]]
- together: [[Ada]], [[Mia]]
- together: [[Rob]], [[Mia]]
- together: [[Ada]], [[Rob]], [[Mia]]
"""
"""A frame whose band is as long as its words."""


def drawn(*, down: bool = False, key: bool = True, proved: bool = False) -> Picture:
    """The picture of everything."""
    return maps.picture(Viewer(lamp().seen("everything")).map(fold=False, proved=proved), down=down, key=key)


@pytest.mark.parametrize("proved", [False, True])
def test_who_is_not_there_stands_beside_the_group_and_the_crossings_are_counted_again(proved: bool) -> None:
    found = Viewer(lamp().seen("everything")).map(fold=False, proved=proved)
    assert faults(found) == []
    for moment, order in zip(found.strands.moments, found.orders, strict=True):
        places = sorted(order.index(n) for n in moment.scene)
        assert places == list(range(places[0], places[0] + len(places))) if places else True


@BOTH
def test_every_way_has_its_line_and_every_frame_its_band(down: bool) -> None:
    svg = ET.fromstring(maps.svg(drawn(down=down)))
    classes = [(it.get("class") or "").split() for it in svg.iter(f"{SVG}path")]
    assert {name for own in classes if "over" in own for name in own[2:]} == {"thin", "dashed", "dotted", "ended"}
    bands = [it for it in svg.iter(f"{SVG}g") if it.get("data-frame")]
    words = ["Only as planned by Sena", "In a dream of Ada", "In another world, Elsewhere"]
    assert [it.findtext(f"{SVG}title") for it in bands] == words
    assert [it.text for it in svg.iter(f"{SVG}text") if it.get("class") == "frame-label"] == ["1", "2", "3"]


@BOTH
def test_the_words_of_a_band_stay_below_it_and_the_key_has_all_of_them(down: bool) -> None:
    wide = maps.picture(Viewer(world(WIDE).seen("everything")).map(), down=down)
    for it in (drawn(down=down), wide):
        feet = [label for label in it.labels if label.role == "frame"]
        for band, label in zip(it.bands, feet, strict=True):
            begin, size = band.box[down], band.box[2 + down]
            along = label.y if down else label.x
            assert begin <= along <= along + label.width <= begin + size
            said = f"{band.number}. {band.says}"
            assert label.text in (said, str(band.number))
            assert said in [entry.text for entry in it.key]
    assert [label.text for label in wide.labels if label.role == "frame"] == ["1. In a play"]


@BOTH
def test_every_installment_has_its_mark_over_it(down: bool) -> None:
    it = drawn(down=down)
    marks = [label.text for label in it.labels if label.role == "episode"]
    assert marks == ([f"1x0{n}" for n in range(1, 7)] if down else ["1", "2", "3", "4", "5", "6"])
    few = maps.picture(Viewer(lamp().seen("Lamp 1x01-1x02")).map(fold=False), down=down)
    assert [label.text for label in few.labels if label.role == "episode"] == ["1x01", "1x02"]


@BOTH
def test_what_is_drawn_lies_inside_the_picture_and_no_band_on_another(down: bool) -> None:
    it = drawn(down=down)
    boxes = [*(box.box for box in it.scenes), *(band.box for band in it.bands)]
    assert all(x >= 0 and y >= 0 and x + wide <= it.width and y + tall <= it.height for x, y, wide, tall in boxes)
    assert all(0 <= entry.x < it.width and 0 <= entry.y < it.height for entry in it.key)
    along = sorted((band.box[down], band.box[2 + down]) for band in it.bands)
    assert all(begin + size <= after for (begin, size), (after, _) in pairwise(along))


def test_a_box_of_those_who_are_together_lies_in_the_one_of_their_scene_and_holds_nobody_else() -> None:
    it = drawn()
    scenes = {box.moment: box for box in it.scenes}
    for box in it.together:
        top, tall = box.box[1], box.box[3]
        levels = {line.strand: line for line in it.lines if line.strand in box.strands}
        assert set(levels) == set(box.strands)
        if box.moment in scenes:
            around = scenes[box.moment].box
            assert around[1] <= top
            assert top + tall <= around[1] + around[3]
            assert set(box.strands) < set(scenes[box.moment].strands)


def test_a_screen_reader_hears_who_is_only_heard_and_what_was_a_dream() -> None:
    text = maps.svg(drawn())
    said = ET.fromstring(text).findtext(f"{SVG}desc") or ""
    assert "Mia, also heard" in said
    assert "Ulla, only as a body" in said
    assert "Did not really happen: Only as planned by Sena; In a dream of Ada; In another world, Elsewhere." in said
    assert "<title>Ulla\nfirst seen in Lamp" not in text


def test_the_key_has_what_the_picture_shows_and_nothing_else() -> None:
    assert [(entry.sample, entry.text) for entry in drawn().key] == [
        ("thin", "heard"), ("dashed", "imagined"), ("dotted", "remembered, or shown in a picture or a recording"),
        ("ended", "as a body"), ("scene", "in the scene, but not together"), ("frame", "did not really happen"),
        ("frame", "1. Only as planned by Sena"), ("frame", "2. In a dream of Ada"),
        ("frame", "3. In another world, Elsewhere"),
    ]  # fmt: skip
    assert drawn(key=False).key == ()
    some = maps.picture(Viewer(lamp().seen("Lamp 1x01-1x02")).map(fold=False))
    assert [entry.sample for entry in some.key] == ["thin", "dashed", "scene"]


def test_a_map_without_ways_and_frames_has_nothing_of_them_in_its_files() -> None:
    it = maps.picture(Viewer(harbour().seen("everything")).map(fold=False))
    assert (it.scenes, it.bands, it.key) == ((), (), ())
    text = maps.svg(it)
    assert style() in text
    assert "--map-veil" not in text
    assert not re.search(r'class="(scene|band|key|over ink-\d+ )', text)
    assert not re.search(rb'"(ways|scene|frame)":', maps.WRITERS[".json"](it))


@BOTH
def test_every_format_is_written_and_the_same_every_time(down: bool) -> None:
    for ending, write in maps.WRITERS.items():
        assert write(drawn(down=down)) == write(drawn(down=down)), ending
    found = json.loads(maps.WRITERS[".json"](drawn()))["strands"]["moments"]
    assert {way["text"] for moment in found for way in moment.get("ways", ())} >= {"heard", "imagined", "as a boy"}
    assert [moment["frame"]["kind"] for moment in found if "frame" in moment] == ["plan", "dream", "another world"]


STYLES: st.SearchStrategy[LineStyle] = st.sampled_from(["full", "thin", "dashed", "dotted", "ended"])


@given(st.dictionaries(st.integers(0, 9), STYLES, min_size=1))
def test_the_runs_of_a_line_are_its_way_but_for_where_it_ends(own: dict[int, LineStyle]) -> None:
    first, last = min(own), max(own)
    points = [(at * 40.0 + x, float(at % 3)) for at in range(first, last + 1) for x in (0.0, 14.0)]
    runs, ends = runs_of(points, first, own)
    assert ends.keys() == {at for at, style in own.items() if style == "ended"}
    steps = {step for _, run in runs for step in pairwise(run) if step[0] != step[1]}
    whole = set(pairwise(points))
    gaps = {(points[2 * (at - first)], points[2 * (at - first) + 1]) for at in ends}
    assert whole - gaps <= steps
    assert len(steps) == len(whole)
    for _, run in runs:
        # Straight within a pair, an S between pairs.
        assert all((start, end) not in whole or start[1] == end[1] for start, end in list(pairwise(run))[::2])


def test_a_small_map_shows_those_who_are_there() -> None:
    view = lamp().seen("everything")
    small = miniature(view, view.listing.titles[0])
    assert small is not None
    assert len(small.lines) <= 5


@pytest.mark.parametrize("of", SAMPLES)
def test_a_sample_has_the_same_parts_in_every_format(of: Sample) -> None:
    parts = SAMPLES[of]
    shapes = [it for it in ET.fromstring(f"<g>{maps.sample(of, 0, 8)}</g>").iter() if it.tag in ("path", "rect")]
    assert len(shapes) == len(parts)
    for part in parts:
        x, y, wide, tall = part.at(0.0, 8.0)
        assert 0 <= x <= x + abs(wide - (0 if part.role in ("scene", "veil") else x)) <= SAMPLE
        assert 0 <= y <= y + abs(tall - (0 if part.role in ("scene", "veil") else y)) <= 16
