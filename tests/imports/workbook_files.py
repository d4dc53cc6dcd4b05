"""Real workbooks for tests, as small as they can be: .xlsx and .ods, written by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_STYLES = (
    f'<styleSheet {_MAIN}><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="21"/><xf numFmtId="164"/></cellXfs>'
    "</styleSheet>"
)
DAY, TIME, LENGTH = 1, 2, 3
"""Styles of numbers."""

_ODS = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def number(value: float, style: int = 0) -> str:
    """A cell of an .xlsx with a number. `{}` is its place."""
    return f'<c r="{{}}" s="{style}"><v>{value!r}</v></c>'


def xlsx_cell(cell: str) -> str:
    """A cell of an .xlsx: text, or what begins with `<` as it is."""
    if cell.startswith("<"):
        return cell
    return f'<c r="{{}}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>' if cell else ""


def _row(cells: Sequence[str], row: int) -> str:
    return "".join(xlsx_cell(cell).format(f"{chr(64 + n)}{row}") for n, cell in enumerate(cells, 1))


def xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]], tail: str = "", chart: str = "") -> Path:
    """Write a workbook with these rows of cells by the names of its sheets. `tail` follows the cells of each sheet;
    `chart` is the name of a sheet with a chart."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        listed, targets = [], [f'<Relationship Id="s" Type="{_REL}/styles" Target="styles.xml"/>']
        for n, (name, rows) in enumerate(sheets.items(), 1):
            cells = "".join(f'<row r="{r}">{_row(row, r)}</row>' for r, row in enumerate(rows, 1))
            xml = f"<worksheet {_MAIN}><sheetData>{cells}</sheetData>{tail}</worksheet>"
            archive.writestr(f"xl/worksheets/sheet{n}.xml", xml)
            listed.append(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"/>')
            targets.append(f'<Relationship Id="r{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>')
        if chart:
            archive.writestr("xl/chartsheets/sheet1.xml", f"<chartsheet {_MAIN}/>")
            listed.append(f'<sheet name={quoteattr(chart)} sheetId="99" r:id="c"/>')
            targets.append(f'<Relationship Id="c" Type="{_REL}/chartsheet" Target="chartsheets/sheet1.xml"/>')
        book = f'<workbook {_MAIN} xmlns:r="{_REL}"><sheets>{"".join(listed)}</sheets></workbook>'
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", f"<Relationships {_RELS}>{''.join(targets)}</Relationships>")
        archive.writestr("xl/styles.xml", _STYLES)
        main = f'<Relationship Id="m" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships {_RELS}>{main}</Relationships>")
    return path


def ods_cell(cell: str) -> str:
    """A cell of an .ods: text, or what begins with `<` as it is."""
    if cell.startswith("<"):
        return cell
    text = f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    return text if cell else "<table:table-cell/>"


def ods(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]], manifest: str = "") -> Path:
    """Write a workbook with these rows of cells by the names of its sheets."""
    tables = "".join(
        f"<table:table table:name={quoteattr(name)}>"
        + "".join(f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows)
        + '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
        for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {_ODS}>{body}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", manifest or "<manifest/>")
    return path


def rows_of(text: str) -> list[list[str]]:
    """The cells of a CSV text without quotation marks."""
    return [line.split(",") for line in text.splitlines()]
