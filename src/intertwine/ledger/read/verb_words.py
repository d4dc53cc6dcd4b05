"""Words of verbs: what they come to whatever their tense, and the table of synonyms."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from intertwine.ledger.read.past_forms import PAST_FORMS
from intertwine.model.frozen import FrozenDict

BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "gets", "get", "got", "getting", "gotten"})
"""Words that make a verb passive."""
HELPING = frozenset({"has", "have", "had", "will", "would", "did", "does", "do"})
"""Words that put a verb into another tense."""
_ENDS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""What is added to a verb, and what stood there before."""
_HISSING = ("ss", "us", "x", "z", "ch", "sh", "o")


class Meanings(NamedTuple):
    """The table of synonyms: for words of another wording the forms of the vocabulary; other words, without
    their endings; and for past forms the verbs that they are of."""

    meaning: FrozenDict[str, tuple[str, ...]]
    others: frozenset[str]
    past: FrozenDict[str, tuple[str, ...]]


@cache
def meanings() -> Meanings:
    text = resources.files("intertwine.ledger.read").joinpath("synonyms.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    meaning: dict[str, tuple[str, ...]] = {}
    for form, synonyms in table["meaning"].items():
        for words in synonyms:
            meaning[words.lower()] = (*meaning.get(words.lower(), ()), form)
    past: dict[str, tuple[str, ...]] = {}
    for base, forms in PAST_FORMS.items():
        for form in forms:
            past[form] = (*past.get(form, ()), base)
    return Meanings(
        FrozenDict(meaning),
        frozenset(table["words"]["others"].split()),
        FrozenDict(past),
    )


def is_plural(form: str, forms: Iterable[str]) -> bool:
    """Whether a form is only the plural of another of the same words."""
    head, space, rest = form.partition(" ")
    if head in ("are", "have"):
        return True
    ways = (f"{head}s", f"{head}es", f"{head[:-1]}ies")
    return any(f"{way}{space}{rest}" in forms for way in ways)


def keys(words: str) -> Iterator[tuple[str, ...]]:
    """What words come to whatever their tense: each reading of their verb, and what follows it. A passive begins with
    "be"."""
    parts = words.rstrip(":").split(" ")
    helped = False
    while len(parts) > 1 and parts[0] in HELPING and parts[1] not in ("a", "an", "the", "no"):
        nxt = parts[1]
        if not (nxt in BEING or nxt in meanings().past or nxt.endswith("ed") or parts[0] not in ("has", "have", "had")):
            break
        parts, helped = parts[1:], True
    if parts[0] in BEING and len(parts) > 1:
        if parts[1] in ("being", "been"):
            parts = [parts[0], *parts[2:]]
        if len(parts) > 1:
            yield from (("be", base, *parts[2:]) for base in bases(parts[1]))
            if parts[1].endswith("ing"):
                yield from ((base, *parts[2:]) for base in bases(parts[1]))
            return
    yield from ((base, *parts[1:]) for base in bases(parts[0]))
    if len(parts) > 1 and not helped and (parts[0].endswith("ed") or parts[0] in meanings().past):  # "killed by"
        yield from (("be", base, *parts[1:]) for base in bases(parts[0]))


def bases(word: str) -> tuple[str, ...]:
    """What a verb may be in the dictionary, the likeliest first: "kill" of "kills", "killed", "killing"."""
    found = [*meanings().past.get(word, ()), word]
    for end, instead in _ENDS:
        stem = word.removesuffix(end)
        hisses = end != "es" or stem.endswith(_HISSING)
        if word.endswith(end) and len(stem) > 1 and hisses and not word.endswith("ss"):
            found.append(stem + instead)
            if end in ("ed", "ing") and not instead and stem[-1:] == stem[-2:-1]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))
