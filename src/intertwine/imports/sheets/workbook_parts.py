"""What kind of workbook a zip file holds, and where the sheets of an .xlsx are in it."""

import posixpath
import zipfile
from xml.etree import ElementTree as ET

from intertwine.imports.sheets.limits import RefusedError

_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
SAVE = "open it in a spreadsheet program, and save it as .xlsx or .ods"
"""The way out for most of what is wrong with a workbook."""


def sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts of an .xlsx by the names of its sheets; none of an .ods. Raises RefusedError for what is neither, or
    has a password."""
    names = frozenset(archive.namelist())
    encrypted = "encrypted-package" in names or any(part.flag_bits & 1 for part in archive.infolist())
    if encrypted or ("META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml")):
        raise RefusedError("file-unusable", "is protected by a password", "save it without a password")
    if "content.xml" in names and "mimetype" in names and archive.read("mimetype").startswith(_ODS):
        return {}
    if "xl/workbook.xml" not in names:
        raise RefusedError("file-unusable", "is neither an .xlsx nor an .ods", SAVE)
    targets = {
        it.get("Id"): posixpath.normpath(posixpath.join("/xl", it.get("Target", ""))).lstrip("/")
        for it in ET.fromstring(archive.read("xl/_rels/workbook.xml.rels")).iter()  # noqa: S314 - limited
    }
    sheets = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - in a process with a memory limit
    found = {}
    for it in sheets.iter():
        if it.tag.rpartition("}")[2] == "sheet":
            part = targets.get(next((value for name, value in it.items() if name.endswith("}id")), ""), "")
            if part in names:
                found[it.get("name", "")] = part
    return found
