"""The vocabulary table: verbs.toml of the house, and a universe's own on top of it."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any, cast

from intertwine.ledger.read.markdown.diagnostics import MOST
from intertwine.model.kinds import ENTITY_KINDS, TITLE_KINDS
from intertwine.model.problem import Problem
from intertwine.model.verb import Role, Shape, Verb, Vocabulary

_SHORT_WORDS = {
    "anyone": frozenset({"character", "person", "group"}),
    "anything": ENTITY_KINDS | TITLE_KINDS,
    "title": TITLE_KINDS,
}
_FIELDS = {
    "group", "forms", "subjects", "objects", "symmetric", "shape", "begins", "ends", "met", "outlives", "patient",
    "inverse", "role", "evidence",
}  # fmt: skip
_MOST_DOTS = 1000
"""Dots in a line of a verb's table: TOML takes a name apart in quadratic time."""
_SHAPES = ("event", "state", "ending", "listing")


@cache
def built_in() -> Vocabulary:
    """The verbs that every universe has."""
    text = resources.files("intertwine.ledger.read").joinpath("verbs.toml").read_text(encoding="utf-8")
    vocabulary, problems = read(text, "verbs.toml", Vocabulary(()))
    if problems:  # pragma: no cover - a broken house table is a bug of ours, not a user's mistake
        raise ValueError(str(problems[0]))
    return vocabulary


def read(text: str, path: str, base: Vocabulary) -> tuple[Vocabulary, list[Problem]]:
    """`base` with the verbs of a TOML `text`, the file at `path`, added (a verb of the same id replaces the base's).

    Every mistake is a problem and costs only its verb; a text that is no TOML leaves `base` as it was.
    """
    table: dict[str, Any] = {}
    wrong = "a line has too many dots" if any(line.count(".") > _MOST_DOTS for line in text.split("\n")) else ""
    try:
        table = {} if wrong else tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, a number without end, brackets in brackets
        wrong = str(error)
    if wrong:
        return base, [Problem(path, 1, 1, "verbs-unreadable", f"not TOML: {wrong}", "see docs/vocabulary.md")]
    line_of = _lines_of(text)
    problems: list[Problem] = []
    verbs = {verb.id: verb for verb in base.verbs}
    taken = {form: verb.id for verb in base.verbs for form in verb.forms}
    for name, entry in table.items():
        if len(problems) >= MOST:
            message = f"more than {MOST} problems: the rest are left out"
            problems.append(Problem(path, 0, 0, "too-many-problems", message, "fix these first"))
            break
        line = line_of.get(name, 1)
        complaint = _complaint(name, entry)
        if complaint:
            problems.append(Problem(path, line, 1, "verb-unusable", complaint, "see docs/vocabulary.md"))
            continue
        verb = _verb(name, entry)
        own = base.verbs[base.by_id[name]] if name in base.by_id else verb
        if own.shape == "listing" and (verb.role, verb.shape) != (own.role, own.shape):
            message = f'"{name}" must stay a listing of the role "{own.role}": pages are listed with it'
            hint = f'write shape = "listing" and role = "{own.role}"'
            problems.append(Problem(path, line, 1, "verb-unusable", message, hint))
            continue
        clash = next((f for f in verb.forms if taken.get(f.lower(), name) != name), None)
        if clash:
            message = f'"{clash}" is already a form of "{taken[clash.lower()]}"'
            problems.append(Problem(path, line, 1, "verb-unusable", message, "choose another wording"))
            continue
        verbs[name] = verb
        taken.update({form.lower(): name for form in verb.forms})
    return Vocabulary(tuple(verbs.values())), problems


def _lines_of(text: str) -> dict[str, int]:
    """The line of each table's heading."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        lines.setdefault(line.strip().strip("[]").strip('"'), number)
    return lines


def _complaint(name: str, entry: object) -> str:
    if not isinstance(entry, dict):
        return f'"{name}" must be a table'
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        return f'"{name}" has an unknown field "{unknown[0]}"'
    for field in ("forms", "subjects", "objects", "ends"):
        value = entry.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            return f'"{field}" of "{name}" must be a list of words'
    if "forms" not in entry:
        return f'"{name}" has no forms'
    if entry.get("shape", "event") not in _SHAPES:
        return f'"shape" of "{name}" must be one of {", ".join(_SHAPES)}'
    return ""


def _kinds(words: list[str]) -> frozenset[str]:
    return frozenset().union(*(_SHORT_WORDS.get(word, frozenset({word})) for word in words))


def _verb(name: str, entry: dict[str, Any]) -> Verb:
    shape = cast("Shape", entry.get("shape", "event"))
    return Verb(
        id=name,
        forms=tuple(" ".join(form.split()) for form in entry["forms"]),
        subjects=_kinds(entry.get("subjects", ["anyone"])),
        objects=_kinds(entry.get("objects", ["anyone"])),
        group=str(entry.get("group", "Own")),
        symmetric=bool(entry.get("symmetric", False)),
        shape=shape,
        begins=str(entry.get("begins", name if shape == "state" else "")),
        ends=tuple(entry.get("ends", [])),
        met=bool(entry.get("met", False)),
        outlives=bool(entry.get("outlives", False)),
        patient=str(entry.get("patient", "subject")),
        inverse=str(entry.get("inverse", "")),
        role=cast("Role", entry.get("role", "")),
        evidence=bool(entry.get("evidence", True)),
    )
