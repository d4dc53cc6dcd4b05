"""Progress as people type it, and back. What it looks like: `progress_terms` and `model.positions`.

Unknown or damaged text is an error that names the word; it never widens what is shown. A hidden title and a missing
one give the same error.
"""

from intertwine.gate.progress_errors import error, is_of_a_place, reworded
from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_reading import Failure, Judge
from intertwine.gate.progress_terms import MAX_LENGTH, count_terms, terms
from intertwine.gate.progress_writing import write
from intertwine.gate.timetable import Timetable
from intertwine.model.frozen import Frozen
from intertwine.model.progress import NOTHING, Progress, UnknownProgressError
from intertwine.model.reworded_places import LONGEST_REWORDED, REWORDINGS, with_percent_signs
from intertwine.model.title_names import TitleNames

__all__ = ["MAX_LENGTH", "ProgressText", "UnknownProgressError", "count_terms"]


class ProgressText(Frozen):
    """Reads and writes progress against one timetable."""

    __slots__ = ("_names", "_table")

    def __init__(self, table: Timetable) -> None:
        self._table = table
        self._names = TitleNames(table.titles.values())

    def read(self, text: str, viewer: Progress = NOTHING) -> Progress:
        """What `text` says to somebody who has passed `viewer` already; that is not part of the result.

        Raises `UnknownProgressError` for the first term that is not understood. A title that is hidden from `viewer`
        and from somebody who has seen what the rest of the text says is unknown, like one that is missing.
        """
        table = self._table
        base = table.public | table.known(table.limits([*viewer.seen, *viewer.told]))
        found = Judge(table, self._names, terms(text), base).read()
        if isinstance(found, Failure) and (plain := with_percent_signs(text)):
            found = Judge(table, self._names, terms(plain), base).read()
        else:
            plain = ""
        if isinstance(found, Failure):
            raise self._error(text, plain or text, found, base)
        return found.progress()

    def _error(self, text: str, instead: str, found: Failure, base: frozenset[int]) -> UnknownProgressError:
        """What is said of a `text` that is not understood, by what was `found` for it, or for what it was made plain as
        (`instead`). It is offered reworded where it is understood so; else it is said what is wrong with that, where
        this says more."""
        reader = TermReader(self._names, self._table.orders)
        wrong, matter = error(reader, found), ""
        is_told = bool(wrong.offers) and is_of_a_place(reader, found)
        for rewording in REWORDINGS if len(text) <= LONGEST_REWORDED else ():
            made = rewording.makes(instead)
            if made == instead or (is_told and not rewording.is_sure):
                continue
            read = Judge(self._table, self._names, terms(made), base).read()
            if not isinstance(read, Failure):
                return reworded(text, matter or rewording.matter, made)
            now = error(reader, read)
            # What is offered for the name alone leaves out the place.
            is_nearer = bool(now.offers) and all(it.startswith(wrong.offers) for it in now.offers if wrong.offers)
            if rewording.is_sure or is_of_a_place(reader, read) or is_nearer:
                matter, instead, wrong = matter or rewording.matter, made, now
        return wrong

    def write(self, progress: Progress) -> str:
        """`progress` in its canonical form, "" for nothing. Only titles that it makes known are named, and only
        installments that are listed. `read(write(p), p)` is `p` where all of it is."""
        return write(self._table, self._names, progress)
