"""People by words that are much like what is said of them: for a search that finds nothing else.

A word of the search is looked for among what is said of people (their jobs, descriptions and powers, the cases that
concern them, the prose on their own page): by its stem, the last word as the beginning of one too, else by its
spelling. Which endings a stem can have is read from the words themselves: there is no list of them here.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import NamedTuple

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.frozen import remembered, sealed
from intertwine.model.record import record
from intertwine.model.spelled_words import Spellings
from intertwine.model.strings import Ints
from intertwine.model.word_index import WordIndex
from intertwine.questions.search_index import TITLE, SearchIndex

_STEM, _ENDING = 4, 3
"""Characters of the shortest stem and of the longest ending."""
_STEMS = 3
"""An ending is one that so many words have, whose stems are words themselves."""
_FIRST_PART = 5
"""Characters of the shortest word that a compound of the search may begin with."""
_ALIKE, _MOST_ALIKE, _SHORTEST_ALIKE = 0.85, 3, 5
"""The least likeness of a word that is spelt alike, how many such words count, and the characters of the shortest."""
_SHARE, _SHARE_OF_WEIGHT = 0.5, 0.4
"""The least share of the words of a search, and of what they weigh, that is known of somebody who is found."""
_EQUAL = 1e-9
"""Sums of weights that differ by no more than this are equal."""


@record
class SaidIndex:
    """What is said of people: `who` each text is about (first the jobs of the search index, in its order, then prose),
    the `words` of the texts, `forms` by their spelling, and the `endings` that stems have among them."""

    who: Ints
    words: WordIndex
    forms: Spellings
    endings: frozenset[str]

    def __post_init__(self) -> None:
        sealed(self)


class People(NamedTuple):
    """Those who were found, once for each `text` about them (its place in `SaidIndex.who`). `is_whole`: every word was
    known, by its beginning or its stem; else some were not, or by their spelling alone."""

    who: Ints
    text: Ints
    is_whole: bool


def people_of_whom(view: View, index: SearchIndex, wanted: Sequence[str]) -> People:
    """Those of `view` of whom most is said of what the words `wanted` say, characters before others. The rarer a word,
    the more it says."""
    said = remembered(view.memo, "said of people", lambda: _made(view, index))
    found, is_whole = list[Ints](), True
    for word in wanted:
        texts = _texts(said, _of_one_stem(said, word))
        if not len(texts) and word == wanted[-1]:
            texts = said.words.beginning(word)
        if not len(texts):
            is_whole = False
            alike = said.forms.close(word, _MOST_ALIKE, _ALIKE) if len(word) >= _SHORTEST_ALIKE else []
            texts = _texts(said, alike)
        found.append(texts)
    known = [texts for texts in found if len(texts)]
    if not known or len(known) < _SHARE * len(wanted):
        return People(said.who[:0], said.who[:0], is_whole)
    people = [distinct(said.who[texts]) for texts in known]
    weights = [log(1 + len(said.who) / len(them)) for them in people]
    score = np.zeros(view.entities.count)
    for them, weight in zip(people, weights, strict=True):
        score[them] += weight
    least, text = _SHARE_OF_WEIGHT * sum(weights), distinct(np.concatenate(known))
    in_story = np.where(index.likely == 0, score, 0.0)
    score = in_story if in_story.max() >= least else score
    best = float(score.max())
    text = text[(score[said.who[text]] > best - _EQUAL) & (best >= least)]
    return People(said.who[text], text, is_whole and best > sum(weights) - _EQUAL)


def _texts(said: SaidIndex, words: Sequence[str]) -> Ints:
    return distinct(np.concatenate([said.who[:0], *map(said.words.with_word, words)]))


def _of_one_stem(said: SaidIndex, word: str) -> list[str]:
    """The words that differ from `word` in their endings alone; else those that a compound begins with, the longest."""
    for length in range(len(word), _STEM - 1, -1):
        stem, rest = word[:length], word[length:]
        is_ending = rest in said.endings
        if is_ending or (length >= _FIRST_PART and 2 * length >= len(word)):
            found = [it for it in _beginning(said.words, stem) if it[length:] in said.endings]
            if found:
                return found
    return []


def _beginning(index: WordIndex, stem: str) -> Iterator[str]:
    place, words = bisect_left(index.words, stem), index.words
    while place < len(words) and words[place].startswith(stem):
        yield words[place]
        place += 1


def _made(view: View, index: SearchIndex) -> SaidIndex:
    who, _, lines = view.rows.pairs(view.rows.mask(roles=("prose",)))
    own = (who >= 0) & (index.likely[who] != TITLE)
    who, lines = who[own], lines[own]
    facts = view.facts.at(distinct(lines))
    prose = {fact.line: " ".join(it.text for it in fact.text if it.entity is None) for fact in facts}
    words = WordIndex.of([*index.jobs, *(prose[line] for line in lines.tolist())])
    forms = words.words.all()
    return SaidIndex(
        np.concatenate([index.doer, who.astype(np.int32)]), words, Spellings(it for it in forms if it), _endings(forms)
    )


def _endings(words: Sequence[str]) -> frozenset[str]:
    """What many of `words` have after another of them, and nothing."""
    known = set(words)
    counts = Counter(
        word[-length:]
        for word in words
        for length in range(1, _ENDING + 1)
        if len(word) - length >= _STEM and word[:-length] in known
    )
    return frozenset({"", *(ending for ending, count in counts.items() if count >= _STEMS)})
