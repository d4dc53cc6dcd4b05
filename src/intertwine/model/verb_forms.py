"""What the table of verbs says for a form of a verb: in the number of its subjects, and in other words than its own."""

import re
from functools import lru_cache

from intertwine.model.verb import Verb

_PLURAL = {"is": "are", "has": "have", "does": "do", "was": "were", "becomes": "become"}
_SINGULAR = {plural: singular for singular, plural in _PLURAL.items()}
_SCENE = "is seen"
_ARTICLE = re.compile("(an?|the|one|his|her|its|their) ", re.IGNORECASE)


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


def state_wording(verb: Verb, form: str, words: str) -> str:
    """What is said of one who is in the state of a `verb` that a fact with this `form` and these `words` began; ""
    where the table says nothing else than the verb's first form."""
    return said_of_one(verb, form, past=True, article=has_article(words))


def said_of_one(verb: Verb, form: str, *, past: bool, article: bool) -> str:
    """What the table says of one subject for the `form` of a `verb`; "" where it says nothing else than the form.
    `past` and `article` are as in `wording.spoken`."""
    one, told = agreeing(verb, form, 1), dict(verb.told)
    with_article = told.get(f"{one} a", "") if article else ""
    return (dict(verb.inside).get(one, "") if past else "") or with_article or told.get(one, "")


def has_article(words: str) -> bool:
    """Whether words begin with an article, or with what stands for one: "a pilot", "one of the pilots"."""
    return bool(_ARTICLE.match(words))
