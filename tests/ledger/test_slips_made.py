"""Slips out of a generator: every qualifier, and every way that we know to write it wrong.

Whatever is written, the fact above is visible no earlier than where its qualifier is written right, and either the
qualifier is understood or a problem names the line.
"""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in
from intertwine.model.problem import Problem
from intertwine.model.statement import Page, Statement
from tests.ledger.test_slips import FACT, S, never

STAMPS = ("needs", "also known")
OTHERS = {
    "source": "p. 3", "true": "2015-11", "disproves": "^aya-ren", "because": "she knows him", "in order to": "hide him",
}  # fmt: skip
POSITIONS = ("S 1x03", "[[S]] 1x03", "S S1E3", "S season 1 episode 3", "S 1x03 @00:10:00", "1x03", "S 1x02; S 1x03")
COLONS = (":", " :", "\uff1a", "\ufe55", "=", " = ", "::", ":\t")
NAMED = (
    "{}", "**{}**", "*{}*", "__{}__", "`{}`", "[[{}]]", "[[{}|x]]", "[{}](needs.md)", "[{}]", "({})", '"{}"', "“{}”",
    "<b>{}</b>", "~~{}~~", "=={}==", "\u200b{}", "\\{}", "{}s-"[:2],
)  # fmt: skip
MARKS = (
    "- ", "* ", "+ ", "-  ", "-\t", "",
    "• ", "– ", "— ", "· ", "→ ", "~ ", "> ", "1. ", "1) ", "- 1. ", "- 1) ", "- a) ",
    "- [ ] ",
    "- [x] ", "- • ", "- - ", "# ", "## ", "### ", "#### ", "#", "| ", "// ", "\\- ", "- #", "- > ", "-- ", "-",
)  # fmt: skip
INDENTS = ("", " ", "  ", "   ", "    ", "\t", "\u00a0\u00a0", "      ")
BEFORE = (
    "",
    "\n",
    "- sorce: x\n",
    "- glarb [[Aya]]\n",
    "She waits.\n\n",
    "  - source: p. 3\n",
    "- source: p. 3\n",
    "> a note\n\n",
)


@dataclass(frozen=True)
class Slip:
    """Lines below a fact; the last of them is the slip."""

    text: str
    word: str
    like: str

    @property
    def is_stamp(self) -> bool:
        return self.like in STAMPS


@st.composite
def misspelt(draw: st.DrawFn, word: str) -> str:
    """`word`, or with one slip, or in other letters."""
    how = draw(st.sampled_from(["right", "right", "leave out", "insert", "replace", "swap", "upper", "title", "wide"]))
    at, letter = draw(st.integers(0, len(word) - 1)), draw(st.sampled_from("aekmnsxz"))
    return {
        "right": word,
        "leave out": word[:at] + word[at + 1 :],
        "insert": word[:at] + letter + word[at:],
        "replace": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        "upper": word.upper(),
        "title": word.title(),
        "wide": "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in word),
    }[how].strip()


@st.composite
def stamps(draw: st.DrawFn) -> Slip:
    """A qualifier with a stamp, written somehow somewhere."""
    like = draw(st.sampled_from(STAMPS))
    word = draw(misspelt(like))
    name, mark = draw(st.sampled_from(NAMED)).format(word), draw(st.sampled_from(MARKS))
    colon = draw(st.sampled_from([*COLONS, " ", " - "] if word.lower() == like else COLONS))
    value = draw(st.sampled_from(POSITIONS))
    inner = draw(st.booleans()) and colon in COLONS
    text = name.replace(word, word + colon, 1) + " " + value if inner else f"{name}{colon} {value}"
    before, indent = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(INDENTS))
    return Slip(f"{before}{indent}{mark}{text}", word, like)


