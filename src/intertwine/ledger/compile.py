"""From a folder of text to a ledger. A `Compiler` keeps what it parsed, so that one edit costs one page."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from intertwine.ledger.link.linker import link
from intertwine.ledger.link.segment import Interner, Segment, segment
from intertwine.ledger.read.folder import Folder, read_folder
from intertwine.ledger.read.page import parse_page
from intertwine.ledger.read.vocabulary import built_in, read
from intertwine.ledger.store.columns import Compiled


class Compiler:
    """Compiles universes, remembering pages by their content: `compile` after an edit parses what changed only.

    Results do not depend on what was compiled before.
    """

    def __init__(self) -> None:
        self._intern = Interner()
        self._segments: dict[tuple[str, str, str], Segment] = {}

    def compile(self, folder: Path, progress: Callable[[int, int], None] | None = None) -> Compiled:
        """Read and compile a universe folder. Raises `NotAUniverse` where there is none; all else is a problem."""
        return self.compile_text(read_folder(folder), progress)

    def compile_text(self, folder: Folder, progress: Callable[[int, int], None] | None = None) -> Compiled:
        """Compile text that has been read already. `progress` is called with pages done and pages in all."""
        vocabulary, problems = built_in(), list(folder.problems)
        if folder.verbs is not None:
            vocabulary, found = read(folder.verbs, "verbs.toml", vocabulary)
            problems += found
        verbs_hash = _hash(folder.verbs or "")
        whole = hashlib.blake2b(verbs_hash.encode(), digest_size=16)
        kept: dict[tuple[str, str, str], Segment] = {}
        for done, file in enumerate(folder.files):
            content = _hash(file.text)
            whole.update(f"{file.path}\0{content}\0".encode("utf-8", "surrogatepass"))
            known = (file.path, content, verbs_hash)
            part = self._segments.get(known)
            if part is None:
                page, found_here = parse_page(file.path, file.text, vocabulary)
                part = segment(page, tuple(found_here), vocabulary, self._intern)
            kept[known] = part
            if progress:
                progress(done + 1, len(folder.files))
        self._segments = kept
        ledger, found = link(kept.values(), vocabulary, self._intern, whole.hexdigest())
        return Compiled(ledger, tuple(sorted(set(problems + found))))


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
