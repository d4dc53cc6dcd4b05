"""What a keeper may have meant by words that are no form of a verb: forms of the same meaning, in whatever tense, and
at last forms that are spelt nearly the same, where the words are no words of their own ("lies" is never "dies")."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from intertwine.ledger.read.verb_slips import Slips, odd_words
from intertwine.model.frozen import FrozenDict
from intertwine.model.verb import Vocabulary

_MOST_OFFERED = 3
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "gets", "get", "got", "getting", "gotten"})
_HELPING = frozenset({"has", "have", "had", "will", "would", "did", "does", "do"})
_LONGEST = 100
"""Characters of the longest words that are compared with forms."""
_NOT = re.compile(r"\b(?:not|never|no longer|nobody|cannot)\b|n't\b")
"""What turns a meaning round: then only words that the table of synonyms has are answered."""
_TO_DO = r"(?:to +|(?=\w+ing\b))"
_BEGINS = re.compile(rf"(?:begins?|began|starts?|started|comes?|came|grows?|grew|continues?|continued) {_TO_DO}")
_ENDS_IT = re.compile(rf"(?:ceases?|ceased|stops?|stopped) {_TO_DO}|(?:(?:is|are|was|were) )?no longer ")
_OPPOSITE = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("in into inside to towards", "out outside from away off"),
        ("on", "off"),
        ("up", "down"),
        ("with for", "against without"),
        ("after", "before"),
        ("alive", "dead"),
        ("begins", "ends"),
    )
)
"""Words of which whoever writes one does not mean the other."""
_LIGHT = frozenset(
    "go get take make give come turn fall put set become lose keep have start begin end stop".split()  # noqa: SIM905
)
"""Verbs that say little without the words after them: "goes blind" is not a way of going."""
_PARTICLES = frozenset(
    "at in on to from with for of up out off away back against by over into about after through".split()  # noqa: SIM905
)
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
    nothing is near enough to be more help than harm. A form that means the opposite is never offered."""
    words = " ".join(words[:_LONGEST].lower().split())
    index = _index(vocabulary)
    return tuple(dict.fromkeys(_meant(words, index, vocabulary)))[:_MOST_OFFERED]


def _meant(words: str, index: "_Index", vocabulary: Vocabulary) -> Iterable[str]:
    """The same, by the first of these that answers: the same words in another tense, a synonym, its passive, the
    beginning or the end of it, other words after the same verb, a slip."""
    bare = _SOON.sub("", words, count=1) if _SOON.match(words) else words
    for one in dict.fromkeys((words, bare, *_with_an_article(bare))):
        if found := _same(one, index):
            return found
    if ending := _ENDS_IT.match(bare):
        return _endings(bare[ending.end() :], index)
    if _NOT.search(bare):
        return ()
    if beginning := _BEGINS.match(bare):
        bare = bare[beginning.end() :]
        if found := _same(bare, index):
            return found
    passive = list(_passive(bare, index, vocabulary))
    return passive or [*_with_another_end(bare, index)] or [*_slips(words, index)][:1]


def _same(words: str, index: "_Index") -> list[str]:
    """Forms of the same words in whatever tense, and of their synonyms."""
    return [form for key in _keys(words) for form in index.forms.get(key, ())]


def hint(words: str, vocabulary: Vocabulary) -> str:
    """What may be `meant` by `words`, as a question; "" where nothing is near."""
    found = [f'"{form}"' for form in meant(words, vocabulary)]
    return f"did you mean {' or '.join(found)}?" if found else ""


class _Index(NamedTuple):
    """The forms of one vocabulary: by what they and their synonyms come to in whatever tense (`forms`), by their first
    word (`by_head`), and all of them by the slips of which they come (`slips`)."""

    forms: FrozenDict[tuple[str, ...], tuple[str, ...]]
    by_head: FrozenDict[str, tuple[str, ...]]
    slips: Slips


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
        Slips(sorted(form for form in every if not _is_plural(form, every))),
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
    is_light = not _LIGHT.isdisjoint(_bases(parts[0])) and not _PARTICLES.issuperset(parts[1:])
    if parts[0] in _BEING or parts[0] in _HELPING:
        parts = [" ".join(parts[:2]), *parts[2:]]
    for count in range(len(parts) - 1, int(is_light), -1):
        if found := [form for form in _same(" ".join(parts[:count]), index) if not _are_opposite(words, form)]:
            yield from found
            return
    if not _LIGHT.isdisjoint(_bases(parts[0])):
        return
    for base in _bases(parts[0]):
        yield from (form for form in index.by_head.get(base, ()) if not _are_opposite(words, form))


def _are_opposite(words: str, form: str) -> bool:
    """Whether `form` says "into" where the `words` say "out"."""
    one, other = {*words.split(" ")}, {*form.split(" ")}
    return any((one & a and other & b) or (one & b and other & a) for a, b in _OPPOSITE)


def _passive(words: str, index: _Index, vocabulary: Vocabulary) -> Iterator[str]:
    """What words of the other side mean, whose active means a form: "is arrested by" of "is nabbed by"."""
    for key in _keys(words):
        if key[0] != "be" or len(key) < 2:
            continue
        by = key[-1] == "by"
        for form in index.forms.get(key[1:-1] if by else key[1:], ()):
            others = _other_side(form, vocabulary)
            passives = [other for other in others if other.startswith("is ") and other.endswith(" by")]
            alike = [other for other in passives if form.split(" ")[0] in _thirds(other)]
            if by:
                both_ways = [form] if vocabulary.verbs[vocabulary.by_form.get(form, 0)].symmetric else []
                yield from (alike or both_ways or passives or others)[:1]
            else:
                alone = (other.removesuffix(" by") for other in (*alike, *passives))
                yield from [other for other in alone if other in vocabulary.by_form][:1]


def _other_side(form: str, vocabulary: Vocabulary) -> list[str]:
    """The wordings of the same verb from the other side than `form`."""
    number = vocabulary.by_form.get(form)
    verb = vocabulary.verbs[vocabulary.by_backward_form[form] if number is None else number]
    other = verb.forms if number is None else verb.backward_forms
    return [it for it in other if not _is_plural(it, other)]


def _thirds(passive: str) -> set[str]:
    """How the active of a passive form may begin: "arrests" of "is arrested by"."""
    return {third for base in _bases(passive.split(" ")[1]) for third in (f"{base}s", f"{base}es", f"{base[:-1]}ies")}


def _endings(words: str, index: _Index) -> Iterator[str]:
    """The forms that end what `words` say: "stops hating" of "hates"."""
    head, _, rest = words.partition(" ")
    for form in index.by_head.get("stop", ()):
        doing, _, other = form.split(" ", 1)[1].partition(" ")
        if other == rest and {*_bases(head)} & {*_bases(doing)}:
            yield form


def _slips(words: str, index: _Index) -> Iterator[str]:
    """Forms of which one word is spelt nearly so, where it is no other word."""
    others = _table().others
    if words.partition(" ")[0] in others:
        return
    for form in index.slips.near(words):
        odd = {third for word in odd_words(words, form) for base in _bases(word) for third in (word, f"{base}s")}
        if not odd & others:
            yield form
