"""What certainly comes after what, by dates, by releases and by relations in chains."""

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from intertwine.check.source import Source
from intertwine.check.story_bounds import paths_of
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.store.columns import Ledger

HEAD = "---\nkind: series\n---\n## Season 1 (2020-01-01, 3 episodes)\n"


def source_of(text: str, head: str = HEAD) -> Source:
    """What a rule reads of a universe with one series."""
    files = {"universe.md": "---\nkind: universe\nname: A harbour\n---\n", "Harbour.md": head + text}
    files |= {f"{name}.md": "---\nkind: character\n---\n" for name in ("Ada", "Bruno")}
    pages = tuple(SourceFile(path, text) for path, text in sorted(files.items()))
    return Source(Compiler().compile_text(Folder(Path(), pages, None, ())).ledger, files)


def line_of(ledger: Ledger, number: int) -> int:
    """The fact on a line of the series' page, counted from its heading."""
    page = ledger.strings.all().index("Harbour.md")
    written = HEAD.count("\n") + number
    here = (ledger.lines.page == page) & (ledger.lines.number == written) & (ledger.lines.about < 0)
    return int(np.flatnonzero(here)[0])


def is_after(text: str, later: int, earlier: int, head: str = HEAD) -> bool:
    """Whether of two facts, by their lines in `text`, the first certainly happens after the second."""
    source = source_of(text, head)
    lines = (np.array([line_of(source.ledger, it)]) for it in (later, earlier))
    return bool(source.order.is_after(*lines)[0])


MEETS = "[[Ada]] meets [[Bruno]]"


def test_a_relation_of_a_relation_counts() -> None:
    text = (
        f"### 1. Fog\n- {MEETS} ^a\n  - true: unknown\n- {MEETS} ^b\n  - true: after ^a\n- {MEETS} ^c\n"
        "  - true: after ^b\n"
    )
    assert is_after(text, 6, 2)
    assert not is_after(text, 2, 6)


def test_what_comes_before_a_fact_comes_before_what_is_shown_later() -> None:
    text = f"### 1. Fog\n- {MEETS} ^a\n### 2. Sun\n- {MEETS}\n  - true: before ^a\n### 3. Sea\n- {MEETS}\n"
    assert is_after(text, 7, 4)
    assert is_after(text, 2, 4)
    assert not is_after(text, 4, 2)


def test_dates_go_along_a_chain() -> None:
    text = f"### 1. Fog\n- {MEETS} ^a\n  - true: 1974\n- {MEETS} ^b\n  - true: after ^a\n- {MEETS}\n  - true: 1973\n"
    assert is_after(text, 4, 6)
    assert not is_after(text, 6, 4)


def test_what_comes_before_an_installment_comes_before_all_that_it_shows() -> None:
    text = f"### 1. Fog\n- {MEETS}\n### 2. Sun\n- {MEETS}\n  - true: before 1x01\n"
    assert is_after(text, 2, 4)
    assert not is_after(text, 4, 2)


def test_what_happens_during_a_fact_comes_before_what_comes_after_it() -> None:
    text = (
        f"### 1. Fog\n- {MEETS} ^a\n  - true: unknown\n- {MEETS}\n  - true: during ^a\n- {MEETS}\n  - true: after ^a\n"
    )
    assert is_after(text, 6, 4)
    assert not is_after(text, 4, 2)


def test_relations_that_go_round_in_a_circle_say_nothing() -> None:
    text = f"### 1. Fog\n- {MEETS} ^a\n  - true: after ^b\n- {MEETS} ^b\n  - true: after ^a\n"
    assert not is_after(text, 2, 4)
    assert not is_after(text, 4, 2)


def test_an_installment_that_came_out_on_no_known_day_says_nothing_of_what_has_a_date() -> None:
    text = f"### 1. Fog\n- {MEETS}\n  - true: 1974\n### 2. Sun\n- {MEETS}\n"
    assert is_after(text, 5, 2)
    assert not is_after(text, 5, 2, HEAD.replace("2020-01-01, ", ""))


@settings(max_examples=60, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=14))
def test_chains_are_all_that_can_be_walked(pairs: set[tuple[int, int]]) -> None:
    forward = sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]})
    text = "### 1. Fog\n"
    lines = dict[int, int]()
    for n in range(10):
        lines[n] = text.count("\n") + 1
        text += f"- {MEETS} ^m{n}\n  - true: unknown\n"
        text += "".join(f"  - true: after ^m{one}\n" for one, other in forward if other == n)
    source = source_of(text)
    leads = {n: {n} for n in range(10)}
    for one, other in reversed(forward):
        leads[one] |= leads[other]
    for one in range(10):
        for other in range(10):
            ends = (np.array([line_of(source.ledger, lines[it])]) for it in (other, one))
            assert bool(source.order.is_after(*ends)[0]) == (other in leads[one] and other != one)


def test_a_chain_of_many_thousand_facts_is_followed_to_its_end() -> None:
    count = 3000
    text = f"### 1. Fog\n- {MEETS} ^m0\n  - true: unknown\n"
    text += "".join(f"- {MEETS} ^m{n}\n  - true: after ^m{n - 1}\n" for n in range(1, count))
    source = source_of(text)
    first, last = (np.array([line_of(source.ledger, it)]) for it in (2, 2 * count))
    paths = paths_of(source.relation_edges, len(source.ledger.lines.home))
    assert paths.lead(first, last).tolist() == [True]
    assert paths.lead(last, first).tolist() == [False]
