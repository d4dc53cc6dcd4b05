"""The entries of a large JSON file, one at a time: those of an array, or of the arrays in an object."""

import json
from collections.abc import Iterator
from typing import Any, TextIO

from intertwine.imports.progress.errors import ProgressFileError, half
from intertwine.imports.progress.files import ExportFile
from intertwine.imports.progress.text import opened_text
from intertwine.model.message import message

_PART = 1 << 18
LARGEST_ENTRY = 16_000_000
"""Characters of one entry."""
_SPACE = " \t\r\n"


class _Buffer:
    """What of a text was read and not yet used."""

    def __init__(self, text: TextIO, name: str) -> None:
        self._text, self._name = text, name
        self.data, self.at, self.rows, self._is_end = "", 0, 0, False
        self._decoder = json.JSONDecoder()

    def next(self) -> str:
        """The next character that is no space; "" at the end."""
        while True:
            while self.at < len(self.data):
                if self.data[self.at] not in _SPACE:
                    return self.data[self.at]
                self.at += 1
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """The next character, which must be one of those `expected`."""
        found = self.next()
        if not found:
            raise half(self._name, self.rows)
        if found not in expected:
            raise self._wrong()
        self.at += 1
        return found

    def value(self, *, is_entry: bool = True) -> Any:
        """The next value, whole. The name of an array is not an entry."""
        if not self.next():
            raise half(self._name, self.rows)
        wanted = _PART
        while True:
            try:
                found, end = self._decoder.raw_decode(self.data, self.at)
            except json.JSONDecodeError:
                if self._is_end:
                    raise self._broken() from None
            except (RecursionError, ValueError):
                raise self._wrong() from None
            else:
                if end < len(self.data) or self._is_end:  # a number may go on
                    self.at = end
                    self.rows += is_entry
                    return found
            if len(self.data) - self.at > LARGEST_ENTRY:
                raise self._wrong()
            while len(self.data) - self.at < wanted and self._more():
                pass
            wanted *= 2

    def _more(self) -> bool:
        part = self._text.read(_PART)
        self.data, self.at = self.data[self.at :] + part, 0
        self._is_end = not part
        return bool(part)

    def _broken(self) -> ProgressFileError:
        """What is wrong where the rest is no JSON: it ends too early, or holds what is none."""
        try:
            self._decoder.raw_decode(self.data, self.at)
        except json.JSONDecodeError as error:
            rest = self.data[error.pos :].strip()
            return half(self._name, self.rows) if not rest or "Unterminated" in error.msg else self._wrong()
        return self._wrong()

    def _wrong(self) -> ProgressFileError:
        return ProgressFileError(
            message('"%(name)s" cannot be read as JSON after entry %(row)s', name=self._name, row=self.rows),
            message("export it again; nothing of it was marked"),
        )


def entries(file: ExportFile) -> Iterator[tuple[str, Any]]:
    """The entries of a `file`, with the name of the array in which each stands ("": the file is one array, or one
    object without arrays). Raises `ProgressFileError` for what is no JSON, or ends too early."""
    with opened_text(file) as text:
        buffer = _Buffer(text, file.name)
        if buffer.next() == "[":
            yield from (("", it) for it in _of_array(buffer))
        elif buffer.next() == "{":
            yield from _of_object(buffer)
        else:
            buffer.value()
        if buffer.next():
            raise ProgressFileError(
                message('"%(name)s" goes on after its end', name=file.name), message("export it again")
            )


def _of_array(buffer: _Buffer) -> Iterator[Any]:
    buffer.take("[")
    if buffer.next() == "]":
        buffer.take("]")
        return
    while True:
        yield buffer.value()
        if buffer.take(",]") == "]":
            return


def _of_object(buffer: _Buffer) -> Iterator[tuple[str, Any]]:
    buffer.take("{")
    alone: dict[str, Any] = {}
    if buffer.next() != "}":
        while True:
            key = buffer.value(is_entry=False) if buffer.next() == '"' else ""
            buffer.take(":")
            if buffer.next() == "[":
                yield from ((key, it) for it in _of_array(buffer))
                alone[key] = None
            else:
                alone[key] = buffer.value()
            if buffer.take(",}") == "}":
                break
    else:
        buffer.take("}")
    if not any(value is None for value in alone.values()):
        yield "", alone
