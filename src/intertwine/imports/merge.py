"""What an import may write and remove: pages of its own that nobody edited since. A keeper's words are never lost.

The manifest is saved before the first page is, with the hashes to come, so that an import which is killed anywhere is
completed by the next.
"""

import hashlib
import os
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from intertwine.imports.manifest import MANIFEST, Manifest, SourcePages
from intertwine.imports.pages.page_text import folded
from intertwine.ledger.read.files import LARGEST_FILE, is_page
from intertwine.ledger.read.folder import key_of
from intertwine.model.problem import Problem
from intertwine.model.whole_file import write_file


@dataclass(slots=True)
class WriteOutcome:
    """Paths of pages, in the order in which they were asked for, and what stood in the way. `kept` are those, by what
    they are of, that were left over and stay since somebody edited them."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    clashes: list[Problem] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
    namespace: str,
    gone: Mapping[str, str] = MappingProxyType({}),
    *,
    left: Mapping[str, str] = MappingProxyType({}),
    progress: Callable[[int, int], None] | None = None,
) -> WriteOutcome:
    """Bring `folder` to `texts` (path to text) as far as it may, for the source `namespace` of `manifest`, and then
    remove the pages `gone` (paths by what they are of), which say what others say now, and those `left`, which say
    nothing of the tables; of the latter, edited ones are kept. After it `manifest` is up to
    date and saved. `progress` is called with pages done and pages in all. What cannot be written is in the outcome."""
    outcome, source, total = WriteOutcome(), manifest.source(namespace), len(texts)
    killed = source.pending
    due = _due(folder, texts, source, outcome)
    if progress:
        progress(total - len(due), total)
    if due:
        source.pending = {path: digest(data) for path, data in due.items()}
        if not _save(folder, manifest.text().encode(), outcome):
            return outcome  # without it, the next import would take these pages for a keeper's
    for count, (path, data) in enumerate(due.items(), total - len(due) + 1):
        try:
            replace(folder / path, data)
        except OSError as error:
            outcome.problems.append(_unwritable(path, error))
        else:
            outcome.written.append(path)
            source.written[path] = source.pending[path]
        if progress:
            progress(count, total)
    source.pending = {}
    # Not where something failed: what a page says might be said nowhere.
    for ref, path in {**gone, **left}.items() if not outcome.problems else ():
        known = source.written.get(path), killed.get(path)
        if ref in left and _is_edited(folder, path, known):
            outcome.kept[ref] = path
        elif _remove(folder, path, known, outcome):
            source.pages.pop(ref, None)
            source.written.pop(path, None)
    if _read(folder / MANIFEST) != (data := manifest.text().encode()):
        _save(folder, data, outcome)
    return outcome


def _due(folder: Path, texts: Mapping[str, str], source: SourcePages, outcome: WriteOutcome) -> dict[str, bytes]:
    """What is to be written, by paths."""
    due = dict[str, bytes]()
    for parent in {path.rpartition("/")[0] for path in (*texts, MANIFEST)}:
        for left in (folder / parent).glob(".intertwine-*.tmp"):  # by an import that was killed
            left.unlink(missing_ok=True)
    links = dict[str, bool]()
    for path, text in texts.items():
        data = text.encode()
        if len(data) > LARGEST_FILE:
            message = f"would be {len(data)} bytes, more than a page may have; it is left out"
            outcome.problems.append(Problem(path, 0, 0, "page-too-large", message))
        elif _is_behind_link(folder, path, links):
            message = "is a symbolic link, or lies behind one; it is left alone"
            outcome.clashes.append(Problem(path, 0, 0, "edited", message, "make it a file of this folder"))
        elif _may_write(folder, path, data, source, outcome):
            due[path] = data
    return due


def _remove(folder: Path, path: str, known: Container[str | None], outcome: WriteOutcome) -> bool:
    """Whether there is no page at `path`: one is removed if its hash is `known`, and so nobody edited it."""
    target = folder / path
    try:
        current = None if _is_behind_link(folder, path) else _read(target)
        if current is not None and digest(current) not in known:
            message = "was edited by hand, and what the import wrote there stands on another page now; it is left alone"
            hint = "move what you added to that page, and remove this one"
            outcome.clashes.append(Problem(path, 0, 0, "edited", message, hint))
            return False
        if current is not None:
            target.unlink()
            outcome.removed.append(path)
    except OSError as error:
        outcome.problems.append(_unwritable(path, error))
        return False
    return True


def _is_edited(folder: Path, path: str, known: Container[str | None]) -> bool:
    """Whether there is a page at `path` whose hash is not `known`, or one that must not be touched."""
    try:
        current = _read(folder / path)
    except OSError:
        return True
    return _is_behind_link(folder, path) or (current is not None and digest(current) not in known)


def _is_behind_link(folder: Path, path: str, known: dict[str, bool] | None = None) -> bool:
    """Whether `path` is a link, or lies behind one in `folder`. `known` remembers it of the folders on the way."""
    above, _, _ = path.rpartition("/")
    known = {} if known is None else known
    if above and above not in known:
        known[above] = _is_behind_link(folder, above, known)
    return (above != "" and known[above]) or os.path.islink(f"{folder}/{path}")  # noqa: PTH114 - for each page


def _save(folder: Path, manifest: bytes, outcome: WriteOutcome) -> bool:
    """Whether the `manifest` is saved; `outcome` says why not."""
    try:
        replace(folder / MANIFEST, manifest)
    except OSError as error:
        outcome.problems.append(_unwritable(MANIFEST, error))
        return False
    return True


def _unwritable(path: str, error: OSError) -> Problem:
    hint = "see that it can be written, and import again: what is there already stays"
    return Problem(path, 0, 0, "file-unwritable", f"cannot be written: {error.strerror or error}", hint)


def _may_write(folder: Path, path: str, data: bytes, source: SourcePages, outcome: WriteOutcome) -> bool:
    try:
        current = _read(f"{folder}/{path}")
    except OSError as error:
        message = f"cannot be read: {error.strerror or error}"
        outcome.problems.append(Problem(path, 0, 0, "file-unreadable", message))
        return False
    if current == data:
        outcome.unchanged.append(path)
        source.written[path] = digest(data)
        return False
    if current is None:
        return True
    known = digest(current)
    if known in (source.written.get(path), source.pending.get(path)):
        source.written[path] = known  # `pending` is about to be forgotten
        return True
    message = "was written or edited by hand, and the import would write something else; it is left alone"
    hint = "merge by hand, or move the page out of the folder and import again"
    outcome.clashes.append(Problem(path, 0, 0, "edited", message, hint))
    return False


def _read(path: Path | str) -> bytes | None:
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - for each page
            return file.read()
    except FileNotFoundError:
        return None


def replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` whole or not at all. Raises `OSError` where that fails."""
    try:
        write_file(path, data)
    except FileNotFoundError:  # the folder is not there: most are
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, data)
