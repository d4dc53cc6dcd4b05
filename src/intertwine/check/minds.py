"""Who learns, tells, knows and forgets which fact, and who has a part in it."""

import numpy as np

from intertwine.check.story_order import StoryOrder
from intertwine.check.truth import REAL, Truth
from intertwine.ledger.store.columns import Ledger
from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints, Longs
from intertwine.model.verb import Verb

_SUBJECT, _OTHERS = 1, 2


@record
class Knowings:
    """Knowledge of facts, in the order of the person and the fact: `who` has it of which line (`fact`), by which `line`
    and `row`, and the `entity` that is named there. People who are one by an identity are one here. `key` is a number
    for each person and fact."""

    key: Longs
    who: Longs
    fact: Longs
    line: Longs
    row: Longs
    entity: Longs

    def of(self, who: Longs, fact: Longs) -> tuple[Longs, Longs]:
        """For people `who` and facts `fact`, each pair: the places of what is here of the two, as places in `who` and
        places here."""
        key = _key(who, fact)
        first, end = (np.searchsorted(self.key, key, side) for side in ("left", "right"))
        each = end - first
        mine = np.repeat(np.arange(len(who)), each)
        return mine, np.arange(each.sum()) - np.repeat(np.cumsum(each) - each - first, each)


@record
class Minds:
    """Of facts of which others speak: who `learns` them, at that time; who knew them by then (`knows`); who `tells`
    them, and so knew them too; who `remembers` them, and who `forgets` them; and who acts for a reason (`acts`).

    What is in a frame, what a fact disproves, and those whom somebody is only taken for are not here.
    """

    learns: Knowings
    knows: Knowings
    tells: Knowings
    remembers: Knowings
    forgets: Knowings
    acts: Knowings
    named: Knowings
    """Who is named in a fact of which others speak, as its subject, object or recipient."""

    def has_part(self, who: Longs, fact: Longs) -> Bools:
        """Whether people `who` are named in facts `fact`."""
        found = np.zeros(len(who), np.bool_)
        found[self.named.of(who, fact)[0]] = True
        return found

    def only_later(self, order: StoryOrder, who: Longs, fact: Longs, line: Longs) -> Longs:
        """For people `who` at the lines `line`: a place in `learns` where they learn the `fact` later, by `order`; -1
        where they may know it before by what another line says, or never learn it."""
        mine, learnt = self.learns.of(who, fact)
        later = order.is_after(self.learns.line[learnt], line[mine])
        found = np.full(len(who), -1, np.int64)
        found[mine[::-1]] = learnt[::-1]
        found[mine[~later]] = -1
        known, place = self.knows.of(who, fact)
        at, said = line[known], self.knows.line[place]
        found[known[(said != at) & ~order.is_after(said, at)]] = -1
        found[self.has_part(who, fact)] = -1
        return found


def minds_of(ledger: Ledger, truth: Truth, one_is: Ints) -> Minds:
    """Who knows what by the facts of `ledger`, whose `truth` it is. `one_is` has for each entity the one that stands
    for all that are one with it."""
    rows, lines, verbs = ledger.rows, ledger.lines, ledger.vocabulary.verbs
    fit = truth.rows & truth.counts[rows.line] & (truth.frame[rows.line] == REAL)
    speaks = np.flatnonzero(fit & (lines.ref[rows.line] >= 0))
    fact = lines.ref[rows.line[speaks]].astype(np.int64)
    kind = np.array([_KNOWING.index(verb.knowing) for verb in verbs], np.int8)[rows.verb[speaks]]
    before = _is_already(ledger, speaks)

    def those(what: str, ends: int, *, already: bool = False) -> tuple[Longs, Longs]:
        chosen = (kind == _KNOWING.index(what)) & (before == already)
        return _ends(speaks[chosen], fact[chosen], ends)

    reason = np.array([verb.role == "purpose" and verb.reports for verb in verbs], np.bool_)[rows.verb[speaks]]
    is_about = np.isin(rows.line, lines.about[rows.line[speaks[reason]]])
    acting = np.flatnonzero(fit & is_about & np.array([_is_deed(verb) for verb in verbs], np.bool_)[rows.verb])
    acts = _reasons(ledger, speaks[reason], fact[reason], acting)
    spoken_of = np.zeros(len(lines.home), np.bool_)
    spoken_of[fact] = True
    told = np.flatnonzero(spoken_of[rows.line])
    told_of = _ends(told, rows.line[told].astype(np.int64), _SUBJECT | _OTHERS)
    names = (ledger, one_is)
    return Minds(
        learns=_knowings(*names, those("learns", _SUBJECT), those("tells", _OTHERS)),
        knows=_knowings(*names, those("learns", _SUBJECT, already=True), those("knows", _SUBJECT)),
        tells=_knowings(*names, those("tells", _SUBJECT)),
        remembers=_knowings(*names, those("remembers", _SUBJECT), those("forgets", _SUBJECT)),
        forgets=_knowings(*names, those("forgets", _SUBJECT)),
        acts=_knowings(*names, acts),
        named=_knowings(*names, told_of),
    )


