""" "Where are you?": marks by box, by button and by text; and what is told."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from intertwine.gate.universe import Universe
from intertwine.ledger.load import compiled
from intertwine.web import limits
from intertwine.web.server import new_server
from tests.web.stage import Markup, text_of, visitor, write

WHERE = "/stage/progress/"


def mark(client: Client, **form: Any) -> str:
    answer = client.post(WHERE, {"title": "first", **form})
    assert answer.status_code == 303, answer.content.decode()
    return text_of(client)


def test_what_is_typed_is_kept_and_read_back(visit: Client) -> None:
    visit.post(WHERE, {"text": " first s1 ,told Second 1x01"})
    assert text_of(visit) == "First S1, told Second 1x01"


def test_text_that_cannot_be_read_changes_nothing_and_names_the_word(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    answer = visit.post(WHERE, {"text": "First S1, Nowhere"})
    page = answer.content.decode()
    assert (answer.status_code, "Nowhere" in page, "First S1, Nowhere</textarea>" in page) == (400, True, True)
    assert text_of(visit) == "First 1x01"


def test_a_text_names_only_so_much_at_once_beyond_what_is_marked(
    visit: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "TERMS", 2)
    typed = "First 1x01, First 1x02 and First 1x03"
    answer = visit.post(WHERE, {"text": typed})
    page = answer.content.decode()
    assert (answer.status_code, "at most 2 are read at once: write runs" in page) == (400, True)
    assert f"{typed}</textarea>" in page
    assert text_of(visit) == ""
    visit.post(WHERE, {"text": "First 1x01, First 1x03"})
    assert text_of(visit) == "First 1x01, First 1x03"
    visit.post(WHERE, {"text": "First 1x01, First 1x03, told Second 1x01"})  # two of them are marked already
    assert text_of(visit) == "First 1x01, First 1x03, told Second 1x01"


def test_a_hidden_title_cannot_be_told_from_a_missing_one(visit: Client) -> None:
    hidden = visit.post(WHERE, {"text": "Secret"}).content.replace(b"Secret", b"")
    assert hidden == visit.post(WHERE, {"text": "Nowher"}).content.replace(b"Nowher", b"")


def test_ticking_adds_and_unticking_takes_away(visit: Client) -> None:
    assert mark(visit, was="", seen=["1x01", "1x03"]) == "First 1x01, First 1x03"
    assert mark(visit, was="1x01 1x03", seen=["1x03"]) == "First 1x03"


def test_what_another_window_marked_stays(visit: Client) -> None:
    mark(visit, was="", seen=["1x01"])
    assert mark(visit, was="", seen=["1x02"]) == "First 1x01-1x02"


def test_a_time_stays_until_its_episode_is_marked_or_cleared(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x02@00:10:00"})
    assert mark(visit, was="", seen=["1x01"]) == "First 1x01, First 1x02@00:10:00"
    assert mark(visit, unmark="1x02") == "First 1x01"


def test_up_to_here_a_season_and_none(visit: Client) -> None:
    assert mark(visit, upto="1x02") == "First 1x01-1x02"
    assert mark(visit, season="1") == "First S1"
    assert (
        "3 episodes of First"
        in visit.get(visit.post(WHERE, {"title": "first", "none": "1"})["Location"]).content.decode()
    )
    assert text_of(visit) == "First S1"
    assert mark(visit, none="1", sure="1") == ""


@pytest.mark.parametrize(
    "form", [{"upto": "x"}, {"upto": "1x01 1x02"}, {"season": "one"}, {"was": "1x1x1"}, {"seen": ["9" * 5000 + "x1"]}]
)
def test_a_form_that_is_not_ours_is_a_bad_request(visit: Client, form: dict[str, Any]) -> None:
    assert visit.post(WHERE, {"title": "first", **form}).status_code == 400


@pytest.mark.parametrize(
    "form", [{"upto": "2x01"}, {"upto": "1x04"}, {"upto": "0x00"}, {"season": "2"}, {"season": "0"}]
)
def test_a_place_that_is_not_listed_is_refused_and_marks_nothing(visit: Client, form: dict[str, Any]) -> None:
    assert mark(visit, upto="1x01") == "First 1x01"
    assert visit.post(WHERE, {"title": "first", **form}).status_code == 400
    assert text_of(visit) == "First 1x01"


def test_an_episode_that_is_not_there_is_not_marked(visit: Client) -> None:
    assert mark(visit, was="", seen=["1x01", "7x07"]) == "First 1x01"


def test_a_mark_leads_back_to_where_it_was_made(visit: Client) -> None:
    form = {"title": "first", "season": "1"}
    kept = re.fullmatch(r"/stage/progress/\?kept=([\w-]{12})#first", visit.post(WHERE, form)["Location"])
    assert kept
    assert "Kept: 3 episodes of First." in visit.get(f"{WHERE}?kept={kept[1]}").content.decode()
    assert visit.post(WHERE, {**form, "back": "title"})["Location"] == "/stage/title/first/#episodes"
    assert visit.post(WHERE, {**form, "back": "https://evil.example"})["Location"] == "/stage/progress/#first"
    untick = {"title": "first", "untick": "1x02"}
    assert visit.post(WHERE, {**untick, "back": "title"})["Location"].endswith("#tick-first-1x02")


def test_a_title_known_only_through_progress_can_be_marked(visit: Client) -> None:
    visit.post(WHERE, {"text": "Second S1"})
    assert visit.post(WHERE, {"title": "secret", "seen": ["0x00"], "was": ""}).status_code == 303
    assert text_of(visit) == "Second S1, Secret"
    assert visit.post(WHERE, {"title": "secret", "was": "0x00"}).status_code == 303
    assert text_of(visit) == "Second S1"


def test_everything_about_a_title_tells_what_it_stands_on_and_can_be_undone(visit: Client) -> None:
    visit.post(WHERE, {"text": "First 1x01"})
    before = visit.get("/stage/title/second/").content
    question = visit.get("/stage/title/second/told/").content.decode()
    assert "Second</strong>, season 1, 2 episodes" in question
    assert "First</strong>, season 1, 3 episodes" in question
    answer = visit.post("/stage/title/second/told/", {"do": "tell"})
    assert answer["Location"].partition("?")[0] == "/stage/title/second/"
    page = visit.get("/stage/title/second/").content.decode()
    assert "Then <a" in page
    assert "Hide it again" in page
    assert text_of(visit) == "First 1x01, told First S1, told Second S1"
    visit.post("/stage/title/second/told/", {"do": "hide"})
    assert visit.get("/stage/title/second/").content == before
    assert text_of(visit) == "First 1x01"


def test_undoing_one_title_leaves_what_was_told_for_another(visit: Client) -> None:
    for title in ("first", "second"):
        visit.post(f"/stage/title/{title}/told/", {"do": "tell"})
    visit.post("/stage/title/second/told/", {"do": "hide"})
    assert text_of(visit) == "told First S1"


def test_saving_the_text_keeps_what_was_told_undoable(visit: Client) -> None:
    visit.post("/stage/title/second/told/", {"do": "tell"})
    visit.post(WHERE, {"text": f"First 1x01, {text_of(visit)}"})
    visit.post("/stage/title/second/told/", {"do": "hide"})
    assert text_of(visit) == "First 1x01"


def test_who_has_seen_all_is_not_offered_to_be_told(visit: Client) -> None:
    assert b"Show me everything about this title" in visit.get("/stage/title/second/").content
    visit.post(WHERE, {"text": "First S1, Second S1"})
    assert b"Show me everything about this title" not in visit.get("/stage/title/second/").content


def test_every_title_has_the_button_for_who_has_seen_nothing(marvel: Any) -> None:
    from tests.web.stage import visitor

    client = visitor(marvel)
    front = Markup(client.get("/marvel-netflix/").content.decode())
    titles = {a["href"] for a in front.all("a") if re.search("/title/[^/]+/$", a["href"])}
    assert len(titles) == 6
    for address in titles:
        assert client.get(address).content.count(b"Show me everything about this title") == 1


def test_the_defenders_needs_what_came_out_before_it(marvel: Any) -> None:
    from tests.web.stage import visitor

    client = visitor(marvel)
    client.post("/marvel-netflix/title/the-defenders/told/", {"do": "tell"})
    assert text_of(client, "marvel-netflix") == (
        "told Daredevil S1-S2, told Iron Fist S1, told Jessica Jones S1, told Luke Cage S1, told The Defenders S1"
    )


def test_names_in_any_script_and_with_any_mark_can_be_marked(tmp_path: Any) -> None:
    from tests.web.stage import serving, visitor, write

    page = "---\nkind: series\nname: {}\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. Один\n### 2. Два\n"
    names = {"a": "Война и мир", "b": "Told, before S1", "c": "Nothing", "d": "It's 50% <b>", "e": "東京 1x01"}
    pages = {"universe.md": "---\nkind: universe\nname: Все\n---\n"}
    pages |= {f"titles/{key}.md": page.format(f'"{name}"') for key, name in names.items()}
    client = visitor(serving(write(tmp_path / "Все истории", pages)))
    front = Markup(client.get("/").content.decode())
    titles = [a["href"] for a in front.all("a") if re.search("/title/[^/]+/$", a["href"])]
    assert len(titles) == len(names)
    for number, title in enumerate(titles):
        answer = client.get(title)
        form = next(a for a in Markup(answer.content.decode()).all("input") if a.get("name") == "title")
        where = next(a["action"] for a in Markup(answer.content.decode()).all("form") if a["class"] == "marks")
        for back in ("title", "progress"):
            marked = client.post(where, {"title": form["value"], "upto": "1x01", "back": back})
            assert (marked.status_code, marked["Location"].isascii()) == (303, True)
            assert client.get(marked["Location"]).status_code == 200
        assert client.post(f"{title}told/", {"do": "tell"}).status_code == 303
        assert client.get("/").content.decode().count("1 of 2 seen") == 2 * (number + 1)


FILES = {
    "universe.md": "---\nkind: universe\nname: Files\n---\n",
    "titles/Lamps.md": """---
