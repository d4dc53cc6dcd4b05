"""Marks stay with their title and their universe: files renamed and away, folders in another order, secret titles."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from intertwine.gate.universe import Universe
from intertwine.imports.table import import_table
from intertwine.ledger.compile import Compiler
from intertwine.web import randomness
from intertwine.web.context import CANNOT
from intertwine.web.registry import SERVER, NotApartError
from intertwine.web.server import new_server
from tests.web.stage import Markup, serving, text_of, troubles, visitor

Pages = dict[str, str]

SERIES = """---
kind: series
id: {id}
name: {name}
---
## Season 1 ({year}-01-01, 3 episodes)
### 1. One
- [[Ann]] meets [[Bob]]
### 2. Two
### 3. Three
- [[Ann]] works as "{job}"
"""
PEOPLE = {f"people/{name}.md": "---\nkind: character\n---\n" for name in ("Ann", "Bob")}


def series(id_: str, name: str, year: int = 2020, job: str = "a baker") -> str:
    """A series of three episodes; `id_` "" leaves it without one."""
    return SERIES.format(id=id_, name=name, year=year, job=job).replace("id: \n", "")


def pages(id_: str = "shore", **titles: str) -> Pages:
    """A universe of these titles, by key."""
    head = {"universe.md": f"---\nkind: universe\nid: {id_}\nname: The Shore\n---\n".replace("id: \n", "")}
    return head | {f"titles/{key}.md": text for key, text in titles.items()} | PEOPLE


def write(folder: Path, files: Pages) -> Path:
    """The folder with these pages and no others."""
    for old in folder.rglob("*.md"):
        old.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


Serve = Callable[[Pages], Client]


@pytest.fixture
def serve(tmp_path: Path) -> Serve:
    """Serves other pages in the one folder /shore/; what it gives is always the same visitor."""
    server = new_server()
    client = visitor(server)

    def again(files: Pages) -> Client:
        folder = write(tmp_path / "shore", files)
        server.registry.put(folder, Universe(Compiler().compile(folder)))
        return client

    return again


def post(client: Client, form: dict[str, Any], address: str = "/shore/progress/") -> int:
    """Somebody sends a form, and is sure of it where that takes much away."""
    return client.post(address, {"sure": "1", **form}).status_code


def form_of(client: Client, address: str = "/shore/progress/", name: str = "text") -> dict[str, Any]:
    """What a browser would send with the form that has a field `name`, as it is drawn."""
    html = client.get(address).content.decode()
    form = next(part for part in html.split("<form")[1:] if f'name="{name}"' in part).partition("</form>")[0]
    fields = [tag for tag in Markup(form).all("input") if tag.get("type") != "checkbox" or "checked" in tag]
    found: dict[str, Any] = {"seen": [tag["value"] for tag in fields if tag["name"] == "seen"]}
    found |= {tag["name"]: tag["value"] for tag in fields if tag["name"] != "seen"}
    return found | ({"text": text_of(client, "shore")} if name == "text" else {})


TWO = pages(First=series("first", "First"), Second=series("second", "Second", 2021))


def test_a_title_keeps_its_marks_when_its_file_is_renamed(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "First S1, Second 1x01@00:10:00"})
    before = client.get("/shore/progress/").content
    client = serve(pages(Renamed=series("first", "First"), Second=series("second", "Second", 2021)))
    assert client.get("/shore/progress/").content == before


def test_another_title_that_takes_the_file_name_takes_no_marks(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "First S1"})
    client = serve(pages(Moved=series("first", "First"), First=series("second", "Second", 2021)))
    assert text_of(client, "shore") == "First S1"


def test_a_name_and_a_year_can_be_mended(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "told First S1, Second S1"})
    client = serve(pages(First=series("first", "Erste", 1999), Second=series("second", "Second", 2021)))
    assert text_of(client, "shore") == "Second S1, told Erste S1"


def test_a_folder_can_be_renamed_and_served_in_another_order(tmp_path: Path) -> None:
    one = write(tmp_path / "a" / "shore", pages("one", First=series("first", "First", job="a baker")))
    other = write(tmp_path / "b" / "shore", pages("other", First=series("first", "First", job="a pilot")))
    client = visitor(serving(one, other))
    assert post(client, {"text": "First S1"}) == 303
    assert post(client, {"text": "First 1x01"}, "/shore-2/progress/") == 303
    client.defaults[SERVER] = serving(other, one)  # type: ignore[assignment] # what WSGI hands over is not all text
    assert (text_of(client, "shore"), text_of(client, "shore-2")) == ("First 1x01", "First S1")
    moved = one.rename(tmp_path / "c")
    client.defaults[SERVER] = serving(moved)  # type: ignore[assignment] # as above
    assert text_of(client, "c") == "First S1"


@pytest.mark.parametrize(("one", "other"), [("", ""), ("x", ""), ("", "x"), ("x", "x")])
def test_folders_that_nothing_tells_apart_are_refused_with_a_way_out(tmp_path: Path, one: str, other: str) -> None:
    folders = [
        write(tmp_path / place / "Shore", pages(id_, First=series("first", "First")))
        for place, id_ in (("a", one), ("b", other))
    ]
    with pytest.raises(NotApartError) as error:
        serving(*folders)
    message = str(error.value)
    assert all(str(folder) in message for folder in folders)
    assert "universe.md" in message
    bare = [folder for folder, id_ in zip(folders, (one, other), strict=True) if not id_]
    named = [folder for folder in folders if str(folder / "universe.md") in message]
    assert named == bare
    assert ("an id of its own" in message) == (len(bare) == 2)


def test_folders_of_one_id_are_refused_whatever_their_names(tmp_path: Path) -> None:
    folders = [write(tmp_path / name, pages("x", First=series("first", "First"))) for name in ("a", "b")]
    with pytest.raises(NotApartError, match='the same id, "x"'):
        serving(*folders)


# --- what is away for a moment --------------------------------------------------------------------------------------
WITHOUT_FIRST = {name: text for name, text in TWO.items() if name != "titles/First.md"}
SHORT = TWO | {"titles/First.md": TWO["titles/First.md"].partition("### 3")[0].replace("3 episodes", "2 episodes")}


@pytest.mark.parametrize("again", [TWO, WITHOUT_FIRST], ids=["back", "still away"])
def test_a_text_saved_while_a_file_is_away_takes_back_nothing_of_it(serve: Serve, again: Pages) -> None:
    client = serve(TWO)
    post(client, {"text": "First S1, Second 1x01, told First S1"})
    shown = form_of(serve(WITHOUT_FIRST))
    assert shown["text"] == "Second 1x01"
    assert post(serve(again), {**shown, "text": "Second 1x02"}) == 303
    assert text_of(serve(TWO), "shore") == "First S1, Second 1x02, told First S1"


def test_a_text_shown_before_a_file_went_away_takes_back_nothing_of_it_either(serve: Serve) -> None:
    """It is refused while the title is not there, and what was shown first still counts when it is corrected."""
    client = serve(TWO)
    post(client, {"text": "First S1, Second 1x01"})
    shown = form_of(client)
    client = serve(WITHOUT_FIRST)
    answer = client.post("/shore/progress/", shown)
    assert (answer.status_code, f'name="was" value="{shown["was"]}"'.encode() in answer.content) == (400, False)
    assert client.post("/shore/progress/", {**shown, "text": "Second 1x02"}).status_code == 303
    assert text_of(serve(TWO), "shore") == "First S1, Second 1x02"


def test_an_error_is_shown_with_what_the_text_said_at_first(serve: Serve) -> None:
    """Another window's marks, which came in between, are not taken back when the mistake is corrected."""
    client = serve(TWO)
    post(client, {"text": "First 1x01"})
    shown = form_of(client)
    post(client, {"title": "second", "upto": "1x01"})
    answer = client.post("/shore/progress/", {**shown, "text": "Firts 1x02"})
    html = answer.content.decode().partition('name="text"')[0]
    was = {tag["name"]: tag["value"] for tag in Markup(html).all("input")}
    assert (re.sub("~[0-9a-f]{12}", "", was["was"]), was["was_told"]) == ("first 1x01", "")
    post(client, {**was, "text": "First 1x02"})
    assert text_of(client, "shore") == "First 1x02, Second 1x01"


