"""Facts in words: a sentence out of a fact, each name a piece of its own."""

from collections.abc import Sequence

from intertwine.gate.entity_index import EntityIndex
from intertwine.gate.fact_index import FactIndex
from intertwine.gate.name_index import NameIndex
from intertwine.gate.scene_sentence import Naming, manners, place_pieces, scene_sentence
from intertwine.gate.tables import ViewTables
from intertwine.gate.wording import agreeing, doing, parted
from intertwine.model.fact import Fact, Piece, TitlePart
from intertwine.model.frozen import Frozen, Memo, remember
from intertwine.model.verb import SCENES
from intertwine.model.words import capital, within

_AS_WRITTEN = ("prose", "news", "logline")
_DEEPEST = 4
"""How far a sentence follows facts that speak of facts."""


class Sentences(Frozen):
    """Puts the facts of one view into words."""

    __slots__ = ("_entities", "_facts", "_frames", "_names", "_pieces", "_tables", "_ways")

    def __init__(self, tables: ViewTables, entities: EntityIndex, names: NameIndex, facts: FactIndex) -> None:
        """`entities`, `names` and `facts` are the parts of the view whose facts are said; `tables` has its ways of
        being in a scene, its kinds of frames and the words of its titles."""
        self._entities, self._names, self._facts = entities, names, facts
        self._tables, self._ways, self._frames = tables, tables.ways, tables.frames
        self._pieces: Memo[int, Piece] = Memo()
        """Everybody who was named inside a sentence before."""

    def sentence(self, fact: Fact, page: int | None = None) -> tuple[Piece, ...]:
        """A fact in words, each name a piece of its own; prose and news as written. Facts that speak of each other in
        a circle, or too deep within one another, stop there. `page` is whose page it stands on (None: nobody's): there
        "their own dream" is only theirs."""
        pieces = self._sentence(fact, (), page)
        if not pieces or (fact.verb.role in _AS_WRITTEN and fact.frame is None):
            return pieces
        return (Piece(capital(pieces[0].text), pieces[0].entity), *pieces[1:])

    def inside(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words within a sentence that has said in which frame it is."""
        return self._sentence(fact, ())[len(self._within(fact, ())) :]

    def clause(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words as it stands within a sentence."""
        return self._sentence(fact, ())

    def _sentence(self, fact: Fact, before: tuple[int, ...], page: int | None = None) -> tuple[Piece, ...]:
        """The same of a fact that stands inside of others, whose lines are `before`."""
        if fact.verb.role in _AS_WRITTEN:
            around = self._within(fact, before, page) if fact.frame is not None and fact.text else []
            return (*around[:-1], Piece(": "), *fact.text) if around else fact.text
        frame = self._within(fact, before, page) if fact.frame is not None else []
        if fact.verb.role == "identity" and fact.objects:
            return (*frame, *self._identity(fact))
        if fact.verb.role == "frame":
            return (*self._frame(fact), *([Piece(", "), *frame[:-1]] if frame else []))
        if fact.verb.role in SCENES:
            inner = [self._inside(piece) for piece in fact.text]
            named = self._naming(fact, fact.subjects, before)
            scene = scene_sentence(fact, self._ways, named, self._entities.is_plural, _after(inner) if inner else [])
            return (*frame, *scene, *self._reasons(fact, before))
        subjects, objects = fact.subjects, fact.objects
        parts, other_parts = fact.parts or ((), ())
        if fact.verb.is_backward(fact.form):
            subjects, objects, parts, other_parts = objects, subjects, other_parts, parts
        named = self._naming(fact, subjects, before)
        pieces = self._parts(parts, named) or named(subjects)
        count = len(parts or subjects)
        count += count == 1 and self._entities.is_plural(subjects[0])
        wording, after = parted(fact.verb, agreeing(fact.verb, fact.form, count))
        that = None if fact.ref is None else self._facts.one(fact.ref)
        if that is not None and is_mistaken(self._facts, fact, that):
            wording, after = f"{'are' if count > 1 else 'is'} led to believe", ""
        text = [self._inside(piece) for piece in fact.text]
        done = doing(text[0].text, plural=count > 1) if fact.verb.role == "deed" and pieces and text else None
        if done is not None:
            pieces.append(Piece(f" {done}"))
            text = text[1:]
        else:
            pieces.append(Piece(f" {wording}" if pieces else wording))
        if objects:
            pieces += [Piece(" "), *(self._parts(other_parts, named) or named(objects))]
        pieces += [Piece(after)] if after else []
        if text and not fact.objects:
            pieces += _after(text) if done is None else text
        if fact.recipient is not None:
            pieces += [Piece(f" {fact.verb.recipient} "), *named((fact.recipient,))]
        inside = (*before, fact.line)
        deeper = len(inside) <= _DEEPEST
        if deeper and that is not None and that.line not in inside:
            pieces += [Piece(" " if wording.endswith(" that") else " that "), *self._sentence(that, inside)]
        if fact.place is not None:
            pieces += place_pieces(fact.preposition, self._named((fact.place,)))
        if text and fact.objects:
            # Between parts of titles it is what ties them, and no more of the sentence.
            pieces += [Piece(": "), *text] if fact.parts else _after(text)
        return (*frame, *pieces, *self._reasons(fact, before))

    def _reasons(self, fact: Fact, before: tuple[int, ...]) -> list[Piece]:
        """Why it is so, after a fact that stands inside of those `before`."""
        inside = (*before, fact.line)
        deeper = len(inside) <= _DEEPEST
        pieces: list[Piece] = []
        for purpose in self._facts.purposes(fact):
            if purpose.ref is None:
                pieces += [Piece(f", {purpose.verb.id} "), *map(self._inside, purpose.text)]
            elif deeper and purpose.ref not in inside:
                that = self._facts.one(purpose.ref)
                words = purpose.verb.inverse or purpose.verb.id
                if purpose.verb.mistaken and is_wrong(self._facts, fact, that):
                    words = purpose.verb.mistaken
                pieces += [Piece(f", {words} "), *self._sentence(that, inside)]
        return pieces

    def _within(self, fact: Fact, before: tuple[int, ...], page: int | None = None) -> list[Piece]:
        """`in a dream of A, `, before a fact that is in a frame, or `in their own dream, ` where A alone is who does
        it, and nobody else is named before; within another fact of the same frame, nothing, and nothing within one that
        was shown before the frame came out: it says how they took it then. What the one tells whose it is, in a word
        for that ("A dreams that"), does not say this frame either."""
        outer = None
        if before:
            outer = self._facts.one(before[-1])
            then = came_out_later(self._facts, outer, fact) or is_mistaken(self._facts, outer, fact)
            if then or outer.frame == fact.frame:
                return []
        pieces: list[Piece] = []
        at: int | None = fact.frame
        while at is not None:  # of frames within one another each is in fewer
            around = self._facts.one(at)
            kind = self._frames[around.label]
            at = around.frame
            if outer is not None and outer.verb.id in kind.told_by and around.subjects == outer.subjects:
                continue  # "A dreams that": it is in a dream of A
            own = kind.within_own
            is_theirs = not before and (page is None or around.subjects == (page,))
            if own and is_theirs and around.subjects and around.subjects == self._first_named(fact):
                pieces += [Piece(own), Piece(", ")]
            else:
                pieces += [*self._frame(around), Piece(", ")]
        return pieces

    @staticmethod
    def _first_named(fact: Fact) -> tuple[int, ...]:
        """Whom a sentence names first: the ends of a fact that it says something of."""
        return fact.objects if fact.verb.is_backward(fact.form) else fact.subjects

    def _frame(self, frame: Fact) -> tuple[Piece, ...]:
        """`in a dream of A`: what a fact says that puts others into a frame."""
        kind = self._frames[frame.label]
        if not frame.subjects:
            return (Piece(kind.within_named.replace("{}", frame.words) if frame.text else kind.within),)
        first, _, last = kind.within_of.partition("{}")
        return tuple(piece for piece in (Piece(first), *self._named(frame.subjects), Piece(last)) if piece.text)

    def _naming(self, fact: Fact, subjects: tuple[int, ...], before: tuple[int, ...]) -> Naming:
        """Says the names in a fact that stands inside of those `before`, with what is known of how they are there: `A,
        as B, ` of the one of its `subjects`, `A (as B)` of others, `A (as a boy)`, `A (as B, as a boy)`. In what
        another fact says of it while A was taken for B it is `B (in truth A)`."""
        how = manners(fact, self._ways)
        notes = {who: [Piece(f" ({words})")] for who, words in how.items()}
        seemed: dict[int, int] = {}
        outer = self._facts.one(before[-1]) if before else None
        for taken in self._facts.beside(fact, "taken for"):
            for who in taken.subjects:
                end = Piece(f", {how[who]})" if who in how else ")")
                if outer is not None and is_older(outer, taken) and taken.objects:
                    seemed[who] = taken.objects[0]
                    notes[who] = [Piece(" (in truth "), *self._named((who,)), end]
                elif subjects == (who,):
                    notes[who] = [*notes.get(who, []), Piece(", as "), *self._named(taken.objects), Piece(",")]
                else:
                    notes[who] = [Piece(" (as "), *self._named(taken.objects), end]
        if not notes:
            return self._named

        def named(entities: tuple[int, ...]) -> list[Piece]:
            pieces = [[*self._named((seemed.get(n, n),)), *notes.get(n, [])] for n in entities]
            return [piece for one in _separated(pieces) for piece in one]

        return named

    def _parts(self, parts: Sequence[TitlePart], named: Naming) -> list[Piece]:
        """`A 1x03, A 1x04 and B`: titles as `named` says them, each with its place."""
        found = []
        for title, season, number in parts:
            place = self._tables.words(title).place(season, number)
            found.append([*named((title,)), *([Piece(f" {place}")] if place else [])])
        return [piece for one in _separated(found) for piece in one]

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


def is_older(outer: Fact, revealed: Fact) -> bool:
    """Whether the fact `outer`, which speaks of another, was shown before `revealed` came out, as this viewer was shown
    it."""
    return outer.order[0] < revealed.order[0]


def came_out_later(facts: FactIndex, outer: Fact, that: Fact) -> bool:
    """Whether the fact `that`, of which the fact `outer` speaks, was known to be in a frame only after `outer` was
    shown. `facts` are those of the view."""
    return that.frame is not None and any(is_older(outer, it) for it in facts.beside(that, "frame"))


def is_mistaken(facts: FactIndex, learnt: Fact, that: Fact) -> bool:
    """Whether the fact `learnt` says that somebody took for true what is not: what they learnt (`that`) was disproved,
    or came out only later to be in a frame in which they are not. `facts` are those of the view."""
    return learnt.verb.role == "learns" and is_wrong(facts, learnt, that)


def is_wrong(facts: FactIndex, outer: Fact, that: Fact) -> bool:
    """Whether what the fact `outer` speaks of (`that`) turned out not to be so: it was disproved, or came out only
    later to be in a frame in which `outer` is not. `facts` are those of the view."""
    return that.disproved or (that.frame != outer.frame and came_out_later(facts, outer, that))


def _after(text: list[Piece]) -> list[Piece]:
    """A fact's own words, after what stands before them: a space comes between, but none before a comma."""
    return text if text[0].text.startswith(",") else [Piece(" "), *text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """`A, B and C`."""
    return [piece for one in _separated([[piece] for piece in pieces]) for piece in one]


def _separated(parts: list[list[Piece]]) -> list[list[Piece]]:
    """`A, B and C`, where each of them may be several pieces."""
    joined: list[list[Piece]] = []
    for n, part in enumerate(parts):
        if n:
            joined.append([Piece(" and " if n == len(parts) - 1 else ", ")])
        joined.append(part)
    return joined
