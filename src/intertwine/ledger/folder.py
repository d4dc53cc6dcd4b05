"""A universe's folder as text: which files are pages, and what could not be read."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from intertwine.model.problem import Problem
from intertwine.model.words import exact, nfc

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of a page."""
MOST_FILES = 100_000

_UNIVERSE, _VERBS, _README = "universe.md", "verbs.toml", "readme.md"


class NotAUniverse(ValueError):  # noqa: N818 - it names what the folder is
    """A folder holds no universe. The message names the folder and the way out."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A page's text. `path` is relative to the folder, with forward slashes; `size` is in bytes; `mtime_ns` is the
    time of its last change in nanoseconds since 1970."""

    path: str
    text: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Folder:
    """What was read: `files` in the order of their paths, no key twice; `verbs` is the text of verbs.toml or None."""

    root: Path
    files: tuple[SourceFile, ...]
    verbs: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    path: str
    size: int
    mtime_ns: int


def key_of(path: str) -> str:
    """The key of the page at `path`: its file name without `.md`, as links to it are read."""
    return exact(path.rpartition("/")[2].removesuffix(".md"))


def read_folder(folder: Path, before: Folder | None = None) -> Folder:
    """Read a universe's pages. A file that cannot be read is a problem and costs only itself.

    What was read `before` is read again only where its size or its time of change is another.
    Raises `NotAUniverse` where there is no `universe.md`.
    """
    problems: list[Problem] = []
    found = _list(folder, problems)
    files: list[SourceFile] = []
    known = {file.path: file for file in before.files} if before is not None and before.root == folder else {}
    keys: dict[str, str] = {}
    verbs: str | None = None
    if not any(item.path == _UNIVERSE for item in found):
        raise NotAUniverse(_no_universe(folder))
    pages = 0
    for item in found:
        if item.path == _VERBS:
            verbs = _read(folder, item, problems)
            continue
        pages += 1
        if pages > MOST_FILES:
            message = f"more than {MOST_FILES} pages: this one and all after it were not read"
            problems.append(Problem(item.path, 0, 0, "too-many-files", message, "split the universe"))
            break
        # As file systems that ignore case compare names, which is not as names compare elsewhere: accents count.
        folded = nfc(key_of(item.path).casefold())
        if folded in keys:
            message = f'"{key_of(item.path)}" is already the key of {keys[folded]}, so that {item.path} was not read'
            problems.append(Problem(item.path, 0, 0, "key-twice", message, "give one of the files another name"))
            continue
        if any(mark in key_of(item.path) for mark in "[]|"):
            message = f'no link can name "{key_of(item.path)}"'
            hint = "leave [, ] and | out of the file's name"
            problems.append(Problem(item.path, 0, 0, "file-name-unreadable", message, hint))
        file = known.get(item.path)
        if file is None or (file.size, file.mtime_ns) != (item.size, item.mtime_ns):
            text = _read(folder, item, problems)
            file = None if text is None else SourceFile(item.path, text, item.size, item.mtime_ns)
        if file is not None:
            keys[folded] = item.path
            files.append(file)
    return Folder(folder, tuple(files), verbs, tuple(problems))


def _no_universe(folder: Path) -> str:
    """Why a folder without a page `universe.md` is no universe, and the way out."""
    what = "holds no universe.md"
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        what = "is no folder"
    except OSError as error:
        why = error.strerror or error
        return f'"{folder}" cannot be read: {why}. Give this user the right to read the folder and what is in it'
    return f'"{folder}" {what}, so it is no universe. Start one with: intertwine new "{folder}"'


def signature(folder: Path) -> str:
    """A fingerprint of names, sizes and times of change, without opening a file; another one after every edit."""
    whole = hashlib.blake2b(digest_size=16)
    for item in _list(folder, []):
        whole.update(f"{item.path}\0{item.size}\0{item.mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _list(folder: Path, problems: list[Problem]) -> list[_Found]:
    """Every page and verbs.toml below the folder, in the order of their paths."""
    found: list[_Found] = []
    todo = [""]
    while todo:
        inside = todo.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    path = inside + entry.name
                    if entry.name.startswith((".", "_")):
                        continue
                    if entry.is_symlink():
                        if entry.name.endswith(".md") or _leads_to_a_folder(entry):
                            problems.append(_trouble(path, "symbolic-link", "a symbolic link is not followed",
                                                     "put the file or folder itself here"))  # fmt: skip
                    elif entry.is_dir(follow_symlinks=False):
                        todo.append(path + "/")
                    elif _is_ours(inside, entry) and (item := _stat(path, entry, problems)):
                        found.append(item)
        except OSError as error:
            if inside:
                problems.append(_unreadable(inside.rstrip("/"), error))
    return sorted(found, key=lambda item: item.path)


def _leads_to_a_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link in a circle leads nowhere, and is worth a word too
        return True


def _is_ours(inside: str, entry: os.DirEntry[str]) -> bool:
    name = entry.name
    page = name.endswith(".md") and name.lower() != _README
    return (page or (not inside and name == _VERBS)) and entry.is_file(follow_symlinks=False)


def _stat(path: str, entry: os.DirEntry[str], problems: list[Problem]) -> _Found | None:
    try:
        path.encode()
        stat = entry.stat(follow_symlinks=False)
    except UnicodeEncodeError:
        problems.append(_trouble(path, "file-name-unreadable", "this file's name is no UTF-8", "give it another name"))
        return None
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    return _Found(path, stat.st_size, stat.st_mtime_ns)


def _read(folder: Path, item: _Found, problems: list[Problem]) -> str | None:
    """The text of a file, or None and a problem."""
    data = b""
    if item.size <= LARGEST_FILE:
        try:
            # O_NOFOLLOW: the file may have been swapped for a link since it was listed.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            with os.fdopen(os.open(folder / item.path, flags), "rb") as file:
                data = file.read(LARGEST_FILE + 1)
        except OSError as error:
            problems.append(_unreadable(item.path, error))
            return None
    if max(item.size, len(data)) > LARGEST_FILE:
        message = f"this file has {max(item.size, len(data))} bytes; at most {LARGEST_FILE} are read"
        problems.append(_trouble(item.path, "file-too-large", message, "split it: one page an entity, one a season"))
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        message = f"byte {error.start} of this file is no UTF-8, so that it was not read"
        problems.append(Problem(item.path, line, column, "not-utf-8", message, "save it as UTF-8"))
        return None


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"this could not be read: {error.strerror or error}"
    return _trouble(path, "file-unreadable", message, "give it back its rights, or remove it")


def _trouble(path: str, code: str, message: str, hint: str) -> Problem:
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # a name need not be UTF-8
    return Problem(shown, 0, 0, code, message, hint)
