"""Pictures, each for those who may see it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import Http404
from django.test import Client

from intertwine.web import limits
from intertwine.web.picture_files import read
from tests.web.stage import PNG, Markup


def test_a_public_picture_is_everybodys(visit: Client) -> None:
    answer = visit.get("/stage/image/title/first/1")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (200, "image/png", PNG + b" of a curtain")
    image = Markup(visit.get("/stage/title/first/").content.decode()).all("img")[0]
    assert (image["src"], image["alt"]) == ("/stage/image/title/first/1", "A curtain")


def test_a_stamped_picture_waits_for_its_stamp(visit: Client) -> None:
    assert visit.get("/stage/image/title/first/2").status_code == 404
    visit.post("/stage/progress/", {"text": "First 1x02"})
    assert visit.get("/stage/image/title/first/2").content.endswith(b" of a trapdoor")


def test_nothing_but_a_picture_inside_the_folder_is_read(tmp_path: Path) -> None:
    home = tmp_path / "universe"
    home.mkdir()
    (tmp_path / "outside.png").write_bytes(PNG)
    (home / "link.png").symlink_to(tmp_path / "outside.png")
    (home / "text.png").write_text("not a picture")
    (home / "page.md").write_bytes(PNG)
    (home / "drawing.svg").write_text("<svg/>")
    (home / "large.png").write_bytes(PNG + b"\0" * limits.PICTURE)
    (home / "folder.png").mkdir()
    names = ["../outside.png", str(tmp_path / "outside.png"), "link.png", "text.png", "page.md", "drawing.svg"]
    for name in [*names, "large.png", "folder.png", "absent.png", "", "a\0.png", "x" * 5000 + ".png"]:
        with pytest.raises(Http404):
            read(home, name)


@pytest.mark.parametrize("start", [b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBP", PNG])
def test_the_three_kinds_of_pictures_are_known_by_their_first_bytes(tmp_path: Path, start: bytes) -> None:
    (tmp_path / "picture.jpg").write_bytes(start + b"...")
    assert read(tmp_path, "picture.jpg").startswith(start)
