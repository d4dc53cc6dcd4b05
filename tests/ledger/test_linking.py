"""Linking: what holds after each of its passes, and that no pass changes the state before it."""

from dataclasses import fields
from typing import Any

import numpy as np
import pytest

from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.linker import PASSES
from intertwine.ledger.link.segment import segment
from intertwine.ledger.link.state import Linking
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from tests.laws.generate import make


def begun(files: dict[str, str]) -> Linking:
    """The state before the first pass, of a folder that is a dict."""
    intern, verbs = Interner(), built_in()
    pages = (parse_page(path, text, verbs) for path, text in files.items() if path.endswith(".md"))
    return Linking.of([segment(page, tuple(found), verbs, intern) for page, found in pages], verbs, intern)


def arrays(state: Linking) -> list[np.ndarray[Any, Any]]:
    """Every array that the state holds, in columns and tables too."""
    found = []
    for field in fields(state):
        value = getattr(state, field.name)
        found += [value] if isinstance(value, np.ndarray) else []
        found += [it for it in value.values() if isinstance(it, np.ndarray)] if isinstance(value, dict) else []
    return found


def check(state: Linking) -> None:
    """What holds between any two passes."""
    for table in (state.lines, state.rows, state.mentions, state.disproofs):
        assert len({len(column) for column in table.values()}) <= 1
    count = len(state.lines.get("number", ()))
    assert state.first_line[-1] == count
    assert len(state.first_line) - 1 in (len(state.page_paths), 0)
    for column in (state.hidden, state.public, state.home):
        assert len(column) in (count, 0)
    if len(state.line_alternatives):
        assert state.lines["alternative_count"].min() > 0
        assert state.lines["alternative_count"].sum() == len(state.line_alternatives)
        assert state.line_alternatives.max() < len(state.alternatives.all)
    for table, columns in ((state.rows, ("line",)), (state.mentions, ("line",)), (state.disproofs, ("line", "belief"))):
        for name in columns:
            assert all(0 <= line < count for line in table.get(name, np.zeros(0)).tolist())


MAY_CHANGE_NOTHING = ("reveal_first_appearances", "make_written_names_public", "turn_backward_forms")
"""Passes that give back what they got where there is nothing to do."""


@pytest.mark.parametrize("seed", range(12))
def test_each_pass_leaves_the_state_before_it_as_it_was(seed: int) -> None:
    """Arrays are closed before each pass, so that one which writes to them fails here."""
    state = begun(make(seed).text())
    for make_next in PASSES:
        for array in arrays(state):
            array.setflags(write=False)
        before = [array.tobytes() for array in arrays(state)]
        after = make_next(state)
        assert after is not state or make_next.__name__ in (
            "reveal_first_appearances",
            "make_written_names_public",
            "turn_backward_forms",
        )
        assert [array.tobytes() for array in arrays(state)] == before
        check(after)
        state = after


def test_an_empty_folder_can_be_linked() -> None:
    state = begun({"universe.md": "---\nkind: universe\nname: Nothing\n---\n"})
    for make_next in PASSES:
        state = make_next(state)
        check(state)
    assert state.problems == ()
