"""A link to a plan that carries what somebody has seen, and a plan for two."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client, RequestFactory

from intertwine.plan import PlanOptions
from intertwine.web import limits
from intertwine.web.plan_choice import PlanChoice
from intertwine.web.server import Server
from tests.web.stage import STAGE, Markup, serving, text_of, troubles, visitor, write
from tests.web.test_profiles import add, watch

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
MINE, THEIRS = "Daredevil S1, Jessica Jones S1, Iron Fist 1x01", "Daredevil S1, Luke Cage S1, told Iron Fist 1x01"
BOTH = "Daredevil S1, told Iron Fist 1x01"


def two(server: Server) -> tuple[Client, str]:
    """Somebody who is here with a friend, each with marks of their own, and the friend's profile."""
    client = visitor(server)
    client.post("/marvel-netflix/progress/", {"text": MINE})
    sam = add(client, "Sam", "marvel-netflix")
    client.post("/marvel-netflix/progress/", {"text": THEIRS, "for": sam})
    return client, sam


def reasons_of(text: str) -> list[str]:
    return re.findall(r'<p class="note reason">(.*?)</p>', text)


def listed(text: str) -> list[str]:
    return re.findall(r'id="(plan-[a-z-]+-[0-9.]+x[0-9.]+)"', text)


def said_of(text: str) -> list[str]:
    """The answer, and the proof; the list; the reasons; the curve; the choices of what to leave out."""
    lead = text.partition('id="plan-lead"')[2].partition("</p>")[0]
    curve = text.partition('<table class="points">')[2].partition("</table>")[0]
    return [lead, *listed(text), *reasons_of(text), *re.findall(r'scope="row">(.*?)</td>', curve)]


@pytest.mark.parametrize("query", ["", "hours=5", "how=complete", "order=woven", "seasons=yes", "without=iron-fist"])
def test_a_plan_for_two_is_that_of_somebody_who_has_passed_what_both_have(marvel: Server, query: str) -> None:
    client, sam = two(marvel)
    other = visitor(marvel)
    other.post("/marvel-netflix/progress/", {"text": BOTH})
    alone, wanted = (page(it, f"{DEFENDERS}?{query}") for it in (client, other))
    both = page(client, f"{DEFENDERS}?together={sam}&{query}")
    assert said_of(both) == said_of(wanted) != said_of(alone)
    assert "For You and Sam together: it holds what any of you lacks" in both
    assert "together:" not in alone
    answers = [
        it.get(f"/api/marvel-netflix/plan/the-defenders?{said}").json()
        for it, said in ((client, f"together={sam}&{query}"), (other, query))
    ]
    assert answers[0] == answers[1]
    watch(client, "", sam, page=DEFENDERS)
    assert said_of(page(client, f"{DEFENDERS}?{query}")) == said_of(both)


def test_who_is_here_is_in_the_plan_by_themselves_and_the_others_are_offered(marvel: Server) -> None:
    client, sam = two(marvel)
    kim = add(client, "Kim", "marvel-netflix")

    def offered(address: str) -> list[tuple[str, bool]]:
        boxes = [it for it in Markup(page(client, address)).all("input") if it.get("type") == "checkbox"]
        return [(it["value"], "checked" in it) for it in boxes if it.get("name") == "together"]

    assert offered(DEFENDERS) == [(sam, False), (kim, False)]
    assert offered(f"{DEFENDERS}?together={sam}") == [(sam, True), (kim, False)]
    watch(client, "", sam, page=DEFENDERS)
    text = page(client, DEFENDERS)
    assert "For You and Sam together" in text
    assert f'name="for" value=".{sam}"' in text
    assert offered(f"{DEFENDERS}?together={sam}") == [(kim, False)]
    watch(client, sam, page=DEFENDERS)
    assert offered(f"{DEFENDERS}?together=first") == [("first", True), (kim, False)]
    assert "For Sam and You together" in page(client, f"{DEFENDERS}?together=first")
    assert "for Sam</summary>" in page(client, f"{DEFENDERS}?together=first")  # who is here stays who is here