def test_what_another_window_did_meanwhile_stays(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "First 1x01, First 1x02@00:10:00, told Second 1x01"})
    shown = form_of(client)
    post(client, {"title": "first", "upto": "1x02"})
    post(client, {"title": "second", "upto": "1x03"})
    post(client, {**shown, "text": "told Second 1x01"})
    assert text_of(client, "shore") == "First 1x02, Second S1, told Second 1x01"
    post(client, {**shown, "text": "First 1x01, First 1x03"})
    assert text_of(client, "shore") == "First 1x02-1x03, Second S1"


def test_a_text_without_what_was_shown_is_the_whole(serve: Serve) -> None:
    """A program's: of all that is there now, but not of what is away."""
    client = serve(TWO)
    post(client, {"text": "First S1, Second S1, told Second"})
    client = serve(WITHOUT_FIRST)
    post(client, {"text": "Second 1x01"})
    assert text_of(client, "shore") == "Second 1x01"
    assert text_of(serve(TWO), "shore") == "First S1, Second 1x01"
    post(client, {"text": ""})
    assert text_of(client, "shore") == ""


@pytest.mark.parametrize("form", [{"none": "1"}, {"seen": []}, {"season": "1"}, {"upto": "1x01"}, {"text": ""}])
def test_marks_of_an_installment_that_is_away_stay(serve: Serve, form: dict[str, Any]) -> None:
    client = serve(TWO)
    post(client, {"text": "First S1"})
    client = serve(SHORT)
    shown = form_of(client) if "text" in form else form_of(client, "/shore/title/first/", "seen")
    assert post(client, {**shown, **form}) == 303
    assert "First S1" in text_of(serve(TWO), "shore").replace("First 1x03", "First S1")


