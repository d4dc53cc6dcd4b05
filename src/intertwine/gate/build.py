"""The copies of what is visible that make a view: renumbered, so that no number tells of what is hidden."""

import numpy as np

from intertwine.gate.columns import Columns
from intertwine.gate.decide import Verdict
from intertwine.gate.disclose import posture
from intertwine.gate.ranks import visible_ranks
from intertwine.gate.view import View
from intertwine.ledger.store.columns import Ledger
from intertwine.model.sentinels import LAST_SECOND, NONE, TIME_BITS
from intertwine.model.strings import Bools, Ints, Strings


def _renumber(kept: Bools) -> Ints:
    """Old numbers to new ones; the extra last entry keeps NONE as NONE."""
    numbers = np.full(len(kept) + 1, NONE, np.int32)
    numbers[:-1][kept] = np.arange(np.count_nonzero(kept), dtype=np.int32)
    return numbers


def build(ledger: Ledger, verdict: Verdict, seen: Ints, told: Ints) -> View:
    """Copy what `verdict` allows of `ledger` into a view. Nothing in the view shares memory with the ledger.

    `seen` and `told` are the seconds passed of each installment of the ledger, NONE where none.
    """
    rows, lines, entities = ledger.rows, ledger.lines, ledger.entities
    entity, line = _renumber(verdict.entities), _renumber(verdict.lines)
    kept_lines = np.flatnonzero(verdict.lines)
    used_verbs = np.zeros(len(ledger.vocabulary.verbs), np.bool_)
    used_verbs[rows.verb[verdict.rows]] = True
    for number in np.flatnonzero(used_verbs).tolist():
        # A state that another verb begins is worded by its own.
        begun = ledger.vocabulary.by_id.get(ledger.vocabulary.verbs[number].begins)
        if begun is not None:
            used_verbs[begun] = True
    verb = _renumber(used_verbs)

    titles = ledger.installments.title
    listed = np.flatnonzero(verdict.entities[titles])
    installment = _renumber(verdict.entities[titles])
    passed = np.maximum(seen, told)
    listing = ledger.installments
    places = (column[listed] for column in (listing.title, listing.season, listing.number, listing.date))
    named = posture(*places, seen=seen[listed], passed=passed[listed])

    order = verdict.order[kept_lines]
    where = np.where(order < 0, NONE, order >> TIME_BITS).astype(np.int32)
    seconds = np.where(order < 0, NONE, order & LAST_SECOND).astype(np.int32)
    mentions = np.flatnonzero(verdict.lines[ledger.mentions.line])
    seasons = np.flatnonzero(verdict.entities[ledger.seasons.title])
    implicit = np.flatnonzero(verdict.entities & (entities.name > 0) & verdict.linked)

    ranks, implicit_ranks = visible_ranks(ledger, verdict, implicit)

    text = _Texts(ledger)
    columns = Columns(
        kind=entities.kind[verdict.entities],
        year=entities.year[verdict.entities],
        plural=entities.plural[verdict.entities],
        identity=text(entities.identity[verdict.entities]),
        implicit_entity=entity[implicit],
        implicit_name=text(entities.name[implicit]),
        implicit_slug=text(entities.slug[implicit]),
        implicit_rank=implicit_ranks,
        row_line=line[rows.line[verdict.rows]],
        subject=entity[rows.subject[verdict.rows]],
        verb=verb[rows.verb[verdict.rows]].astype(np.int16),
        form=text(rows.form[verdict.rows]),
        object=entity[rows.object[verdict.rows]],
        preposition=text(rows.preposition[verdict.rows]),
        place=entity[rows.place[verdict.rows]],
        text=text(rows.text[verdict.rows]),
        label=text(rows.label[verdict.rows]),
        rank=ranks,
        installment=installment[where],
        seconds=seconds,
        public=order < 0,
        several=np.diff(ledger.stamps.start)[verdict.alternative[kept_lines]] > 1,
        source=text(ledger.stamps.source[verdict.alternative[kept_lines]]),
        ref=line[lines.ref[kept_lines]],
        about=line[lines.about[kept_lines]],
        before=line[lines.before[kept_lines]],
        start=np.where(verdict.timed[kept_lines], lines.start[kept_lines], NONE).astype(np.int32),
        end=np.where(verdict.timed[kept_lines], lines.end[kept_lines], NONE).astype(np.int32),
        true_text=text(lines.true_text[kept_lines]),
        true_start=lines.true_start[kept_lines],
        true_until=lines.true_until[kept_lines],
        step=lines.step[kept_lines],
        section=lines.section[kept_lines],
        home=entity[lines.home[kept_lines]],
        disproved=verdict.disproved[kept_lines],
        mention_line=line[ledger.mentions.line[mentions]],
        mention_entity=entity[ledger.mentions.entity[mentions]],
        mention_shown=text(ledger.mentions.shown[mentions]),
        listed_title=entity[titles[listed]],
        listed_season=listing.season[listed],
        listed_number=listing.number[listed],
        listed_name=text(np.where(named, listing.name[listed], 0)),
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
    )
    used = tuple(v for v, is_used in zip(ledger.vocabulary.verbs, used_verbs, strict=True) if is_used)
    return View(ledger.name, ledger.description, used, columns, text.pack())


class _Texts:
    """Collects copied columns of string numbers, then packs only the strings they use and renumbers them."""

    def __init__(self, ledger: Ledger) -> None:
        self._strings, self._columns = ledger.strings, list[Ints]()

    def __call__(self, column: Ints) -> Ints:
        copied = column.astype(np.int32)
        self._columns.append(copied)
        return copied

    def pack(self) -> Strings:
        wanted = np.zeros(len(self._strings), np.bool_)
        for column in self._columns:
            wanted[column] = True
        kept, renumber = self._strings.subset(wanted)
        for column in self._columns:
            column[:] = renumber[column]
        return kept
