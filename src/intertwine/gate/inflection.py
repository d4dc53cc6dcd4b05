"""Verbs in other forms than a table writes them: of several subjects, and in the past."""

from functools import lru_cache

from intertwine.ledger.read.past_forms import PAST_OF

_OF_SEVERAL = {"is": "are", "has": "have", "does": "do", "was": "were", "goes": "go"}
_BARE = {"is": "be", "are": "be", "has": "have", "does": "do", "goes": "go"}
_VOWELS = "aeiou"


@lru_cache(maxsize=4096)
def of_several(words: str) -> str:
    """Words that begin with a verb, said of one, as they are said of several: "works on a case" is "work on a case"."""
    verb, space, rest = words.partition(" ")
    return f"{_OF_SEVERAL.get(verb) or _bare(verb)}{space}{rest}"


@lru_cache(maxsize=4096)
def in_the_past(words: str, *, plural: bool) -> str:
    """Words that begin with a verb in the present, as they are said of what is over: "kills a man" is "killed a man".
    `plural` is whether they are said of several."""
    verb, space, rest = words.partition(" ")
    bare = _bare(verb)
    if bare == "be":
        return f"{'were' if plural else 'was'}{space}{rest}"
    return f"{PAST_OF.get(bare) or _regular(bare)}{space}{rest}"


def _bare(verb: str) -> str:
    """The verb as it stands after "to"."""
    if verb in _BARE:
        return _BARE[verb]
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ied"
    if verb.endswith("l") and verb[-2:-1] in _VOWELS and verb[-3:-2] not in _VOWELS:
        return f"{verb}led"  # controlled, cancelled
    is_short = sum(letter in _VOWELS for letter in verb) == 1
    if is_short and len(verb) > 2 and verb[-2] in _VOWELS and verb[-1] not in f"{_VOWELS}wxy":
        return f"{verb}{verb[-1]}ed"
    return f"{verb}ed"
