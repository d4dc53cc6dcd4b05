"""Names that are written where nothing gates them: as words, not as links."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.verb import DECLARED_NAMES, NAMES, Role
from intertwine.model.words import nfc

_WORD = re.compile(r"\w+(?:['.\-]\w+)*")
_ARTICLES = ("the", "a", "an")
_LISTING: tuple[Role, ...] = (*NAMES, "kind", "outside id", "cut", "genre", "platform", "certification")
"""Roles of what has no prose in it."""

_LONGEST = 8
"""Words of a name that are compared."""


@dataclass(slots=True)
class _Bearer:
    """Who bears a name, and the alternatives that reveal it."""

    entity: int
    alternatives: set[int] = field(default_factory=set)


def name_unlinked(source: Source) -> Iterator[Finding]:
    """`name-unlinked`: words that viewers read write a name without linking it, and may be shown before the name is.

    Names that everybody may know are left alone, and so are those that whoever reads the words knows already.
    """
    declared = _declared(source)
    rows, words = source.ledger.rows, source.words
    speaking = ~source.has_role(*_LISTING)
    image = source.has_role("image")
    texts: dict[tuple[int, int], None] = {}
    for column, mask in ((rows.text, speaking & ~image), (rows.label, image)):
        chosen = np.flatnonzero(mask & (column > 0))
        texts.update(dict.fromkeys(zip(rows.line[chosen].tolist(), column[chosen].tolist(), strict=True)))
    starts = {name[0] for name in declared}
    for line, text in texts:
        alternatives = source.alternatives_of(line)
        written: _WrittenWords | None = None
        for name in _found(words[text], declared, starts):
            for bearer in declared[name]:
                if alternatives and not all(
                    source.implies(alternative, bearer.alternatives) for alternative in alternatives
                ):
                    shown = " ".join(name)
                    message = f'"{shown}" is written here without a link, and may be shown before it is known'
                    hint = f"link it as [[{source.key(bearer.entity)}]], or say it without the name"
                    written = written or _WrittenWords(source.written_at(line).unlinked)
                    yield Finding(source.at(line, written.offset(name)), message, hint)
                    break


class _WrittenWords:
    """The words of a text as it was typed, each with its place: read once for all names that are looked for in it."""

    def __init__(self, text: str) -> None:
        self._text, self._straight = text, _straight(text)
        found = list(_WORD.finditer(self._straight))
        self._spelled = [_spelled_word(word[0]) for word in found]
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


def _declared(source: Source) -> dict[tuple[str, ...], list[_Bearer]]:
    """Names as words to those who bear them; public names are left out."""
    ledger, words = source.ledger, source.words
    found: dict[tuple[int, str], _Bearer] = {}
    naming = np.flatnonzero(source.has_role(*DECLARED_NAMES))
    for row in naming.tolist():
        entity, name = int(ledger.rows.subject[row]), words[int(ledger.rows.text[row])]
        bearer = found.setdefault((entity, name), _Bearer(entity))
        bearer.alternatives.update(source.alternatives_of(int(ledger.rows.line[row])))
    linked = source.linked
    for row in np.flatnonzero(source.has_role("linked name")).tolist():
        entity, name = int(ledger.rows.subject[row]), words[int(ledger.rows.text[row])]
        found.setdefault((entity, name), _Bearer(entity)).alternatives.update(linked.get(entity, ()))
    for entity in np.flatnonzero(ledger.entities.name).tolist():
        name = words[int(ledger.entities.name[entity])]
        found.setdefault((entity, name), _Bearer(entity)).alternatives.update(linked.get(entity, ()))
    public = {number for number, alternative in enumerate(source.alternatives) if alternative == {}}
    table: dict[tuple[str, ...], list[_Bearer]] = defaultdict(list)
    open_to_all: set[tuple[str, ...]] = set()
    for (_, name), bearer in found.items():
        spelled = _spelled(name)
        if not spelled or not (len(spelled) > 1 or any(c.isupper() for c in spelled[0])):
            continue
        if bearer.alternatives & public:
            open_to_all.add(spelled)
        table[spelled].append(bearer)
    return {name: bearers for name, bearers in table.items() if name not in open_to_all}


def _spelled(name: str) -> tuple[str, ...]:
    return tuple(_spelled_word(word) for word in _WORD.findall(_straight(name))[:_LONGEST])


def _straight(text: str) -> str:
    """A text in one form, with one apostrophe: however it was typed, its words are the same."""
    return nfc(text).replace("’", "'")


def _spelled_word(word: str) -> str:
    """An article counts in any case: "the Hand" writes "The Hand". The genitive of a word is the word. Otherwise case
    counts here, since many a name is a word too: Hope."""
    return word.lower() if word.lower() in _ARTICLES else re.sub(r"'s?$", "", word)


def _found(text: str, declared: dict[tuple[str, ...], list[_Bearer]], starts: set[str]) -> list[tuple[str, ...]]:
    """The declared names that `text` writes outside of links, longest first at each word. `starts` are the first words
    of them all."""
    parts = [_spelled_word(word) for word in _WORD.findall(re.sub("\x02\\d+\x03", " \u2022 ", _straight(text)))]
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(parts):
        step = 1
        if parts[place] in starts:
            for length in range(min(_LONGEST, len(parts) - place), 0, -1):
                name = tuple(parts[place : place + length])
                if name in declared:
                    found.append(name)
                    step = length
                    break
        place += step
    return list(dict.fromkeys(found))
