"""A report as a file."""

from pathlib import Path

from intertwine.imports.reports.as_html import report_html
from intertwine.imports.reports.as_text import report_text
from intertwine.imports.table import ImportReport
from intertwine.model.whole_file import write_file

FORMATS = {".html": report_html, ".txt": report_text}
"""How a report is written, by how the name of its file ends."""


def write_report(report: ImportReport, name: str, path: Path) -> None:
    """Write the `report` of an import from the source `name` to `path`, whole or not at all. Raises `ValueError` for a
    name that ends otherwise, and `OSError` where it cannot be written."""
    if path.suffix.lower() not in FORMATS:
        raise ValueError(f"a report ends in {' or '.join(FORMATS)}, not {path.suffix}")
    write_file(path, FORMATS[path.suffix.lower()](report, name).encode("utf-8", "replace"))
