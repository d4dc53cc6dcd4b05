"""The vocabulary table: the built-in verbs.toml, and a universe's own on top of it."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from itertools import chain
from typing import Any, cast, get_args

from intertwine.ledger.read.kinds_table import read_kinds
from intertwine.ledger.read.markdown.diagnostics import LONGEST_WORD, MOST, shorten
from intertwine.ledger.read.presence_table import TABLES, read_frames, read_ways
from intertwine.model.kinds import ENTITY_KINDS, TITLE_PARTS
from intertwine.model.problem import Problem
from intertwine.model.spellings import close_matches
from intertwine.model.verb import USUALLY_AFTER, Role, Shape, StateHeading, ThreadNames, Verb, Vocabulary, excluding

PREPOSITIONS = frozenset({"at", "in", "on", "near", "from", "to", "aboard", "outside", "under", "with"})
"""Words between a fact and the place where it happens."""
TOPICS = frozenset({"about"})
"""Words before what somebody tells of: it stands where a recipient does, and can be anything."""
RECIPIENTS = PREPOSITIONS | TOPICS | {"by", "for"}
"""Words that may stand before a verb's recipient."""
VERBS_HINT = "see docs/vocabulary.md, or write a verb of your own in verbs.toml"

_SHORT_WORDS = ("anyone", "anything", "title")
_ANYONE = frozenset({"character", "person", "group"})
_FIELDS: dict[str, type] = {
    "group": str, "forms": list, "subjects": list, "objects": list, "symmetric": bool, "shape": str, "begins": str,
    "ends": list, "ends_all": bool, "ends_anyone": bool, "resumes": str, "met": bool, "spoken": bool,
    "outlives": bool, "outlives_object": bool, "needed": bool, "patient": str,
    "recipient": str, "gets": str, "passes": list, "inverse": str, "backwards": list,
    "mistaken": str, "role": str, "evidence": bool,
    "after": list, "heading": str, "excludes": list, "one_at_a_time": bool,
    "told": dict, "inside": dict, "threads": dict, "reports": bool, "elder": str,
    "alive": str, "born": str, "knowing": str, "already": list, "suffered": bool, "journey": bool,
    "alone": str, "within": str, "one_generation": bool,
}  # fmt: skip
_WORDS = {list: "a list of words", str: "a text", bool: "true or false", dict: "a table of texts"}
_TABLES = (*TABLES, "kinds", "threads")
_MOST_DOTS = 1000
"""Dots in a line of a verb's table: TOML takes a name apart in quadratic time."""


@cache
def built_in() -> Vocabulary:
    """The verbs, ways and kinds of frames that every universe has."""
    vocabulary = Vocabulary(())
    for name in ("kinds.toml", "verbs.toml", "presence.toml"):
        text = resources.files("intertwine.ledger.read").joinpath(name).read_text(encoding="utf-8")
        vocabulary, problems = read(text, name, vocabulary)
        if problems:  # pragma: no cover - a broken table is a bug of ours, not a user's mistake
            raise ValueError(str(problems[0]))
    return vocabulary


