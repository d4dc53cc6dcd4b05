"""Names inside sentences: small articles, and of those who were named already a pronoun or a short name."""

import re
from collections.abc import Collection
from typing import Any, NamedTuple

from intertwine.gate.entity_index import EntityIndex
from intertwine.gate.name_index import NameIndex
from intertwine.gate.tables import ViewTables
from intertwine.model.fact import Piece
from intertwine.model.frozen import Frozen, Memo, once, remember
from intertwine.model.sentinels import NONE
from intertwine.model.words import uncapital, within

_OBJECT = {"he": "him", "she": "her", "they": "them", "it": "it"}
OWN = {"him": "his", "her": "her", "them": "their", "it": "its"}
"""Whose something is, by the pronoun of whom it belongs to as an object has it."""
_SELF = {"he": "himself", "she": "herself", "they": "themselves", "it": "itself"}
_QUESTIONS = tuple(
    f"{it} " for it in ("Who", "Whom", "Whose", "What", "Where", "When", "Why", "How", "Whether", "Which")
)
"""What the name of a thread begins with that is a question."""
_THINGS = frozenset({"group", "place", "object", "thread"})
_ABOUT_SOMEBODY = re.compile("(.+ (?:for|against)) ([A-Z].*)")
"""A name of an open case or question, or of a thing, that ends in that of whom it is about."""
_NO_FIRST_NAMES = frozenset({
    "A", "An", "The", "Agent", "Aunt", "Baron", "Big", "Black", "Brother", "Captain", "Chief", "Colonel", "Count",
    "Deputy", "Detective", "Doctor", "Father", "General", "God", "Grand", "Inspector", "Judge", "King", "Lady",
    "Lieutenant", "Little", "Lord", "Madame", "Major", "Mama", "Master", "Miss", "Mister", "Mother", "Nurse",
    "Officer", "Old", "Papa", "Prince", "Princess", "Private", "Professor", "Queen", "Red", "Ser", "Sergeant",
    "Sheriff", "Sir", "Sister", "Uncle", "White", "Young",
})  # fmt: skip
"""What a name can begin with that nobody is called by alone."""


class _Inside(NamedTuple):
    """A name inside a sentence, where it stands `alone`, and among others; where it is that of somebody's thing
    ("Ada's house"), whose, and what it is; and where it ends in somebody's name ("the hunt for Ada"), what stands
    before that name, and the name."""

    alone: Piece
    piece: Piece
    owner: str = ""
    thing: str = ""
    before: str = ""
    whom: str = ""


class NamesInside(Frozen):
    """How the names of one view read inside sentences."""

    __slots__ = ("_bearers", "_entities", "_known", "_memo", "_names", "_tables")

    def __init__(self, tables: ViewTables, entities: EntityIndex, names: NameIndex) -> None:
        """The parts are those of the view."""
        self._tables, self._entities, self._names = tables, entities, names
        self._known: Memo[int, _Inside] = Memo()
        """Everybody who was named inside a sentence before."""
        self._bearers: Memo[str, int] = Memo()
        self._memo: Memo[str, Any] = Memo()

    def inside(self, entity: int) -> _Inside:
        """The best name of an entity as it reads inside a sentence."""
        found = self._known.get(entity)
        if found is None:
            called = self.called(entity, self._names.best(entity))
            owner, _, thing = called.partition("'s ")
            is_owned = thing[:1].islower() and owner[:1].isupper()
            of = (owner, thing) if is_owned else ("", "")
            about = _ABOUT_SOMEBODY.fullmatch(called) if self._entities.kind(entity) in _THINGS else None
            alone = Piece(self._told_apart(entity, called), entity)
            found = remember(
                self._known, entity, _Inside(alone, Piece(called, entity), *of, *(about.groups() if about else ()))
            )
        return found

    def called(self, entity: int, name: str) -> str:
        """A name inside a sentence: an article is small there, but for a title's, and so is the first word of an open
        question."""
        if self._entities.is_title(entity):
            return name
        is_question = name.startswith(_QUESTIONS) and self._entities.kind(entity) == "thread"
        return uncapital(name) if is_question else within(name)

    def _told_apart(self, entity: int, name: str) -> str:
        """The name of a title that is called like somebody or something else says that it is a title."""
        if not self._entities.is_title(entity):
            return name
        is_other = not all(map(self._entities.is_title, self._names.exact_namesakes(entity)))
        return f"the {self._entities.kind(entity)} {name}" if is_other else name

    def pronoun(self, entity: int) -> str:
        """What a sentence says of an entity after its name: of several they, of what is neither a person nor a title
        it; "" where its page does not say."""
        said = self._entities.pronoun(entity)
        if said or self._entities.kind(entity) not in _THINGS:
            return said
        return "they" if self._entities.is_plural(entity) else "it"

    def is_person(self, entity: int) -> bool:
        """Whether it is somebody, or may be: its kind may not be known."""
        return self._entities.kind(entity) not in _THINGS and not self._entities.is_title(entity)

    def short(self, entity: int, beside: Collection[int]) -> str:
        """The first of somebody's names after the whole one, in a sentence that names those `beside` too: where none of
        them has that word in a name, and nobody and nothing that this viewer knows is called so alone; else the whole
        name."""
        name = self._names.best(entity)
        first, _, rest = name.partition(" ")
        is_first_name = rest and first.isalpha() and first not in _NO_FIRST_NAMES and self.is_person(entity)
        if not is_first_name or first in self._whole_names:
            return self.called(entity, name)
        is_clear = all(first not in self._names.best(n).split() for n in beside if n != entity)
        return first if is_clear else self.called(entity, name)

    def has(self, owner: str, entity: int) -> bool:
        """Whether `owner` is a name of this person, or a word of it that no other name has."""
        return self.is_person(entity) and (
            owner == self.inside(entity).piece.text
            or (owner in self._names.best(entity).split() and self._bearer(owner) == entity)
        )

    @once
    def _whole_names(self) -> frozenset[str]:
        """The best names of everybody and everything."""
        return frozenset(name for _, name in self._tables.names.best_names())

    def _bearer(self, word: str) -> int:
        """Who has a `word` that stands in the best name of one person alone, and begins that of nothing else; NONE
        where there is none. The names of actors stand in no story. Few words are asked for, so each is looked for."""
        found = self._bearers.get(word)
        if found is None:
            its = [n for n, name in self._tables.names.best_names() if word in name and self._bears(n, name, word)]
            found = remember(self._bearers, word, its[0] if len(its) == 1 else NONE)
        return found

    def _bears(self, entity: int, name: str, word: str) -> bool:
        kind, words = self._entities.kind(entity), name.split()
        is_named = kind != "person" and not self._entities.is_title(entity)
        # "Ada's house" is of Ada, and no name of another.
        return is_named and "'s " not in name and word in (words[:1] if kind in _THINGS else words)


