"""What one view tells that an earlier view of the same universe did not tell.

Entities, lines and strings are numbered per view, so rows are compared by what they say: hashes of their words, and of
whom they link, where somebody of the earlier view is found in the later one by name (names are only ever added).
Hashes never leave this module, so that it does not matter that they differ from process to process.
"""

import numpy as np
import numpy.typing as npt

from intertwine.gate.identities import with_verbs
from intertwine.gate.tables import ViewTables
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import FrozenDict, sealed
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs

Hashes = npt.NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)
_PLACE_BITS = 20
"""A table of places has a million: it stays in the processor's cache."""
_TABLES = 2
"""After so many tables hardly any row is left that is known and not found."""


@record
class Difference:
    """`new` are the lines of the later view that tell something new, `disproved` those that the earlier view still
    believed; `unmasked` those that only say now who it really was, and `framed` those that were taken for real and are
    in a frame now: all in the order of the text. `same` maps entities of the earlier view to those of the later one;
    `renamed` are those of them, by their later numbers, who have a name that they had not."""

    new: Ints
    disproved: Ints
    unmasked: Ints
    framed: Ints
    same: FrozenDict[int, int]
    renamed: Ints

    def __post_init__(self) -> None:
        sealed(self)


def difference(earlier: ViewTables, later: ViewTables) -> Difference:
    """What `later` tells and `earlier` did not.

    What is told again at another place counts as new only when it has not merely become known earlier: there must be
    more of it than before.
    """
    same = _matched(earlier, later)
    nobody = len(later.leader)
    entity = np.arange(len(earlier.leader) + 1, dtype=np.int64) + nobody + 1
    entity[-1] = nobody
    entity[list(same)] = list(same.values())
    said_then, placed_then = _rows(earlier, entity)
    known_as = np.arange(nobody + 1, dtype=np.int64)
    for person, one in _told_apart_again(earlier, later, same).items():
        known_as[person] = one
    said_now, placed_now = _rows(later, known_as)
    elsewhere = ~_known(placed_now, placed_then)
    more, told = np.zeros(len(elsewhere), np.bool_), said_now[elsewhere]
    more[elsewhere] = _counts(told, said_now) > _counts(told, said_then)
    line = later.columns.row_line
    saying = np.flatnonzero(with_verbs(later.columns.verb, [verb.role == "taken for" for verb in later.verbs]))
    seeming, disguised = _seeming(later, saying)
    as_known = placed_now
    unmasked = np.zeros(len(line), np.bool_)
    if len(disguised):
        _, as_seemed = _rows(later, known_as, seeming)
        # Of two who changed places the same is said as before: that each was the other is new.
        said_of = later.columns.about.take(line.take(saying[elsewhere[saying]]))
        unmasked[disguised] = ((elsewhere | among(line, said_of)) & among(as_seemed, placed_then))[disguised]
        as_known = np.where(unmasked, as_seemed, placed_now)
    framed_then = earlier.columns.frame.take(earlier.columns.row_line) >= 0
    framed = later.columns.frame.take(line) >= 0
    framed[framed] = _among_many(as_known[framed], placed_then[~framed_then])
    framed[framed] = ~_among_many(as_known[framed], placed_then[framed_then])
    believed_then = ~earlier.columns.disproved[earlier.columns.row_line]
    disproved = later.columns.disproved[line]
    disproved[disproved] = _among_many(said_now[disproved], said_then[believed_then])
    kinds = (more & ~unmasked, disproved, unmasked, framed)
    new, fallen, shown, inside = (distinct(line[rows]) for rows in kinds)
    return Difference(new, fallen, shown, inside, FrozenDict(same), _renamed(earlier, later, entity))


def _renamed(earlier: ViewTables, later: ViewTables, entity: Longs) -> Ints:
    """Who of `later` has a name that they did not have in `earlier`, whose numbers `entity` turns into those of `later`
    (or larger ones of those who are nobody there)."""
    bearer_then, name_then = earlier.names.every_number()
    bearer_now, name_now = later.names.every_number()
    then = _mixed(earlier.hashes[name_then], entity[bearer_then].view(np.uint64))
    now = _mixed(later.hashes[name_now], bearer_now.astype(np.int64).view(np.uint64))
    new = ~_known(now, then)
    new[new] = among(bearer_now[new], entity[distinct(bearer_then)])
    return distinct(bearer_now[new])


