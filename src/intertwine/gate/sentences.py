"""Facts in words: a sentence out of a fact, each name a piece of its own."""

from intertwine.gate.entity_index import EntityIndex
from intertwine.gate.fact_index import FactIndex
from intertwine.gate.name_index import NameIndex
from intertwine.gate.wording import agreeing, capital, doing, parted, within
from intertwine.model.fact import Fact, Piece
from intertwine.model.frozen import Frozen, Memo, remember

_AS_WRITTEN = ("prose", "news", "logline")
_DEEPEST = 4
"""How far a sentence follows facts that speak of facts."""


class Sentences(Frozen):
    """Puts the facts of one view into words."""

    __slots__ = ("_entities", "_facts", "_names", "_pieces")

    def __init__(self, entities: EntityIndex, names: NameIndex, facts: FactIndex) -> None:
        """`entities`, `names` and `facts` are the parts of the view whose facts are said."""
        self._entities, self._names, self._facts = entities, names, facts
        self._pieces: Memo[int, Piece] = Memo()
        """Everybody who was named inside a sentence before."""

    def sentence(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words, each name a piece of its own; prose and news as written. Facts that speak of each other in
        a circle, or too deep within one another, stop there."""
        pieces = self._sentence(fact, ())
        if not pieces or fact.verb.role in _AS_WRITTEN:
            return pieces
        return (Piece(capital(pieces[0].text), pieces[0].entity), *pieces[1:])

    def _sentence(self, fact: Fact, before: tuple[int, ...]) -> tuple[Piece, ...]:
        """The same of a fact that stands inside of others, whose lines are `before`."""
        if fact.verb.role in _AS_WRITTEN:
            return fact.text
        if fact.verb.role == "identity" and fact.objects:
            return self._identity(fact)
        pieces = self._named(fact.subjects)
        count = len(fact.subjects) + (len(fact.subjects) == 1 and self._entities.is_plural(fact.subjects[0]))
        wording, after = parted(fact.verb, agreeing(fact.verb, fact.form, count))
        text = [self._inside(piece) for piece in fact.text]
        done = doing(text[0].text, plural=count > 1) if fact.verb.role == "deed" and pieces and text else None
        if done is not None:
            pieces.append(Piece(f" {done}"))
            text = text[1:]
        else:
            pieces.append(Piece(f" {wording}" if pieces else wording))
        if fact.objects:
            pieces += [Piece(" "), *self._named(fact.objects)]
        pieces += [Piece(after)] if after else []
        if text and not fact.objects:
            pieces += _after(text) if done is None else text
        inside = (*before, fact.line)
        deeper = len(inside) <= _DEEPEST
        if deeper and fact.ref is not None and fact.ref not in inside:
            pieces += [Piece(" that "), *self._sentence(self._facts.one(fact.ref), inside)]
        if fact.place is not None:
            pieces += [Piece(f" {fact.preposition or 'at'} "), *self._named((fact.place,))]
        if text and fact.objects:
            pieces += _after(text)
        for purpose in self._facts.purposes(fact):
            if purpose.ref is None:
                pieces += [Piece(f", {purpose.verb.id} "), *map(self._inside, purpose.text)]
            elif deeper and purpose.ref not in inside:
                words = purpose.verb.inverse or purpose.verb.id
                pieces += [Piece(f", {words} "), *self._sentence(self._facts.one(purpose.ref), inside)]
        return tuple(pieces)

    def _named(self, entities: tuple[int, ...]) -> list[Piece]:
        """`A, B and C` inside a sentence."""
        known = self._pieces
        for n in entities:
            if n not in known:
                remember(known, n, Piece(self._called(n, self._names.best(n)), n))
        named = [known[n] for n in entities]
        return named if len(named) < 2 else _joined(named)

    def _inside(self, piece: Piece) -> Piece:
        """A piece of a text inside a sentence."""
        return piece if piece.entity is None else Piece(self._called(piece.entity, piece.text), piece.entity)

    def _called(self, entity: int, name: str) -> str:
        """A name inside a sentence: an article is small there, but for a title's."""
        return name if self._entities.is_title(entity) else within(name)

    def _identity(self, fact: Fact) -> tuple[Piece, ...]:
        """`A is B` in the names of each alone: after the merge both would read the same."""
        subjects, objects = (
            _joined([Piece(within(self._names.own(n)), self._entities.person(n)) for n in end])
            for end in self._facts.written_ends(fact)
        )
        return (*subjects, Piece(f" {agreeing(fact.verb, fact.form, len(fact.subjects))} "), *objects)


def _after(text: list[Piece]) -> list[Piece]:
    """A fact's own words, after what stands before them: a space comes between, but none before a comma."""
    return text if text[0].text.startswith(",") else [Piece(" "), *text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """`A, B and C`."""
    joined: list[Piece] = []
    for n, piece in enumerate(pieces):
        if n:
            joined.append(Piece(" and " if n == len(pieces) - 1 else ", "))
        joined.append(piece)
    return joined
