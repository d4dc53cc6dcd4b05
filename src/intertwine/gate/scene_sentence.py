"""A scene in words: those who are there, and then those who are heard, imagined, shown or remembered."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from intertwine.gate.wording import at_place
from intertwine.model.fact import Fact, Piece
from intertwine.model.verb import SCENES
from intertwine.model.verb_forms import agreeing
from intertwine.model.way import Way, split_label

_TOGETHER, _SHARED, _SHARES = "are together", "share a scene", "shares a scene"
_MANY = 3
"""So many people in a place are said to be there; of fewer it is said that they share a scene."""
_SCENE = re.compile(r"\bscenes?\b")


class Naming(Protocol):
    """Names `A, B and C` inside a sentence: the subjects of a clause, or its objects apart from these."""

    def __call__(self, entities: tuple[int, ...], apart: Sequence[int] | None = None) -> list[Piece]: ...


def people_in(fact: Fact, ways: Mapping[str, Way]) -> dict[Way, tuple[int, ...]]:
    """Who is in the scene `fact` in which of the `ways`, by their ids: the usual way first, then those of the view in
    their order."""
    usual = next(way for way in ways.values() if way.is_usual)
    found: dict[Way, dict[int, None]] = {usual: {}, **{way: {} for way in ways.values() if not way.is_usual}}
    for person, labels in zip(fact.subjects, fact.ways or [("",)] * len(fact.subjects), strict=True):
        for label in labels:
            found[ways.get(split_label(label)[0], usual)][person] = None
    return {way: tuple(people) for way, people in found.items() if people}


def manners(fact: Fact, ways: Mapping[str, Way]) -> dict[int, str]:
    """How each of those is there who are not simply there in person, in the words beside their name; of one who is
    there in person as well, without more, "as a boy, then in person". Clauses of a scene say the `ways` themselves, and
    only what else is written is left: "as a boy". Of those who appear it is all of it: "heard, as a boy". `ways` are
    those of the view by their ids."""
    usual = next((way.id for way in ways.values() if way.is_usual), "")
    found = {}
    for person, labels in zip(fact.subjects, fact.ways, strict=False):
        pairs = [split_label(label) for label in labels]
        written = [words for label in labels if (words := _manner(label, {} if fact.verb.role in SCENES else ways))]
        if written:
            there = [words or usual for way, words in pairs if way in ("", usual)]
            found[person] = ", then ".join(there) if usual in there and len(there) > 1 else " and ".join(written)
    return found


def _manner(label: str, ways: Mapping[str, Way]) -> str:
    """The words of one of the ways in which somebody is there."""
    way, words = split_label(label)
    known = ways.get(way)
    return ", ".join(filter(None, (known.noun, words))) if known and not known.is_usual else words


def scene_sentence(
    fact: Fact, ways: Mapping[str, Way], named: Naming, plural: Callable[[int], bool], text: list[Piece]
) -> list[Piece]:
    """The words of the scene `fact`, without what qualifies it. `ways` are those of the view by their ids, `named` says
    names, `plural` whether a name is that of several, and `text` is the fact's own, as it stands inside a sentence."""

    def place() -> list[Piece]:  # after those who are there: "at her house"
        return [] if fact.place is None else place_pieces(fact.preposition, named((fact.place,), ()))

    after = fact.form.rstrip(":").partition(" ")[2]
    people = people_in(fact, ways) if ways else {}
    if not people:
        return _nobody(after, place(), text)
    clauses: list[list[Piece]] = []
    if not after and (beside := _beside(people)):
        usual = next(way for way in people if way.is_usual)
        them, others = people.pop(usual), people.pop(beside)
        are = "are" if _count(them, plural) > 1 else "is"
        words = beside.with_many if len(others) > 1 else beside.with_one
        clauses.append([*named(them), Piece(f" {are} {words} "), *named(others, them), *text, *place()])
    there = {person for way, them in people.items() if way.there for person in them}
    absent = {} if after or clauses else _absent(people)
    for way, them in people.items():
        if way in absent:
            continue
        count = _count(them, plural)
        if way.is_usual:
            words = agreeing(fact.verb, fact.form, count)
            if count == 1 and absent and not text:
                words = _SHARES
            elif count >= _MANY and fact.place is not None and not text:
                words = words.replace(_TOGETHER, "are", 1)
            elif count > 1 and not _says_scene(text):  # "are together" is said of a couple, and of enemies it is odd
                words = words.replace(_TOGETHER, _SHARED, 1)
        else:
            words = way.many if count > 1 else way.one
            if there and not way.there and set(them) <= there:  # heard, then there
                verb, _, rest = words.partition(" ")
                words = f"{verb} also {rest}"
        if clauses:
            clauses.append([*named(them), Piece(f" {words}")])
            continue
        there_words, there_at, rest = words.partition(" there ")
        if (
            there_at and fact.place is not None and not way.is_usual
        ):  # "is there as a body" with a place: "is at the harbour as a body"
            clauses.append([*named(them), Piece(f" {there_words}"), *place(), Piece(f" {rest}"), *text])
        else:
            clauses.append([*named(them), Piece(f" {words}"), *text, *place(), *_with(absent, named, them, plural)])
        if after and not way.is_usual:
            clauses[0].append(Piece(f" {after}"))
    return _joined(clauses)