def _seeming(view: ViewTables, saying: Longs) -> tuple[tuple[Ints, ...], Longs]:
    """Subject, object and recipient of each row with those whom people seemed to be; and the rows in which anybody
    did, or all rows of a line that is only named so in its words. `saying` are the rows that say who was taken for
    whom."""
    c, named = view.columns, (view.subject, view.object, view.recipient)
    if not len(saying):
        return named, saying
    ends = tuple(map(np.array, named))
    changed = np.zeros(len(c.row_line), np.bool_)
    about = c.about.take(c.row_line.take(saying))
    owners = np.flatnonzero(with_verbs(c.verb, [verb.role == "frame" for verb in view.verbs]))
    framed = c.about.take(c.row_line.take(owners))
    for true, seems, of, first, last in zip(
        view.subject[saying].tolist(),
        view.object[saying].tolist(),
        about.tolist(),
        *map(np.ndarray.tolist, view.rows(about)),
        strict=True,
    ):
        rows, whose = np.arange(first, last), owners[framed == of]
        here = [rows[column[rows] == true] for column in named]
        for end, found in (*zip(ends, here, strict=True), (ends[0], whose[view.subject[whose] == true])):
            end[found] = seems
            changed[found] = True
        if not any(map(len, here)):
            changed[rows] = True
    return ends, np.flatnonzero(changed)


def _matched(earlier: ViewTables, later: ViewTables) -> dict[int, int]:
    """Who of `earlier` is who in `later`: by the best name, and namesakes by what is told of them."""
    people, best = _best_names(earlier)
    bearer, name = _names(later)
    order = np.lexsort((bearer, name))
    bearer, name = bearer[order], name[order]
    once = np.ones(len(name), np.bool_)
    once[1:] = (name[1:] != name[:-1]) | (bearer[1:] != bearer[:-1])
    bearer, name = bearer[once], name[once]
    first, last = np.searchsorted(name, best), np.searchsorted(name, best, "right")
    alone, several = last - first == 1, np.flatnonzero(last - first > 1)
    found = dict(zip(people[alone].tolist(), bearer[first[alone]].tolist(), strict=True))
    if not len(several):
        return found
    namesakes = [(people.item(at), bearer[first[at] : last[at]].tolist()) for at in several.tolist()]
    return {**found, **_told_apart(earlier, later, namesakes)}


def _best_names(view: ViewTables) -> tuple[Ints, Hashes]:
    """Everybody, and a hash of the best name of each; titles and others never share one."""
    people, name = view.names.best_numbers()
    return people, _of_titles(view, people, view.hashes[name])


def _names(view: ViewTables) -> tuple[Ints, Hashes]:
    """The bearer of every name, and a hash of it."""
    bearer, name = view.names.every_number()
    return bearer, _of_titles(view, bearer, view.hashes[name])


def _of_titles(view: ViewTables, people: Ints, names: Hashes) -> Hashes:
    return _mixed(names, view.are_titles(people).astype(np.uint64))


def _told_apart_again(earlier: ViewTables, later: ViewTables, same: dict[int, int]) -> dict[int, int]:
    """Those of `later` who were one with somebody in `earlier`, and are not any more, since that was in a frame or was
    disproved: each with that one of `later` whom the `same` one is now."""
    c = later.columns
    identities = np.flatnonzero(with_verbs(c.verb, [verb.role == "identity" for verb in later.verbs]))
    lines = c.row_line.take(identities)
    if not np.any((c.frame.take(lines) >= 0) | c.disproved.take(lines)):
        return {}
    if not _has_lost_names(earlier, later, same):
        return {}
    bearers: dict[str, set[int]] = {}
    for person, name in later.names.every_name():
        bearers.setdefault(name, set()).add(person)
    known = set(same.values())
    return {
        other: same[person]
        for person, name in earlier.names.every_name()
        if person in same and same[person] not in bearers.get(name, ())
        for other in bearers.get(name, set()) - known
    }


def _has_lost_names(earlier: ViewTables, later: ViewTables, same: dict[int, int]) -> bool:
    """Whether somebody has a name in `earlier` that they do not have in `later`."""
    person = np.full(len(earlier.leader), NONE, np.int64)
    person[list(same)] = list(same.values())
    bearer_then, name_then = earlier.names.every_number()
    bearer_now, name_now = later.names.every_number()
    is_same = person[bearer_then] >= 0
    then = _mixed(earlier.hashes[name_then[is_same]], person[bearer_then[is_same]].view(np.uint64))
    now = _mixed(later.hashes[name_now], bearer_now.astype(np.int64).view(np.uint64))
    return not _known(then, now).all()


def _told_apart(earlier: ViewTables, later: ViewTables, namesakes: list[tuple[int, list[int]]]) -> dict[int, int]:
    """Each of the earlier `namesakes` as that bearer of the name of whom the same is told; of several the one who was
    heard of first. The order of their numbers is that of their keys, so that it must not decide."""
    then, now = _words(earlier), _words(later)
    own = {person: np.flatnonzero(_naming(earlier, person)) for person, _ in namesakes}
    rows = {n: np.flatnonzero(_naming(later, n)) for _, bearers in namesakes for n in bearers}
    found: dict[int, int] = {}
    for person, bearers in sorted(namesakes, key=lambda it: own[it[0]][:1].tolist()):
        shared = {n: int(np.count_nonzero(among(then[own[person]], now[rows[n]]))) for n in bearers}
        taken = set(found.values())
        found[person] = min(bearers, key=lambda n: (-shared[n], n in taken, rows[n][:1].tolist()))
    return found


