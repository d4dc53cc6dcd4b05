"""Cases at the edge of the rules on lives, places and knowledge: what they find, and what they let pass."""

from pathlib import Path

import pytest

from intertwine.check import check
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile

KINDS = {
    **dict.fromkeys(("Ada", "Bruno", "Cleo", "Mask"), "character"),
    **dict.fromkeys(("Pier", "Light", "Town"), "place"),
}
HEAD = "---\nkind: series\n---\n## Season 1 (2020-01-01, 3 episodes)\n### 1. Fog\n"


def found(text: str) -> list[str]:
    """The codes of what checking a series finds, and the lines counted from its first fact, of both places."""
    files = {"universe.md": "---\nkind: universe\nname: A harbour\n---\n", "Harbour.md": HEAD + text}
    files |= {f"{name}.md": f"---\nkind: {kind}\n---\n" for name, kind in KINDS.items() if f"[[{name}]]" in text}
    pages = tuple(SourceFile(path, text) for path, text in sorted(files.items()))
    folder = Folder(Path(), pages, None, ())
    first = HEAD.count("\n")
    return [
        f"{it.code} {it.line - first}" + (f" {it.other.line - first}" if it.other else "")
        for it in check(Compiler().compile_text(folder), folder)
    ]


LATER = "### 2. Sun\n"


@pytest.mark.parametrize("deed", ["flees", "threatens [[Bruno]]", "travels to [[Pier]]", "tries to kill [[Bruno]]"])
def test_a_deed_takes_being_alive(deed: str) -> None:
    assert found(f"- [[Ada]] dies\n{LATER}- [[Ada]] {deed}\n") == ["dead-acts 3 1"]


@pytest.mark.parametrize("deed", ["haunts [[Bruno]]", "warns [[Bruno]]", 'is described as "a spy"', "is buried"])
def test_what_the_dead_can_be_said_to_do_is_no_deed(deed: str) -> None:
    assert found(f"- [[Ada]] dies\n{LATER}- [[Ada]] {deed}\n") == []


def test_a_deed_in_a_chain_before_the_death_is_none_after_it() -> None:
    text = f"- [[Ada]] dies ^end\n- [[Bruno]] meets [[Cleo]] ^before\n  - true: before ^end\n{LATER}- [[Ada]] flees\n"
    assert found(f"{text}  - true: before ^before\n") == []
    assert found(text) == ["dead-acts 5 1"]


def test_a_mask_that_kills_after_the_death_of_whoever_wore_it_is_found() -> None:
    text = f"- [[Mask]] is [[Ada]]\n- [[Ada]] dies\n{LATER}- [[Mask]] kills [[Bruno]]\n"
    assert found(text) == ["killer-dead 4 2"]


def test_a_traveller_who_is_born_later_may_act_before_at_a_step_of_their_own() -> None:
    text = f"- [[Ada]] meets [[Bruno]]\n  - own: [[Ada]] step 4\n{LATER}- [[Ada]] is born\n"
    assert found(text) == []
    assert found(text.replace("  - own: [[Ada]] step 4\n", "")) == ["unborn-acts 1 3"]


def test_what_is_in_a_frame_is_no_knowledge_of_what_is_real() -> None:
    text = f"- [[Bruno]] meets [[Cleo]] ^fact\n- [[Ada]] learns ^fact\n{{}}{LATER}- [[Ada]] learns ^fact\n"
    assert found(text.format("")) == ["learns-twice 4 2"]
    assert found(text.format("  - frame: dream of [[Ada]]\n")) == []


def test_whoever_knows_a_fact_already_does_not_learn_it_again() -> None:
    text = f"- [[Bruno]] meets [[Cleo]] ^fact\n- [[Ada]] learns ^fact\n{LATER}- [[Ada]] knows ^fact\n"
    assert found(text) == []


