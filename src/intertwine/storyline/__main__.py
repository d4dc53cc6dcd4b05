"""`python -m intertwine.storyline FILE`: a story's lines, drawn with few or provably fewest crossings."""

import argparse
import sys
from pathlib import Path

from intertwine.storyline.chart import PRESENCES, ChartError
from intertwine.storyline.drawing import draw
from intertwine.storyline.formats import WRITERS, as_json, write
from intertwine.storyline.heights import least, straight
from intertwine.storyline.layout import Certificate
from intertwine.storyline.proof import order_proved
from intertwine.storyline.read import read_chart
from intertwine.storyline.search import order_fast


def main(arguments: list[str] | None = None) -> int:
    """Reads, orders, draws, writes, and says what came of it; 2 when the input is at fault."""
    parser = argparse.ArgumentParser(prog="python -m intertwine.storyline", description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="a story in one of the known formats")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help=f"where to: {', '.join(WRITERS)}")
    parser.add_argument("--presence", choices=PRESENCES, default="span", help="on stage first to last, or as listed")
    parser.add_argument("--parts", default="", metavar="N or N-M", help="these parts of a Stanford GraphBase book only")
    speed = parser.add_mutually_exclusive_group()
    speed.add_argument("--fast", action="store_true", help="a good order at once, without proof")
    speed.add_argument("--proved", action="store_true", help="search to the proof, however long (the default: 10 s)")
    parser.add_argument("--seconds", type=float, metavar="S", help="interrupt the search after S seconds")
    asked = parser.parse_args(arguments)
    if asked.output is not None and asked.output.suffix.lower() not in WRITERS:
        parser.error(f"{asked.output.name}: no writer for this ending; choose from {', '.join(WRITERS)}")
    try:
        chart = read_chart(asked.file, asked.presence, asked.parts)
        if asked.fast:
            ordered = order_fast(chart)
        else:
            ordered = order_proved(chart, asked.seconds or (None if asked.proved else 10.0))
        for repair in chart.repairs:
            sys.stderr.write(f"repaired: {repair}\n")
        sys.stderr.write(said(ordered.certificate) + "\n")
        lines = sum(len(layer.present) for layer in chart.layers)
        found = None if asked.fast or lines > 6000 else least(ordered)
        drawing = draw(ordered, straight(ordered) if found is None else found[0])
        if asked.output is None:
            sys.stdout.write(as_json(drawing))
        else:
            write(drawing, asked.output)
    except (ChartError, OSError) as error:
        sys.stderr.write(f"error: {error}\n")
        return 2
    return 0


def said(certificate: Certificate) -> str:
    """The certificate in a line."""
    if certificate.optimal:
        how = "the fewest possible, proved"
    else:
        how = f"at least {certificate.lower_bound} needed, proved"
    stopped = ", interrupted" if certificate.interrupted else ""
    return f"{certificate.crossings} crossings, {how}{stopped}, {certificate.seconds:.2f} s"


if __name__ == "__main__":
    sys.exit(main())
