"""Collecting the problems of one file while it is read."""

from collections.abc import Callable, Collection

from intertwine.model.problem import Problem, Severity
from intertwine.model.spellings import close_matches
from intertwine.model.title_kind import PLAIN
from intertwine.model.words import fold

MOST = 1000
"""Problems kept of one file; a hostile one would fill the memory with them."""

SUGGESTIONS = 100
"""Unknown words for which the nearest known one is looked for; looking is slow."""
LONGEST_WORD = 60
"""Characters of the longest word for which it is."""


class Diagnostics:
    """The problems of the file at `path`, in the order found. At most `MOST` are kept, and one says that more were."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.words = PLAIN
        """How the parts and installments of the page's own title are called; `PLAIN` where it is none."""
        self.titles: list[tuple[str, int, int]] = []
        """The titles that stamps call by a name, and not by a link: the name, and line and column of the position."""
        self._found: list[Problem] = []
        self._memo: dict[str, str] = {}
        self.count = 0
        """How many were found, with those that are left out."""

    def add(
        self, line: int, column: int, code: str, message: str, hint: str = "", *, severity: Severity = "error"
    ) -> None:
        """Note the problem `code`. `line` and `column` count from 1; `message` says what is wrong, `hint` the way out,
        and `severity` how bad it is."""
        self.count += 1
        if self.count <= MOST:
            self._found.append(Problem(self.path, line, column, code, message, hint, severity))
        elif self.count == MOST + 1:
            message = f"more than {MOST} problems: the rest are left out"
            self._found.append(Problem(self.path, 0, 0, "too-many-problems", message, "fix these first"))

    @property
    def is_full(self) -> bool:
        """Whether nothing more is kept: what else is wrong is only counted."""
        return self.count > MOST

    def is_left_out(self) -> bool:
        """Count one more problem where nothing more is kept: True. False where `add` must note it."""
        if self.count <= MOST:
            return False
        self.count += 1
        return True

    def nearest(self, word: str, known: Collection[str], otherwise: str = "") -> str:
        """A hint with the spelling in `known` that is nearest to `word`, or `otherwise`.

        Looking is slow, so that long words and the many wrong words of a file that is no ledger get no suggestion.
        """
        return self.suggest(word, lambda word: _nearest(word, known)) or otherwise

    def suggest(self, word: str, find: Callable[[str], str]) -> str:
        """The hint that `find` gives for `word`, its spaces single; "" where that would take too long, as `nearest`
        says. All that is asked of one `Diagnostics` shares the number of looks."""
        word = " ".join(word.split())
        if word not in self._memo:
            if len(word) > LONGEST_WORD or len(self._memo) >= SUGGESTIONS:
                return ""
            self._memo[word] = find(word)
        return self._memo[word]

    def all(self) -> tuple[Problem, ...]:
        """What was noted."""
        return tuple(self._found)


def _nearest(word: str, known: Collection[str]) -> str:
    spelling = {fold(name): name for name in known}
    close = close_matches(fold(word), sorted(spelling), 1, 0.6)
    return f'did you mean "{spelling[close[0]]}"?' if close else ""


def shorten(text: str, longest: int = LONGEST_WORD) -> str:
    """`text` on one line and not too long to stand in a message."""
    text = " ".join(text[: 4 * longest].split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
