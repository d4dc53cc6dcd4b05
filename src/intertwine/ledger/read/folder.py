"""A universe's folder as text: which files are pages, and what could not be read."""

import os
from pathlib import Path
from typing import NamedTuple

from intertwine.ledger.read.files import VERBS, contents, fingerprint, list_files
from intertwine.model.problem import Problem
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.model.words import exact, nfc

UNIVERSE = "universe"
"""The key of the page that makes a folder a universe."""


class NotAUniverse(ValueError, metaclass=ShortHelp):  # noqa: N818 - it names what the folder is
    """A folder holds no universe. The message names the folder and the way out.

    >>> import intertwine
    >>> try:
    ...     intertwine.load("marvel-netflx")
    ... except intertwine.NotAUniverse as error:
    ...     print(error)
    there is no folder "marvel-netflx", and no universe of that name comes with Intertwine
    """


@record
class SourceFile:
    """A page's text. `path` is relative to the folder, with forward slashes."""

    path: str
    text: str


@record
class Folder:
    """What was read: `files` in the order of their paths, no key twice; `verbs` is the text of verbs.toml or None.
    `fingerprint` is that of the very bytes that were read ("" where they came from no folder)."""

    root: Path
    files: tuple[SourceFile, ...]
    verbs: str | None
    problems: tuple[Problem, ...]
    fingerprint: str = ""


def key_of(path: str) -> str:
    """The key of the page at `path`: its file name without `.md`, as links to it are read."""
    name = path.rpartition("/")[2]
    return exact(name[:-3] if name[-3:].lower() == ".md" else name)


def is_universe(folder: Path) -> bool:
    """True where the folder holds a `universe.md`."""
    try:
        return any(_is_universe_page(entry.name) and entry.is_file() for entry in folder.iterdir())
    except OSError:
        return False


class FolderBytes(NamedTuple):
    """The bytes of a universe's files by path, None of those that could not be read, which `problems` say; and the
    fingerprint of all of it."""

    root: Path
    data: list[tuple[str, bytes | None]]
    problems: list[Problem]
    fingerprint: str


def read_folder(folder: Path) -> Folder:
    """Read a universe's pages. A file that cannot be read is a problem and costs only itself.

    Raises `NotAUniverse` where there is no `universe.md`.
    """
    return as_text(read_files(folder))


def read_files(folder: Path) -> FolderBytes:
    """The first half of `read_folder`: all that proves a compiled cache. Raises `NotAUniverse`."""
    problems: list[Problem] = []
    # The page is looked for first: a folder that is no universe may hold a million files.
    begun = os.path.isfile(f"{folder}/{UNIVERSE}.md") or is_universe(folder)  # noqa: PTH113 - as cheap as can be
    found = list_files(folder, problems) if begun else []
    if not any("/" not in path and _is_universe_page(path) for path in found):
        raise NotAUniverse(_no_universe(folder))
    data = contents(folder, found, problems)
    return FolderBytes(folder, data, problems, fingerprint(data, problems))


def as_text(read: FolderBytes) -> Folder:
    """The second half of `read_folder`: pages out of the bytes."""
    problems: list[Problem] = []
    files: list[SourceFile] = []
    keys: dict[str, str] = {}
    verbs: str | None = None
    for path, data in read.data:
        if path == VERBS:
            verbs = _text(path, data, problems)
            continue
        key = key_of(path)
        # As file systems that ignore case compare names, which is not as names compare elsewhere: accents count.
        folded = nfc(key.casefold())
        if folded in keys:
            message = f'"{key}" is already the key of {keys[folded]}, so that {path} was not read'
            problems.append(Problem(path, 0, 0, "key-twice", message, "give one of the files another name"))
            continue
        if any(mark in key for mark in ("[", "]", "|", "%%", "<!--")):
            message = f'no link can name "{key}"'
            hint = "leave [, ], |, %% and <!-- out of the file's name"
            problems.append(Problem(path, 0, 0, "file-name-unreadable", message, hint))
        text = _text(path, data, problems)
        if text is not None:
            keys[folded] = path
            files.append(SourceFile(path, text))
    return Folder(read.root, tuple(files), verbs, (*read.problems, *problems), read.fingerprint)


def _no_universe(folder: Path) -> str:
    """Why a folder without a page `universe.md` is no universe, and the way out."""
    what = "holds no universe.md"
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        what = "is not a folder"
    except OSError as error:
        why = error.strerror or error
        return f'"{folder}" cannot be read: {why}. Give this user the right to read the folder and what is in it'
    return f'"{folder}" {what}, so it is not a universe. Start one with: intertwine new "{folder}"'


def _is_universe_page(path: str) -> bool:
    return "/" not in path and path != VERBS and key_of(path) == UNIVERSE


def _text(path: str, data: bytes | None, problems: list[Problem]) -> str | None:
    """A file's bytes as text; None, and a problem, where they are no UTF-8."""
    if data is None:
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte {error.start} of this file is not UTF-8, so that it was not read"
        problems.append(Problem(path, line, column, "not-utf-8", message, "save it as UTF-8"))
        return None
