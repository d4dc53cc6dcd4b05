"""The columns of a view, copied out of the ledger a table at a time: what is visible, with the view's own numbers."""

from collections.abc import Iterator

import numpy as np

from intertwine.gate.column_block import AnyColumn, Scattered, Taken
from intertwine.gate.decide import Verdict
from intertwine.gate.disclose import ShownFields
from intertwine.gate.kept import Kept, KeptColumn, SharedColumn, shared
from intertwine.gate.prepared import FOLLOWING, IDENTITY, LABELLED, NAMING, PLACED, PREPOSED, RECEIVED, WORDED, prepared
from intertwine.ledger.store.columns import Ledger
from intertwine.model.record import record
from intertwine.model.sentinels import LAST_SECOND, NONE, TIME_BITS
from intertwine.model.strings import Bools, Ints, Longs

NamedColumns = Iterator[tuple[str, AnyColumn]]
"""Columns with their names in `Columns`. Each is made when its turn comes, so that few are in memory at once."""


@record
class Visible:
    """What of `ledger` is kept, as `verdict` says. `mentions`, `relations` and `implicit` are numbers of the ledger's
    mentions and relations, and of the entities that show their implicit name; `listed` are the installments of visible
    titles, `others` their other numbers, `pages` the pages on which they begin and `editions` those of visible titles.
    `wordings` are those of the visible rows, `alternatives` those by which the visible lines were learnt."""

    ledger: Ledger
    verdict: Verdict
    entities: Kept
    lines: Kept
    mentions: Longs
    relations: Longs
    listed: Kept
    others: Longs
    pages: Longs
    editions: Longs
    implicit: Longs
    wordings: Ints
    alternatives: Ints


def text_columns(it: Visible, named: Bools) -> dict[str, KeptColumn | SharedColumn]:
    """The columns of numbers of strings that `it` keeps, with the ledger's numbers. `named` says which of the listed
    installments show their names."""
    ledger, known = it.ledger, prepared(it.ledger)
    entities, mentions, listing, rows = ledger.entities, ledger.mentions, ledger.installments, ledger.rows
    dense = {
        "identity": entities.identity.take(it.entities.old),
        "implicit_name": entities.name.take(it.implicit),
        "implicit_slug": entities.slug.take(it.implicit),
        "mention_shown": _unmasked(it, mentions.shown, np.zeros(len(ledger.unmaskings.mention), np.int32)),
        "relation_distance": ledger.relations.distance.take(it.relations),
        "page_edition": ledger.numbers.label.take(it.pages),
        "page_value": ledger.numbers.value.take(it.pages),
        "edition_name": ledger.editions.name.take(it.editions),
        "order_name": ledger.orders.name.take(it.verdict.orders),
        "other_label": ledger.numbers.label.take(it.others),
        "other_value": ledger.numbers.value.take(it.others),
        "listed_name": np.where(named, listing.name.take(it.listed.old), 0),
    }
    worded = _flagged(it, PREPOSED | WORDED | LABELLED)
    return {
        **{name: KeptColumn(column, None, 0, len(column)) for name, column in dense.items()},
        "form": shared(known.wording_form, it.wordings),
        "preposition": _of_rows(it, rows.preposition, _flagged(it, PREPOSED, worded), 0),
        "text": _of_rows(it, rows.text, _flagged(it, WORDED, worded), 0),
        "label": _of_rows(it, rows.label, _flagged(it, LABELLED, worded), 0),
        "source": shared(ledger.stamps.source, it.alternatives),
        "true_text": it.lines.column(ledger.lines, "true_text", known.lines),
    }


def _flagged(it: Visible, flags: int, among: Longs | None = None) -> Longs:
    """The visible rows that have one of these flags, of those `among` where they are given."""
    if among is None:
        return np.flatnonzero(it.verdict.flags & flags)
    found: Longs = among[(it.verdict.flags[among] & flags) != 0]
    return found


def _of_rows(it: Visible, column: Ints, places: Longs, usual: int) -> KeptColumn:
    """The column of the visible rows, of which only those at `places` are not `usual`."""
    return KeptColumn(column.take(it.verdict.rows.take(places)), places, usual, len(it.verdict.rows))


def entity_columns(it: Visible, leader: Ints, ranks: Ints) -> NamedColumns:
    """The columns of entities that `it` keeps. `leader` stands for each in the view, `ranks` are those of their
    implicit names."""
    entities = it.ledger.entities
    yield "kind", entities.kind.take(it.entities.old)
    yield "year", entities.year.take(it.entities.old)
    yield "plural", entities.plural.take(it.entities.old)
    yield "pronoun", entities.pronoun.take(it.entities.old)
    yield "leader", leader[:-1]
    yield "implicit_entity", it.entities.new.take(it.implicit)
    yield "implicit_rank", ranks


