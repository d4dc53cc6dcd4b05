"""What a keeper may have meant by words that are no form of a verb: forms of the same meaning, in whatever tense, and
at last forms that are spelt nearly the same, where the words are no words of their own ("lies" is never "dies")."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from intertwine.model.frozen import FrozenDict
from intertwine.model.spellings import Spellings
from intertwine.model.verb import Vocabulary

_MOST_OFFERED = 3
_NEAR = 0.8
"""The least likeness, from 0 to 1, of words one of which may be a slip for the other."""
_SHORTEST_SLIP = 4
"""Letters of the shortest word that is taken for a slip: of shorter ones too many are one letter apart."""
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "gets", "get", "got", "getting", "gotten"})
_HELPING = frozenset({"has", "have", "had", "will", "would", "did", "does", "do"})
_SOON = re.compile(r"(?:\w+ly|also|then|later|finally|soon|first|even|once|just|still) +")
"""What may stand before a verb without changing which one it is."""


_ENDS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""What is added to a verb, and what stood there before."""
_HISSING = ("s", "x", "z", "ch", "sh", "o")


class _Meanings(NamedTuple):
    """The table of synonyms: for words of another wording the forms of the vocabulary; other words; and for past forms
    the verbs that they are of."""

    meaning: FrozenDict[str, tuple[str, ...]]
    others: frozenset[str]
    past: FrozenDict[str, tuple[str, ...]]


