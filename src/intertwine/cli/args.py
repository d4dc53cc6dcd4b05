"""The command line's words: every command, its arguments and its help. Knows nothing of what they do."""

import argparse
from collections.abc import Sequence
from typing import TextIO

from intertwine.cli.asking_args import ASKING, add_asking
from intertwine.cli.parser import Parser, Stop

EPILOG = """exit codes: 0 all is well; 1 problems were found, or what was asked for is not there; 2 wrong use.
Without --seen, answers show only what everybody may know."""

_ASKING_NAMES = frozenset(name for name, *_ in ASKING)


def parser(only: str = "") -> Parser:
    """The parser of the whole command line, or, much faster, the part of it that knows the command `only`."""
    top = Parser(
        prog="intertwine",
        description="Find out who has met whom, where, and what has happened so far, without spoilers.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    add_asking(commands, only)
    if only not in _ASKING_NAMES:
        from intertwine.cli.keeping_args import add_keeping

        add_keeping(commands)
    top.commands = dict(commands.choices)
    return top


def parse(argv: Sequence[str], out: TextIO, err: TextIO) -> argparse.Namespace | int:
    """The arguments of a command line, or the exit code where that was all.

    `argv` are its words without the program's name. Help that was asked for goes to `out` (exit code 0), what is wrong
    with the words goes to `err` (exit code 2).
    """
    # Where the first word is a command, no other command's arguments matter.
    it = parser(argv[0] if argv and argv[0] in _ASKING_NAMES else "")
    try:
        found, left = it.parse_known_args(list(argv))
        if left:
            it.refuse_left_over(found.command or "", left)
    except Stop as stop:
        if stop.code == 0:
            out.write(stop.text)
            return stop.code
        return _refuse(stop.text, err)
    if found.command is None and not found.version:
        return _refuse(f"no command\n{it.format_help().rstrip()}", err)
    return found


def _refuse(text: str, err: TextIO) -> int:
    """Say what is wrong; it may hold words as typed."""
    from intertwine.cli.escape import safe

    lines = "\n".join(safe(line) for line in text.split("\n"))
    err.write(f"intertwine: {lines}\n")
    return 2
