"""What a keeper may have meant by words that are no form of a verb: forms of the same meaning, in whatever tense, and
at last forms that are spelt nearly the same, where the words are no words of their own ("lies" is never "dies")."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from intertwine.ledger.read.verb_slips import Slips, odd_words
from intertwine.ledger.read.verb_words import BEING, HELPING, bases, is_plural, keys, meanings
from intertwine.model.frozen import FrozenDict
from intertwine.model.verb import Vocabulary

_MOST_OFFERED = 3
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
_LIGHT = frozenset({
    "become", "begin", "break", "bring", "call", "cast", "catch", "come", "draw", "end", "fall", "get", "give", "go",
    "have", "hit", "hold", "keep", "lay", "lose", "make", "pay", "pull", "put", "raise", "run", "set", "start", "stop",
    "strike", "take", "turn",
})  # fmt: skip
"""Verbs that say little without the words after them: "goes blind" is not a way of going."""
_ADVERBS = frozenset({
    "along", "apart", "around", "away", "back", "down", "off", "on", "out", "over", "through", "up",
})  # fmt: skip
"""Words that make another verb of the one before them: "takes off" is not a way of taking."""
_PREPOSITIONS = frozenset({
    "about", "after", "against", "as", "at", "by", "for", "from", "in", "into", "of", "on", "that", "to", "with",
})  # fmt: skip
_PRONOUNS = frozenset({"him", "her", "it", "them", "himself", "herself", "themselves"})
"""Words for somebody: a fact names them."""
_SOON = re.compile(r"(?:\w+ly|also|then|later|finally|soon|first|even|once|just|still) +")
"""What may stand before a verb without changing which one it is."""


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
    return [form for key in keys(words) for form in index.forms.get(key, ())]


def lacks_name(words: str) -> str:
    """What to do where `words` end in a pronoun; "" where they do not."""
    last = words.rstrip().rpartition(" ")[2]
    return f'write [[name]] instead of "{last}"' if last.lower() in _PRONOUNS else ""


def hint(words: str, vocabulary: Vocabulary) -> str:
    """What may be `meant` by `words`, as a question; "" where nothing is near. A verb with a pronoun lacks a name."""
    verb = words[:_LONGEST].rstrip().rpartition(" ")[0].lower()
    if lacks_name(words) and _same(verb, _index(vocabulary)):
        return f'did you mean "{verb} [[name]]"?'
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
        if not is_plural(form, every):
            for key in keys(form):
                if key[0] == "be" or form.partition(" ")[0] not in BEING:  # who expects does not mean "is expecting"
                    forms.setdefault(key, {})[form] = None
            if _rest(form):
                for head in bases(form.partition(" ")[0]):
                    heads.setdefault(head, {})[form] = None
    for words, wanted in meanings().meaning.items():
        known = [form for form in wanted if form in every]
        for key in keys(words):
            forms.setdefault(key, {}).update(dict.fromkeys(known))
    return _Index(
        FrozenDict((key, tuple(found)) for key, found in forms.items() if found),
        FrozenDict((head, tuple(found)) for head, found in heads.items()),
        Slips(sorted(form for form in every if not is_plural(form, every))),
    )


def _rest(form: str) -> str:
    return form.partition(" ")[2]


def _with_an_article(words: str) -> Iterator[str]:
    """What "son of" and "is son of" stand for."""
    head, _, rest = words.partition(" ")
    if rest and words.endswith((" of", " to")):
        what = rest if head in BEING else words
        yield from (f"is {article} {what}" for article in ("the", "a", "an"))


def _with_another_end(words: str, index: _Index) -> Iterator[str]:
    """Forms whose verb is the same, with other words after it: "works for" of "works at"; and those of the verb
    alone."""
    parts = words.split(" ")
    is_light = not _LIGHT.isdisjoint(bases(parts[0]))
    if parts[0] in BEING or parts[0] in HELPING:
        parts = [" ".join(parts[:2]), *parts[2:]]
    for count in range(len(parts) - 1, int(is_light), -1):
        if _ADVERBS.isdisjoint(parts[count:]) and (
            found := [form for form in _same(" ".join(parts[:count]), index) if not _are_opposite(words, form)]
        ):
            yield from found
            return
    said = {*parts[1:]}
    for base in () if is_light or not _ADVERBS.isdisjoint(said) else bases(parts[0]):
        for form in index.by_head.get(base, ()):
            if {*_rest(form).split(" ")} - said <= _PREPOSITIONS and not _are_opposite(words, form):
                yield form


def _are_opposite(words: str, form: str) -> bool:
    """Whether `form` says "into" where the `words` say "out"."""
    one, other = {*words.split(" ")}, {*form.split(" ")}
    return any((one & a and other & b) or (one & b and other & a) for a, b in _OPPOSITE)


def _passive(words: str, index: _Index, vocabulary: Vocabulary) -> Iterator[str]:
    """What words of the other side mean, whose active means a form: "is arrested by" of "is nabbed by"."""
    for key in keys(words):
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
    return [it for it in other if not is_plural(it, other)]


def _thirds(passive: str) -> set[str]:
    """How the active of a passive form may begin: "arrests" of "is arrested by"."""
    return {third for base in bases(passive.split(" ")[1]) for third in (f"{base}s", f"{base}es", f"{base[:-1]}ies")}


def _endings(words: str, index: _Index) -> Iterator[str]:
    """The forms that end what `words` say: "stops hating" of "hates"."""
    head, _, rest = words.partition(" ")
    for form in index.by_head.get("stop", ()):
        doing, _, other = form.split(" ", 1)[1].partition(" ")
        if other == rest and {*bases(head)} & {*bases(doing)}:
            yield form


def _slips(words: str, index: _Index) -> Iterator[str]:
    """Forms of which one word is spelt nearly so, where it is no other word."""
    others = meanings().others
    if others.isdisjoint(bases(words.partition(" ")[0])):
        for form in index.slips.near(words):
            if all(others.isdisjoint(bases(word)) for word in odd_words(words, form)):
                yield form