def row_columns(it: Visible, leader: Ints, ranks: Ints, verbs: Kept) -> NamedColumns:
    """The columns of rows that `it` keeps. `leader` stands for each entity in the view; `ranks` are those of the
    visible rows, `verbs` all that they use."""
    led, subjects, objects = leader.take(it.entities.new), it.verdict.subjects, it.verdict.objects
    yield "row_line", Taken(it.lines.new, it.verdict.row_lines)
    yield "subject", Taken(led, subjects)
    yield "object", Taken(led, objects)
    for name, flag in (("place", PLACED), ("recipient", RECEIVED)):
        column = _of_rows(it, getattr(it.ledger.rows, name), _flagged(it, flag), NONE)
        yield name, column.whole(led.take(column.values))
    yield "verb", Taken(verbs.new.take(prepared(it.ledger).wording_verb).astype(np.int16), it.wordings)
    yield "rank", ranks
    written = _flagged(it, IDENTITY | NAMING | FOLLOWING)
    yield "written_row", written.astype(np.int32)
    yield "written_subject", it.entities.new.take(subjects[written])
    yield "written_object", it.entities.new.take(objects[written])


def part_columns(it: Visible) -> NamedColumns:
    """The columns of the parts of titles that the visible rows name. A title that is visible lists them."""
    table, rows = it.ledger.parts, it.verdict.rows
    new = np.searchsorted(rows, table.row).astype(np.int32)
    kept = new < len(rows)
    kept[kept] = rows[new[kept]] == table.row[kept]
    yield "part_row", new[kept]
    for name in ("of_object", "season", "number"):
        yield f"part_{name}", getattr(table, name)[kept]


def line_columns(it: Visible) -> NamedColumns:
    """The columns of lines that `it` keeps."""
    lines, order, old = it.ledger.lines, it.verdict.order, it.lines.old
    alternatives = it.alternatives
    installment = np.where(order < 0, NONE, order >> TIME_BITS).astype(np.int32)
    yield "installment", Taken(it.listed.new.take(installment), alternatives)
    yield "seconds", Taken(np.where(order < 0, NONE, order & LAST_SECOND).astype(np.int32), alternatives)
    yield "public", Taken(order < 0, alternatives)
    yield "several", Taken(np.diff(it.ledger.stamps.start) > 1, alternatives)
    yield "section", Taken(lines.section, old)
    wrong = it.lines.new.take(np.flatnonzero(it.verdict.disproved))
    yield "disproved", Scattered(np.bool_(False), wrong, np.ones(len(wrong), np.bool_), len(it.lines))
    framed, frame = (it.lines.new.take(lines) for lines in (it.verdict.frames.framed, it.verdict.frames.frame))
    yield "frame", Scattered(np.int32(NONE), framed, frame, len(it.lines))
    sparse = prepared(it.ledger).lines
    home = it.lines.column(lines, "home", sparse)
    yield "home", home.whole(it.entities.new.take(home.values))
    for name in ("ref", "about"):
        column = it.lines.column(lines, name, sparse)
        yield name, column.whole(it.lines.new.take(column.values))
    for name in ("start", "end"):
        column = it.lines.column(lines, name, sparse)
        timed = it.verdict.timed.take(old if column.places is None else old.take(column.places))
        yield name, column.whole(np.where(timed, column.values, np.int32(NONE)))
    for name in ("true_start", "true_until", "step"):
        column = it.lines.column(lines, name, sparse)
        yield name, column.whole(column.values)


def relation_columns(it: Visible) -> NamedColumns:
    """The columns of what comes before, after or during what, that `it` keeps."""
    table, kept = it.ledger.relations, it.relations
    place, target = table.place[kept], table.target[kept]
    installment, last, seconds, unit = (column[kept] for column in prepared(it.ledger).relation_places)
    yield "relation_line", it.lines.new.take(table.line[kept])
    yield "relation_kind", table.kind[kept]
    yield "relation_target", np.where(place, np.int32(NONE), it.lines.new.take(target))
    yield "relation_installment", it.listed.new.take(installment)
    yield "relation_last", it.listed.new.take(last)
    yield "relation_seconds", seconds
    yield "relation_days", table.days[kept]
    yield "relation_unit", unit


def visible_others(ledger: Ledger, verdict: Verdict) -> Longs:
    """The other numbers of installments of visible titles, without the pages on which they begin."""
    return _visible_numbers(ledger, verdict, prepared(ledger).numberings)


