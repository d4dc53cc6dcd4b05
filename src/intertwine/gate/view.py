"""The view: everything that one viewer may know, resolved. All that any page, answer, map or feed is made from.

A view owns copies and keeps no way back: no ledger, no universe, no key, nothing that is hidden. Entities, lines and
installments are numbered by the view itself. Its parts stand on each other: what it holds (`view_data`), its listing
(`view_listing`), its facts (`view_facts`), finding in it (`view_finding`), and here their wording.
"""

from intertwine.gate.compare import Difference, difference
from intertwine.gate.facts import each_once
from intertwine.gate.view_finding import FindingView
from intertwine.gate.wording import agreeing, capital, doing, parted, within
from intertwine.model.fact import Fact, Piece
from intertwine.model.frozen import keep

_AS_WRITTEN = ("prose", "news", "logline")
_DEEPEST = 4
"""How far a sentence follows facts that speak of facts."""


class View(FindingView):
    """What a viewer may know. Made by the gate (`Universe.seen`) and by nothing else; immutable.

    `universe` and `description` are its universe's public name and words. An *entity* is a number; after a visible
    identity several numbers are one person: `person(e)` is the one that stands for them, and every number in a fact
    is such a one.
    """

    __slots__ = ()

    def since(self, earlier: "View") -> Difference:
        """What this view tells that `earlier`, a view of the same universe, did not."""
        return difference(earlier._facts, self._facts)  # noqa: SLF001 - of the same class

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
        if fact.verb.role == "identity":
            return self._identity(fact)
        pieces = self._named(fact.subjects)
        count = len(fact.subjects) + (len(fact.subjects) == 1 and self.is_plural(fact.subjects[0]))
        wording, after = parted(agreeing(fact.verb, fact.form, count))
        text = [self._inside(piece) for piece in fact.text]
        done = doing(text[0].text, plural=count > 1) if fact.verb.id == "does" and pieces and text else None
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
            pieces += [Piece(" that "), *self._sentence(self.fact(fact.ref), inside)]
        if fact.place is not None:
            pieces += [Piece(f" {fact.preposition or 'at'} "), *self._named((fact.place,))]
        if text and fact.objects:
            pieces += _after(text)
        for purpose in self.purposes(fact):
            if purpose.ref is None:
                pieces += [Piece(f", {purpose.verb.id} "), *map(self._inside, purpose.text)]
            elif deeper and purpose.ref not in inside:
                words = purpose.verb.inverse or purpose.verb.id
                pieces += [Piece(f", {words} "), *self._sentence(self.fact(purpose.ref), inside)]
        return tuple(pieces)

    def _named(self, entities: tuple[int, ...]) -> list[Piece]:
        """`A, B and C` inside a sentence."""
        known = self._pieces
        for n in entities:
            if n not in known:
                keep(known, n, Piece(self._called(n, self.name(n)), n))
        named = [known[n] for n in entities]
        return named if len(named) < 2 else _joined(named)

    def _inside(self, piece: Piece) -> Piece:
        """A piece of a text inside a sentence."""
        return piece if piece.entity is None else Piece(self._called(piece.entity, piece.text), piece.entity)

    def _called(self, entity: int, name: str) -> str:
        """A name inside a sentence: an article is small there, but for a title's."""
        return name if self.is_title(entity) else within(name)

    def _identity(self, fact: Fact) -> tuple[Piece, ...]:
        """`A is B` in the names of each alone: after the merge both would read the same."""
        rows = slice(int(self._first_row[fact.line]), int(self._first_row[fact.line + 1]))
        ends = (each_once(column[rows].tolist()) for column in (self._c.subject, self._c.object))
        named = [_joined([Piece(within(self.people.own(n)), self.person(n)) for n in end]) for end in ends]
        return (*named[0], Piece(f" {fact.form} "), *named[1])

    def words(self, fact: Fact) -> str:
        """A fact in words, as plain text."""
        return "".join(piece.text for piece in self.sentence(fact))


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
