"""Before a title: the page of its plan, its files, and the same as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from intertwine.cli.blocks import TextLine
from intertwine.cli.plans import say_plan
from intertwine.exports import FORMATS
from intertwine.gate.universe import Universe
from intertwine.library import Companion
from intertwine.model.curriculum import Curriculum
from intertwine.model.progress import Progress
from intertwine.plan import PlanOptions
from intertwine.web import plan_answers, plan_words
from intertwine.web.plans_kept import PlansKept
from intertwine.web.server import Server
from tests.web.stage import STAGE, Markup, serving, started_anew, text_of, troubles, visitor, write

DEFENDERS = "/marvel-netflix/title/the-defenders/before/"
HERE = "/stage/title/second/before/"


@pytest.fixture
def marvels(marvel: Server) -> Client:
    """Somebody who has just come to the bundled universe."""
    return visitor(marvel)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()
    text = answer.content.decode()
    assert troubles(text) == []
    return text


def boxes(text: str) -> list[str]:
    """The installments that can be ticked."""
    return [attrs["value"] for attrs in Markup(text).all("input") if attrs.get("name") == "seen"]


def fields(text: str, after: str = "") -> dict[str, str]:
    """Hidden fields of the form after some words."""
    form = text.partition(after)[2].partition("</form>")[0]
    found = Markup(f"<html>{form}").all("input")
    return {attrs["name"]: attrs["value"] for attrs in found if attrs.get("type") == "hidden"}


def lead(text: str) -> str:
    return unescape(text.partition('id="plan-lead"')[2].partition(">")[2].partition("</p>")[0])


def heading(text: str) -> str:
    return text.partition('id="list-heading">')[2].partition("<")[0]


# --- what it shows --------------------------------------------------------------------------------------------------
def test_it_says_the_answer_first_and_lists_every_installment_of_it(marvels: Client) -> None:
    text = page(marvels, DEFENDERS)
    found = marvels.get("/api/marvel-netflix/plan/the-defenders").json()
    assert len(boxes(text)) == len(found["installments"]) > 5
    assert lead(text).startswith(f"Watch these {len(found['installments'])} episodes first: about ")
    assert f"know {found['share'] // 10}% of what The Defenders builds on." in lead(text)
    assert len(found["curve"]) > 5


def test_the_curve_is_a_picture_and_a_table_and_a_form(marvels: Client) -> None:
    text = page(marvels, DEFENDERS)
    curve = marvels.get("/api/marvel-netflix/plan/the-defenders").json()["curve"]
    assert text.count('<datalist id="hours-points"') == 1
    assert len(Markup(text).all("option")) >= len(curve)
    rows = re.findall(r'<tr><th scope="row">(.*?)</th><td>(.*?)%</td>', text)
    assert [int(share) for _, share in rows] == [point["share"] // 10 for point in curve]
    form = [attrs for attrs in Markup(text).all("form") if attrs.get("class") == "slider"]
    assert form == [{"class": "slider", "method": "get", "action": DEFENDERS}]


def test_each_step_of_the_curve_is_a_plan_that_reaches_it(marvels: Client) -> None:
    curve = marvels.get("/api/marvel-netflix/plan/the-defenders").json()["curve"]
    for point in curve[1:6]:
        query = f"?hours={plan_words.as_typed(point['minutes'])}"
        found = marvels.get(f"/api/marvel-netflix/plan/the-defenders{query}").json()
        assert (found["mode"], found["share"]) == ("budget", point["share"])
        assert found["minutes"] <= point["minutes"]


@pytest.mark.parametrize(("query", "mode", "order"), [
    ("", "essential", "release"), ("?how=complete", "complete", "release"), ("?hours=7h30", "budget", "release"),
    ("?hours=7.5&order=woven", "budget", "woven"), ("?how=essential&hours=&until=", "essential", "release"),
    ("?how=hours&hours=3&hours=3", "budget", "release"), ("?seasons=yes&order=story", "essential", "story"),
    ("?seasons=no&season=&without=", "essential", "release"),
])  # fmt: skip
def test_an_address_says_what_is_asked(marvels: Client, query: str, mode: str, order: str) -> None:
    found = marvels.get(f"/api/marvel-netflix/plan/the-defenders{query}").json()
    assert (found["mode"], found["order"]) == (mode, order)
    assert page(marvels, DEFENDERS + query)


@pytest.mark.parametrize(("query", "words"), [
    ("?hourz=2", 'there is no parameter "hourz"'), ("?lang=", 'there is no parameter "lang"'),
    ("?how=complete&hours=2", "how=complete does not go with hours"),
    ("?how=essential&hours=3", "how=essential does not go with hours"),
    ("?how=hours&hours=3&until=2027-01-01", "how=hours does not go with until"),
    ("?hours=2&hours=3", "hours is said twice"), ("?order=story&order=woven", "order is said twice"),
    ("?" + "&".join(f"without={n}" for n in range(101)), "without is said too often"),
])  # fmt: skip
def test_what_would_count_for_nothing_is_refused_by_the_api_and_passed_over_by_the_page(
    marvels: Client, query: str, words: str
) -> None:
    answer = marvels.get(f"/api/marvel-netflix/plan/the-defenders{query}")
    assert answer.status_code == 400
    assert answer.json()["error"].startswith(f"{words}: ")
    assert page(marvels, DEFENDERS + query, 400 if "without" in query else 200)


def test_a_form_that_sends_all_of_its_fields_is_read_by_what_was_chosen(marvels: Client) -> None:
    text = page(marvels, f"{DEFENDERS}?how=complete&hours=2&until=&evenings=&order=release&rated=&speed=&with=")
    assert lead(text).startswith("Everything that touches it")


def test_what_is_wrong_is_still_wrong_at_a_better_address(tmp_path: Path) -> None:
    first = STAGE["titles/First.md"] + '- [[First]] is called "Earlier"\n'
    client = visitor(serving(write(tmp_path / "stage", {**STAGE, "titles/First.md": first})))
    client.post("/stage/progress/", {"text": "First S1"})
    for address in ("/stage/title/{}/before/", "/api/stage/plan/{}", "/stage/title/{}/before/plan.csv"):
        answer = client.get(f"{address.format('earlier')}?how=nonsense")
        assert (answer.status_code, answer["Location"]) == (303, f"{address.format('first')}?how=nonsense")
        assert client.get(answer["Location"]).status_code == 400


def test_what_is_left_out_is_not_in_the_plan_and_can_be_taken_in_again(marvels: Client) -> None:
    text = page(marvels, f"{DEFENDERS}?without=iron-fist")
    assert not any(value.startswith("iron-fist~") for value in boxes(text))
    assert '<input type="checkbox" name="without" value="iron-fist" id="without-iron-fist" checked>' in text
    assert "What is left out costs" in text


def test_what_is_to_be_in_the_plan_is_typed_and_stays_there_until_it_is_unticked(marvels: Client) -> None:
    typed = [it for it in Markup(page(marvels, DEFENDERS)).all("input") if it.get("name") == "with"]
    assert [(it["type"], it["id"]) for it in typed] == [("text", "with")]
    text = page(marvels, f"{DEFENDERS}?hours=8&with=iron-fist+1x02&with=")
    assert any(value.startswith("iron-fist~") and value.endswith(" 1x02") for value in boxes(text))
    assert 'name="with" value="iron-fist 1x02" id="with-1" checked' in text
    assert "such as Daredevil or Daredevil 1x01" in text
    assert "with=" not in page(marvels, f"{DEFENDERS}?hours=8&with=").partition("a link to this plan")[0][-200:]
    assert '<label for="with-1">Iron Fist</label>' in page(marvels, f"{DEFENDERS}?with=iron-fist")


def test_the_part_of_a_title_is_chosen(marvels: Client) -> None:
    assert "Luke Cage, season 2" in page(marvels, "/marvel-netflix/title/luke-cage/before/?season=2")
    assert marvels.get("/marvel-netflix/title/luke-cage/before/?season=9").status_code == 404


def test_a_page_says_where_to_pause_where_that_is_asked_for(tmp_path: Path) -> None:
    side = "---\nkind: film\nreleased: 2020-06-01\n---\n### Whole title\n- 2020-01-05 [[Bert]] finds [[Anna]]\n"
    timed = "".join(
        f"- 00:{minute}:00 [[Anna]] helps [[Bert]]\n  - true: 2020-01-{day}\n"
        for minute, day in (("05", "01"), ("20", "09"))
    )
    first = STAGE["titles/First.md"].replace("### 2. Middle", f"{timed}### 2. Middle")
    first = first.replace("- [[Bert]] dies", "- 2020-02-01 [[Bert]] dies")
    needs = "picks up [[First]]\n- [[Second]] depends on [[Side]]\n- [[Second]] depends on [[First]] 1x01\n"
    second = STAGE["titles/Second.md"].replace("picks up [[First]]\n", needs)
    pages = {**STAGE, "titles/First.md": first, "titles/Second.md": second, "titles/Side.md": side}
    client = visitor(serving(write(tmp_path / "stage", pages)))
    client.post("/stage/progress/", {"text": "First 1x01@00:10:00"})
    assert "pause at" not in page(client, f"{HERE}?order=story")
    text = page(client, f"{HERE}?order=story&pauses=yes")
    assert ", pause at 00:10:00 for the next one</span>" in text
    assert 'name="pauses" value="yes" id="pauses" checked' in text


def test_certifications_are_offered_where_the_universe_states_them(marvels: Client, visit: Client) -> None:
    assert "<option>TV-14</option>" in page(marvels, DEFENDERS)
    assert "Certified at most" not in page(visit, HERE)


def test_where_nothing_is_left_to_see_it_says_so(visit: Client) -> None:
    visit.post("/stage/progress/", {"text": "First S1, Second S1"})
    assert "There is nothing left to watch first." in lead(page(visit, HERE))


@pytest.mark.parametrize("query", ["", "?without=second", "?hours=1", "?how=complete"])
@pytest.mark.parametrize("seen", ["", "First 1x01", "Second S1", "told First S1"])
def test_what_builds_on_nothing_needs_nothing_whatever_was_seen(visit: Client, query: str, seen: str) -> None:
    visit.post("/stage/progress/", {"text": seen})
    text = page(visit, f"/stage/title/first/before/{query}")
    assert lead(text) == "Nothing needs to be seen before First."
    assert heading(text) == "Nothing to watch first"


@pytest.mark.parametrize(("query", "note"), [
    ("?without=first", "costs 100% of what Second builds on"), ("?how=complete&without=first", "costs 100%"),
    ("?hours=9&without=first", "costs 100%"), ("?rated=TV-14", "not certified on the scale of TV-14"),
])  # fmt: skip
def test_where_all_that_is_essential_is_left_out_it_does_not_say_that_nothing_is_needed(
    visit: Client, query: str, note: str
) -> None:
    text = page(visit, HERE + query)
    out = "What you asked for leaves out all that is essential."
    assert lead(text) == f"{out} You know 0% of what Second builds on."
    assert heading(text) == "All that is essential is left out"
    assert note in text.partition('id="list-heading"')[2].partition("</section>")[0]


@pytest.mark.parametrize(("seen", "asked"), [
    ("", {"without": "first"}), ("", {"hours": "0h05"}), ("First 1x01", {"without": "first"}), ("First S1", {}),
    ("told First S1", {"without": "first"}), ("told First S1", {"hours": "0h05"}),
])  # fmt: skip
def test_why_nothing_is_in_a_plan_is_said_as_the_command_line_says_it(
    stage: Server, seen: str, asked: dict[str, str]
) -> None:
    client = visitor(stage)
    client.post("/stage/progress/", {"text": seen})
    options = PlanOptions(without=("First",) if "without" in asked else (), minutes=5 if "hours" in asked else None)
    served = stage.registry.get("stage")
    assert served is not None
    plan = Companion(served.universe).plan("Second", seen, options=options)
    assert lead(page(client, f"{HERE}?{urlencode(asked)}")) == next(
        it.text for it in say_plan(plan) if isinstance(it, TextLine)
    )


def test_where_nothing_fits_it_does_not_say_that_nothing_is_needed(visit: Client) -> None:
    text = page(visit, f"{HERE}?hours=0h05")
    assert lead(text) == "Nothing fits that would help with Second. You know 0% of what Second builds on."
    assert heading(text) == "Nothing fits"


@pytest.mark.parametrize(("kind", "part", "one", "verb"), [
    ("series", "Season", "episode", "Watch"), ("book", "Part", "chapter", "Read"),
])  # fmt: skip
def test_one_is_spoken_of_as_one_and_several_as_several(
    tmp_path: Path, kind: str, part: str, one: str, verb: str
) -> None:
    many = f"{one}s"
    first = f"""---
