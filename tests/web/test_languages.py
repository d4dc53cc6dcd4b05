"""Pages speak the viewer's language; what is told stays in the ledger's, and says so."""

from __future__ import annotations

import gettext as catalogues
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client
from django.utils.translation import trans_real

from intertwine.web import parts_kept, words_in_pages
from tests.web.pseudo import GREEK, links_of, untranslated, wide, write_catalogue
from tests.web.stage import Markup, serving, troubles, visitor, write

ROOT = Path(__file__).parent.parent.parent
PROGRESSES = ("", "Πρώτη 1x01, Δεύτερη 1x01@00:02:00", "Πρώτη S1, told Δεύτερη, Βιβλίο 45%", "everything")
WRONG_TEXTS = (
    "Ψψψ",
    "Πρωτη S9",
    "Πρώτη 9x01",
    "Πρώτη 1x99",
    "Πρώτη 1x01@99",
    "Πρώτη@00:10:00",
    "Πρώτη 45%, 1x01",
    "Πρώτη S2-S1",
    "Πρώτη p. 12",
    "Βιβλίο chapter 9",
    "Βιβλίο part 3",
    "Βιβλίο 200%",
    "Βιβλίο 1%",
    "Βιβλίο p. 12",
    "Βιβλίο p2",
    "before Πρώτη, Βιβλίο",
    "before Πρώτη 1x01-1x02",
    "before Ψψψ",
    "before Πρώτη in order Ψψψ",
    "S1",
    '"Πρώτη',
    "1x01",
    "Πρώτη S1 45%",
    "Βιβλίο 45,5%",
    "Πρώτη 7 8",
    "x" * 100_001,
    "Πρώτη S1, " * 20_000,
)
"""Progress that cannot be read, in many ways."""
WRONG_PLANS = (
    "how=ψ",
    "hours=2&until=2026-12-24",
    "pauses=ψ",
    "season=ψ",
    "hours=ψ",
    "hours=0",
    "hours=9999",
    "until=2001-01-01",
    "until=ψ&evenings=3x90",
    "until=9999-01-01&evenings=3x90",
    "until=2001-01-01&evenings=ψ",
    "until=&evenings=3x0",
    "order=ψ",
    "without=ψ",
    "with=ψ",
    "with=Άννα",
    "with=Πρώτη&without=Πρώτη",
    "on=ψ",
    "rated=ψ",
    "speed=1",
    "seen=ψ",
    "pauses=yes&order=woven",
    "rated=FSK+12",
    "on=Νέον",
    "order=story&pauses=yes",
    "order=woven&how=complete",
    "without=Πρώτη",
    "with=Δεύτερη",
    "seasons=yes&hours=1",
    "hours=0.1&with=Πρώτη",
)
_NOT_PAGES = re.compile(r"/(static|api|image|picture|plan\.|mine)|\.(svg|txt|json|ics|csv|md|html)(\?|$)")


