"""Which page a link means, as Obsidian finds it: `[[Key]]`, `[[key]]`, `[[Key.md]]`, `[[folder/Key]]`,
`[[Key#heading]]`, `[[Key#^id]]`. The exact key always comes first."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from intertwine.model.spelled_words import Spellings
from intertwine.model.statement import Page
from intertwine.model.words import nfc

_INSIDE = re.compile("[#^]")
_MARKDOWN = re.compile(r"\.md$", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\.{0,2}/)*+")


def folded(key: str) -> str:
    """A key as keys are compared whatever the case: two pages of one folder never have the same."""
    return nfc(" ".join(nfc(key).casefold().split()))


class Keys:
    """Pages by what a link may call them. Each page's number is its place among them; their keys differ."""

    def __init__(self, keys: Sequence[str], folds: Sequence[str], paths: Sequence[str]) -> None:
        """Of each page its key, that `folded`, and its path."""
        self._exact = dict(zip(keys, range(len(keys)), strict=True))
        self._folded = dict(zip(folds, range(len(folds)), strict=True))
        if len(self._folded) < len(folds):
            self._folded |= {word: -1 for word, count in Counter(folds).items() if count > 1}  # -1: more than one
        self._paths = paths
        self._found: dict[str, int] = {}
        self._spellings: Spellings | None = None

    @classmethod
    def of(cls, pages: Iterable[Page]) -> "Keys":
        """The keys of these pages."""
        listed = list(pages)
        keys = [page.key for page in listed]
        return cls(keys, [folded(key) for key in keys], [page.path for page in listed])

    @property
    def exact(self) -> dict[str, int]:
        """Every page's number by its key."""
        return self._exact

    @property
    def spellings(self) -> Spellings:
        """The keys by how they are spelt. Made when something is not found: it takes longer than all that is."""
        if self._spellings is None:
            self._spellings = Spellings(self._exact)
        return self._spellings

    def __contains__(self, written: str) -> bool:
        return self.find(written) >= 0

    def find(self, written: str) -> int:
        """The number of the page that a link's first part means, or -1 where it means none, or more than one."""
        number = self._found.get(written)
        if number is None:
            number = self._found[written] = self._look(written)
        return number

    def _look(self, written: str) -> int:
        """A heading or block within the page is cut off, then `.md`, then folders, which must be the page's own."""
        number = self._called(written)
        head = _INSIDE.split(written, maxsplit=1)[0].strip()
        for text in (head, _MARKDOWN.sub("", head)):
            if number < 0 and text:
                number = self._called(text)
                if number < 0 and "/" in text:
                    number = self._at(text)
        return number

    def _called(self, key: str) -> int:
        number = self._exact.get(key, -1)
        return number if number >= 0 else self._folded.get(folded(key), -1)

    def _at(self, path: str) -> int:
        """The page at `path`: all of its folders (where it begins with a slash), or the last ones. The name of
        the vault's own folder is no part of it."""
        number = self._called(path.rpartition("/")[2].strip())
        if number < 0:
            return -1
        wanted = "/" + folded(_RELATIVE.sub("", path, count=1))
        own = "/" + folded(_MARKDOWN.sub("", self._paths[number]))
        is_there = own == wanted if path.startswith("/") else own.endswith(wanted)
        return number if is_there else -1
