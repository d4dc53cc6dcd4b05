"""Words that ask to hide something without saying until when: what they were meant for stays hidden."""

import pytest

from intertwine.ledger.read.markdown.hiding import asks_to_hide
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.viewer import Viewer
from tests.full import full
from tests.worlds import world

S = """---
kind: series
name: S
---
## Season 1 (2015-01-01, 2 episodes)
### 1. One
{}
### 2. Two
"""
PROGRESS = ("", "S 1x01", "everything")
HIDES = [
    "hidden: true", "Hidden: yes", "hidden:", "isHidden: 1", "hide: on", "hiden: true", "secret: yes", "Secrets: Ren",
    "spoiler: true", "spoilers: S 1x02", "spoiler-level: 3", "spoiler_for: '[[S]]'", "private: true", "draft: true",
    "unlisted: yes", "until: S 1x02", "hidden until: S 1x02", "embargo: 2030-01-01", "visible: no", "public: false",
    "show: off", "visibility: private", "ｈｉｄｄｅｎ: true", "shown after: S 1x02", "note: S 1x02", "hidden: [true]",
    "meta: {hidden: true}", "logline: {text: X, secret: yes}", "ids: {imdb: tt1, hidden: true}",
    "images: [{hidden: true}]", "tags: {private: yes}",
]  # fmt: skip
SHOWS = [
    "hidden: false", "draft: No", "spoilers: 'no'", "private: off", "public: true", "visible: yes", "hike: 2",
    "published: 2015-01-01", "secret identity: Ren", "publish: false", "secretary: Ann",
    "cuts: {Hidden Draft: 90}",
    "ids: {secret: 88}", "source: https://example.org/s01", "mood: dark",
]  # fmt: skip


def told(files: dict[str, str], progress: str) -> str:
    """All that a viewer is told of these pages, as one text."""
    view = world(files, broken=True).seen(progress)
    viewer = Viewer(view)
    return full([viewer.front(), viewer.title("S"), viewer.timeline(), viewer.search("Zed"), viewer.search("Ann")])


@pytest.mark.parametrize("field", HIDES)
@pytest.mark.parametrize("kind", ["film", "character"])
def test_a_page_that_asks_to_be_hidden_stays_hidden_and_a_problem_says_so(kind: str, field: str) -> None:
    page = f"---\nkind: {kind}\nname: Zed the Last\n{field}\n---\n### {'Whole title' if kind == 'film' else 'Public'}\n"
    files = {"S.md": S.format("- [[Zed]] arrives"), "Zed.md": f"{page}[[Zed]] is here.\n"}
    _, problems = parse_page("Zed.md", files["Zed.md"], built_in())
    assert {it.code for it in problems} <= {"unknown-field", "value-unreadable"}
    if kind == "character" and field.startswith(("ids", "images")):  # their items have stamps of their own
        assert problems or "ids" in field
        return
    assert "stays hidden" in str(problems[0])
    for progress in PROGRESS:
        assert "Last" not in told(files, progress)


@pytest.mark.parametrize("field", SHOWS)
def test_a_field_that_does_not_ask_for_it_hides_nothing(field: str) -> None:
    files = {"S.md": S.format(""), "Zed.md": f"---\nkind: film\nname: Zed the Last\n{field}\n---\n"}
    assert "Zed the Last" in told(files, "")


def test_the_way_out_is_offered() -> None:
    _, (problem,) = parse_page("Zed.md", "---\nkind: film\nhidden: true\n---\n", built_in())
    assert (problem.code, problem.line) == ("unknown-field", 3)
    assert problem.hint == "write revealed: and when it comes out, as in Title 1x05"


@pytest.mark.parametrize("field", ["hidden: true", "spoiler: S 1x02"])
@pytest.mark.parametrize("part", ["names", "ids"])
def test_an_item_that_asks_to_be_hidden_stays_hidden(part: str, field: str) -> None:
    item = f"{{{'name' if part == 'names' else 'imdb'}: Last One, revealed: public, {field}}}"
    names = "" if part == "names" else "names: [{name: Zed, revealed: public}]\n"
    page = f"---\nkind: character\n{names}{part}: [{item}]\n---\n"
    files = {"S.md": S.format("- [[Zed]] arrives"), "Zed.md": page}
    for progress in PROGRESS:
        view = Viewer(world(files, broken=True).seen(progress))
        said = told(files, progress) + (full([view.who("Zed")]) if part == "ids" and progress else "")
        assert "Last One" not in said
        assert "true" not in said or field != "hidden: true" or part != "ids"


LINES = ["hidden: true", "Secret: yes", "spoilers: S 1x02", "**hidden:** true", "Hidden = yes", "until: S 1x02"]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    "form", ["- [[Ann]] dies\n- {}", "- [[Ann]] dies\n  - {}", "- [[Ann]] dies\n{}", "{}\n- [[Ann]] dies"]
)
def test_a_line_beside_a_fact_that_asks_to_hide_it_hides_it(form: str, line: str) -> None:
    files = {"S.md": S.format(form.format(line)), "Ann.md": "---\nkind: character\n---\n"}
    assert world(files, broken=True).problems
    assert "dies" not in told(files, "S 1x01")


@pytest.mark.parametrize("line", ["hidden: true", "secret: S 1x02"])
def test_such_a_line_below_front_matter_that_was_closed_too_early_hides_the_page(line: str) -> None:
    files = {
        "S.md": S.format(""),
        "Zed.md": f"---\nkind: film\nname: Zed the Last\n---\n{line}\n---\n### Public\nA text.\n",
    }
    for progress in PROGRESS:
        assert "Last" not in told(files, progress)


@pytest.mark.parametrize("text", ["The secret: nobody knows [[Ann]].", "Hidden rooms and doors: [[Ann]] finds S1."])
def test_a_sentence_with_such_a_word_is_a_sentence(text: str) -> None:
    files = {"S.md": S.format(text), "Ann.md": "---\nkind: character\n---\n"}
    assert not world(files).problems
    assert text.split(":", maxsplit=1)[0] in told(files, "S 1x01")


def test_a_word_is_known_in_any_case_and_with_one_slip() -> None:
    words = ("HIDDEN", "hiddden", "Spoilr", "is hidden", "spoiler-free", "drafts", "Private", "secrt")
    assert all(asks_to_hide(word, "text") for word in words)
    others = ("hike", "craft", "unlit", "secretary", "", "sidecar", "secret identity", "private life")
    assert not any(asks_to_hide(word, "text") for word in others)
    assert all(asks_to_hide(word, "yes") for word in ("secret identity", "keep secret"))
