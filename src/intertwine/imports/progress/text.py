"""The text of a file of an export, read a part at a time, in the encoding that it has."""

import codecs
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from intertwine.imports.progress.errors import ProgressFileError
from intertwine.imports.progress.files import ExportFile, chunks
from intertwine.imports.sheets.decode import wide_encoding
from intertwine.model.message import message

_HEAD = 4096
HEAD = 65_536
"""Characters of a file by which it is known what it is."""


@contextmanager
def opened_text(file: ExportFile) -> Iterator[TextIO]:
    """The text of `file`, without a byte order mark: UTF-8, UTF-16, or Windows-1252 where it is no UTF-8. Line ends are
    as they are. Raises `ProgressFileError` where the bytes cannot be read, also while they are."""
    encoding = encoding_of(file)
    try:
        with file.open() as data:
            yield io.TextIOWrapper(data, encoding, errors="replace", newline="")
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise ProgressFileError(
            message('"%(name)s" in the archive is damaged', name=file.name), message("download it again")
        ) from None


def encoding_of(file: ExportFile) -> str:
    """The encoding of a file's text, as `opened_text` takes it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with file.open() as data:
            for number, part in enumerate(chunks(data)):
                if number == 0 and (encoding := wide_encoding(part[:_HEAD])):
                    return encoding
                decoder.decode(part)
    except UnicodeDecodeError:
        return "cp1252"
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise ProgressFileError(
            message('"%(name)s" in the archive is damaged', name=file.name), message("download it again")
        ) from None
    return "utf-8-sig"


def head_of(file: ExportFile, length: int = HEAD) -> str:
    """The first characters of a file's text, at most so many (`length`)."""
    with opened_text(file) as text:
        return text.read(length)
