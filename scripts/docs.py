"""Update the generated parts of docs/, or with --check say which are out of date.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end of NAME -->`; everything around it is written
by hand and left alone. To add one: add it to PARTS, and write the two marks where it belongs.
"""

import argparse
import dataclasses
import io
import re
import sys
import types
import typing
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

import intertwine
from intertwine import questions
from intertwine.cli.args import parser
from intertwine.cli.asking_args import ASKING
from intertwine.cli.main import main as run
from intertwine.cli.parser import Parser
from intertwine.ledger.read.vocabulary import built_in
from intertwine.library import Companion
from intertwine.maps import StoryMap
from intertwine.model.frozen import FrozenDict
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.verb import Verb
from intertwine.model.words import slug
from intertwine.plan import Plan
from intertwine.questions.serialise import if_any, json_names

DOCS = Path(__file__).resolve().parent.parent / "docs"
ANSWERS: dict[str, type] = {
    "titles": questions.UniversePage,
    "title": questions.TitlePage,
    "title PLACE": questions.InstallmentPage,
    "who": questions.Who,
    "met": questions.Meetings,
    "path": questions.Path,
    "ties": questions.Ties,
    "timeline": questions.Timeline,
    "thread": questions.Thread,
    "secrets": questions.Secrets,
    "search": questions.SearchHits,
    "next": questions.WhereYouAre,
    "recap": questions.Previously,
    "recap --all": questions.Recap,
    "plan": Plan,
    "learnt": questions.Learnt,
    "map": StoryMap,
}
"""What each asking command prints with --json."""


# --- the vocabulary ------------------------------------------------------------------------------------------------
def vocabulary() -> str:
    """All built-in verbs, a table for each group."""
    groups: dict[str, list[Verb]] = {}
    for verb in built_in().verbs:
        groups.setdefault(verb.group, []).append(verb)
    parts = []
    for group, verbs in groups.items():
        rows = [(verb.id, _forms(verb), _kinds(verb.subjects), _kinds(verb.objects), _says(verb)) for verb in verbs]
        parts.append(f"### {group}\n\n{_table(('verb', 'written', 'of', 'to', 'what follows'), rows)}")
    return "\n\n".join(parts)


def ways() -> str:
    """The built-in ways of being in a scene."""
    heads = ("way", "written", "counts as there", "spoken with", "on a map")
    rows = [
        (way.id, _codes(way.forms), "yes" if way.there else "", "yes" if way.spoken else "", way.line)
        for way in built_in().ways
    ]
    return _table(heads, rows)


def title_kinds() -> str:
    """The built-in kinds of titles."""
    heads = ("kind", "parts", "installments", "length in", "people")
    rows = [
        (
            f"`{it.id}`",
            "" if it.is_single else _named(it.part, it.part_forms),
            "" if it.is_single else _named(it.installment, it.installment_forms),
            it.counted_in,
            f"{it.verb}; have {it.past}",
        )
        for it in built_in().kinds
    ]
    return _table(heads, rows)


def _named(word: str, forms: Sequence[str]) -> str:
    """A word, and what else people write for it."""
    others = [form for form in forms if form not in (word, f"{word}s")]
    return f"{word} ({_codes(others)})" if others else word


def frames() -> str:
    """The built-in kinds of frames."""
    heads = ("kind", "written", "reads as", "same name, same frame")
    rows = [(it.id, _codes(it.forms), f"{it.within} ...", "yes" if it.lasts else "") for it in built_in().frames]
    return _table(heads, rows)


def _codes(forms: Sequence[str]) -> str:
    return ", ".join(f"`{form}`" for form in forms)


def _forms(verb: Verb) -> str:
    return ", ".join(f"`{form}`" for form in verb.forms) or "(front matter, prose)"


def _kinds(kinds: frozenset[str]) -> str:
    rest, words, titles = set(kinds), [], built_in().title_kinds
    for word, members in (("anything", ENTITY_KINDS | titles), ("title", titles)):
        if members <= rest:
            words.append(word)
            rest -= members
    if {"character", "person", "group"} <= rest:
        words.append("anyone")
        rest -= {"character", "person", "group"}
    return ", ".join([*words, *sorted(rest)])


def _says(verb: Verb) -> str:
    backward = ", ".join(f"*{form}*" for form in (verb.inverse, *verb.backwards) if form)
    parts = [f"read backwards: {backward}"] if backward else []
    if verb.symmetric:
        parts.append("holds both ways")
    if verb.begins:
        parts.append("a state" if verb.begins == verb.id else f"begins *{verb.begins}*")
    if verb.ends:
        whose = " of anyone" if verb.ends_anyone else ""
        parts.append(f"ends {', '.join(f'*{state}*' for state in verb.ends)}{whose}")
    if verb.resumes:
        parts.append(f"resumes *{verb.resumes}*")
    if verb.one_at_a_time:
        parts.append("one at a time")
    if verb.met:
        parts.append("they have met")
    if verb.spoken:
        parts.append("they have spoken")
    if verb.recipient:
        parts.append(f"recipient: {verb.recipient}")
    if verb.gets:
        parts.append(f"gets it: the {verb.gets}")
    if verb.passes:
        parts.append(f"passes on {', '.join(f'*{state}*' for state in verb.passes)}")
    if verb.role:
        parts.append(f"role: {verb.role}")
    if verb.heading:
        parts.append(f"heading: {verb.heading}")
    return "; ".join(parts)


