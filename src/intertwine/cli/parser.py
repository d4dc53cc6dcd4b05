"""A parser of words that prints nothing and ends nothing, and the arguments that most commands share."""

import argparse
import sys
from typing import NoReturn

_WIDTH = 96
SEEN_HELP = (
    'what the viewer has seen: "Daredevil S1-S2, Jessica Jones 1x01-1x05, told Iron Fist S1", '
    '"before The Defenders", or "everything" (default: nothing)'
)
UNIVERSE_HELP = "a universe folder, or the name of an included universe (default: marvel-netflix)"


class Stop(Exception):  # noqa: N818 - it ends parsing, and is not an error
    """Parsing has ended: `text` is to be printed, as an error where `code` is not 0."""

    def __init__(self, code: int, text: str = "") -> None:
        super().__init__(text)
        self.code, self.text = code, text


class HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Help of a fixed width, so that it is the same in every terminal and in the docs."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_WIDTH, max_help_position=26)


class Parser(argparse.ArgumentParser):
    """An argument parser that prints nothing and ends nothing: it raises `Stop`."""

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", HelpFormatter)
        options["allow_abbrev"] = False
        if sys.version_info >= (3, 14):
            options["color"] = False
        super().__init__(**options)  # type: ignore[arg-type] # argparse's own keywords, passed on
        self.commands: dict[str, Parser] = {}
        """The parser of each command, where this one is that of the whole."""

    def error(self, message: str) -> NoReturn:
        """Wrong use, in argparse's words."""
        from intertwine.cli.misuse import in_words

        self.stop(in_words(message))

    def stop(self, message: str) -> NoReturn:
        """Wrong use: says what is wrong, how it is used, and where to read more."""
        raise Stop(2, f"{message}\n{self.format_usage().rstrip()}\nTry: {self.prog} --help")

    def refuse_left_over(self, command: str, words: list[str]) -> NoReturn:
        """Wrong use: `command` does not take these `words`."""
        from intertwine.cli.misuse import left_over

        it = self.commands.get(command, self)
        it.stop(left_over(command, words, list(it._option_string_actions)))  # noqa: SLF001 - its own class has it

    def print_help(self, file: object = None) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Help was asked for."""
        raise Stop(0, self.format_help())


def add_universe(it: argparse.ArgumentParser) -> None:
    """Let a command take `--universe`."""
    it.add_argument("--universe", metavar="PATH_OR_NAME", help=UNIVERSE_HELP)


def add_seen(it: argparse.ArgumentParser) -> None:
    """Let a command take `--seen`, what the viewer has seen."""
    it.add_argument("--seen", metavar="TEXT", default="", help=SEEN_HELP)