_KNOWING = ("", "learns", "tells", "knows", "remembers", "forgets")


def _is_deed(verb: Verb) -> bool:
    """Whether whoever does it has reasons: an event that takes being alive, or two who meet or speak."""
    return (
        verb.shape == "event" and not verb.suffered and (verb.alive in ("subject", "both") or verb.met or verb.spoken)
    )


def _is_already(ledger: Ledger, rows: Longs) -> Bools:
    """Which of some rows are written with a form that says that it was so before."""
    form, verb = ledger.rows.form[rows], ledger.rows.verb[rows]
    found = np.zeros(len(rows), np.bool_)
    for number, it in enumerate(ledger.vocabulary.verbs):
        if it.already:
            mine = verb == number
            before = [one for one in np.unique(form[mine]).tolist() if ledger.strings[one].lower() in it.already]
            found |= mine & np.isin(form, before)
    return found


def _ends(rows: Longs, fact: Longs, ends: int) -> tuple[Longs, Longs]:
    """Of some rows that speak of facts those who are at their `ends`: the row times four, plus the number of the end;
    and the fact."""
    columns = [n for n, wanted in enumerate((_SUBJECT, _OTHERS, _OTHERS)) if wanted & ends]
    return np.concatenate([rows * 4 + n for n in columns]), np.concatenate([fact] * len(columns))


def _reasons(ledger: Ledger, rows: Longs, fact: Longs, acting: Longs) -> tuple[Longs, Longs]:
    """Who does what is done for a reason: the subjects of the rows `acting`, of which the `rows` say the reasons."""
    about = ledger.lines.about[ledger.rows.line[rows]].astype(np.int64)
    order = np.argsort(about, kind="stable")
    about, fact = about[order], fact[order]
    line = ledger.rows.line[acting]
    first, end = (np.searchsorted(about, line, side) for side in ("left", "right"))
    each = end - first
    at = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each - first, each)
    return np.repeat(acting, each) * 4, fact[at]


def _knowings(ledger: Ledger, one_is: Ints, *parts: tuple[Longs, Longs]) -> Knowings:
    """Those at some ends of rows (see `_ends`), with the facts."""
    rows = ledger.rows
    end = np.concatenate([part[0] for part in parts])
    fact = np.concatenate([part[1] for part in parts])
    row, number = end // 4, end % 4
    columns = np.stack([rows.subject[row], rows.object[row], rows.recipient[row]])
    entity = columns[number, np.arange(len(row))].astype(np.int64)
    there = entity >= 0
    row, fact, entity = row[there], fact[there], entity[there]
    who = one_is[entity].astype(np.int64)
    order = np.lexsort((row, fact, who))
    who, fact = who[order], fact[order]
    return Knowings(_key(who, fact), who, fact, rows.line[row[order]].astype(np.int64), row[order], entity[order])


def _key(who: Longs, fact: Longs) -> Longs:
    return (who << 32) | fact
