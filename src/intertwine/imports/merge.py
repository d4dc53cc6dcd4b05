"""What an import may write: pages of its own that nobody edited since. A keeper's words are never lost.

The folder's `.intertwine-import.json` remembers which page each id became, and the hash of what was last
written there. It is saved before the first page is, with the hashes to come, so that an import which is killed
anywhere is completed by the next.
"""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from intertwine.imports.pages.page_text import folded, key_part
from intertwine.ledger.read.files import LARGEST_FILE, is_page
from intertwine.ledger.read.folder import key_of
from intertwine.model.problem import Problem
from intertwine.model.whole_file import write_file

MANIFEST = ".intertwine-import.json"


@dataclass(slots=True)
class Manifest:
    """`pages` maps what an id stands for to its page's path; `written` and `pending` map paths to hashes."""

    pages: dict[str, str] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)
    pending: dict[str, str] = field(default_factory=dict)
    present: bool = False

    def text(self) -> str:
        """The same manifest is always the same text."""
        parts = {"format": 1, "pages": self.pages, "written": self.written, "pending": self.pending}
        return json.dumps(parts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


@dataclass(slots=True)
class WriteOutcome:
    """Paths of pages, in the order in which they were asked for, and what stood in the way."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    clashes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def load_manifest(folder: Path) -> tuple[Manifest, list[Problem]]:
    """What the last import left. One that cannot be read counts as none: pages that differ are then clashes."""
    try:
        raw = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest(), []
    except (OSError, ValueError, RecursionError) as error:
        return Manifest(), [_unreadable(str(error))]
    tables = [raw.get(name) for name in ("pages", "written", "pending")] if isinstance(raw, dict) else []
    dicts = [table for table in tables if isinstance(table, dict)]
    if len(dicts) < 3 or not all(isinstance(value, str) for table in dicts for value in table.values()):
        return Manifest(), [_unreadable("it is not in the format of this version")]
    pages, written, pending = dicts
    # A folder may come from anywhere: a path that leads out of it is not a path of ours.
    pages = {name: path for name, path in pages.items() if _is_ours(path)}
    return Manifest(pages, written, pending, present=True), []


def _unreadable(why: str) -> Problem:
    hint = "pages that differ are left alone; remove them, and they are written again"
    return Problem(MANIFEST, 0, 0, "manifest-unreadable", f"cannot be read: {why}", hint, "warning")


def _is_ours(path: str) -> bool:
    pure, stem = PurePosixPath(path), path.rpartition("/")[2].removesuffix(".md")
    astray = pure.is_absolute() or any(part.startswith(".") for part in pure.parts)
    return not astray and not set(path) & set("\\:") and path.endswith(".md") and key_part(stem) == stem


def follow(manifest: Manifest, paths: dict[str, str]) -> None:
    """Take `paths` for the pages of `manifest`; what is known of a page goes with it to where a keeper moved it."""
    for ref, path in paths.items():
        before = manifest.pages.get(ref, path)
        for hashes in (manifest.written, manifest.pending):
            if before != path and before in hashes:
                hashes[path] = hashes.pop(before)
    manifest.pages |= paths


def existing_pages(folder: Path) -> dict[str, str]:
    """Every page below `folder`: its key, case-folded, to its path. Links are not followed."""
    return {folded(key_of(path)): path for path in sorted(_walk(folder, ""))}


def _walk(folder: Path, prefix: str) -> Iterator[str]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "_")):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(folder / entry.name, f"{prefix}{entry.name}/")
            elif is_page(entry.name):
                yield f"{prefix}{entry.name}"


def digest(data: bytes) -> str:
    """The hash by which a page is known again."""
    return hashlib.sha256(data).hexdigest()


def write_pages(
    folder: Path,
    texts: Mapping[str, str],
    manifest: Manifest,
    progress: Callable[[int, int], None] | None = None,
) -> WriteOutcome:
    """Bring `folder` to `texts` (path to text) as far as it may. After it `manifest` is up to date and saved.
    `progress` is called with pages done and pages in all. What cannot be written is in the outcome."""
    outcome, due = WriteOutcome(), dict[str, bytes]()
    for parent in {(folder / path).parent for path in (*texts, MANIFEST)}:
        for left in parent.glob(".intertwine-*.tmp"):  # by an import that was killed
            left.unlink(missing_ok=True)
    total = len(texts)
    for path, text in texts.items():
        data = text.encode()
        if len(data) > LARGEST_FILE:
            message = f"would be {len(data)} bytes, more than a page may have; it is left out"
            outcome.problems.append(Problem(path, 0, 0, "page-too-large", message))
        elif _may_write(folder, path, data, manifest, outcome):
            due[path] = data
    if progress:
        progress(total - len(due), total)
    if due:
        manifest.pending = {path: digest(data) for path, data in due.items()}
        if not _save(folder, manifest, outcome):
            return outcome  # without it, the next import would take these pages for a keeper's
    for count, (path, data) in enumerate(due.items(), total - len(due) + 1):
        try:
            replace(folder / path, data)
        except OSError as error:
            outcome.problems.append(_unwritable(path, error))
        else:
            outcome.written.append(path)
            manifest.written[path] = manifest.pending[path]
        if progress:
            progress(count, total)
    manifest.pending = {}
    if _read(folder / MANIFEST) != manifest.text().encode():
        _save(folder, manifest, outcome)
    return outcome


def _save(folder: Path, manifest: Manifest, outcome: WriteOutcome) -> bool:
    """Whether the manifest is saved; `outcome` says why not."""
    try:
        replace(folder / MANIFEST, manifest.text().encode())
    except OSError as error:
        outcome.problems.append(_unwritable(MANIFEST, error))
        return False
    return True


def _unwritable(path: str, error: OSError) -> Problem:
    hint = "see that it can be written, and import again: what is there already stays"
    return Problem(path, 0, 0, "file-unwritable", f"cannot be written: {error.strerror or error}", hint)


def _may_write(folder: Path, path: str, data: bytes, manifest: Manifest, outcome: WriteOutcome) -> bool:
    target = folder / path
    steps: Iterable[Path] = (target, *(folder / parent for parent in PurePosixPath(path).parents[:-1]))
    if any(step.is_symlink() for step in steps):
        message = "is a symbolic link, or lies behind one; it is left alone"
        outcome.clashes.append(Problem(path, 0, 0, "edited", message, "make it a file of this folder"))
        return False
    try:
        current = _read(target)
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        outcome.problems.append(Problem(path, 0, 0, "file-unreadable", message))
        return False
    if current == data:
        outcome.unchanged.append(path)
        manifest.written[path] = digest(data)
        return False
    if current is None:
        return True
    known = digest(current)
    if known in (manifest.written.get(path), manifest.pending.get(path)):
        manifest.written[path] = known  # `pending` is about to be forgotten
        return True
    message = "was written or edited by hand, and the import would write something else; it is left alone"
    hint = "merge by hand, or move the page out of the folder and import again"
    outcome.clashes.append(Problem(path, 0, 0, "edited", message, hint))
    return False


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Raises `OSError` where that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, data)
