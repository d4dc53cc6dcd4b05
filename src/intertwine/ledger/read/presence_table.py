"""The tables of ways and of kinds of frames: the built-in presence.toml, and what a universe's verbs.toml adds."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar, cast, get_args

from intertwine.ledger.read.markdown.diagnostics import shorten
from intertwine.model.way import FrameKind, LineStyle, Way

Kind = TypeVar("Kind", Way, FrameKind)

TABLES = ("ways", "frames")
"""What these tables are called in a verbs.toml, so that no verb can be."""
_USUAL = {"is_usual": "usual"}
TYPE_WORDS = {tuple: "a list of words", str: "a text", bool: "true or false", int: "a whole number from 1 to 1000000"}
"""What the value of a field must be, in words."""


def read_ways(entries: object, base: tuple[Way, ...]) -> tuple[tuple[Way, ...], list[tuple[str, str]]]:
    """`base` with the ways of a TOML table `entries` added, and what is wrong: the entry's name and a sentence.

    An entry with the id of one of `base` replaces it. The usual way stays the built-in one.
    """
    found, wrong = _read("ways", entries, base, Way)
    usual = [way for way in base if way.is_usual]
    for way in found:
        if usual and way.is_usual != (way.id == usual[0].id):
            wrong.append((way.id, f'"{way.id}" cannot change which way is usual: that is "{usual[0].id}"'))
            return base, wrong
    return found, wrong


def read_frames(entries: object, base: tuple[FrameKind, ...]) -> tuple[tuple[FrameKind, ...], list[tuple[str, str]]]:
    """`base` with the kinds of frames of a TOML table `entries` added, as `read_ways` does with ways."""
    return _read("frames", entries, base, FrameKind)


def _read(
    table: str, entries: object, base: tuple[Kind, ...], kind: type[Kind]
) -> tuple[tuple[Kind, ...], list[tuple[str, str]]]:
    known = {it.id: it for it in base}
    taken = {form: it.id for it in base for form in it.forms}
    wrong: list[tuple[str, str]] = []
    if not isinstance(entries, Mapping):
        return base, [(table, f'"{table}" must be a table of tables, such as [{table}.name]')]
    for name, entry in entries.items():
        complaints = list(_complaints(name, entry, kind))
        written = [] if complaints else cast("list[str]", entry["forms"])
        forms = tuple(" ".join(form.lower().split()) for form in written)
        complaints += [f'"{it}" is already a form of "{taken[it]}"' for it in forms if taken.get(it, name) != name]
        if complaints:
            wrong += [(name, it) for it in complaints]
            continue
        known[name] = _made(name, entry, forms, kind)
        taken.update((form, name) for form in forms)
    return tuple(known.values()), wrong


def _complaints(name: str, entry: object, kind: type[Kind]) -> Iterator[str]:
    """All that is wrong with one entry, in sentences."""
    if not isinstance(entry, Mapping):
        yield f'"{name}" must be a table'
        return
    types = {_USUAL.get(it.name, it.name): _type(it.type) for it in fields(kind) if it.name != "id"}
    needed = [it.name for it in fields(kind) if it.name != "id" and it.default is MISSING]
    yield from (f'"{name}" has an unknown field "{it}"' for it in sorted(set(entry) - set(types)))
    yield from (f'"{name}" has no {it}' for it in needed if it not in entry)
    for field, value in entry.items():
        wanted = types.get(field)
        if wanted is not None and not _fits(value, wanted):
            yield f'"{field}" of "{name}" must be {TYPE_WORDS[wanted]}'
        elif field == "line" and value not in get_args(LineStyle):
            yield f'"line" of "{name}" cannot be "{shorten(value)}": it is one of {", ".join(get_args(LineStyle))}'
        elif field in ("within_of", "within_named") and cast("str", value).count("{}") != 1:
            yield f'"{field}" of "{name}" needs one {{}}, where the name stands'
    if entry.get("forms") == []:
        yield f'"{name}" has no forms'


def _type(annotation: object) -> type:
    return bool if annotation is bool else tuple if str(annotation).startswith("tuple") else str


def _fits(value: object, wanted: type) -> bool:
    if wanted is tuple:
        return isinstance(value, list) and all(isinstance(it, str) and it.strip() for it in value)
    return isinstance(value, wanted)


def _made(name: str, entry: Mapping[str, Any], forms: tuple[str, ...], kind: type[Kind]) -> Kind:
    written = {it.name: _USUAL.get(it.name, it.name) for it in fields(kind)}
    values = {field: entry[name] for field, name in written.items() if name in entry}
    values = {field: tuple(value) if isinstance(value, list) else value for field, value in values.items()}
    return kind(**{**values, "id": name, "forms": forms})
