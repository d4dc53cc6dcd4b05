"""Names that are written where nothing gates them: as words, not as links."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.text_memory import WORD, spelled_word, straight
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Longs
from intertwine.model.verb import DECLARED_NAMES, NAMES, Role
from intertwine.model.words import nfc

_LISTING: tuple[Role, ...] = (*NAMES, "kind", "outside id", "cut", "genre", "platform", "certification")
"""Roles of what has no prose in it."""
_LONGEST = 8
"""Words of a name that are compared."""
_PUBLIC = -1

_Name = tuple[str, ...]
_Bearer = tuple[int, int]
"""An entity, and the number of a name of theirs."""


def name_unlinked(source: Source) -> Iterator[Finding]:
    """`name-unlinked`: words that viewers read write a name without linking it, and may be shown before the name is.

    Names that everybody may know are left alone, and so are those that whoever reads the words knows already.
    """
    declared, lines = _declared(source)
    texts = _texts(source)
    written = _writing(source, np.unique(texts[:, 1]), declared)
    knowing: dict[_Bearer, set[int]] = {}
    for line, text in texts[np.isin(texts[:, 1], np.fromiter(written, np.int64, len(written)))].tolist():
        alternatives = source.alternatives_of(line)
        words: _WrittenWords | None = None
        for name in written[text]:
            for bearer in declared[name]:
                if bearer not in knowing:
                    knowing[bearer] = _knowing(source, bearer[0], lines[bearer])
                if not all(source.implies(it, knowing[bearer]) for it in alternatives):
                    shown = " ".join(name)
                    message = f'"{shown}" is written here without a link, and may be shown before it is known'
                    hint = f"link it as [[{source.key(bearer[0])}]], or say it without the name"
                    words = words or _WrittenWords(source.written_at(line).unlinked)
                    yield Finding(source.at(line, words.offset(name)), message, hint)
                    break


def _texts(source: Source) -> Longs:
    """What viewers read: pairs of a line and the number of a text of it, each once, by the line."""
    rows = source.ledger.rows
    image = source.has_role("image")
    speaking = ~source.has_role(*_LISTING) & ~image
    pairs = []
    for column, mask in ((rows.text, speaking), (rows.label, image)):
        chosen = np.flatnonzero(mask & (column > 0))
        pairs.append(np.stack([rows.line[chosen], column[chosen]], axis=1).astype(np.int64))
    found = np.concatenate(pairs)
    found = found[np.lexsort((found[:, 1], found[:, 0]))]
    once: Longs = found[np.append(True, (np.diff(found, axis=0) != 0).any(axis=1))[: len(found)]]
    return once


def _writing(source: Source, texts: Longs, declared: dict[_Name, list[_Bearer]]) -> dict[int, list[_Name]]:
    """The declared names that each of `texts` writes, by its number; those that write none are left out."""
    starts = {name[0] for name in declared}
    memory, words = source.memory, source.words
    spelled = ((text, memory.words(words[text])) for text in texts.tolist())
    candidates = [(text, parts) for text, parts in spelled if not starts.isdisjoint(parts)]
    found = {text: _found(parts, declared, starts) for text, parts in candidates}
    return {text: names for text, names in found.items() if names}


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

    def offset(self, name: tuple[str, ...]) -> int:
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


def _declared(source: Source) -> tuple[dict[_Name, list[_Bearer]], dict[_Bearer, list[int]]]:
    """Names as words to those who bear them, public names left out; and the lines that declare each (NONE: all that
    link the entity make it known)."""
    rows, entities, links, words = source.ledger.rows, source.ledger.entities, source.links, source.words
    naming, following = (np.flatnonzero(source.has_role(*them)) for them in (DECLARED_NAMES, ("linked name",)))
    implicit = np.flatnonzero(entities.name)
    who = np.concatenate([rows.subject[naming], rows.subject[following], implicit])
    name = np.concatenate([rows.text[naming], rows.text[following], entities.name[implicit]])
    line = np.full(len(who), NONE)
    line[: len(naming)] = rows.line[naming]
    known = links.first[who]
    known[: len(naming)] = source.reveals.first[rows.line[naming]]
    table: dict[_Name, dict[_Bearer, None]] = defaultdict(dict)
    lines: dict[_Bearer, list[int]] = defaultdict(list)
    open_to_all: set[_Name] = set()
    memory, is_public = source.memory, (known == _PUBLIC).tolist()
    for entity, number, declared, public in zip(who.tolist(), name.tolist(), line.tolist(), is_public, strict=True):
        spelled = memory.words(words[number])[:_LONGEST]
        if not spelled or (len(spelled) == 1 and not any(it.isupper() for it in spelled[0])):
            continue
        if public:
            open_to_all.add(spelled)
        table[spelled][entity, number] = None
        lines[entity, number].append(declared)
    return {name: list(bearers) for name, bearers in table.items() if name not in open_to_all}, lines


def _found(parts: _Name, declared: dict[_Name, list[_Bearer]], starts: set[str]) -> list[_Name]:
    """The declared names that a text with these words writes outside of links, longest first at each word. `starts`
    are the first words of them all."""
    found: list[_Name] = []
    place = 0
    while place < len(parts):
        step = 1
        if parts[place] in starts:
            for length in range(min(_LONGEST, len(parts) - place), 0, -1):
                name = parts[place : place + length]
                if name in declared:
                    found.append(name)
                    step = length
                    break
        place += step
    return list(dict.fromkeys(found))
