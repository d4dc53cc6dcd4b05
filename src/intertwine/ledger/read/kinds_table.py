"""The table of kinds of titles: the built-in kinds.toml, and what the table `kinds` of a universe's verbs.toml adds."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, get_args

from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.ledger.read.presence_table import TYPE_WORDS
from intertwine.model.kinds import ENTITY_KINDS, OTHER_PAGES
from intertwine.model.place_words import INSTALLMENT_WORDS, PART_WORDS
from intertwine.model.title_kind import LengthUnit, TitleKind

MOST_KINDS = 100
"""Kinds that a universe can have: a column of bytes counts them."""
_WRITTEN = {"is_compact": "compact", "is_single": "single"}
_FIELD = {_WRITTEN.get(it.name, it.name): it for it in fields(TitleKind) if it.name != "id"}
_MOST_UNITS = 1_000_000
"""Minutes, words or pages that an installment can usually have."""
_LONGEST = 40
"""Characters of a kind, and of each of its words."""


def read_kinds(entries: object, base: tuple[TitleKind, ...]) -> tuple[tuple[TitleKind, ...], list[tuple[str, str]]]:
    """`base` with the kinds of a TOML table `entries` added, and what is wrong: the entry's name and a sentence.

    An entry with the id of one of `base` replaces it, but whether that is one installment cannot change.
    """
    known, wrong = {it.id: it for it in base}, list[tuple[str, str]]()
    if not isinstance(entries, Mapping):
        return base, [("kinds", '"kinds" must be a table of tables, such as [kinds.name]')]
    for name, entry in entries.items():
        complaints = list(_complaints(name, entry, known.get(name)))
        if not complaints and len(known) >= MOST_KINDS and name not in known:
            complaints = [f"a universe has at most {MOST_KINDS} kinds of titles"]
        if complaints:
            wrong += [(name, it) for it in complaints]
        else:
            known[name] = _made(name, entry)
    return tuple(known.values()), wrong


def _complaints(name: str, entry: object, old: TitleKind | None) -> Iterator[str]:
    """All that is wrong with one entry, in sentences."""
    if not isinstance(entry, Mapping):
        yield f'"{shorten(name)}" must be a table'
        return
    if not name.strip() or len(name) > _LONGEST or name in ENTITY_KINDS or name in OTHER_PAGES:
        yield f'"{shorten(name)}" cannot be a kind of title'
    yield from (f'"{name}" has an unknown field "{shorten(it)}"' for it in sorted(set(entry) - set(_FIELD)))
    for word, value in entry.items():
        if word not in _FIELD:
            continue
        wanted = type(_FIELD[word].default)
        if not _fits(value, wanted):
            yield f'"{word}" of "{name}" must be {TYPE_WORDS[wanted]}'
        elif word == "counted_in" and value not in get_args(LengthUnit):
            units = ", ".join(get_args(LengthUnit))
            yield f'"counted_in" of "{name}" cannot be "{shorten(value)}": it is one of {units}'
        elif word == "part_forms":
            yield from _unknown_words(name, word, value, PART_WORDS)
        elif word == "installment_forms":
            yield from _unknown_words(name, word, value, INSTALLMENT_WORDS)
    if old is not None and bool(entry.get("single")) != old.is_single:
        yield f'"{name}" is built in, and cannot change whether it is one installment'


def _unknown_words(name: str, field: str, value: list[str], known: frozenset[str]) -> Iterator[str]:
    """Words that positions do not know: nobody could type them."""
    for word in value:
        if word.lower() not in known:
            words = ", ".join(sorted(known))
            yield f'"{field}" of "{name}": "{shorten(word)}" is not a word of positions; they are {words}'


def _fits(value: object, wanted: type) -> bool:
    if wanted is tuple:
        return isinstance(value, list) and all(isinstance(it, str) and _fits(it, str) for it in value)
    if wanted is int:
        return type(value) is int and 0 < value <= _MOST_UNITS
    if wanted is str:
        return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST
    return isinstance(value, wanted)


def _made(name: str, entry: Mapping[str, Any]) -> TitleKind:
    values = {it.name: entry[word] for word, it in _FIELD.items() if word in entry}
    forms = {word: tuple(it) for word, it in values.items() if isinstance(it, list)}
    for own, word in (("part_forms", "part"), ("installment_forms", "installment")):
        if word in values:
            forms[own] = tuple(dict.fromkeys((values[word], f"{values[word]}s", *forms.get(own, ()))))
    is_read = values.get("part", "part").lower() in PART_WORDS and (
        values.get("installment", "chapter").lower() in INSTALLMENT_WORDS
    )  # else nobody could type a place that is written in these words
    is_compact = bool(values.get("is_compact") or values.get("is_single") or not is_read)
    return TitleKind(**{"name": name, **values, **forms, "id": name, "is_compact": is_compact})