def read(text: str, path: str, base: Vocabulary) -> tuple[Vocabulary, list[Problem]]:
    """`base` with the verbs of a TOML `text`, the file at `path`, added (a verb of the same id replaces the base's, and
    one with the same form takes it over); with the ways and kinds of frames of its tables `ways` and `frames`, and with
    the kinds of titles of `kinds`, and those of threads of `threads`.

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
    ways, no_ways = read_ways(table.pop("ways", {}), base.ways)
    frames, no_frames = read_frames(table.pop("frames", {}), base.frames)
    kinds, no_kinds = read_kinds(table.pop("kinds", {}), base.kinds)
    threads, no_threads = _read_threads(table.pop("threads", {}), base.threads)
    problems = [
        Problem(path, line_of.get(name, 1), 1, "verb-unusable", complaint, f"see docs/{page}.md")
        for page, wrong_ones in (
            ("presence", (*no_ways, *no_frames)),
            ("text", no_kinds),
            ("vocabulary", no_threads),
        )
        for name, complaint in wrong_ones
    ]
    titles, more = frozenset(it.id for it in kinds), frozenset(it.id for it in kinds) - base.title_kinds
    verbs = {verb.id: _with_kinds(verb, base.title_kinds, more) for verb in base.verbs}
    taken = {form.lower(): verb.id for verb in base.verbs for form in verb.forms}
    for name, entry in table.items():
        if len(problems) >= MOST:
            message = f"more than {MOST} problems: the rest are left out"
            problems.append(Problem(path, 0, 0, "too-many-problems", message, "fix these first"))
            break
        line = line_of.get(name, 1)
        complaints = _complaints(name, entry, titles, threads)
        if complaints:
            problems += [Problem(path, line, 1, "verb-unusable", it, "see docs/vocabulary.md") for it in complaints]
            continue
        verb = _verb(name, entry, titles, threads)
        old = base.verbs[base.by_id[name]] if name in base.by_id else verb
        if old.shape == "listing" and (verb.role, verb.shape) != (old.role, old.shape):
            message = f'"{name}" must stay a listing of the role "{old.role}": pages are listed with it'
            hint = f'write shape = "listing" and role = "{old.role}"'
            problems.append(Problem(path, line, 1, "verb-unusable", message, hint))
            continue
        clash = next((f for f in verb.forms if _keeps(taken.get(f.lower(), name), f, name, verbs, base)), None)
        if clash:
            message = f'"{clash}" is already a form of "{taken[clash.lower()]}"'
            problems.append(Problem(path, line, 1, "verb-unusable", message, "choose another wording"))
            continue
        for other in {taken[form.lower()] for form in verb.forms if form.lower() in taken} - {name}:
            verbs[other] = _without(verbs[other], verb.forms)
        verbs[name] = verb
        taken.update({form.lower(): name for form in verb.forms})
    for name in table:
        own = verbs.get(name)
        lists = (own.ends, own.excludes, own.passes) if own is not None else ()
        for other in (own.begins, own.within, own.resumes, *chain(*lists)) if own is not None else ():
            if other and other not in verbs:
                message = f'"{name}" begins or ends "{other}", which is not a verb here'
                problems.append(Problem(path, line_of.get(name, 1), 1, "verb-unusable", message, "write a verb's name"))
    return Vocabulary(excluding(tuple(verbs.values())), ways, frames, kinds, threads), problems[: MOST + 1]


def _keeps(owner: str, form: str, name: str, verbs: dict[str, Verb], base: Vocabulary) -> bool:
    """Whether the verb `owner` keeps its `form` although the verb `name` of the table has it too: one of the same
    table, and one that pages are listed with. Others of `base` give it up, so that verbs that the house gets later
    take nothing from those that a universe has."""
    if owner == name:
        return False
    return verbs[owner].shape == "listing" or base.by_form.get(form.lower()) != base.by_id.get(owner, -1)


def _without(verb: Verb, forms: tuple[str, ...]) -> Verb:
    """`verb` without these forms."""
    gone = {form.lower() for form in forms}
    return replace(verb, forms=tuple(form for form in verb.forms if form.lower() not in gone))


def _lines_of(text: str) -> dict[str, int]:
    """The line of each table's heading."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name = line.strip().strip("[]")
        for table in _TABLES:
            name = name.removeprefix(f"{table}.")
        lines.setdefault(name.strip('"'), number)
    return lines


