"""The pages of a book: its form, its marks and its map speak of parts and chapters, and of reading."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.web.stage import serving, text_of, troubles, visitor, write

SHORE = {
    "universe.md": "---\nkind: universe\nname: Shore\n---\n",
    "titles/first.md": "---\nkind: book\nid: first\nname: First\n---\n"
    "## Part 1 (2 chapters)\n### 1. One (~900 words)\n- [[Ann]] meets [[Bo]]\n### 2. Two (~1000 words)\n"
    "### 2.5. Between (300 words)\n- [[Ann]] dies\n## Part 2 (1 chapter)\n### 3. Three (1000 words)\n",
    "titles/second.md": "---\nkind: book\nid: second\nname: Second\n---\n"
    "## Chapters (2 chapters)\n### 1. Low\n- [[Ann]] meets [[Bo]]\n### 2. High\n- [[Bo]] dies\n",
    "titles/third.md": "---\nkind: book\nid: third\nname: Third\n---\n## Chapters (34 chapters)\n"
    + "".join(f"### {n}. Of {n}\n" for n in range(1, 35)),
    "people/Ann.md": "---\nkind: character\n---\n",
    "people/Bo.md": "---\nkind: character\n---\n",
}


@pytest.fixture(scope="module")
def shore(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return serving(write(tmp_path_factory.mktemp("universes") / "shore", SHORE))


@pytest.fixture
def reader(shore: Any) -> Client:
    return visitor(shore)


def page(client: Client, path: str) -> str:
    answer = client.get(f"/shore/{path}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert troubles(text) == []
    return text


def said(html: str) -> str:
    """What a page says to those who read it and to those who hear it: its words and its labels."""
    labels = re.findall(r'aria-label="([^"]*)"', html)
    return " ".join([re.sub(r"<[^>]*>", "", html), *labels])


def mark(client: Client, **form: Any) -> str:
    answer = client.post("/shore/progress/", {"title": "first", **form})
    assert answer.status_code == 303, answer.content.decode()
    return text_of(client, "shore")


def test_the_form_of_a_book_is_of_parts_and_chapters_that_are_read(reader: Client) -> None:
    mark(reader, seen=["1x01"], was="")
    text = page(reader, "title/first/")
    for words in ("Parts and chapters", "Part 1", "You have read 1 of 4 chapters",
                  "All of part 1 read", "about 1,000 words", "Not read after all",
                  "up to part 1 chapter 2 read"):  # fmt: skip
        assert words in text, words
    assert "Read next Part 1, chapter 2 of 2: Two" in " ".join(said(text).split())
    for words in ("eason", "pisode", "seen", "1x0"):
        assert words not in said(text), words


def test_a_book_without_parts_lists_chapters_alone(reader: Client) -> None:
    assert ">Chapters</h2>" in (text := page(reader, "title/second/"))
    assert "Part 1" not in text
    assert len(re.findall(r"<h\d[^>]*>Chapters", text)) == 1
    assert ">Chapters " in page(reader, "progress/")


def test_a_long_list_of_chapters_is_folded_by_tens(reader: Client) -> None:
    """What is next stands open; where all titles are listed, nothing is folded."""
    mark(reader, title="third", seen=[f"1x{n:02}" for n in range(1, 13)], was="")
    text = page(reader, "title/third/")
    row = r'<details class="season run" id="rows-(\S+)"( open)?><summary><h3>(.*?)</h3> <.*?>(.*?)</'
    assert re.findall(row, text) == [
        ("1x01", "", "Chapters 1–10", "10 of 10 read"), ("1x11", " open", "Chapters 11–20", "2 of 10 read"),
        ("1x21", "", "Chapters 21–30", "0 of 10 read"), ("1x31", "", "Chapters 31–34", "0 of 4 read"),
    ]  # fmt: skip
    assert text.count('name="seen"') == 34
    assert 'class="season run"' not in page(reader, "progress/")


def test_what_is_marked_and_typed_of_a_book_is_written_in_its_words(reader: Client) -> None:
    assert mark(reader, seen=["1x01"], was="") == "First part 1 chapter 1"
    assert mark(reader, upto="1x02") == "First part 1 chapters 1-2"
    assert mark(reader, season="1") == "First part 1"
    reader.post("/shore/progress/", {"text": "First 45%, Second ch 1"})
    assert text_of(reader, "shore") == "First part 1 chapter 1, Second chapter 1"


def test_a_chapter_between_two_others_is_marked_by_its_box(reader: Client) -> None:
    value = (
        page(reader, "title/first/").partition("Chapter 2.5")[0].rpartition('name="seen" value="')[2].partition('"')[0]
    )
    assert mark(reader, seen=[value], was="") == "First part 1 chapter 2.5"
    assert mark(reader, upto=value) == "First part 1"


def test_progress_page_front_page_and_map_use_the_words_of_books(reader: Client) -> None:
    mark(reader, upto="2x03")
    assert "As in" not in page(reader, "progress/")
    assert "how much of it you have read, as in “45%”" in page(reader, "progress/")
    assert "You have read 4 of 40 chapters" in page(reader, "")
    assert "part 1" in page(reader, "map/title/first/?season=1")
    assert "First part 1 chapter 1" in " ".join(said(page(reader, "who/ann/")).split())


def test_a_share_that_passes_nothing_is_refused_and_clears_no_mark(reader: Client) -> None:
    mark(reader, title="second", upto="1x01")
    answer = reader.post("/shore/progress/", {"text": "Second 45%"})
    assert answer.status_code == 400
    assert "no chapter is certainly read to its end" in answer.content.decode()
    assert text_of(reader, "shore") == "Second chapter 1"


def test_an_error_about_a_book_speaks_of_chapters(reader: Client) -> None:
    answer = reader.post("/shore/progress/", {"text": "First chapter 9"})
    assert answer.status_code == 400
    assert "has no chapter 9; it ends with part 2 chapter 3" in answer.content.decode()


def test_no_page_of_books_speaks_of_seeing_or_watching(reader: Client) -> None:
    paths = [
        "", "progress/", "title/first/", "title/second/", "title/second/told/", "title/second/before/told/",
        "title/second/before/",
        "title/second/before/?hours=1", "title/first/before/", "title/first/before/?hours=0", "who/", "who/ann/",
        "profiles/", "shown/", "progress/bring/", "progress/undo/",
        "who/bo/", "map/", "map/who/bo/", "met/?a=Ann&b=Bo", "met/?a=Ann&b=Nobody", "search/?q=Ann", "search/?q=zzz",
    ]  # fmt: skip
    for form in ({"upto": "1x01"}, {"upto": "2x03"}):
        mark(reader, **form)
        for path in paths:
            answer = reader.get(f"/shore/{path}")
            if answer.status_code == 200:
                text = said(re.sub(r"<(style|script).*?</\1>", "", answer.content.decode(), flags=re.DOTALL))
                assert not re.search(r"\b(seen|see|saw|watch\w*|episodes?|seasons?)\b", text, re.IGNORECASE), (
                    path,
                    text,
                )


def test_a_title_that_is_read_whole_has_no_synopsis_rather_than_none_yet(reader: Client) -> None:
    assert "No synopsis that you can know about yet." in page(reader, "title/first/")
    mark(reader, upto="2x03")
    # What scripts may have to say stands in attributes, after all that the page says.
    assert "yet" not in page(reader, "title/first/").partition('<aside class="kept"')[0]
    assert "No synopsis." in page(reader, "title/first/")
