"""A view out of what is visible: its columns are copied into one block of memory, one after the other."""

from itertools import chain

import numpy as np

from intertwine.gate.column_block import AnyColumn, ColumnBlock
from intertwine.gate.columns import Columns
from intertwine.gate.copies import (
    Visible,
    entity_columns,
    line_columns,
    listing_columns,
    mention_columns,
    order_columns,
    part_columns,
    relation_columns,
    row_columns,
    text_columns,
    visible_others,
    visible_pages,
    visible_relations,
)
from intertwine.gate.decide import Verdict
from intertwine.gate.disclose import posture
from intertwine.gate.identities import merged
from intertwine.gate.kept import Kept, KeptColumn, SharedColumn
from intertwine.gate.prepared import IDENTITY, LABELLED, prepared
from intertwine.gate.ranks import visible_ranks
from intertwine.gate.tables import ViewWords
from intertwine.gate.view import View
from intertwine.ledger.store.columns import FIRST_TITLE_KIND, Ledger
from intertwine.model.arrays import among, distinct, mark
from intertwine.model.frozen import FrozenDict
from intertwine.model.posture import Posture
from intertwine.model.record import record
from intertwine.model.sentinels import NONE
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.title import RELEASE
from intertwine.model.verb import PRESENT
from intertwine.model.way import split_label
from intertwine.model.words import fold

_MOST_BYTES = 96
"""More than all columns of a table take for one entry."""


@record
class Marked:
    """Of each installment of the ledger: the seconds `seen` and `told` (NONE: none), and whether it is `skipped`."""

    seen: Ints
    told: Ints
    skipped: Bools


def build(ledger: Ledger, verdict: Verdict, marked: Marked, chosen: Posture) -> View:
    """Copy what `verdict` allows of `ledger` into a view. Nothing in the view shares memory with the ledger.

    `marked` says how far the viewer is, and `chosen` is their posture.
    """
    titles, entities = ledger.installments.title, ledger.entities
    measured = np.full(len(entities.key), chosen.lengths)  # the titles whose pages may be counted
    measured[titles[np.maximum(marked.seen, marked.told) >= 0]] = True
    lines = Kept(np.flatnonzero(verdict.lines), len(ledger.lines.page))
    visible = Visible(
        ledger,
        verdict,
        entities=Kept(np.flatnonzero(verdict.entities), len(entities.key)),
        lines=lines,
        mentions=np.flatnonzero(verdict.lines.take(ledger.mentions.line)),
        relations=visible_relations(ledger, verdict),
        listed=Kept(np.flatnonzero(verdict.entities.take(titles)), len(titles)),
        others=visible_others(ledger, verdict),
        pages=visible_pages(ledger, verdict, measured),
        editions=np.flatnonzero((verdict.entities & measured).take(ledger.editions.title)),
        implicit=np.flatnonzero(verdict.entities & (entities.name > 0) & verdict.linked),
        wordings=prepared(ledger).wording.take(verdict.rows),
        alternatives=verdict.alternative.take(lines.old),
    )
    listed = visible.listed.old
    seen, passed = marked.seen[listed], np.maximum(marked.seen, marked.told)[listed]
    order = _order(visible, chosen.order)
    title = titles[listed]
    shown = posture(chosen, title, order, seen=seen, passed=passed, skipped=marked.skipped[listed])
    ranks, implicit_ranks = visible_ranks(ledger, verdict, visible.implicit)

    leader = _leaders(visible)

    strings, texts = _packed(ledger.strings, text_columns(visible, shown.names))
    verbs = _verbs(visible)
    tables = (
        entities.kind, verdict.rows, lines.old, visible.mentions, visible.relations, titles, ledger.seasons.title,
        ledger.numbers.label, ledger.parts.row, ledger.orders.name, ledger.orders.installments, ledger.editions.title,
    )  # fmt: skip
    block = ColumnBlock(_MOST_BYTES * sum(len(table) for table in tables))
    for name, column in chain(
        entity_columns(visible, leader, implicit_ranks),
        row_columns(visible, leader, ranks, verbs),
        part_columns(visible),
        line_columns(visible),
        relation_columns(visible),
        mention_columns(visible, leader),
        listing_columns(visible, marked.seen, marked.told, shown),
        order_columns(visible),
        texts.items(),
    ):
        block.add(name, column)
    words = tuple(ledger.vocabulary.verbs[number] for number in verbs.old.tolist())
    columns, labels = Columns(**block.done()), _labels(visible)
    ways = tuple(way for way in ledger.vocabulary.ways if way.is_usual or way.id in labels)
    frames = tuple(kind for kind in ledger.vocabulary.frames if kind.id in labels)
    numbers = sorted(set(columns.kind[columns.kind >= FIRST_TITLE_KIND].tolist()))
    kinds = FrozenDict((n, ledger.vocabulary.kinds[n - FIRST_TITLE_KIND]) for n in numbers)
    return View(ledger.name, ledger.description, ViewWords(words, ways, frames, kinds), columns, strings)


