"""What a list of episodes says beside them: notes, which are sentences; who appears; and which others come first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from intertwine.imports.columns import CAST_PREFIX, INSTALLMENTS, LINK_PREFIX, LINKS, NOTE_PREFIX, column_key
from intertwine.imports.records import InstallmentRecord, Tables
from intertwine.imports.rows.named_installment import installment_of
from intertwine.imports.rows.number_cells import installment_at
from intertwine.imports.rows.reveal_cells import part_of_title
from intertwine.imports.rows.verb_cells import split_arrows
from intertwine.imports.sheets.row import BadRowError, Cells, Sheet, TableRow
from intertwine.model.kinds import TITLE_PARTS
from intertwine.model.verb import Vocabulary
from intertwine.model.words import fold

_EPISODE = re.compile(r"(?:(?:episode|ep|e|no|nr|#)[. ]*)?([0-9]{1,5})", re.IGNORECASE)
_WITHOUT = "needs"
"""A form that is a column of its own: what has such a cell waits."""
_KEPT = ("needs", "frame")
"""Cells of a row that hold for its notes, and for who appears, too."""


def link_columns(vocabulary: Vocabulary) -> dict[str, str]:
    """The keys of columns of installments that say which others they speak of, and the forms of verbs of the
    `vocabulary` that say it."""
    found: dict[str, str] = {}
    for form, number in vocabulary.by_form.items():
        verb, whole = vocabulary.verbs[number], set(TITLE_PARTS)
        if verb.role == "continues" and whole <= verb.subjects & verb.objects and form.partition(" ")[0].endswith("s"):
            found[column_key(form)] = form
    found.pop(_WITHOUT, None)
    return {**{key: form for key, form in LINKS.items() if form in vocabulary.by_form}, **found}


@dataclass(slots=True)
class EpisodeCells:
    """Such cells of one table, each with the row that it was in. `links` are its `link_columns`."""

    shown: str
    links: Mapping[str, str]
    cells: list[tuple[TableRow, str]] = field(default_factory=list)

    def take(self, listed: Sheet) -> None:
        """Before: no row of `listed`, the table of installments, was read. After: its rows have no such cells."""
        columns = [it for it in listed.spelled if it.startswith((NOTE_PREFIX, LINK_PREFIX, CAST_PREFIX))]
        for column in columns:
            del listed.spelled[column]
        for n, row in enumerate(listed.rows if columns else ()):
            own = [column for column in columns if column in row.filled]
            self.cells += [(row, column) for column in own if row.slip is None]
            if own:
                cells = Cells({column: cell for column, cell in row.cells.items() if column not in own})
                bad = {column: why for column, why in (row.unreadable or {}).items() if column not in own}
                listed.rows[n] = replace(row, cells=cells, unreadable=bad or None)

    def rows(self, tables: Tables) -> tuple[Sheet, Sheet]:
        """Before: all installments are in `tables`. After: what the cells say, as rows of facts.csv and of
        sentences.csv. What stands beside an installment that could not be used is left out: that is told."""
        facts, sentences = (Sheet(INSTALLMENTS, present=True, shown=self.shown) for _ in range(2))
        for row, column in self.cells:
            try:
                installment = installment_of(row, tables)
            except BadRowError:
                continue
            kept = Cells({it: row.cells[it] for it in _KEPT if it in row.cells})
            bare = replace(row, cells=kept, lost=[], doubts=[], table=INSTALLMENTS)
            try:
                if column.startswith(NOTE_PREFIX):
                    sentences.rows.append(_with(bare, sentence=row[column], revealed=installment.id))
                elif column.startswith(CAST_PREFIX):
                    facts.rows.append(_with(bare, subject=row.cells[column], verb="appears", revealed=installment.id))
                else:
                    form = self.links[column.removeprefix(LINK_PREFIX)]
                    said = {"subject": installment.id, "verb": form, "revealed": installment.id}
                    for item in _items(row[column], installment, tables):
                        try:
                            other = _linked(item, form, installment, tables)
                        except BadRowError as bad:
                            facts.problems.append(bad.problem(INSTALLMENTS, row.line))
                        else:
                            facts.rows += [_with(bare, **said, object=other)] if other else []
            except BadRowError as bad:
                facts.problems.append(bad.problem(INSTALLMENTS, row.line))
        return facts, sentences


def _linked(item: str, form: str, own: InstallmentRecord, tables: Tables) -> str:
    """The id of the other installment that an `item` below a `form` means, beside that of its row, `own`; "" where that
    is meant itself. Raises BadRowError where nobody can tell."""
    *before, named = split_arrows(item)
    other = _meant(named, own, tables)
    if other is None or any(_meant(it, own, tables) != own for it in before):
        message = f'"{item}" in "{form}" does not say for sure which other is meant'
        hint = "write 1x05, the name of an episode, or TITLE 1x05, with | between several"
        raise BadRowError("link-unclear", message, hint)
    return other.id if other != own else ""


def _with(row: TableRow, **cells: str) -> TableRow:
    return replace(row, cells=Cells({**row.cells, **cells}))


def _items(cell: str, own: InstallmentRecord, tables: Tables) -> list[str]:
    """The parts of a `cell` that each name an installment: the name of one may have a comma."""
    parts = [part.strip() for part in re.split(r"[|;\r\n]", cell)]
    found = list[str]()
    for part in filter(None, parts):
        found += [part] if _meant(part, own, tables) else [it.strip() for it in part.split(",") if it.strip()]
    return found


def _meant(text: str, own: InstallmentRecord, tables: Tables) -> InstallmentRecord | None:
    """The installment that `text` means beside that of its row, `own`: a number in the same season, a place in the same
    title, the name of an episode that one alone has, an id or `TITLE 1x05`."""
    text = text.strip()
    if found := tables.installments.get(text):
        return found
    if (number := _EPISODE.fullmatch(text)) and tables.titles[own.title].lists:
        return installment_at(tables, own.title, own.season, int(number[1]))
    listed = (it for rows in tables.seasons[own.title].values() for it in rows if it.name)
    if len(named := [it for it in listed if fold(it.name) == fold(text)]) == 1:
        return named[0]
    for whole in (text, f"{own.title} {text}"):
        place = part_of_title(whole, tables)
        if place is not None and place.kind == "installment":
            return installment_at(tables, place.title, place.season, place.number)
    return None