# --- the command line ----------------------------------------------------------------------------------------------
def help_of(command: str) -> str:
    """The help of one command ("" for the program's own)."""
    top = parser()
    if not command:
        return f"```\n{top.format_help().rstrip()}\n```"
    chosen = next(action.choices for action in top._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001 - argparse has no other way
    it = chosen[command]
    assert isinstance(it, Parser)  # noqa: S101 - for the type checker
    return f"```\n{it.format_help().rstrip()}\n```"


def keys_of(command: str) -> str:
    """The keys of a command's JSON."""
    return _fields(ANSWERS[command])


def shapes() -> str:
    """What the answers' JSON is made of: every record that occurs in one, each a table."""
    seen: dict[str, type] = {}
    todo = list(ANSWERS.values())
    while todo:
        for hint in _hints(todo.pop(0)).values():
            for record in _records(hint):
                if record.__name__ not in seen:
                    seen[record.__name__] = record
                    todo.append(record)
    return "\n\n".join(f"#### {name}\n\n{_fields(seen[name])}" for name in sorted(seen))


def _hints(record: type) -> dict[str, Any]:
    hints = typing.get_type_hints(record)
    return {name: hints[name] for name in json_names(record)}


def _records(hint: Any) -> list[type]:
    if isinstance(hint, type) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields")):
        return [hint]
    return [record for part in get_args(hint) for record in _records(part)]


def _fields(record: type) -> str:
    left_out = if_any(record)
    rows = [
        (f"`{name}`", f"{_value(hint)}, if any" if name in left_out else _value(hint))
        for name, hint in _hints(record).items()
    ]
    return _table(("key", "value"), rows)


_PLAIN = {str: "text", int: "number", float: "number", bool: "true or false", types.NoneType: "null"}


def _value(hint: Any) -> str:
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return " or ".join(_value(part) for part in parts)
    if origin is Literal:
        return " or ".join(f'`"{part}"`' for part in parts)
    if origin in (tuple, Sequence):
        return f"list of {_value(parts[0])}"
    if origin in (dict, FrozenDict):
        return f"object: {_value(parts[0])} to {_value(parts[1])}"
    return f"[{hint.__name__}](#{hint.__name__.lower()})"


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


# --- the bundled universe, as the command line shows it -----------------------------------------------------------
CROSSOVER = ("before The Defenders", "everything")
LEADS: dict[str, tuple[str, ...]] = {
    "Matt Murdock": ("", "Daredevil 1x01", "Daredevil S1", *CROSSOVER),
    "Jessica Jones": ("", "Jessica Jones 1x01", "Jessica Jones S1", *CROSSOVER),
    "Luke Cage": ("", "Luke Cage 1x01", "Luke Cage S1", *CROSSOVER),
    "Danny Rand": ("", "Iron Fist 1x01", "Iron Fist S1", *CROSSOVER),
    "Frank Castle": ("", "Daredevil S1, Daredevil 2x01-2x05", "Daredevil S1-S2", "The Punisher 1x01", "everything"),
    "Claire Temple": ("", "Daredevil 1x01-1x02", "Daredevil S1", *CROSSOVER),
    "Karen Page": ("", "Daredevil 1x01", "Daredevil S1", *CROSSOVER),
    "Foggy Nelson": ("", "Daredevil 1x01", "Daredevil S1", *CROSSOVER),
    "Elektra Natchios": ("", "Daredevil S1, Daredevil 2x01-2x05", "The Defenders", *CROSSOVER),
    "Colleen Wing": ("", "Iron Fist 1x01-1x03", "Iron Fist S1", *CROSSOVER),
    "Misty Knight": ("", "Luke Cage 1x01-1x02", "Luke Cage S1", *CROSSOVER),
    "Trish Walker": ("", "Jessica Jones 1x01", "Jessica Jones S1", *CROSSOVER),
}
"""Whose pages are kept as docs, each at five points of progress."""
WALK: tuple[tuple[str, ...], ...] = (
    ("who", "Nobu"),
    ("who", "Elektra Natchios"),
    ("who", "the Punisher"),
    ("who", "Black Sky"),
    ("who", "the Hand"),
    ("secrets", "Karen Page"),
    ("thread", "What became of Wesley"),
    ("met", "Matt Murdock", "Stick", "Elektra Natchios"),
    ("search", "castle"),
)
"""What somebody asks who has seen only the first season of Daredevil."""

RECAPS: tuple[tuple[str, str], ...] = (
    ("", "Daredevil"),
    ("Daredevil 1x01-1x04", "Daredevil 1x05"),
    ("Daredevil 1x01, 1x03, 1x06", "Daredevil 1x09"),
    ("Daredevil S1", "Daredevil S2"),
    ("told Iron Fist S1", "Iron Fist S2"),
    ("Jessica Jones S1", "Luke Cage"),
    ("Jessica Jones S1", "The Defenders"),
    ("Iron Fist 1x01-1x06", "The Defenders"),
    ("before The Defenders", "The Defenders"),
    ("before The Defenders, The Defenders 1x01-1x07", "The Defenders 1x08"),
    ("Daredevil S1-S2, The Defenders", "Daredevil S3"),
    ("before Daredevil S2", "The Punisher"),
    ("before The Punisher", "The Punisher"),
    ("The Punisher S1", "The Punisher S2"),
)
"""What somebody has seen, and before what they ask for a recap."""


@cache
def bundled() -> Companion:
    """The universe in the box."""
    return intertwine.load()


def asked(*argv: str) -> str:
    """A command and its whole answer."""
    out = io.StringIO()
    run([*argv], out, out, lambda _: bundled())
    words = " ".join(f'"{word}"' if " " in word else word for word in argv)
    return f"```console\n$ intertwine {words}\n{out.getvalue().rstrip()}\n```"


def lead(name: str) -> str:
    """Somebody's page at each of their points."""
    points = ((seen, ("--seen", seen) if seen else ()) for seen in LEADS[name])
    return "\n\n".join(f"## {seen or 'nothing seen'}\n\n{asked('who', name, *more)}" for seen, more in points)


def leads() -> str:
    """All of those pages."""
    return "\n".join(
        f"- [{name}](leads/{slug(name)}.md): {'; '.join(p or 'nothing' for p in LEADS[name])}" for name in LEADS
    )


def recaps() -> str:
    """Recaps at several points, as a table."""
    rows = []
    for seen, before in RECAPS:
        found = questions.previously(bundled().seen(seen).view, before).short
        told = [f"*{part.at.text}:* {' '.join(it.text for it in part.sentences)}" for part in found.parts]
        said = "<br>".join([*told, *(it.text for it in found.threads)])
        rows.append((f"`{before}`", f"`{seen}`" if seen else "nothing", said or "nothing"))
    return _table(("before", "seen", "the short recap"), rows)


# --- writing -------------------------------------------------------------------------------------------------------
class Part(NamedTuple):
    """A generated part: the page it stands on, its name there, and what makes it."""

    page: str
    name: str
    make: Callable[[], str]


def parts() -> list[Part]:
    """Every generated part of the docs."""
    found = [
        Part("presence.md", "ways", ways),
        Part("presence.md", "frames", frames),
        Part("books.md", "kinds", title_kinds),
    ]
    found += [Part("vocabulary.md", "vocabulary", vocabulary), Part("command-line.md", "help", lambda: help_of(""))]
    commands = (
        *(name for name, *_ in ASKING),
        "check",
        "fmt",
        "rename",
        "import",
        "progress",
        "new",
        "explain",
        "serve",
    )
    found += [Part("command-line.md", f"help {command}", partial(help_of, command)) for command in commands]
    found += [Part("command-line.md", f"keys {command}", partial(keys_of, command)) for command in ANSWERS]
    found.append(Part("command-line.md", "shapes", shapes))
    found.append(Part("leads.md", "leads", leads))
    found.append(Part("questions.md", "recaps", recaps))
    found += [Part(f"leads/{slug(name)}.md", "points", partial(lead, name)) for name in LEADS]
    found += [
        Part("walkthrough.md", " ".join(words), partial(asked, *words, "--seen", "Daredevil S1")) for words in WALK
    ]
    return found


def renewed(text: str, part: Part) -> str:
    """`text` with one part updated. Raises `ValueError` where its marks are not there once."""
    begin, end = f"<!-- generated: {part.name} -->", f"<!-- end of {part.name} -->"
    if text.count(begin) != 1 or text.count(end) != 1:
        raise ValueError(f"docs/{part.page} must have {begin} and {end} once")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    return pattern.sub(lambda _: f"{begin}\n{part.make()}\n{end}", text)


def main(argv: list[str]) -> int:
    """Renew every part. With --check nothing is written, and the exit code is 1 where anything would change."""
    only_check = "--check" in argv
    stale = []
    pages: dict[str, list[Part]] = {}
    for part in parts():
        pages.setdefault(part.page, []).append(part)
    for page, mine in pages.items():
        path = DOCS / page
        text = new = path.read_text(encoding="utf-8")
        for part in mine:
            new = renewed(new, part)
        if new == text:
            continue
        stale.append(page)
        if not only_check:
            path.write_text(new, encoding="utf-8")
    for page in stale:
        print(f"docs: docs/{page} {'is out of date: run make docs' if only_check else 'was renewed'}")
    return 1 if stale and only_check else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
