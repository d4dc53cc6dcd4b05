"""A change is undone exactly, whatever happened since; forms of two windows and of several profiles lose nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from intertwine.web import clock
from intertwine.web.models import LoggedChange
from intertwine.web.undoing import CHANGES, UNDO_SECONDS
from tests.long import share
from tests.web.stage import text_of, troubles, visitor

WHERE, UNDO = "/stage/progress/", "/stage/progress/undo/"
PLACES = ("1x01", "1x02", "1x03")


def mark(client: Client, **form: Any) -> str:
    """Sends a form about First; gives the id of the change ("": there was none)."""
    answer = client.post(WHERE, {"title": "first", **form})
    assert answer.status_code == 303, answer.content.decode()
    return kept(answer["Location"])


def kept(location: str) -> str:
    found = re.search(r"[?&]kept=([\w-]+)", location)
    return found[1] if found else ""


def undo(client: Client, change: str) -> str:
    answer = client.post(UNDO, {"undo": change}, headers={"Referer": "http://localhost/stage/title/first/"})
    assert (answer.status_code, answer["Location"].partition("?")[0].partition("#")[0]) == (303, "/stage/title/first/")
    return kept(answer["Location"])


def test_a_tick_and_its_undo_and_the_undo_of_that(visit: Client) -> None:
    change = mark(visit, tick="1x02")
    assert text_of(visit) == "First 1x02"
    page = visit.get(f"/stage/title/first/?kept={change}").content.decode()
    assert "Kept: First 1x02." in page
    back = undo(visit, change)
    assert text_of(visit) == ""
    assert "Undone: First 1x02." in visit.get(f"/stage/?kept={back}").content.decode()
    undo(visit, back)
    assert text_of(visit) == "First 1x02"


def test_what_has_changed_since_stays(visit: Client) -> None:
    season = mark(visit, season="1")
    mark(visit, untick="1x02")
    visit.post(WHERE, {"text": "First 1x01, First 1x03@00:10:00", "was": "first 1x01 1x03", "was_told": ""})
    undo(visit, season)
    assert text_of(visit) == "First 1x03@00:10:00"


def test_up_to_here_goes_back(visit: Client) -> None:
    mark(visit, season="1")
    page = visit.get("/stage/title/first/").content.decode()
    assert re.findall(r'name="(only|upto)" value="(1x0\d)"', page) == [("only", "1x01"), ("only", "1x02")]
    change = mark(visit, only="1x01", was="1x01 1x02 1x03", seen=["1x01", "1x02", "1x03"])
    assert text_of(visit) == "First 1x01"
    assert "Not seen any more: 2 episodes of First." in visit.get(f"/stage/?kept={change}").content.decode()
    undo(visit, change)
    assert text_of(visit) == "First S1"


def test_every_button_keeps_the_boxes_too(visit: Client) -> None:
    """Three boxes are ticked, and another button is pressed."""
    mark(visit, was="", seen=["1x01"], tick="1x03")
    assert text_of(visit) == "First 1x01, First 1x03"
    visit.post(WHERE, {"title": "first", "was": "1x01 1x03", "seen": ["1x01", "1x02", "1x03"], "none": "1"})
    assert text_of(visit) == "First S1"
    mark(visit, was="1x01 1x02 1x03", seen=["1x01", "1x02"], untick="1x01")
    assert text_of(visit) == "First 1x02"


def test_a_jump_says_what_it_opened_and_nothing_else(visit: Client) -> None:
    change = mark(visit, upto="1x03")
    page = visit.get(f"/stage/?kept={change}").content.decode()
    said = re.sub("<[^>]*>", "", page.partition('id="kept-said"')[2].partition(">")[2].partition("</p>")[0])
    assert said == "Kept: 3 episodes of First. You now know of 3 more people: Bert, Carla and Zeno."
    visit.post(WHERE, {"text": "First S1, Second S1"})
    change = kept(visit.post(WHERE, {"text": "Second S1", "was": "first 1x01 1x02 1x03", "was_told": ""})["Location"])
    assert "You now know" not in visit.get(f"/stage/?kept={change}").content.decode()


def test_a_title_that_is_hidden_again_is_not_named(visit: Client) -> None:
    visit.post(WHERE, {"text": "Second S1"})
    visit.post(WHERE, {"title": "secret", "tick": "0x00"})
    change = kept(visit.post(WHERE, {"text": "", "sure": "1"})["Location"])
    page = visit.get(f"/stage/?kept={change}").content.decode()
    assert "Not seen any more: 2 episodes of Second." in page
    assert "Secret" not in page


def test_a_change_that_is_sent_twice_happens_once(visit: Client) -> None:
    first = mark(visit, tick="1x01", change="an-id-of-a-page")
    assert first == "an-id-of-a-page"
    mark(visit, untick="1x01")
    assert mark(visit, tick="1x01", change="an-id-of-a-page") == first
    assert text_of(visit) == ""


def test_a_script_gets_json(visit: Client) -> None:
    ask: dict[str, Any] = {"headers": {"Accept": "application/json"}}
    answer = visit.post(WHERE, {"title": "first", "tick": "1x01"}, **ask).json()
    assert answer["at"] == f"{WHERE}?kept={answer['kept']}#tick-first-1x01"
    wrong = visit.post(WHERE, {"title": "first", "tick": "9x01"}, **ask)
    assert (wrong.status_code, list(wrong.json())) == (400, ["error"])
    assert visit.post(UNDO, {"undo": answer["kept"]}, **ask).status_code == 200
    assert visit.post(UNDO, {"undo": "never-was-made"}, **ask).status_code == 409


def test_the_latest_changes_are_listed_and_undone_from_there(visit: Client) -> None:
    mark(visit, tick="1x01")
    change = mark(visit, upto="1x03")
    page = visit.get(UNDO).content.decode()
    assert re.findall("<span>(Kept: [^<]*)</span>", page) == ["Kept: 2 episodes of First.", "Kept: First 1x01."]
    assert troubles(page) == []
    answer = visit.post(UNDO, {"undo": change, "back": "changes"})
    assert answer["Location"].startswith(f"{UNDO}?kept=")
    assert text_of(visit) == "First 1x01"


def test_of_somebody_else_nothing_is_undone_or_told(stage: Any) -> None:
    one, other = visitor(stage), visitor(stage)
    change = mark(one, tick="1x01")
    mark(other, tick="1x02")
    assert other.post(UNDO, {"undo": change}).status_code == 409
    assert other.get(f"/stage/?kept={change}").content == other.get("/stage/?kept=never-was-made").content
    assert text_of(one) == "First 1x01"


def test_the_latest_changes_are_kept_for_a_day(visit: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = [mark(visit, **{("tick", "untick")[n % 2]: "1x01"}) for n in range(CHANGES + 3)]
    viewer = LoggedChange.objects.get(change=changes[-1]).viewer
    assert set(viewer.changes.values_list("change", flat=True)) == set(changes[3:])
    day = clock.now() + UNDO_SECONDS
    monkeypatch.setattr(clock, "now", lambda: day)
    assert visit.post(UNDO, {"undo": changes[-1]}).status_code == 409
    assert text_of(visit) == "First 1x01"


@pytest.mark.parametrize(
    ("form", "asks"),
    [({"none": "1"}, True), ({"text": ""}, True), ({"text": "First 1x01"}, False), ({"text": "First S1"}, False)],
)
def test_what_takes_much_away_asks_first(visit: Client, form: dict[str, str], asks: bool) -> None:
    mark(visit, season="1")
    answer = visit.post(WHERE, {"title": "first", **form})
    assert (re.search(r"\?(text|none)=", answer["Location"]) is not None, text_of(visit)) == (
        asks, "First S1" if asks else form["text"]
    )  # fmt: skip
    if asks:
        page = visit.get(answer["Location"]).content.decode()
        assert visit.get(answer["Location"]).content.decode() == page
        fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition('class="tell"')[2]))
        visit.post(WHERE, fields)
        assert text_of(visit) == ""


# --- any order of marks, undoing, profiles and old windows ------------------------------------------------------------
class Marking(RuleBasedStateMachine):
    """A viewer with three profiles and several windows. The oracle is a set of places for each profile."""

    @initialize()
    def begin(self) -> None:
        self.client = visitor(SERVER[0])
        self.ids = [""]
        self.oracle: dict[str, set[str]] = {"": set()}
        self.changes: list[tuple[str, dict[str, dict[str, bool]]]] = []
        self.windows: list[tuple[list[str], list[str]]] = []
        self.watching = [""]

    @rule(name=st.sampled_from(["Ada", "Sam"]))
    def make(self, name: str) -> None:
        if self.client.post("/stage/profiles/", {"do": "make", "name": name}).status_code == 303:
            page = self.client.get("/stage/profiles/").content.decode()
            (self.ids,) = [list(dict.fromkeys(re.findall(r'name="who" value="([\w-]*)"', page)))]
            self.oracle |= {it: set() for it in self.ids if it not in self.oracle}

    @rule(data=st.data())
    def watch(self, data: st.DataObject) -> None:
        self.watching = data.draw(st.lists(st.sampled_from(self.ids), min_size=1, unique=True))
        self.client.post("/stage/profiles/", {"do": "watch", "who": self.watching})
        self.watching = sorted(self.watching, key=self.watching.index)

    @rule()
    def open_window(self) -> None:
        shown = set.intersection(*(self.oracle[it] for it in self.watching))
        self.windows.append((self.watching, sorted(shown)))

    @rule(data=st.data(), ticked=st.sets(st.sampled_from(PLACES)))
    def save_window(self, data: st.DataObject, ticked: set[str]) -> None:
        if self.windows:
            who, was = data.draw(st.sampled_from(self.windows))
            self._send(who, ticked - {*was}, {*was} - ticked, was=" ".join(was), seen=sorted(ticked))

    @rule(place=st.sampled_from(PLACES), on=st.booleans())
    def tick(self, place: str, on: bool) -> None:
        self._send(self.watching, {place} if on else set(), set() if on else {place}, **{
            "tick" if on else "untick": place
        })  # fmt: skip

    @rule(place=st.sampled_from(PLACES))
    def up_to(self, place: str) -> None:
        self._send(self.watching, {it for it in PLACES if it <= place}, set(), upto=place)

    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        if not self.changes:
            return
        change, did = data.draw(st.sampled_from(self.changes[-CHANGES:]))
        before = {it: set(places) for it, places in self.oracle.items()}
        for profile, places in did.items():
            for place, on in places.items():
                if (place in self.oracle[profile]) == on:
                    self.oracle[profile] ^= {place}
        answer = self.client.post(UNDO, {"undo": change})
        assert answer.status_code == 303
        self._note(kept(answer["Location"]), before)

    def _send(self, who: list[str], add: set[str], drop: set[str], **form: Any) -> None:
        before = {it: set(places) for it, places in self.oracle.items()}
        for it in who:
            self.oracle[it] = (self.oracle[it] | add) - drop
        change = mark(self.client, **form, **{"for": ".".join(who)})
        self._note(change, before)

    def _note(self, change: str, before: dict[str, set[str]]) -> None:
        did = {it: {place: place in now for place in now ^ before.get(it, set())} for it, now in self.oracle.items()}
        assert bool(change) == any(did.values())
        if change:
            self.changes.append((change, did))

    @invariant()
    def all_of_it_is_kept(self) -> None:
        both = set.intersection(*(self.oracle[it] for it in self.watching))
        page = self.client.get("/stage/title/first/").content.decode()
        assert set(re.findall(r'value="(1x0\d)" id="[^"]*" autocomplete="off" checked', page)) == both


SERVER: list[Any] = []


def test_marks_undo_profiles_and_windows_in_any_order(stage: Any) -> None:
    SERVER[:] = [stage]
    Marking.TestCase.settings = settings(max_examples=share(30, 120), stateful_step_count=20, deadline=None)
    case = Marking.TestCase()
    case.runTest()
