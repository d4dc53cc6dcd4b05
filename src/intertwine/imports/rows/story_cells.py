"""The columns `true` and `own`: when something happened in the story, and where it stands in somebody's own order."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from intertwine.imports.pages.page_lines import story_lines
from intertwine.imports.records import OwnPlace, StoryCells, Tables, TrueTime
from intertwine.imports.rows.reveal_cells import alternatives
from intertwine.imports.sheets.row import BadRowError, TableRow
from intertwine.ledger.read.markdown.diagnostics import Diagnostics
from intertwine.ledger.read.markdown.span import Span
from intertwine.ledger.read.story_time import read_own_step, read_story_time, split_relation
from intertwine.model.names import Names
from intertwine.model.sentinels import NONE
from intertwine.model.words import exact

_OWN_HINT = "Aya step 3; or Aya step 3, revealed ID"


class StoryColumns:
    """Reads both columns of a row."""

    def __init__(self, tables: Tables, facts: Collection[str]) -> None:
        """tables: everything that was read before. facts: the ids of all facts, also of those that cannot be used."""
        self._tables, self._facts = tables, frozenset(facts)
        self._names = Names((name, name) for name in sorted(self._facts))

    def read(self, row: TableRow, said: str = "", step: int = NONE) -> StoryCells:
        """What the columns of `row` say; `said` is the date and `step` the step that its other columns give. Raises
        BadRowError where any of it is not understood."""
        times = tuple(self._time(part.strip()) for part in row["true"].split(";") if part.strip())
        own = tuple(self._place(part.strip()) for part in row["own"].split(";") if part.strip())
        cells = StoryCells(times, own)
        if not times and not own:
            return cells
        _require_readable([said, f"step {step}" if step != NONE else ""], cells)
        return cells

    def _time(self, text: str) -> TrueTime:
        found = split_relation(text)
        if found is None:
            return TrueTime(text)
        words, what = found
        name = exact(what.removeprefix("^"))
        if name in self._facts:
            return TrueTime(words, fact=name)
        try:
            ways = alternatives(what, self._tables)
        except BadRowError as wrong:
            alike = self._names.called(name)
            if len(alike) == 1:
                return TrueTime(words, fact=alike[0])
            wrong.message = f'"{what}" in "true" is neither the id of a fact nor a known position'
            raise
        if len(ways) != 1 or len(ways[0]) != 1 or ways[0][0].kind == "public":
            raise BadRowError(
                "position-unknown", f'"{what}" in "true" is not one place', "name one installment or season"
            )
        return TrueTime(words, position=ways[0][0])

    def _place(self, text: str) -> OwnPlace:
        name, _, rest = " ".join(text.split()).partition(" step ")
        step, _, revealed = rest.partition(" revealed ")
        if not step:
            raise BadRowError("own-unusable", f'"{text}" in "own" is not a place in somebody\'s own order', _OWN_HINT)
        who = self._tables.entities.meant(name)
        if who is None:
            raise BadRowError("id-unknown", f'"{name}" in "own" is not a usable id in entities.csv')
        return OwnPlace(who.id, step.rstrip(","), alternatives(revealed, self._tables))


def without(cells: StoryCells, lost: Iterable[TrueTime]) -> StoryCells:
    """`cells` without the times `lost`."""
    gone = frozenset(lost)
    return StoryCells(tuple(it for it in cells.times if it not in gone), cells.own)


def _require_readable(said: list[str], cells: StoryCells) -> None:
    """The reader of pages is the judge. Raises BadRowError where it finds a problem."""
    diagnostics, true = Diagnostics("table"), None
    keys = defaultdict[str, str](lambda: "K")
    for text in filter(None, said):
        true = read_story_time(Span(text, 1, 1), true, False, diagnostics)
    for line in story_lines(cells, keys):
        name, _, value = line.removeprefix("  - ").partition(": ")
        if name == "true":
            true = read_story_time(Span(value, 1, 1), true, False, diagnostics)
        else:
            read_own_step(Span(value, 1, 1), False, diagnostics)
    for problem in diagnostics.all():
        code = "own-unusable" if problem.code == "own-unreadable" else "date-unusable"
        raise BadRowError(code, problem.message, problem.hint)
    people = [place.who for place in cells.own]
    if len(set(people)) < len(people):
        raise BadRowError("own-unusable", "somebody has two places in their own order", "write one of them")
