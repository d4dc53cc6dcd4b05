"""CSV (RFC 4180), a line for each installment."""

import csv
import io

from intertwine.model.numbers import shown
from intertwine.plan.answer import Plan

COLUMNS = ("number", "date", "title", "season", "episode", "name", "minutes", "about")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comma_table(plan: Plan) -> bytes:
    """The installments of a `plan` in their order, in UTF-8. What is not known is empty.

    A spreadsheet takes a cell that begins like a formula for one: such a name gets an apostrophe in front.
    """
    out = io.StringIO()
    made = csv.writer(out, lineterminator="\r\n")
    made.writerow(COLUMNS)
    for number, it in enumerate(plan.installments, 1):
        episode = it.it.episode
        name = (episode.name or "") if it.season is not None else ""
        made.writerow([
            number, it.evening or "", plain_cell(it.title), "" if it.season is None else it.season,
            "" if it.episode is None else shown(it.episode), plain_cell(name), it.minutes, "yes" if it.about else "",
        ])  # fmt: skip
    return out.getvalue().encode("utf-8", "replace")


def plain_cell(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
