"""Workbooks (.xlsx, .ods) as tables of records. A process of its own reads them: see `workbook_process`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from intertwine.imports.sheets.limits import OLE, ZIP, RefusedError, need_size
from intertwine.imports.sheets.record import RawTable, SheetRecord
from intertwine.model.record import record

_ROOT = str(Path(__file__).parents[3])
"""Where this very code is, for the process that is started."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@record
class Workbook:
    """The tables of a workbook with what each is by its name or the file's ("": neither says). `others` are its other
    sheets. The tables' records must be read one table after the other."""

    tables: tuple[tuple[RawTable, str], ...]
    others: tuple[str, ...]


def is_workbook(path: Path) -> bool:
    """Whether the file at `path` begins as workbooks do, whatever it is called."""
    try:
        with path.open("rb") as file:
            return file.read(len(OLE)).startswith((ZIP, OLE))
    except OSError:
        return False


def read_workbook(path: Path, file: str) -> Workbook:
    """The workbook at `path`, which people see as `file`. Raises RefusedError, also while records are read."""
    need_size(path.stat().st_size)
    with path.open("rb") as opened:
        if opened.read(len(OLE)) == OLE:
            if _ENCRYPTED in opened.read():
                raise RefusedError("file-unusable", "is protected by a password", "save it without a password")
            raise RefusedError("file-unusable", "is a workbook of an old kind (.xls)", "save it as .xlsx or .ods")
    lines = _lines(path, Path(file).stem)
    found = next(lines)
    raw = [(RawTable(f"{file} [{name}]", iter(())), table) for name, table in found["tables"]]
    pending = _pending(lines)
    for table, _ in raw:
        table.records = _own(pending)
    return Workbook(tuple(raw), tuple(found["others"]))


def _pending(lines: Iterator[Any]) -> Iterator[Any]:
    next(lines, None)  # the first table's own line
    yield from lines


def _own(lines: Iterator[Any]) -> Iterator[SheetRecord]:
    """The records up to the next table."""
    for line in lines:
        if isinstance(line, dict):
            return
        number, cells, *rest = line
        unreadable = {int(n): why for n, why in rest[0].items()} if rest else {}
        yield SheetRecord(number, cells, unreadable)


def _lines(path: Path, name: str) -> Iterator[Any]:
    # -P: nothing is imported from the folder in which we are, which may be the source.
    command = [sys.executable, "-P", "-m", "intertwine.imports.sheets.workbook_process", str(path.resolve()), name]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([_ROOT, os.environ.get("PYTHONPATH", "")])}
    with subprocess.Popen(  # noqa: S603 - our own
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="ascii", env=environment
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - asked for above
            said = False
            for text in process.stdout:
                line = json.loads(text)
                _need_accepted(line)
                said = True
                yield line
        except BaseException:
            process.kill()
            raise
        if process.wait() == 1:
            raise RefusedError("file-unusable", "cannot be read: the reader of workbooks failed", "save it as CSV")
        if process.returncode or not said:
            hint = "save its tables as CSV, or remove what stands far away from them"
            raise RefusedError("too-large", "needs more memory or time than the reading of a workbook may take", hint)


def _need_accepted(line: Any) -> None:
    if isinstance(line, dict) and "refused" in line:
        raise RefusedError(*line["refused"])