kind: series
name: Lamps
---
## Season 1 (2020-01-01, 4 episodes)
### 1/2. Pilot (90 min, absolute 1, absolute 2)
- [[Anna]] meets [[Bert]] ^one
  - true: after ^two
### 3. Three (40 min, absolute 3)
- [[Anna]] helps [[Bert]] ^two
  - true: after ^one
### 4. Four (40 min, absolute 3)
""",
    "Anna.md": "---\nkind: character\n---\n",
    "Bert.md": "---\nkind: character\n---\n",
}


def test_numbers_of_files_and_numbers_that_disagree_are_read_or_refused_in_words(tmp_path: Path) -> None:
    server, folder = new_server(), write(tmp_path / "files", FILES)
    server.registry.put(folder, Universe(compiled(folder)))
    client = visitor(server)

    def typed(text: str) -> tuple[int, str]:
        answer = client.post("/files/progress/", {"text": text})
        return answer.status_code, unescape(answer.content.decode())

    for text in ("Lamps 1/2", "Lamps S1 1/2", "Lamps 1x01/02"):
        assert typed(text)[0] == 303
        assert text_of(client, "files") == "Lamps 1x01-1x02"
    for text, words in {
        "Lamps 3/4": '"E3/E4" of "Lamps": no file holds just these episodes; write Lamps E3-E4 or Lamps E3',
        "Lamps absolute 3": '"Lamps" has no absolute 3',
        "Lamps 1x04-1x03": '"1x04-1x03" of "Lamps" ends before it begins; did you mean Lamps 1x03-1x04?',
    }.items():
        status, page = typed(text)
        assert status == 400
        assert words in page
        assert text_of(client, "files") == "Lamps 1x01-1x02"
    typed("everything")
    page = re.sub(r"<[^>]+>", "", unescape(client.get("/files/title/lamps/known/lamps-1/").content.decode()))
    assert "Anna meets Bert" in page