def _naming(view: ViewTables, entity: int) -> Bools:
    """The rows that name an entity."""
    named: Bools = np.logical_or.reduce([column == entity for column in view.ends])
    return named


def _words(view: ViewTables) -> Hashes:
    """A hash of the words of each row, whoever it is about."""
    c, words = view.columns, view.hashes
    verbs = np.array([hash(verb.id) for verb in view.verbs] or [0], np.int64).view(np.uint64)
    said = np.zeros(len(c.row_line), np.uint64)
    for column in (verbs[c.verb], words[c.form], words[c.text], words[c.label], words[c.true_text[c.row_line]]):
        said = _mixed(said, column)
    return said


def _known(now: Hashes, then: Hashes) -> Bools:
    """Which of `now` are in `then`. Two views of one ledger have most rows in the same order: those at the head and at
    the end that are equal need not be looked up. Most others are found by a table of places, without a search."""
    length = min(len(now), len(then))
    head = _equal(now[:length], then[:length])
    end = _equal(now[len(now) - length + head :][::-1], then[len(then) - length + head :][::-1])
    found = np.ones(len(now), np.bool_)
    left = np.arange(head, len(now) - end)
    for turn in range(_TABLES if len(left) and len(then) else 0):
        place = np.zeros(1 << _PLACE_BITS, np.int32)
        place[_slots(then, _PLACE_BITS, turn)] = np.arange(len(then), dtype=np.int32)
        looked_up = now[left]
        left = left[then[place[_slots(looked_up, _PLACE_BITS, turn)]] != looked_up]
    found[left] = _among_many(now[left], then)
    return found


def _slots(hashes: Hashes, bits: int, turn: int = 0) -> Longs:
    """The place of each in a table of two to the power of `bits`: another one each `turn`."""
    slots: Longs = ((hashes >> np.uint64(turn * bits)) & np.uint64((1 << bits) - 1)).astype(np.int64)
    return slots


def _equal(a: Hashes, b: Hashes) -> int:
    """How many entries at the beginning are equal."""
    differ = a != b
    return int(differ.argmax()) if differ.any() else len(a)


def _among_many(few: Hashes, many: Hashes) -> Bools:
    """Which of `few` are in `many`: to search is only for those that share a place in a table with one of the few."""
    if 4 * len(few) > len(many):
        return among(few, many)
    return among(few, many[_may_be(many, few)])


def _may_be(many: Hashes, few: Hashes) -> Bools:
    """Which of `many` may be among `few`: all that are, and of the others one in a hundred, where the few are few."""
    bits = min(_PLACE_BITS, max(8, (len(few) << 7).bit_length()))
    there = np.zeros(1 << bits, np.bool_)
    there[_slots(few, bits)] = True
    return there[_slots(many, bits)]


def _rows(
    view: ViewTables, entity: npt.NDArray[np.int64], ends: tuple[Ints, ...] | None = None
) -> tuple[Hashes, Hashes]:
    """A hash of what each row says, and one of that and where it was learnt; with other subjects, objects and
    recipients, `ends`, where they are given."""
    c, said = view.columns, _words(view)
    line = c.row_line
    for column in (
        *(entity[end].view(np.uint64) for end in (*(ends or (view.subject, view.object, view.recipient)), view.place)),
        c.start[line].astype(np.int64).view(np.uint64),
    ):
        said = _mixed(said, column)
    for of_object in (False, True):
        chosen = c.part_of_object == of_object
        rows = c.part_row[chosen]
        for part in (c.part_season[chosen], c.part_number[chosen]):
            said[rows] = _mixed(said[rows], part.astype(np.int64).view(np.uint64) + np.uint64(of_object))
    none, where = np.int32(NONE), c.installment[line]
    season, number = (np.append(column, none)[where] for column in (c.listed_season, c.listed_number))
    placed = _mixed(said, entity[np.append(c.listed_title, none)[where]].view(np.uint64))
    for part in (season, number, c.seconds[line]):
        placed = _mixed(placed, part.astype(np.int64).view(np.uint64))
    return said, placed


def _mixed(so_far: Hashes, column: Hashes) -> Hashes:
    mixed = (so_far ^ column) * _STEP
    return mixed ^ (mixed >> np.uint64(29))


def _counts(wanted: Hashes, standing: Hashes) -> npt.NDArray[np.int64]:
    """How often each of `wanted` stands in `standing`."""
    if not len(wanted):
        return np.zeros(0, np.int64)
    ordered = np.sort(standing[_may_be(standing, wanted)])
    counts: npt.NDArray[np.int64] = np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted)
    return counts