def meant(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The forms of `vocabulary` that a keeper may have meant by `words`, the likeliest first, at most three; none where
    nothing is near enough to be more help than harm."""
    words = " ".join(words.lower().split())
    index = _index(vocabulary)
    bare = _SOON.sub("", words, count=1) if _SOON.match(words) else words
    for one in dict.fromkeys((words, bare, *_with_an_article(bare))):
        if found := [form for key in _keys(one) for form in index.forms.get(key, ())]:
            return tuple(dict.fromkeys(found))[:_MOST_OFFERED]
    if found := list(_with_another_end(bare, index)):
        return tuple(dict.fromkeys(found))[:_MOST_OFFERED]
    return tuple(_slips(words, index))[:_MOST_OFFERED]


def hint(words: str, vocabulary: Vocabulary) -> str:
    """What may be `meant` by `words`, as a question; "" where nothing is near."""
    found = [f'"{form}"' for form in meant(words, vocabulary)]
    return f"did you mean {' or '.join(found)}?" if found else ""


class _Index(NamedTuple):
    """The forms of one vocabulary: by what they and their synonyms come to in whatever tense (`forms`), by their first
    word (`by_head`), and all of them by their spelling."""

    forms: FrozenDict[tuple[str, ...], tuple[str, ...]]
    by_head: FrozenDict[str, tuple[str, ...]]
    spellings: Spellings


@lru_cache(maxsize=8)
def _index(vocabulary: Vocabulary) -> _Index:
    every = {**vocabulary.by_form, **vocabulary.by_backward_form}
    forms: dict[tuple[str, ...], dict[str, None]] = {}
    heads: dict[str, dict[str, None]] = {}
    for form in every:
        if not _is_plural(form, every):
            for key in _keys(form):
                forms.setdefault(key, {})[form] = None
            if _rest(form):
                for head in _bases(form.partition(" ")[0]):
                    heads.setdefault(head, {})[form] = None
    for words, wanted in _table().meaning.items():
        known = [form for form in wanted if form in every]
        for key in _keys(words):
            forms.setdefault(key, {}).update(dict.fromkeys(known))
    return _Index(
        FrozenDict((key, tuple(found)) for key, found in forms.items() if found),
        FrozenDict((head, tuple(found)) for head, found in heads.items()),
        Spellings(sorted(form for form in every if not _is_plural(form, every))),
    )


@cache
def _table() -> _Meanings:
    text = resources.files("intertwine.ledger.read").joinpath("synonyms.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    meaning: dict[str, tuple[str, ...]] = {}
    for form, synonyms in table["meaning"].items():
        for words in synonyms:
            meaning[words.lower()] = (*meaning.get(words.lower(), ()), form)
    past: dict[str, tuple[str, ...]] = {}
    for base, forms in table["past"].items():
        for form in forms:
            past[form] = (*past.get(form, ()), base)
    return _Meanings(FrozenDict(meaning), frozenset(table["words"]["others"]), FrozenDict(past))


def _rest(form: str) -> str:
    return form.partition(" ")[2]


def _is_plural(form: str, forms: Iterable[str]) -> bool:
    """Whether a form is only the plural of another of the same words."""
    head, space, rest = form.partition(" ")
    if head in ("are", "have"):
        return True
    ways = (f"{head}s", f"{head}es", f"{head[:-1]}ies")
    return any(f"{way}{space}{rest}" in forms for way in ways)


def _keys(words: str) -> Iterator[tuple[str, ...]]:
    """What words come to whatever their tense: each reading of their verb, and what follows it. A passive begins with
    "be"."""
    parts = words.rstrip(":").split(" ")
    helped = False
    while len(parts) > 1 and parts[0] in _HELPING and parts[1] not in ("a", "an", "the", "no"):
        nxt = parts[1]
        if not (nxt in _BEING or nxt in _table().past or nxt.endswith("ed") or parts[0] not in ("has", "have", "had")):
            break
        parts, helped = parts[1:], True
    if parts[0] in _BEING and len(parts) > 1:
        if parts[1] in ("being", "been"):
            parts = [parts[0], *parts[2:]]
        if len(parts) > 1:
            yield from (("be", base, *parts[2:]) for base in _bases(parts[1]))
            if parts[1].endswith("ing"):
                yield from ((base, *parts[2:]) for base in _bases(parts[1]))
            return
    yield from ((base, *parts[1:]) for base in _bases(parts[0]))
    if len(parts) > 1 and not helped and (parts[0].endswith("ed") or parts[0] in _table().past):  # "killed by"
        yield from (("be", base, *parts[1:]) for base in _bases(parts[0]))


def _bases(word: str) -> tuple[str, ...]:
    """What a verb may be in the dictionary, the likeliest first: "kill" of "kills", "killed", "killing"."""
    found = [*_table().past.get(word, ()), word]
    for end, instead in _ENDS:
        stem = word.removesuffix(end)
        hisses = end != "es" or stem.endswith(_HISSING)
        if word.endswith(end) and len(stem) > 1 and hisses and not word.endswith("ss"):
            found.append(stem + instead)
            if end in ("ed", "ing") and not instead and stem[-1:] == stem[-2:-1]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


def _with_an_article(words: str) -> Iterator[str]:
    """What "son of" and "is son of" stand for."""
    head, _, rest = words.partition(" ")
    if rest and words.endswith((" of", " to")):
        what = rest if head in _BEING else words
        yield from (f"is {article} {what}" for article in ("the", "a", "an"))


def _with_another_end(words: str, index: _Index) -> Iterator[str]:
    """Forms whose verb is the same, with other words after it: "works for" of "works at"; and those of the verb
    alone."""
    parts = words.split(" ")
    if parts[0] in _BEING or parts[0] in _HELPING:
        parts = [" ".join(parts[:2]), *parts[2:]]
    for count in range(len(parts) - 1, 0, -1):
        if found := [form for key in _keys(" ".join(parts[:count])) for form in index.forms.get(key, ())]:
            yield from found
            return
    for base in _bases(parts[0]):
        yield from index.by_head.get(base, ())


def _slips(words: str, index: _Index) -> Iterator[str]:
    """Forms that are spelt nearly so: only of words that are no other word, that begin with the same letter, and in
    which one letter is missing, added, changed or swapped."""
    head = words.partition(" ")[0]
    others = _table().others
    if len(words) < _SHORTEST_SLIP or words in others or head in others:
        return
    for form in index.spellings.close(words, 2 * _MOST_OFFERED, _NEAR):
        if form[0] == words[0] and _is_one_slip(words, form):
            yield form
            return


def _is_one_slip(words: str, form: str) -> bool:
    """Whether one letter, or two neighbours that were swapped, make the difference; in long words two letters."""
    limit = 1 if len(form) < 2 * _SHORTEST_SLIP else 2
    return _distance(words, form) <= limit


def _distance(one: str, other: str) -> int:
    """How many letters are missing, added, changed or swapped with their neighbour (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
