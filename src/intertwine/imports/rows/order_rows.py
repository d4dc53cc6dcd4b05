"""Viewing orders: the rows of a table of their own, or numbers in columns of the installments."""

from intertwine.imports.columns import ORDER_PREFIX, TITLES
from intertwine.imports.records import InstallmentRecord, Position, Tables
from intertwine.imports.rows.cells import no_such_row
from intertwine.imports.rows.named_installment import installment_named
from intertwine.imports.rows.proof import name_complaint
from intertwine.imports.sheets.row import BadRowError, Sheet, TableRow
from intertwine.model.names import Names
from intertwine.model.numbers import order_of
from intertwine.model.title import RELEASE
from intertwine.model.verb import Vocabulary


class OrderRows:
    """Takes rows into `tables.orders`."""

    def __init__(self, tables: Tables, vocabulary: Vocabulary, installments: Sheet) -> None:
        """tables: everything that was read before, where orders go too. vocabulary: what pages are read with.
        installments: the rows with columns that are orders."""
        self.tables, self.vocabulary, self.installments = tables, vocabulary, installments

    def order(self, row: TableRow) -> None:
        """Before: all titles and installments are known. After: what the row names comes next in its order."""
        row.require_no_slip()
        title, installment = row["title"], row["installment"]
        if bool(title) == bool(installment):
            raise BadRowError("row-unusable", "names no title and no installment, or both", "name one of them")
        if title:
            found = self.tables.titles.meant(title)
            if found is None:
                raise no_such_row(title, "title", self.tables.titles, TITLES, self.tables)
            places = [found.whole]
        else:
            places = _of(installment_named(installment, self.tables))
        self._put(row["order"], places)

    def read_columns(self) -> None:
        """Before: all installments are known. After: so are the orders of their columns. A cell that is not a number,
        or a column with a name that no order can have, is lost alone, and the table says so."""
        sheet, episodes = self.installments, {it.line: it for it in self.tables.installments.values()}
        for column, name in sheet.spelled.items():
            if not _is_order(column):
                continue
            places = list[tuple[float, list[Position]]]()
            for row in sheet.rows:
                try:
                    if column in row.filled and (it := episodes.get(row.line)):
                        places.append((_number(row[column]), _of(it)))
                except BadRowError as bad:
                    sheet.problems.append(bad.problem(sheet.file, row.line))
            try:
                for _, own in sorted(places, key=lambda it: it[0]):
                    self._put(name[len(ORDER_PREFIX) :].strip(), own)
            except BadRowError as bad:
                sheet.problems.append(bad.problem(sheet.file, 1))

    def _put(self, name: str, own: list[Position]) -> None:
        """After: its `own` places, a title or what a row holds, are the next of the order."""
        known = Names((it, it) for it in self.tables.orders).called(name)
        name = known[0] if known else name
        if not known:
            if not name or name.casefold() == RELEASE:
                message = f'an order cannot be called "{name}"' if name else "an order without a name"
                raise BadRowError("row-unusable", message, "give it a name of its own")
            if complaint := name_complaint("order", name, self.vocabulary):
                raise BadRowError("text-unusable", *complaint)
        places = self.tables.orders.setdefault(name, [])
        whole = Position("title", own[0].title)
        inside = self._listed(whole) if own == [whole] else own
        new = [it for it in inside if it not in places and whole not in places]
        if not new:
            raise BadRowError("row-unusable", f'stands in the order "{name}" already', "its first place counts")
        places += own if len(new) == len(inside) else new

    def _listed(self, place: Position) -> list[Position]:
        """Every installment of a title, the specials last."""
        of = self.tables.seasons.get(place.title, {}).values()
        rows = (it for season in of for it in season)
        listed = sorted(rows, key=lambda it: (not it.season, it.season, order_of(it.number)))
        return [place for it in listed for place in _of(it)]


def _of(row: InstallmentRecord) -> list[Position]:
    return [Position("installment", row.title, *place) for place in row.places]


def _is_order(column: str) -> bool:
    return column.startswith(ORDER_PREFIX) and len(column) > len(ORDER_PREFIX)


def _number(text: str) -> float:
    whole, _, rest = text.partition(".")
    if len(text) > 9 or not (whole + rest).isascii() or not (whole + rest).isdecimal():
        raise BadRowError("number-unusable", f'"{text}" is not a place in an order', "a number such as 3 or 3.5")
    return float(text)
