"""docs/books.md: its universe of a book and its sequel, what is understood of a reader's progress, and what is not."""

import re
from pathlib import Path

import pytest

import intertwine
from intertwine.gate.progress_text import UnknownProgressError
from intertwine.ledger.load import compiled
from intertwine.library import Companion

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "books.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```markdown (\S[^\n]*)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
_, READ, REST = re.split("## How far a reader is|A chapter counts as read", PAGE, maxsplit=2)
UNDERSTOOD = re.findall(r"^\| `(.+)` \| (.*?) ?\|$", READ, re.MULTILINE)
REFUSED = re.findall(r"^\| `(.+)` \| (.*?) ?\|$", REST.partition("## The kinds")[0], re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The universe of the page."""
    place = tmp_path_factory.mktemp("shore")
    for path, text in FILES:
        file = place / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def shore(folder: Path) -> Companion:
    return intertwine.load(folder)


def test_the_universe_has_no_problems(folder: Path) -> None:
    assert len(FILES) == 7
    assert compiled(folder).problems == ()


@pytest.mark.parametrize(("text", "means"), UNDERSTOOD)
def test_what_the_page_shows_is_understood_and_reads_back(shore: Companion, text: str, means: str) -> None:
    assert shore.text(shore.progress(text)) == means
    assert shore.progress(means) == shore.progress(text)


@pytest.mark.parametrize(("text", "answer"), REFUSED)
def test_what_the_page_shows_is_refused(shore: Companion, text: str, answer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        shore.progress(text)
    assert str(error.value) == answer


def test_the_tables_are_there() -> None:
    assert (len(UNDERSTOOD), len(REFUSED)) == (32, 24)


def test_a_reader_at_45_percent_is_told_no_more(shore: Companion) -> None:
    view = shore.seen("The Long Shore 45%")
    told = [fact.text for fact in view.title("The Long Shore").facts]
    assert told[0] == "A keeper of a lighthouse writes letters to nobody."
    assert told[1:] == ["Mara meets Ilse", "Mara is the keeper of the light", "Mara meets Tom"]
    assert view.who("Mara").alive is not False


def test_a_fact_of_the_sequel_waits_for_the_end_of_the_book(shore: Companion) -> None:
    def told(progress: str) -> list[str]:
        return [fact.text for fact in shore.seen(progress).title("Tides").facts]

    assert told("Tides") == ["Tom meets Ada", "Tom searches for Mara"]
    assert told("Tides, The Long Shore")[-1] == "Ada learns that Ilse died"


def test_places_are_named_in_the_words_of_a_book(shore: Companion) -> None:
    (meeting,) = (f for f in shore.seen("The Long Shore ch 1").title("The Long Shore").facts if "meets" in f.text)
    assert meeting.where is not None
    assert meeting.where.text == "The Long Shore part 1 chapter 1"
    assert (meeting.where.season, meeting.where.episode) == (1, 1)
    recap = shore.seen("The Long Shore ch 1").recap("The Long Shore, part 1, chapter 2")
    assert recap.before.text == "The Long Shore part 1 chapter 2"
    assert shore.seen("Tides").recap("Tides ch 3").before.text == "Tides chapter 3"
