"""What search finds, worked out one fact and one name at a time: the reference for the index."""

from intertwine.gate.view import View
from intertwine.model.fact import Fact
from intertwine.model.word_index import compared, wanted_words
from intertwine.questions.searching import UNSEARCHED


def facts_with(view: View, query: str) -> set[int]:
    """The lines that hold every word of `query`: see `RowIndex.lines_with`."""
    words = wanted_words(query)
    found: set[int] = set()
    for fact in view.facts.of():
        said = [
            text for it in (fact, *view.facts.purposes(fact), *view.facts.beside(fact, "taken for"),
                            *view.facts.beside(fact, "frame"), *view.facts.beside(fact, "own order"))
            for text in _texts(view, it)
        ]  # fmt: skip
        held = [word for text in said for word in compared(text).split()]
        if fact.verb.role not in UNSEARCHED and all(any(it.startswith(word) for it in held) for word in words):
            found.add(fact.line)
    return found


def _texts(view: View, fact: Fact) -> list[str]:
    people = [*fact.ends, *(n for n in (fact.place,) if n is not None)]
    people += [piece.entity for piece in fact.text if piece.entity is not None]
    names = [known.text for n in people for known in view.names.known(n)]
    return [fact.form, " ".join(p.text for p in fact.text if p.entity is None), *names,
            *(p.text for p in fact.text if p.entity is not None)]  # fmt: skip


def named(view: View, query: str) -> set[int]:
    """Everybody of whose names one has, for each word of `query`, a word that begins so."""
    words = wanted_words(query)
    return {
        view.entities.person(bearer)
        for bearer, name in view.names.every()
        if all(any(it.startswith(word) for it in compared(name).split()) for word in words)
    }
