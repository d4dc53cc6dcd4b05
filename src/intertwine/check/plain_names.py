"""Names that stand in a text as plain words, where no link gates them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from intertwine.check.common_words import COMMON_WORDS, COURTESIES, ROLES
from intertwine.check.plain_words import TOKEN, begins, of_a_longer_name, spelled, spelled_all, without_links
from intertwine.check.source import Source
from intertwine.check.text_memory import NameWords
from intertwine.model.record import record
from intertwine.model.strings import Bools
from intertwine.model.verb import DECLARED_NAMES

PERSONAL = ("character", "person", "")
"""Kinds of people; "" where even the kind is stamped."""
_SHORTEST = 3
"""Letters of a part of a name that is looked for."""
_LONGEST = 8
"""Words of a name that are compared."""
_PUBLIC = -1


@record
class PlainName:
    """Words of a text that name `entity`: its whole name, or a `part` of it. Whoever passes one of `alternatives` knows
    such a name. `common`: the words are words of the language too."""

    words: str
    entity: int
    part: bool
    common: bool
    alternatives: frozenset[int]


@dataclass(slots=True)
class _Bearers:
    """Whose name it is, or `part` of a name; `entity` is the one to name in a message. What makes it known are `lines`
    that declare it and all that `links` entities."""

    entity: int
    part: bool = False
    lines: set[int] = field(default_factory=set)
    links: set[int] = field(default_factory=set)

    def add(self, entity: int, line: int) -> None:
        """Count a name of `entity`, declared on `line` (-1: known with all that links the entity)."""
        (self.lines if line >= 0 else self.links).add(line if line >= 0 else entity)


class PlainNames:
    """The names of a universe that not everybody may know, and where texts write them without a link."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._people: dict[NameWords, set[int]] = defaultdict(set)
        self._alike: dict[str, _Bearers] = {}
        self._names = self._bearers()
        self._starts = {name[0] for name in self._names}
        self._known: dict[tuple[NameWords, bool], frozenset[int]] = {}

    @cached_property
    def candidates(self) -> Bools:
        """Of each string of the ledger, whether it may write one of the names: a word of each name stands in it."""
        longest = {max(re.findall(r"\w+", " ".join(name)) or [""], key=len) for name in self._names}
        return self._source.text_words.with_any(longest)

    @cached_property
    def in_lines(self) -> tuple[tuple[int, PlainName], ...]:
        """The names that leak in prose, quoted words and alternative texts of pictures, each with its line."""
        source, rows = self._source, self._source.ledger.rows
        texts: dict[tuple[int, int], None] = {}
        for column, mask in ((rows.text, source.texts), (rows.label, source.has_role("image"))):
            chosen = mask & self.candidates[column]
            texts.update(dict.fromkeys(zip(rows.line[chosen].tolist(), column[chosen].tolist(), strict=True)))
        return tuple(
            (line, it) for line, text in texts for it in self.leaks(source.words[text], source.alternatives_of(line))
        )

    def leaks(self, text: str, passed: Iterable[int]) -> Iterator[PlainName]:
        """The names in `text` that somebody may read who does not know them yet: who has passed one of the alternatives
        `passed`, and no more."""
        some = tuple(passed)
        return (it for it in self.written(text) if not self._is_known(it, some))

    def _is_known(self, name: PlainName, passed: Iterable[int]) -> bool:
        return all(self._source.implies(one, name.alternatives) for one in passed)

    def written(self, text: str, *, within: bool = False) -> Iterator[PlainName]:
        """The names that `text` writes as plain words, each once, the longest at each place; links do not count. With
        `within`, `text` is a name itself: it does not count as a whole, and people are known by their names alone, not
        by others with the same words."""
        tokens = [it[0] for it in TOKEN.finditer(without_links(text))]
        words = tuple(spelled(it) for it in tokens)
        told = set[NameWords]()
        place = 0
        while place < len(words):
            step = 1
            for length in range(min(_LONGEST, len(words) - place), 0, -1) if words[place] in self._starts else ():
                name = words[place : place + length]
                bearers = self._names.get(name)
                if bearers is None or (within and length == len(words)):
                    continue
                if bearers.part and of_a_longer_name(tokens, place):
                    continue
                step = length
                common = length == 1 and self.is_common(name[0])
                if common and bearers.part and place and words[place - 1].lower() == "the":
                    break  # "The Hand" is a group, and not Victoria Hand
                if name not in told and not (common and begins(tokens, place)):
                    told.add(name)
                    yield self._plain(name, bearers, common=common, within=within)
                break
            place += step

    def people_in(self, text: str) -> list[int]:
        """The people whom `text` names by their names or parts of them, known or not; nobody for words that can mean
        several."""
        words, found, place = spelled_all(text), list[int](), 0
        while place < len(words):
            lengths = range(min(_LONGEST, len(words) - place), 0, -1)
            length = next((it for it in lengths if words[place : place + it] in self._people), 0)
            people = self._people[words[place : place + length]] if length else set[int]()
            one = {int(self._source.one_is[it]) for it in people}
            if len(one) == 1 and not (length == 1 and self.is_common(words[place])):
                found.append(min(people))
            place += max(length, 1)
        return found

    def in_address(self, address: str, passed: Iterable[int]) -> Iterator[PlainName]:
        """The whole names in an `address` or a file's name that somebody may read who does not know them yet, as
        `leaks` says: of several words, or one that is not a word of the language."""
        words, some = re.findall(r"[^\W\d_]+", address.lower()), tuple(passed)
        for place in range(len(words)):
            runs = (tuple(words[place : place + n]) for n in range(_LONGEST, 0, -1))
            it = next((self._slugs[run] for run in runs if run in self._slugs), None)
            if it is not None and not self._is_known(it, some):
                yield it

    def is_common(self, word: str) -> bool:
        """Whether a `word` of a name is a word of the language too."""
        return word.lower() in COMMON_WORDS or word.lower() in self._small_words

    @cached_property
    def _small_words(self) -> frozenset[str]:
        """Words that the texts of the universe write with a small letter."""
        source = self._source
        texts = np.unique(source.ledger.rows.text[source.texts]).tolist()
        return frozenset(re.findall(r"(?<![\w'])[^\W\d_A-Z][^\W\d_]+", "\n".join(source.words[n] for n in texts)))

    @cached_property
    def _slugs(self) -> dict[NameWords, PlainName]:
        found: dict[NameWords, PlainName] = {}
        for name, it in self._names.items():
            words = tuple(re.findall(r"[^\W\d_]+", " ".join(name).lower()))
            plain = len(words) > 1 or (len(words) == 1 and len(words[0]) > _SHORTEST and not self.is_common(words[0]))
            if plain and not it.part and words not in found:
                found[words] = self._plain(name, it, common=False, within=False)
        return found

    def _plain(self, name: NameWords, bearers: _Bearers, *, common: bool, within: bool) -> PlainName:
        if (name, within) not in self._known:
            alike = self._alike.get(name[0]) if len(name) == 1 and not within else None
            known = set[int]()
            for it in (bearers, alike):
                if it is not None:
                    known |= self._source.reveals.of_all(np.array(sorted(it.lines), np.int64))
                    known |= {one for entity in it.links for one in self._source.links.of(entity)}
            self._known[name, within] = frozenset(known)
        return PlainName(" ".join(name), bearers.entity, bearers.part, common, self._known[name, within])

    def _bearers(self) -> dict[NameWords, _Bearers]:
        """The names that not everybody knows, and the parts of people's names, with those who bear them."""
        source = self._source
        whole: dict[NameWords, _Bearers] = {}
        parts: dict[str, _Bearers] = {}
        for entity, name, line in _all_names(source):
            words = spelled_all(name)[:_LONGEST]
            if not words:
                continue
            for word in words:
                self._alike.setdefault(word, _Bearers(entity)).add(entity, line)
            if source.kind(entity) in PERSONAL:
                self._people[words].add(entity)
                for word in _personal_words(words):
                    self._people[word,].add(entity)
                    parts.setdefault(word, _Bearers(entity, part=True)).add(entity, line)
            if len(words) > 1 or any(c.isupper() for c in words[0]):
                whole.setdefault(words, _Bearers(entity)).add(entity, line)
        for word, bearers in parts.items():
            one = whole.setdefault((word,), bearers)
            one.lines |= bearers.lines  # "Karen" is known with "Karen Page"
            one.links |= bearers.links
        return {name: it for name, it in whole.items() if not self._is_public(name, it)}

    def _is_public(self, name: NameWords, bearers: _Bearers) -> bool:
        reveals, links = self._source.reveals, self._source.links
        them = (bearers, self._alike[name[0]]) if len(name) == 1 else (bearers,)
        return any(
            any(reveals.first[line] == _PUBLIC for line in it.lines)
            or any(links.first[entity] == _PUBLIC for entity in it.links)
            for it in them
        )


def _all_names(source: Source) -> Iterator[tuple[int, str, int]]:
    """Every name of every entity, with the line that declares it (-1: it is known with all that links the entity)."""
    rows, words = source.ledger.rows, source.words
    for row in np.flatnonzero(source.has_role(*DECLARED_NAMES)).tolist():
        yield int(rows.subject[row]), words[int(rows.text[row])], int(rows.line[row])
    for row in np.flatnonzero(source.has_role("linked name")).tolist():
        yield int(rows.subject[row]), words[int(rows.text[row])], -1
    for entity in np.flatnonzero(source.ledger.entities.name).tolist():
        yield entity, words[int(source.ledger.entities.name[entity])], -1


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
