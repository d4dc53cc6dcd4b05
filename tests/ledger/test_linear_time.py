"""Every reader of a universe's text takes time in proportion to it, whatever it holds.

The texts are those that people who wish a server ill would write: one mark again and again, after each beginning that a
line can have; and pages whose parts refer to each other.
"""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import pytest

from intertwine.check.place.time_contradiction import time_contradiction
from intertwine.check.source import Source
from intertwine.gate.universe import Universe
from intertwine.ledger.compile import Compiler
from intertwine.ledger.format import format_text
from intertwine.ledger.link.keys import Keys
from intertwine.ledger.read import vocabulary
from intertwine.ledger.read.edtf import parse_edtf, parse_release
from intertwine.ledger.read.folder import Folder, SourceFile
from intertwine.ledger.read.markdown.comments import without_comments
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.links import base_name, broken_link, clean_key, links_of
from intertwine.ledger.read.markdown.markup import plain, plain_value
from intertwine.ledger.read.markdown.sentences import sentences
from intertwine.ledger.read.markdown.slips import is_like_revealed, misplaced_line
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.presence import read_frame, read_taken_for, read_ways
from intertwine.ledger.read.stamps import parse_stamp
from intertwine.model.statement import Page
from tests.linear import assert_linear
from tests.long import one_in

VERBS = vocabulary.built_in()
HEAD = "---\nkind: series\n---\n## Season 1\n### 1. One\n"
BEGINNINGS = [
    "", "- ", "- [[a]] ", '- [[a]] meets [[b]] "', "- 00:41:10 ", "- together: ", "### ", "### S1 + ", "## ",
    "## Season 1 (", "### 1. ", "> ", "- [[a]] dies\n  - needs: ", "- [[a]] dies\n  - source: ",
    "- [[a]] dies\n  - taken for: [[a]] as ",
    "- [[a]] dies\n  - frame: dream of ", "- frame: ", "- taken for: ", "- together: [[a]] (", "[^1]: ", "^[", "x %%",
    "<!-- ", "```\n", "A [[b]] ",
]  # fmt: skip
MARKS = [
    " ", "\t", "\n", "\r", "\u2028", "[", "]", "[[", "]]", "[[a", "[[a|", "[[a]] ", "[[a]], ", '"', "'", "“", "0", "1:",
    "00:41:10 ", "2015-", "1. ", "S1 ", "1x05 ", "-", "- ", "- x\n", "- [[a]] dies\n", "> x\n", "#", "# ", "#a ",
    "### ", "### S1\n", "## x\n", "^", "^a ", "^[", "^[x] ", "[^", "[^1] ", "[^1]: x\n", "    - a\n", "%%", "%% ",
    "%%\n", "<!--", "-->", "```\n", "~~~\n", ". ", "A. ", '! "', "; ", "+", "@ ", "x. [[A|", "\u0301", "\u0323\u0301",
    "a\u0301", ",", "and ", "(", ")", "needs:", "needs: S1\n", "- needs: S1\n", "  - needs: S1\n", "---\n", "===\n",
    "x\n---\n", "|", "![[", "\\|", ":", "{", "*", "**", "_", "`", "é", "- [ ] ", "…", "a: b\n", "- a: b\n", "[a, ",
    "revealed: x\n", "[x]: y\n", "[//]: # (x\n", "[x]: <", '[x]: y "', "[x](", "](", "[x](y.md) ", "[x][", "<a ",
    "<a href=", "[x](y\"", "needs= ", "1. <b>", "- a\n  - needs: S1\n",
    "(heard) ", "heard, ", "as a ", "[[a]] (heard), ", "[[a]] as [[b]] until ", ", revealed ", "of ",
    "  - frame: dream\n", "  - taken for: [[a]] as [[b]] until 1x01\n", "- frame: dream \"@\"\n",
    "- taken for: [[a]] as [[b]] until 1x01\n",
    "\n- 1:", "- x:\n", "- #a b:\n", "- [[\n",
]  # fmt: skip
PAIRED = list(zip(MARKS, cycle(BEGINNINGS), strict=False))
# An ordinary run has each reader of a part read each mark, and reads every second mark in a whole page: in its body or
# its fields.


