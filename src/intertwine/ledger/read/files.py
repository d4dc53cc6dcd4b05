"""The files of a universe's folder: which there are, their bytes, and proof that none of them changed."""

import hashlib
import os
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
_CHUNK = 32 * 1024
"""Bytes that are read of a file at first: most pages are shorter."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class FolderState(NamedTuple):
    """What a folder looks like without opening a file. `mark`, of sizes, times and the numbers that the system gives to
    files, differs after most edits. Where it is not `settled`, a
    file changed so shortly before the look that it could change again and look the same: read it again."""

    mark: str
    settled: bool


def is_page(name: str) -> bool:
    """True where a file of this name is read as a page."""
    lower = name.lower()
    return lower.endswith(".md") and lower != _README


def folder_state(folder: Path, now: int) -> FolderState:
    """A cheap look at every file, to see whether reading them again is worth it; it proves nothing.

    `now` is the time in nanoseconds since 1970.
    """
    # Every folder that is served is looked at twice a second, and may have 100,000 files: no object is made for a file.
    problems = list[Problem]()
    root, paths, marks = str(folder), list_files(folder, problems), list[int]()
    settled, before, after = True, now - TICK, now + TICK
    for path in paths:
        try:
            it = os.stat(f"{root}/{path}", follow_symlinks=False)  # noqa: PTH116 - as above
        except OSError as error:
            problems.append(_unreadable(path, error))
            continue
        changed, noted = it.st_mtime_ns, it.st_ctime_ns
        marks += (it.st_size, changed, noted, it.st_ino)
        if before <= changed <= after or before <= noted <= after:
            settled = False
    # No path holds a zero byte, and a file that is not there is among the problems: this can be read in one way only.
    whole = "\0".join([*paths, repr(marks), repr(problems)])
    return FolderState(hashlib.blake2b(whole.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest(), settled)


def fingerprint(data: list[tuple[str, bytes | None]], problems: list[Problem]) -> str:
    """A hash of every byte that is read of a universe (None: a file that could not be read) and of what is said of the
    files that could not be; equal for equal folders alone."""
    # What is hashed can be read in one way only: no path holds a zero byte, and every size is written.
    sizes = " ".join(["-" if part is None else str(len(part)) for _, part in data])
    heads = "\0".join([path for path, _ in data])
    whole = hashlib.blake2b(f"{heads}\0\0{sizes}\0{problems}\0".encode("utf-8", "surrogateescape"), digest_size=16)
    whole.update(b"".join([part for _, part in data if part]))
    return whole.hexdigest()


def contents(folder: Path, found: list[str], problems: list[Problem]) -> list[tuple[str, bytes | None]]:
    """Path and bytes of each file that was `found` below `folder`; None and one of `problems` where a file could not be
    read. At most `MOST_FILES` pages."""
    most = MOST_FILES + (VERBS in found[: MOST_FILES + 1])
    if len(found) > most:
        message = f"more than {MOST_FILES} pages: this one and all after it were not read"
        problems.append(Problem(found[most], 0, 0, "too-many-files", message, "split the universe"))
    root = str(folder)
    return [(path, _read(root, path, problems)) for path in found[:most]]


def list_files(folder: Path, problems: list[Problem]) -> list[str]:
    """The path of every page and verbs.toml below the folder, in the order of their paths."""
    found: list[str] = []
    root, todo = str(folder), [""]
    while todo:
        inside = todo.pop()
        try:
            with os.scandir(f"{root}/{inside}") as entries:
                for entry in entries:
                    name = entry.name
                    if name[0] in "._":
                        continue
                    # Most entries are files: they are told first, with the fewest questions.
                    if entry.is_file(follow_symlinks=False):
                        path = inside + name
                        if (is_page(name) or path == VERBS) and (path.isascii() or _is_utf8(path, problems)):
                            found.append(path)
                    elif entry.is_symlink():
                        if name.lower().endswith(".md") or _leads_to_a_folder(entry):
                            message, hint = "a symbolic link is not followed", "put the file or folder itself here"
                            problems.append(file_problem(inside + name, "symbolic-link", message, hint))
                    elif entry.is_dir(follow_symlinks=False):
                        todo.append(f"{inside}{name}/")
        except OSError as error:
            if inside:
                problems.append(_unreadable(inside.rstrip("/"), error))
    problems.sort()
    return sorted(found)


def file_problem(path: str, code: str, message: str, hint: str) -> Problem:
    """The problem `code` of a whole file, with its `message` and `hint`. The name in `path` need not be UTF-8."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Problem(shown, 0, 0, code, message, hint)


def _leads_to_a_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # a link in a circle leads nowhere, and is worth a word too
        return True


def _is_utf8(path: str, problems: list[Problem]) -> bool:
    """Whether a file's name is text; a problem where it is not."""
    try:
        path.encode()
    except UnicodeEncodeError:
        problems.append(
            file_problem(path, "file-name-unreadable", "this file's name is not UTF-8", "give it another name")
        )
        return False
    return True


def _read(root: str, path: str, problems: list[Problem]) -> bytes | None:
    """The bytes of a file, or None and a problem."""
    try:
        # O_NOFOLLOW: the file may have been swapped for a link since it was listed.
        file = os.open(f"{root}/{path}", _FLAGS)
        try:
            data = os.read(file, _CHUNK)
            # A file that is longer than the first part is measured before more of it is read; it may grow meanwhile.
            size = os.fstat(file).st_size if len(data) == _CHUNK else len(data)
            while size <= LARGEST_FILE and data and (part := os.read(file, LARGEST_FILE)):
                data += part
                size = len(data)
        finally:
            os.close(file)
    except OSError as error:
        problems.append(_unreadable(path, error))
        return None
    if size > LARGEST_FILE:
        message = f"this file has {size} bytes; at most {LARGEST_FILE} are read"
        problems.append(file_problem(path, "file-too-large", message, "split it: one page an entity, one a season"))
        return None
    return data


def _unreadable(path: str, error: OSError) -> Problem:
    message = f"this could not be read: {error.strerror or error}"
    return file_problem(path, "file-unreadable", message, "give it back its rights, or remove it")
