"""From a folder of text to a ledger. A `Compiler` keeps what it parsed and linked: an edit costs what changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from intertwine.ledger.link.interner import Interner
from intertwine.ledger.link.link_cache import LinkCache
from intertwine.ledger.link.linker import link
from intertwine.ledger.link.segment import Segment, segment
from intertwine.ledger.read.folder import Folder, SourceFile, read_folder
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.ledger.store.columns import Compiled
from intertwine.model.problem import Problem


class _Parsed(NamedTuple):
    """A file as it was when it was compiled last. `entry` is its part of the ledger's hash: its path, and a hash of its
    text."""

    text: str
    entry: bytes
    segment: Segment


class Compiler:
    """Compiles universes, remembering pages by their content: `compile` after an edit parses what changed only, and
    links what hangs on it.

    Results do not depend on what was compiled before. Of one thread at a time.
    """

    def __init__(self) -> None:
        self._begin_with(None)

    def _begin_with(self, verbs: str | None) -> None:
        """Forget all, and compile with the own verbs in this text of verbs.toml from now on."""
        self._verbs = verbs
        self._vocabulary, self._verb_problems = built_in(), list[Problem]()
        if verbs is not None:
            self._vocabulary, self._verb_problems = read(verbs, "verbs.toml", self._vocabulary)
        self._intern, self._cache = Interner(), LinkCache()
        self._parsed: dict[str, _Parsed] = {}

    def forget_links(self) -> None:
        """Link everything again the next time, out of pages that are parsed already: for measuring."""
        self._cache = LinkCache()

    def compile(self, folder: Path, progress: Callable[[int, int], None] | None = None) -> Compiled:
        """Read and compile a universe folder. Raises `NotAUniverse` where there is none; all else is a problem."""
        return self.compile_text(read_folder(folder), progress)

    def compile_text(self, folder: Folder, progress: Callable[[int, int], None] | None = None) -> Compiled:
        """Compile text that has been read already. `progress` is called with pages done and pages in all."""
        if folder.verbs != self._verbs:
            self._begin_with(folder.verbs)
        before, self._parsed = self._parsed, {}
        for done, file in enumerate(folder.files):
            known = before.get(file.path)
            self._parsed[file.path] = known if known is not None and known.text == file.text else self._parse(file)
            if progress:
                progress(done + 1, len(folder.files))
        parsed = self._parsed.values()
        whole = hashlib.blake2b(_hash(folder.verbs or "").encode(), digest_size=16)
        whole.update(b"".join([it.entry for it in parsed]))
        segments = [it.segment for it in parsed]
        ledger, found = link(segments, self._vocabulary, self._intern, whole.hexdigest(), self._cache)
        return Compiled(ledger, tuple(sorted({*folder.problems, *self._verb_problems, *found})))

    def _parse(self, file: SourceFile) -> _Parsed:
        page, problems = parse_page(file.path, file.text, self._vocabulary)
        entry = f"{file.path}\0{_hash(file.text)}\0".encode("utf-8", "surrogatepass")
        return _Parsed(file.text, entry, segment(page, tuple(problems), self._vocabulary, self._intern))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
