"""Two people of one name, one of whom is a secret for a while."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from intertwine.check.all_names import AllNames
from intertwine.check.reveals import NEVER
from intertwine.check.rule import Finding
from intertwine.check.source import Source
from intertwine.check.text_memory import TextMemory
from intertwine.ledger.store.columns import KINDS
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Longs

_PEOPLE = [KINDS.index(kind) for kind in ("character", "person", "")]  # "" where even the kind is stamped


def secret_namesake(source: Source) -> Iterator[Finding]:
    """`secret-namesake`: a second page shows the name of somebody of the same title who is known before, or one of two
    who are known at once under one name turns out later to be somebody else. From then on a viewer who asks for that
    name is asked "which of the two?", and so learns that there are two."""
    shown: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for entity, name, order in _names(source):
        of_name = shown[source.memory.folded(name)]
        of_name[entity] = min((order, name), of_name.get(entity, (order, name)))
    turned_out = _turned_out(source)
    for people in shown.values():
        if len(people) == 1:
            continue
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
        {int(titles[place]) for it in source.links.of(entity) for place in source.reveals.seconds(it) or ()}
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
    """The names that several people have, declared or not, each with its place in release order: the entity, the name,
    the place."""
    them, words, kinds = source.worked_out(AllNames), source.words, source.ledger.entities.kind
    who, name, known = them.entity, them.name, them.known
    chosen = np.flatnonzero(np.isin(kinds, _PEOPLE)[who] & (known != NEVER) & (name != 0))
    there, which = np.unique(name[chosen], return_inverse=True)
    spellings, count = source.memory.kept(_spellings, tuple([words[n] for n in there.tolist()]))
    spelling = spellings[which]
    # Of few names there are two bearers: only these are looked at.
    least, most = (np.full(count, fill) for fill in (len(kinds), -1))
    np.minimum.at(least, spelling, who[chosen])
    np.maximum.at(most, spelling, who[chosen])
    chosen = chosen[(least != most)[spelling]]
    for entity, number, order in zip(*(it[chosen].tolist() for it in (who, name, known)), strict=True):
        yield entity, words[number], order


def _spellings(names: tuple[str, ...], memory: TextMemory) -> tuple[Longs, int]:
    """For each of `names` the number of how it is compared, and how many such numbers there are."""
    folded: dict[str, int] = {}
    return np.array([folded.setdefault(memory.folded(it), len(folded)) for it in names], np.int64), len(folded)
