"""The palette: colours and strokes of every format come from one style sheet."""

import re
from pathlib import Path

import pytest

from intertwine.maps import pdf_writer
from intertwine.maps.inks import INKS
from intertwine.maps.palette import Pen, dark, ink, light, pen


def test_a_stroke_is_what_the_style_sheet_says() -> None:
    assert pen(".rule") == Pen(1, ())
    assert pen(".rule", ".rule.edge") == Pen(1, (4, 3))
    assert pen(".tie", ".tie .bar") == Pen(2, ())
    with pytest.raises(KeyError):
        pen(".nothing")


def test_no_colour_and_no_stroke_is_written_in_the_pdf_writer() -> None:
    source = Path(pdf_writer.__file__).read_text("utf-8")
    assert re.findall(r"#[0-9a-f]{6}|setLineWidth\([0-9.]|setDash\([0-9(\[]", source) == []


def test_every_ink_has_a_light_and_a_dark_colour() -> None:
    assert light().keys() == dark().keys()
    assert len({ink(number) for number in range(INKS)}) == len({dark()[f"--ink-{n}"] for n in range(INKS)}) == INKS


def test_no_module_of_pages_has_a_palette_of_its_own() -> None:
    files = [*Path(pdf_writer.__file__).parent.glob("*.py"), *Path(pdf_writer.__file__).parents[1].glob("web/**/*.py")]
    assert {file.name for file in files if re.search(r"#[0-9a-f]{6}\b", file.read_text("utf-8"))} == {"palette.py"}
