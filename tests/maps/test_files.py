"""Maps as files: complete, the same bytes every time, with their certificate and without anybody's seconds."""

import base64
import dataclasses
import io
import json
import os
import re
import subprocess
import sys
import zlib
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from reportlab.pdfgen.canvas import Canvas

from intertwine import maps, questions
from intertwine.gate.universe import Universe
from intertwine.maps import Colour, Picture, StoryMap
from intertwine.storyline.draw.pdf_fonts import write_words
from intertwine.viewer import Viewer
from tests.maps.worlds import HARBOUR, harbour
from tests.worlds import pages, with_people, world

SVG = "{http://www.w3.org/2000/svg}"
WAYS = [*product((False, True), (None, *get_args(Colour)))]
"""Across and down, in all colours."""


@cache
def drawn(
    seen: str = "everything", *, down: bool = False, colour: Colour | None = None, proved: bool = False
) -> Picture:
    """A picture of the small universe, with nobody folded away."""
    found = Viewer(harbour().seen(seen)).map(fold=False, proved=proved)
    return maps.picture(found, down=down, colour=colour, fine=False)


def parsed(it: Picture) -> ET.Element:
    """The SVG as XML."""
    return ET.fromstring(maps.svg(it))


@pytest.mark.parametrize(("down", "colour"), WAYS)
def test_an_svg_shows_every_line_every_group_and_every_mark(down: bool, colour: Colour | None) -> None:
    it = drawn(down=down, colour=colour)
    found, svg = it.map.strands, parsed(it)
    names = [strand.who.name for strand in found.strands]
    lines = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "strand"]
    titles = [title.text or "" for line in lines for title in line.iter(f"{SVG}title")]
    assert sorted(text.partition("\n")[0] for text in titles) == sorted(names)
    groups = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "together"]
    assert sorted(tuple(map(int, (g.get("data-strands") or "").split())) for g in groups) == sorted(
        group for moment in found.moments for group in moment.groups
    )
    signs = [group for group in svg.iter(f"{SVG}g") if (group.get("class") or "").startswith("sign")]
    assert {(g.get("class") or "").split()[-1] for g in signs} == {"meeting", "death", "return", "reveal"}
    told = {told.text for moment in found.moments for told in moment.told}
    assert told <= {
        line for group in groups for title in group.iter(f"{SVG}title") for line in (title.text or "").split("\n")
    }
    assert [element.get("class") for element in svg.iter()].count("tie") == 1


def test_an_svg_stands_alone_and_is_named_for_a_screen_reader() -> None:
    text = maps.svg(drawn())
    svg = ET.fromstring(text)
    assert svg.get("role") == "img"
    named = {element.get("id") for element in svg.iter()}
    assert set((svg.get("aria-labelledby") or "").split()) <= named
    assert "<script" not in text
    assert not re.search(r"(?:href|src)=|url\(|@import", text)


def test_the_edge_is_drawn_where_this_viewer_is_and_nowhere_else() -> None:
    for seen, said in (("Tide 1x01", "You are here: Tide 1x01"), ("everything", ""), ("", "")):
        text = maps.svg(drawn(seen))
        assert (said in text) if said else ("You are here" not in text)
        assert text.count('class="rule edge"') == bool(said)


@pytest.mark.parametrize("down", [False, True])
def test_what_is_drawn_lies_inside_the_picture(down: bool) -> None:
    it = drawn("Tide, Swell", down=down)
    points = [point for line in it.lines for stretch in line.stretches for point in stretch]
    points += [(mark.x, mark.y) for mark in it.marks]
    points += [
        corner
        for box in it.together
        for corner in ((box.box[0], box.box[1]), (box.box[0] + box.box[2], box.box[1] + box.box[3]))
    ]
    assert points
    assert all(0 <= x <= it.width and 0 <= y <= it.height for x, y in points)


# --- the certificate, and no seconds --------------------------------------------------------------------------------
def proof_of(it: Picture) -> dict[str, object]:
    """The certificate as JSON has it."""
    return {key: getattr(it.map.proof, key) for key in ("crossings", "lower_bound", "optimal", "interrupted")}


