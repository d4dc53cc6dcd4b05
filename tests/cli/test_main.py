"""The command line itself: wrong use, help, what goes to which stream, and what a terminal is kept from."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from intertwine.cli.args import parser
from intertwine.cli.asking_args import ASKING
from intertwine.cli.blocks import Grid, Heading, Items, OutputBlock, TextLine
from intertwine.cli.escape import safe
from intertwine.cli.parser import Stop
from tests.cli.stories import Terminal, say, write

COMMANDS = (*(name for name, *_ in ASKING), "check", "fmt", "import", "new", "explain", "serve")


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("nonsense",),
        ("who",),
        ("met", "Ada"),
        ("path", "Ada"),
        ("who", "Ada", "--nonsense"),
        ("titles", "--see", "x"),
        ("serve", "--port", "99999"),
        ("import", "poem", "a", "b"),
        ("explain", "no-line"),
        ("titles", "--universe", "/no/such/folder"),
        ("titles", "--universe", "no-such-universe"),
        ("check", "/no/such/folder"),
    ],
    ids=" ".join,
)
def test_wrong_use_is_said_on_stderr_and_ends_with_2(argv: tuple[str, ...]) -> None:
    said = say(*argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("intertwine: ")
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    "seen",
    [
        "Nonsense S1",
        "Harbour S9",
        "Harbour 1x99",
        '"Harbour',
        "Harbour 1x01@99",
        "before Nonsense",
        "told Nonsense",
        "é\x1b",
    ],
)
def test_progress_that_cannot_be_read_names_the_word_and_shows_nothing(harbour: str, seen: str) -> None:
    said = say("who", "Ada", "--universe", harbour, "--seen", seen)
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("intertwine: --seen: ")
    assert "\x1b" not in said.err


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (
            ("titles", "abq"),
            '"abq" is one word too many for "intertwine titles"; for one title, write: intertwine title "abq"',
        ),
        (("path", "a", "b", "c"), '"c" is one word too many for "intertwine path"'),
        (("who",), "NAME is missing"),
        (("who", "Ada", "--sene", "x"), '"intertwine who" has no option --sene; did you mean --seen?'),
        (("met", "a", "b", "--before"), "--before needs a value after it"),
        (("titles", "--json=3"), '--json takes no value, so "3" is one too many'),
        (("titels",), 'there is no command "titels"; did you mean "titles"?'),
        (("--vers",), '"intertwine" has no option --vers; did you mean --version?'),
        (("import", "xml", "a", "b"), 'FORMAT cannot be "xml"; choose from table'),
    ],
)
def test_what_is_wrong_with_a_command_line_is_said_in_plain_words(argv: tuple[str, ...], words: str) -> None:
    said = say(*argv)
    assert (said.code, said.out) == (2, "")
    assert said.err.split("\n")[0] == f"intertwine: {words}"
    assert "usage: intertwine" in said.err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_has_help(command: str) -> None:
    said = say(*([command] if command else []), "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("usage: intertwine")


def test_the_version_is_told() -> None:
    said = say("--version")
    assert said.code == 0
    assert said.out.startswith("intertwine ")


def test_a_misspelt_command_is_refused_with_the_nearest() -> None:
    assert 'did you mean "met"?' in say("mett", "a", "b").err


HOSTILE = """
=== universe.md
---
kind: universe
name: "Bad \\e[31m news"
---
=== A.md
---
kind: film
name: "A\\u202Efilm\\u0007"
released: 2020-01-01
---
"""


def test_names_cannot_drive_a_terminal(tmp_path: Path) -> None:
    folder = str(write(tmp_path, HOSTILE))
    for terminal in (False, True):
        for argv in (["titles"], ["titles", "--json"]):
            said = say(*argv, "--universe", folder, terminal=terminal)
            assert said.code == 0
            assert "\x1b[31m" not in said.out
            assert "\u202e" not in said.out
            assert "\x07" not in said.out
    json.loads(say("titles", "--json", "--universe", folder).out)


def test_what_is_escaped_is_readable() -> None:
    assert safe("a\x1b[2Jb\u202ec\nd\u2028e\x9bf\ud800") == "a\\x1b[2Jb\\u202ec\\x0ad\\u2028e\\x9bf\\ud800"
    assert safe("Ramón Rodríguez, 東京 👩‍🚀") == "Ramón Rodríguez, 東京 👩‍🚀"


def test_blocks_are_coloured_on_a_terminal_alone() -> None:
    from intertwine.cli.render import show

    out = Terminal()
    blocks: list[OutputBlock] = [
        Heading("A"),
        Heading("B", 2),
        TextLine("c", faint=True),
        Items((("d", "e"),)),
        Grid(("F",), (("[red]g",),)),
    ]
    show(blocks, out)
    assert "[red]g" in out.getvalue()  # no word is read as markup


def test_a_progress_bar_shows_on_a_terminal_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    from intertwine.cli import bar

    monkeypatch.setattr(bar, "PATIENCE", -1.0)
    terminal, pipe = Terminal(), io.StringIO()
    for err in (terminal, pipe):
        with bar.bar("reading", err) as progress:
            progress(1, 2)
            progress(2, 2)
    assert "reading" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_short_work_shows_no_bar() -> None:
    from intertwine.cli import bar

    terminal = Terminal()
    with bar.bar("reading", terminal) as progress:
        progress(1, 1)
    assert terminal.getvalue() == ""


def test_plain_output_never_depends_on_a_width(harbour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = set()
    for columns in ("20", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        said.add((say("titles", "--universe", harbour).out, say("who", "--help").out))
    assert len(said) == 1


# --- as a process --------------------------------------------------------------------------------------------------
def run(*argv: str, stdout: int = subprocess.PIPE) -> "subprocess.CompletedProcess[bytes]":
    """Run a command as a process of its own."""
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-m", "intertwine", *argv], stdout=stdout, stderr=subprocess.PIPE, check=False, env=environment
    )


def test_a_process_answers_like_the_function(harbour: str) -> None:
    argv = ("who", "Célia", "--universe", harbour, "--seen", "Harbour")
    done = run(*argv)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, say(*argv).out, b"")


def test_a_reader_who_has_gone_is_no_complaint(harbour: str) -> None:
    read, write_end = os.pipe()
    os.close(read)
    done = run("timeline", "--universe", harbour, "--seen", "everything", stdout=write_end)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_warm_answer_imports_neither_parser_nor_web_nor_rich(harbour: str) -> None:
    """What makes an answer fast: only what it needs is imported."""
    program = (
        "import sys, io; from intertwine.cli.main import main;"
        f"main(['who', 'Ada', '--universe', {harbour!r}, '--seen', 'Harbour'], io.StringIO(), io.StringIO());"
        "print(' '.join(name for name in ('django', 'rich', 'yaml', 'jinja2', 'intertwine.web', 'intertwine.check',"
        " 'intertwine.ledger.read.page', 'numpy.ma', 'zipfile', 'intertwine.questions.title_page',"
        " 'intertwine.questions.story_strands', 'intertwine.gate.compare', 'intertwine.model.statement')"
        " if name in sys.modules))"
    )
    say("titles", "--universe", harbour)  # warms the cache
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("command", [name for name, *_ in ASKING])
def test_a_command_is_read_as_the_whole_command_line_reads_it(command: str) -> None:
    """The parser that knows one command only is a faster one, and no other."""
    for words in ([command], [command, "--help"], [command, "a", "--json", "b"], [command, "--nothing"]):
        found = list[object]()
        for it in (parser(command), parser()):
            try:
                found.append(vars(it.parse_args(words)))
            except Stop as stop:
                found.append((stop.code, stop.text))
        assert found[0] == found[1]
