"""The wording of a fact for the subjects that are left: "are members of" of two whom the text names would tell the
viewer of a hidden second one."""

import re
from functools import lru_cache

from intertwine.gate.inflection import in_the_past, of_several
from intertwine.model.verb import SCENES, Verb
from intertwine.model.words import uncapital

_PLURAL = {"is": "are", "has": "have", "does": "do", "was": "were", "becomes": "become"}
_SINGULAR = {plural: singular for singular, plural in _PLURAL.items()}
_SCENE = "is seen"
_SAYS_WHERE = re.compile(
    r"(Outside|Inside|Near|Between|Beyond|Behind|Below|Beneath|Above|Along|On the (Road|Way) to"
    r"|(North|South|East|West) of|(?P<way>To|Towards?|Away from|(North|South|East|West) to)) "
)
"""How names of places begin that are no names, but say where, or which `way` somebody goes."""
_ARTICLE = re.compile("(an?|the|one|his|her|its|their) ", re.IGNORECASE)
_THIRD = {"be": "is", "have": "has", "do": "does"}
_HISSING = ("s", "x", "z", "ch", "sh", "o")
_NO_VERB = frozenset({"not", "never", "nothing", "also", "almost", "again", "only", "no", "both", "all", "then"})


@lru_cache(maxsize=4096)
def agreeing(verb: Verb, form: str, subjects: int) -> str:
    """`form` (one of those of `verb`, or "" for one that is never written) as it reads with so many `subjects` (one
    whose name is that of several counts as two).

    A form of the wrong number is replaced by the same words in the right one where the vocabulary has them, else by
    the verb's first form (the singular). Whoever stands before one from the object's side counts as its subject.
    """
    if not form:
        return verb.id
    if form.endswith(":"):
        words = form[:-1]
        if verb.role in ("scene", "scene after the credits"):
            _, _, more = words.partition(" ")
            return " ".join(part for part in (_SCENE, more) if part) if subjects == 1 else f"are {words}"
        return words
    alike = verb.backward_forms if verb.is_backward(form) else verb.forms
    known = {written.lower(): written for written in alike}
    plural = _is_plural(form.lower(), known)
    if plural is None or plural == (subjects > 1):
        return form
    return _other(form.lower(), known, plural=plural) or (alike[0] if plural else form)


def _is_plural(form: str, known: dict[str, str]) -> bool | None:
    """Whether `form` has a plural verb; None where its words do not tell."""
    head = form.partition(" ")[0]
    if head in _SINGULAR or head in _PLURAL:
        return head in _SINGULAR
    if _other(form, known, plural=True):
        return True
    return False if _other(form, known, plural=False) else None


def _other(form: str, known: dict[str, str], *, plural: bool) -> str | None:
    """The same words in the other number, where the vocabulary has them."""
    head, space, rest = form.partition(" ")
    if plural:
        tries = [_SINGULAR.get(head, ""), f"{head}s", f"{head}es", f"{head[:-1]}ies" if head.endswith("y") else ""]
    else:
        tries = [_PLURAL.get(head, ""), head[:-1], head[:-2], f"{head[:-3]}y"] if head.endswith("s") else []
    return next((known[f"{word}{space}{rest}"] for word in tries if word and f"{word}{space}{rest}" in known), None)


@lru_cache(maxsize=4096)
def spoken(verb: Verb, form: str, subjects: int, past: bool, article: bool = False) -> str:
    """What a sentence says for the `form` of a `verb`, with so many `subjects`: see `Verb.told` and `Verb.inside`.
    `past` is whether it stands in a sentence of another verb and has happened by then: what is so stays as it is.
    `article` is whether the words after it begin with one (see `has_article`)."""
    said = _said(verb, agreeing(verb, form, 1), past=past, article=article)
    if said:
        return said if subjects == 1 else of_several(said)
    words = agreeing(verb, form, subjects)
    is_event = verb.shape in ("event", "ending") and verb.role not in SCENES and not form.endswith(":")
    return in_the_past(words, plural=subjects > 1) if past and is_event else words


def lasting(verb: Verb, form: str, words: str) -> str:
    """What is said of one who is in the state of a `verb` that a fact with this `form` and these `words` began; ""
    where the table says nothing else than the verb's first form."""
    return _said(verb, agreeing(verb, form, 1), past=True, article=has_article(words))


def _said(verb: Verb, one: str, *, past: bool, article: bool) -> str:
    told = dict(verb.told)
    with_article = told.get(f"{one} a", "") if article else ""
    return (dict(verb.inside).get(one, "") if past else "") or with_article or told.get(one, "")


def has_article(words: str) -> bool:
    """Whether words begin with an article, or with what stands for one: "a pilot", "one of the pilots"."""
    return bool(_ARTICLE.match(words))


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