def test_every_export_carries_its_certificate() -> None:
    it = drawn(proved=True)
    metadata = parsed(it).find(f"{SVG}metadata")
    assert metadata is not None
    assert json.loads(metadata.text or "") == proof_of(it)
    assert json.loads(maps.WRITERS[".json"](it))["proof"] == proof_of(it)
    proof = json.dumps(proof_of(it)).encode()
    assert b"/Subject (" + proof + b")" in maps.WRITERS[".pdf"](it)
    assert b"iTXtCertificate\0\0\0\0\0" + proof in maps.WRITERS[".png"](it)


FOREIGN = ("Łukasz", "Ἀχιλλεύς", "Юрий Живаго", "Ngô Bảo Châu")
UNPRINTED = "王שרה"


def named(*names: str) -> maps.Picture:
    """A picture of people with these names."""
    cast = [f"[[{name}]]" for name in names]
    film = "\n".join(f"- together: {one}, {other}" for one, other in pairwise([*cast, cast[0]]))
    head = "=== universe.md\n---\nkind: universe\nname: A\n---\n=== Film.md\n---\nkind: film\n---\n### Whole title\n"
    return maps.picture(Viewer(world(head + film).seen("everything")).map(), fine=False)


def unpacked(pdf: bytes) -> bytes:
    """All streams of a PDF in plain bytes."""
    streams = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    coded = (base64.a85decode(it.strip()[:-2]) if it.strip().endswith(b"~>") else it for it in streams)
    return b"\n".join(zlib.decompressobj().decompress(it) for it in coded)


def test_names_in_other_letters_print_in_a_pdf_whose_font_comes_along() -> None:
    made = maps.WRITERS[".pdf"](named(*FOREIGN))
    assert made == maps.WRITERS[".pdf"](named(*FOREIGN))
    assert b"+DejaVuSerifCondensed" in made
    known = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{4})>", unpacked(made))}
    for name in FOREIGN:
        assert {ord(letter) for letter in name} <= known, name
    assert maps.boxed_letters(named(*FOREIGN)) == ""


def test_western_names_need_no_font_of_ours() -> None:
    made = maps.WRITERS[".pdf"](named("Zoë", "Slavoj Žižek", "Ann–Marie’s œuvre"))
    assert b"DejaVu" not in made
    assert b"FontFile" not in made


def test_a_letter_without_a_font_is_a_box_and_is_named() -> None:
    it = named("王 Ann", "שרה", "Юрий")
    assert set(maps.boxed_letters(it)) == set(UNPRINTED)
    known = {int(code, 16) for code in re.findall(rb"<([0-9A-F]{4})>", unpacked(maps.WRITERS[".pdf"](it)))}
    assert ord("□") in known
    assert not known & set(map(ord, UNPRINTED))


def test_words_in_our_font_keep_to_their_room() -> None:
    page = Canvas(io.BytesIO())
    assert write_words(page, "Юрий", "Times-Roman", 12, 15.0)[1] == pytest.approx(15.0)
    assert write_words(page, "Юрий", "Times-Roman", 12, 900.0)[1] < 60
    assert write_words(page, "Yuri", "Times-Roman", 12, 1.0) == ("Yuri", page.stringWidth("Yuri", "Times-Roman", 12))
    assert write_words(page, "e\u0301", "Times-Roman", 12, 900.0)[0] == "é"


def test_an_interrupted_map_says_so() -> None:
    it = drawn()
    stopped = dataclasses.replace(it.map.proof, interrupted=True, optimal=False, lower_bound=0)
    marked = maps.picture(dataclasses.replace(it.map, proof=stopped), fine=False)
    assert '"interrupted": true' in (parsed(marked).find(f"{SVG}metadata").text or "")  # type: ignore[union-attr]
    assert json.loads(maps.WRITERS[".json"](marked))["proof"]["interrupted"] is True


@pytest.mark.parametrize("ending", [*maps.WRITERS])
def test_no_clock_is_in_any_byte(ending: str) -> None:
    def written(seconds: float) -> bytes:
        found = Viewer(harbour().seen("everything")).map()
        slower = dataclasses.replace(found, proof=dataclasses.replace(found.proof, seconds=seconds))
        return maps.WRITERS[ending](maps.picture(slower, fine=False))

    assert written(0.25) == written(77.0)
    assert b"second" not in written(1.0).lower()


