"""The frame around rules: exceptions, settings, rules that fail, too much at once, and checking again after an edit."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.check import RULES, Checker, check_folder, checker
from intertwine.check.known_strings import KnownStrings
from intertwine.check.rule import Finding, Rule
from intertwine.check.settings import read_settings
from intertwine.check.source import Source
from intertwine.ledger.compile import Compiler
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.model.problem import Problem
from intertwine.model.strings import Longs, Strings

BASE = {
    "universe.md": "---\nkind: universe\nname: A harbour\n---\n",
    **{f"{key}.md": "---\nkind: character\n---\n" for key in ("Ada", "Bruno", "Cleo")},
}
EPISODES = "---\nkind: series\n---\n## Season 1 (2020-01-01, 2 episodes)\n### 1. Fog\n"
DEAD = f"{EPISODES}- [[Ada]] dies\n- [[Cleo]] meets [[Bruno]]\n### 2. Sun\n- [[Ada]] fights [[Bruno]]\n"


def folder(files: dict[str, str]) -> Folder:
    return Folder(Path(), tuple(SourceFile(path, text) for path, text in sorted(files.items())), None, ())


def found(story: str, settings: str | None = None, rules: tuple[Rule, ...] = RULES) -> checker.Checked:
    pages = folder(BASE | {"Harbour.md": story})
    return Checker(rules).check(Compiler().compile_text(pages), pages, settings)


def codes(story: str, settings: str | None = None, rules: tuple[Rule, ...] = RULES) -> list[tuple[str, str, int]]:
    return [(it.severity, it.code, it.line) for it in found(story, settings, rules).problems]


def test_a_finding_names_both_places() -> None:
    (problem,) = found(DEAD).problems
    assert (problem.line, problem.column, problem.label) == (9, 3, "is alive here")
    assert str(problem.other) == "Harbour.md:6:3: dies here"


@pytest.mark.parametrize("line", ["- [[Ada]] fights [[Bruno]]\n", "- [[Ada]] dies\n"])
def test_an_exception_at_either_place_excuses_and_is_counted(line: str) -> None:
    story = DEAD.replace(line, f'{line}  - exception: dead-acts "in a mirror"\n')
    assert found(story).problems == ()
    assert found(story).excused == {"dead-acts": 1}


def test_an_exception_that_excuses_nothing_or_no_rule_is_a_finding() -> None:
    story = DEAD.replace("- [[Cleo]] meets [[Bruno]]\n", '- [[Cleo]] meets [[Bruno]]\n  - exception: dead-acts "x"\n')
    assert codes(story) == [("warning", "exception-unused", 8), ("error", "dead-acts", 10)]
    assert codes(story.replace("dead-acts", "dead-act"))[0] == ("warning", "exception-unused", 8)
    assert "did you mean dead-acts?" in found(story.replace("dead-acts", "dead-act")).problems[0].hint


def test_an_exception_of_a_rule_that_is_off_is_not_looked_at() -> None:
    story = DEAD.replace("- [[Cleo]] meets [[Bruno]]\n", '- [[Cleo]] meets [[Bruno]]\n  - exception: dead-acts "x"\n')
    assert codes(story, '[severity]\ndead-acts = "off"\n') == []


@pytest.mark.parametrize("value", ["", "dead-acts", 'dead-acts ""', "dead-acts mirror", '"in a mirror"', 'Dead "x"'])
def test_an_exception_without_a_rule_or_a_reason_cannot_be_read_and_hides_nothing(value: str) -> None:
    story = DEAD.replace("- [[Cleo]] meets [[Bruno]]\n", f"- [[Cleo]] meets [[Bruno]]\n  - exception: {value}\n")
    assert codes(story)[0] == ("error", "exception-unreadable", 8)


def test_a_universe_sets_how_severe_a_rule_is() -> None:
    assert codes(DEAD, '[severity]\ndead-acts = "warning"\n') == [("warning", "dead-acts", 9)]


def test_a_universe_declares_exceptions_for_files() -> None:
    settings = '[[exception]]\ncode = "dead-acts"\nfiles = "{}"\nreason = "all of it is a dream"\n'
    assert found(DEAD, settings.format("Har*.md")).excused == {"dead-acts": 1}
    assert codes(DEAD, settings.format("Tide.md")) == [("error", "dead-acts", 9), ("warning", "exception-unused", 1)]


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        ("[severity", "settings-unreadable"),
        ("a" + ".a" * 2000, "settings-unreadable"),
        ("severity = 1", "setting-unusable"),
        ('[severity]\ndead-act = "off"', "setting-unusable"),
        ('[severity]\ndead-acts = "loud"', "setting-unusable"),
        ("[severity]\ndead-acts = [1]", "setting-unusable"),
        ("[other]", "setting-unusable"),
        ("exception = 1", "setting-unusable"),
        ("exception = [1]", "setting-unusable"),
        ('[[exception]]\ncode = "dead-acts"', "setting-unusable"),
        ('[[exception]]\ncode = 1\nfiles = "x"\nreason = "y"', "setting-unusable"),
        ("[[rule]]", "setting-unusable"),
        ('[[rule]]\ntype = "single-value"\ncode = "dead-acts"\nverb = "dies"', "setting-unusable"),
        ('[[rule]]\ntype = "single-value"\ncode = "Mine!"\nverb = "dies"', "setting-unusable"),
        ('[[rule]]\ntype = "one-of"\ncode = "mine"\nverb = "dies"\nvalues = [1]', "setting-unusable"),
        ('[[rule]]\ntype = ["x"]\ncode = "mine"', "setting-unusable"),
    ],
)
def test_what_the_settings_say_wrong_is_a_problem(settings: str, code: str) -> None:
    _, problems = read_settings(settings, frozenset({"dead-acts"}))
    assert {it.code for it in problems} == {code}


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        ('type = "single-value"\nverb = "marries"', 8),
        ('type = "conflicts"\nverb = "fights"\nwith = "marries"', 7),
        ('type = "requires"\nverb = "fights"\nwith = "dies"', 7),
        ('type = "none-of"\nverb = "marries"\nvalues = ["Cleo"]', 8),
        ('type = "one-of"\nverb = "marries"\nvalues = ["Bruno"]', 8),
    ],
)
def test_a_universe_brings_simple_rules_as_data(rule: str, line: int) -> None:
    story = (
        f"{EPISODES}- [[Ada]] marries [[Bruno]]\n- [[Ada]] fights [[Bruno]]\n- [[Ada]] marries [[Cleo]]\n### 2. Sun\n"
    )
    assert codes(story, f'[[rule]]\ncode = "mine"\nmessage = "not so"\n{rule}\n') == [("warning", "mine", line)]


def broken(source: Source) -> Iterator[Finding]:
    """`broken`: a rule that raises."""
    raise KeyError(source.ledger.name)


def many(source: Source) -> Iterator[Finding]:
    """`many`: a rule that finds very much."""
    for n in range(100_000):
        yield Finding(source.at_page(0), f"finding {n}", "")


def test_a_rule_that_raises_is_a_finding_and_stops_nothing() -> None:
    rules = (Rule(broken, "error", "universe"), *RULES)
    assert codes(DEAD, rules=rules) == [("error", "dead-acts", 9), ("error", "rule-failed", 0)]
    assert "KeyError: 'A harbour'" in found(DEAD, rules=rules).problems[1].message


def test_very_many_findings_are_counted_and_the_first_are_listed() -> None:
    result = found(DEAD, rules=(Rule(many, "warning", "universe"),))
    assert len([it for it in result.problems if it.code == "many"]) == checker.MOST_OF_A_RULE
    assert result.left_out == {"many": 99_000}
    assert "99000 more" in next(it.message for it in result.problems if it.code == "too-many-findings")


def test_a_folder_is_checked_with_its_settings(tmp_path: Path) -> None:
    for path, text in (BASE | {"Harbour.md": DEAD, "check.toml": '[severity]\ndead-acts = "off"\n'}).items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert check_folder(tmp_path) == ()
    (tmp_path / "check.toml").write_bytes(b"\xff\xfe[")
    assert {it.code for it in check_folder(tmp_path)} == {"settings-unreadable", "dead-acts"}


def said(source: Source, lines: Longs) -> Iterator[Finding]:
    """`said`: a rule of the scope "line" that finds every fact about Ada."""
    rows = source.ledger.rows
    for row in np.flatnonzero(np.isin(rows.line, lines) & (rows.subject >= 0)).tolist():
        line = int(rows.line[row])
        if source.ledger.lines.page[line] and source.key(int(rows.subject[row])) == "Ada":
            yield Finding(source.at(line), "of Ada", "", about=line)


def told(source: Source, titles: Longs) -> Iterator[Finding]:
    """`told`: a rule of the scope "title" that finds the last line of each title."""
    for title in titles.tolist():
        line = int(np.flatnonzero(source.ledger.lines.home == title)[-1])
        yield Finding(source.at(line), f"the last line of {source.key(title)}", "", about=title)


EVERY_SCOPE = (*RULES, Rule(said, "warning", "line"), Rule(told, "warning", "title"))
FACTS = (
    "[[Ada]] dies",
    "[[Ada]] dies ^death",
    "[[Bruno]] kills [[Ada]]",
    "[[Ada]] returns",
    "[[Ada]] fights [[Bruno]]",
    "[[Cleo]] meets [[Bruno]]",
    "[[Cleo]] is [[Ada]]",
    "[[Bruno]] dies\n  - true: 2021",
    "[[Ada]] meets [[Cleo]]\n  - true: after ^death",
    "[[Ada]] fights [[Cleo]]\n  - frame: dream",
    '[[Bruno]] meets [[Ada]]\n  - exception: dead-acts "a mirror"',
    '[[Cleo]] says to [[Ada]] "Dora Vane is at the Vane Mill"',
    '[[Cleo]] warns [[Bruno]] "of Dora, before 1x02"',
    "[[Dora]] visits [[Vane Mill]]",
    "[[Dora]] is called Dora Vane",
    "[[Dora]] is called Fog",
    "[[Ada]] is called Dora Vane",
)
NAMED = {
    "Dora.md": "---\nkind: character\n---\n",
    "Eve.md": "---\nkind: character\nname: Eve Mill\n---\n",
    "Vane Mill.md": "---\nkind: place\n---\n",
    "Eve Mill's Death.md": "---\nkind: thread\nname: The Murder of Eve Mill\n---\n",
}
"""Pages that come and go, whose names others have in them."""
stories = st.lists(
    st.tuples(st.lists(st.sampled_from(FACTS), max_size=5), st.lists(st.sampled_from(FACTS), max_size=5)),
    min_size=2,
    max_size=2,
)
edits = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 1), st.sampled_from(FACTS), st.booleans(), st.sets(st.sampled_from([*NAMED]))
    ),
    max_size=5,
)


def told_of(titles: list[list[list[str]]]) -> dict[str, str]:
    names = ("Harbour", "Tide")
    head = "---\nkind: series\n---\n## Season 1 (2020-0{}-01, 2 episodes)\n"
    return {
        f"{name}.md": head.format(n + 1)
        + "".join(
            f"### {number}. Part\n" + "".join(f"- {fact}\n" for fact in facts) for number, facts in enumerate(parts, 1)
        )
        for n, (name, parts) in enumerate(zip(names, titles, strict=True))
    }


def all_of(it: checker.Checked) -> tuple[tuple[Problem, ...], dict[str, int], dict[str, int]]:
    return it.problems, it.left_out, it.excused


@given(stories, edits)
def test_checking_again_after_an_edit_finds_what_checking_from_the_start_finds(
    first: list[tuple[list[str], list[str]]], changes: list[tuple[int, int, str, bool, set[str]]]
) -> None:
    titles = [[list(part) for part in parts] for parts in first]
    compiler, again = Compiler(), Checker(EVERY_SCOPE)
    gone = set[str]()
    for edit in (None, *changes):
        if edit is not None:
            title, part, fact, front, gone = edit
            titles[title][part].insert(0 if front else len(titles[title][part]), fact)
        pages = folder(BASE | {path: text for path, text in NAMED.items() if path not in gone} | told_of(titles))
        compiled = compiler.compile_text(pages)
        assert all_of(again.check(compiled, pages)) == all_of(Checker(EVERY_SCOPE).check(compiled, pages))


@given(
    st.lists(
        st.lists(st.sampled_from(["Fog", "the fog", "Sun 2x05", "Żaba", "", "a\nb", "Dora"]), max_size=6), max_size=5
    )
)
def test_strings_that_are_read_again_have_the_words_that_they_have_when_read_first(tables: list[list[str]]) -> None:
    known = KnownStrings()
    for texts in tables:
        strings, fresh = Strings.of(["", *texts]), KnownStrings()
        known.read(strings)
        fresh.read(strings)
        assert known.texts == fresh.texts == ["", *texts]
        for words in (["Fog", "Dora"], ["2x05"], ["Żaba", "b"]):
            assert known.with_any(words).tolist() == fresh.with_any(words).tolist()