def many(mark: str) -> Callable[[int], str]:
    """A text of *n* characters that holds nothing else."""
    return lambda n: (mark * (n // len(mark) + 1))[:n]


def parse(text: str) -> object:
    return parse_page("a.md", text, VERBS)


def compile_page(text: str) -> object:
    """The whole way from a page to a ledger."""
    files = (SourceFile("universe.md", "---\nkind: universe\n---\n"), SourceFile("a.md", text))
    return Compiler().compile_text(Folder(Path("w"), files, None, ()))


def put_in_story_order(text: str) -> object:
    """The whole way from a page to the order of its story, and what contradicts it."""
    files = (SourceFile("universe.md", "---\nkind: universe\n---\n"), SourceFile("a.md", text))
    folder = Folder(Path("w"), (*files, SourceFile("Ada.md", WHO)), None, ())
    compiled = Compiler().compile_text(folder)
    view = Universe(compiled).seen("everything")
    own = view.story.in_own_order(view.names.index[0], [fact.line for fact in view.facts.of()])
    return len(own), list(time_contradiction(Source(compiled.ledger, {it.path: it.text for it in folder.files})))


@pytest.mark.parametrize(("mark", "beginning"), one_in(4, PAIRED))
def test_a_page_is_read_in_linear_time(mark: str, beginning: str) -> None:
    assert_linear(lambda n: HEAD + beginning + many(mark)(n), parse, size=12_500)


@pytest.mark.parametrize(("mark", "beginning"), PAIRED[::4])
def test_a_page_is_formatted_in_linear_time(mark: str, beginning: str) -> None:
    text = lambda n: HEAD + beginning + many(mark)(n)  # noqa: E731
    assert_linear(text, lambda page: format_text("a.md", page, VERBS), size=12_500)


FIELDS = {
    "fields": "---\nkind: series\n{}\n---\n",
    "a name": "---\nkind: character\nname: {}\n---\n",
    "a stamp": "---\nkind: film\nrevealed: '{}'\n---\n",
    "a cast": "---\nkind: film\ncast:\n  - '{}'\n---\n",
    "a list": "---\nkind: character\nids: [{}]\n---\n",
}


@pytest.mark.parametrize(("mark", "field"), one_in(4, list(zip(MARKS, cycle(FIELDS), strict=False)), 2))
def test_front_matter_is_read_in_linear_time(mark: str, field: str) -> None:
    assert_linear(lambda n: FIELDS[field].replace("{}", many(mark)(n)), parse, size=12_500)


READERS: dict[str, Callable[[str], object]] = {
    "a stamp": lambda text: parse_stamp(text, 1, 1),
    "dates": lambda text: (parse_release(text), parse_edtf(text), parse_edtf(f"{text}/{text}")),
    "links": lambda text: (links_of(Span(text, 1, 1)), broken_link(text), clean_key(text), base_name(text)),
    "sentences": lambda text: list(sentences(Span(text, 1, 1))),
    "a key": lambda text: Keys.of([Page(path="a/b.md", key="b", kind="film")]).find(text),
    "a path": lambda text: parse_page(f"a/{text}.md", "---\nkind: character\n---\n", VERBS),
    "marks": lambda text: (plain(Span(text, 1, 1), Diagnostics("a"), block=True), plain_value(text)),
    "comments": without_comments,
    "ways": lambda text: read_ways(Span(text, 1, 1), VERBS.ways, Diagnostics("a")),
    "taken for": lambda text: read_taken_for(Span(text, 1, 1), None, True, Diagnostics("a")),
    "a frame": lambda text: read_frame(Span(text, 1, 1), 1, VERBS, True, Diagnostics("a")),
    "slips": lambda text: (is_like_revealed(text), misplaced_line(Span(text, 1, 1), first=True)),
    "verbs": lambda text: vocabulary.read(text, "verbs.toml", VERBS),
}


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_a_part_takes_linear_time(name: str) -> None:
    for mark in MARKS:
        assert_linear(many(mark), READERS[name], size=5_000)


SERIES, WHO = "---\nkind: series\n---\n", "---\nkind: character\n---\n"
FILM = "---\nkind: film\n---\n### Whole title\n"


def lines(text: str, count: int) -> str:
    """The text again and again, `@` in it being the number of its line and `$` the next one."""
    return "".join(text.replace("@", str(n)).replace("$", str(n + 1)) for n in range(count))


BELOW_FILM = {
    "unknown names": "- [[x@]] meets [[y@]]\n",
    "unknown blocks": "- [[a]] learns ^b@\n",
    "one block": "- [[a]] dies ^b\n",
    "circles": "- [[a]] dies ^b@\n  - true: before ^b$\n",
    "a chain in the story": "- [[a]] dies ^b@\n  - true: 3 days after ^b$\n",
    "a fan in the story": "- [[a]] dies ^b@\n  - true: during ^b0\n  - true: before ^b$\n",
    "own orders": "- [[a]] dies\n  - own: [[a@]] step @, revealed a 1x@\n",
    "alternatives": "- [[a]] dies\n  - also known: x 1x@\n",
    "links": "[[a]] ",
    "strays": "One.\n\n- needs: S1\n",
    "lines of a paragraph": "need: y\n",
    "half links": "- [[a]] meets [[b\n",
    "sentences": "He goes. [[a]]\n",
    "footnotes": "[^@]: x\n    - [[a]] dies\n",
    "people taken for others": "- [[a@]] dies\n  - taken for: [[a@]] as [[b]] until a 1x@\n",
    "frames": "- [[a]] dies\n  - frame: dream of [[b@]], revealed a 1x@\n",
    "ways": "- together: [[a]] (heard, then as a @)\n",
    "comments": "One %% x\n### S1\n%% two.\n",
}
"""What is repeated in the page of a film."""

PAGES = [
    *((name, FILM, repeated, "") for name, repeated in BELOW_FILM.items()),
    ("seasons", SERIES, "## Season @ (1 episodes)\n### 1. x\n", ""),
    ("stamps on seasons", SERIES, "## Season @ (2 episodes)\n### 1. x\n### a S@\n- [[a]] dies\n", ""),
    ("stamps on titles", SERIES, "## Season @ (1 episodes)\n### 1. x\n### a; a 1x@\n- [[a]] dies\n", ""),
    ("one stamp again and again", SERIES, "### S1\n", ""),
    ("episodes", SERIES + "## Season 1\n", "### @. x\n- [[a]] dies\n", ""),
    ("alternatives of one fact", FILM + "- [[a]] dies\n", "  - also known: x 1x@\n", ""),
    ("needs of one fact", FILM + "- [[a]] dies\n", "  - needs: x 1x@\n", ""),
    (
        "people taken for others in one fact",
        FILM + "- [[a]] dies\n",
        "  - taken for: [[a]] as [[b@]] until x 1x@\n",
        "",
    ),
    ("people in one scene", FILM + "- together: ", "[[a@]] (heard), ", "[[a]]\n"),
    ("frames of one fact", FILM + "- [[a]] dies\n", "  - frame: dream of [[b@]]\n", ""),
    ("relations of one fact", FILM + "- [[a]] dies\n", "  - true: before ^b@\n", ""),
    ("own orders of one fact", FILM + "- [[a]] dies\n", "  - own: [[b@]] step @\n", ""),
    ("own orders below a heading", FILM, "- own: [[b@]] step @\n", "- [[a]] dies\n" * 100),
    ("frames below a heading", FILM, "- frame: dream of [[b@]]\n", "- [[a]] dies\n" * 100),
    (
        "people taken for others below a heading",
        FILM,
        "- taken for: [[a@]] as [[b@]] until x 1x@\n",
        "- [[a1]] dies\n" * 99,
    ),
    ("subjects", FILM + "- ", "[[a]], ", "[[a]] meets [[a]], [[a]]\n"),
    ("pairs", FILM + "- [[a]] meets ", "[[a]], ", "[[a]]\n"),
    ("names", "---\nkind: character\nnames:\n", "  - {name: x@, revealed: public}\n", "---\n"),
    ("names by facts", WHO + "### Public\n", '- [[a]] is called "x@"\n', ""),
    ("a cast", "---\nkind: film\ncast:\n", '  - "[[a]] as [[a]]"\n', "---\n### Whole title\n- [[a]] dies\n"),
    ("fields", "---\nkind: film\n", "f@: x\n", "---\n"),
    ("strays below a paragraph", FILM + "One. Two. Three.\n", "- needs: S1\n", ""),
    ("headings with numbers", FILM, "### @\n", ""),
    ("facts below own orders", FILM + lines("- own: [[b@]] step @\n", 300), "- [[a]] dies\n", ""),
    ("places after a name", FILM + "- [[a]] ", "S1 1x05 ", "\n"),
    ("editions", "---\nkind: book\neditions: {", "a@: 9, ", "}\n---\n"),
    ("paragraphs of one letter", SERIES, "x\n\n", ""),
    ("headings that are seasons", SERIES, "### S@\n", ""),
    ("lines below no paragraph", SERIES, "\n===\n", ""),
    ("lines of a fact", FILM + "- [[a]] meets\n", "x y\n", ""),
    ("embeds in names", SERIES, "### 1. ![[\n", ""),
    ("embeds in names, apart", SERIES, "### 1. ![[\n\n", ""),
    ("notes without words", SERIES + "## Season 1\n### 1. One\n", "- together: [[a]] ()\n", ""),
    ("notes that say nothing", SERIES + "## Season 1\n### 1. One\n", "- together: [[a]] (@)\n", ""),
    ("ranges of numbers", SERIES, "### @-9\n", ""),
    ("stamps with an embed", SERIES, "### S1 + ![[\n", ""),
    ("stamps with an embed, apart", SERIES, "### S@ + ![[\n\n", ""),
]
"""A name, what stands first, what is repeated, what stands last."""


@pytest.mark.parametrize(("first", "repeated", "last"), [it[1:] for it in PAGES], ids=[it[0] for it in PAGES])
def test_a_page_is_compiled_in_linear_time(first: str, repeated: str, last: str) -> None:
    assert_linear(lambda n: first + lines(repeated, n // len(repeated)) + last, compile_page, size=12_500)


STORIES = {
    "chain": "- [[Ada]] dies ^b@\n  - true: 3 days after ^b$\n",
    "other chain": "- [[Ada]] dies ^b$\n  - true: before ^b@\n",
    "fan": "- [[Ada]] dies ^b@\n  - true: during ^b0\n",
    "circle": "- [[Ada]] dies ^b@\n  - true: before ^b$\n  - true: after ^b$\n",
    "against dates": "- [[Ada]] dies ^b@\n  - true: before ^b$\n  - true: 20@/..\n  - true: after ^b1\n",
    "places": "- [[Ada]] dies ^b@\n  - true: after a @00:00:01\n  - true: before ^b$\n  - own: [[Ada]] step @\n",
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_put_in_order_in_linear_time(name: str) -> None:
    repeated = STORIES[name]
    assert_linear(lambda n: FILM + lines(repeated, n // len(repeated)), put_in_story_order, size=25_000)


@pytest.mark.parametrize("repeated", ["[a@]\nforms = ['x@']\n", "a@.b = 1\n", "[a@]\nx = 1\n"])
def test_verbs_are_read_in_linear_time(repeated: str) -> None:
    read = READERS["verbs"]
    assert_linear(lambda n: lines(repeated, n // len(repeated)), read, size=12_500)


@pytest.mark.parametrize("text", ["a=" + "[" * 9999, "a=" + "{b=" * 9999, "a." * 9999 + "b=1", "a=1" + "0" * 9999])
def test_verbs_that_are_no_table_raise_nothing(text: str) -> None:
    found, (problem,) = vocabulary.read(text, "verbs.toml", VERBS)
    assert (found, problem.code) == (VERBS, "verbs-unreadable")


def test_a_fact_stands_for_no_more_than_a_thousand_pairs() -> None:
    names = ", ".join(f"[[{n}]]" for n in range(32))
    _, problems = parse_page("a.md", f"{FILM}- {names} meets {names}\n- {names} meets [[a]]\n", VERBS)
    assert [(problem.code, problem.line) for problem in problems] == [("pairs-too-many", 5)]
