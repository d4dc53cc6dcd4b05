"""The wording of a fact for the subjects that are left: "are members of" of two whom the text names would tell the
viewer of a hidden second one."""

import re
from functools import lru_cache

from intertwine.gate.inflection import in_the_past, of_several
from intertwine.model.verb import SCENES, Verb
from intertwine.model.verb_forms import agreeing, said_of_one
from intertwine.model.words import uncapital

_SAYS_WHERE = re.compile(
    r"(Outside|Inside|Near|Between|Beyond|Behind|Below|Beneath|Above|Along|On the (Road|Way) to"
    r"|(North|South|East|West) of|(?P<way>To|Towards?|Away from|(North|South|East|West) to)) "
)
"""How names of places begin that are no names, but say where, or which `way` somebody goes."""
_THIRD = {"be": "is", "have": "has", "do": "does"}
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_NO_VERB = frozenset({"not", "never", "nothing", "also", "almost", "again", "only", "no", "both", "all", "then"})


@lru_cache(maxsize=4096)
def spoken(verb: Verb, form: str, subjects: int, past: bool, article: bool = False) -> str:
    """What a sentence says for the `form` of a `verb`, with so many `subjects`: see `Verb.told` and `Verb.inside`.
    `past` is whether it stands in a sentence of another verb and has happened by then: what is so stays as it is.
    `article` is whether the words after it begin with one (see `has_article`)."""
    said = said_of_one(verb, form, past=past, article=article)
    if said:
        return said if subjects == 1 else of_several(said)
    words = agreeing(verb, form, subjects)
    is_event = verb.shape in ("event", "ending") and verb.role not in SCENES and not form.endswith(":")
    return in_the_past(words, plural=subjects > 1) if past and is_event else words


@lru_cache(maxsize=4096)
def parted(verb: Verb, wording: str) -> tuple[str, str]:
    """The words of a wording of `verb`, and those of them that are said after its objects: "meets", " again"."""
    after = next((f" {words}" for words in verb.after if wording.endswith(f" {words}")), "")
    return wording.removesuffix(after), after


def doing(words: str, *, plural: bool) -> str | None:
    """What somebody `does:` (words that begin with a verb: "get a boy back") as it reads after a subject: "gets a boy
    back" of one. None where the first word does not look like such a verb."""
    verb, space, rest = words.partition(" ")
    bare = verb.rstrip(",;")
    if not (bare.isascii() and bare.isalpha() and bare.islower()) or bare in _NO_VERB or bare.endswith("ly"):
        return None
    if plural or (bare.endswith("s") and not bare.endswith("ss")):
        return words
    return f"{_third(bare)}{verb[len(bare) :]}{space}{rest}"


def _third(verb: str) -> str:
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith(_HISSING):
        return f"{verb}es"
    if verb.endswith("y") and verb[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return f"{verb[:-1]}ies"
    return f"{verb}s"


def at_place(preposition: str, name: str) -> tuple[str, str]:
    """What stands before the `name` of a place inside a sentence, and the name as it reads there: " at ", "the Wall"; a
    name that says itself where it is ("Outside Winterfell") does without: " ", "outside Winterfell"; "To Riverrun" is
    " on the way ", "to Riverrun"."""
    if preposition in ("", "at") and (found := _SAYS_WHERE.match(name)):
        return " on the way " if found["way"] else " ", uncapital(name)
    return f" {preposition or 'at'} ", name