class NamedSoFar:
    """Who has been named so far in one sentence, and how they are named again."""

    __slots__ = ("_names", "_said", "_subjects")

    def __init__(self, names: NamesInside) -> None:
        """`names` are those of the view."""
        self._names = names
        self._said: list[int] = []
        self._subjects: tuple[int, ...] = ()
        """Those of the clause."""

    def named(self, entities: tuple[int, ...], apart: Collection[int] | None = None) -> list[Piece]:
        """`A, B and C`; they are named from now on. One who stands alone and was named before is a pronoun where nobody
        else can be meant, else has the short name. `apart` None: they are the subjects of their clause. Else they are
        its objects, and `apart` its subjects, whom no pronoun of an object can mean."""
        names, said = self._names, self._said
        if apart is None:
            self._subjects = entities
        if len(entities) == 1 and entities[0] not in said:
            known = names.inside(entities[0])
            owned = self._owned(known) or self._about(known) if said else None
            said.append(entities[0])
            return [owned or known.alone]
        found = []
        for n in entities:
            known = names.inside(n)
            if n in said:
                found.append(self._again(n, apart, alone=len(entities) == 1))
                continue
            found.append((self._owned(known) or self._about(known) if said else None) or known.piece)
            said.append(n)
        return found if len(found) < 2 else joined(found)

    def hear(self, entities: tuple[int, ...]) -> None:
        """They are named from now on."""
        self._said += entities

    def text(self, piece: Piece, people: Collection[int] = ()) -> Piece:
        """A piece of a keeper's own words: a whole name that was said before, or is that of one of these `people`, is
        short."""
        n = piece.entity
        if n is None:
            return piece
        called = self._names.called(n, piece.text)
        if (n in self._said or n in people) and called == self._names.inside(n).piece.text:
            return Piece(self._names.short(n, (*self._said, *people)), n)
        if n not in people:
            self._said.append(n)
        return Piece(called, n)

    def _again(self, n: int, apart: Collection[int] | None, *, alone: bool) -> Piece:
        pronoun = self._names.pronoun(n) if alone else ""
        others = apart or ()
        if pronoun and n in others:
            if len(others) == 1:
                return Piece(_SELF[pronoun])
        elif pronoun and not any(self._may_be(m, pronoun) for m in self._said if m != n and m not in others):
            return Piece(pronoun if apart is None else _OBJECT[pronoun])
        return Piece(self._names.short(n, self._said), n)

    def _may_be(self, entity: int, pronoun: str) -> bool:
        """Whether somebody can be meant by a pronoun."""
        own = self._names.pronoun(entity)
        return own == pronoun or (not own and pronoun != "it")

    def _owned(self, known: _Inside) -> Piece | None:
        """ "her house", of one of those who were named; None where it is not said so. Where several can be meant, it is
        that of the one who alone is the subject of the clause."""
        pronoun = self._meant(known.owner)
        return Piece(f"{OWN[_OBJECT[pronoun]]} {known.thing}", known.piece.entity) if pronoun else None

    def _about(self, known: _Inside) -> Piece | None:
        """ "the hunt for her", of one of those who were named, as `_owned` says it."""
        pronoun = self._meant(known.whom)
        return Piece(f"{known.before} {_OBJECT[pronoun]}", known.piece.entity) if pronoun else None

    def _meant(self, name: str) -> str:
        """The pronoun of the one among those who were named whose `name` it is; "" where it is nobody's, or unclear."""
        if not name:
            return ""
        whose = next((n for n in self._said if self._names.has(name, n)), None)
        pronoun = "" if whose is None else self._names.pronoun(whose)
        if not pronoun:
            return ""
        others = () if self._subjects == (whose,) else self._said
        return "" if any(self._may_be(m, pronoun) for m in others if m != whose) else pronoun


def joined(pieces: list[Piece]) -> list[Piece]:
    """`A, B and C`."""
    return [piece for one in separated([[piece] for piece in pieces]) for piece in one]


def separated(parts: list[list[Piece]]) -> list[list[Piece]]:
    """`A, B and C`, where each of them may be several pieces."""
    found: list[list[Piece]] = []
    for n, part in enumerate(parts):
        if n:
            found.append([Piece(" and " if n == len(parts) - 1 else ", ")])
        found.append(part)
    return found