def test_none_takes_back_what_was_shown_and_no_more(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "First 1x01, First 1x02@00:10:00"})
    shown = form_of(client, "/shore/title/first/", "seen")
    assert shown["was"] == "1x01 1x02@600"
    post(client, {"title": "first", "was": "", "seen": ["1x02", "1x03"]})
    post(client, {**shown, "none": "1"})
    assert text_of(client, "shore") == "First 1x02-1x03"


def test_clearing_a_time_leaves_what_got_further(serve: Serve) -> None:
    client = serve(TWO)
    post(client, {"text": "First 1x02@00:10:00"})
    button = next(tag for tag in Markup(client.get("/shore/title/first/").content.decode()).all("button")
                  if tag.get("name") == "unmark")  # fmt: skip
    post(client, {"title": "first", "upto": "1x02"})
    post(client, {"title": "first", "unmark": button["value"]})
    assert text_of(client, "shore") == "First 1x01-1x02"


def test_a_telling_keeps_what_it_told_of_a_title_that_is_away(serve: Serve) -> None:
    tied = TWO | {"titles/Second.md": TWO["titles/Second.md"].replace("## Season",
                  "### Public\n- [[Second]] picks up [[First]]\n## Season")}  # fmt: skip
    client = serve(tied)
    post(client, {"do": "tell"}, "/shore/title/second/told/")
    everything = text_of(client, "shore")
    assert everything == "told First S1, told Second S1"
    client = serve({name: text.replace("- [[Second]] picks up [[First]]", "") for name, text in tied.items()
                    if name != "titles/First.md"})  # fmt: skip
    post(client, {"do": "tell"}, "/shore/title/second/told/")
    assert text_of(serve(tied), "shore") == everything
    post(client, {"do": "hide"}, "/shore/title/second/told/")
    assert text_of(client, "shore") == ""


