"""installments.csv: what a viewer marks as seen. The loss of a row is remembered, so that no season is taken for whole
without it."""

from collections.abc import Iterator

from intertwine.imports.columns import INSTALLMENTS
from intertwine.imports.records import InstallmentRecord, Tables
from intertwine.imports.rows.cells import free_id, whole_number
from intertwine.imports.rows.proof import episode_complaint
from intertwine.imports.rows.reveal_cells import iso_date
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.link.calendar import is_whole
from intertwine.model.problem import Problem
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleWords
from intertwine.model.verb import Vocabulary


class InstallmentRows:
    """Takes rows into `tables.installments` and `tables.seasons`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary) -> None:
        """tables: has the titles, and is where installments go. vocabulary: with which their pages will be read."""
        self.tables, self.vocabulary = tables, vocabulary

    def installment(self, row: TableRow) -> None:
        """Before: all titles are known. After: the episode is, or its loss is."""
        try:
            self._installment(row)
        except BadRowError:
            self._lose(row)
            raise

    def _installment(self, row: TableRow) -> None:
        row.require_no_slip()
        name, tables = free_id(row, self.tables.installments), self.tables
        title = tables.titles.meant(row["title"])
        if title is None:
            raise BadRowError("id-unknown", f'"{row["title"]}" in "title" is not an id in titles.csv')
        season, number = whole_number(row, "season", 1, 4), whole_number(row, "number")
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
            season, number = whole_number(row, "season", 1, 4), whole_number(row, "number")
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


def incomplete(tables: Tables) -> Iterator[Problem]:
    """A warning for each season of `tables` that nobody can pass as a whole."""
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
