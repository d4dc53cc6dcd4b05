"""The five CSV files, row by row: what is understood, and a problem with file and line for what is not."""

from collections.abc import Callable, Iterator
from pathlib import Path

from intertwine.imports.columns import COLUMNS, ENTITIES, FACTS, INSTALLMENTS, SCENES, TITLES
from intertwine.imports.records import (
    EntityRecord,
    Ids,
    InstallmentRecord,
    SceneRecord,
    Tables,
    TitleRecord,
)
from intertwine.imports.rows.fact_rows import FactRows
from intertwine.imports.rows.proof import episode_complaint, name_complaint
from intertwine.imports.rows.reveal_cells import alternatives, iso_date, seconds
from intertwine.imports.rows.story_cells import StoryColumns
from intertwine.imports.sheets.csv_rows import read_sheet
from intertwine.imports.sheets.row import BadRowError, Sheet, TableRow
from intertwine.ledger.link.calendar import is_whole
from intertwine.model.kinds import ENTITY_KINDS
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleWords
from intertwine.model.verb import Vocabulary
from intertwine.model.words import exact


def read_tables(source: Path, vocabulary: Vocabulary) -> tuple[Tables, list[Problem]]:
    """Everything below `source` that can be understood, and what cannot. Every table but titles.csv may be absent."""
    sheets = {name: read_sheet(source / name, *columns) for name, columns in COLUMNS.items()}
    tables = Tables()
    if not sheets[TITLES].present:
        hint = f"a folder with {', '.join(COLUMNS)}" if source.is_dir() else f"{source} is not a folder"
        return tables, [Problem(TITLES, 0, 0, "table-missing", "there is no titles.csv", hint)]
    if not sheets[INSTALLMENTS].present and sheets[SCENES].present:
        sheets[SCENES].rows.clear()
        message = "there is no installments.csv, so no scene has a place to stand"
        sheets[SCENES].problems.append(Problem(SCENES, 0, 0, "table-missing", message))
    named = frozenset(name for row in sheets[FACTS].rows if (name := exact(row.cells["id"])))
    story = StoryColumns(tables, named)
    reader = _RowReader(tables, vocabulary, story)
    _each(sheets[TITLES], reader.title)
    _each(sheets[INSTALLMENTS], reader.installment)
    _each(sheets[ENTITIES], reader.entity)
    _each(sheets[SCENES], reader.scene)
    facts = FactRows(tables, vocabulary, named, story)
    _each(sheets[FACTS], facts.fact)
    sheets[FACTS].problems += [bad.problem(FACTS, line) for line, bad in facts.drop_dangling()]
    sheets[FACTS].problems += [bad.problem(FACTS, line) for line, bad in facts.drop_times(tables.facts)]
    sheets[SCENES].problems += [bad.problem(SCENES, line) for line, bad in facts.drop_times(tables.scenes)]
    sheets[INSTALLMENTS].problems.extend(_incomplete(tables))
    problems = (sorted(sheet.problems, key=lambda problem: problem.line) for sheet in sheets.values())
    return tables, [problem for found in problems for problem in found]


def _each(sheet: Sheet, read: Callable[[TableRow], None]) -> None:
    for row in sheet.rows:
        try:
            read(row)
        except BadRowError as bad:
            sheet.problems.append(bad.problem(sheet.file, row.line))
        sheet.problems += [bad.problem(sheet.file, row.line) for bad in row.lost]


def _number(row: TableRow, column: str, default: int = NONE, digits: int = 5) -> int:
    text = row[column]
    if text and not (text.isascii() and text.isdecimal() and len(text) <= digits):
        raise BadRowError("number-unusable", f'"{text}" in "{column}" is not a whole number')
    return int(text) if text else default


def _incomplete(tables: Tables) -> Iterator[Problem]:
    for title, seasons in tables.seasons.items():
        for season, listed in seasons.items() if tables.titles[title].lists else ():
            numbers = {episode.number for episode in listed}
            declared = tables.episodes_of(title, season)
            if not is_whole(numbers, declared, tables.episodes_before(title, season)):
                words = TitleWords(tables.titles[title].of)
                missing = (words.installment(season, n) for n in range(1, declared) if n not in numbers)
                first = next((f": {place} is not there" for place in missing), "")
                part, own = words.kind.part, words.kind.installment
                message = f'"{title}" {words.part(season)} lacks {own}s{first}; the {part} cannot be passed as a whole'
                hint = f"give every {own} a row that can be read"
                line = listed[0].line if listed else 0
                yield Problem(INSTALLMENTS, line, min(line, 1), "season-incomplete", message, hint, "warning")


