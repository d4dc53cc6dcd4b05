"""Several people on one machine: profiles, a view for two, marking for both; and progress taken along."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given

from intertwine.model.progress import furthest
from intertwine.web import clock
from intertwine.web.marks import Marks, both
from intertwine.web.models import Passed, Profile
from intertwine.web.undoing import UNDO_SECONDS
from tests.web.stage import text_of, troubles, visitor
from tests.web.test_marks import MARKS, at

HERE, WHERE, BRING = "/stage/profiles/", "/stage/progress/", "/stage/progress/bring/"


def add(client: Client, name: str, universe: str = "stage") -> str:
    """Makes a profile; its id."""
    assert client.post(f"/{universe}/profiles/", {"do": "make", "name": name}).status_code == 303
    return Profile.objects.latest("pk").profile


def watch(client: Client, *who: str, page: str = "/stage/") -> str:
    """Chooses who watches, from a page; where that leads."""
    here = f"/{page.split('/')[1]}/profiles/"
    answer = client.post(here, {"do": "watch", "who": who}, headers={"Referer": f"http://localhost{page}"})
    assert answer.status_code == 303
    return str(answer["Location"])


@given(MARKS, MARKS)
def test_two_know_together_what_both_have_seen_or_were_told(one: Marks, other: Marks) -> None:
    together = both(one, other)
    ours, theirs = (at(furthest([*it.progress.seen, *it.progress.told])) for it in (one, other))
    known = at(furthest([*together.progress.seen, *together.progress.told]))
    assert known == {place: min(second, theirs[place]) for place, second in ours.items() if place in theirs}
    assert at(together.seen).keys() == at(one.seen).keys() & at(other.seen).keys()
    assert both(other, one).progress == together.progress
    assert both(one, one).progress.seen == one.seen


def test_a_friend_has_marks_of_their_own_and_two_see_what_both_may_know(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01-1x02"})
    sam = add(visit, "Sam")
    assert watch(visit, sam) == "/stage/"
    assert text_of(visit) == ""
    assert b"for Sam" in visit.get("/stage/").content
    visit.post(WHERE, {"text": "First 1x01, told First 1x03"})
    assert watch(visit, "", sam, page="/stage/who/bert/") == "/stage/who/bert/"
    assert text_of(visit) == "First 1x01"
    assert b"for You and Sam" in visit.get("/stage/").content
    assert visit.get("/stage/who/carla/").status_code == 404
    answer = visit.post(WHERE, {"title": "first", "tick": "1x03"})
    assert b"Kept for You and Sam: First 1x03." in visit.get(answer["Location"]).content
    watch(visit, "")
    assert text_of(visit) == "First S1"
    assert watch(visit, sam, page="/stage/who/carla/") == "/stage/"  # of whom Sam does not know
    assert text_of(visit) == "First 1x01, First 1x03, told First 1x03"


def test_a_form_of_an_old_page_is_for_those_for_whom_it_was_drawn(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    sam = add(visit, "Sam")
    drawn = visit.get("/stage/title/first/").content.decode()
    form = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', drawn.partition('class="marks"')[2]))
    assert form["for"] == ""
    watch(visit, sam)
    visit.post(WHERE, {**form, "seen": ["1x01", "1x02"]})
    assert text_of(visit) == ""
    watch(visit, "")
    assert text_of(visit) == "First 1x01-1x02"


def test_a_form_for_somebody_who_was_removed_changes_nothing(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    sam = add(visit, "Sam")
    visit.post(HERE, {"do": "remove", "profile": sam, "sure": "1"})
    rows = Passed.objects.count()
    for form in ({"title": "first", "tick": "1x02"}, {"text": "First S1"}):
        for who in (sam, f".{sam}", "never-was"):
            answer = visit.post(WHERE, {**form, "for": who})
            assert (answer.status_code, b"not here any more" in answer.content) == (409, True)
    assert Passed.objects.count() == rows


def test_a_profile_is_removed_after_asking_and_brought_back_with_its_marks(
    visit: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sam = add(visit, "Sam")
    watch(visit, sam)
    visit.post(WHERE, {"text": "First 1x01-1x02"})
    asked = visit.post(HERE, {"do": "remove", "profile": sam}).content.decode()
    assert "Remove Sam?" in asked
    assert "2 marks go with this name" in asked
    visit.post(HERE, {"do": "remove", "profile": sam, "sure": "1"})
    assert text_of(visit) == ""
    assert b"Sam" not in visit.get("/stage/").content
    visit.post(HERE, {"do": "back", "profile": sam})
    assert text_of(visit) == "First 1x01-1x02"
    visit.post(HERE, {"do": "remove", "profile": sam, "sure": "1"})
    viewer = Profile.objects.get(profile=sam).viewer
    day = clock.now() + UNDO_SECONDS
    monkeypatch.setattr(clock, "now", lambda: day)
    assert visit.post(HERE, {"do": "back", "profile": sam}).status_code == 400
    visit.post(WHERE, {"title": "first", "tick": "1x03", "for": ""})
    assert not Profile.objects.filter(profile=sam).exists()
    assert set(viewer.passed.values_list("profile", flat=True)) == {""}


def test_names_are_given_once_and_are_bounded(visit: Client) -> None:
    sam = add(visit, "  Sam\n &  <b>Kim</b> ")
    page = visit.get(HERE).content.decode()
    assert "Sam &amp; &lt;b&gt;Kim&lt;/b&gt;" in page
    for name in ("", " \t", "x" * 41, "SAM & <b>kim</b>", "You"):
        answer = visit.post(HERE, {"do": "make", "name": name})
        assert (answer.status_code, b'role="alert"' in answer.content) == (400, True)
    visit.post(HERE, {"do": "rename", "profile": sam, "name": "Kim"})
    visit.post(HERE, {"do": "rename", "profile": "", "name": "Ada"})
    assert b"for Ada" in visit.get("/stage/").content
    for n in range(6):
        add(visit, f"Somebody {n}")
    assert visit.post(HERE, {"do": "make", "name": "One too many"}).status_code == 400
    assert troubles(visit.get(HERE).content.decode()) == []


def test_nobodys_profiles_are_those_of_another(stage: Any) -> None:
    one, other = visitor(stage), visitor(stage)
    sam = add(one, "Sam")
    watch(one, sam)
    one.post(WHERE, {"text": "First 1x01"})
    other.cookies["intertwine-with"] = sam
    other.post(WHERE, {"text": "First 1x02"})
    for address in ("/stage/", HERE, WHERE, "/stage/progress/mine.json"):
        assert b"Sam" not in other.get(address).content
    for do in ("rename", "remove", "back"):
        other.post(HERE, {"do": do, "profile": sam, "name": "Kim", "sure": "1"})
    assert (text_of(one), text_of(other)) == ("First 1x01", "First 1x02")
    assert b"for Sam" in one.get("/stage/").content


@pytest.mark.parametrize("said", ["never", ".", "a" * 500, ".".join("abcdefghijkl"), 'x"y', "é", "..\x01"])
def test_a_cookie_that_names_nobody_is_the_first_profiles(visit: Client, said: str) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    before = visit.get("/stage/title/first/").content
    visit.cookies["intertwine-with"] = said
    assert visit.get("/stage/title/first/").content == before


# --- taken along ------------------------------------------------------------------------------------------------------
def test_text_and_json_come_back_whole(stage: Any) -> None:
    one, other = visitor(stage), visitor(stage)
    one.post(WHERE, {"text": "First 1x01, First 1x02@00:10:00, told Second S1"})
    watch(one, add(one, "Sam"))
    one.post(WHERE, {"text": "Second S1, Secret"})
    text, told = one.get("/stage/progress/mine.txt"), one.get("/stage/progress/mine.json")
    assert text.content.decode() == "Second S1, Secret\n"
    assert text["Content-Disposition"] == 'attachment; filename="progress-stage.txt"'
    assert json.loads(told.content) == {
        "format": "intertwine progress",
        "version": 1,
        "universe": "The Stage",
        "profiles": [
            {"name": "", "progress": "First 1x01, First 1x02@00:10:00, told Second S1"},
            {"name": "Sam", "progress": "Second S1, Secret"},
        ],
    }
    preview = other.post(BRING, {"text": told.content.decode()}).content.decode()
    assert "Sam</strong>, who is new here: 3 installments would be added." in preview
    assert not other.cookies
    brought = other.post(BRING, {"text": told.content.decode(), "how": "add"})
    assert other.get("/stage/progress/mine.json").content == told.content
    other.post("/stage/progress/undo/", {"undo": brought["Location"].partition("kept=")[2]})
    assert text_of(other) == ""


def test_a_file_is_brought_back_and_what_would_change_is_said_first(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01, First 1x03"})
    file = SimpleUploadedFile("progress.txt", b"\xef\xbb\xbfFirst 1x01-1x02\n")
    page = visit.post(BRING, {"file": file}).content.decode()
    assert "1 installment would be added; to replace what is kept would also take 1 installment away." in page
    assert (text_of(visit), troubles(page)) == ("First 1x01, First 1x03", [])
    text = unescape(re.findall(r'name="text" value="([^"]*)"', page)[0])
    visit.post(BRING, {"text": text, "how": "replace"})
    assert text_of(visit) == "First 1x01-1x02"
    visit.post(BRING, {"text": "First 1x03", "how": "add"})
    assert text_of(visit) == "First S1"


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "Nowhere 1x01", "{", "{}", '{"format": "x"}', "{" * 5000, '{"a":' * 5000,
        '{"format": "intertwine progress", "version": 2}',
        '{"format": "intertwine progress", "version": 1, "profiles": 3}',
        '{"format": "intertwine progress", "version": 1, "profiles": [3]}',
        '{"format": "intertwine progress", "version": 1, "profiles": [{"name": 3}]}',
        '{"format": "intertwine progress", "version": 1, "profiles": [{"name": "A"}, {"name": "a"}]}',
        '{"format": "intertwine progress", "version": 1, "profiles": [{"progress": "\\ud800"}]}',
        '{"format": "intertwine progress", "version": 1, "profiles": [{"name": "%s"}]}' % ("x" * 41),
    ],
)  # fmt: skip
def test_what_cannot_be_read_changes_nothing_and_says_why(visit: Client, text: str) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    answer = visit.post(BRING, {"text": text, "how": "replace"})
    assert (answer.status_code, b"Nothing was changed: " in answer.content) == (400, True)
    assert text_of(visit) == "First 1x01"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * 2**19], ids=["no text", "too much"])
def test_a_file_that_is_no_progress_is_refused(visit: Client, content: bytes) -> None:
    answer = visit.post(BRING, {"file": SimpleUploadedFile("progress.txt", content)})
    assert answer.status_code == 400


def test_a_page_that_is_kept_for_all_with_one_view_holds_nobodys_names(stage: Any) -> None:
    """Two viewers who have marked the same: the pages of plans and maps are made once."""
    one, other = visitor(stage), visitor(stage)
    for client, name in ((one, "Grete"), (other, "Hansel")):
        client.post("/stage/progress/", {"text": "First 1x01"})
        client.post("/stage/profiles/", {"do": "make", "name": name})
    for address in ("/stage/title/second/before/", "/stage/map/"):
        text = one.get(address).content.decode()
        assert "Grete" in text
        assert "<!--own:" not in text
        assert "Grete" not in other.get(address).content.decode()
        assert "Hansel" in other.get(address).content.decode()
