"""Names that stand in a text as plain words, where no link gates them."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from intertwine.check.all_names import AllNames
from intertwine.check.common_words import COMMON_WORDS
from intertwine.check.name_parts import LONGEST, Bearers, MarkedNames, NameParts
from intertwine.check.plain_words import TOKEN, begins, of_a_longer_name, spelled, spelled_all, without_links
from intertwine.check.source import Source
from intertwine.check.text_memory import NameWords
from intertwine.ledger.store.columns import kind_number
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools

PERSONAL = ("character", "person", "")
"""Kinds of people; "" where even the kind is stamped."""
_SHORTEST = 3
"""Letters of a name that an address may have by chance."""


@record
class PlainName:
    """Words of a text that name `entity`: its whole name, or a `part` of it. Whoever passes one of `alternatives` knows
    such a name. `common`: the words are words of the language too."""

    words: str
    entity: int
    part: bool
    common: bool
    alternatives: frozenset[int]


class PlainNames:
    """The names of a universe that not everybody may know, and where texts write them without a link."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._all = names = source.worked_out(AllNames)
        kinds = [kind_number(kind, source.ledger.vocabulary.kinds) for kind in PERSONAL]
        is_personal = np.isin(source.ledger.entities.kind, kinds)[names.entity]
        self._parts = source.memory.kept(NameParts, MarkedNames(tuple(names.texts), is_personal.tobytes()))
        self._is_public = self._parts.public(names.public)
        self._known: dict[tuple[NameWords, bool], frozenset[int]] = {}

    @cached_property
    def candidates(self) -> Bools:
        """Of each string of the ledger, whether it may write one of the names: a word of each name stands in it."""
        longest = self._parts.longest
        return self._source.strings.with_values(np.unique(longest.value[~self._is_public[longest.text]]))

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
            for length in range(min(LONGEST, len(words) - place), 0, -1) if words[place] in self._parts.starts else ():
                name = words[place : place + length]
                bearers = self._bearers(name)
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
            lengths = range(min(LONGEST, len(words) - place), 0, -1)
            length = next((it for it in lengths if words[place : place + it] in self._parts.people), 0)
            names = self._parts.people[words[place : place + length]] if length else []
            people = {int(self._all.entity[it]) for it in names}
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
            runs = (tuple(words[place : place + n]) for n in range(LONGEST, 0, -1))
            it = next((self._slugs[run] for run in runs if run in self._slugs), None)
            if it is not None and not self._is_known(it, some):
                yield it

    def is_called_after(self, entity: int, name: str) -> bool:
        """Whether an `entity` has a name that begins with all of `name` and goes on."""
        texts, places = self._all.texts, np.flatnonzero(self._all.entity == entity).tolist()
        return any(texts[place].startswith(f"{name} ") for place in places)

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
        for (name, it), is_public in zip(self._parts.names.items(), self._is_public.tolist(), strict=True):
            if is_public:
                continue
            words = tuple(re.findall(r"[^\W\d_]+", " ".join(name).lower()))
            plain = len(words) > 1 or (len(words) == 1 and len(words[0]) > _SHORTEST and not self.is_common(words[0]))
            if plain and not it.part and words not in found:
                found[words] = self._plain(name, it, common=False, within=False)
        return found

    def _plain(self, name: NameWords, bearers: Bearers, *, common: bool, within: bool) -> PlainName:
        if (name, within) not in self._known:
            alike = self._parts.alike[name[0]].names if len(name) == 1 and not within else []
            places = np.unique(np.array([*bearers.names, *alike], np.int64))
            lines, entities = self._all.line[places], self._all.entity[places]
            known = self._source.reveals.of_all(lines[lines != NONE])
            linked = np.unique(entities[lines == NONE]).tolist()
            self._known[name, within] = frozenset(known.union(*map(self._source.links.of, linked)))
        entity = int(self._all.entity[bearers.first])
        return PlainName(" ".join(name), entity, bearers.part, common, self._known[name, within])

    def _bearers(self, name: NameWords) -> Bearers | None:
        """Who has a `name`; None where nobody has, or everybody knows it."""
        found = self._parts.names.get(name)
        return None if found is None or self._is_public[found.number] else found
