"""The command line's words: every command, its arguments and its help. Knows nothing of what they do."""

import argparse
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

_WIDTH = 96
EPILOG = """exit codes: 0 all is well; 1 problems were found, or what was asked for is not there; 2 wrong use.
Without --seen, answers show only what everybody may know."""

SEEN_HELP = (
    'what the viewer has seen: "Daredevil S1-S2, Jessica Jones 1x01-1x05, told Iron Fist S1", '
    '"before The Defenders", or "everything" (default: nothing)'
)
UNIVERSE_HELP = "a universe folder, or the name of an included universe (default: marvel-netflix)"

ASKING: tuple[tuple[str, str, str, str], ...] = (
    # command, its argument, how many ("0": none, "1": words of one name, "2", "+": one or more, "*"), help
    ("titles", "", "0", "list the titles of a universe, and how far you are in each"),
    ("title", "NAME", "1", 'show the page of a title, or of an installment ("Daredevil 1x05")'),
    ("who", "NAME", "1", "show who somebody is, or what something is"),
    ("met", "NAME", "+", "say whether people have met, and where: each pair of the names"),
    ("path", "NAME", "2", "show how two people are connected, by the shortest chain of meetings"),
    ("ties", "NAME", "*", "list people who appear in several titles (all titles, or the named ones)"),
    (
        "timeline",
        "NAME",
        "*",
        "list what happened, as shown, in story order (--story), or as one person lived it",
    ),
    ("thread", "NAME", "1", "show the state of an open case or question"),
    ("secrets", "NAME", "*", "show who knows whose secret"),
    ("everybody", "", "0", "list who is who, by the title in which they carry most"),
    ("search", "TEXT", "1", "search the names and facts that you know"),
    ("next", "NAME", "*", "say what comes next, in the universe or in a title"),
    ("recap", "NAME", "1", 'tell what to remember before an installment ("The Defenders 1x01") or a title'),
    ("map", "NAME", "*", "draw the story lines of a universe, a title, a season, an installment or somebody"),
    ("plan", "NAME", "1", "plan what to watch or read before a title, a season or an installment"),
    (
        "learnt",
        "PLACE",
        "1",
        "tell what an installment, or more of a title, shows that is new, also if you have not seen it",
    ),
)
_PAGED = {"search": ("names and so many facts", 50), "timeline": ("facts", None), "everybody": ("entries", 100)}
"""Commands whose answers have pages: of what, and how many there are on a page where nobody says how many."""
_MOST_DIGITS = 9
PROGRESS_FORMATS = (
    "trakt", "letterboxd", "imdb", "netflix", "simkl", "tvtime", "nfo", "goodreads", "storygraph", "koreader",
)  # fmt: skip
"""The names in `imports.progress.FORMATS`: a parser imports no readers. A test compares them."""
PROGRESS_EXPORTS = ("trakt", "csv", "text")
"""What `progress export` writes."""
_ASKING_NAMES = frozenset(name for name, *_ in ASKING)
_NUMBER: dict[str, int | str] = {"1": "+", "*": "*", "+": "+", "2": 2}


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


