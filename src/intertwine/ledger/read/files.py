"""The files of a universe's folder: which there are, their bytes, and proof that none of them changed."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from intertwine.model.problem import Problem

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes of a page."""
MOST_FILES = 100_000
VERBS = "verbs.toml"
_README = "readme.md"

TICK = 2_500_000_000
"""Nanoseconds in which a file can change again and keep its times: file systems count in steps of up to two seconds."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A file as its folder lists it. `path` is relative, with forward slashes; `times` are those of its last change and
    of the last change of what the system notes of it, in nanoseconds since 1970; `node` is its number there."""

    path: str
    size: int
    times: tuple[int, int]
    node: int


class Look(NamedTuple):
    """What a folder looks like without opening a file. `mark` differs after most edits. Where it is not `settled`, a
    file changed so shortly before the look that it could change again and look the same: read it again."""

    mark: str
    settled: bool


def is_page(name: str) -> bool:
    """True where a file of this name is read as a page."""
    lower = name.lower()
    return lower.endswith(".md") and lower != _README


def look(folder: Path, now: int) -> Look:
    """A cheap look at every file, to see whether reading them again is worth it; it proves nothing.

    `now` is the time in nanoseconds since 1970.
    """
    settled, problems = True, list[Problem]()
    whole = hashlib.blake2b(digest_size=16)
    for item in list_files(folder, problems):
        whole.update(f"{item.path}\0{item.size} {item.times} {item.node}\0".encode("utf-8", "surrogateescape"))
        settled = settled and all(abs(now - at) > TICK for at in item.times)
    whole.update(repr(problems).encode("utf-8", "surrogateescape"))
    return Look(whole.hexdigest(), settled)


class Proof:
    """A fingerprint in the making: of every byte that is read of a universe, and of what cannot be read; equal for
    equal folders alone. Files come in the order of `contents`, then what was said of the others."""

    def __init__(self) -> None:
        self._whole = hashlib.blake2b(digest_size=16)

    def add(self, path: str, data: bytes | None) -> None:
        """A file's bytes; None where it could not be read, which a problem says."""
        head = f"{len(path)} {-1 if data is None else len(data)} {path}"
        self._whole.update(head.encode("utf-8", "surrogateescape"))
        if data:
            self._whole.update(data)

    def of(self, problems: list[Problem]) -> str:
        """The fingerprint, once all files are added."""
        self._whole.update(repr(problems).encode("utf-8", "surrogateescape"))
        return self._whole.hexdigest()


def contents(folder: Path, found: list[Found], problems: list[Problem]) -> Iterator[tuple[str, bytes | None]]:
    """Path and bytes of each file, None and a problem where they could not be read; at most `MOST_FILES` pages."""
    root, pages = str(folder), 0
    for item in found:
        pages += item.path != VERBS
        if pages > MOST_FILES:
            message = f"more than {MOST_FILES} pages: this one and all after it were not read"
            problems.append(Problem(item.path, 0, 0, "too-many-files", message, "split the universe"))
            return
        yield item.path, _read(root, item, problems)


def list_files(folder: Path, problems: list[Problem]) -> list[Found]:
    """Every page and verbs.toml below the folder, in the order of their paths."""
    found: list[Found] = []
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
                        if entry.name.lower().endswith(".md") or _leads_to_a_folder(entry):
                            problems.append(trouble(path, "symbolic-link", "a symbolic link is not followed",
                                                    "put the file or folder itself here"))  # fmt: skip
                    elif entry.is_dir(follow_symlinks=False):
                        todo.append(path + "/")
                    elif _is_ours(inside, entry) and (item := _stat(path, entry, problems)):
                        found.append(item)
        except OSError as error:
            if inside:
                problems.append(_unreadable(inside.rstrip("/"), error))
    problems.sort()
    return sorted(found, key=lambda item: item.path)


def trouble(path: str, code: str, message: str, hint: str) -> Problem:
    """A problem of a whole file, whose name need not be UTF-8."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Problem(shown, 0, 0, code, message, hint)


def _leads_to_a_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link in a circle leads nowhere, and is worth a word too
        return True


def _is_ours(inside: str, entry: os.DirEntry[str]) -> bool:
    name = entry.name
    return (is_page(name) or (not inside and name == VERBS)) and entry.is_file(follow_symlinks=False)


def _stat(path: str, entry: os.DirEntry[str], problems: list[Problem]) -> Found | None:
    try:
        path.encode()
        stat = entry.stat(follow_symlinks=False)
    except UnicodeEncodeError:
        problems.append(trouble(path, "file-name-unreadable", "this file's name is no UTF-8", "give it another name"))
        return None
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    return Found(path, stat.st_size, (stat.st_mtime_ns, stat.st_ctime_ns), stat.st_ino)


def _read(root: str, item: Found, problems: list[Problem]) -> bytes | None:
    """The bytes of a file, or None and a problem."""
    parts: list[bytes] = []
    size = item.size
    if size <= LARGEST_FILE:
        try:
            # O_NOFOLLOW: the file may have been swapped for a link since it was listed.
            file = os.open(f"{root}/{item.path}", _FLAGS)
            try:
                size = 0
                while size <= LARGEST_FILE and (part := os.read(file, item.size + 1 if not size else LARGEST_FILE)):
                    parts.append(part)
                    size += len(part)
            finally:
                os.close(file)
        except OSError as error:
            problems.append(_unreadable(item.path, error))
            return None
    if size > LARGEST_FILE:
        message = f"this file has {size} bytes; at most {LARGEST_FILE} are read"
        problems.append(trouble(item.path, "file-too-large", message, "split it: one page an entity, one a season"))
        return None
    return b"".join(parts)


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"this could not be read: {error.strerror or error}"
    return trouble(path, "file-unreadable", message, "give it back its rights, or remove it")
