"""What each profile wants to be shown, skips and follows: how it is kept, and what pages make of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from intertwine.model.posture import USUAL, Posture
from intertwine.model.progress import Mark
from intertwine.web.kept import ViewerKept
from intertwine.web.marks import Spot
from intertwine.web.models import KeptChoice, Person, Skipped
from intertwine.web.postures import posture_of
from tests.web.stage import serving, text_of, visitor, write

SHOWN, FIRST = "/stage/shown/", "/stage/title/first/"
ALL = {"names": "next", "pictures": "yes", "lengths": "yes", "cast": "yes", "order": "release"}


def page(client: Client, address: str = FIRST) -> str:
    return client.get(address).content.decode()


def said(client: Client, address: str = FIRST) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub("<[^>]*>", "", page(client, address)).split())


def test_what_is_chosen_is_shown_and_as_usual_is_not_kept(visit: Client) -> None:
    before = page(visit)
    answer = visit.post(SHOWN, {"names": "all", "lengths": "yes"})
    assert (answer.status_code, answer["Location"]) == (303, SHOWN + "?done=yes")
    now = page(visit)
    assert "Middle" in now
    assert "30 min" in now
    assert "Ada Actor" not in now
    assert "image/title/first/1" not in now
    assert "Kept." in page(visit, SHOWN + "?done=yes")
    visit.post(SHOWN, ALL)
    assert page(visit) == before
    person = Person.objects.latest("pk")
    assert not KeptChoice.objects.filter(viewer=person).exists()


def test_the_api_shows_what_the_pages_show(visit: Client) -> None:
    visit.post(SHOWN, {"names": "none"})
    found = visit.get("/api/stage/title/first").json()
    listed = [it for season in found["seasons"] for it in season["listed"]]
    assert [(it["name"], it["minutes"]) for it in listed] == [(None, None)] * 3
    assert found["cast"] == []


def test_choosing_as_usual_first_of_all_keeps_nothing(visit: Client) -> None:
    count = Person.objects.count()
    answer = visit.post(SHOWN, ALL)
    assert answer.status_code == 303
    assert not answer.cookies
    assert Person.objects.count() == count


@pytest.mark.parametrize("form", [{}, {"names": "some"}, {"names": "all", "order": "x" * 201}])
def test_what_no_form_of_ours_sends_is_refused(visit: Client, form: dict[str, str]) -> None:
    assert visit.post(SHOWN, form).status_code == 400


def test_an_order_that_is_not_known_is_that_of_release(visit: Client) -> None:
    assert visit.post(SHOWN, ALL | {"order": "Hidden"}).status_code == 303
    assert not KeptChoice.objects.filter(name="order", value="Hidden").exists()


def test_an_order_is_followed(tmp_path: Any) -> None:
    folder = write(tmp_path / "stage")
    (folder / "orders").mkdir()
    (folder / "orders" / "Back.md").write_text(
        "---\nkind: order\nname: Back\n---\n- First 1x03\n- Second 1x01\n- First 1x01\n", "utf-8"
    )
    client = visitor(serving(folder))
    client.post(SHOWN, ALL | {"order": "Back"})
    assert "Watch next Season 1, episode 3 of 3: Close" in said(client)
    assert "<strong>Back</strong> (yours)" in page(client, "/stage/")
    skip(client, "1x03", back="universe")
    assert '<strong>Back</strong> (yours), 0 of 3: watch next <a href="/stage/title/second/">' in page(
        client, "/stage/"
    )
    client.post("/stage/progress/", {"text": "First 1x03"})
    assert "Watch next Season 1, episode 1 of 3: Opening" in said(client)


def skip(client: Client, place: str, do: str = "skip", **form: str) -> int:
    return client.post("/stage/skip/", {"installment": f"first {place}", "do": do, **form}).status_code


def test_a_skip_moves_what_is_next_and_tells_nothing(visit: Client) -> None:
    before, everybody = page(visit), page(visit, "/stage/who/")
    assert skip(visit, "1x01") == skip(visit, "1x01") == 303
    assert "Watch next Season 1, episode 2 of 3: Middle" in said(visit)
    assert "skipped" in page(visit)
    assert "First, season 1, episode 1" in page(visit, "/stage/progress/")
    assert (page(visit, "/stage/who/"), text_of(visit)) == (everybody, "")
    assert skip(visit, "1x01", "again", back="progress") == 303
    assert page(visit) == before
    assert not Skipped.objects.filter(viewer=Person.objects.latest("pk")).exists()


@pytest.mark.parametrize(
    ("place", "do"), [("", "skip"), ("1x09", "skip"), ("1x01 1x02", "skip"), ("x", "skip"), ("1x01", "jump")]
)
def test_only_what_is_listed_can_be_skipped(visit: Client, place: str, do: str) -> None:
    assert skip(visit, place, do) == 400
    assert visit.post("/stage/skip/", {"installment": "secret 0x00", "do": "skip"}).status_code == 404


def test_a_plan_is_made_anew_for_another_choice(visit: Client) -> None:
    """What is kept of a plan depends on what its viewer wants to be shown."""
    address = "/stage/title/second/before/"
    usual = page(visit, address)
    assert "Opening" in usual
    visit.post(SHOWN, ALL | {"names": "none"})
    assert "Opening" not in page(visit, address)
    visit.post(SHOWN, ALL)
    assert page(visit, address) == usual


def test_those_who_watch_together_are_shown_what_all_of_them_want() -> None:
    one, other = {"names": "all", "cast": "no", "order": "Back"}, {"lengths": "no"}
    spot = Spot("id:a", 1, 1)
    kept = ViewerKept(
        ("", "b"), {"": "", "b": "B"}, choices_of={"": one, "b": other},
        skipped_of={"": frozenset({spot, Spot("id:a", 1, 2)}), "b": frozenset({spot})},
    )  # fmt: skip
    skipped = frozenset({Mark("id:a", 1, 1)})
    assert posture_of(kept) == Posture("next", lengths=False, cast=False, order="Back", skipped=skipped)
    assert posture_of(ViewerKept()) == USUAL
    assert posture_of(ViewerKept(choices_of={"": {"names": "what"}})) == USUAL


def test_each_profile_has_choices_of_its_own(visit: Client) -> None:
    visit.post("/stage/profiles/", {"do": "make", "name": "Sam"})
    visit.post(SHOWN, ALL | {"names": "all"})
    assert "Middle" in page(visit)
    (sam,) = re.findall(r'name="who" value="([^"]+)"', page(visit))
    visit.post("/stage/profiles/", {"do": "watch", "who": sam})
    assert "Middle" not in page(visit)
    skip(visit, "1x01")
    assert "Middle" in page(visit)
    visit.post("/stage/profiles/", {"do": "watch", "who": ["", sam]})
    assert "Watch next Season 1, episode 1" in said(visit)


def test_wherever_something_is_next_it_can_be_skipped_and_taken_back(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On the front page in each order, and on a title's page, that of a film too; each with its way back."""
    server = serving(write(tmp_path_factory.mktemp("universes") / "pier", PIER))
    for address in ("/pier/", "/pier/title/heron/"):
        client = visitor(server)
        first = page(client, address)
        forms = re.findall(r'<form class="inline skip-form".*?</form>', first)
        assert len(forms) == (3 if address == "/pier/" else 1)
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', forms[-1]))
        assert fields["installment"] == "heron 0x00"
        answer = client.post("/pier/skip/", fields)
        after = page(client, answer["Location"].partition("#")[0])
        assert "You skip:" in after
        assert "Gull" in after if address == "/pier/" else "I skip this one" not in after
        (form,) = (it for it in re.findall(r'<form class="inline skip-form".*?</form>', after) if 'value="again"' in it)
        answer = client.post("/pier/skip/", dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)))
        assert page(client, answer["Location"].partition("#")[0]) == first


PIER = {
    "universe.md": "---\nkind: universe\nname: Pier\n---\n",
    "titles/Gull.md": "---\nkind: film\nname: Gull\nid: gull\nreleased: 2021-01-01\nminutes: 90\n---\n",
    "titles/Heron.md": "---\nkind: film\nname: Heron\nid: heron\nreleased: 2020-01-01\nminutes: 90\n---\n",
    "orders/Other.md": "---\nkind: order\nname: Other\n---\n- [[Heron]]\n- [[Gull]]\n",
}
