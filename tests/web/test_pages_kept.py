"""Pages that are kept have the bytes that they would have without it, and nothing of anybody's own; compression."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from intertwine.web import parts_kept
from intertwine.web.compression import LEAST, PagePiece, gzipped
from intertwine.web.pages_kept import KeptPage, sign
from tests.web.stage import serving, visitor, write
from tests.web.test_profiles import add, watch

PAGES = (
    "/stage/", "/stage/title/first/1x02/recap/", "/stage/title/first/", "/stage/title/second/", "/stage/who/anna/",
    "/stage/who/", "/stage/who/?page=1", "/stage/search/?q=anna", "/stage/search/?q=bert", "/stage/met/?a=Anna&b=Bert",
)  # fmt: skip
"""Every page that is kept."""
CHANGES: dict[str, tuple[str, dict[str, str]]] = {
    "marks": ("/stage/progress/", {"text": "First 1x01"}),
    "more marks": ("/stage/progress/", {"text": "First 1x01-1x02"}),
    "told": ("/stage/progress/", {"text": "First 1x01, told First 1x02"}),
    "told for a title's sake": ("/stage/title/first/told/", {"do": "tell"}),
    "a posture": ("/stage/shown/", {"names": "all", "lengths": "yes"}),
    "another posture": ("/stage/shown/", {"names": "none", "cast": "yes"}),
    "other marks": ("/stage/progress/", {"text": "First 1x01-1x03, Second 1x01"}),
    "German": ("/language/", {"language": "de"}),
}  # fmt: skip


def shown(client: Client) -> dict[str, bytes]:
    """All the pages, each as somebody gets it who asked for nothing before."""
    found = {}
    for page in PAGES:
        answer = client.get(page)
        assert answer.status_code in (200, 404)
        found[page] = answer.content
    return found


def test_whatever_a_page_depends_on_no_page_is_an_old_one(stage: Any) -> None:
    """After each change the pages are those of a server that keeps nothing, and so they are when they are kept."""
    visit = visitor(stage)
    before = shown(visit)
    for what, (address, form) in CHANGES.items():
        answer = visit.post(address, form)
        assert answer.status_code in (200, 303), what
        kept = shown(visit)
        assert shown(visit) == kept, what
        stage.pages.clear()
        assert shown(visit) == kept, what
        assert kept != before, what
        before = kept


def test_what_one_skips_is_on_no_page_of_another(stage: Any) -> None:
    one, other = visitor(stage), visitor(stage)
    for client in (one, other):
        client.post("/stage/progress/", {"text": "First 1x01"})
    before = shown(other)
    assert shown(one) == before
    tag = one.get("/stage/title/first/").content.decode().partition('name="of" value="')[2].partition('"')[0]
    form = {"installment": "first 1x02", "of": tag, "for": "", "back": "title", "do": "skip"}
    assert one.post("/stage/skip/", form).status_code == 303
    assert shown(one)["/stage/title/first/"] != before["/stage/title/first/"]
    assert shown(other) == before


def test_a_text_that_is_read_again_has_new_pages(tmp_path: Any) -> None:
    folder = write(tmp_path / "stage")
    server = serving(folder)
    visit = visitor(server)
    before = visit.get("/stage/title/first/").content
    (folder / "titles/First.md").write_text((folder / "titles/First.md").read_text().replace("stage is", "house is"))
    server.registry.put(folder, next(iter(serving(folder).registry.universes)).universe)
    after = visit.get("/stage/title/first/").content
    assert after == before.replace(b"A stage is", b"A house is")


def test_two_with_equal_marks_share_a_page_and_nothing_of_their_own(stage: Any) -> None:
    """Whoever watches, under which name and in which window: it is filled in, and never kept."""
    stage.pages.clear()
    one, other = visitor(stage), visitor(stage)
    sam = add(one, "Samantha Canary")
    watch(one, "", sam)
    first = one.get("/stage/title/first/").content
    assert b"Samantha Canary" in first
    held = stage.pages.held()
    assert b"Samantha Canary" not in other.get("/stage/title/first/").content
    assert stage.pages.held() == held
    marked = one.post("/stage/progress/", {"text": "First 1x01", "for": f".{sam}"})
    told = one.get(marked["Location"]).content
    assert b'name="undo"' in told
    assert b'name="undo"' not in one.get(marked["Location"].partition("?")[0]).content
    kept = b"".join(piece.plain for page, _ in stage.pages._values.values() for piece in page.pieces)
    assert b"Anna" in kept
    for own in ("Samantha Canary", sam, 'name="undo"', *(it.value for it in one.cookies.values())):
        assert own.encode() not in kept


def test_what_goes_compressed_over_the_wire_is_the_page(stage: Any) -> None:
    visit = visitor(stage)
    for page in (*PAGES, "/stage/progress/", "/stage/map/", "/api/stage/title/first"):
        plain, packed = visit.get(page), visit.get(page, headers={"Accept-Encoding": "br, gzip;q=0.8"})
        if len(plain.content) < LEAST:
            continue
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) == int(packed["Content-Length"]) < len(plain.content)
        assert "Accept-Encoding" in packed["Vary"]
        assert visit.get(page, headers={"Accept-Encoding": "br, gzip;q=0.8"}).content == packed.content


@pytest.mark.parametrize("said", ["", "br", "gzip;q=0", "gzip; q=0.0", "identity"])
def test_a_browser_that_takes_no_gzip_gets_none(stage: Any, said: str) -> None:
    answer = visitor(stage).get("/stage/", headers={"Accept-Encoding": said})
    assert "Content-Encoding" not in answer.headers
    assert answer.content.startswith(b"<!doctype html>")


@given(st.lists(st.tuples(st.binary(max_size=300), st.integers(1, 9)), max_size=6))
def test_pieces_are_one_stream(pieces: list[tuple[bytes, int]]) -> None:
    assert gzip.decompress(gzipped(PagePiece.of(*it) for it in pieces)) == b"".join(plain for plain, _ in pieces)


def test_what_is_ones_own_stands_where_its_sign_is() -> None:
    page = KeptPage.of(f"a{sign('for')}b{sign('change')}c{sign('for')}".encode())
    filled = page.filled({"for": "me", "watching": "", "change": "it"})
    assert b"".join(it.plain for it in filled) == b"amebitcme"


PROGRESSES = (
    "", "First 1x01", "First 1x01@00:00:05", "told First 1x01", "First 1x01-1x02", "First S1, Second 1x01",
)  # fmt: skip


def test_parts_that_were_kept_for_another_change_no_byte(stage: Any) -> None:
    """Rows of marks, posters and casts: of everybody the same with all parts that others left, and with none."""
    found: dict[str, dict[str, bytes]] = {}
    for text in PROGRESSES:
        client = visitor(stage)
        client.post("/stage/progress/", {"text": text})
        found[text] = shown(client)
        client.post("/language/", {"language": "de"})
        found[f"{text} in German"] = shown(client)
    for text in PROGRESSES:
        client = visitor(stage)
        client.post("/stage/progress/", {"text": text})
        for language, name in (("en", text), ("de", f"{text} in German")):
            client.post("/language/", {"language": language})
            stage.pages.clear()
            parts_kept._kept.clear()
            assert shown(client) == found[name], name


def test_a_part_is_made_once_for_all_that_it_is_made_of() -> None:
    made = []

    def caller() -> Markup:
        made.append("<b>")
        return Markup("<b>")

    with translation.override("en"):
        for of in ((1, "x"), (1, "x"), (2, "x"), (1, "y"), (1, "x")):
            assert parts_kept.kept_part("a test", *of, caller=caller) == "<b>"
    with translation.override("de"):
        parts_kept.kept_part("a test", 1, "x", caller=caller)
    assert len(made) == 4
