"""The universe's front page; the JSON form; that everything is documented."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from intertwine import questions
from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.library import load
from intertwine.questions.serialise import json_names
from tests.worlds import universe

DOCS = Path(__file__).parents[2] / "docs" / "questions.md"
ANSWERS = [
    questions.TitlePage, questions.Who, questions.Meetings, questions.Path, questions.Ties, questions.Timeline,
    questions.Thread, questions.Secrets, questions.SearchHits, questions.Learnt, questions.Recap,
    questions.UniversePage, questions.Strands, questions.ViewingOrder, questions.Suggestions, questions.Everybody,
]  # fmt: skip

QUESTIONS = (
    "title", "who", "met", "path", "ties", "timeline", "thread", "secrets", "search", "learnt", "recap", "universe",
    "strands", "viewing_order", "suggestions", "everybody",
)  # fmt: skip


@pytest.fixture(scope="module")
def bundled() -> Universe:
    return load().universe


@universe
def test_the_front_page_says_how_much_was_seen(there: Universe) -> None:
    """
    === universe.md
    ---
    kind: universe
    name: Harbour
    description: Two titles.
    ---
    === titles/Ebb.md
    ---
    kind: series
    ---
    ## Season 1 (2015-01-01, 3 episodes)
    ### 1. One
    ### 2. Two
    ### 3. Three
    === titles/Flow.md
    ---
    kind: film
    released: 2014-01-01
    ---
    === titles/Lost.md
    ---
    kind: film
    revealed: Flow
    ---
    """
    page = questions.universe(there.seen("Ebb 1x01, Ebb 1x02@00:01:00, told Ebb 1x01-1x02"))
    assert (page.name, page.description) == ("Harbour", "Two titles.")
    assert [(it.title.name, it.year, it.episodes, it.seen, it.told, it.share) for it in page.titles] == [
        ("Flow", 2014, 1, 0, 0, 0.0),
        ("Ebb", 2015, 3, 1, 1, 0.3333),
    ]
    assert (page.episodes, page.seen, page.told, page.share) == (4, 1, 1, 0.25)
    assert [it.title.name for it in questions.universe(there.seen("Flow")).titles] == ["Flow", "Ebb", "Lost"]


def asked(view: View) -> list[object]:
    """One answer of each question."""
    return [
        questions.title(view, "The Defenders"),
        questions.who(view, "Matt Murdock"),
        questions.met(view, ["Jessica Jones", "Luke Cage", "Nobody"], before="The Defenders"),
        questions.path(view, "Matt Murdock", "Luke Cage"),
        questions.ties(view),
        questions.timeline(view, ["Jessica Jones"], "story"),
        questions.thread(view, "The search for the Hand"),
        questions.secrets(view),
        questions.search(view, "matt"),
        questions.learnt(view, view),
        questions.recap(view, "The Defenders"),
        questions.universe(view),
        questions.strands(view, "The Defenders"),
    ]


def test_every_answer_has_a_json_form_that_is_the_same_each_time(bundled: Universe) -> None:
    view = bundled.seen("everything")
    again = Universe(bundled_compiled()).seen("everything")
    for one, other in zip(asked(view), asked(again), strict=True):
        assert json.dumps(questions.to_json(one)) == json.dumps(questions.to_json(other))


def bundled_compiled() -> Any:
    from intertwine.library import compile_universe

    return compile_universe()


def test_the_keys_are_the_fields_but_for_those_for_pages_alone(bundled: Universe) -> None:
    view = bundled.seen("everything")
    answer = questions.to_json(questions.met(view, ["Jessica Jones", "Luke Cage"]))
    keys = ["a", "b", "a_name", "b_name", "met", "how", "where", "place", "source", "earliest", "spoken", "inside"]
    assert list(answer["pairs"][0]) == keys
    assert list(answer["pairs"][0]["earliest"]) == ["how", "where", "place", "source", "text"]
    assert list(answer["pairs"][0]["where"]) == ["title", "season", "episode", "time"]


def test_what_is_no_answer_has_no_json_form() -> None:
    for wrong in (1, ("a",), {1, 2}, object()):
        with pytest.raises(TypeError):
            questions.to_json(wrong)


def _keys(kind: Any) -> dict[str, Any]:
    """The fields of a record that its JSON has, with their annotations; none of what is no record."""
    return {name: kind.__annotations__[name] for name in json_names(kind)}


def _records(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """Every record that an answer can hold, from the annotations of its fields."""
    if kind.__name__ not in found:
        found[kind.__name__] = kind
        for annotation in _keys(kind).values():
            for name in re.findall(r"[A-Z]\w+", repr(annotation)):
                if inner := getattr(questions, name, None):
                    _records(inner, found)
    return found


def test_every_question_and_every_key_is_documented() -> None:
    docs = DOCS.read_text(encoding="utf-8")
    records: dict[str, Any] = {}
    for kind in ANSWERS:
        _records(kind, records)
    missing = [
        f"{name}.{key}"
        for name, kind in records.items()
        for key in _keys(kind)
        if f"\n| `{key}` |" not in _section(docs, name)
    ]
    assert missing == []
    assert [name for name in QUESTIONS if f"`{name}(" not in docs] == []


def test_the_example_in_the_docs_is_what_comes_out(bundled: Universe) -> None:
    docs = DOCS.read_text(encoding="utf-8")
    example = docs.partition("```json\n")[2].partition("```")[0]
    view = bundled.seen("before The Defenders")
    answer = questions.to_json(questions.met(view, ["Jessica Jones", "Luke Cage", "Nobody"]))
    assert json.loads(example) == answer


def _section(docs: str, record: str) -> str:
    match = re.search(rf"^#+ [^\n]*`{record}`.*?(?=^#|\Z)", docs, re.MULTILINE | re.DOTALL)
    return match[0] if match else ""
