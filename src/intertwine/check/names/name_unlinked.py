"""Names that are written where nothing gates them: as words, not as links."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import NamedTuple

import numpy as np

from intertwine.check.all_names import AllNames
from intertwine.check.linked_there import LinkedThere
from intertwine.check.plain_names import PlainNames
from intertwine.check.plain_words import TOKEN, of_a_longer_name, spelled, without_links
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.text_memory import WORD, NameWords, TextMemory, TextNames, spelled_word, straight
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Ints, Longs
from intertwine.model.verb import NAMES, Role
from intertwine.model.words import nfc

_LISTING: tuple[Role, ...] = (*NAMES, "kind", "outside id", "cut", "genre", "platform", "certification")
"""Roles of what has no prose in it."""
_LONGEST = 8
"""Words of a name that are compared."""
_HALF = 32


class _SoughtNames:
    """The names that are looked for in texts: whole ones, as words. `places` are, for each, those of all names that are
    read so; `spelled` are the words of each, None where such words alone are too common."""

    def __init__(self, texts: tuple[str, ...], memory: TextMemory) -> None:
        self.places: dict[NameWords, list[int]] = defaultdict(list)
        self.spelled: list[NameWords | None] = []
        for place, text in enumerate(texts):
            words = memory.words(text)[:_LONGEST]
            is_name = len(words) > 1 or (words and words[0] != words[0].lower())
            self.spelled.append(words if is_name else None)
            if is_name:
                self.places[words].append(place)
        self.all = frozenset(self.places)
        self.starts = frozenset(name[0] for name in self.places)


class _WrittenNames(NamedTuple):
    """Names as `words`, by the place of each string in `strings` (numbers, ascending); and which are `public`. Of `all`
    names the columns have an entry for each bearer."""

    words: _SoughtNames
    strings: Ints
    public: set[NameWords]
    all: AllNames


def name_unlinked(source: Source) -> Iterator[Finding]:
    """`name-unlinked`: words that viewers read write a name without linking it, and may be shown before the name is.

    Names that everybody may know are left alone, and so are those that whoever reads the words knows already. "Maria"
    is Maria Hill where she is linked, and nobody else. A word of the language beside another with a capital, as in
    "Lemurian Star", is a part of some other name.
    """
    names = _names(source)
    there: _NamedThere | None = None
    texts = _texts(source)
    written = _writing(source, np.unique(texts[:, 1]), names)
    knowing: dict[tuple[int, int], set[int]] = {}
    for line, text in texts[np.isin(texts[:, 1], np.fromiter(written, np.int64, len(written)))].tolist():
        alternatives = source.alternatives_of(line)
        words: _WrittenWords | None = None
        for name in written[text]:
            for entity, number in _bearers(names, name):
                if (entity, number) not in knowing:
                    lines = names.all.line[(names.all.entity == entity) & (names.all.name == number)]
                    knowing[entity, number] = _knowing(source, entity, lines.tolist())
                if not all(source.implies(it, knowing[entity, number]) for it in alternatives):
                    there = there or _NamedThere(source, names)
                    if there.is_of_another(line, name):
                        break
                    shown = " ".join(name)
                    message = f'"{shown}" is written here without a link, and may be shown before it is known'
                    hint = f"link it as [[{source.key(entity)}]], or say it without the name"
                    words = words or _WrittenWords(source.written_at(line).unlinked)
                    mild = len(name) == 1 and source.worked_out(PlainNames).is_common(name[0])
                    if mild and _is_of_a_longer_name(source.words[text], name[0]):
                        break
                    yield Finding(source.at(line, words.offset(name)), message, hint, mild=mild)
                    break


class _NamedThere:
    """By which words those are known whom a line links."""

    def __init__(self, source: Source, names: _WrittenNames) -> None:
        self._source, self._names = source, names.all
        self._order = np.argsort(names.all.entity, kind="stable")
        self._entity = names.all.entity[self._order]

    def is_of_another(self, line: int, name: NameWords) -> bool:
        """Whether somebody whom a `line` links has a name with all words of `name`, which whoever reads it knows."""
        return any(self._is_called(it, line, name) for it in self._source.worked_out(LinkedThere).of(line))

    def _is_called(self, entity: int, line: int, name: NameWords) -> bool:
        source, names = self._source, self._names
        first, end = np.searchsorted(self._entity, (entity, entity + 1))
        for place in self._order[first:end].tolist():
            if set(name) <= set(source.memory.words(source.words[int(names.name[place])])):
                known = _knowing(source, entity, [int(names.line[place])])
                if all(source.implies(it, known) for it in source.alternatives_of(line)):
                    return True
        return False


def _is_of_a_longer_name(text: str, word: str) -> bool:
    """Whether a `text` writes a `word` only as a part of longer names."""
    tokens = TOKEN.findall(without_links(text))
    places = [n for n, it in enumerate(tokens) if spelled(it) == word]
    return bool(places) and all(of_a_longer_name(tokens, n) for n in places)


def _texts(source: Source) -> Longs:
    """What viewers read: pairs of a line and the number of a text of it, each once, by the line."""
    rows = source.ledger.rows
    image = source.has_role("image")
    speaking = ~source.has_role(*_LISTING) & ~image
    pairs = []
    for column, mask in ((rows.text, speaking), (rows.label, image)):
        chosen = np.flatnonzero(mask & (column > 0))
        pairs.append((rows.line[chosen].astype(np.int64) << _HALF) | column[chosen])
    found = np.unique(np.concatenate(pairs))
    return np.stack([found >> _HALF, found & ((1 << _HALF) - 1)], axis=1)


def _writing(source: Source, texts: Longs, names: _WrittenNames) -> dict[int, tuple[NameWords, ...]]:
    """The `names` that each of `texts` writes, but those that are public, by its number; texts that write none are left
    out."""
    memory, words = source.memory, source.words
    known, starts = memory.written_names(names.words.all), names.words.starts
    found = dict[int, tuple[NameWords, ...]]()
    for number in texts.tolist():
        text = words[number]
        it = known.get(text)
        if it is None:
            parts = memory.words(text)
            it = known[text] = TextNames(parts, () if starts.isdisjoint(parts) else _found(parts, names.words.all))
        if it.names:
            # Within a name that is public another may be written that is not.
            its = it.names
            if not names.public.isdisjoint(its):
                its = _found(it.words, names.words.all - names.public)
            if its:
                found[number] = its
    return found


class _WrittenWords:
    """The words of a text as it was typed, each with its place: read once for all names that are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text, self._straight = text, straight(text)
        found = list(WORD.finditer(self._straight))
        self._spelled = [spelled_word(word[0]) for word in found]
        self._starts = [word.start() for word in found]
        self._places: dict[str, list[int]] = defaultdict(list)
        for n, word in enumerate(self._spelled):
            self._places[word].append(n)

    def offset(self, name: NameWords) -> int:
        """Where the text writes a declared name first; 0 where it does not."""
        places = (n for n in self._places.get(name[0], ()) if tuple(self._spelled[n : n + len(name)]) == name)
        at = next((self._starts[n] for n in places), 0)
        if len(self._straight) == len(self._text):
            return at
        # What was typed in another form of Unicode may be longer than what was compared.
        return bisect_left(range(len(self._text)), at, key=lambda n: len(nfc(self._text[:n])))


