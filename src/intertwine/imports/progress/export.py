"""An export as entries: which format it is, and what it says."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from intertwine.imports.progress.errors import ProgressFileError, half
from intertwine.imports.progress.files import LARGEST_UNPACKED, files_of
from intertwine.imports.progress.formats import FORMATS
from intertwine.imports.progress.reading import ProgressFormat, Sniffed, sniffed
from intertwine.imports.progress.text import HEAD
from intertwine.model.message import message
from intertwine.model.watched import WatchedRow

_MOST_COLUMNS = 12


class Export:
    """An export that is about to be read. `format` is its format; `unwatched` counts the entries, of those that `rows`
    has given so far, that say of nothing that it was watched."""

    def __init__(self, found: ProgressFormat, files: list[Sniffed], person: str, most: int | None) -> None:
        self.format, self._files, self._person, self._most = found, files, person, most
        self.unwatched = 0

    def rows(self) -> Iterator[WatchedRow]:
        """The entries that say that something was watched, one at a time. Raises `ProgressFileError` for half a file,
        or more entries than may be: then nothing of it is to count."""
        number = 0
        for file in self._files:
            for row in self.format.read(file, self._person):
                number += 1
                if self._most is not None and number > self._most:
                    raise ProgressFileError(
                        message("there are more than %(most)s entries", most=self._most),
                        message("export less at once, for example one year"),
                    )
                if row is None:
                    self.unwatched += 1
                else:
                    yield row


def read_export(
    path: Path,
    name: str = "",
    *,
    format_name: str = "",
    person: str = "",
    unpacked: int = LARGEST_UNPACKED,
    most: int | None = None,
) -> Export:
    """The export at `path`: a file, a folder or a zip archive, which people see as `name` ("": as its own).

    `format_name` is one of `FORMATS` ("": it is told by what the files hold); `person` is whose entries count where a
    file holds those of several; `unpacked` is how many bytes an archive may have when it is unpacked, and `most`
    how many entries there may be (None: any number). Raises
    `ProgressFileError` for what is no export, or is one of another format, and `OSError`. The entries are read later,
    so that `Export.rows` raises it too.
    """
    files = files_of(path, name, unpacked)
    every = {file.name.lower(): file for file in files}
    looked = [sniffed(file, every) for file in files]
    votes: Counter[str] = Counter()
    for it in looked:
        votes.update(own.name for own in FORMATS.values() if own.is_like(it))
    shown = name or path.name
    if not votes:
        raise _unknown(looked, shown, format_name)
    if format_name and format_name not in votes:
        own, other = FORMATS[format_name].label, FORMATS[votes.most_common(1)[0][0]]
        raise ProgressFileError(
            message('"%(name)s" is not from %(own)s: it is from %(other)s', name=shown, own=own, other=other.label),
            message("choose %(format)s", format=other.name),
        )
    best = votes.most_common(2)
    if not format_name and len(best) > 1 and best[0][1] == best[1][1]:
        raise ProgressFileError(
            message(
                '"%(name)s" can be from %(one)s or from %(other)s',
                name=shown, one=FORMATS[best[0][0]].label, other=FORMATS[best[1][0]].label,
            ),
            message("say which"),
        )  # fmt: skip
    found = FORMATS[format_name or best[0][0]]
    if any(it.shape == "json" and found.is_like(it) for it in looked):
        _need_whole(it for it in looked if it.file.base.endswith(".json") and not found.is_like(it))
    return Export(found, [it for it in looked if found.is_like(it)], person, most)


def _need_whole(others: Iterable[Sniffed]) -> None:
    """Refuse an export that has a part of a JSON file beside whole ones: too little of it to say that it is one."""
    for it in others:
        if len(it.head) < HEAD:
            try:
                json.loads(it.head)
            except (ValueError, RecursionError):
                raise half(it.file.name, 0) from None


def _unknown(looked: list[Sniffed], name: str, format_name: str) -> ProgressFileError:
    """What is wrong with files that no format can read."""
    own = FORMATS.get(format_name)
    way = message("an export from %(own)s is %(holds)s", own=own.label, holds=own.holds) if own else message(
        "these are read: %(labels)s", labels=", ".join(it.label for it in FORMATS.values())
    )  # fmt: skip
    if not looked:
        return ProgressFileError(message('"%(name)s" holds no file of an export', name=name), way)
    columns = sorted(looked[0].columns)[:_MOST_COLUMNS] if len(looked) == 1 else []
    if columns:
        return ProgressFileError(
            message('"%(name)s" has the columns of no export: %(columns)s', name=name, columns=", ".join(columns)), way
        )
    return ProgressFileError(message('"%(name)s" is not an export that can be read', name=name), way)
