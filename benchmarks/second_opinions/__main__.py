"""`python -m benchmarks.second_opinions [listings meetings speakers]`: the universe against other people's records.

Prints the tables; the exit status is 1 where something differs without an explanation (with --strict also where
something that is only ours has not been looked at), 2 where an outside data set is broken. `--write` keeps the tables
in docs/second-opinions.md.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import intertwine
from benchmarks.second_opinions import listings, meetings, speakers
from benchmarks.second_opinions.report import Report, our_table, outside
from intertwine.gate.universe import Universe

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "second-opinions.md"
DATA = {
    "listings": Path("mcu-timeline/entries.json"),
    "meetings": Path("mcu-interactions/interactions.json.gz"),
    "speakers": Path("daredevil-speakers/speakers.json"),
}


def report(name: str, universe: Universe, data: Path, tables: Path) -> Report:
    """One comparison. Raises what `outside` raises, and `KeyError` and `TypeError` where a data set is of another
    shape."""
    rows = outside(data / DATA[name])
    said = our_table(tables, name)
    if name == "listings":
        return listings.compare(universe.seen(universe.everything), rows, said)
    labels = our_table(tables, f"{name}_labels")
    if name == "meetings":
        return meetings.compare(universe, rows, labels, said)
    return speakers.compare(universe, rows, labels, said)


def main(argv: Sequence[str]) -> int:
    """Run what was asked for, all of it by default; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.second_opinions", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(DATA)} (default: all)")
    parser.add_argument("--universe", metavar="DIR", help="a universe's folder (default: the included one)")
    parser.add_argument(
        "--data", metavar="DIR", type=Path, default=ROOT.parent / "shared" / "data",
        help="the outside data sets (default: ../shared/data beside the repository)",
    )  # fmt: skip
    parser.add_argument(
        "--tables",
        metavar="DIR",
        type=Path,
        default=Path(__file__).parent,
        help="our tables (default: beside the script)",
    )
    parser.add_argument(
        "--missing", metavar="TITLE", help=f"list the pairs that we lack: {', '.join(meetings.SEASONS)}"
    )
    parser.add_argument("--strict", action="store_true", help="also fail where something was not looked at")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/second-opinions.md")
    asked = parser.parse_args(argv)
    names = asked.names or list(DATA)
    unknown = [name for name in names if name not in DATA]
    if unknown:
        parser.error(f'there is no comparison "{unknown[0]}"; choose from {", ".join(DATA)}')
    if asked.missing and asked.missing not in meetings.SEASONS:
        parser.error(f'they have no "{asked.missing}"; choose from {", ".join(meetings.SEASONS)}')
    needed = ["meetings"] if asked.missing else names
    if not any((asked.data / DATA[name]).exists() for name in needed):
        print("The outside data sets are not here, so there is nothing to compare (--data DIR names their folder).")
        return 0
    universe = intertwine.load(asked.universe).universe
    found: dict[str, Report] = {}
    lacking: list[str] = []
    try:
        if asked.missing:
            rows = outside(asked.data / DATA["meetings"])
            labels = our_table(asked.tables, "meetings_labels")
            lacking = meetings.missing(universe, rows, labels, asked.missing)
        else:
            found = {name: report(name, universe, asked.data, asked.tables) for name in names}
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        print(f"An outside data set is broken: {error!r}", file=sys.stderr)
        return 2
    print("\n".join(lacking), end="\n" if lacking else "")
    return _say(found, write=asked.write, strict=asked.strict)


def _say(found: dict[str, Report], *, write: bool, strict: bool) -> int:
    for name, it in found.items():
        text = "\n".join(table.markdown() for table in it.tables)
        print(text)
        if write:
            PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
    wrong = [line for it in found.values() for line in it.faults]
    wrong += [line for it in found.values() for line in it.unjudged if strict]
    for line in [*wrong, *(line for it in found.values() for line in it.remarks)]:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


def renewed(page: str, name: str, text: str) -> str:
    """The page with one comparison's tables updated, between their marks."""
    start, end = f"<!-- opinions: {name} -->", f"<!-- end of opinions: {name} -->"
    head, _, rest = page.partition(start)
    return f"{head}{start}\n\n{text}\n{end}{rest.partition(end)[2]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
