"""Progress as people type it, and back. What it looks like: `progress_terms` and `model.positions`.

Unknown or damaged text is an error that names the word; it never widens what is shown. A hidden title and a missing
one give the same error.
"""

from intertwine.gate.progress_errors import comma_in_share, error, number_in_words
from intertwine.gate.progress_meanings import TermReader
from intertwine.gate.progress_reading import Failure, Judge
from intertwine.gate.progress_terms import MAX_LENGTH, count_terms, terms, with_decimal_points, with_digits
from intertwine.gate.progress_writing import write
from intertwine.gate.timetable import Timetable
from intertwine.model.frozen import Frozen
from intertwine.model.progress import NOTHING, Progress, UnknownProgressError
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
        if isinstance(found, Failure):
            again = found
            for instead, said in ((with_digits(text), number_in_words), (with_decimal_points(text), comma_in_share)):
                read = Judge(table, self._names, terms(instead), base).read() if instead else found
                if not isinstance(read, Failure):
                    raise said(text, instead)
                again = read
            raise error(TermReader(self._names, table.orders), again)
        return found.progress()

    def write(self, progress: Progress) -> str:
        """`progress` in its canonical form, "" for nothing. Only titles that it makes known are named, and only
        installments that are listed. `read(write(p), p)` is `p` where all of it is."""
        return write(self._table, self._names, progress)
