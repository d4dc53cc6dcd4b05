"""The words and the parts of names, by which texts may name somebody."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from intertwine.check.common_words import COURTESIES, ROLES
from intertwine.check.plain_words import spelled_all
from intertwine.check.text_memory import NameWords, TextMemory
from intertwine.check.text_words import TextWords
from intertwine.model.strings import Bools, Longs

_SHORTEST = 3
"""Letters of a part of a name that is looked for."""
LONGEST = 8
"""Words of a name that are compared."""


class MarkedNames(NamedTuple):
    """Names as `texts`, and of each whether it `is_personal`: that of one of the people."""

    texts: tuple[str, ...]
    is_personal: bytes


@dataclass(slots=True)
class Bearers:
    """Whose name it is, or `part` of a name: the places of such names among all. The `first` is the one to name
    in a message. `number` says which of all names in texts it is."""

    first: int
    part: bool = False
    number: int = 0
    names: list[int] = field(default_factory=list)


class NameParts:
    """What names have in them, as the words alone say: `people` are those who are called so or by a part of it, `alike`
    all with a word in their names, and `names` whole names and parts of people's names. All are places of names."""

    def __init__(self, written: MarkedNames, _: TextMemory) -> None:
        self.people: dict[NameWords, list[int]] = defaultdict(list)
        self.alike: dict[str, Bearers] = {}
        whole: dict[NameWords, Bearers] = {}
        parts: dict[str, Bearers] = {}
        for place, (text, is_personal) in enumerate(zip(written.texts, written.is_personal, strict=True)):
            words = spelled_all(text)[:LONGEST]
            if not words:
                continue
            for word in words:
                self.alike.setdefault(word, Bearers(place)).names.append(place)
            if is_personal:
                self.people[words].append(place)
                for word in _personal_words(words):
                    self.people[word,].append(place)
                    parts.setdefault(word, Bearers(place, part=True)).names.append(place)
            if len(words) > 1 or any(c.isupper() for c in words[0]):
                whole.setdefault(words, Bearers(place)).names.append(place)
        for word, bearers in parts.items():
            one = whole.setdefault((word,), bearers)
            if one is not bearers:
                one.names += bearers.names  # "Karen" is known with "Karen Page"
        for number, it in enumerate(whole.values()):
            it.number = number
        self.names = whole
        self.starts = {name[0] for name in whole}
        self._making_known = [self._all_that_make_known(name, it) for name, it in whole.items()]

    def _all_that_make_known(self, name: NameWords, bearers: Bearers) -> list[int]:
        return bearers.names if len(name) > 1 else bearers.names + self.alike[name[0]].names

    def public(self, is_public: Bools) -> Bools:
        """Of each of the names, in order, whether everybody knows it: whether one of those that make it known
        `is_public`, which says so of each name as it is written."""
        if not self.names:
            return np.zeros(0, np.bool_)
        starts, places = self._runs
        found: Bools = np.logical_or.reduceat(is_public[places], starts)
        return found

    @cached_property
    def _runs(self) -> tuple[Longs, Longs]:
        each = np.array([len(it) for it in self._making_known], np.int64)
        return np.cumsum(each) - each, np.array([n for it in self._making_known for n in it], np.int64)

    @cached_property
    def longest(self) -> TextWords:
        """The longest word of each of the names, in order."""
        return TextWords.of([max(re.findall(r"\w+", " ".join(name)) or [""], key=len) for name in self.names])


def _personal_words(name: NameWords) -> Iterator[str]:
    """The words of a person's name that may stand for the person. None do of "Dogs of Hell Pope". Neither does what
    stands before a role, nor what comes after an article: of "Hydra Agent Paula" it is "Paula" alone, and of "Dongo the
    Giant" it is "Dongo"."""
    name = name[: name.index("the", 1)] if "the" in name[1:] else name
    roles = [n for n, word in enumerate(name[:-1]) if n and word.lower() in ROLES]
    if len(name) > 1 and "of" not in name:
        yield from (word for word in name[roles[-1] + 1 if roles else 0 :] if _is_personal(word))


def _is_personal(word: str) -> bool:
    plain = len(word) >= _SHORTEST and word[0].isupper() and "." not in word and not word.isupper()
    return plain and word.lower() not in COURTESIES