def parser(only: str = "") -> Parser:
    """The parser of the whole command line, or, much faster, the part of it that knows the command `only`."""
    top = Parser(
        prog="intertwine",
        description="Find out who has met whom, where, and what has happened so far, without spoilers.",
        epilog=EPILOG,
    )
    top.add_argument("--version", action="store_true", help="print the version")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for name, argument, number, help_text in ASKING:
        if only in {"", name}:
            _asking(commands.add_parser(name, help=help_text, description=_sentence(help_text)), name, argument, number)
    if only not in _ASKING_NAMES:
        _keeping(commands)
    top.commands = dict(commands.choices)
    return top


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _asking(it: argparse.ArgumentParser, command: str, argument: str, number: str) -> None:
    if argument:
        one = number == "1" or command in ("map", "next")
        what = _ARGUMENT_HELP.get(command, "a name") + (" (several words are one name)" if one else "")
        it.add_argument("names", metavar=argument, nargs=_NUMBER[number], help=what)
    if command == "met":
        it.add_argument("--before", metavar="TEXT", help="answer for the time before this title, season or installment")
    if command == "recap":
        _telling(it)
    if command == "next":
        it.add_argument("--order", metavar="NAME", help="the viewing order that says what is next (default: release)")
    if command == "titles":
        it.add_argument("--order", metavar="NAME", help='list the viewing order of this name ("release": as released)')
    if command == "timeline":
        _order(it)
    if command == "everybody":
        it.add_argument("--weight", action="store_true", help="not by title: those first who carry most of all titles")
    if command in _PAGED:
        of, usual = _PAGED[command]
        it.add_argument(
            "--limit", metavar="N", type=_count, default=usual, help=f"at most so many {of} (default: {usual or 'all'})"
        )
        it.add_argument("--offset", metavar="N", type=_count, default=0, help=f"leave out the first so many {of}")
    if command == "map":
        _drawing(it)
    if command == "plan":
        _planning(it)
    _universe(it)
    it.add_argument("--seen", metavar="TEXT", default="", help=SEEN_HELP)
    _showing(it)
    it.add_argument("--json", action="store_true", help="print JSON")


def _showing(it: argparse.ArgumentParser) -> None:
    """What is shown of what was not seen, and what is next."""
    from intertwine.model.posture import NAMES, SHOWN

    it.add_argument("--names-of", choices=NAMES, default="next",
                    help="whose names are shown of what you have not seen (default: next)")  # fmt: skip
    it.add_argument("--hide", choices=SHOWN, action="append", default=[],
                    help="leave this out of what you have not seen (may be given again)")  # fmt: skip
    it.add_argument("--next-in", metavar="ORDER", default="", help="the viewing order that says what is next")
    it.add_argument("--skip", metavar="TEXT", default="", help="installments that are never next")


def _telling(it: argparse.ArgumentParser) -> None:
    size = it.add_mutually_exclusive_group()
    size.add_argument("--long", action="store_true", help="up to fifteen sentences instead of five")
    size.add_argument("--all", action="store_true", help="then also, person by person, all that is known")


def _order(it: argparse.ArgumentParser) -> None:
    which = it.add_mutually_exclusive_group()
    which.add_argument("--story", action="store_true", help="use story order, as far as the viewer knows it")
    which.add_argument("--own", action="store_true", help="use the order in which the (first) person NAME lived it")


def _planning(it: argparse.ArgumentParser) -> None:
    time = it.add_mutually_exclusive_group()
    time.add_argument("--complete", action="store_true", help="everything that touches it, not only what is essential")
    time.add_argument("--hours", metavar="H", help="the best that fits into so many hours: 12, 7.5, or 7h30")
    it.add_argument("--until", metavar="DATE", help="the day by which to be done, as 2026-12-24; with --evenings")
    it.add_argument("--evenings", metavar="NxMIN", help="evenings a week and minutes on each, as 3x90; with --until")
    it.add_argument("--order", metavar="NAME", default="release",
                    help="release, story, woven (changes title where stories meet), or a viewing order")  # fmt: skip
    it.add_argument("--without", metavar="NAME", action="append", default=[],
                    help="leave out a title, a season or an installment (may be given again)")  # fmt: skip
    it.add_argument("--with", dest="within", metavar="NAME", action="append", default=[],
                    help="have it in the plan, whatever it is worth (may be given again)")  # fmt: skip
    it.add_argument("--on", metavar="SERVICE", action="append", default=[],
                    help="only what is on this service (may be given again)")  # fmt: skip
    it.add_argument("--rated-up-to", metavar="X", default="", help="nothing that is certified beyond this, as TV-14")
    it.add_argument("--seasons", action="store_true", help="whole seasons only")
    it.add_argument("--pauses", action="store_true",
                    help="say where to pause in what was seen or begun; with --order story")  # fmt: skip
    it.add_argument("--words-a-minute", metavar="N", type=int, help="how fast you read (default: 240)")
    it.add_argument("--also-for", metavar="TEXT", help="what somebody has seen who watches with you")
    it.add_argument("-o", "--output", metavar="FILE",
                    help="write a file: calendar .ics, table .csv, checklist .md, .json, or .trakt.json")  # fmt: skip
    it.add_argument("--explain-to-keeper", action="store_true",
                    help="show what the plan is derived from; this spoils everything")  # fmt: skip


