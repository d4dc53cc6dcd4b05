"""check --as: what a viewer reads of a universe, with the words underlined that could tell more than they have seen."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import numpy as np

from intertwine.check.source import Source
from intertwine.check.telling_words import Reader, TellingWords
from intertwine.cli.bar import bar
from intertwine.cli.blocks import ColouredLine, OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.errors import FAILED, MISUSED, OK, CannotError, progress_hint
from intertwine.cli.in_universe import in_universe
from intertwine.cli.render import show, show_json
from intertwine.gate.decide import decide
from intertwine.gate.reveal import alternatives_passed
from intertwine.gate.timetable import Timetable
from intertwine.gate.universe import Universe
from intertwine.ledger.read.folder import read_folder
from intertwine.library import compile_universe
from intertwine.model.progress import UnknownProgressError
from intertwine.model.record import record
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import NO_DATE

if TYPE_CHECKING:
    from intertwine.ledger.store.columns import Compiled
    from intertwine.model.strings import Ints


@record
class ReadLine:
    """A sentence as it is read, where it is written, and what in it could tell more."""

    file: str
    line: int
    text: str
    marks: tuple[TellingWords, ...]


def check_as(args: Namespace, out: TextIO, err: TextIO) -> int:
    """List everything that somebody reads who has seen what --as says.

    `args` are the arguments of `check` as `args.parser` gives them. Answers go to `out`; a terminal's progress bar goes
    to `err`. Returns the exit code: 1 where a word is underlined. Raises `CannotError` where there is no universe, or
    the progress cannot be read.
    """
    if args.fix or args.watch or args.statistics or args.select or args.format not in ("text", "json"):
        raise CannotError("--as goes with --format text or json alone", "leave the other options out", MISUSED)
    folder = Path(args.folder)
    files = {it.path: it.text for it in in_universe(lambda: read_folder(folder)).files}
    with bar("reading the universe", err) as progress:
        compiled = compile_universe(folder, progress=progress)
    try:
        read = list(_read(compiled, files, args.viewer))
    except UnknownProgressError as error:
        raise CannotError(f"--as: {error}", progress_hint(error.example, "--as"), MISUSED) from error
    marked = sum(len(it.marks) for it in read)
    if args.format == "json":
        show_json({"sentences": [asdict(it) for it in read], "underlined": marked}, out)
    else:
        total = f"{counted(len(read), 'sentence')}, {counted(marked, 'word')} underlined"
        show([*(block for it in read for block in _blocks(it)), TextLine(total)], out)
    return FAILED if marked else OK


def _read(compiled: "Compiled", files: dict[str, str], viewer: str) -> Iterator[ReadLine]:
    """All that the progress `viewer` sees, by where it is written."""
    ledger, universe = compiled.ledger, Universe(compiled)
    seen = universe.progress(viewer)
    view = universe.seen(seen)
    passed = Timetable(ledger).limits([*seen.seen, *seen.told])
    is_passed, _ = alternatives_passed(ledger.stamps, passed)
    source = Source(ledger, files)
    reader = Reader(source, is_passed, _last_year(compiled, passed))
    # The lines of a view are those that the gate shows, in their order in the ledger.
    shown = np.flatnonzero(decide(ledger, passed).lines).tolist()
    found = list[ReadLine]()
    for number, line in enumerate(shown):
        pieces = view.sentence(view.facts.one(number))
        text = "".join(it.text for it in pieces)
        if text:
            marks = reader.marks(line, [(it.text, it.entity is not None) for it in pieces])
            page = source.words[int(ledger.lines.page[line])]
            found.append(ReadLine(page, int(ledger.lines.number[line]), text, marks))
    yield from sorted(dict.fromkeys(found), key=lambda it: (it.file, it.line))


def _last_year(compiled: "Compiled", passed: "Ints") -> int | None:
    """The year in which the last came out of which anything is passed; None where nothing is that has a date."""
    days = compiled.ledger.installments.date[passed >= 0]
    known = days[days != NO_DATE]
    return ReleaseDate(int(known.max()), 0).year if len(known) else None


def _blocks(it: ReadLine) -> Iterator[OutputBlock]:
    """A sentence with its place, and below it what is underlined and why."""
    place = f"{it.file}:{it.line}: "
    for n, text in enumerate(it.text.split("\n")):
        yield ColouredLine((((place if not n else " " * len(place)), "bold"), (text, "")))
    for mark in it.marks:
        before = it.text[: mark.start].rpartition("\n")[2]
        line = " " * (len(place) + len(before)) + "^" * len(mark.words)
        yield ColouredLine(((line, "bold yellow"), (f" {mark.why}", "yellow")))
