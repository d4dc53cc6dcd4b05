"""A link to a plan that carries what somebody has seen, and a plan for two."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, RequestFactory

from intertwine.gate.universe import Universe
from intertwine.plan import PlanOptions
from intertwine.web import limits, plan_answers
from intertwine.web.plan_choice import PlanChoice
from intertwine.web.server import Server
from tests.web.stage import STAGE, serving, troubles, visitor, write

DEFENDERS = "/marvel-netflix/title/the-defenders/before/"
HERE = "/stage/title/second/before/"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    text = answer.content.decode()
    assert troubles(text) == []
    return text


def shared(text: str) -> str:
    (found,) = re.findall(r'href="([^"]*)">a link to this plan', text)
    return unescape(found)


def planned(client: Client, link: str) -> list[tuple[str, int, int]]:
    """What the API plans for a link of the page."""
    query = urlsplit(link).query
    found = client.get(f"/api/marvel-netflix/plan/the-defenders{f'?{query}' if query else ''}")
    assert found.status_code == 200, found.content
    return [(it["title"], it["season"], it["episode"]) for it in found.json()["installments"]]


def test_a_link_carries_what_was_seen_only_where_that_is_asked_for(marvel: Server) -> None:
    giver, taker = visitor(marvel), visitor(marvel)
    giver.post("/marvel-netflix/progress/", {"text": "Daredevil S1, Jessica Jones 1x01-1x12, told Iron Fist S1"})
    text = page(giver, DEFENDERS)
    assert '<input type="checkbox" name="share" value="seen" id="share-seen">' in text
    assert "seen=" not in shared(text)
    assert "It holds what you chose, and nothing of what you have seen" in text
    link = shared(page(giver, f"{DEFENDERS}?order=story&share=seen"))
    said = parse_qs(urlsplit(link).query)
    assert set(said) == {"order", "seen"}
    assert "daredevil~" in said["seen"][0]
    assert "iron-fist" not in said["seen"][0]
    assert planned(taker, link) == planned(giver, f"{DEFENDERS}?order=story") != planned(taker, "?order=story")


def test_a_link_with_what_was_seen_shows_the_same_plan_and_marks_nothing(marvel: Server) -> None:
    giver, taker = visitor(marvel), visitor(marvel)
    giver.post("/marvel-netflix/progress/", {"text": "Daredevil S1"})
    link = shared(page(giver, f"{DEFENDERS}?share=seen"))
    text = page(taker, link)
    assert "This link holds what somebody has seen: the plan counts that" in text
    assert 'name="seen" value=' not in text.partition('id="plan-list"')[2].partition("</section>")[0]
    assert 'value="tell"' not in text
    assert "The plan for you" in text
    assert shared(text) == link
    answer = taker.get("/marvel-netflix/progress/")
    assert "Daredevil S1" not in answer.content.decode().partition("<textarea")[2].partition("</textarea>")[0]


def test_words_are_what_the_opener_knows_whatever_the_link_holds(tmp_path: Path) -> None:
    """The title `Secret` is known only by somebody who has seen the first one."""
    server = serving(write(tmp_path / "stage", STAGE))
    giver, taker = visitor(server), visitor(server)
    giver.post("/stage/progress/", {"text": "First S1"})
    link = shared(page(giver, "/stage/title/second/before/?how=complete&share=seen"))
    texts = [page(taker, link), page(taker, link.replace("first", "nothing"))]
    assert "There is nothing left to watch first" in texts[0]
    for text in texts:
        assert "Secret" not in text


@pytest.mark.parametrize("seen", ["?", "first", "secret 0x00", "secret~123456789012 0x00", "secret 1x01; nobody 1x01"])
def test_what_the_opener_does_not_know_counts_for_nothing(visit: Client, seen: str) -> None:
    found = visit.get("/api/stage/plan/second", {"seen": seen}).json()
    assert found == visit.get("/api/stage/plan/second").json()


@pytest.mark.parametrize("seen", ["first 1x", "first 1x01 x", "first 1x01;first 1x02", "x" * (limits.SHARED + 1)])
def test_what_cannot_be_read_is_said(visit: Client, seen: str) -> None:
    answer = visit.get(HERE, {"seen": seen})
    text = answer.content.decode()
    assert answer.status_code == 400
    assert 'id="wrong-seen"' in text
    assert visit.get("/api/stage/plan/second", {"seen": seen}).status_code == 400


def test_more_than_a_link_can_hold_is_not_put_into_one(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    visit.post("/stage/progress/", {"text": "First S1"})
    assert "seen=" in shared(page(visit, f"{HERE}?share=seen"))
    monkeypatch.setattr(limits, "SHARED", 10)
    text = page(visit, f"{HERE}?share=seen&order=story")
    assert "What you have seen is too much for a link." in text
    assert shared(text) == f"{HERE}?order=story"


def test_a_link_that_holds_all_of_the_included_universe_is_short_enough(marvel: Server) -> None:
    client = visitor(marvel)
    client.post("/marvel-netflix/progress/", {"text": "everything"})
    link = shared(page(client, f"{DEFENDERS}?share=seen"))
    assert "seen=" in link
    assert len(link) < limits.HEADER / 2
    assert client.get(link).status_code == 200


# --- for two --------------------------------------------------------------------------------------------------------
def test_the_page_s_code_takes_a_second_progress(marvel: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sees it together lacks what either lacks, and is told what both know."""
    from intertwine.web.pages import plan as plan_page

    universe: Universe = marvel.registry.get("marvel-netflix").universe  # type: ignore[union-attr] # it is there
    mine, theirs = "Daredevil S1, Jessica Jones S1", "Daredevil S1, Luke Cage S1"
    ask = plan_answers.plan_question

    def for_two(*args: Any, **more: Any) -> plan_answers.PlanQuestion:
        return replace(ask(*args, **more), together=universe.progress(theirs))

    client = visitor(marvel)
    client.post("/marvel-netflix/progress/", {"text": mine})
    alone = page(client, DEFENDERS)
    monkeypatch.setattr(plan_page, "plan_question", for_two)
    both = page(client, DEFENDERS)
    other = visitor(marvel)
    other.post("/marvel-netflix/progress/", {"text": "Daredevil S1"})
    monkeypatch.setattr(plan_page, "plan_question", ask)
    wanted = page(other, DEFENDERS)

    def reasons_of(text: str) -> list[str]:
        return re.findall(r'<p class="note reason">(.*?)</p>', text)

    def listed(text: str) -> list[str]:
        return re.findall(r'id="(plan-[a-z-]+-[0-9.x]+)"', text)

    assert listed(both) == listed(wanted) != listed(alone)
    assert reasons_of(both) == reasons_of(wanted) != reasons_of(alone)


def test_a_choice_says_nothing_of_what_was_seen_but_where_it_was_asked_for() -> None:
    assert PlanChoice().query() == ""
    assert "seen" not in PlanChoice(hours="3", how="hours").query()
    assert PlanChoice().options() == PlanOptions()
    assert RequestFactory().get("/").GET == {}