kind: {kind}
name: First
---
## {part} 1 (2020-01-01, 2 {many})
### 1. Opening
- [[Anna]] meets [[Bert]]
### 2. Close
- [[Bert]] meets [[Carla]]
"""
    client = visitor(serving(write(tmp_path / "stage", {**STAGE, "titles/First.md": first})))
    titles = "what happens in"
    none = page(client, f"{HERE}?without=first")
    assert (f"Tell me about these 2 {many}<" in none, f"{titles} them, their endings too." in none) == (True, True)
    assert "This spoils them." in none
    assert lead(page(client, HERE)).startswith(f"{verb} these 2 {many} first: ")
    client.post("/stage/progress/", {"text": "First 1x01" if kind == "series" else "First part 1 chapter 1"})
    last = page(client, f"{HERE}?without=first")
    assert (f"Tell me about this {one}<" in last, f"{titles} it, its ending too." in last) == (True, True)
    assert "This spoils it." in last
    assert lead(page(client, HERE)).startswith(f"{verb} this {one} first: ")


def test_every_box_has_the_title_in_its_name(marvels: Client) -> None:
    text = page(marvels, DEFENDERS)
    labels = re.findall(r'<label for="plan-[^"]*">(.*?)</label>', text)
    names = [unescape(re.sub("<[^>]*>", "", it)) for it in labels]
    assert len(set(names)) == len(names) == len(boxes(text))
    assert any(it.startswith("Jessica Jones 1x13") for it in names)


@pytest.mark.parametrize(("query", "field", "words"), [
    ("?hours=0", "hours", "more than no time"), ("?hours=soon", "hours", "is not a time"),
    ("?how=hours", "hours", "nothing is said"),
    ("?until=9999-12-31&evenings=3x90", "until", "too far away"),
    ("?until=2020-01-01&evenings=3x90", "until", "is over"),
    ("?until=2027-01-01&evenings=x", "evenings", "does not say which evenings"),
    ("?order=backwards", "order", "no viewing order"), ("?on=Nowhere", "on", "no title is on"),
    ("?rated=Q", "rated", "not a certification"), ("?without=nobody-at-all", "without", "nobody-at-all"),
    ("?how=nonsense", "how", '"nonsense" does not say how much'), ("?seasons=maybe", "seasons", "neither yes nor no"),
    ("?season=two", "season", "not the number of a part"), ("?season=-1", "season", "not the number of a part"),
    ("?hours=3&until=2027-01-01&evenings=3x90", "all", "the time is given twice"),
    ("?with=nobody-at-all", "with", "nobody-at-all"), ("?without=first&with=nobody", "without", "first"),
    ("?pauses=yes", "pauses", "order of the story"), ("?pauses=maybe", "pauses", "neither yes nor no"),
    ("?speed=1", "speed", "nobody reads"), ("?without=iron-fist&with=iron-fist", "all", "left out and to be in"),
])  # fmt: skip
def test_what_cannot_be_planned_is_said_beside_its_field(
    marvels: Client, query: str, field: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("intertwine.web.clock.today", lambda: date(2026, 12, 1))
    text = page(marvels, DEFENDERS + query, 400)
    (said,) = re.findall(r'<p class="wrong" id="wrong-(\w+)" role="alert">(.*?)</p>', text)
    assert said[0] == field
    assert words in unescape(said[1]).lower()
    has_a_field = field in ("hours", "until", "evenings", "order", "rated", "seasons", "pauses", "with")
    assert (f'aria-describedby="wrong-{field}' in text) == has_a_field
    answer = marvels.get(f"/api/marvel-netflix/plan/the-defenders{query}")
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


@pytest.mark.parametrize("address", [
    "/stage/title/secret/before/", "/stage/title/secret/before/plan.csv", "/api/stage/plan/secret",
    "/stage/title/nothing/before/", f"{HERE}plan.exe", f"{HERE}x.csv", f"{HERE}plan",
])  # fmt: skip
def test_hidden_and_missing_are_alike(visit: Client, address: str) -> None:
    assert visit.get(address).status_code == 404


def test_words_follow_the_kind(tmp_path: Path) -> None:
    book = "---\nkind: book\nname: Tome\n---\n## Part 1 (2021-01-01, 2 chapters)\n### 1. One\n- [[Anna]] dies\n### 2.\n"
    client = visitor(serving(write(tmp_path / "stage", {**STAGE, "titles/Tome.md": book})))
    text = page(client, "/stage/title/tome/before/")
    assert "Before you read" in text
    assert "Words that you read in a minute" in text
    assert "What to read before Tome" in client.get("/stage/title/tome/").content.decode()


# --- the lines that lead there --------------------------------------------------------------------------------------
def test_a_title_and_the_universe_lead_to_it_by_public_facts(marvels: Client) -> None:
    assert (
        "You have seen none of the 4 titles that it picks up."
        in marvels.get("/marvel-netflix/title/the-defenders/").content.decode()
    )
    marvels.post("/marvel-netflix/progress/", {"text": "Luke Cage S1"})
    said = "You have seen 1 of the 4 titles that "
    title, front = (
        marvels.get(at).content.decode() for at in ("/marvel-netflix/title/the-defenders/", "/marvel-netflix/")
    )
    assert said + "it picks up." in title
    assert DEFENDERS in title
    assert said in front
    assert DEFENDERS in front


@pytest.mark.parametrize(
    ("read", "said"), [("1", "You have not yet read all of the"), ("1-2", "You have read all of the")]
)
def test_of_one_title_it_is_said_whether_all_of_it_is_known(tmp_path: Path, read: str, said: str) -> None:
    book = "---\nkind: book\nname: Tome\n---\n## Chapters (2021-01-01, 2 chapters)\n### 1. One\n### 2. Two\n"
    heading = "## Chapters (2022-01-01, 1 chapter)\n### 1. A\n"
    next_one = f"---\nkind: book\nname: Next\n---\n### Public\n- [[Next]] continues [[Tome]]\n{heading}"
    pages = {"universe.md": STAGE["universe.md"], "titles/Tome.md": book, "titles/Next.md": next_one}
    client = visitor(serving(write(tmp_path / "stage", pages)))
    client.post("/stage/progress/", {"text": f"Tome chapters {read}"})
    assert f"{said} title that it picks up." in client.get("/stage/title/next/").content.decode()


def test_no_other_page_makes_a_plan(stage: Server) -> None:
    def refused(*_: Any) -> Curriculum:
        raise AssertionError("a curriculum was disclosed")

    client = visitor(replace(started_anew(stage), plans=PlansKept(refused)))
    client.post("/stage/progress/", {"text": "First 1x01"})
    for address in (
        "/", "/stage/", "/stage/title/second/", "/stage/title/second/told/", "/stage/progress/", "/stage/map/",
        "/api/stage/title/second", "/stage/who/anna/", "/stage/search/?q=a",
    ):  # fmt: skip
        assert client.get(address).status_code == 200
    assert client.get(HERE).status_code == 500


# --- marks ----------------------------------------------------------------------------------------------------------
def test_ticked_installments_are_seen_and_the_plan_is_made_again_as_it_was_chosen(visit: Client) -> None:
    query = "?order=story"
    before = boxes(page(visit, HERE + query))
    answer = visit.post(HERE + query, {"do": "seen", "seen": before[:1], **fields(page(visit, HERE), "plan-marks")})
    assert (answer.status_code, re.sub(r"[?&]kept=[\w-]+", "", answer["Location"])) == (303, HERE + query)
    assert boxes(page(visit, HERE + query)) == before[1:]
    assert text_of(visit).startswith("First 1x0")


@pytest.mark.parametrize("form", [
    {}, {"do": "x"}, {"do": "seen", "seen": "first~ 1x"}, {"do": "tell", "told": "1x"}, {"do": "seen", "seen": "?"},
])  # fmt: skip
def test_a_form_that_says_nothing_is_refused_or_changes_nothing(visit: Client, form: dict[str, str]) -> None:
    answer = visit.post(HERE, form)
    assert answer.status_code in (303, 400)
    assert text_of(visit) == ""


def test_a_form_marks_only_what_is_listed(visit: Client) -> None:
    visit.post(HERE, {"do": "seen", "seen": ["first 1x99", "secret 0x00", "first 1x02"]})
    assert text_of(visit) == "First 1x02"


def test_telling_tells_exactly_what_was_offered_and_is_undone_exactly(marvels: Client) -> None:
    start = "Daredevil 1x01, told Jessica Jones 1x01"
    marvels.post("/marvel-netflix/progress/", {"text": start})
    was, address = text_of(marvels, "marvel-netflix"), f"{DEFENDERS}?hours=3"
    text = page(marvels, address)
    assert text.index("This spoils them.") < text.index('value="tell"')
    told = marvels.get("/api/marvel-netflix/plan/the-defenders?hours=3").json()["told"]
    offered = fields(text, 'class="tell"')
    assert len(re.findall(r"\d+x\d+", offered["told"])) == len(told) > 0
    answer = marvels.post(address, {"do": "tell", **offered})
    assert (answer.status_code, re.sub(r"[?&]kept=[\w-]+", "", answer["Location"])) == (303, address)
    now = text_of(marvels, "marvel-netflix")
    assert now != was
    assert "You asked to be told of what a plan for The Defenders left out." in page(marvels, address)
    assert "What a plan for" in marvels.get("/marvel-netflix/progress/").content.decode()
    assert marvels.get("/api/marvel-netflix/plan/the-defenders?hours=3").json()["told"] == []
    marvels.post("/marvel-netflix/title/the-defenders/told/", {"do": "tell"})
    marvels.post("/marvel-netflix/title/the-defenders/told/", {"do": "hide"})
    assert text_of(marvels, "marvel-netflix") == now
    marvels.post(address, {"do": "hide"})
    assert text_of(marvels, "marvel-netflix") == was


# --- away with it ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ending", [it for it in FORMATS if not FORMATS[it].needs_evenings])
def test_a_file_has_its_type_and_a_name_and_nothing_of_the_viewer(marvels: Client, ending: str) -> None:
    marvels.post("/marvel-netflix/progress/", {"text": "Daredevil S1"})
    answer = marvels.get(f"{DEFENDERS}plan{ending}?hours=4")
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[ending].media_type)
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''before-the-defenders{ending}"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_calendar_without_evenings_is_a_mistake(marvels: Client) -> None:
    assert marvels.get(f"{DEFENDERS}plan.ics").status_code == 400


def test_evenings_are_a_strip_and_a_calendar(marvels: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.web.clock.today", lambda: date(2026, 12, 1))
    address = f"{DEFENDERS}?until=2026-12-24&evenings=3x120"
    text = page(marvels, address)
    assert "Evening by evening" in text
    assert "Tuesday, 1\N{NO-BREAK SPACE}December" in text
    answer = marvels.get(address.replace("?", "plan.ics?"))
    assert answer.content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_what_goes_on_for_several_evenings_is_on_each(marvels: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("intertwine.web.clock.today", lambda: date(2026, 12, 1))
    text = page(marvels, f"{DEFENDERS}?until=2026-12-24&evenings=3x30")
    strip = text.partition('<ol class="evenings">')[2].partition("</ol>")[0]
    (first, whole), (second, again) = re.findall(r"(\d+)\smin of (\d+)\smin", strip)[:2]
    assert (first, whole, int(second)) == ("30", again, int(whole) - 30)


def test_a_link_to_share_holds_what_was_chosen_and_no_progress(marvels: Client) -> None:
    def shared() -> list[str]:
        return re.findall(
            r'href="([^"]*)">a link to this plan', page(marvels, f"{DEFENDERS}?without=iron-fist&order=story")
        )

    before = shared()
    marvels.post("/marvel-netflix/progress/", {"text": "Daredevil S1"})
    assert shared() == before == [f"{DEFENDERS}?order=story&amp;without=iron-fist"]


# --- what is kept ---------------------------------------------------------------------------------------------------
def test_answers_are_kept_by_what_was_chosen_and_the_curve_is_made_once(
    stage: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Sequence[int]] = []

    def disclose(universe: Universe, progress: Progress, places: Sequence[int]) -> Curriculum:
        asked.append(places)
        return universe.curriculum(progress, places)

    server = replace(started_anew(stage), plans=PlansKept(disclose))
    first, other = visitor(server), visitor(server)
    made: list[object] = []
    make = vars(plan_answers)["make_plan"]

    def counted(*args: Any, **more: Any) -> Any:
        made.append(more["curve"])
        return make(*args, **more)

    monkeypatch.setattr(plan_answers, "make_plan", counted)
    queries = ("", "?hours=1", "?hours=0.5", "?order=story")
    texts = [page(first, HERE + query) for query in queries]
    assert made == [True, False, False, False]
    assert [page(other, HERE + query) for query in queries] == texts
    assert (len(made), len(asked), len(set(texts))) == (4, 1, 4)
    files = {first.get(f"{HERE}plan{ending}?hours=1").content for ending in (".csv", ".md", ".json")}
    assert (len(made), len(files)) == (4, 3)
    assert first.get(HERE, headers={"Accept-Language": "de"}).status_code == 200
    assert made[4:] == [False]
    first.post("/stage/progress/", {"text": "First 1x01"})
    assert page(first, HERE) not in texts
    assert page(other, HERE) == texts[0]
    assert server.plans.curves.held() < 10_000
    assert server.plans.plans.held() < 40_000


def test_the_api_says_the_same_as_the_file(marvels: Client) -> None:
    one = marvels.get("/api/marvel-netflix/plan/the-defenders?hours=4")
    assert json.loads(marvels.get(f"{DEFENDERS}plan.json?hours=4").content) == one.json()
