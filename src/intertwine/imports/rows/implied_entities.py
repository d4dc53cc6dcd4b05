"""Entities without a table of their own: scenes and facts imply them. Each name is an id."""

import re
from collections.abc import Iterator

from intertwine.imports.columns import FACTS, SCENES, SENTENCES, VERB_PREFIX
from intertwine.imports.records import EntityRecord, Tables
from intertwine.imports.rows.cells import require_name
from intertwine.imports.rows.lists import BOTH, COMMAS, may_be_untrue, split_list, split_remark
from intertwine.imports.rows.nobody import no_name, says_how_many
from intertwine.imports.rows.people_cells import may_be_several, split_notes, way_columns
from intertwine.imports.rows.qualifier_cells import NamesInQualifiers
from intertwine.imports.rows.reveal_cells import part_of_title
from intertwine.imports.sheets.row import BadRowError, Sheet, Sheets, TableRow, usable
from intertwine.model.kinds import ENTITY_KINDS, TITLE_PARTS
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact

_NAME = re.compile(r"(?:[Tt]he |[Aa]n? )?[^\W\d_a-z]")
KINDS = ("character", "person", "group", "place", "object", "thread")
"""Kinds of entities, the likeliest first."""


PLACES = frozenset(["place"])


def imply_entities(
    sheets: Sheets, tables: Tables, vocabulary: Vocabulary, only: frozenset[str] = frozenset(KINDS)
) -> None:
    """Before: all titles are in `tables`, and `sheets` have no entities.csv, or one without anything of the kinds that
    are `only` meant. After: everybody and everything that a scene, a fact or what qualifies them names is there, of the
    likeliest kind that fits what is said of it. `vocabulary` has the verbs."""
    facts = {exact(row.cells["id"]) for row in sheets[FACTS].rows}
    fitting: dict[str, list[str]] = {}
    mentions: dict[str, tuple[Sheet, TableRow]] = {}
    seen = set[tuple[str, frozenset[str]]]()
    for sheet, row, name, kinds in _entities_named(sheets, vocabulary):
        if (name, kinds) in seen:  # as most are
            continue
        seen.add((name, kinds))
        title = tables.titles.meant(name)
        if len(only) < len(KINDS) and (not kinds <= only or tables.entities.lacks(name)):
            continue
        if (title is not None and title.kind in kinds) or ("fact" in kinds and name in facts):
            continue
        if not kinds.isdisjoint(TITLE_PARTS) and (name in tables.installments or part_of_title(name, tables)):
            continue
        mentions.setdefault(name, (sheet, row))
        before = fitting.get(name, list(KINDS))
        fitting[name] = [kind for kind in before if kind in kinds] or before
    for name, (sheet, row) in mentions.items():
        if tables.entities.meant(name) is not None or no_name(name, "") is not None:
            continue
        try:
            require_name(name, fitting[name][0], vocabulary)
        except BadRowError as bad:
            tables.entities.skipped.add(name)
            sheet.problems.append(bad.problem(sheet.file, row.line))
        else:
            tables.entities[name] = EntityRecord(name, fitting[name][0], name, (), row.line)


def _entities_named(sheets: Sheets, vocabulary: Vocabulary) -> Iterator[tuple[Sheet, TableRow, str, frozenset[str]]]:
    """Every name of an entity, with the kinds of which it may be."""
    people, places = frozenset(["character"]), PLACES
    listed = ("people", *way_columns(vocabulary))
    for row in usable(sheets[SCENES]):
        for column, kinds in (*((it, people) for it in listed if it in row.cells), ("place", places)):
            yield from ((sheets[SCENES], row, name, kinds) for name in _names(row, column))
        for column in row.cells if sheets[SCENES].is_own_list else ():
            yield from ((sheets[SCENES], row, name, people) for name in _doers(row, column, vocabulary))
    qualifiers, pages = NamesInQualifiers(vocabulary), ENTITY_KINDS.union(vocabulary.title_kinds)
    for sheet in (sheets[SCENES], sheets[FACTS], sheets[SENTENCES]):
        for row in usable(sheet):
            for name, is_somebody in qualifiers.of(row):
                yield sheet, row, exact(name), people if is_somebody else pages
    for row in usable(sheets[FACTS]):
        form = " ".join(row.cells["verb"].split())
        number = vocabulary.by_form.get(form.lower(), vocabulary.by_id.get(form, -1))
        if number >= 0:
            verb = vocabulary.verbs[number]
            found = (
                ("subject", verb.subjects),
                ("object", verb.objects),
                ("place", places),
                ("recipient", ENTITY_KINDS),
            )
            for column, kinds in found:
                yield from ((sheets[FACTS], row, name, kinds) for name in _names(row, column))


def _names(row: TableRow, column: str) -> Iterator[str]:
    try:
        is_one = column in ("place", "recipient")
        if (is_one and "|" in row.cells[column]) or (not is_one and may_be_several(row.cells[column])):
            return  # nobody is called "Ida, Jon and Mo", unless another cell says so
        names = (row[column],) if is_one else (split_notes(item, ())[0] for item in row.items(column))
        yield from map(exact, filter(None, names))
    except BadRowError:
        return  # its row will say what is wrong


def _doers(row: TableRow, column: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Whom a cell of a list of somebody's own names below a verb without an object, such as `dies`: what is written as
    a name, and is not said to be untrue."""
    number = vocabulary.by_form.get(column.removeprefix(VERB_PREFIX), -1) if column.startswith(VERB_PREFIX) else -1
    if number < 0 or not vocabulary.verbs[number].objects.isdisjoint(ENTITY_KINDS):
        return
    for part in split_list(row.cells[column], rf"[|]|{COMMAS}|{BOTH}"):
        name, remark = split_remark(" ".join(part.split()))
        if _NAME.match(name) and not may_be_untrue(remark) and not says_how_many(name):
            yield exact(name)
