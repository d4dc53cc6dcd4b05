"""Installments and seasons as the subjects and objects of facts, in the text."""

from __future__ import annotations

import pytest

from intertwine.ledger.format import format_text
from intertwine.ledger.read.vocabulary import built_in
from tests.ledger.test_recipients import parsed
from tests.worlds import compiled

HEAD = "---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. One\n"
OTHERS = {
    "Gulls.md": "---\nkind: series\n---\n## Season 1 (2020-01-01, 1 episode)\n### 1. One\n## Season 2 (announced)\n",
    "Book.md": "---\nkind: book\n---\n## Chapters (2020-01-01, 1 chapter)\n### 1. One\n",
    "Film.md": "---\nkind: film\n---\n",
    "Ada.md": "---\nkind: character\n---\n",
}


def problems(item: str) -> list[tuple[str, int]]:
    """Code and column of each problem of an item on a title's page."""
    found = compiled({**OTHERS, "Hazel.md": f"{HEAD}- {item}\n### 2. Two\n"}).problems
    return [(it.code, it.column) for it in found if it.file == "Hazel.md"]


def rows(item: str) -> int:
    """How many rows of an item remain."""
    return len(compiled({**OTHERS, "Hazel.md": f"{HEAD}- {item}\n### 2. Two\n"}).ledger.parts.row)


@pytest.mark.parametrize(
    ("item", "parts"),
    [
        ("[[Hazel]] 1x02 depends on [[Hazel]] 1x01", ("1x02", "1x01")),
        ('[[Hazel]] 1x02 needs [[Gulls]] S1 "the gulls" ^id', ("1x02", "S1")),
        ("[[Hazel]] season 1, episode 2 picks up [[Book]] chapter 1", ("season 1, episode 2", "chapter 1")),
        ("[[Hazel]] 1x01, [[Hazel]] 1x02 and [[Film]] pick up [[Gulls]]", ("1x01", "1x02", None, None)),
        ("[[Hazel]] 1x02 and [[Gulls]] S2 foreshadow [[Film]] at [[Ada]]", ("1x02", "S2", None)),
        ("[[Hazel]] 1x01 is picked up by [[Gulls]] 1x01", ("1x01", "1x01")),
        ("[[Hazel]] picks up [[Gulls]]", ()),
    ],
)
def test_a_place_after_a_link_is_that_part_of_the_title(item: str, parts: tuple[str | None, ...]) -> None:
    fact, _ = parsed(item)
    assert fact is not None
    assert tuple(part and part.text for part in fact.parts) == parts
    assert problems(item) == []


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("[[Hazel]] 9x01 depends on [[Film]]", ("unknown-position", 13)),
        ("[[Hazel]] depends on [[Gulls]] S3", ("unknown-position", 34)),
        ("[[Hazel]] depends on [[Film]] 1x01", ("unknown-position", 33)),
        ("[[Hazel]] depends on [[Book]] part 1", ("unknown-position", 33)),
        ("[[Ada]] 1x01 depends on [[Film]]", ("place-without-title", 11)),
        ("[[Hazel]] 1x01 depends on [[Hazel]] S1E1", ("place-of-itself", 39)),
        ("[[Hazel]] 1x01-1x02 depends on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] 1x01 and 1x02 depend on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] 1x01@00:10:00 depends on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] 1x01 @00:10:00 depends on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] 50% depends on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] E2 depends on [[Film]]", ("place-unreadable", 13)),
        ("[[Hazel]] 1x01 meets [[Ada]]", ("place-not-allowed", 13)),
        ("[[Hazel]] is set in [[Gulls]] S1", ("place-not-allowed", 33)),
        ("[[Ada]] appears in [[Hazel]] 1x01", ("words-left", 32)),
    ],
)
def test_a_wrong_place_is_a_problem_where_it_stands_and_hides_the_fact(item: str, found: tuple[str, int]) -> None:
    assert problems(item) == [found]
    assert rows(item) == 0


def test_a_pair_with_a_wrong_place_is_hidden_alone() -> None:
    assert problems("[[Hazel]] 1x01 and [[Hazel]] 1x09 depend on [[Gulls]] 1x01") == [("unknown-position", 32)]
    assert rows("[[Hazel]] 1x01 and [[Hazel]] 1x09 depend on [[Gulls]] 1x01") == 2


def test_a_part_of_a_title_is_not_taken_for_another() -> None:
    item = "[[Hazel]] 1x01 depends on [[Gulls]]\n  - taken for: [[Hazel]] as [[Film]] until [[Gulls]] 1x01"
    assert problems(item)[0][0] == "taken-for-unreadable"


def test_a_form_that_begins_like_a_place_is_a_form() -> None:
    verbs = '["tops"]\nforms = ["1x01 tops"]\nsubjects = ["title"]\nobjects = ["title"]'
    found = compiled({**OTHERS, "Hazel.md": f"{HEAD}- [[Hazel]] 1x01 tops [[Film]]\n### 2. Two\n"}, verbs)
    assert (found.problems, len(found.ledger.parts.row)) == ((), 0)


def test_fmt_leaves_places_where_they_are() -> None:
    item = '- [[Hazel]]1x02  and [[Gulls]]  S1 depend on [[Hazel]]   1x01  "the mice"'
    said = '- [[Hazel]] 1x02 and [[Gulls]] S1 depend on [[Hazel]] 1x01 "the mice"\n'
    assert format_text("Hazel.md", f"{HEAD}\n{item}\n", built_in()).endswith(said)