@st.composite
def others(draw: st.DrawFn) -> Slip:
    """One without a stamp, in a list or as a line of its own."""
    like = draw(st.sampled_from(sorted(OTHERS)))
    mark, indent = draw(st.sampled_from(["- ", "* ", "+ ", "- [ ] ", ""])), draw(st.sampled_from(["", " "]))
    before = draw(st.sampled_from(["", "\n", "She waits.\n\n"]))
    return Slip(f"{before}{indent}{mark}{like}: {OTHERS[like]}", like, like)


def read(slip: str) -> tuple[Page, tuple[Problem, ...], range]:
    """The page with this slip below a fact, its problems, and the numbers of the slip's lines; with the fact's, where
    the slip is read as more words of the fact, which is lost with it."""
    text = S.format(FACT.replace("\n", " ^aya-ren\n") + slip + "\n\n- [[Aya]] dies")
    page, problems = parse_page("titles/S.md", text, built_in())
    first = text.partition(slip)[0].count("\n")
    return page, problems, range(first + bool(fact_of(page)), first + slip.count("\n") + 2)


def fact_of(page: Page) -> list[Statement]:
    return [it for it in page.statements if it.verb == "meets"]


def spots(it: Statement) -> list[set[tuple[int, int]]]:
    """The episodes of each alternative that can be passed."""
    return [
        {(p.season, p.number) for p in way.positions if p.kind in ("installment", "season")}
        for way in it.alternatives
        if all(p.kind != "impossible" for p in way.positions)
    ]


@given(stamps())
@example(Slip("- [[needs]]: S 1x03", "needs", "needs"))
@example(Slip("- 1. needs: S 1x03", "needs", "needs"))
@example(Slip("- sorce: x\n  - needs: S 1x03", "needs", "needs"))
@example(Slip("\nneeds\uff1a S 1x03", "needs", "needs"))
@example(Slip("> needs: S 1x03", "needs", "needs"))
@example(Slip("### needs: S 1x03", "needs", "needs"))
def test_a_slip_of_a_stamp_shows_the_fact_no_earlier_and_is_named(slip: Slip) -> None:
    page, problems, lines = read(slip.text)
    for it in fact_of(page):
        for way in spots(it):
            if slip.like == "needs":
                assert way & {(1, 3), (1, 2)}, slip.text
            else:
                assert way <= {(1, 1), (1, 2), (1, 3)}
    understood = not problems and all(len(spots(it)) > (slip.like == "also known") for it in fact_of(page))
    assert understood or any(it.line in lines for it in problems), (slip.text, problems)


@given(others())
def test_a_slip_of_another_qualifier_shows_the_fact_no_earlier_and_is_named(slip: Slip) -> None:
    page, problems, lines = read(slip.text)
    assert all(way == {(1, 1)} for it in fact_of(page) for way in spots(it))
    assert any(it.line in lines for it in problems), (slip.text, problems)
    assert not any(OTHERS[slip.like] in it.text for it in page.statements if not never(it))


@pytest.mark.parametrize(
    "value", ["", "1x01-1x99999", "S 1x03-1x01", "S 1x01;", "; ".join(["S 1x01"] * 80), "S 1x01@41:10"]
)
@pytest.mark.parametrize("also", ["", "  - also known: S 1x01\n", "  - also known: public\n    - source: p. 3\n"])
def test_a_needs_that_cannot_be_read_hides_the_fact_whatever_else_reveals_it(value: str, also: str) -> None:
    for text in (f"  - needs: {value}\n{also}", f"{also}  - needs: {value}\n"):
        page, problems, _ = read(text.rstrip("\n"))
        (it,) = fact_of(page)
        assert problems
        assert never(it)


@pytest.mark.parametrize("value", ["", "see [[Ren]]", "half [[Ren", "[this](Ren.md)"])
def test_a_source_below_also_known_that_cannot_be_read_takes_the_alternative_with_it(value: str) -> None:
    page, problems, lines = read(f"  - also known: public\n    - source: {value}".rstrip())
    (it,) = fact_of(page)
    assert spots(it) == [{(1, 1)}]
    assert [problem.line for problem in problems] == [lines[-1]]
    if value != "half [[Ren":
        assert "reveals nothing" in problems[0].message
