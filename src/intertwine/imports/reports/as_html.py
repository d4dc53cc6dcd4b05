"""A report as one HTML page that needs nothing else: to read, to tick off and to print."""

from html import escape
from importlib.resources import files

from intertwine.imports.groups import ProblemGroup
from intertwine.imports.reports.parts import (
    MOST_ROWS,
    ReportPart,
    count_of,
    headline,
    parts_of,
    places_of,
    steps,
    table_lines,
    title_of,
)
from intertwine.imports.table import ImportReport

_TOP = """<!doctype html>
<html lang=en>
<meta charset=utf-8>
<meta name=viewport content="width=device-width">"""

_OPEN = 12
"""Messages of a group that are shown without a click."""


def report_html(report: ImportReport, name: str) -> str:
    """The `report` of an import from the source `name`, as a page."""
    parts = parts_of(report)
    style = files(__package__).joinpath("report.css").read_text("utf-8")
    next_steps = "".join(f"<li>{_safe(it)}" for it in steps(report))
    body = [
        f"<header><p class=kind>Import of tables</p><h1>{_safe(name)}</h1>",
        f"<p class=lead>{_safe(headline(report))}</p></header>",
        _tables(report),
        f"<section id=next><h2>What to do next</h2><ol>{next_steps}</ol></section>",
        _contents(parts),
        *map(_part, parts),
    ]
    head = f"<title>Import of {_safe(name)}</title>\n<style>\n{style}</style>"
    return "\n".join((_TOP, head, "<main>", *body, "</main>\n</html>\n"))


def _tables(report: ImportReport) -> str:
    rows = "".join(
        f"<tr{' class=short' if used < of else ''}><th scope=row>{_safe(table)}<td>{used:,}<td>{of:,}"
        for table, used, of in table_lines(report)
    )
    pages = f"{len(report.written):,} written, {len(report.unchanged):,} left as they were"
    head = "<thead><tr><th scope=col>Table<th scope=col>Rows used<th scope=col>Rows in all</thead>"
    table = f"<table>{head}<tbody>{rows}</tbody></table>" if rows else ""
    return f"<section id=arrived><h2>What arrived</h2>{table}<p class=note>Pages: {pages}.</p></section>"


def _contents(parts: tuple[ReportPart, ...]) -> str:
    items = [
        f'<li><a href="#{part.key}-{n}">{_safe(title_of(group))}</a> <span class=note>{count_of(group)}</span>'
        for part in parts
        for n, group in enumerate(part.groups, 1)
    ]
    return f"<nav aria-label=Causes><h2>By cause</h2><ul>{''.join(items)}</ul></nav>" if items else ""


def _part(part: ReportPart) -> str:
    groups = "".join(_group(group, f"{part.key}-{n}") for n, group in enumerate(part.groups, 1))
    return f"<section id={part.key}><h2>{part.heading}</h2><p>{_safe(part.says)}</p>{groups}</section>"


def _group(group: ProblemGroup, key: str) -> str:
    places = places_of(group)
    rows = "".join(_row(*it) for it in places[:MOST_ROWS])
    more = len(places) - MOST_ROWS
    listed = f"<ul class=rows>{rows}</ul>" + (f"<p class=note>And {more:,} more.</p>" if more > 0 else "")
    if len(places) > _OPEN:
        example = f"<p class=example>For example: {_safe(_sentence(places[0][1]))}</p>"
        listed = f"{example}<details><summary>All places</summary>{listed}</details>"
    fix = f"<p class=fix><i>Likely fix:</i> {_safe(_sentence(group.fix))}</p>" if group.fix else ""
    head = f"<h3>{_safe(title_of(group))} <span class=note>{count_of(group)}</span></h3>"
    return f"<article id={key}>{head}{fix}{listed}</article>"


def _row(place: str, message: str) -> str:
    text = f"<b>{_safe(place)}</b> {_safe(_sentence(message))}"
    return f"<li><label><input type=checkbox> <span>{text}</span></label>"


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]  # not `capitalize`, which changes the rest
    return text if text.endswith(("?", "!", ".")) else f"{text}."


def _safe(text: str) -> str:
    """`text` for HTML, without characters that no page can hold or that turn the direction of what follows."""
    return escape("".join(c if c.isprintable() else "\ufffd" for c in text))
