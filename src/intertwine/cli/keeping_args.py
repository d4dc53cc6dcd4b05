"""The commands of keepers, and the server: their names, arguments and help. Knows nothing of what they do."""

import argparse

from intertwine.cli.parser import Parser, add_seen, add_universe

PROGRESS_FORMATS = (
    "trakt", "letterboxd", "imdb", "netflix", "simkl", "tvtime", "nfo", "goodreads", "storygraph", "koreader",
)  # fmt: skip
"""The names in `imports.progress.FORMATS`: a parser imports no readers. A test compares them."""
PROGRESS_EXPORTS = ("trakt", "csv", "text")
"""What `progress export` writes."""


def add_keeping(commands: "argparse._SubParsersAction[Parser]") -> None:
    """Add the tools of keepers, and the server, to the `commands`."""
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
    add_universe(it)
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
    add_universe(it)
    add_seen(it)

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


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f'"{text}" is not a port; write a number from 0 to 65535')
    return int(text)
