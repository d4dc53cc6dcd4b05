"""Names that are perhaps of one, though they are spelt in two ways."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from intertwine.imports.records import EntityRecord, Tables
from intertwine.imports.rows.cells import PEOPLE
from intertwine.model.problem import Problem
from intertwine.model.words import fold

_PAIRS = 10
"""Pairs of names that a note has."""
_MOST, _LONGEST = 5000, 24
"""Names among which pairs are looked for, and letters of each: looking is slow."""
_ONE, _TWO = 4, 7
"""Letters of a name from which on one, or two, of them may be wrong."""
_SHORTEST = 3
"""Letters with which a longer name may begin: Dru, Drusilla."""
_NICKNAME = re.compile(r"(\w{3,}?)(?:ie|y|ey|o)")
"""A name that may be short for another one, and what it has of it."""
_ADDRESS = frozenset(
    [
        "the",
        "a",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "doctor",
        "prof",
        "professor",
        "sir",
        "dame",
        "lord",
        "lady",
        "captain",
        "capt",
        "father",
        "brother",
        "sister",
        "king",
        "queen",
        "prince",
        "princess",
        "uncle",
        "aunt",
        "principal",
        "mayor",
        "agent",
        "detective",
        "inspector",
        "sergeant",
        "officer",
    ]
)
"""Words before a name that may be left out."""


def names_alike(tables: Tables, file: str) -> Iterator[Problem]:
    """Before: no table of entities says who there is, so that each name that is spelt otherwise is somebody else, first
    named in the table `file`. One warning for all pairs that are perhaps the same."""
    entities = list(tables.entities.values())[:_MOST]
    pairs = _pairs(entities)
    pairs += [pair for pair in _nicknames(entities, tables) if pair not in pairs]
    if pairs:
        told = "; ".join(f'"{a}" and "{b}"' for a, b in pairs[:_PAIRS])
        message = f"are these the same? {told}{f'; and {len(pairs) - _PAIRS} more' * (len(pairs) > _PAIRS)}"
        hint = (
            "write each name in one way; or add a table of entities, if they are right; two names of one are a fact, "
        )
        hint += "as in: Ida, is, Ida Hale, with the episode in which that is revealed"
        yield Problem(file, 0, 0, "names-near", message, hint, "warning")


def _pairs(entities: list[EntityRecord]) -> list[tuple[str, str]]:
    """The names that are perhaps of one: first those that differ in a letter or two, then those that are a part of
    another."""
    found: dict[tuple[str, str], None] = {}
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entity in entities:
        name = fold(entity.name)
        for key in _shortened(name) if _ONE <= len(name) <= _LONGEST else ():
            groups[entity.kind, key].append(entity.name)
    for alike in groups.values():
        for a, b in combinations(alike, 2) if len(alike) <= _PAIRS else ():
            if (a, b) not in found and _is_slip(fold(a), fold(b)):
                found[a, b] = None
    for kind in dict.fromkeys(entity.kind for entity in entities):
        found |= dict.fromkeys(_parts([entity.name for entity in entities if entity.kind == kind]))
    return list(found)


def _parts(names: list[str]) -> Iterator[tuple[str, str]]:
    """The `names` of one kind of which one is a part of another: without "Mr", its first word, its last word, or how it
    begins. The last two only where nobody else has the same."""
    words = {name: _bare(name) for name in names}
    alone, first = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    last, begun = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    begun_first = defaultdict[str, list[str]](list)
    for name, own in words.items():
        alone[" ".join(own)].append(name)
        if len(own) > 1:
            first[own[0]].append(name)
            last[own[-1]].append(name)
        else:
            for length in range(_SHORTEST, len(own[0]) - 1):
                begun[own[0][:length]].append(name)
        for length in range(_SHORTEST, len(own[0]) - 1) if len(own) > 1 else ():
            begun_first[own[0][:length]].append(name)  # Walt, Walter Hale
    for own in words.values():
        key = " ".join(own)
        yield from combinations(alone[key][:_PAIRS], 2)
        shorter = alone[key][0]
        yield from ((shorter, name) for name in first.get(key, ()))
        for longer in (last.get(key, []), begun.get(key, []), begun_first.get(key, [])):
            if len(longer) == 1:
                yield shorter, longer[0]


def _nicknames(entities: list[EntityRecord], tables: Tables) -> Iterator[tuple[str, str]]:
    """The names of which one is short for the other, as Gomie is for Gomez, where no third one begins so, and no scene
    or fact has both."""
    people = {entity.id: entity.name for entity in entities if entity.kind in PEOPLE}
    begun = defaultdict[str, list[str]](list)
    for id_, name in people.items():
        word = fold(name)
        for length in range(_SHORTEST, min(len(word), _LONGEST)):
            begun[word[:length]].append(id_)
    for id_, name in people.items():
        found = _NICKNAME.fullmatch(fold(name))
        alike = begun[found[1]] if found else []
        if len(alike) == 2 and not any(set(alike) <= its for its in _together(tables, id_)):
            yield people[alike[0]], people[alike[1]]


def _together(tables: Tables, id_: str) -> Iterator[frozenset[str]]:
    """Those who are with the entity of this id in a scene or a fact, and itself."""
    for scene in tables.scenes:
        if id_ in scene.people:
            yield frozenset(scene.people)
    for fact in tables.facts:
        ends = frozenset(ref.partition(":")[2] for ref in (*fact.subjects, *fact.objects) if isinstance(ref, str))
        if id_ in ends:
            yield ends


def _bare(name: str) -> tuple[str, ...]:
    """The words of a `name` as names are compared, without forms of address before it."""
    words = fold(name).replace(".", " ").split() or [fold(name)]
    at = next((n for n, word in enumerate(words) if word not in _ADDRESS), 0)
    return tuple(words[at:])


def _shortened(name: str) -> set[str]:
    """`name` without up to two of its letters: names that differ in one or two have one of these in common."""
    one = {name[:n] + name[n + 1 :] for n in range(len(name))}
    two = {it[:n] + it[n + 1 :] for it in one for n in range(len(it))} if len(name) >= _TWO else set()
    return {name} | one | two


def _is_slip(a: str, b: str) -> bool:
    """Whether one of two names may be a slip of the other. Numbers in names are never slips."""
    if a == b or [it for it in a if it.isdecimal()] != [it for it in b if it.isdecimal()]:
        return False
    return _distance(a, b) <= (2 if min(len(a), len(b)) >= _TWO else 1)


def _distance(a: str, b: str) -> int:
    """How many letters must be put in, taken out or replaced to make `b` of `a`."""
    row = list(range(len(b) + 1))
    for n, letter in enumerate(a, 1):
        above, row[0] = row[0], n
        for m, other in enumerate(b, 1):
            above, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, above + (letter != other))
    return row[-1]