class _RowReader:
    """One method a table; each takes a row into `tables`, or raises BadRowError."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, story: StoryColumns) -> None:
        self.tables, self.vocabulary, self.story = tables, vocabulary, story

    def _id(self, row: TableRow, taken: Ids[TitleRecord] | Ids[InstallmentRecord] | Ids[EntityRecord]) -> str:
        name = exact(row["id"])
        if not name or name.casefold() == "public" or any(sign in name for sign in "|;+"):
            raise BadRowError("id-unusable", f'"{name}" cannot be an id', "not empty, not public, and without | ; +")
        if first := taken.get(name):
            raise BadRowError("id-twice", f'"{name}" is already the id of line {first.line}')
        return name

    def _name(self, row: TableRow, kind: str) -> None:
        if not row["name"]:
            raise BadRowError("row-unusable", f'"{row["id"]}" has no name')
        if complaint := name_complaint(kind, row["name"], self.vocabulary):
            raise BadRowError("text-unusable", *complaint)

    def title(self, row: TableRow) -> None:
        """Before: nothing. After: the title is known."""
        row.require_no_slip()
        name, kind = self._id(row, self.tables.titles), row["kind"].casefold()
        of = self.vocabulary.kind(kind)
        if of is None:
            known = ", ".join(sorted(self.vocabulary.title_kinds))
            raise BadRowError("kind-unknown", f'"{kind}" is not a kind of title', known)
        year = _number(row, "year", 0, 4)
        self._name(row, kind)
        self.tables.titles[name] = TitleRecord(name, row["name"], kind, year, row.line, of)

    def installment(self, row: TableRow) -> None:
        """Before: all titles are known. After: the episode is, or its loss is."""
        try:
            self._installment(row)
        except BadRowError:
            self._lose(row)
            raise

    def _installment(self, row: TableRow) -> None:
        row.require_no_slip()
        name, tables = self._id(row, self.tables.installments), self.tables
        title = tables.titles.meant(row["title"])
        if title is None:
            raise BadRowError("id-unknown", f'"{row["title"]}" in "title" is not an id in titles.csv')
        season, number = _number(row, "season", 1, 4), _number(row, "number")
        if not title.lists:
            season = number = 0
        elif number == NONE or not (season or number):
            raise BadRowError(
                "number-unusable", f"the {title.of.installment} of a {title.of.name or title.of.id} needs a number"
            )
        listed = tables.seasons[title.id].get(season, [])
        if any(other.number == number for other in listed):
            what = TitleWords(title.of).where(season, number) if number else "installment"
            raise BadRowError("installment-twice", f'"{title.id}" already has this {what}')
        minutes = row["minutes"].replace(" ", "")
        digits = minutes.removeprefix("~")
        if minutes and not (digits.isascii() and digits.isdecimal() and len(digits) <= 5):
            raise BadRowError(
                "number-unusable", f'"{minutes}" is not a number of {title.of.counted_in}', "52, or ~52 for about"
            )
        date = iso_date(row["date"])
        episode = InstallmentRecord(name, title.id, season, number, row["name"], date, minutes, row.line)
        if title.lists and (complaint := episode_complaint(episode, title.of, self.vocabulary)):
            raise BadRowError("text-unusable", *complaint)
        tables.installments[name] = episode
        tables.seasons[title.id].setdefault(season, []).append(episode)

    def _lose(self, row: TableRow) -> None:
        try:
            title = self.tables.titles.meant(row["title"])
            season, number = _number(row, "season", 1, 4), _number(row, "number")
        except BadRowError:
            title, season, number = self.tables.titles.meant(row.cells["title"]), 0, NONE
        if title is None:
            return
        if number == NONE:
            self.tables.lost_titles.add(title.id)
        elif title.lists:
            self.tables.lost_episodes.add((title.id, season, number))
            # A season that lost all its episodes is still one: without it the title would seem complete.
            self.tables.seasons[title.id].setdefault(season, [])

    def entity(self, row: TableRow) -> None:
        """Before: all titles and installments are known. After: the entity is."""
        row.require_no_slip()
        name, kind = self._id(row, self.tables.entities), row["kind"].casefold()
        if kind not in ENTITY_KINDS:
            raise BadRowError("kind-unknown", f'"{kind}" is not a kind of entity', ", ".join(sorted(ENTITY_KINDS)))
        self._name(row, kind)
        revealed = alternatives(row["revealed"], self.tables)
        self.tables.entities[name] = EntityRecord(name, kind, row["name"], revealed, row.line)

    def _entity(self, name: str) -> str:
        found = self.tables.entities.meant(name)
        if found is None:
            raise BadRowError("id-unknown", f'"{name}" is not a usable id in entities.csv')
        return found.id

    def scene(self, row: TableRow) -> None:
        """Before: all ids are known. After: the scene stands in its installment."""
        row.require_no_slip()
        tables, installment = self.tables, self.tables.installments.meant(row["installment"])
        if installment is None:
            raise BadRowError("id-unknown", f'"{row["installment"]}" is not an id in installments.csv')
        people = tuple(dict.fromkeys(self._entity(name) for name in row.items("people")))
        place = self._entity(row["place"]) if row["place"] else ""
        start, end = seconds(row["start"], "start"), seconds(row["end"], "end")
        if 0 <= end < start:
            raise BadRowError("time-unusable", f"the scene ends ({row['end']}) before it starts ({row['start']})")
        step = _number(row, "story_order", digits=6)
        story = self.story.read(row, step=step)
        tables.scenes.append(SceneRecord(installment.id, start, end, place, people, step, story, row.line))
