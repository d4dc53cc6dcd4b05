"""Docs, help texts and messages are plain English: no sentence is very long, and some turns of phrase are refused.

`REFUSED` is the list: add a pattern when a reader stumbles. Code, quoted output and generated tables are not read.
"""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from intertwine.cli.args import parser

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES = sorted((ROOT / "src" / "intertwine").rglob("*.py"))
MOST_WORDS = 45
HAVE_DOCSTRINGS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

REFUSED = {
    r"^Who (?!.*\?$)": 'write "Whoever", "If you" or a subject',
    r"[:;] who (?!.*\b(whom?|whose|what)\b|.*\?$)": 'write "whoever" or a subject',
    r"\b(so|nor) (has|is|does|do) who\b": "put the subject before the verb",
    r"\banew\b": 'write "again"',
    r"\bupon\b": 'write "on"',
    r"\brooms?\b": 'write "package", or "space"',
    r"\bmend(s|ed|ing)?\b": 'write "fix" or "correct"',
    r"\bbetters\b": 'write "improves"',
    r"\bof the house\b": 'write "built-in"',
    r"\bin silence\b": 'write "without a message"',
}
"""A pattern of one sentence, and what to write instead."""
IS_NO = r"(?<![Tt]here )\b(is|are) no (?!longer|more|less)[A-Za-z]+"
REFUSED_IN_DOCS = REFUSED | {IS_NO: 'write "is not a"'}


REFUSED_IN_CODE = {
    pattern: REFUSED[pattern]
    for pattern in (
        r"\banew\b", r"\bupon\b", r"\brooms?\b", r"\bmend(s|ed|ing)?\b", r"\bbetters\b", r"\bof the house\b",
        r"\bin silence\b",
    )
} | {r"\b(house's|boards?|shak(en|ing))\b": 'write "built-in", "tables" or "ruin and recreate"'}  # fmt: skip
"""Words that docstrings and comments do without, too."""


def wrong_with(text: str, refused: dict[str, str] = REFUSED_IN_DOCS) -> list[str]:
    """What is refused in some sentences. A colon ends a sentence for its length alone."""
    found = []
    for sentence in re.split(r"(?<=[.!?]) +", text):
        found += [f"{advice}: {sentence}" for pattern, advice in refused.items() if re.search(pattern, sentence)]
        lengths = [len(part.split()) for part in re.split(r"(?<=:) +", sentence)]
        found += [f"{length} words in one sentence: {sentence}" for length in lengths if length > MOST_WORDS]
    return found


def passages(page: str) -> Iterator[str]:
    """The paragraphs, list items and cells of a page of Markdown."""
    page = re.sub(r"<!-- (generated|opinions|audited): .+?<!-- (end of|\w+: end)", "", page, flags=re.DOTALL)
    page = re.sub(r"^( *)```.*?^ *```$", "", page, flags=re.DOTALL | re.MULTILINE)
    page = re.sub(r"`[^`]+`", "CODE", page)
    page = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page)
    page = re.sub(r"^(#.*|\|[ -|]*\|)$", "", page, flags=re.MULTILINE)
    for block in re.split(r"\n\s*\n|\n(?= *[-*|] )|\n(?= *\d+\. )", page):
        for cell in block.split(" | "):
            text = " ".join(cell.replace("**", "").split()).strip("-*| ")
            if text:
                yield text


@pytest.mark.parametrize("page", PAGES, ids=[path.relative_to(ROOT).as_posix() for path in PAGES])
def test_a_page_is_plain(page: Path) -> None:
    assert [wrong for text in passages(page.read_text("utf-8")) for wrong in wrong_with(text)] == []


def helps(it: argparse.ArgumentParser) -> Iterator[str]:
    """Every help text of a parser and of its commands."""
    yield from filter(None, [it.description, it.epilog])
    for action in it._actions:
        yield action.help or ""
        if isinstance(action, argparse._SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)
            for command in action.choices.values():
                yield from helps(command)


def test_help_texts_are_plain() -> None:
    assert [wrong for text in helps(parser()) for wrong in wrong_with(text)] == []


def messages(source: str) -> Iterator[str]:
    """The words of the problems and errors that a module makes; `CODE` stands for what is filled in."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and re.search("Problem|Error$", call.func.id):
            for it in (inner for argument in call.args for inner in ast.walk(argument)):
                if isinstance(it, ast.JoinedStr):
                    yield "".join(str(part.value) if isinstance(part, ast.Constant) else "CODE" for part in it.values)
                elif isinstance(it, ast.Constant) and isinstance(it.value, str):
                    yield it.value


@pytest.mark.parametrize("source", SOURCES, ids=[path.relative_to(ROOT).as_posix() for path in SOURCES])
def test_messages_of_the_code_are_plain(source: Path) -> None:
    assert [wrong for text in messages(source.read_text("utf-8")) for wrong in wrong_with(text, REFUSED)] == []


def texts(source: str) -> Iterator[str]:
    """Every text of a module but its docstrings."""
    tree = ast.parse(source)
    docs = {id(it.value) for it in ast.walk(tree) if isinstance(it, ast.Expr)}
    for it in ast.walk(tree):
        if isinstance(it, ast.Constant) and isinstance(it.value, str) and id(it) not in docs:
            yield it.value


@pytest.mark.parametrize("source", SOURCES, ids=[path.relative_to(ROOT).as_posix() for path in SOURCES])
def test_no_text_of_the_code_says_that_something_is_no_thing(source: Path) -> None:
    found = [text for text in texts(source.read_text("utf-8")) if re.search(IS_NO, text)]
    assert found == [], 'write "is not a"'


@pytest.mark.parametrize("source", SOURCES, ids=[path.relative_to(ROOT).as_posix() for path in SOURCES])
def test_docstrings_and_comments_have_no_poetic_words(source: Path) -> None:
    text = source.read_text("utf-8")
    said = [
        it
        for node in ast.walk(ast.parse(text))
        if isinstance(node, HAVE_DOCSTRINGS) and (it := ast.get_docstring(node))
    ]
    said += re.findall(r"(?:^|\s)# (.*)", text)
    assert [f"{advice}: {it}" for it in said for word, advice in REFUSED_IN_CODE.items() if re.search(word, it)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Who changes how a page looks takes its pictures anew.",
        "Characters have lines, and so has who is of no known kind.",
        "Late is safe, early is a spoiler: who is unsure of the episode stamps the season.",
        "word " * (MOST_WORDS + 1),
    ],
)
def test_what_is_hard_to_read_is_refused(text: str) -> None:
    assert wrong_with(text)


@pytest.mark.parametrize("text", ["Who has met whom?", "A viewer who has seen it knows.", "This is no longer so."])
def test_what_is_plain_passes(text: str) -> None:
    assert wrong_with(text) == []
