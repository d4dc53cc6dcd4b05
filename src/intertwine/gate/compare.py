"""What one view tells that an earlier view of the same universe did not tell.

Entities, lines and strings are numbered per view, so rows are compared by what they say: hashes of their words, and of
whom they link, where somebody of the earlier view is found again in the later one by name (names are only ever added).
Hashes never leave this module, so that it does not matter that they differ from process to process.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from intertwine.gate.facts import FactReader
from intertwine.ledger.store.columns import LAST_TITLE_KIND
from intertwine.model.arrays import among, distinct
from intertwine.model.frozen import FrozenDict, sealed
from intertwine.model.strings import Bools, Ints

Hashes = npt.NDArray[np.uint64]
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Difference:
    """`new` are the lines of the later view that tell something new, `fallen` its disproved lines that the earlier view
    still believed, both in the order of the text. `again` finds everybody of the earlier view in the later one."""

    new: Ints
    fallen: Ints
    again: FrozenDict[int, int]

    def __post_init__(self) -> None:
        sealed(self)


def difference(earlier: FactReader, later: FactReader) -> Difference:
    """What `later` tells and `earlier` did not.

    What is told again at another place counts as new only when it has not merely become known earlier: there must be
    more of it than before.
    """
    again = _found_again(earlier, later)
    nobody = len(later.people.leader)
    entity = np.arange(len(earlier.people.leader) + 1, dtype=np.int64) + nobody + 1
    entity[-1] = nobody
    for then, now in again.items():
        entity[then] = now
    said_then, placed_then = _rows(earlier, entity)
    said_now, placed_now = _rows(later, np.arange(nobody + 1, dtype=np.int64))
    elsewhere = ~among(placed_now, placed_then)
    more = _counts(said_now, said_now) > _counts(said_now, said_then)
    believed_then = ~earlier.columns.disproved[earlier.columns.row_line]
    fallen = later.columns.disproved[later.columns.row_line] & among(said_now, said_then[believed_then])
    line = later.columns.row_line
    return Difference(distinct(line[elsewhere & more]), distinct(line[fallen]), FrozenDict(again))


def _found_again(earlier: FactReader, later: FactReader) -> dict[int, int]:
    """Who of `earlier` is who in `later`: by the best name, and namesakes by what is told of them."""
    by_name: dict[tuple[str, bool], dict[int, None]] = {}
    for person, name in later.people.every_name():
        by_name.setdefault((name, _is_title(later, person)), {})[person] = None
    found: dict[int, int] = {}
    namesakes: list[tuple[int, list[int]]] = []
    for person, name in earlier.people.best_names():
        bearers = list(by_name.get((name, _is_title(earlier, person)), ()))
        if len(bearers) > 1:
            namesakes.append((person, bearers))
        elif bearers:
            found[person] = bearers[0]
    return {**found, **_told_apart(earlier, later, namesakes)} if namesakes else found


def _told_apart(earlier: FactReader, later: FactReader, namesakes: list[tuple[int, list[int]]]) -> dict[int, int]:
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


def _naming(reader: FactReader, entity: int) -> Bools:
    """The rows that name an entity."""
    named: Bools = (reader.subject == entity) | (reader.object == entity) | (reader.place == entity)
    return named


def _is_title(reader: FactReader, entity: int) -> bool:
    return 0 < int(reader.columns.kind[entity]) <= LAST_TITLE_KIND


def _words(reader: FactReader) -> Hashes:
    """A hash of the words of each row, whoever it is about."""
    c = reader.columns
    words = np.fromiter((hash(text) for text in reader.strings.all()), np.int64, len(reader.strings)).view(np.uint64)
    verbs = np.array([hash(verb.id) for verb in reader.verbs] or [0], np.int64).view(np.uint64)
    said = np.zeros(len(c.row_line), np.uint64)
    for column in (verbs[c.verb], words[c.form], words[c.text], words[c.label], words[c.true_text[c.row_line]]):
        said = _mixed(said, column)
    return said


def _rows(reader: FactReader, entity: npt.NDArray[np.int64]) -> tuple[Hashes, Hashes]:
    """A hash of what each row says, and one of that and where it was learnt."""
    c, said = reader.columns, _words(reader)
    line = c.row_line
    for column in (
        *(entity[ends].view(np.uint64) for ends in (reader.subject, reader.object, reader.place)),
        c.start[line].astype(np.int64).view(np.uint64),
    ):
        said = _mixed(said, column)
    none, where = np.int32(-1), c.installment[line]
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
    ordered = np.sort(standing)
    counts: npt.NDArray[np.int64] = np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted)
    return counts
