"""`python -m benchmarks [NAME ...] [--write]`: run benchmarks, print their tables; `--write` keeps them in the docs.

A table that was not made this time stays as it was.
"""

import argparse
from importlib import import_module
from pathlib import Path

from benchmarks.measure import show

NAMES = (
    "gate",
    "answers",
    "compiling",
    "edits",
    "checking",
    "keeping",
    "shell",
    "storyline",
    "heights",
    "maps",
    "growth",
    "pan",
    "paint",
    "crowd",
    "pages",
    "story",
    "plans",
    "plan_orders",
    "importing",
)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"


def main() -> None:
    """Run what was asked for, all of it by default."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(NAMES)} (default: all)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f'there is no benchmark "{unknown[0]}"; choose from {", ".join(NAMES)}')
    found = [table for name in asked.names or NAMES for table in import_module(f"benchmarks.{name}").tables()]
    text = show(found)
    print(text)
    if asked.write:
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition(START)
        old, _, after = rest.partition(END)
        PAGE.write_text(f"{head}{START}\n\n{together(old, text)}\n{END}{after}", encoding="utf-8")


def together(old: str, new: str) -> str:
    """The new tables in the places of those with the same titles, and after them; the first lines are the new ones."""
    head, *made = new.strip().split("\n### ")
    tables = {each.partition("\n")[0]: each.strip() for each in (*old.strip().split("\n### ")[1:], *made)}
    return "\n".join([head.strip() + "\n", *(f"### {table}\n" for table in tables.values())])


if __name__ == "__main__":
    main()
