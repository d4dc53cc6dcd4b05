"""seasons.csv: how many episodes a season has. Without it, nobody can pass the season as a whole."""

from collections.abc import Iterator, Mapping

from intertwine.imports.columns import INSTALLMENTS, TITLES
from intertwine.imports.records import Tables, TitleRecord
from intertwine.imports.rows.cells import MERGED_HINT, no_such_row
from intertwine.imports.rows.dates import Dates
from intertwine.imports.rows.season_cells import season_of
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.model.numbers import is_between
from intertwine.model.problem import Problem
from intertwine.model.season_lengths import counted_before, is_whole
from intertwine.model.title_kind import TitleWords

_HINT = "say how many each has, in seasons.csv (title, season, episodes) or in a column episodes of installments.csv"


def season_length(text: str) -> int:
    """How many episodes a season has, at least 1. Raises BadRowError for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and int(text)):
        raise BadRowError("number-unusable", f'"{text}" in "episodes" is not a number of episodes', "13, for example")
    return int(text)


class SeasonRows:
    """Takes rows into `tables.lengths`."""

    def __init__(self, tables: Tables, dates: Dates) -> None:
        """tables: has the titles, and is where seasons go. dates: reads those of the table."""
        self.tables, self.dates = tables, dates

    def season(self, row: TableRow) -> None:
        """Before: all titles are known. After: the season is, also if none of its episodes will be."""
        row.require_no_slip()
        if not row["title"]:
            raise BadRowError("row-unusable", "has no title", f"write the title {MERGED_HINT}")
        title = self.tables.titles.meant(row["title"])
        if title is None:
            raise no_such_row(row["title"], "title", self.tables.titles, TITLES, self.tables)
        if not title.lists:
            raise BadRowError("number-unusable", f'"{title.id}" is a {title.kind}, which has no seasons')
        key = title.id, season_of(row, title, self.tables)
        self.tables.seasons[title.id].setdefault(key[1], [])
        if length := row.kept("episodes", season_length, 0):
            self.tables.lengths.said[key].add(length)
        if date := row.kept("date", lambda text: self.dates.read(text, row.line), ""):
            self.tables.lengths.dates[key] = date


def incomplete(tables: Tables) -> Iterator[Problem]:
    """A warning for each season of `tables` that nobody can pass as a whole; one for all seasons of a title of which no
    length is said. Of those that are the same as somebody else's page, that page says it."""
    shared = {ref for row in tables.same if row.page for ref in row.refs}
    for id_, seasons in tables.seasons.items():
        if f"title:{id_}" in shared:
            continue
        title, unknown = tables.titles[id_], list[int]()
        words, lengths = TitleWords(title.of), tables.episodes_of(id_) if title.lists else {}
        for season in sorted(lengths):
            numbers = {number for episode in seasons[season] for number in episode.numbers}
            if is_whole(numbers, lengths[season], counted_before(lengths, season)):
                continue
            if not tables.lengths.said.get((id_, season)):
                unknown.append(season)
                continue
            message = f'"{id_}" {words.part(season)} {_doubt(tables, title, season, lengths)}'
            hint = f"give every {title.of.installment} a row that can be read"
            message += f"; the {title.of.part} cannot be passed as a whole"
            yield _warning(tables, id_, "season-incomplete", message, hint)
        if unknown:
            told = f"{', '.join(words.part(season) for season in unknown[:5])}{' and others' * (len(unknown) > 5)}"
            message = f'no length is known of "{id_}" {told}: nobody can pass a {title.of.part} without one as a whole'
            yield _warning(tables, id_, "season-length-unknown", message, _HINT)


def _doubt(tables: Tables, title: TitleRecord, season: int, lengths: Mapping[int, int]) -> str:
    rows, length = tables.seasons[title.id][season], lengths[season]
    listed = {number for episode in rows for number in episode.numbers if not is_between(number)}
    own = f"{title.of.installment}s"
    said = sorted(tables.lengths.said[title.id, season])
    if len(said) > 1:
        return f"is said to have {' and '.join(map(str, said))} {own}"
    if not length:
        return f"is said to have {said[0]} {own}, and other rows may be of it too"
    words, before = TitleWords(title.of), counted_before(lengths, season)
    low = 0 if 0 in listed else before + 1 if listed and min(listed) > before else 1
    first = next((words.installment(season, n) for n in range(low, low + length) if n not in listed), "")
    return f"lacks {own}{f': {first} is not there' if first else ''}"


def _warning(tables: Tables, title: str, code: str, message: str, hint: str) -> Problem:
    line = min((it.line for listed in tables.seasons[title].values() for it in listed), default=0)
    return Problem(INSTALLMENTS, line, min(line, 1), code, message, hint, "warning")
