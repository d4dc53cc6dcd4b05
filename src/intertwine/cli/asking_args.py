"""The commands that ask something of a universe: their names, arguments and help. Knows nothing of what they do."""

import argparse

from intertwine.cli.parser import Parser, add_seen, add_universe

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
_NUMBER: dict[str, int | str] = {"1": "+", "*": "*", "+": "+", "2": 2}


def add_asking(commands: "argparse._SubParsersAction[Parser]", only: str = "") -> None:
    """Add what asks something to the `commands`: all of `ASKING`, or that of the name `only`."""
    for name, argument, number, help_text in ASKING:
        if only in {"", name}:
            it = commands.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
            _add_arguments(it, name, argument, number)


def _add_arguments(it: Parser, command: str, argument: str, number: str) -> None:
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
    add_universe(it)
    add_seen(it)
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


def _count(text: str) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return int(text)
    raise argparse.ArgumentTypeError(f'"{text}" is not a count; write a whole number of 0 or more')