def test_to_know_a_fact_before_it_is_learnt_is_found() -> None:
    text = f"- [[Bruno]] meets [[Cleo]] ^fact\n- [[Ada]] knows ^fact\n{LATER}- [[Ada]] learns ^fact\n"
    assert found(text) == ["tells-unknown 2 4"]


def test_whoever_is_told_a_fact_that_they_learn_later_knew_it_from_then_on() -> None:
    text = (
        f"- [[Bruno]] meets [[Cleo]] ^fact\n- [[Bruno]] tells [[Ada]] that ^fact\n- [[Ada]] fights [[Cleo]]\n"
        f"  - because: ^fact\n{LATER}- [[Bruno]] tells [[Ada]] that ^fact\n"
    )
    assert found(text) == ["told-twice 6 2"]


def test_a_plan_can_be_a_reason_before_it_comes_true() -> None:
    text = f"- [[Ada]] fights [[Bruno]]\n  - because: ^plan\n{LATER}- [[Bruno]] steals [[Pier]] from [[Ada]] ^plan\n"
    frame = "  - frame: plan of [[Bruno]]\n"
    assert "cause-later 2 4" in found(text)
    assert not [it for it in found(text + frame) if it.startswith("cause-later")]


def test_a_memory_of_a_scene_in_which_one_was_passes() -> None:
    fact = "- 00:10:00 [[Bruno]] meets [[Cleo]] ^fact\n"
    scene = "- 00:0{}:00-00:11:00 together: [[Ada]], [[Bruno]], [[Cleo]]\n"
    memory = f"{LATER}- [[Ada]] remembers ^fact\n"
    assert found(fact + memory) == ["memory-unseen 3 1"]
    assert found(scene.format(9) + fact + memory) == []


def test_only_another_place_is_an_alibi() -> None:
    text = "- 00:10:00-00:12:00 together: [[Ada]], [[Cleo]] at [[Pier]]\n- 00:11:00 [[Ada]] kills [[Bruno]] at {}\n"
    assert found(text.format("[[Light]]")) == ["killer-elsewhere 2 1"]
    assert found(text.format("[[Pier]]")) == []


def test_the_place_of_whoever_is_killed_is_that_of_the_deed() -> None:
    text = (
        "- 00:10:00-00:12:00 together: [[Ada]], [[Cleo]] at [[Pier]]\n"
        "- 00:10:30-00:12:00 together: [[Bruno]] at [[Light]]\n- 00:11:00 [[Ada]] kills [[Bruno]]\n"
    )
    assert found(text) == ["killer-elsewhere 3 1"]


def test_a_way_of_some_days_is_compared_with_dates_of_which_each_may_be_any_day() -> None:
    text = (
        '- [[Pier]] is a journey from [[Light]] of "20 days"\n- [[Ada]] flees at [[Pier]]\n  - true: 1974-03\n'
        "- [[Ada]] meets [[Bruno]] at [[Pier]]\n  - true: {}\n- [[Ada]] meets [[Bruno]] at [[Light]]\n  - true: {}\n"
    )
    assert found(text.format("1974-03-01", "1974-03-08")) == ["journey-short 6 4"]
    assert found(text.format("1974-03-01", "1974-03-20")) == []
    assert found(text.format("1974-03", "1974-03")) == []
    assert found(text.format("1974-03-01~", "1974-03-08")) == []


def test_what_happens_to_somebody_takes_no_knowledge_of_its_reason() -> None:
    text = f"- [[Bruno]] meets [[Cleo]] ^fact\n- [[Ada]] {{}}\n  - because: ^fact\n{LATER}- [[Ada]] learns ^fact\n"
    assert found(text.format("is attacked")) == []
    assert found(text.format("threatens [[Bruno]]")) == ["acts-unknowing 2 5"]


def test_a_warning_may_be_of_what_comes_later() -> None:
    text = f"- [[Ada]] {{}} [[Bruno]] that ^end\n{LATER}- [[Cleo]] dies ^end\n"
    assert found(text.format("warns")) == []
    assert found(text.format("tells")) == ["fact-later 1 3"]
