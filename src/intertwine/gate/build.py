"""The copies of what is visible that make a view: renumbered, so that no number tells of what is hidden."""

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.decide import Verdict
from intertwine.gate.disclose import posture
from intertwine.gate.ranks import visible_ranks
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Ledger
from intertwine.model.sentinels import LAST_SECOND, NONE, TIME_BITS
from intertwine.model.strings import Ints, Longs, Strings


def _renumber(kept: Longs, count: int) -> Ints:
    """Old numbers, of which there are `count`, to new ones for the `kept` ones; the extra last entry keeps NONE as
    NONE."""
    numbers = np.full(count + 1, NONE, np.int32)
    numbers[kept] = np.arange(len(kept), dtype=np.int32)
    return numbers


def build(ledger: Ledger, verdict: Verdict, seen: Ints, told: Ints) -> View:
    """Copy what `verdict` allows of `ledger` into a view. Nothing in the view shares memory with the ledger.

    `seen` and `told` are the seconds passed of each installment of the ledger, NONE where none.
    """
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    kept_entities, kept_lines, shown = np.flatnonzero(verdict.entities), np.flatnonzero(verdict.lines), verdict.rows
    entity, line = _renumber(kept_entities, len(verdict.entities)), _renumber(kept_lines, len(verdict.lines))
    verbs = rows.verb.take(shown)
    used_verbs = np.zeros(len(ledger.vocabulary.verbs), np.bool_)
    used_verbs[verbs.astype(np.intp)] = True
    for number in np.flatnonzero(used_verbs).tolist():
        # A state that another verb begins is worded by its own.
        begun = ledger.vocabulary.by_id.get(ledger.vocabulary.verbs[number].begins)
        if begun is not None:
            used_verbs[begun] = True
    verb = _renumber(np.flatnonzero(used_verbs), len(used_verbs)).astype(np.int16)

    titles = ledger.installments.title
    listed = np.flatnonzero(verdict.entities[titles])
    installment = _renumber(listed, len(titles))
    passed = np.maximum(seen, told)
    listing = ledger.installments
    places = (column[listed] for column in (listing.title, listing.season, listing.number, listing.date))
    named = posture(*places, seen=seen[listed], passed=passed[listed])

    way = verdict.alternative.take(kept_lines)
    timed = verdict.timed.take(kept_lines)
    order = verdict.order.take(kept_lines)
    where = np.where(order < 0, NONE, order >> TIME_BITS).astype(np.int32)
    seconds = np.where(order < 0, NONE, order & LAST_SECOND).astype(np.int32)
    mentions = np.flatnonzero(verdict.lines.take(ledger.mentions.line))
    seasons = np.flatnonzero(verdict.entities[ledger.seasons.title])
    implicit = np.flatnonzero(verdict.entities & (entities.name > 0) & verdict.linked)

    ranks, implicit_ranks = visible_ranks(ledger, verdict, implicit)

    strings, texts = _packed(
        ledger.strings,
        {
            "identity": entities.identity.take(kept_entities),
            "implicit_name": entities.name[implicit],
            "implicit_slug": entities.slug[implicit],
            "form": rows.form.take(shown),
            "preposition": rows.preposition.take(shown),
            "text": rows.text.take(shown),
            "label": rows.label.take(shown),
            "source": ledger.stamps.source.take(way),
            "true_text": lines.true_text.take(kept_lines),
            "mention_shown": ledger.mentions.shown.take(mentions),
            "listed_name": np.where(named, listing.name[listed], 0),
        },
    )
    columns = Columns(
        kind=entities.kind.take(kept_entities),
        year=entities.year.take(kept_entities),
        plural=entities.plural.take(kept_entities),
        implicit_entity=entity[implicit],
        implicit_rank=implicit_ranks,
        row_line=line.take(rows.line.take(shown)),
        subject=entity.take(rows.subject.take(shown)),
        verb=verb.take(verbs),
        object=entity.take(rows.object.take(shown)),
        place=entity.take(rows.place.take(shown)),
        rank=ranks,
        installment=installment.take(where),
        seconds=seconds,
        public=order < 0,
        several=(np.diff(ledger.stamps.start) > 1).take(way),
        ref=line.take(lines.ref.take(kept_lines)),
        about=line.take(lines.about.take(kept_lines)),
        before=line.take(lines.before.take(kept_lines)),
        start=np.where(timed, lines.start.take(kept_lines), NONE).astype(np.int32),
        end=np.where(timed, lines.end.take(kept_lines), NONE).astype(np.int32),
        true_start=lines.true_start.take(kept_lines),
        true_until=lines.true_until.take(kept_lines),
        step=lines.step.take(kept_lines),
        section=lines.section.take(kept_lines),
        home=entity.take(lines.home.take(kept_lines)),
        disproved=verdict.disproved.take(kept_lines),
        mention_line=line.take(ledger.mentions.line.take(mentions)),
        mention_entity=entity.take(ledger.mentions.entity.take(mentions)),
        listed_title=entity[titles[listed]],
        listed_season=listing.season[listed],
        listed_number=listing.number[listed],
        listed_date=listing.date[listed],
        listed_minutes=listing.minutes[listed],
        listed_about=listing.about[listed],
        listed_seen=seen[listed],
        listed_told=told[listed],
        season_title=entity[ledger.seasons.title[seasons]],
        season_number=ledger.seasons.number[seasons],
        season_date=ledger.seasons.date[seasons],
        season_episodes=ledger.seasons.episodes[seasons],
        season_announced=ledger.seasons.announced[seasons],
        **texts,
    )
    used = tuple(v for v, is_used in zip(ledger.vocabulary.verbs, used_verbs, strict=True) if is_used)
    return View(ledger.name, ledger.description, used, columns, strings)


def _packed(strings: Strings, columns: dict[str, Ints]) -> tuple[Strings, dict[str, Ints]]:
    """Of `strings` those that the `columns` of string numbers use, and the columns with the new numbers."""
    # As indices, other numbers than these would be converted each time.
    chosen = {name: column.astype(np.intp) for name, column in columns.items()}
    wanted = np.zeros(len(strings), np.bool_)
    for column in chosen.values():
        wanted[column] = True
    kept, renumber = strings.subset(wanted)
    return kept, {name: renumber.take(column) for name, column in chosen.items()}
