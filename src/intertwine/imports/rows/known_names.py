"""The names of entities and titles within a sentence: which become links, which are doubtful, and which must wait."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from intertwine.imports.records import CellAlternatives, Tables, TextPiece
from intertwine.imports.sheets.row import BadRowError
from intertwine.model.words import letters

_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]|]+))?\]\]")
_WORD = re.compile(r"\w+")
_SHORTEST = 3
"""Letters of a part of a name that may stand for it."""
_NO_PARTS = frozenset({"the", "and"})
_HINT = "write [[ID]] or [[ID|words]] where it is meant, or name it in a column also called of the table of people"


class Linked(NamedTuple):
    """A sentence with links; what is doubtful in it; and the stamps of names that it holds without a link: it waits for
    each of them."""

    parts: tuple[TextPiece, ...]
    doubts: tuple[BadRowError, ...]
    waits: tuple[CellAlternatives, ...]


class _Found(NamedTuple):
    """A name within a text, from `start` to `end`: of these `refs`, or with `is_part` a part of theirs."""

    start: int
    end: int
    refs: tuple[str, ...]
    is_part: bool


class KnownNames:
    """Finds the names of `tables`."""

    def __init__(self, tables: Tables) -> None:
        """tables: all entities and titles."""
        self._tables = tables
        self._names: dict[str, str] = {}
        self._others: dict[str, frozenset[str]] = {}
        self._bearers: dict[str, dict[str, None]] = defaultdict(dict)  # refs by names, as they are compared
        self._parts: dict[str, dict[str, None]] = defaultdict(dict)  # the same, by parts of names
        self._stamps: dict[str, CellAlternatives] = {}
        for entity in tables.entities.values():
            ref = f"entity:{entity.id}"
            self._add(entity.name, ref)
            self._others[ref] = frozenset(entity.others)
            for other in entity.others:
                self._bearers[letters(other)][ref] = None
            if entity.revealed:
                self._stamps[f"entity:{entity.id}"] = entity.revealed
        for title in tables.titles.values():
            self._add(title.name, f"title:{title.id}")
        written = chain(self._names.values(), *self._others.values())
        self._longest = max((len(_WORD.findall(name)) for name in written), default=0)

    def _add(self, name: str, ref: str) -> None:
        self._names[ref] = name
        self._bearers[letters(name)][ref] = None
        words = _WORD.findall(name)
        for word in words if len(words) > 1 else ():
            if word[0].isupper() and len(word) >= _SHORTEST and word.lower() not in _NO_PARTS:
                self._parts[letters(word)][ref] = None

    def linked(self, text: str) -> Linked:
        """`text` with a link for each name that one alone has. Raises BadRowError where `[[ID]]` in it is unknown."""
        parts, doubts, waits = list[TextPiece](), list[BadRowError](), dict[CellAlternatives, None]()
        end = 0
        for m in _LINK.finditer(text):
            self._link(text[end : m.start()], parts, doubts, waits)
            parts.append(self._written(m))
            end = m.end()
        self._link(text[end:], parts, doubts, waits)
        return Linked(tuple(part for part in parts if part != TextPiece()), tuple(doubts), tuple(waits))

    def _written(self, m: re.Match[str]) -> TextPiece:
        entity, title = self._tables.entities.meant(m[1]), self._tables.titles.meant(m[1])
        if entity is None and title is None:
            raise BadRowError("id-unknown", f'"{m[1]}" in "sentence" is not a usable id of entity or title')
        ref = f"entity:{entity.id}" if entity else f"title:{title.id}" if title else ""
        return TextPiece(ref=ref, shown=m[2] or self._names[ref])

    def _link(
        self, text: str, parts: list[TextPiece], doubts: list[BadRowError], waits: dict[CellAlternatives, None]
    ) -> None:
        end = 0
        for found in self._found(text):
            word = text[found.start : found.end]
            stamps = [self._stamps[ref] for ref in found.refs if ref in self._stamps]
            if len(found.refs) == 1 and not found.is_part and (stamps or self._is_written(word, found.refs[0])):
                parts += [TextPiece(text[end : found.start]), TextPiece(ref=found.refs[0], shown=word)]
                end = found.end
                continue
            names = [self._names[it] for it in found.refs]
            written = found.is_part or word in names or any(self._is_written(word, ref) for ref in found.refs)
            if not stamps and not written:
                continue  # a common word that is also a name
            waits.update(dict.fromkeys(stamps))
            why = "a part of the name of" if found.is_part else "the name of" if len(found.refs) == 1 else "a name of"
            whom = ", ".join(sorted(ref.partition(":")[2] for ref in found.refs)[:3])
            doubts.append(BadRowError("name-doubtful", f'"{word}" may be {why} {whom}: it is not linked', _HINT))
        parts.append(TextPiece(text[end:]))

    def _is_written(self, word: str, ref: str) -> bool:
        """Whether `word` is written as a name of what `ref` names."""
        return any(_is_name(word, name) for name in (self._names[ref], *self._others.get(ref, ())))

    def _found(self, text: str) -> Iterator[_Found]:
        """The names in `text` from left to right, the longest first where they begin together."""
        words = list(_WORD.finditer(text))
        n = 0
        while n < len(words):
            found = None
            for last in range(min(len(words), n + self._longest) - 1, n - 1, -1):
                start, end = words[n].start(), words[last].end()
                if refs := self._bearers.get(letters(text[start:end])):
                    found = _Found(start, end, tuple(refs), is_part=False)
                    n = last
                    break
            if found is None and words[n][0][0].isupper() and (refs := self._parts.get(letters(words[n][0]))):
                found = _Found(words[n].start(), words[n].end(), tuple(refs), is_part=True)
            if found is not None:
                yield found
            n += 1


def _is_name(word: str, name: str) -> bool:
    """Whether `word` is written as the name, of which only an article at its head may be small; and no common word."""
    return word[1:] == name[1:] and word[0].lower() == name[0].lower() and (word.lower() != word)
