"""Episodes and scenes in one sheet: the rows of an episode list it together, and each is a scene, if the sheet has
scenes. In a sheet with one row for each episode, people are in the episode, and perhaps never in one scene."""

from collections import Counter, defaultdict
from dataclasses import replace

from intertwine.imports.columns import COLUMNS, INSTALLMENTS, NUMBERING_PREFIX, ORDER_PREFIX, SCENE, SCENES
from intertwine.imports.sheets.row import BadRowError, Cells, Sheets, TableRow
from intertwine.model.problem import Problem
from intertwine.model.words import exact

_PLACE = ("title", "season", "number")
_HIDING = ("needs", "frame")
"""Columns that hold for each place of a row."""
_TIMES = frozenset([SCENE, "start", "end"])
"""Columns that say that each row is a scene."""
_LISTED = frozenset([*COLUMNS[INSTALLMENTS][0], *COLUMNS[INSTALLMENTS][1]])


def split_wide(sheets: Sheets) -> None:
    """Before: the places in the rows of installments.csv, one of the `sheets`, are seasons and numbers. After: where it
    has columns of scenes too, each of its episodes is one row there, and each row with a cell of a scene is one of
    scenes.csv. What the rows of an episode say of it differently is left out, and told. So is whether the people of a
    row are only in its episode."""
    wide, scenes = sheets[INSTALLMENTS], sheets[SCENES]
    if all(map(_is_listed, wide.spelled)) or scenes.present:
        return
    is_cast = wide.is_own_list and lists_cast(wide.rows)
    episodes: dict[tuple[str, ...], list[TableRow]] = defaultdict(list)
    for row in wide.rows:
        filled = [column for column in row.filled if column not in _PLACE and column != SCENE]
        is_scene = not all(map(_is_listed, filled))
        if is_scene:
            scenes.rows += _at_each_place(_part(row, listed=False)) if is_cast else [_part(row, listed=False)]
        if (key := _key(row)) or not is_scene or any(map(_is_listed, filled)):
            episodes[key or (str(row.line),)].append(row)
    scenes.is_own_list = wide.is_own_list
    scenes.present, scenes.shown, scenes.is_cast = True, wide.shown, is_cast
    if scenes.is_cast and "people" in wide.spelled:
        message = f'the people in "{wide.spelled["people"]}" are in the episode of their row, and nobody meets by it'
        hint = f"if each row is a scene, add a column {SCENE}, with 1, 2 and so on"
        scenes.problems.append(Problem(SCENES, 1, 1, "read-as-cast", message, hint, "warning"))
    spelled = wide.spelled.items()
    scenes.spelled = {it: name for it, name in spelled if it in _PLACE or not _is_listed(it)}
    wide.spelled = {it: name for it, name in spelled if _is_listed(it)}
    wide.rows = [_listing(rows) for rows in episodes.values()]


def _at_each_place(row: TableRow) -> list[TableRow]:
    """A `row` of a cast with one of its places, and a row for each other one: nobody is said to be there."""
    first, *others = [it.strip() for it in row.cells["place"].split("|") if it.strip()] or [""]
    if not others:
        return [row]
    place = {it: row.cells[it] for it in (*_PLACE, *_HIDING) if it in row.cells}
    unread = {it: why for it, why in (row.unreadable or {}).items() if it in place or it in _PLACE}
    bare = replace(row, unreadable=unread or None, lost=[], doubts=[])
    more = [replace(bare, cells=Cells({**place, "place": other}), lost=[], doubts=[]) for other in others]
    return [replace(row, cells=Cells({**row.cells, "place": first})), *more]


def lists_cast(rows: list[TableRow]) -> bool:
    """Whether the `rows` of a sheet are no scenes: they have no times, and most are alone in their episode."""
    if any(not row.filled.isdisjoint(_TIMES) for row in rows):
        return False
    places = Counter(_key(row) for row in rows if "people" in row.filled)
    return 2 * sum(count for count in places.values() if count > 1) < sum(places.values())


def _is_listed(column: str) -> bool:
    return column in _LISTED or column.startswith((ORDER_PREFIX, NUMBERING_PREFIX))


def _part(row: TableRow, *, listed: bool) -> TableRow:
    """What a `row` says of its episode, where that is `listed`, or of its scene."""

    def is_own(column: str) -> bool:
        return column in _PLACE or (_is_listed(column) == listed and column != SCENE)

    cells = Cells({column: cell for column, cell in row.cells.items() if is_own(column)})
    bad = {column: why for column, why in (row.unreadable or {}).items() if is_own(column)}
    return replace(row, cells=cells, unreadable=bad or None, lost=[], doubts=[])


def _key(row: TableRow) -> tuple[str, ...]:
    """The place of a `row`; () for one that does not say it."""
    if not row.cells["number"].strip() or not (row.unreadable or {}).keys().isdisjoint(_PLACE):
        return ()
    season, number = (row.cells[it].strip().lstrip("0") for it in ("season", "number"))
    return exact(row.cells["title"]), season, number


def _listing(rows: list[TableRow]) -> TableRow:
    """One row of an episode for all `rows` that are of it. Those that cannot be used do not count if others can."""
    usable = [_part(row, listed=True) for row in rows if row.slip is None] or [_part(rows[0], listed=True)]
    first, lost = usable[0], list[BadRowError]()
    cells = Cells(first.cells)
    for column in dict.fromkeys(it for row in usable for it in row.cells if it not in _PLACE):
        said = {exact(row.cells[column]): row.cells[column] for row in usable if row.cells[column]}
        cells[column] = next(iter(said.values()))
        if len(said) > 1:
            del cells[column]
            told = " and ".join(f'"{text}"' for text in list(said)[:2])
            hint = "write the same into each row of the episode, or into its first row only"
            lost.append(BadRowError("listing-differs", f'the rows of an episode say {told} in "{column}"', hint))
    return replace(first, cells=cells, lost=lost)
