"""A report as plain text."""

import textwrap

from intertwine.imports.reports.parts import (
    MOST_ROWS,
    count_of,
    headline,
    parts_of,
    places_of,
    steps,
    table_lines,
    title_of,
)
from intertwine.imports.table import ImportReport

_WIDTH = 100


def report_text(report: ImportReport, name: str) -> str:
    """The `report` of an import from the source `name`, as text with boxes to tick."""
    lines = [f"Import of {name}", "=" * len(f"Import of {name}"), "", headline(report), ""]
    lines += [f"  {table:<14}{used:>9,} of {rows:,}" for table, used, rows in table_lines(report)]
    pages = f"{len(report.written):,} written, {len(report.unchanged):,} left as they were"
    lines += ["", f"Pages: {pages}.", "", "What to do next", "---------------", ""]
    for number, step in enumerate(steps(report), 1):
        lines += textwrap.wrap(step, _WIDTH, initial_indent=f"{number}. ", subsequent_indent="   ")
    for part in parts_of(report):
        lines += ["", part.heading, "-" * len(part.heading), "", part.says]
        for group in part.groups:
            lines += ["", *_wrapped(f"{title_of(group)} ({count_of(group)})", "")]
            lines += _wrapped(f"Likely fix: {group.fix}", "  ") if group.fix else []
            places = places_of(group)
            for place, message in places[:MOST_ROWS]:
                lines += _wrapped(f"[ ] {place}: {message}", "  ")
            if len(places) > MOST_ROWS:
                lines.append(f"      and {len(places) - MOST_ROWS:,} more")
    return "\n".join(_plain(line) for line in lines) + "\n"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ")


def _plain(line: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in line)