def _drawing(it: argparse.ArgumentParser) -> None:
    it.add_argument("-o", "--output", metavar="FILE", help="write a picture: .svg, .png, .pdf, or the map as .json")
    it.add_argument("--who", action="store_true", help="NAME means a person or thing, even if a title has this name")
    _order(it)
    it.add_argument("--all", action="store_true", help="draw everybody, not only people with more than a few moments")
    it.add_argument("--down", action="store_true", help="draw time from top to bottom, for narrow screens")
    it.add_argument("--colour", choices=("title", "group", "person"), help="what colours stand for")
    it.add_argument(
        "--proved",
        action="store_true",
        help="search for the fewest crossings, up to a work limit",
    )
    it.add_argument("--seconds", metavar="S", type=float, help="stop the search after S seconds and keep the best")


_ARGUMENT_HELP = {
    "title": "a title, or an installment",
    "thread": "a case or question",
    "search": "what to look for",
    "next": "a title (default: the universe)",
    "recap": "an installment or a title",
    "plan": "a title (its next part), a season or an installment",
    "learnt": 'an installment ("Daredevil 1x05"), a season, a share ("Emma to 45%%"), or a title',
    "met": "two names or more",
    "ties": "titles (default: all)",
    "timeline": "people, places or titles: what happened to all of them together (default: everything)",
    "secrets": "people who have the secrets or know them (default: all)",
    "path": "the two names",
    "map": 'what the map is about: "Daredevil S2", or a name (default: everything)',
}


def _universe(it: argparse.ArgumentParser) -> None:
    it.add_argument("--universe", metavar="PATH_OR_NAME", help=UNIVERSE_HELP)


def _checking(it: argparse.ArgumentParser) -> None:
    form = it.add_mutually_exclusive_group()
    form.add_argument(
        "--format", choices=("text", "json", "sarif", "github"), default="text",
        help="text (default), json, sarif (for code hosts and editors), or github (notes at lines of a pull request)",
    )  # fmt: skip
    form.add_argument("--json", dest="format", action="store_const", const="json", help="as --format json")
    it.add_argument(
        "--select", metavar="CODES", action="append", default=[],
        help="only what these rules or families of rules find, and errors of the text; separate them by commas",
    )  # fmt: skip
    it.add_argument("--fix", action="store_true", help="write the fixes that are safe, then check again")
    it.add_argument("--watch", action="store_true", help="check again when a file changes, until Ctrl-C")
    it.add_argument("--statistics", action="store_true", help="count by code, and list no problems")
    it.add_argument(
        "--as", dest="viewer", metavar="PROGRESS",
        help="list what somebody reads who has seen this, with each word underlined that could tell more",
    )  # fmt: skip


