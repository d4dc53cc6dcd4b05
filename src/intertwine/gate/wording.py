"""The wording of a fact for the subjects that are left: "are members of" of two whom the text names would tell the
viewer of a hidden second one."""

from functools import lru_cache

from intertwine.model.verb import Verb

_PLURAL = {"is": "are", "has": "have", "does": "do", "was": "were"}
_SINGULAR = {plural: singular for singular, plural in _PLURAL.items()}
_SCENE = "is seen"


@lru_cache(maxsize=4096)
def agreeing(verb: Verb, form: str, subjects: int) -> str:
    """`form` (one of the verb's, or "" for a verb that is never written) as it reads with so many subjects.

    A form of the wrong number is replaced by the same words in the right one where the vocabulary has them, else by
    the verb's first form (the singular).
    """
    if not form:
        return verb.id
    if form.endswith(":"):
        words = form[:-1]
        if verb.role in ("scene", "scene after the credits"):
            _, _, more = words.partition(" ")
            return " ".join(part for part in (_SCENE, more) if part) if subjects == 1 else f"are {words}"
        return words
    known = {written.lower(): written for written in verb.forms}
    plural = _is_plural(form.lower(), known)
    if plural is None or plural == (subjects > 1):
        return form
    return _other(form.lower(), known, plural=plural) or (verb.forms[0] if plural else form)


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