@pytest.fixture(scope="module")
def greek(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return serving(write(tmp_path_factory.mktemp("universes") / "greek", GREEK))


@pytest.fixture
def pseudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pseudo-language in place of German."""
    forget_words()
    write_catalogue(tmp_path / "locale")
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "locale")])
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(catalogues, "_translations", {})
    yield
    forget_words()


def forget_words() -> None:
    """Keep nothing that was said in a language: catalogues do not change while a server runs."""
    words_in_pages._day.cache_clear()
    for engine in engines.all():
        engine.env.cache.clear()  # type: ignore[attr-defined] # templates are compiled with their messages
    parts_kept._kept.clear()


def german(server: Any) -> Client:
    return visitor(server, HTTP_ACCEPT_LANGUAGE="de-AT,de;q=0.9,en;q=0.5")


def test_every_message_is_translated_and_the_catalogues_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_wide_letters_leave_places_for_values() -> None:
    assert wide("%(n)s of 50%%") == "%(n)s ｏｆ 50%%"
    assert untranslated('<p>Hello <b lang="en">prompter</b></p>') == ["Hello "]
    assert untranslated('<img alt="a picture"><p title="Ａ">1x01</p>') == ["picture"]


def test_what_is_marked_as_told_and_is_not_is_found() -> None:
    assert untranslated('<p lang="en">Άννα meets Βάιος</p>') == []
    assert untranslated('<p lang="en">Nothing was <b>found</b> here</p>') == ["Nothing was ", "found", " here"]
    assert untranslated('<img lang="en" alt="A curtain"><img lang="en" alt="Poster">') == ["Poster"]


@pytest.mark.usefixtures("pseudo")
@pytest.mark.parametrize("progress", PROGRESSES)
def test_no_page_has_words_that_are_not_translated(greek: Any, progress: str) -> None:
    client = german(greek)
    client.post("/greek/profiles/", {"do": "make", "name": "Ρέα"})
    client.post("/greek/progress/", {"text": progress, "sure": "1"})
    todo = [
        "/greek/",
        "/greek/nothing/",
        "/forget/",
        "/greek/map/?proved=yes",
        "/greek/search/?q=Ζοιζ",
        "/greek/bring/",
    ]
    todo += ["/greek/profiles/?done=make", "/greek/shown/?done=yes"]
    seen: dict[str, list[str]] = {}
    while todo:
        address = todo.pop()
        bare = address.partition("?")[0]
        if address in seen or (address != bare and sum(it.startswith(f"{bare}?") for it in seen) > 3):
            continue
        if _NOT_PAGES.search(address) and "picture" not in address:
            continue
        answer = client.get(address)
        if answer.status_code == 303:
            todo.append(answer["Location"])
        is_read = answer.get("Content-Type", "").startswith(("text/html", "image/svg"))
        html = answer.content.decode() if is_read else ""
        seen[address] = untranslated(html)
        todo += links_of(html)
        if "/before/" in bare and "?" not in address:
            todo += [f"{bare}?{wrong}" for wrong in WRONG_PLANS]
    assert {word: address for address, words in seen.items() for word in words} == {}
    assert len(seen) > 15
    client.post("/forget/")
    assert untranslated(client.get("/forget/").content.decode()) == []


@pytest.mark.usefixtures("pseudo")
def test_what_a_change_did_is_said_in_the_language(greek: Any) -> None:
    client = german(greek)
    first = re.search(r'href="(/greek/title/[^"]*)"', client.get("/greek/").content.decode())
    assert first is not None
    address = first[1].removeprefix("/greek/title/").rstrip("/")
    for form in (
        {"season": "1"}, {"untick": "1x01"}, {"tick": "1x01"}, {"none": "1"}, {"none": "1", "sure": "1"},
        {"text": "Πρώτη 1x01", "sure": "1"}, {"text": ""}, *({"text": text} for text in WRONG_TEXTS),
    ):  # fmt: skip
        asked = form if "text" in form else {"title": address, **form}
        answer = client.post("/greek/progress/", asked)
        if answer.status_code == 303:
            answer = client.get(answer["Location"])
        html = answer.content.decode()
        assert untranslated(html) == [], form


def test_a_browser_chooses_the_language(stage: Any) -> None:
    answer = german(stage).get("/stage/")
    html = answer.content.decode()
    assert (answer["Content-Language"], '<html lang="de">' in html) == ("de", True)
    assert answer["Vary"] == "Accept-Encoding, Accept-Language, Cookie"
    assert "Du hast noch nichts als gesehen markiert" in html
    assert "wird auf Englisch erzählt" in html
    assert troubles(html) == []
    for other in ("fr", "en-GB,de;q=0.4", "*", "", "x" * 5000, "de\x00", ";;q=,"):
        assert '<html lang="en">' in visitor(stage, HTTP_ACCEPT_LANGUAGE=other).get("/stage/").content.decode()


def test_a_form_chooses_it_and_a_cookie_keeps_it(stage: Any) -> None:
    client = visitor(stage)
    html = client.get("/stage/met/").content.decode()
    assert [it["lang"] for it in Markup(html).all("button") if it.get("name") == "language"] == ["de"]
    answer = client.post("/language/", {"language": "de"}, headers={"Referer": "http://localhost/stage/met/?a=b"})
    assert (answer.status_code, answer["Location"]) == (303, "/stage/met/?a=b")
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert (cookie.value, cookie["samesite"], cookie["httponly"], cookie["path"]) == ("de", "Lax", True, "/")
    assert '<html lang="de">' in client.get("/stage/").content.decode()
    client.post("/language/", {"language": "en"})
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    assert '<html lang="en">' in client.get("/stage/").content.decode()


@pytest.mark.parametrize(
    "referer",
    [
        "https://evil.example/stage/", "//evil.example/", "http:///evil.example", "javascript:alert(1)",
        "\\\\evil.example", "http://localhost@evil.example/", "http://localhost.evil.example/",
        "http://localhost//evil.example/", "", "\x00", "http://localhost:9/stage/",
    ],
)  # fmt: skip
def test_nobody_is_led_elsewhere(stage: Any, referer: str) -> None:
    answer = visitor(stage).post("/language/", {"language": "de"}, headers={"Referer": referer})
    assert (answer.status_code, answer["Location"]) == (303, "/")


def test_what_is_no_language_is_refused_and_a_wrong_cookie_is_none(stage: Any) -> None:
    for wrong in ("fr", "", "../../etc/passwd", "de\r\nSet-Cookie: a=b", "d" * 1000):
        assert visitor(stage).post("/language/", {"language": wrong}).status_code == 400
        client = visitor(stage, HTTP_COOKIE=f"intertwine-language={wrong!r}")
        assert '<html lang="en">' in client.get("/stage/").content.decode()
    assert visitor(stage).get("/language/").status_code == 405
    elsewhere = visitor(stage, HTTP_SEC_FETCH_SITE="cross-site").post("/language/", {"language": "de"})
    assert elsewhere.status_code == 403


def test_programs_are_answered_in_english(stage: Any) -> None:
    client = german(stage)
    there, missing = client.get("/api/stage/title/first"), client.get("/api/stage/title/third")
    assert there.content == visitor(stage).get("/api/stage/title/first").content
    assert missing.json() == {"error": "Nothing here"}


def test_what_is_kept_of_maps_and_plans_is_kept_for_each_language(stage: Any) -> None:
    for path in ("/stage/map/", "/stage/title/second/plan/"):
        clients = visitor(stage), german(stage)
        for client in clients:
            client.post("/stage/progress/", {"text": "First 1x01"})
        for _ in range(2):
            pages = [client.get(path).content.decode() for client in clients]
            assert ['<html lang="en">' in pages[0], '<html lang="de">' in pages[1]] == [True, True]
            assert ["Skip to the content" in it for it in pages] == [True, False]


def test_a_kind_of_a_universe_keeps_its_words() -> None:
    from django.utils import translation

    from intertwine.model.title_kind import TitleKind, TitleWords
    from intertwine.web.kind_words import count, head, in_language, kind_name

    podcast = TitleWords(TitleKind("podcast", part="show", installment="tape", past="heard"))
    book = TitleWords(TitleKind("book", part="part", installment="chapter"))
    with translation.override("de"):
        assert in_language(podcast).where(2, 5) == "show 2, tape 5"
        assert (count(3, "tape"), count(0, "tape"), kind_name("podcast")) == ("3 tapes", "keine tapes", "podcast")
        assert (in_language(book).where(2, 5), in_language(book).head(2)) == ("Teil 2, Kapitel 5", "Teil 2")
        assert (head(book), head(book._replace(is_parted=False))) == ("Teile und Kapitel", "Kapitel")
        assert in_language(book).installments(1, 2, 4) == "Teil 1 Kapitel 2-4"
        assert (count(1, "episode"), count(4000, "word")) == ("1 Folge", "4.000 Wörter")
    assert (in_language(book).where(2, 5), count(4000, "word")) == ("part 2, chapter 5", "4,000 words")
