"""The words and marks of a text, as names are looked for in it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from intertwine.check.common_words import COURTESIES
from intertwine.check.text_memory import spelled_word, straight
from intertwine.model.words import nfc

TOKEN = re.compile(r"\w+(?:['.\-]\w+)*\.?|\S")
"""A word, with the full stop after it, or a mark."""
_ENDS = frozenset('.!?…:;"“”‘’()[]—–-')
_SHORTENED = ("Mr", "Mrs", "Ms", "Dr", "St", "Jr", "Sr")
_LINK_MARK = re.compile("\x02\\d+\x03")


def without_links(text: str) -> str:
    """A text of the ledger in one form, with a bullet for each link."""
    return _LINK_MARK.sub("\u2022", straight(text))


def spelled(word: str) -> str:
    """A word as it is compared: see `spelled_word`; a full stop after it does not count."""
    return spelled_word(word[:-1] if len(word) > 1 and word.endswith(".") and word[:-1] not in _SHORTENED else word)


def spelled_all(text: str) -> tuple[str, ...]:
    """The words and marks of a text as they are compared."""
    return tuple(spelled(it) for it in TOKEN.findall(without_links(text)))


def begins(tokens: Sequence[str], place: int) -> bool:
    """Whether a sentence begins here, where a small word has a capital too."""
    return place == 0 or tokens[place - 1] in _ENDS or tokens[place - 1].endswith(".")


def of_a_longer_name(tokens: Sequence[str], place: int) -> bool:
    """Whether the word before or after belongs to one name with this one: that of somebody else."""
    before = tokens[place - 1] if place else ""
    if before[:1].isupper() and not begins(tokens, place - 1) and before.strip(".").lower() not in COURTESIES:
        return not before.endswith(("'s", "'"))
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    return after[:1].isupper() and not tokens[place].endswith(("'s", "'", "."))


class PlacedWords:
    """The words of a text as it was typed, each with its place: read once for all names that are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text, self._straight = text, straight(text)
        found = list(TOKEN.finditer(self._straight))
        self._spelled = [spelled(word[0]) for word in found]
        self._starts = [word.start() for word in found]
        self._places: dict[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self._spelled):
            self._places[word].append(n)

    def offset(self, words: str) -> int:
        """Where the text writes the words of a `PlainName` first; 0 where it does not."""
        name = words.split(" ")
        places = (n for n in self._places.get(name[0], ()) if self._spelled[n : n + len(name)] == name)
        at = next((self._starts[n] for n in places), 0)
        if len(self._straight) == len(self._text):
            return at
        # What was typed in another form of Unicode may be longer than what was compared.
        return bisect_left(range(len(self._text)), at, key=lambda n: len(nfc(self._text[:n])))