def test_a_png_is_twice_as_large_as_the_picture() -> None:
    it = drawn()
    png = maps.WRITERS[".png"](it)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    assert width == int(it.width * 2)
    assert abs(height - 2 * it.height) <= 2


def test_the_json_is_that_of_the_question() -> None:
    found = Viewer(harbour().seen("everything")).map("Tide", "story")
    written = json.loads(maps.WRITERS[".json"](maps.picture(found)))
    assert written == json.loads(json.dumps(questions.to_json(found)))
    assert list(written) == ["strands", "orders", "proof"]


# --- the same bytes -------------------------------------------------------------------------------------------------
PROGRAM = """
import sys
from pathlib import Path
import intertwine
from intertwine import maps
found = intertwine.load(sys.argv[1]).seen("Tide, Swell").map(order="story", fold=False, proved=True)
for ending in maps.WRITERS:
    maps.write(maps.picture(found, down=True, colour="group"), Path(sys.argv[2]) / f"map{ending}")
"""


def test_two_processes_write_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    for path, text in with_people(pages(HARBOUR)).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    both = []
    for seed in ("1", "2"):
        (tmp_path / seed).mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "INTERTWINE_CACHE": str(tmp_path / f"cache {seed}")}
        command = [sys.executable, "-c", PROGRAM, str(folder), str(tmp_path / seed)]
        both.append(subprocess.Popen(command, env=environment))
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    written = [{file.name: file.read_bytes() for file in sorted((tmp_path / seed).iterdir())} for seed in ("1", "2")]
    assert len(written[0]) == 4
    assert written[0] == written[1]


# --- bad input ------------------------------------------------------------------------------------------------------
HOSTILE = """
=== Tide.md
---
kind: film
name: 'A "film" & <more> --'
released: 2017-03-01
---
### Whole title
- together: [[Ann]], [[Ben]] "in <b>bold</b> & 'quotes'"
- [[Ann]] meets [[Ben]] "</title></svg>"
=== Ann.md
---
kind: character
name: "A\\u0007nn\\e[31m \\u202E\\ud7ff"
---
=== Ben.md
---
kind: character
name: "東京 <script>alert(1)</script> & Ramón"
---
"""


@cache
def hostile() -> Universe:
    """A universe of names that mean harm."""
    return world(pages(HOSTILE))


@pytest.mark.parametrize("ending", [*maps.WRITERS])
@pytest.mark.parametrize("down", [False, True])
def test_whatever_a_name_holds_the_picture_is_whole(ending: str, down: bool) -> None:
    it = maps.picture(Viewer(hostile().seen("everything")).map(), down=down, fine=False)
    assert len(maps.WRITERS[ending](it)) > 500
    if ending == ".svg":
        svg = parsed(it)
        assert not [element for element in svg.iter() if element.tag in (f"{SVG}script", f"{SVG}b")]
        assert any("東京 <script>" in (title.text or "") for title in svg.iter(f"{SVG}title"))


@pytest.mark.parametrize("ending", [*maps.WRITERS])
def test_a_map_of_nothing_is_a_picture_too(ending: str) -> None:
    it = drawn("")
    assert it.lines == ()
    assert maps.WRITERS[ending](it)


def test_a_file_of_unknown_ending_is_refused(tmp_path: Path) -> None:
    for name in ("map.gif", "map"):
        with pytest.raises(ValueError, match=r"choose from \.svg"):
            maps.write(drawn(), tmp_path / name)
    maps.write(drawn(), tmp_path / "map.SVG")
    assert [file.name for file in tmp_path.iterdir()] == ["map.SVG"]


def test_a_map_of_one_line_can_be_drawn() -> None:
    text = "=== F.md\n---\nkind: film\nreleased: 2017-03-01\n---\n### Whole title\n- [[Ann]] appears\n"
    found: StoryMap = Viewer(world(text).seen("everything")).map()
    assert [len(found.strands.strands), len(maps.picture(found).lines)] == [1, 1]
