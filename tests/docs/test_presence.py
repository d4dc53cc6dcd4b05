"""docs/presence.md and the grammar beside it: the examples are read without a problem, and what the page says is so."""

from __future__ import annotations

import re
from pathlib import Path

from intertwine.gate.universe import Universe
from intertwine.gate.view import View
from intertwine.ledger.read.vocabulary import built_in, read
from tests.worlds import compiled, with_people

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "presence.md").read_text("utf-8")
HEAD = "---\nkind: series\nname: T\n---\n## Season 1 (2020-01-01, 6 episodes)\n"
KNOWN = "### 1. One\n- together: [[Aya]], [[Ren]], [[Mio]]\n"
LAST = "### 6. Six\n- [[Sho]] dies\n"
PEOPLE = {"people/Harbour.md": "---\nkind: place\n---\n"}


def example(section: str, number: int = 0) -> str:
    """A Markdown example of a section of the page."""
    (part,) = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    blocks: list[str] = re.findall(r"^```markdown\n(.*?)^```$", part, re.DOTALL | re.MULTILINE)
    return blocks[number]


def told(*episodes: str) -> Universe:
    """The universe of some examples, with a first and a last episode."""
    shown = "".join((KNOWN, *episodes))
    missing = (n for n in range(2, 6) if f"### {n}." not in shown)
    text = HEAD + shown + "".join(f"### {n}. E\n" for n in missing) + LAST
    result = compiled(with_people({"T.md": text, **PEOPLE}))
    assert result.problems == ()
    return Universe(result)


def words(view: View) -> list[str]:
    return [view.words(it) for it in view.facts.of() if it.verb.role not in ("title name", "frame", "taken for")]


def have_met(view: View, one: str, other: str) -> bool:
    """Whether a fact that is real has both of them there, or says that they meet."""
    pair = {view.names.find(name)[0] for name in (one, other)}
    ways = {way.id: way for way in view.ways}
    for it in view.facts.of():
        how = it.ways or ((("",),) * len(it.subjects))
        there = {
            who
            for who, labels in zip(it.subjects, how, strict=True)
            if any(not label or ways[label.partition(", ")[0]].there for label in labels)
        }
        if it.real and pair <= there | set(it.objects):
            return True
    return False


def test_people_are_present_in_several_ways() -> None:
    said = words(told(example("Ways of being in a scene")).seen("everything"))
    for expected in (
        "Aya shares a scene at Harbour with Kaito, who is only imagined",
        "Ren is with the body of Kaito",
        "Aya and Mio share a scene; Mio is also heard",
        "Aya shares a scene with Ren (as a boy), who is only imagined",
    ):
        assert expected in said, said


def test_only_those_who_are_there_have_been_seen_together() -> None:
    view = told(example("Ways of being in a scene").replace("[[Aya]], [[Ren]] (imagined", "[[Mio]] (imagined")).seen(
        "T S1"
    )
    assert have_met(view, "Aya", "Mio")
    assert not have_met(view, "Aya", "Kaito")
    assert not have_met(view, "Ren", "Kaito")


def test_somebody_is_taken_for_another_before_the_stamp_and_not_after_it() -> None:
    for number, other in ((0, "Mio"), (1, "Kaito")):
        universe = told(example("Taken for somebody else", number))
        before, after = universe.seen("T 1x01-1x05"), universe.seen("T S1")
        assert not [it for it in words(before) if "Sho" in it or "taken" in it]
        assert f"Ren meets {other}" in words(before)
        assert f"Sho, as Ren, meets {other}" in words(after)
        assert not [it for it in words(after) if it.startswith(("Ren meets", "Aya and Ren are"))]
        if number:
            assert "Aya meets Kaito" in words(before)
            assert "Aya meets Kaito" in words(after)


def test_the_real_one_below_such_a_heading_is_excepted() -> None:
    universe = told(example("Taken for somebody else", 2))
    before, after = (words(universe.seen(seen)) for seen in ("T 1x01-1x05", "T S1"))
    assert {"Ren meets Kaito", "Ren meets Mio"} <= set(before)
    assert {"Sho, as Ren, meets Kaito", "Ren meets Mio"} <= set(after)


def test_the_fact_may_name_either_of_the_two_and_the_true_one_may_be_left_out() -> None:
    text = example("Taken for somebody else")
    alone = "### 2. Two\n- [[Sho]] dies\n  - taken for: as [[Ren]] until 1x06\n"
    for other in (text.replace("- [[Sho]] meets", "- [[Ren]] meets"), alone):
        universe = told(other)
        assert not [it for it in words(universe.seen("T 1x01-1x05")) if "Sho" in it]
        assert [it for it in words(universe.seen("T S1")) if it.startswith("Sho, as Ren, ")]


def test_as_long_as_nobody_knows_a_name_of_the_true_one_the_fact_reads_as_before() -> None:
    text = HEAD + KNOWN + example("Taken for somebody else").replace("1x06", "1x03") + "### 3. C\n### 4. D\n"
    named = "---\nkind: character\nnames:\n  - {name: Sho, revealed: T 1x04}\n---\n"
    result = compiled(with_people({"T.md": text, **PEOPLE, "people/Sho.md": named}))
    assert "Ren meets Mio" in words(Universe(result).seen("T 1x01-1x03"))
    assert "Sho, as Ren, meets Mio" in words(Universe(result).seen("T 1x01-1x04"))


def test_what_is_in_a_frame_counts_inside_it_alone_once_that_is_known() -> None:
    universe = told(example("What did not really happen").replace("[[Earth Two]]", "[[Harbour]]"))
    before, after = universe.seen("T 1x01-1x05"), universe.seen("T S1")
    assert "Aya meets Kaito" in words(before)
    assert have_met(before, "Aya", "Kaito")
    assert "In their own dream, Aya meets Kaito" in words(after)
    assert not have_met(after, "Aya", "Kaito")
    assert "Ren dies" in words(universe.seen("T 1x01-1x04"))
    assert "Only as planned by Mio, Ren dies" in words(before)


def test_a_universe_adds_ways_and_frames_as_the_page_says() -> None:
    (toml,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    vocabulary, problems = read(toml, "verbs.toml", built_in())
    assert list(problems) == []
    assert {way.id for way in vocabulary.ways} > {"possessing"}
    assert {kind.id for kind in vocabulary.frames} > {"mirror world"}