def test_a_tick_in_a_plan_for_two_marks_for_both_and_is_undone_for_both(marvel: Server) -> None:
    client, sam = two(marvel)
    address = f"{DEFENDERS}?together={sam}"
    text = page(client, address)
    form = {it["name"]: it["value"] for it in Markup(text).all("input") if it.get("name") in ("of", "for")}
    boxes = [it["value"] for it in Markup(text).all("input") if it.get("name") == "seen"]
    assert form["for"] == f".{sam}"
    answer = client.post(address, {**form, "do": "seen", "seen": boxes[-1]})
    assert answer["Location"].startswith(f"{address}&kept=")
    after = page(client, answer["Location"])
    assert "Kept for You and Sam: The Defenders" in after or "Kept for You and Sam: " in after
    assert [it["value"] for it in Markup(after).all("input") if it.get("name") == "seen"] == boxes[:-1]
    place = boxes[-1].rpartition(" ")[2]
    for who in ("", sam):
        watch(client, who, page=DEFENDERS)
        assert place in text_of(client, "marvel-netflix")
    watch(client, "", page=DEFENDERS)
    kept = parse_qs(urlsplit(answer["Location"]).query)["kept"][0]
    client.post("/marvel-netflix/progress/undo/", {"undo": kept})
    assert said_of(page(client, address)) == said_of(text)


def test_a_form_that_does_not_say_for_whom_it_is_marks_for_those_of_the_plan(visit: Client) -> None:
    sam = add(visit, "Sam")
    visit.post(f"{HERE}?together={sam}", {"do": "seen", "seen": "first 1x02"})
    assert text_of(visit) == "First 1x02"
    watch(visit, sam)
    assert text_of(visit) == "First 1x02"


def test_what_is_told_in_a_plan_for_two_is_told_to_both(marvel: Server) -> None:
    client, sam = two(marvel)
    address = f"{DEFENDERS}?hours=3&together={sam}"
    text = page(client, address)
    form = text.partition('class="tell"')[2].partition("</form>")[0]
    told = {it["name"]: it["value"] for it in Markup(f"<html>{form}").all("input") if it.get("type") == "hidden"}
    client.post(address, {**told, "do": "tell"})
    after = page(client, address)
    assert (listed(after), "You asked to be told" in after) == (listed(text), True)
    watch(client, sam, page=DEFENDERS)
    assert "told" in text_of(client, "marvel-netflix")


def test_links_to_share_say_nothing_of_whoever_sees_it_together(marvel: Server) -> None:
    client, sam = two(marvel)
    text = page(client, f"{DEFENDERS}?order=story&together={sam}")
    assert shared(text) == f"{DEFENDERS}?order=story"
    link = shared(page(client, f"{DEFENDERS}?together={sam}&share=seen"))
    assert (sam in link, "seen=" in link, "jessica-jones" in link, "iron-fist" in link) == (False, True, False, False)
    taker = visitor(marvel)
    assert planned(taker, link) == planned(client, f"?together={sam}")
    for ending in (".csv", ".md", ".json", ".trakt.json"):
        content = client.get(f"{DEFENDERS}plan{ending}?together={sam}").content
        assert (b"Sam" in content, sam.encode() in content) == (False, False)


@pytest.mark.parametrize("gone", ["never-was", "first-of-all", "x" * 300, "\x00", "é"])
def test_somebody_who_is_not_here_is_passed_over_by_the_page_and_refused_by_the_api(stage: Server, gone: str) -> None:
    visit, stranger = visitor(stage), visitor(stage)
    visit.post("/stage/progress/", {"text": "First 1x01"})
    sam = add(visit, "Sam")
    query = urlencode([("together", gone), ("together", sam)])
    text = page(visit, f"{HERE}?{query}")
    assert "Somebody who was to see it too is not here, so this plan is not for them." in text
    assert "For You and Sam together" in text
    assert "never-was" not in text
    assert visit.get(f"/api/stage/plan/second?{query}").status_code == 400
    assert visit.get(f"/api/stage/plan/second?together={sam}").status_code == 200
    # Nobody's profile opens another's.
    assert "Sam" not in page(stranger, f"{HERE}?together={sam}")


def test_a_plan_for_two_is_kept_without_their_names(stage: Server) -> None:
    client = visitor(stage)
    sam = add(client, "Grete")
    text = page(client, f"{HERE}?together={sam}")
    client.post("/stage/profiles/", {"do": "rename", "profile": sam, "name": "Hansel"})
    assert page(client, f"{HERE}?together={sam}") == text.replace("Grete", "Hansel")


def test_a_choice_says_nothing_of_what_was_seen_but_where_it_was_asked_for() -> None:
    assert PlanChoice().query() == ""
    assert "seen" not in PlanChoice(hours="3", how="hours").query()
    assert PlanChoice().options() == PlanOptions()
    assert RequestFactory().get("/").GET == {}