def _order(it: Visible, name: str) -> Longs:
    """The places of the listed installments by title, and in each title in the viewing order that is called `name`;
    those that have the same place there, or all where no visible order is called so, by release."""
    places = it.listed.new.take(prepared(it.ledger).release)
    order: Longs = places[places >= 0].astype(np.int64)
    rank = _ranks(it, name)
    if rank is None:
        return order
    title = it.ledger.installments.title.take(it.listed.old)
    return order[np.lexsort((rank[order], title[order]))]


def _ranks(it: Visible, name: str) -> Longs | None:
    """Of each listed installment its place in the viewing order that is called `name`, and one behind all of them
    where it is not in it; None where no visible order is called so."""
    orders, strings = it.ledger.orders, it.ledger.strings
    called = (n for n in it.verdict.orders.tolist() if fold(strings[orders.name.item(n)]) == fold(name))
    number = next(called, None)
    if fold(name) == fold(RELEASE) or number is None:
        return None
    its = it.listed.new.take(orders.installments[orders.start.item(number) : orders.start.item(number + 1)])
    found = np.full(len(it.listed), len(its), np.int64)
    found[its[its >= 0]] = np.flatnonzero(its >= 0)
    return found


def _labels(it: Visible) -> set[str]:
    """What is written of how people are present, and which kinds of frames there are, in what is visible."""
    roles = it.ledger.vocabulary.with_role(*PRESENT, "frame")
    labelled = it.verdict.rows[it.verdict.flags & LABELLED > 0]
    labels = distinct(it.ledger.rows.label[labelled[among(it.ledger.rows.verb[labelled], roles)]])
    return {split_label(it.ledger.strings[n])[0] for n in labels.tolist()}


def _leaders(it: Visible) -> Ints:
    """The entity that stands for each one after all visible identities that nothing visible disproves or puts in a
    frame, by the view's numbers; the last entry keeps NONE as NONE."""
    verdict, new = it.verdict, it.entities.new
    saying = np.flatnonzero(verdict.flags & IDENTITY)
    saying = saying[~verdict.disproved.take(verdict.row_lines[saying])]
    saying = saying[~among(verdict.row_lines[saying], verdict.frames.framed)]
    one, other = new.take(verdict.subjects[saying]), new.take(verdict.objects[saying])
    whole = (one >= 0) & (other >= 0)
    return np.append(merged(len(it.entities), one[whole], other[whole]), np.int32(NONE))


def _verbs(it: Visible) -> Kept:
    """The verbs that are used, and those of states that they begin: such a state is worded by its own verb."""
    vocabulary, known = it.ledger.vocabulary, prepared(it.ledger)
    kept = np.zeros(len(vocabulary.verbs), np.bool_)
    worded = np.zeros(len(known.wording_verb), np.bool_)
    mark(worded, it.wordings)
    kept[known.wording_verb[worded]] = True
    for number in np.flatnonzero(kept).tolist():
        begun = vocabulary.by_id.get(vocabulary.verbs[number].begins)
        if begun is not None:
            kept[begun] = True
    return Kept(np.flatnonzero(kept), len(kept))


def _packed(strings: Strings, columns: dict[str, KeptColumn | SharedColumn]) -> tuple[Strings, dict[str, AnyColumn]]:
    """Of `strings` those that the `columns` of string numbers use, and the columns with the new numbers."""
    wanted = np.zeros(len(strings), np.bool_)
    for column in columns.values():
        mark(wanted, column.values)
    kept, renumber = strings.subset(wanted)
    return kept, {name: column.whole(renumber.take(column.values)) for name, column in columns.items()}
