"""How much of the story somebody carries, as far as one viewer knows: who comes first on a page, a list or a map."""

import numpy as np

from intertwine.gate.view import View
from intertwine.model.arrays import distinct
from intertwine.model.frozen import read_only, remember, remembered
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.questions.listed import LISTED
from intertwine.questions.presence import acts, takes_part, there

INSTALLMENT = 4
"""An installment in which somebody is on stage counts as many statements as this."""


def weights(view: View, title: int | None = None) -> Longs:
    """The weight of each entity of `view`, by its number; with `title`, the weight in what that title shows alone.

    It is the number of statements that name it, and for each installment that has it on stage `INSTALLMENT` more. What
    was disproved or is in a frame does not count, nor does a title's bare listing. It is counted in the view alone, so
    it says nothing of what is hidden. Of people who are known to be one, each number has the weight of all."""
    return remembered(view.memo, f"weights {title}", lambda: read_only(_weights(view, title)))


def heaviest_titles(view: View) -> tuple[Ints, Longs]:
    """Of each entity of `view`, by its number, the title in what which shows it weighs most, of several the first of
    the listing (NONE: no title shows it); and its weight there."""
    found: tuple[Ints, Longs] | None = view.memo.get("heaviest titles")
    if found is None:
        titles, weight = _heaviest(view)
        found = remember(view.memo, "heaviest titles", (read_only(titles), read_only(weight)))
    return found


def _heaviest(view: View) -> tuple[Ints, Longs]:
    count, titles = view.entities.count, list(view.listing.titles)
    found, heaviest = np.full(count, NONE, np.int32), np.zeros(count, np.int64)
    if not titles:
        return found, heaviest
    rank = np.zeros(count, np.int64)
    rank[titles] = np.arange(len(titles))
    numbers, lines, people, staged = _told_of(view, None)
    where, shown = view.rows.titles(lines), view.rows.installments[staged]
    told, seen = where >= 0, shown >= 0
    each = count * len(titles)

    def many(entities: Ints, title: Ints, places: Ints) -> Longs:
        """With how many different places each entity of each title stands together, by title and entity."""
        pairs = distinct(places.astype(np.int64) * each + rank[title] * count + entities)
        return np.bincount(pairs % each, minlength=each)

    weight = many(numbers[told], where[told], lines[told])
    weight += INSTALLMENT * many(people[seen], view.rows.titles(staged[seen]), shown[seen])
    by_title = weight.reshape(len(titles), count)
    best = by_title.argmax(axis=0)
    heaviest = by_title[best, np.arange(count)]
    return np.where(heaviest > 0, np.array(titles, np.int32)[best], NONE).astype(np.int32), heaviest


def _told_of(view: View, title: int | None) -> tuple[Ints, Ints, Ints, Ints]:
    """Whom statements name, and the line of each; whom statements have on stage, and the line of each; of `title` alone
    (None: of all)."""
    told = view.rows.mask(verbs=lambda verb: verb.role not in LISTED)
    acting, taking = view.rows.mask(verbs=acts, ways=there), view.rows.mask(verbs=takes_part)
    if title is not None:
        lines = np.arange(len(view.rows.installments), dtype=np.int32)
        here = view.rows.of_lines(lines[view.rows.titles(lines) == title])
        told, acting, taking = told & here, acting & here, taking & here
    return *_named(view, told, told), *_named(view, acting, taking)


def _weights(view: View, title: int | None) -> Longs:
    numbers, lines, people, staged = _told_of(view, title)
    shown = view.rows.installments[staged]
    return _different(view, numbers, lines) + INSTALLMENT * _different(view, people[shown >= 0], shown[shown >= 0])


def _named(view: View, subject: Bools, object_: Bools) -> tuple[Ints, Ints]:
    """The subjects of some rows and the objects of others, and the line of each."""
    subjects, _, lines = view.rows.pairs(subject)
    _, objects, more = view.rows.pairs(object_)
    numbers, lines = np.concatenate([subjects, objects]), np.concatenate([lines, more])
    return numbers[numbers >= 0], lines[numbers >= 0]


def _different(view: View, numbers: Ints, places: Ints) -> Longs:
    """With how many different `places` each entity stands together in `numbers`."""
    count = view.entities.count
    pairs = distinct(places.astype(np.int64) * count + numbers)
    found: Longs = np.bincount(pairs % max(count, 1), minlength=count)
    return found