def _knowing(source: Source, entity: int, lines: list[int]) -> set[int]:
    """The alternatives that reveal a name of an `entity`, which `lines` declare (NONE: all do that link it)."""
    declaring = source.reveals.of_all(np.array([it for it in lines if it != NONE], np.int64))
    return declaring | source.links.of(entity) if NONE in lines else declaring


def _bearers(names: _WrittenNames, name: NameWords) -> dict[tuple[int, int], None]:
    """Who bears a `name`, and which number it has there."""
    them = names.all
    places = np.flatnonzero(np.isin(them.name, names.strings[names.words.places[name]]))
    return dict.fromkeys(zip(them.entity[places].tolist(), them.name[places].tolist(), strict=True))


def _names(source: Source) -> _WrittenNames:
    """All names."""
    them = source.worked_out(AllNames)
    strings = np.unique(them.name)
    words = source.memory.kept(_SoughtNames, tuple([source.words[n] for n in strings.tolist()]))
    places = np.searchsorted(strings, np.unique(them.name[them.public]))
    public = {it for n in places.tolist() if (it := words.spelled[n]) is not None}
    return _WrittenNames(words, strings, public, them)


def _found(parts: NameWords, names: Collection[NameWords]) -> tuple[NameWords, ...]:
    """The `names` that a text with these words writes outside of links, longest first at each word."""
    found: list[NameWords] = []
    place = 0
    while place < len(parts):
        step = 1
        for length in range(min(_LONGEST, len(parts) - place), 0, -1):
            name = parts[place : place + length]
            if name in names:
                found.append(name)
                step = length
                break
        place += step
    return tuple(dict.fromkeys(found))