# --- secret titles, and titles that nothing tells apart -------------------------------------------------------------
SECRET = series("", "Alpha", 2019).replace("---\n##", "revealed: Alpha (old) 1x01; Alpha (new) 1x01\n---\n##")
NAMESAKES = pages(**{"Alpha (old)": series("", "Alpha", 2015), "Alpha (new)": SECRET})


def test_a_secret_title_that_its_own_marks_reveal_is_ticked_and_unticked(serve: Serve) -> None:
    """Its address goes when the last of these marks goes, and the answer leads to a page that is there."""
    client = serve(NAMESAKES)
    assert post(client, {"text": '"Alpha (2015)" 1x01'}) == 303
    assert post(client, {"title": "alpha-2019", "seen": ["1x01", "1x02"], "was": "", "back": "title"}) == 303
    assert post(client, {"title": "alpha", "was": "1x01", "seen": []}) == 303
    assert client.get("/shore/title/alpha-2019/").status_code == 200
    shown = form_of(client, "/shore/title/alpha-2019/", "seen")
    assert shown["was"] == "1x01 1x02"
    answer = client.post("/shore/progress/", {**shown, "seen": ["1x02"]})
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (303, "/shore/progress/")
    assert client.get("/shore/title/alpha-2019/").status_code == 404


def test_the_text_of_somebody_who_knows_a_secret_title_is_saved_as_it_stands(serve: Serve) -> None:
    """With both titles of one name, also where the secret one hangs on its own marks alone; then without it."""
    client = serve(NAMESAKES)
    for title in ("alpha", "alpha-2019"):
        post(client, {"title": title, "seen": ["1x01", "1x03"], "was": ""})
        post(client, {"title": "alpha", "seen": ["1x01"], "was": ""})
    post(client, {"title": "alpha", "was": "1x01 1x03", "seen": []})
    shown = form_of(client)
    assert (re.sub("~[0-9a-f]{12}", "", shown["was"]), "2019" in shown["text"]) == ("alpha-2019 1x01 1x03", True)
    for form in (shown, {"text": shown["text"]}):
        assert post(client, form) == 303
        assert form_of(client)["was"] == shown["was"]
    post(client, {**shown, "text": ""})
    assert form_of(client)["was"] == ""


HIDDEN_TWIN = series("", "Twin").replace("---\n##", "revealed: First 1x02\n---\n##")
OTHER_TWIN = HIDDEN_TWIN.replace("First 1x02", "First 1x03").replace("baker", "pilot")


