"""Every installment's name, date and place in the order of release, against `mcu-timeline`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.measure import Table
from benchmarks.second_opinions.report import Keyed, Report, cells
from intertwine.gate.view import View

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Key = tuple[str, int, int]
"""A title's name, the season, the number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An installment as one of the two lists has it; `place` sorts it in its list."""

    name: str
    released: str
    place: int


def corrected(raw: Sequence[Any]) -> str:
    """A date as their script means it, in ISO: year, month (a number from 0, or an English name) and day."""
    year, month, day = raw
    number = MONTHS.index(month[:3].title()) + 1 if isinstance(month, str) else month + 1
    return date(year, number, day).isoformat()


def theirs(rows: Iterable[dict[str, Any]]) -> dict[Key, Entry]:
    """Their rows of the six series, with the dates corrected here."""
    return {
        (row["name"], row["season"], row["episode"]): Entry(
            row["title"], corrected(row["releaseDateRaw"]), row["watchOrder"]
        )
        for row in rows
        if row["type"] == "DEFENDERS"
    }


def ours(view: View) -> dict[Key, Entry]:
    """Everything that is listed, in the order of release."""
    found: dict[Key, Entry] = {}
    for title in view.listing.titles:
        for it in view.listing.installments(title):
            released = (it.date and it.date.iso) or ""
            place = view.listing.order_before(title, it.season, it.number)
            found[view.names.best(title), it.season, it.number] = Entry(it.name, released, place or 0)
    return found


def compare(view: View, rows: Sequence[dict[str, Any]], explained: Keyed) -> Report:
    """Both lists side by side. A difference that `explained` (place, then what differs) says nothing of is a fault."""
    we, they = ours(view), theirs(rows)
    differences = [*_differences(we, they), *_out_of_order(we, they)]
    listed, faults = [], []
    used: set[tuple[str, str]] = set()
    for key, what, our, their in differences:
        where = f"{key[0]} {key[1]}x{key[2]:02}"
        why = explained.get(where, {}).get(what)
        used.add((where, what))
        if why is None:
            faults.append(f"listings: {where}, {what}: {our or 'nothing'} here, {their or 'nothing'} there")
        listed.append(cells(where, what, our, their, why or "**not explained**"))
    stale = [(w, what) for w, whats in explained.items() for what in whats if (w, what) not in used]
    both = we.keys() & they.keys()
    counts = (
        ("listed here", len(we)),
        ("listed there", len(they)),
        ("in both", len(both)),
        ("the same name", sum(we[key].name == they[key].name for key in both)),
        ("the same date", sum(we[key].released == they[key].released for key in both)),
        ("after the same installment", len(both) - sum(what == "order" for _, what, _, _ in differences)),
        ("differences", len(differences)),
        ("differences without an explanation", len(faults)),
    )
    tables = (
        Table("The lists", ("what", "installments"), tuple(cells(*row) for row in counts)),
        Table("Every difference", ("where", "what", "here", "there", "why"), tuple(listed)),
    )
    remarks = tuple(f"listings: nothing differs any more at {where}, {what}" for where, what in stale)
    return Report(tables, tuple(faults), remarks=remarks)


def _differences(we: dict[Key, Entry], they: dict[Key, Entry]) -> Iterable[tuple[Key, str, str, str]]:
    for key in sorted(we.keys() | they.keys()):
        a, b = we.get(key), they.get(key)
        if a is None or b is None:
            yield key, "listed", a.name if a else "", b.name if b else ""
            continue
        if a.name != b.name:
            yield key, "name", a.name, b.name
        if a.released != b.released:
            yield key, "date", a.released, b.released


def _out_of_order(we: dict[Key, Entry], they: dict[Key, Entry]) -> Iterable[tuple[Key, str, str, str]]:
    """Installments that do not come after the same one in both lists, of those that both have."""
    before_ours, before_theirs = (_before(it, we.keys() & they.keys()) for it in (we, they))
    for key, a in before_ours.items():
        if (b := before_theirs[key]) != a:
            yield key, "order", a, b


def _before(entries: dict[Key, Entry], keys: Iterable[Key]) -> dict[Key, str]:
    in_order = sorted(keys, key=lambda key: (entries[key].place, key))
    names = [f"after {title} {season}x{number:02}" for title, season, number in in_order]
    return dict(zip(in_order, ["first", *names], strict=False))
