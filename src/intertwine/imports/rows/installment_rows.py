"""installments.csv: what a viewer marks as seen. The loss of a row is remembered, so that no season is taken for whole
without it."""

from collections.abc import Callable
from dataclasses import replace

from intertwine.imports.columns import TITLES
from intertwine.imports.records import InstallmentRecord, Tables, TitleRecord
from intertwine.imports.rows.cells import MERGED_HINT, free_id, no_such_row
from intertwine.imports.rows.dates import Dates, year_of
from intertwine.imports.rows.implied_rows import implied_id
from intertwine.imports.rows.number_cells import other_numbers, read_numbers
from intertwine.imports.rows.proof import episode_complaint
from intertwine.imports.rows.season_cells import require_place, season_of
from intertwine.imports.rows.season_rows import season_length
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.numbers import is_between
from intertwine.model.sentinels import NONE
from intertwine.model.spellings import close_matches
from intertwine.model.title_kind import TitleKind, TitleWords
from intertwine.model.verb import Vocabulary


class InstallmentRows:
    """Takes rows into `tables.installments` and `tables.seasons`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, dates: Dates) -> None:
        """tables: has the titles, and is where installments go. vocabulary: with which their pages will be read. dates:
        reads those of the table."""
        self.tables, self.vocabulary, self.dates = tables, vocabulary, dates
        self._above = ""

    def installment(self, row: TableRow) -> None:
        """Before: all titles are known. After: the episode is, or its loss is."""
        try:
            self._installment(row)
        except BadRowError:
            self._lose(row)
            raise

    def _installment(self, row: TableRow) -> None:
        row.require_no_slip()
        tables = self.tables
        if not row["title"]:
            raise BadRowError("row-unusable", "has no title", f"write the title {MERGED_HINT}")
        title = tables.titles.meant(row["title"])
        if title is None:
            raise no_such_row(row["title"], "title", tables.titles, TITLES, tables)
        self._above = title.id
        season, numbers = NONE, range(1)
        if title.lists:
            require_place(row, title)
            season, numbers = season_of(row, title, tables), read_numbers(row["number"]) if row["number"] else range(0)
        if not numbers:
            raise BadRowError(
                "number-unusable", f"the {title.of.installment} of a {title.of.name or title.of.id} needs a number"
            )
        number = numbers[-1]
        name = free_id(row, tables.installments, implied_id(title.id, season, number))
        listed = tables.seasons[title.id].get(season, [])
        if twice := [it for other in listed for it in other.numbers if it in numbers]:
            what = TitleWords(title.of).where(season, twice[0]) if title.lists else "installment"
            raise BadRowError("installment-twice", f'"{title.id}" already has this {what}')
        episode = InstallmentRecord(
            name,
            title.id,
            season,
            number,
            row.kept("name", str, ""),
            row.kept("date", lambda text: self.dates.read(text, row.line), ""),
            row.kept("minutes", lambda text: _length(text, title.of), ""),
            row.line,
            len(numbers),
            other_numbers(row) if title.lists else "",
        )
        if title.lists and (complaint := episode_complaint(episode, title.of, self.vocabulary)):
            row.lost.append(BadRowError("text-unusable", *complaint))
            episode = replace(episode, name="")
        if not (episode.date or title.lists or title.year) and (year := year_of(row.cells["date"])):
            tables.titles[title.id] = replace(title, year=year)
        if row["kind"] and row["kind"].casefold() != title.kind:
            row.lost.append(BadRowError("kind-unknown", f'"{row["kind"]}" in "kind": "{title.id}" is a {title.kind}'))
        if title.lists and (length := row.kept("episodes", season_length, 0)):
            tables.lengths.said[title.id, season].add(length)
        tables.installments[name] = episode
        tables.seasons[title.id].setdefault(season, []).append(episode)

    def _lose(self, row: TableRow) -> None:
        """After: no season is taken for whole that the `row` may have been of."""
        lengths, title = self.tables.lengths, self._perhaps(row)
        if title is None or not title.lists:
            return
        season = _readable(lambda: season_of(row, title, self.tables))
        try:
            numbers = read_numbers(row["number"])
        except BadRowError:
            numbers = range(0)
        if season == NONE:
            lengths.unplaced[title.id] += 1
            return
        # A season that lost all its episodes is still one: without it the title would seem complete.
        listed = self.tables.seasons[title.id].setdefault(season, [])
        length = _readable(lambda: season_length(row["episodes"]))
        if length != NONE:
            lengths.said[title.id, season].add(length)
        known = {number for it in listed for number in it.numbers}
        if not numbers or is_between(numbers[0]) or not known.isdisjoint(numbers):  # which of the two nobody knows
            lengths.unnumbered[title.id, season] += max(len(numbers), 1)
        else:
            lengths.numbers[title.id, season].update(numbers)

    def _perhaps(self, row: TableRow) -> TitleRecord | None:
        """The title of a row that is lost, as far as one can tell: with an empty cell, that of the row above."""
        titles, name = self.tables.titles, row.cells["title"].strip()
        if not name and not row.cells["number"].strip():  # of no title at all: a remark, or a sum
            return None
        found = titles.meant(name or self._above)
        if found is None and not titles.lacks(name):
            found = titles.meant(next(iter(close_matches(name, list(titles), 1)), ""))
        return found


def _readable(read: Callable[[], int]) -> int:
    try:
        return read()
    except BadRowError:
        return NONE


def _length(text: str, of: TitleKind) -> str:
    minutes = text.replace(" ", "")
    digits = minutes.removeprefix("~")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= 5):
        raise BadRowError(
            "number-unusable", f'"{text}" in "minutes" is not a number of {of.counted_in}', "52, or ~52 for about"
        )
    return minutes
