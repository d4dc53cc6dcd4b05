"""`python -m intertwine.storyline FILE`: a story's lines, drawn with few or provably fewest crossings."""

import argparse
import io
import os
import sys
from pathlib import Path

from intertwine.storyline.chart import Chart, ChartError
from intertwine.storyline.draw.drawing import Drawing, draw_chart
from intertwine.storyline.draw.formats import WRITERS, as_json, certificate_line, height_line, write, write_whole
from intertwine.storyline.draw.pdf_writer import boxed_letters
from intertwine.storyline.height.heights import heights_isotonic, heights_least
from intertwine.storyline.height.minimum import MinimumHeight, minimize_height
from intertwine.storyline.layout import Ordered
from intertwine.storyline.order.fast import order_fast
from intertwine.storyline.presence import PRESENCES
from intertwine.storyline.prove.proof import CONFLICTS, order_proved
from intertwine.storyline.read import read_story

PIPE_CLOSED = 141
A_DAY = 86_400
# Places of lines in layers up to which heights are the least, and up to which a picture is made.
MOST_FOR_LEAST_HEIGHTS, MOST_FOR_PICTURE = 6000, 100_000
MOST_REPAIRS = 20


def main(arguments: list[str] | None = None) -> int:
    """Reads, orders, draws, writes, and says what came of it.

    Gives the exit code: 2 when the input is at fault or memory is short. Raises `KeyboardInterrupt` on a Ctrl-C that
    leaves nothing to write.
    """
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if stream is sys.stdout else None, errors=errors)  # JSON is UTF-8
    asked = _asked(arguments)
    if asked.output is None and sys.stdout is None:
        _say("error: standard output is closed; write the result with -o FILE")
        return 2
    try:
        _draw(asked)
    except BrokenPipeError:
        _flush_into_nothing()
        return PIPE_CLOSED
    except (ChartError, OSError) as error:
        what = "" if isinstance(error, ChartError) or error.filename else "standard output cannot be written: "
        _say(f"error: {what}{error}")
        if what:
            _flush_into_nothing()
        return 2
    except MemoryError:
        _say("error: too little memory for a chart of this size; leave out minor people or moments")
        return 2
    return 0


def _draw(asked: argparse.Namespace) -> None:
    """The command, once its arguments are checked. Raises `ChartError` and OSError."""
    picture = asked.output is not None and asked.output.suffix.lower() != ".json"
    story = read_story(asked.file, asked.presence, asked.parts)
    chart = story.chart
    _say(f"{story}")
    places = _places(chart, picture=picture)
    ordered = _ordered(chart, asked)
    for repair in chart.repairs[:MOST_REPAIRS]:
        _say(f"repaired: {repair}")
    if len(chart.repairs) > MOST_REPAIRS:
        _say(f"repaired: {len(chart.repairs) - MOST_REPAIRS:,} more, all of them in the .json")
    _say(f"{certificate_line(ordered.certificate)}, {ordered.certificate.seconds:.2f} s")
    shortest = _with_least_height(ordered) if asked.least_height else None
    ordered = shortest.ordered if shortest else ordered
    if picture:
        drawing = _drawing(ordered, least=not asked.fast and places <= MOST_FOR_LEAST_HEIGHTS)
        write(drawing, asked.output)
        if asked.output.suffix.lower() == ".pdf" and (letters := boxed_letters(drawing)):
            _say(f"boxes stand for letters that no font of the PDF has: {letters}")
    elif asked.output is not None:
        write_whole(asked.output, as_json(ordered, shortest).encode())
    else:
        sys.stdout.write(as_json(ordered, shortest))
        sys.stdout.flush()


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    """The arguments, checked before anything is read; exits with 2 on bad ones."""
    parser = argparse.ArgumentParser(prog="python -m intertwine.storyline", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a story in one of the known formats")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help=f"where to: {', '.join(WRITERS)}")
    parser.add_argument("--presence", choices=PRESENCES, default="span", help="on stage first to last, or as listed")
    parser.add_argument("--parts", default="", metavar="N or N-M", help="these parts of a Stanford GraphBase book only")
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument("--fast", action="store_true", help="a good order at once, without proof")
    most = f"{CONFLICTS // 1_000_000} million conflicts"
    speed.add_argument("--proved", action="store_true", help=f"search to the proof, or for {most} (the default: 10 s)")
    parser.add_argument(
        "--least-height", action="store_true", help="of all orders with the fewest crossings one with the shortest ways"
    )
    parser.add_argument("--seconds", type=float, metavar="S", help="interrupt the search after S seconds")
    asked = parser.parse_args(arguments)
    if asked.seconds is not None and not 0 < asked.seconds <= A_DAY:
        parser.error("--seconds is more than 0 and at most a day")
    if asked.fast and asked.least_height:
        parser.error("--least-height needs the fewest crossings, which --fast does not prove")
    if asked.output is not None:
        if asked.output.suffix.lower() not in WRITERS:
            parser.error(f"{asked.output.name}: no writer for this ending; choose from {', '.join(WRITERS)}")
        if not asked.output.parent.is_dir():
            parser.error(f"there is no folder {asked.output.parent}; make it first")
        if asked.output.is_dir():
            parser.error(f"{asked.output} is a folder")
    return asked


def _places(chart: Chart, *, picture: bool) -> int:
    """How many lines all layers have together. Raises `ChartError` when that is too many for a picture."""
    places = sum(len(layer.present) for layer in chart.layers)
    if picture and places > MOST_FOR_PICTURE:
        raise ChartError(
            f"{places:,} places of lines in layers, and {MOST_FOR_PICTURE:,} is the most in a picture; "
            "write .json instead"
        )
    return places


def _ordered(chart: Chart, asked: argparse.Namespace) -> Ordered:
    """The orders; on a terminal the gap is shown while it shrinks."""
    if asked.fast:
        return order_fast(chart)
    on_terminal = sys.stderr.isatty()

    def show(lower: int, crossings: int) -> None:
        if on_terminal:
            bound = f"at least {lower} needed" if lower else "no bound yet"
            sys.stderr.write(f"\r\x1b[K{crossings} crossings, {bound}; Ctrl-C keeps the best")
            sys.stderr.flush()

    try:
        # A search with a listener keeps what it has on Ctrl-C, so one listens where nothing is shown, too.
        return order_proved(chart, asked.seconds or (None if asked.proved else 10.0), progress=show)
    finally:
        if on_terminal:
            sys.stderr.write("\r\x1b[K")


def _with_least_height(ordered: Ordered) -> MinimumHeight | None:
    """The order with the least height; None, and a line that says so, where the fewest crossings are not proved."""
    if not ordered.certificate.optimal:
        _say("no least height: the crossings are not proved to be the fewest")
        return None
    try:
        found = minimize_height(ordered)
    except KeyboardInterrupt:  # the orders are too good to be lost
        _say("no least height: interrupted")
        return None
    _say(f"{height_line(found)}")
    return found


def _drawing(ordered: Ordered, *, least: bool) -> Drawing:
    """The drawing, with the least heights if there is time for them."""
    try:
        found = heights_least(ordered) if least else None
    except KeyboardInterrupt:  # the orders are too good to be lost
        found = None
    return draw_chart(ordered, heights_isotonic(ordered) if found is None else found[0])


def _say(line: str) -> None:
    """A line for standard error. What a file says must not steer a terminal: what is not printable is escaped."""
    shown = line if line.isprintable() else "".join(x if x.isprintable() else ascii(x)[1:-1] for x in line)
    sys.stderr.write(f"{shown}\n")


def _flush_into_nothing() -> None:
    """Python would complain when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