def _choices(titles: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """What a field, or each entry of its list, may say where these are the kinds of titles."""
    kinds = (*_SHORT_WORDS, *sorted(ENTITY_KINDS | titles), *TITLE_PARTS)
    return {
        "subjects": kinds,
        "objects": (*kinds, "text", "fact", "none"),
        "shape": get_args(Shape),
        "patient": ("subject", "object"),
        "recipient": ("", *sorted(RECIPIENTS)),
        "gets": ("", "subject", "recipient"),
        "elder": ("", "subject", "object"),
        "alive": ("", "subject", "object", "both"),
        "born": ("", "subject", "object"),
        "knowing": ("", "learns", "tells", "knows", "remembers", "forgets"),
        "alone": ("", "subject", "object"),
        "role": get_args(Role),
        "heading": get_args(StateHeading),
    }


def _complaints(name: str, entry: object, titles: frozenset[str], threads: ThreadNames) -> list[str]:
    """All that is wrong with the table of the verb `name`, in sentences."""
    if not isinstance(entry, dict):
        return [f'"{name}" must be a table']
    found = [f'"{name}" has an unknown field "{field}"' for field in sorted(set(entry) - set(_FIELDS))]
    found += [] if "forms" in entry else [f'"{name}" has no forms']
    for field, value in entry.items():
        if field in _FIELDS and not _fits(value, _FIELDS[field]):
            found.append(f'"{field}" of "{name}" must be {_WORDS[_FIELDS[field]]}')
    if found:
        return found
    found = [
        f'"threads" of "{name}" cannot have "{shorten(it)}": it is one of {", ".join(kind for kind, _ in threads)}'
        for it in entry.get("threads", ())
        if it not in dict(threads)
    ]
    for field, known in _choices(titles).items():
        values = entry.get(field, [])
        for value in values if isinstance(values, list) else [values]:
            if value not in known:
                near = close_matches(value, known, 1) if len(value) <= LONGEST_WORD else []
                hint = f'did you mean "{near[0]}"?' if near else f"it is one of {', '.join(filter(None, known))}"
                found.append(f'"{field}" of "{name}" cannot be "{shorten(value)}": {hint}')
    return found


def _fits(value: object, kind: type) -> bool:
    """Whether a field's value is a list of texts, a text, or true or false."""
    if kind is list:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if kind is dict:
        return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    return isinstance(value, kind)


def _read_threads(entries: object, base: ThreadNames) -> tuple[ThreadNames, list[tuple[str, str]]]:
    """`base` with the kinds of threads of a TOML table `entries` added, and what is wrong: the entry's name and a
    sentence. Patterns of names are kept in lower case. The kinds of the table come first: of two that fit, its own
    counts."""
    if not isinstance(entries, dict):
        return base, [("threads", '"threads" must be a table of lists, such as murder = ["the murder of *"]')]
    wrong = [(name, f'"{name}" must be a list of words') for name, it in entries.items() if not _fits(it, list)]
    own = {name: tuple(map(str.lower, it)) for name, it in entries.items() if _fits(it, list)}
    return (*own.items(), *(it for it in base if it[0] not in own)), wrong


def _said_of_threads(said: dict[str, str], threads: ThreadNames) -> tuple[tuple[tuple[str, ...], str], ...]:
    """What a verb says of which names of threads, in the order of the kinds."""
    return tuple((names, said[kind]) for kind, names in threads if kind in said)


def _kinds(words: list[str], titles: frozenset[str]) -> frozenset[str]:
    known = {"anyone": _ANYONE, "anything": ENTITY_KINDS | titles, "title": titles}
    return frozenset().union(*(known.get(word, frozenset({word})) for word in words))


def _with_kinds(verb: Verb, titles: frozenset[str], more: frozenset[str]) -> Verb:
    """`verb` for `more` kinds of titles as well, where it was for all of `titles`."""
    if not more:
        return verb
    subjects, objects = (it | more if titles and titles <= it else it for it in (verb.subjects, verb.objects))
    return replace(verb, subjects=subjects, objects=objects)


def _verb(name: str, entry: dict[str, Any], titles: frozenset[str], threads: ThreadNames) -> Verb:
    shape = cast("Shape", entry.get("shape", "event"))
    return Verb(
        id=name,
        forms=tuple(" ".join(form.split()) for form in entry["forms"]),
        subjects=_kinds(entry.get("subjects", ["anyone"]), titles),
        objects=_kinds(entry.get("objects", ["anyone"]), titles),
        group=str(entry.get("group", "Own")),
        symmetric=bool(entry.get("symmetric", False)),
        shape=shape,
        begins=str(entry.get("begins", name if shape == "state" else "")),
        ends=tuple(entry.get("ends", [])),
        ends_all=bool(entry.get("ends_all", False)),
        ends_anyone=bool(entry.get("ends_anyone", False)),
        resumes=str(entry.get("resumes", "")),
        met=bool(entry.get("met", False)),
        spoken=bool(entry.get("spoken", False)),
        outlives=bool(entry.get("outlives", False)),
        outlives_object=bool(entry.get("outlives_object", False)),
        needed=bool(entry.get("needed", False)),
        patient=str(entry.get("patient", "subject")),
        recipient=str(entry.get("recipient", "")),
        gets=str(entry.get("gets", "")),
        passes=tuple(entry.get("passes", [])),
        inverse=str(entry.get("inverse", "")),
        backwards=tuple(" ".join(form.split()) for form in entry.get("backwards", [])),
        mistaken=str(entry.get("mistaken", "")),
        role=cast("Role", entry.get("role", "")),
        evidence=bool(entry.get("evidence", True)),
        after=tuple(entry.get("after", USUALLY_AFTER)),
        heading=cast("StateHeading", entry.get("heading", "")),
        excludes=tuple(entry.get("excludes", [])),
        one_at_a_time=bool(entry.get("one_at_a_time", False)),
        told=tuple(entry.get("told", {}).items()),
        inside=tuple(entry.get("inside", {}).items()),
        threads=_said_of_threads(entry.get("threads", {}), threads),
        reports=bool(entry.get("reports", False)),
        elder=str(entry.get("elder", "")),
        alive=str(entry.get("alive", "")),
        born=str(entry.get("born", "")),
        knowing=str(entry.get("knowing", "")),
        already=tuple(" ".join(form.split()) for form in entry.get("already", [])),
        suffered=bool(entry.get("suffered", False)),
        journey=bool(entry.get("journey", False)),
        alone=str(entry.get("alone", "")),
        within=str(entry.get("within", "")),
        one_generation=bool(entry.get("one_generation", False)),
    )