def _keeping(commands: "argparse._SubParsersAction[Parser]") -> None:
    """The tools of keepers, and the server."""
    it = commands.add_parser(
        "check",
        help="list the problems of a universe",
        description="List the problems of a universe's text, and the contradictions that rules find in it.",
    )
    it.add_argument("folder", metavar="FOLDER", help="a universe folder")
    _checking(it)

    it = commands.add_parser(
        "fmt",
        help="tidy the spacing of a universe's text",
        description="Tidy the spacing of a universe's text. Words and order stay.",
    )
    it.add_argument("folder", metavar="FOLDER", help="a universe folder")
    it.add_argument("--check", action="store_true", help="change nothing; exit 1 if anything would change")

    it = commands.add_parser(
        "rename",
        help="give a person, a title or a place another name",
        description="Give the page of a person, a title, a place or anything else another name, with all that names "
        "it: links, stamps, front matter, verbs.toml and check.toml.",
    )
    it.add_argument("folder", metavar="FOLDER", help="a universe folder")
    it.add_argument("old", metavar="OLD", help="the name of the page: that of its file, without .md")
    it.add_argument("new", metavar="NEW", help="its new name")
    it.add_argument("--dry-run", action="store_true", help="change nothing; print the lines that would change")

    it = commands.add_parser(
        "import",
        help="turn data in another format into a universe",
        description="Turn data in another format into a universe folder. Importing again updates the pages. "
        "Pages that somebody has edited since are left alone and listed.",
    )
    it.add_argument("format", metavar="FORMAT", choices=("table",), help='the format of the data: "table"')
    it.add_argument("source", metavar="SOURCE", help="a folder with tables (CSV, .xlsx, .ods), or one such file")
    it.add_argument("folder", metavar="FOLDER", help="the universe folder to write")
    it.add_argument(
        "--as", dest="namespace", metavar="NAME", default="",
        help="the name of the data among other data in the same folder; give the same name when you import it again "
        "(default: the name of SOURCE)",
    )  # fmt: skip
    it.add_argument(
        "--draft-same", metavar="FILE", default="",
        help="write a table of what may be the same as something in the folder, to be completed and saved as same.csv",
    )  # fmt: skip
    it.add_argument(
        "--dates", metavar="ORDER", choices=("dmy", "mdy"), default="",
        help="how dates of numbers are meant: dmy (5/1/2020 is in January) or mdy (in May)",
    )  # fmt: skip
    it.add_argument("--all", action="store_true", help="list every problem, and not one of each cause")
    it.add_argument(
        "--report", metavar="FILE", default="", help="write what arrived and what did not to a file, .html or .txt"
    )

    it = commands.add_parser(
        "progress",
        help="exchange progress with other programs",
        description="Take over what another program says that you have seen: `import` prints it as progress text, "
        "for --seen.\nWhat is not sure is listed, and never taken over. `export` writes progress for other programs.",
        usage="intertwine progress import [--universe PATH_OR_NAME] [--seen TEXT] [--profile NAME] [--json]\n"
        "                                 [FORMAT] FILE\n"
        "       intertwine progress export [--universe PATH_OR_NAME] [--seen TEXT] [-o FILE] FORMAT",
    )
    it.add_argument("action", metavar="ACTION", choices=("import", "export"), help="import or export")
    it.add_argument("words", metavar="[FORMAT] FILE", nargs="+",
                    help="to import: a file, a folder or a zip archive; FORMAT is one of "
                    f"{', '.join(PROGRESS_FORMATS)} (default: it is told by the file). "
                    f"To export: one of {', '.join(PROGRESS_EXPORTS)}")  # fmt: skip
    _universe(it)
    it.add_argument("--seen", metavar="TEXT", default="",
                    help="what the viewer has seen; before an import, it is part of the result")  # fmt: skip
    it.add_argument("--profile", metavar="NAME", default="",
                    help="whose entries count, where a file has those of several people")  # fmt: skip
    it.add_argument("-o", "--output", metavar="FILE", default="", help="write to a file, and not to standard output")
    it.add_argument("--json", action="store_true", help="print JSON")

    it = commands.add_parser(
        "new", help="start a universe", description="Start a universe that checks clean and explains itself."
    )
    it.add_argument("folder", metavar="FOLDER", help="a folder that does not exist yet, or is empty")

    it = commands.add_parser(
        "explain",
        help="say why a line is shown or hidden",
        description="Say why a line of a universe's text is shown to a viewer or hidden. For keepers.",
    )
    it.add_argument("place", metavar="FILE:LINE", help="a line of a universe's text")
    _universe(it)
    it.add_argument("--seen", metavar="TEXT", default="", help=SEEN_HELP)

    it = commands.add_parser(
        "serve",
        help="open the companion in a browser",
        description="Serve universes as a website on this machine. Changes of their files are live within a second.",
    )
    it.add_argument("folders", metavar="FOLDER", nargs="*", help="universe folders (default: the included universe)")
    it.add_argument("--host", metavar="H", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    it.add_argument(
        "--port", metavar="N", type=_port, default=8000, help="the port to listen on (default: %(default)s)"
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is not a count; write a whole number of 0 or more')


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; write a number from 0 to 65535')
    return int(text)


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