def visible_pages(ledger: Ledger, verdict: Verdict, measured: Bools) -> Longs:
    """The pages on which installments of `ledger` begin, of titles that are visible by `verdict` and `measured`: a mask
    over entities."""
    pages = np.ones(len(ledger.numbers.label), np.bool_)
    pages[prepared(ledger).numberings] = False
    pages &= measured.take(ledger.installments.title.take(ledger.numbers.installment))
    return _visible_numbers(ledger, verdict, np.flatnonzero(pages))


def _visible_numbers(ledger: Ledger, verdict: Verdict, numbers: Longs) -> Longs:
    titles = ledger.installments.title.take(ledger.numbers.installment.take(numbers))
    return numbers[verdict.entities.take(titles)]


def visible_relations(ledger: Ledger, verdict: Verdict) -> Longs:
    """The relations of visible lines to visible lines, or to places in visible titles."""
    table = ledger.relations
    installment = prepared(ledger).relation_places.installment
    titled = np.append(verdict.entities.take(ledger.installments.title), False).take(installment)
    there = np.where(table.place, titled, verdict.lines.take(table.target))
    return np.flatnonzero(there & verdict.lines.take(table.line))


def mention_columns(it: Visible, leader: Ints) -> NamedColumns:
    """The columns of mentions inside texts that `it` keeps. `leader` stands for each entity in the view."""
    mentions = it.ledger.mentions
    yield "mention_line", it.lines.new.take(mentions.line.take(it.mentions))
    entity = it.entities.new.take(_unmasked(it, mentions.entity, it.ledger.unmaskings.entity))
    yield "mention_entity", leader.take(entity)


def _unmasked(it: Visible, column: Ints, true: Ints) -> Ints:
    """The `column` of the mentions that `it` keeps, with what is `true` of each unmasking that is known."""
    found = column.take(it.mentions)
    table = it.ledger.unmaskings
    if len(table.mention):
        known = it.verdict.lines.take(table.line) & it.verdict.lines.take(it.ledger.mentions.line.take(table.mention))
        found[np.searchsorted(it.mentions, table.mention[known])] = true[known]
    return found


def listing_columns(it: Visible, seen: Ints, told: Ints, shown: ShownFields) -> NamedColumns:
    """The columns of the public listing that `it` keeps: installments, with the seconds `seen` and `told` of each, as
    far as it is `shown`; with their other numbers and pages; seasons and editions."""
    listing, seasons, old = it.ledger.installments, it.ledger.seasons, it.listed.old
    yield "listed_title", it.entities.new.take(listing.title.take(old))
    for name in ("season", "number", "date", "spread", "file_end"):
        yield f"listed_{name}", getattr(listing, name).take(old)
    yield "listed_minutes", np.where(shown.lengths, listing.minutes.take(old), np.int32(0))
    yield "listed_about", listing.about.take(old) & shown.lengths
    yield "listed_next", shown.next
    yield "listed_skipped", shown.skipped
    yield "listed_seen", seen.take(old)
    yield "listed_told", told.take(old)
    yield "other_listed", it.listed.new.take(it.ledger.numbers.installment.take(it.others))
    declared = np.flatnonzero(it.verdict.entities.take(seasons.title))
    yield "season_title", it.entities.new.take(seasons.title.take(declared))
    for name in ("number", "date", "spread", "episodes", "announced", "implicit"):
        yield f"season_{name}", getattr(seasons, name).take(declared)
    # What an installment usually takes is shown where the lengths of all of them are.
    key = listing.title.take(old).astype(np.int64) << 32 | listing.season.take(old)
    own = seasons.title.take(declared).astype(np.int64) << 32 | seasons.number.take(declared)
    are_shown = np.isin(own, key) & ~np.isin(own, key[~shown.lengths])
    yield "season_usual", np.where(are_shown, seasons.usual.take(declared), np.int32(0))
    yield "page_listed", it.listed.new.take(it.ledger.numbers.installment.take(it.pages))
    yield "edition_title", it.entities.new.take(it.ledger.editions.title.take(it.editions))
    yield "edition_pages", it.ledger.editions.pages.take(it.editions)


def order_columns(it: Visible) -> NamedColumns:
    """The columns of viewing orders that `it` keeps: of each the installments of visible titles."""
    orders = it.ledger.orders
    new = Kept(it.verdict.orders, len(orders.name)).new[:-1]
    whose = np.repeat(new, np.diff(orders.start))
    listed = it.listed.new.take(orders.installments)
    there = (whose >= 0) & (listed >= 0)
    yield "order_of", whose[there]
    yield "order_listed", listed[there]
