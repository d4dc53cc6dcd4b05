"""Rules that a universe brings as data, after Wikidata's property constraints: what a verb asks of other facts."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np

from intertwine.check.rule import Finding, Rule
from intertwine.check.source import Source
from intertwine.check.truth import REAL
from intertwine.model.record import record
from intertwine.model.strings import Longs

_HINT = "correct one of the two"
_FIELDS: dict[str, type] = {
    "code": str,
    "type": str,
    "verb": str,
    "with": str,
    "values": list,
    "severity": str,
    "message": str,
}


@record
class OwnRule:
    """A rule of a universe's own: of the kind `type`, about facts with `verb`. `other` is the verb that it asks for or
    excludes ("": none), `values` are the keys that its objects must be among, or not. `message` is what it says ("": it
    says what is wrong in words of its own)."""

    type: str
    verb: str
    other: str = ""
    values: tuple[str, ...] = ()
    message: str = ""


def own_rule(entry: dict[str, Any]) -> Rule | str:
    """The rule that a table of the settings describes, or what is wrong with it."""
    for name, value in entry.items():
        if name not in _FIELDS:
            return f'a rule has no field "{name}": it has {", ".join(_FIELDS)}'
        parts = value if isinstance(value, list) else [value]
        if not isinstance(value, _FIELDS[name]) or not all(isinstance(it, str) for it in parts):
            return f'"{name}" must be {"a list of keys" if name == "values" else "a text"}'
    kind, severity = entry.get("type", ""), entry.get("severity", "warning")
    if kind not in TYPES:
        return f'"type" must be one of {", ".join(TYPES)}'
    if severity not in ("error", "warning"):
        return '"severity" must be error or warning'
    look, needed = TYPES[kind]
    if missing := [name for name in ("code", "verb", *needed) if not entry.get(name)]:
        return f'a rule of the type "{kind}" must say its {" and its ".join(missing)}'
    it = OwnRule(kind, entry["verb"], entry.get("with", ""), tuple(entry.get("values", ())), entry.get("message", ""))
    return Rule(partial(look, it), severity, "universe", own_code=entry["code"])


def _rows(source: Source, verb: str) -> Longs:
    """The rows of facts with the verb that has the id `verb`, of what is so."""
    rows, truth = source.ledger.rows, source.truth
    number = source.ledger.vocabulary.by_id.get(verb, -1)
    fit = truth.rows & truth.counts[rows.line] & (truth.frame[rows.line] == REAL) & (rows.subject >= 0)
    found: Longs = np.flatnonzero(fit & (rows.verb == number))
    return found


def _requires(it: OwnRule, source: Source) -> Iterator[Finding]:
    """Who is the subject of `verb` is the subject of `other` as well."""
    subject = source.ledger.rows.subject
    fine = set(source.one_is[subject[_rows(source, it.other)]].tolist())
    for row in _rows(source, it.verb).tolist():
        who = int(subject[row])
        if int(source.one_is[who]) not in fine:
            message = (
                it.message or f'"{source.key(who)}" needs a fact with "{it.other}", since "{it.verb}" is said here'
            )
            yield Finding(source.at_link(int(source.ledger.rows.line[row]), who), message, "state it, or correct this")


def _conflicts(it: OwnRule, source: Source) -> Iterator[Finding]:
    """No two are together in a fact with `verb` and in one with `other`."""
    rows = source.ledger.rows
    said = {_pair(source, row): int(rows.line[row]) for row in reversed(_rows(source, it.other).tolist())}
    for row in _rows(source, it.verb).tolist():
        line, other = int(rows.line[row]), said.get(_pair(source, row))
        if other is not None and other != line:
            message = it.message or f'"{it.verb}" and "{it.other}" cannot both be'
            yield Finding(source.at(line, label=it.verb), message, _HINT, source.at(other, label=it.other))


def _single_value(it: OwnRule, source: Source) -> Iterator[Finding]:
    """The subject of `verb` has one object at most."""
    rows = source.ledger.rows
    first: dict[int, tuple[tuple[int, int], int]] = {}
    for row in _rows(source, it.verb).tolist():
        (who, value), line = _pair(source, row), int(rows.line[row])
        known, said = first.setdefault(who, (value, line))
        if known != value:
            message = it.message or f'"{source.key(int(rows.subject[row]))}" has another one already: "{it.verb}"'
            yield Finding(source.at(line, label="another"), message, _HINT, source.at(said, label="one"))


def _values(wanted: bool, it: OwnRule, source: Source) -> Iterator[Finding]:
    """The objects of `verb` are among `values`, or not (`wanted`)."""
    rows, keys = source.ledger.rows, set(it.values)
    for row in _rows(source, it.verb).tolist():
        thing = int(rows.object[row])
        key = source.key(thing) if thing >= 0 else source.words[int(rows.text[row])]
        if (key in keys) != wanted:
            message = it.message or f'"{key}" cannot stand after "{it.verb}"'
            at = source.at_link(int(rows.line[row]), thing, last=True) if thing >= 0 else source.at(int(rows.line[row]))
            yield Finding(at, message, f"{'use one of' if wanted else 'none of'}: {', '.join(it.values)}")


def _pair(source: Source, row: int) -> tuple[int, tuple[int, int]]:
    """Who is the subject of a row, and what its object: an entity, or a text."""
    rows, thing = source.ledger.rows, int(source.ledger.rows.object[row])
    value = (int(source.one_is[thing]), 0) if thing >= 0 else (-1, int(rows.text[row]))
    return int(source.one_is[int(rows.subject[row])]), value


_OwnLook = Callable[[OwnRule, Source], Iterator[Finding]]

TYPES: dict[str, tuple[_OwnLook, tuple[str, ...]]] = {
    "requires": (_requires, ("with",)),
    "conflicts": (_conflicts, ("with",)),
    "single-value": (_single_value, ()),
    "one-of": (partial(_values, True), ("values",)),
    "none-of": (partial(_values, False), ("values",)),
}
"""The kinds of rules that a universe can bring: the function of each, and the fields that it needs."""
