"""The command `progress`: what another program says that somebody has seen, as progress text."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from intertwine.cli.ask import Load, opened
from intertwine.cli.counted import counted
from intertwine.cli.errors import MISUSED, OK, CannotError, progress_hint
from intertwine.cli.escape import safe
from intertwine.cli.keeping_args import PROGRESS_EXPORTS
from intertwine.cli.render import show_json
from intertwine.exports.progress_files import PROGRESS_FILES
from intertwine.gate.watched_matching import WatchedMatches
from intertwine.imports.progress import FORMATS, ProgressFileError, SeveralPeopleError, read_export
from intertwine.model.progress import UnknownProgressError
from intertwine.model.whole_file import write_file
from intertwine.questions.title_page import title as title_page

_MOST = 50
"""Questions that are listed where no JSON is wanted."""


def progress(args: Namespace, out: TextIO, err: TextIO, load: Load | None = None) -> int:
    """Take progress over from another program's file, or write it for one.

    `args` are the command's arguments as `args.parser` gives them. The progress text goes to `out`, what is asked and
    counted to `err`, or all of it to `out` as JSON. `load` opens the universe. Returns the exit code. Raises
    `CannotError` for a file that is no export, or progress that cannot be read.
    """
    if args.action == "export":
        return _export(args, out, err, load)
    if args.output:
        raise CannotError("an import prints text", "leave --output out, or write > FILE", MISUSED)
    name, file = _words(args.words)
    universe = opened(args.universe, err, load).universe
    try:
        viewer = universe.progress(args.seen)
    except UnknownProgressError as error:
        raise CannotError(f"--seen: {error}", progress_hint(error.example), MISUSED) from error
    if not file.exists():
        raise CannotError(f'"{file}" is not there', "name a file, a folder or a zip archive", MISUSED)
    try:
        export = read_export(file, format_name=name, person=args.profile)
        found = universe.watched(export.rows(), viewer)
    except SeveralPeopleError as error:
        raise CannotError(str(error), f'write for example: --profile "{error.people[0]}"', MISUSED) from error
    except ProgressFileError as error:
        raise CannotError(str(error), str(error.way), MISUSED) from error
    if args.json:
        show_json(as_json(found), out)
        return OK
    out.write(f"{safe(found.text)}\n")
    err.writelines(f"{safe(line)}\n" for line in _said(found, export.format.label, export.unwatched))
    return OK


def _export(args: Namespace, out: TextIO, err: TextIO, load: Load | None) -> int:
    """Write what --seen says for another program."""
    endings = dict(zip(PROGRESS_EXPORTS, PROGRESS_FILES, strict=True))
    if len(args.words) != 1 or args.words[0] not in endings or args.json:
        raise CannotError(
            "progress export takes one format", f"choose from {', '.join(endings)}; -o FILE names a file", MISUSED
        )
    companion = opened(args.universe, err, load)
    try:
        seen = companion.progress(args.seen)
    except UnknownProgressError as error:
        raise CannotError(f"--seen: {error}", progress_hint(error.example), MISUSED) from error
    view = companion.seen(seen).view
    titles = (title_page(view, number) for number in view.listing.titles)
    made = PROGRESS_FILES[endings[args.words[0]]].write(titles, companion.text(seen))
    if args.output:
        write_file(Path(args.output), made)
        out.write(f"wrote {safe(args.output)}\n")
    else:
        out.write(made.decode())
    return OK


def _words(words: list[str]) -> tuple[str, Path]:
    """The format, "" where it is to be told by the file, and the file."""
    if len(words) == 1:
        return "", Path(words[0])
    if len(words) > 2:
        raise CannotError(
            f'"{words[2]}" is one word too many', "write: intertwine progress import FORMAT FILE", MISUSED
        )
    if words[0] not in FORMATS:
        raise CannotError(f'"{words[0]}" is not a format', f"choose from {', '.join(FORMATS)}", MISUSED)
    return words[0], Path(words[1])


def as_json(found: WatchedMatches) -> dict[str, object]:
    """What was `found` as JSON has it."""
    return {
        "progress": found.text,
        "matched": [{"title": it.title, "text": ", ".join(it.text), "rows": it.rows} for it in found.matched],
        "asked": [
            {"entry": it.entry, "row": it.row, "rows": it.rows, "why": it.why, "choices": list(it.choices)}
            for it in found.asked
        ],
        "elsewhere": found.elsewhere,
    }


def _said(found: WatchedMatches, label: str, unwatched: int) -> Iterator[str]:
    entries = counted(found.rows, "entry")
    yield f"{label}: {entries}, {found.elsewhere} elsewhere, {unwatched} of nothing that was seen"
    for it in found.asked[:_MOST]:
        ways = f"; if it is, add: {' or '.join(it.choices)}" if it.choices else ""
        yield f"not sure: entry {it.row}, {it.entry}: {it.why}{ways}"
    if len(found.asked) > _MOST:
        yield f"not sure: {len(found.asked) - _MOST} more (--json lists all)"
