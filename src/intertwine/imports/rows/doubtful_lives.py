"""People who are dead and are there all the same: a fact or a note is missing, mostly."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from intertwine.imports.columns import SCENES
from intertwine.imports.pages.page_lines import home
from intertwine.imports.records import FactRecord, NamedEnd, QualifierCell, Tables
from intertwine.model.numbers import place_order
from intertwine.model.problem import Problem
from intertwine.model.verb import PRESENT, Vocabulary

_ELSEWHERE = frozenset(["frame", "true", "own", "taken for"])
"""Qualifiers of what happened otherwise than it seems, or at another time."""
_HINT = (
    'if they came back, add a fact with the verb "returns"; if not, say how they are there, as in "Ida (flashback)", '
)
_HINT += '"Ida (body)" or "Ida (vision)", or give that row a frame or a date'

_SortedPlace = tuple[int, int]
"""Season and number of an installment, as `place_order` has them."""


class _InPerson(NamedTuple):
    """Who is in person in an installment, at a `place` of a `title`; said in a `line` of the table `file`."""

    title: str
    place: _SortedPlace
    people: tuple[str, ...]
    file: str
    line: int
    named: str


def dead_people(tables: Tables, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Before: every row of `tables` was read. A warning for each person of whom a fact says that they die, and who is
    in person in a later installment of that title, without a fact that says that they return. Nobody is warned of who
    is there in another way, at another time, in a frame or for somebody else, or who is somebody else as well.
    `vocabulary` has the ways of being there."""
    deaths = _lives(tables, "death")
    if not deaths:
        return
    returns, several = _lives(tables, "return"), _with_two_lives(tables)
    found: dict[tuple[str, str], list[_InPerson]] = defaultdict(list)
    for it in _presences(tables, vocabulary, {who for _, who in deaths}):
        for who in it.people:
            if (it.file, it.line, who) in tables.past:
                continue
            last = max((at for at in deaths.get((it.title, who), ()) if at < it.place), default=None)
            is_back = last is not None and any(last <= at <= it.place for at in returns.get((it.title, who), ()))
            if last is not None and not is_back and who not in several:
                found[it.title, who].append(it)
    for (title, who), later in found.items():
        first = min(later, key=lambda it: it.place)
        count = len({it.place for it in later})
        more = f" and {count - 1} later" if count > 1 else ""
        died = _named(tables, title, max(at for at in deaths[title, who] if at < first.place))
        message = f'"{tables.entities[who].name}" dies in "{died}", and is there in "{first.named}"{more}'
        yield Problem(first.file, first.line, 1, "dead-present", message, _HINT, "warning")


def _lives(tables: Tables, role: str) -> dict[tuple[str, str], list[_SortedPlace]]:
    """Where people die or return, by their titles and ids: what facts of verbs with this `role` say. A death that
    did not really happen, or not then, is none; any return counts."""
    found: dict[tuple[str, str], list[_SortedPlace]] = defaultdict(list)
    for fact in tables.facts:
        if fact.verb.role != role or (place := home(fact.revealed)).kind != "installment":
            continue
        if role == "death" and (fact.true or _is_elsewhere(fact.qualifiers) or _is_disproved(fact, tables)):
            continue
        for who in _people(fact.objects if fact.verb.patient == "object" else fact.subjects):
            found[place.title, who].append(place_order((place.season, place.number)))
    return found


def _named(tables: Tables, title: str, at: _SortedPlace) -> str:
    """The id of the installment at a place; the title's where it has none there."""
    installments = (it for season in tables.seasons[title].values() for it in season)
    return next((it.id for it in installments if place_order((it.season, it.number)) == at), title)


def _is_disproved(fact: FactRecord, tables: Tables) -> bool:
    if not fact.id:
        return False
    cells = [it.qualifiers for it in tables.facts] + [it.qualifiers for it in tables.scenes]
    disproofs = (cell for its in cells for cell in its if cell.name == "disproves")
    return any(part.fact == fact.id for cell in disproofs for part in cell.parts)


def _presences(tables: Tables, vocabulary: Vocabulary, asked: AbstractSet[str]) -> Iterator[_InPerson]:
    """Where people are in person, of which some are `asked` about."""
    usual = {"", *(form for way in vocabulary.ways if way.is_usual for form in way.forms)}

    def in_person(people: Collection[str], ways: tuple[str, ...]) -> tuple[str, ...]:
        notes = ways or ("",) * len(people)
        return tuple(who for who, note in zip(people, notes, strict=True) if who and note in usual)

    for scene in tables.scenes:
        if not asked.isdisjoint(scene.people) and not _is_elsewhere(scene.qualifiers):
            it = tables.installments[scene.installment]
            at = place_order((it.season, it.number))
            yield _InPerson(it.title, at, in_person(scene.people, scene.ways), SCENES, scene.line, it.id)
    for fact in tables.facts:
        if fact.verb.role in PRESENT and not fact.true and not _is_elsewhere(fact.qualifiers):
            place = home(fact.revealed)
            if place.kind == "installment":
                people = in_person([_person(ref) for ref in fact.subjects], fact.ways)
                at = place_order((place.season, place.number))
                named = next((it.id for it in tables.seasons[place.title].get(place.season, ())
                              if place.number in it.numbers), place.title)  # fmt: skip
                yield _InPerson(place.title, at, people, fact.table, fact.line, named)


def _with_two_lives(tables: Tables) -> frozenset[str]:
    """Those who are somebody else as well who is there under that name too, so that it may be the other one who died,
    or who is there. A longer name alone is nobody else."""
    there = {who for scene in tables.scenes for who in scene.people}
    there |= {who for fact in tables.facts if fact.verb.role in PRESENT for who in _people(fact.subjects)}
    found = set[str]()
    for fact in (it for it in tables.facts if it.verb.role == "identity"):
        ends = set(_people((*fact.subjects, *fact.objects)))
        found |= {who for who in ends if not there.isdisjoint(ends - {who})}
    return frozenset(found)


def _is_elsewhere(qualifiers: tuple[QualifierCell, ...]) -> bool:
    return any(it.name in _ELSEWHERE for it in qualifiers)


def _people(refs: Collection[NamedEnd]) -> Iterator[str]:
    yield from filter(None, map(_person, refs))


def _person(ref: NamedEnd) -> str:
    """The id of the entity that is meant; "" for anything else."""
    return ref.removeprefix("entity:") if isinstance(ref, str) and ref.startswith("entity:") else ""
