"""Facts in words: a sentence out of a fact, each name a piece of its own."""

import re
from collections.abc import Sequence

from intertwine.gate.entity_index import EntityIndex
from intertwine.gate.fact_index import FactIndex
from intertwine.gate.inflection import in_the_past, of_several
from intertwine.gate.name_index import NameIndex
from intertwine.gate.names_inside import OWN, NamedSoFar, NamesInside, joined, separated
from intertwine.gate.scene_sentence import Naming, manners, place_pieces, scene_sentence
from intertwine.gate.tables import ViewTables
from intertwine.gate.wording import doing, parted, spoken
from intertwine.model.fact import Fact, Piece, TitlePart
from intertwine.model.frozen import Frozen
from intertwine.model.verb import SCENES
from intertwine.model.verb_forms import agreeing, has_article
from intertwine.model.words import capital, within

_AS_WRITTEN = ("prose", "news", "logline")
_DEEPEST = 4
"""How far a sentence follows facts that speak of facts."""
_OF_WHOM = re.compile("(is|are|was|were|becomes?|became) (?:an?|the) (.+) of|(are|were|become|became) (.+) of")
"""Words whose object can be said before what it has: "is the sister of", "is her sister"."""


class Sentences(Frozen):
    """Puts the facts of one view into words."""

    __slots__ = ("_entities", "_facts", "_frames", "_inside", "_names", "_tables", "_ways")

    def __init__(self, tables: ViewTables, entities: EntityIndex, names: NameIndex, facts: FactIndex) -> None:
        """`entities`, `names` and `facts` are the parts of the view whose facts are said; `tables` has its ways of
        being in a scene, its kinds of frames and the words of its titles."""
        self._entities, self._names, self._facts = entities, names, facts
        self._tables, self._ways, self._frames = tables, tables.ways, tables.frames
        self._inside = NamesInside(tables, entities, names)

    def sentence(self, fact: Fact, page: int | None = None) -> tuple[Piece, ...]:
        """A fact in words, each name a piece of its own; prose and news as written. Facts that speak of each other in
        a circle, or too deep within one another, stop there. `page` is whose page it stands on (None: nobody's): there
        "their own dream" is only theirs."""
        pieces = self._sentence(fact, (), NamedSoFar(self._inside), page)
        if not pieces or (fact.verb.role in _AS_WRITTEN and fact.frame is None):
            return pieces
        return (Piece(capital(pieces[0].text), pieces[0].entity), *pieces[1:])

    def inside(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words within a sentence that has said in which frame it is."""
        return self._sentence(fact, (), NamedSoFar(self._inside), is_framed=False)

    def clause(self, fact: Fact) -> tuple[Piece, ...]:
        """A fact in words as it stands within a sentence."""
        return self._sentence(fact, (), NamedSoFar(self._inside))

    def _sentence(
        self,
        fact: Fact,
        before: tuple[int, ...],
        said: NamedSoFar,
        page: int | None = None,
        *,
        past: bool = False,
        is_framed: bool = True,
    ) -> tuple[Piece, ...]:
        """The same of a fact that stands inside of others, whose lines are `before`. `said` are those whom the sentence
        has named already, and `past` is whether the fact has happened by then. Without `is_framed` it does not say in
        which frame it is."""
        if fact.verb.role in _AS_WRITTEN:
            is_framed = is_framed and bool(fact.text)
            around = self._within(fact, before, said, page) if is_framed and fact.frame is not None else []
            return (*around[:-1], Piece(": "), *fact.text) if around else fact.text
        frame = self._within(fact, before, said, page) if is_framed and fact.frame is not None else []
        # What is in a frame has not happened, and what is said of titles does not pass.
        past = past and not frame and not any(map(self._entities.is_title, fact.subjects))
        if fact.verb.role == "identity" and fact.objects:
            return (*frame, *self._identity(fact))
        if fact.verb.role == "frame":
            return (*self._frame(fact), *([Piece(", "), *frame[:-1]] if frame else []))
        if fact.verb.role in SCENES:
            named = self._naming(fact, fact.subjects, before, said)
            inner = [said.text(piece, fact.subjects) for piece in fact.text]
            scene = scene_sentence(fact, self._ways, named, self._entities.is_plural, _after(inner) if inner else [])
            return (*frame, *scene, *self._reasons(fact, before, said))
        return (*frame, *self._said(fact, before, said, past=past), *self._reasons(fact, before, said))

    def _said(self, fact: Fact, before: tuple[int, ...], said: NamedSoFar, *, past: bool) -> list[Piece]:
        """A fact with a verb of its own, without the frame around it and its reasons."""
        subjects, objects = fact.subjects, fact.objects
        parts, other_parts = fact.parts or ((), ())
        if fact.verb.is_backward(fact.form):
            subjects, objects, parts, other_parts = objects, subjects, other_parts, parts
        named = self._naming(fact, subjects, before, said)
        pieces = self._parts(parts, named) if parts else named(subjects)
        count = len(parts or subjects)
        count += count == 1 and (self._entities.is_plural(subjects[0]) or pieces == [Piece("they")])
        wording, after = parted(fact.verb, self._wording(fact, count, past=past))
        that = None if fact.ref is None else self._facts.one(fact.ref)
        if that is not None and is_mistaken(self._facts, fact, that):
            wording, after = f"{'are' if count > 1 else 'is'} led to believe", ""
        done = self._doing(fact, count, past=past) if fact.verb.role == "deed" and pieces else ""
        if done:
            pieces.append(Piece(f" {done}"))
            text = list(map(said.text, fact.text[1:]))
        else:
            others: list[Piece] = []
            if objects:
                others = self._parts(other_parts, named) if other_parts else named(objects, subjects)
                if len(others) == 1 and others[0].text in OWN and (owning := _OF_WHOM.fullmatch(wording)):
                    wording, others = _owned(owning, others[0].text), []
            pieces += [Piece(f" {wording}" if pieces else wording), *([Piece(" "), *others] if others else [])]
            text = list(map(said.text, fact.text)) if fact.text else []
        pieces += [Piece(after)] if after else []
        if text and not fact.objects:
            pieces += text if done else _after(text)
        if fact.recipient is not None:
            pieces += [Piece(f" {fact.verb.recipient} "), *named((fact.recipient,), subjects)]
        inside = (*before, fact.line)
        deeper = len(inside) <= _DEEPEST
        if deeper and that is not None and that.line not in inside:
            pieces.append(Piece(" " if wording.endswith(" that") else " that "))
            pieces += self._sentence(that, inside, said, past=past or fact.verb.reports)
        if fact.place is not None:
            pieces += place_pieces(fact.preposition, named((fact.place,), ()))
        if text and fact.objects:
            # Between parts of titles it is what ties them, and no more of the sentence.
            pieces += [Piece(": "), *text] if fact.parts else _after(text)
        return pieces

    @staticmethod
    def _doing(fact: Fact, count: int, *, past: bool) -> str:
        """What so many subjects of a deed do; "" where its words do not begin with a verb."""
        done = doing(fact.text[0].text, plural=count > 1) if fact.text else None
        return in_the_past(done, plural=count > 1) if done and past else done or ""

    def _wording(self, fact: Fact, count: int, *, past: bool) -> str:
        """The words of a fact's verb for so many subjects; of a thread what viewers say of one that is called so."""
        if fact.verb.threads and fact.objects and not past and fact.form in fact.verb.forms[:2]:
            thread = fact.objects[0]
            of_thread = fact.verb.of_thread(self._names.best(thread)) if self._is_thread(thread) else ""
            if of_thread:
                return of_thread if count == 1 else of_several(of_thread)
        article = bool(fact.verb.told) and has_article(fact.words)
        return spoken(fact.verb, fact.form, count, past, article)

    def _is_thread(self, entity: int) -> bool:
        return self._entities.kind(entity) == "thread"

    def _reasons(self, fact: Fact, before: tuple[int, ...], said: NamedSoFar) -> list[Piece]:
        """Why it is so, after a fact that stands in no other: within one, a sentence says no reasons."""
        pieces: list[Piece] = []
        for purpose in () if before else self._facts.purposes(fact):
            comma = "," if pieces or any("," in piece.text for piece in fact.text) else ""
            if purpose.ref is None:
                is_to = any(f"{piece.text} ".startswith("to ") or " to " in piece.text for piece in fact.text)
                words = purpose.verb.id if is_to else dict(purpose.verb.told).get(purpose.verb.id, purpose.verb.id)
                pieces += [Piece(f"{comma} {words} "), *map(said.text, purpose.text)]
            elif purpose.ref != fact.line:
                that = self._facts.one(purpose.ref)
                words = purpose.verb.inverse or purpose.verb.id
                if purpose.verb.mistaken and is_wrong(self._facts, fact, that):
                    words = purpose.verb.mistaken
                pieces.append(Piece(f"{comma} {words} "))
                pieces += self._sentence(that, (fact.line,), said, past=purpose.verb.reports)
        return pieces

    def _within(self, fact: Fact, before: tuple[int, ...], said: NamedSoFar, page: int | None = None) -> list[Piece]:
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
                pieces += [*self._frame(around, said), Piece(", ")]
        return pieces

    @staticmethod
    def _first_named(fact: Fact) -> tuple[int, ...]:
        """Whom a sentence names first: the ends of a fact that it says something of."""
        return fact.objects if fact.verb.is_backward(fact.form) else fact.subjects

    def _frame(self, frame: Fact, said: NamedSoFar | None = None) -> tuple[Piece, ...]:
        """`in a dream of A`: what a fact says that puts others into a frame."""
        kind = self._frames[frame.label]
        if not frame.subjects:
            return (Piece(kind.within_named.replace("{}", frame.words) if frame.text else kind.within),)
        first, _, last = kind.within_of.partition("{}")
        return tuple(
            piece
            for piece in (
                Piece(first),
                *(said or NamedSoFar(self._inside)).named(frame.subjects, frame.subjects),
                Piece(last),
            )
            if piece.text
        )

    def _naming(self, fact: Fact, subjects: tuple[int, ...], before: tuple[int, ...], said: NamedSoFar) -> Naming:
        """Says the names in a fact that stands inside of those `before`, with what is known of how they are there: `A,
        as B, ` of the one of its `subjects`, `A (as B)` of others, `A (as a boy)`, `A (as B, as a boy)`. In what
        another fact says of it while A was taken for B it is `B (in truth A)`."""
        how = manners(fact, self._ways) if fact.ways else {}
        others = self._facts.beside(fact, "taken for")
        if not how and not others:
            return said.named
        notes = {who: [Piece(f" ({words})")] for who, words in how.items()}
        seemed: dict[int, int] = {}
        outer = self._facts.one(before[-1]) if before else None
        for taken in others:
            for who in taken.subjects:
                end = Piece(f", {how[who]})" if who in how else ")")
                if outer is not None and is_older(outer, taken) and taken.objects:
                    seemed[who] = taken.objects[0]
                    notes[who] = [Piece(" (in truth "), *self._named((who,)), end]
                elif subjects == (who,):
                    notes[who] = [*notes.get(who, []), Piece(", as "), *self._named(taken.objects), Piece(",")]
                else:
                    notes[who] = [Piece(" (as "), *self._named(taken.objects), end]

        def named(entities: tuple[int, ...], apart: Sequence[int] | None = None) -> list[Piece]:  # noqa: ARG001 - as in `Naming`
            said.hear(entities)
            pieces = [[*self._named((seemed.get(n, n),)), *notes.get(n, [])] for n in entities]
            return [piece for one in separated(pieces) for piece in one]

        return named

    def _parts(self, parts: Sequence[TitlePart], named: Naming) -> list[Piece]:
        """`A 1x03, A 1x04 and B`: titles as `named` says them, each with its place."""
        found = []
        for title, season, number in parts:
            place = self._tables.words(title).place(season, number)
            found.append([*named((title,)), *([Piece(f" {place}")] if place else [])])
        return [piece for one in separated(found) for piece in one]

    def _named(self, entities: tuple[int, ...]) -> list[Piece]:
        """`A, B and C` inside a sentence, whoever was named before."""
        return NamedSoFar(self._inside).named(entities)

    def _identity(self, fact: Fact) -> tuple[Piece, ...]:
        """`A is B` in the names of each alone: after the merge both would read the same."""
        subjects, objects = (
            joined([Piece(within(self._names.own(n)), self._entities.person(n)) for n in end])
            for end in self._facts.written_ends(fact)
        )
        return (*subjects, Piece(f" {agreeing(fact.verb, fact.form, len(fact.subjects))} "), *objects)


def _owned(owning: re.Match[str], pronoun: str) -> str:
    """`is her sister`, of what matches "is the sister of" and the pronoun as its object."""
    verb, what = owning[1] or owning[3], owning[2] or owning[4]
    return f"{verb} {OWN[pronoun]} {what}"


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