@pytest.mark.parametrize(
    "hidden", [{"Two": HIDDEN_TWIN}, {"Three": OTHER_TWIN, "Two": HIDDEN_TWIN}], ids=["one", "two"]
)
@pytest.mark.parametrize("seen", ["First 1x01", "First 1x01-1x02"])
def test_a_title_that_is_hidden_takes_no_box_from_another(
    serve: Serve, hidden: Pages, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither from one that everybody knows, nor, where that is not there, from a secret one that this viewer knows."""
    monkeypatch.setattr(randomness, "random_id", lambda: "not-so-random")
    base = {"First": series("first", "First")}
    base |= {"One": series("", "Twin")} if len(hidden) == 1 else {}
    if seen.endswith("02"):
        base, hidden = base | {"Two": hidden["Two"]}, {key: it for key, it in hidden.items() if key != "Two"}
    answers = []
    for files in (pages(**base), pages(**base, **hidden)):
        client = serve(files)
        client.post("/forget/")
        post(client, {"text": seen})
        asked = [client.get(address) for address in ("/shore/", "/shore/progress/", "/shore/title/twin/",
                                                     "/shore/title/twin-2020/", "/shore/title/twin/told/")]  # fmt: skip
        asked += [client.post("/shore/progress/", {"title": title, "seen": ["1x02"], "was": ""})
                  for title in ("twin", "twin-2020")]  # fmt: skip
        answers.append([(it.status_code, it.content, it.headers) for it in asked])
    assert str(answers[0]) == str(answers[1])


def test_what_a_hidden_title_was_marked_with_stays(serve: Serve) -> None:
    client = serve(NAMESAKES)
    post(client, {"text": '"Alpha (2015)" 1x01'})
    post(client, {"title": "alpha-2019", "seen": ["1x02"], "was": ""})
    post(client, {"title": "alpha", "was": "1x01", "seen": []})
    assert client.get("/shore/title/alpha-2019/").status_code == 404
    post(client, {**form_of(client), "text": ""})
    post(client, {"title": "alpha", "was": "", "seen": ["1x01"]})
    assert client.get("/shore/title/alpha-2019/").status_code == 200
    assert form_of(client, "/shore/title/alpha-2019/", "seen")["was"] == "1x02"


# --- a form is about the title that it was drawn for ------------------------------------------------------------------
def secret(name: str, year: int, shown_by: str) -> str:
    return series("", name, year).replace("---\n##", f"revealed: {shown_by}\n---\n##")


def two_secrets(year: int) -> Pages:
    """Two series of one name, each shown by an episode of its own. In 2020 both look alike."""
    alphas = {"A": secret("Alpha", 2020, "First 1x01"), "B": secret("Alpha", year, "First 1x02")}
    return pages(First=series("first", "First"), **alphas)


def forms_about(client: Client, address: str) -> list[tuple[str, dict[str, Any]]]:
    """Every form that changes something about the title, with where it goes."""
    page, told = f"/shore/title/{address}/", f"/shore/title/{address}/told/"
    drawn = form_of(client, page, "seen")
    ticked: list[dict[str, Any]] = [{"seen": ["1x02"]}, {"upto": "1x02"}, {"season": "1"}, {"none": "1"}]
    telling = {"of": form_of(client, told, "of")["of"], "do": "tell"}
    return [*(("/shore/progress/", drawn | it) for it in ticked), (told, telling)]


@pytest.mark.parametrize("year", [2019, 2020])
def test_a_form_marks_no_namesake_that_took_the_address_in_another_window(serve: Serve, year: int) -> None:
    client = serve(two_secrets(year))
    post(client, {"text": "First 1x01-1x02"})
    for address in ("alpha", "alpha-2019" if year == 2019 else "alpha-2020"):
        if client.get(f"/shore/title/{address}/").status_code != 200:
            continue
        for gone in ("1x01", "1x02"):
            forms = forms_about(client, address)
            post(client, {"title": "first", "unmark": gone})
            left = "First 1x02" if gone == "1x01" else "First 1x01"
            missing = client.get("/shore/title/nothing/").content
            for where, form in forms:
                answer = client.post(where, form)
                if answer.status_code == 404:
                    assert answer.content == missing
                    assert text_of(client, "shore") == left
                else:
                    mine = client.get("/shore/title/alpha/").content.decode()
                    assert form["of"] in mine
                client.post("/forget/")
                post(client, {"text": left})
            post(client, {"text": "First 1x01-1x02"})


FILM = """---
kind: film
id: {}
name: Storm
released: {}-01-01
---
### Whole title
- [[Ann]] meets [[Bob]]
"""
FILMS = pages(A=FILM.format("old", 1990), B=FILM.format("new", 2015))


def test_a_form_finds_its_title_when_files_are_renamed(serve: Serve) -> None:
    client = serve(FILMS)
    titles = {
        tag["href"] for tag in Markup(client.get("/shore/").content.decode()).all("a") if "/title/" in tag["href"]
    }
    assert len(titles) == 2
    forms = {address: form_of(client, address, "seen") for address in sorted(titles)}
    for address, form in forms.items():
        client = serve(FILMS)
        year = "1990" if "1990" in client.get(address).content.decode() else "2015"
        renamed = {"titles/Z.md" if name == "titles/A.md" else name: text for name, text in FILMS.items()}
        client = serve(renamed)
        assert post(client, {**form, "seen": ["0x00"]}) == 303
        assert year in text_of(client, "shore")
        client.post("/forget/")


@pytest.mark.parametrize("away", ["A", "B"])
def test_a_form_of_a_title_whose_file_is_away_marks_no_namesake(serve: Serve, away: str) -> None:
    client = serve(FILMS)
    titles = {
        tag["href"] for tag in Markup(client.get("/shore/").content.decode()).all("a") if "/title/" in tag["href"]
    }
    gone = "1990" if away == "A" else "2015"
    its = next(it for it in titles if gone in client.get(it).content.decode())
    form = form_of(client, its, "seen")
    telling = {"of": form["of"], "do": "tell"}
    post(client, {**form, "seen": ["0x00"]})
    text = form_of(client)
    client = serve({name: page for name, page in FILMS.items() if name != f"titles/{away}.md"})
    post(client, {"title": "storm", "seen": ["0x00"], "was": ""})
    kept = text_of(client, "shore")
    assert kept == "Storm"
    assert post(client, {**form, "seen": ["0x00"]}) == 404
    for address in ("storm", its.split("/")[-2]):
        assert post(client, telling, f"/shore/title/{address}/told/") == 404
        assert post(client, {**telling, "do": "hide"}, f"/shore/title/{address}/told/") == 404
    post(client, {**text, "text": kept})
    assert text_of(client, "shore") == kept
    post(client, {**text, "text": ""})
    assert text_of(client, "shore") == kept


TWINS = pages(One=series("", "Twin"), Two=series("", "Twin"), First=series("first", "First"))


def test_a_title_that_cannot_be_marked_says_so_and_shows_no_boxes(serve: Serve) -> None:
    client = serve(TWINS)
    for address in ("/shore/title/twin/", "/shore/title/twin-2020/"):
        html = client.get(address).content.decode()
        page = Markup(html)
        assert str(CANNOT) in html
        assert page.all("input") == []
        assert [it for it in page.all("button") if it.get("name") != "language"] == []
        assert "Three" not in html
        assert troubles(html) == []
        assert "Show me everything" not in html
    page = Markup(client.get("/shore/progress/").content.decode())
    assert [tag["value"] for tag in page.all("input") if tag["name"] == "title"] == ["first"]


def test_a_change_of_a_title_that_cannot_be_marked_is_refused_in_the_same_words(serve: Serve) -> None:
    client = serve(TWINS)
    for form, address in (
        ({"title": "twin", "upto": "1x02"}, "/shore/progress/"),
        ({"title": "twin", "seen": ["1x01"], "was": ""}, "/shore/progress/"),
        ({"do": "tell"}, "/shore/title/twin/told/"),
        ({"do": "hide"}, "/shore/title/twin/told/"),
    ):
        answer = client.post(address, form)
        assert (answer.status_code, str(CANNOT) in answer.content.decode()) == (400, True)
    assert client.get("/shore/title/twin/told/").status_code == 400
    assert text_of(client, "shore") == ""


def test_no_identity_is_ever_sent(serve: Serve) -> None:
    files = pages("zq-shore", First=series("zq-first", "First"), Second=series("zq-second", "Second", 2021))
    client = serve(files)
    for form, address in (
        ({"text": "First 1x01@00:01:00, Second S1"}, "/shore/progress/"),
        ({"do": "tell"}, "/shore/title/first/told/"),
    ):
        answer = client.post(address, form)
        assert b"zq-" not in answer.content + str(answer.items()).encode()
    for address in ("/", "/shore/", "/shore/progress/", "/shore/title/first/", "/shore/title/first/told/",
                    "/shore/search/?q=zq", "/api/shore/title/first"):  # fmt: skip
        answer = client.get(address)
        assert (answer.status_code, b"zq-first" in answer.content, b"zq-shore" in answer.content) == (200, False, False)


# --- from tables to marks -------------------------------------------------------------------------------------------
TABLES = {
    "titles.csv": "id,name,kind,year\nw1,Wooden Boy,film,2022\nw2,Wooden Boy,film,2022\n",
    "installments.csv": "id,title,season,number,name,date\nw1a,w1,,,,2022-03-08\nw2a,w2,,,,2022-10-09\n",
}


def test_two_films_of_one_name_and_year_are_imported_marked_and_told(tmp_path: Path) -> None:
    """Either of them, and neither takes the other's marks."""
    (tmp_path / "tables").mkdir()
    for name, text in TABLES.items():
        (tmp_path / "tables" / name).write_text(text, "utf-8")
    assert import_table(tmp_path / "tables", tmp_path / "shore").ok
    server = serving(tmp_path / "shore")
    titles = ["wooden-boy", "wooden-boy-2022"]
    for title, other in (titles, titles[::-1]):
        client = visitor(server)
        assert post(client, {"title": title, "seen": ["0x00"], "was": ""}) == 303
        assert "You have seen it" in client.get(f"/shore/title/{title}/").content.decode()
        assert "You have seen it" not in client.get(f"/shore/title/{other}/").content.decode()
        assert post(client, {"do": "tell"}, f"/shore/title/{other}/told/") == 303
        assert "Hide it again" in client.get(f"/shore/title/{other}/").content.decode()
        assert "Hide it again" not in client.get(f"/shore/title/{title}/").content.decode()


# --- titles that look alike -------------------------------------------------------------------------------------------
@pytest.mark.parametrize("turned", [False, True])
def test_a_form_about_one_of_two_titles_that_look_alike_never_marks_the_other(serve: Serve, turned: bool) -> None:
    """Their files are renamed after the form was drawn, so that their addresses change places."""
    before = {"A": series("one", "Twin"), "B": series("two", "Twin")}
    client = serve(pages(**before))
    addresses = sorted(set(re.findall(r'href="/shore/title/([^/"]+)/"', client.get("/shore/").content.decode())))
    assert len(addresses) == 2
    forms = {address: form_of(client, f"/shore/title/{address}/", "seen") for address in addresses}
    jobs = {address: form["of"] for address, form in forms.items()}
    assert len(set(jobs.values())) == 2
    if turned:
        client = serve(pages(A=before["B"], B=before["A"]))
    for address, form in forms.items():
        assert post(client, {**form, "seen": ["1x01"]}) == 303
        shown = {a: form_of(client, f"/shore/title/{a}/", "seen") for a in addresses}
        marked = {it["of"] for it in shown.values() if "1x01" in it["seen"]}
        assert jobs[address] in marked
        assert post(client, {**form, "was": "1x01", "seen": []}) == 303
    client = serve(pages(A=before["A"]))  # one of them is away: nothing tells which a form was about
    for form in forms.values():
        assert post(client, {**form, "seen": ["1x01"]}) == 404


def test_nothing_of_an_announced_season_can_be_marked_by_a_form(serve: Serve) -> None:
    text = series("first", "First") + "## Season 2 (announced)\n### 1. Four\n"
    client = serve(pages(First=text))
    form = form_of(client, "/shore/title/first/", "seen")
    assert post(client, {**form, "seen": ["1x01", "2x01"]}) == 303
    for other in ({"upto": "2x01"}, {"season": "2"}):
        assert post(client, {"title": "first", **other}) == 400
    assert post(client, {"text": "First 2x01"}) == 400
    assert text_of(client, "shore") == "First 1x01"
    assert "Four" not in client.get("/shore/title/first/").content.decode()
