"""What two do with each other, written of both: `[[A]] and [[B]] live together` is `[[A]] lives with [[B]]`."""

import re
from collections.abc import Container, Iterator

from intertwine.ledger.read.item_parts import NOT_KINDS
from intertwine.model.verb import Verb, Vocabulary

_EACH_OTHER = re.compile(r" (?:each other|one another)$")


def mutual_form(words: str, prepositions: Container[str], vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The form of `vocabulary` that says of one and the other what `words` say of two: "live with" of "live together";
    and which of the `prepositions` the words end with ("": none does). None where there is no such form. `words` are in
    single spaces."""
    head, _, last = words.lower().rpartition(" ")
    for verb, preposition in ((words.lower(), ""), (head, last)):
        if not preposition or preposition in prepositions:
            for form in _forms(verb):
                if _is_mutual(form, vocabulary):
                    return form, preposition
    return None


def can_be_of_both(verb: Verb) -> bool:
    """Whether two of whom a `verb` is said without an object may do it with each other: if that can be somebody, and
    not words alone."""
    return verb.symmetric and verb.role != "identity" and verb.objects.isdisjoint(NOT_KINDS)


def _forms(words: str) -> Iterator[str]:
    bare = _EACH_OTHER.sub("", words)
    alone = bare.removesuffix(" together")
    yield from (bare, f"{bare} with", f"{alone} with", f"{bare} to", f"{bare} of", f"{bare} from")


def _is_mutual(form: str, vocabulary: Vocabulary) -> bool:
    number = vocabulary.by_form.get(form)
    return number is not None and can_be_of_both(vocabulary.verbs[number])
