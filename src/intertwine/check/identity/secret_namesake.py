"""Two people of one name, one of whom is a secret for a while."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.model.sentinels import NONE
from intertwine.model.verb import DECLARED_NAMES
from intertwine.model.words import fold

_PEOPLE = ("character", "person", "")  # "" where even the kind is stamped


def secret_namesake(source: Source) -> Iterator[Finding]:
    """`secret-namesake`: a second page shows the name of somebody of the same title who is known before, or one of two
    who are known at once under one name turns out later to be somebody else. From then on a viewer who asks for that
    name is asked "which of the two?", and so learns that there are two."""
    shown: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for entity, name, order in _names(source):
        if source.kind(entity) in _PEOPLE:
            of_name = shown[fold(name)]
            of_name[entity] = min((order, name), of_name.get(entity, (order, name)))
    turned_out = _turned_out(source)
    for people in shown.values():
        (first, (known, _)), *later = sorted(people.items(), key=lambda it: (it[1][0], source.key(it[0])))
        for entity, (order, name) in later:
            one, other = entity, first
            if order == known:  # nobody can know one and not the other
                one, other = (entity, first) if turned_out.get(entity, (NONE, 0))[0] > order else (first, entity)
                if turned_out.get(one, (NONE, 0))[0] <= order:
                    continue
            if one not in turned_out and not _share_a_title(source, one, other):
                continue  # a man in one film, and a man in another
            yield _finding(source, one, other, name, turned_out.get(one, (NONE, NONE)), same_time=order == known)


def _finding(
    source: Source, entity: int, first: int, name: str, turned_out: tuple[int, int], *, same_time: bool
) -> Finding:
    """That `entity` shows the `name` of `first`. `turned_out` says when and as whom it turns out (NONE: never), and
    `same_time` whether both are known from one moment on."""
    other = source.path_of_key.get(source.key(first), "")
    when = "and turns out to be somebody else later" if same_time else "before this one is known"
    message = f'this page shows the name "{name}", and so does {other}, {when}: '
    message += 'a viewer who asks for it is asked "which of the two?"'
    who = turned_out[1] if turned_out[0] != NONE else entity
    ways = f"write taken for: [[{source.key(who)}]] as [[{source.key(first)}]], revealed ..., or "
    hint = f"if that is a secret, {ways if who != first else ''}give this one another name, "
    hint += "and stamp the name that tells who it is"
    return Finding(source.at_page(entity), message, hint)


def _share_a_title(source: Source, one: int, other: int) -> bool:
    """Whether both are named in one title; True of those who are named in none."""
    titles = source.ledger.installments.title
    mine, theirs = (
        {int(titles[place]) for it in source.linked.get(entity, ()) for place in source.alternatives[it] or ()}
        for entity in (one, other)
    )
    return not mine or not theirs or not mine.isdisjoint(theirs)


def _turned_out(source: Source) -> dict[int, tuple[int, int]]:
    """Of those of whom a fact says that they are somebody else: the first such fact's place in release order, and who
    it is."""
    rows = source.ledger.rows
    found: dict[int, tuple[int, int]] = {}
    for row in np.flatnonzero(source.has_role("identity")).tolist():
        order = source.earliest(int(rows.line[row]))
        ends = int(rows.subject[row]), int(rows.object[row])
        if order is not None and NONE not in ends:
            for one, other in (ends, ends[::-1]):
                found[one] = min((order, other), found.get(one, (order, other)))
    return found


def _names(source: Source) -> Iterator[tuple[int, str, int]]:
    """Every name of every entity, declared or not, with its place in release order: the entity, the name, the place."""
    rows, entities = source.ledger.rows, source.ledger.entities
    for row in np.flatnonzero(source.has_role(*DECLARED_NAMES)).tolist():
        order = source.earliest(int(rows.line[row]))
        if order is not None:
            yield int(rows.subject[row]), source.words[int(rows.text[row])], order
    with_links = list(enumerate(entities.name.tolist()))  # known with any fact that links them
    with_links += [
        (int(rows.subject[row]), int(rows.text[row])) for row in np.flatnonzero(source.has_role("linked name"))
    ]
    for entity, number in with_links:
        orders = [source.alternative_order[it] for it in source.linked.get(entity, ())]
        if number and orders:
            yield entity, source.words[number], min(orders)