def _count(them: Sequence[int], plural: Callable[[int], bool]) -> int:
    """How many subjects a verb counts: one whose name is that of several counts as two."""
    return len(them) + (len(them) == 1 and plural(them[0]))


def _absent(people: Mapping[Way, tuple[int, ...]]) -> dict[Way, tuple[int, ...]]:
    """Of a scene in which somebody is in person, all who are in one other way alone: heard, imagined, remembered or
    shown, and not there."""
    usual = next((them for way, them in people.items() if way.is_usual), ())
    ways = Counter(person for them in people.values() for person in them)
    others = {way: them for way, them in people.items() if not (way.is_usual or way.there or way.with_one)}
    return {way: them for way, them in others.items() if usual and all(ways[person] == 1 for person in them)}


def _with(
    absent: Mapping[Way, tuple[int, ...]], named: Naming, there: tuple[int, ...], plural: Callable[[int], bool]
) -> list[Piece]:
    """` with A, who is only heard, and B, who is only imagined`, after those who are `there`."""
    pieces: list[Piece] = []
    for way, them in absent.items():
        words = way.many if _count(them, plural) > 1 else way.one
        verb, _, rest = words.partition(" ")
        pieces += [Piece(", and " if pieces else " with "), *named(them, there), Piece(f", who {verb} only {rest}")]
    return pieces


def _says_scene(text: Iterable[Piece]) -> bool:
    """Whether a scene's own words say already that it is one: "in a scene from years ago"."""
    return any(_SCENE.search(piece.text) for piece in text)


def _beside(people: Mapping[Way, tuple[int, ...]]) -> Way | None:
    """The way of being there, of those of a scene, that one clause says together with those who are there in person."""
    usual = next((them for way, them in people.items() if way.is_usual), ())
    found = (way for way, them in people.items() if way.with_one and way.with_many and not {*them} & {*usual})
    return next(found, None) if usual else None


def place_pieces(preposition: str, named: list[Piece]) -> list[Piece]:
    """` at the Wall`, of a place that reads as `named` inside a sentence."""
    first, *rest = named
    before, name = at_place(preposition, first.text)
    return [Piece(before), Piece(name, first.entity), *rest]


def _nobody(after: str, place: list[Piece], text: list[Piece]) -> list[Piece]:
    """A scene without people: "a scene in the motel", or its own words alone."""
    pieces = [*text, *place]
    if place and not (text or after):
        return [Piece("a scene"), *place]
    if pieces:
        pieces[0] = Piece(pieces[0].text.lstrip(), pieces[0].entity)
        pieces = pieces if pieces[0].text else pieces[1:]
    if not after:
        return pieces
    return [Piece(f"{after}, "), *pieces] if pieces else [Piece(after)]


def _joined(clauses: Iterable[list[Piece]]) -> list[Piece]:
    """`A is there; B is heard and C is imagined`."""
    first, *rest = clauses
    pieces = list(first)
    for n, clause in enumerate(rest):
        pieces += [Piece("; " if n == 0 else " and " if n == len(rest) - 1 else ", "), *clause]
    return pieces
