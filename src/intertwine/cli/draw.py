"""`intertwine map`: the map of a view as a file, as JSON, or in words."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from intertwine import maps
from intertwine.cli.blocks import Grid, Heading, OutputBlock, TextLine
from intertwine.cli.counted import counted
from intertwine.cli.errors import MISUSED, CannotError
from intertwine.cli.orders import ORDER_WORDS, order_of
from intertwine.cli.say import names
from intertwine.maps import MapCertificate, StoryMap
from intertwine.questions import Moment, Strands
from intertwine.viewer import Viewer

A_DAY = 86_400


def make(args: Namespace, viewer: Viewer, err: TextIO) -> tuple[StoryMap, Iterator[OutputBlock]]:
    """The map that the arguments ask for, and what is said of it; written to a file where they name one.

    `args` are the command's arguments as `args.parser` gives them, and `viewer` is whoever asks. How far a
    search is goes to `err`, on a terminal alone. Raises `CannotError` for wrong use, `NotThere` and `Ambiguous` for
    names.
    """
    file = _file(args.output)
    if args.seconds is not None and not 0 < args.seconds <= A_DAY:
        raise CannotError("--seconds is more than 0 and at most a day", "write for example: --seconds 60", MISUSED)
    hear = _Gap(err)
    try:
        found = viewer.map(
            " ".join(args.names) or None,
            order=order_of(args),
            fold=not args.all,
            who=args.who,
            proved=args.proved,
            seconds=args.seconds,
            progress=hear,
        )
    finally:
        hear.stop()
    if (args.proved or args.seconds is not None) and err.isatty():
        err.write(f"searched for {found.proof.seconds:.1f} s\n")
    if file is None:
        return found, in_words(found)
    drawn = maps.picture(found, down=args.down, colour=args.colour)
    maps.write(drawn, file)
    boxed = maps.boxed_letters(drawn) if file.suffix.lower() == ".pdf" else ""
    if boxed:
        err.write(f"boxes stand for letters that no font of the PDF has: {boxed}\n")
    return found, iter([TextLine(f"wrote {file}: {said(found)}")])


def _file(output: str | None) -> Path | None:
    if output is None:
        return None
    file = Path(output)
    if file.suffix.lower() not in maps.WRITERS:
        raise CannotError(f'"{file.name}" has no known ending', f"choose from {', '.join(maps.WRITERS)}", MISUSED)
    if not file.parent.is_dir():
        raise CannotError(f'there is no folder "{file.parent}"', "make it first", MISUSED)
    return file


class _Gap:
    """Shows on a terminal how far a search is: the bounds that it has so far."""

    def __init__(self, err: TextIO) -> None:
        self._err, self._shown = err, False

    def __call__(self, lower: int, crossings: int) -> None:
        if self._err.isatty():
            bound = f"at least {lower} needed" if lower else "no bound yet"
            self._err.write(f"\r\x1b[K{crossings} crossings, {bound}; Ctrl-C keeps the best")
            self._err.flush()
            self._shown = True

    def stop(self) -> None:
        """Takes the line away."""
        if self._shown:
            self._err.write("\r\x1b[K")


def said(found: StoryMap) -> str:
    """How large the map is and how good. Without seconds: the same map is always said in the same words."""
    it = found.strands
    return f"{counted(len(it.strands), 'line')} through {counted(len(it.moments), 'moment')}, {how_good(found.proof)}"


def how_good(proof: MapCertificate) -> str:
    """The certificate in words."""
    bound = f"at least {proof.lower_bound} needed" if proof.lower_bound else "no bound known"
    least = "the fewest possible" if proof.optimal else bound
    stopped = ", interrupted" if proof.interrupted else ""
    return f"{counted(proof.crossings, 'crossing')}, {least}{stopped}"


def in_words(found: StoryMap) -> Iterator[OutputBlock]:
    """The map as a table: who is with whom, where, moment by moment."""
    it = found.strands
    about = "everything" if it.about is None else maps.title_of(it)
    yield Heading(f"Map of {about}, in the order {ORDER_WORDS[it.order]}")
    if not it.moments:
        yield TextLine("nobody is on stage in what you know")
    else:
        yield TextLine(said(found))
        yield Grid(("When", "Who", "Where", "What"), tuple(_row(it, moment) for moment in it.moments))
    if it.folded:
        yield TextLine(f"folded away: {names(it.folded)} (--all shows them)", faint=True)
    if it.edge:
        yield TextLine(f"you are here: {it.edge.text}", faint=True)


def _row(it: Strands, moment: Moment) -> tuple[str, str, str, str]:
    ways = {way.strand: f" ({way.text})" for way in moment.ways}

    def people(numbers: Iterable[int]) -> str:
        return ", ".join(it.strands[n].who.name + ways.get(n, "") for n in numbers)

    together = [f"{people(group)} together" for group in moment.groups]
    alone = [people(moment.alone)] if moment.alone else []
    said = [told.text for told in moment.said]
    if moment.frame is not None and not said:  # what is said says it too
        said.insert(0, moment.frame.text)
    if moment.belongs_before is not None:
        said.insert(0, f"({it.elsewhere(moment)})")
    place = moment.place.name if moment.place else ""
    return moment.at.said, "; ".join([*together, *alone]), place, "; ".join(said)
