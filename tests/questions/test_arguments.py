"""Every question refuses what is not a view, and a text where several names are to be."""

import inspect
from typing import Any

import pytest

import intertwine
from intertwine import questions

VIEWER = intertwine.load().seen("Daredevil S1")
QUESTIONS = [name for name in questions.__all__ if name[0].islower() and name != "to_json"]


@pytest.mark.parametrize("name", QUESTIONS)
@pytest.mark.parametrize("given", [VIEWER, "Daredevil", None])
def test_a_question_takes_a_view(name: str, given: object) -> None:
    ask: Any = getattr(questions, name)
    others = [it for it in inspect.signature(ask).parameters.values() if it.default is it.empty][1:]
    with pytest.raises(TypeError, match=rf"^{name} takes a view, not .*: write viewer\.{name}\("):
        ask(given, *("Daredevil" for _ in others))


@pytest.mark.parametrize("name", ["met", "secrets", "ties", "timeline"])
@pytest.mark.parametrize("given", ["Claire Temple", 3, [None], [2.5]])
def test_a_list_of_names_is_a_list_of_names(name: str, given: object) -> None:
    with pytest.raises(TypeError, match=f"^{name} takes a .*name"):
        getattr(questions, name)(VIEWER.view, given)


@pytest.mark.parametrize("name", ["met", "secrets", "ties", "timeline"])
def test_a_list_of_names_may_be_anything_that_is_gone_through_once(name: str) -> None:
    names = ["Daredevil"] if name == "ties" else ["Claire Temple", "Matt Murdock"]
    ask: Any = getattr(questions, name)
    assert ask(VIEWER.view, iter(names)) == ask(VIEWER.view, names)


@pytest.mark.parametrize("name", ["path", "recap", "search", "thread", "title", "who"])
@pytest.mark.parametrize("given", [None, 2.5, ["Claire Temple"], b"Claire"])
def test_a_name_is_a_text(name: str, given: object) -> None:
    ask: Any = getattr(questions, name)
    with pytest.raises(TypeError, match=f"^{name} takes .* as text, not "):
        ask(VIEWER.view, *([given, given] if name == "path" else [given]))
