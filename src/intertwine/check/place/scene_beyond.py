"""Times that lie beyond the end of their installment."""

from collections.abc import Iterator

import numpy as np

from intertwine.check.rule import Finding
from intertwine.check.source import Source

_MINUTE = 60
_ABOUT = 4
"""An installment that is `~52 min` long may be a quarter longer."""


def scene_beyond(source: Source) -> Iterator[Finding]:
    """`scene-beyond`: a scene or a fact has a time after the end of its installment.

    A length of whole minutes may be a minute longer, and one with `~` a quarter. An installment that shares a file with
    others has no length of its own.
    """
    lines, order, listed = source.ledger.lines, source.order, source.ledger.installments
    words = source.title_words
    timed = {it for it in np.unique(listed.title).tolist() if words.of(it).kind.counted_in == "minutes"}
    length = listed.minutes.astype(np.int64) * _MINUTE
    length = np.where(listed.about, length + length // _ABOUT, length) + _MINUTE
    known = (listed.minutes > 0) & (listed.file_end == 0) & np.isin(listed.title, list(timed))
    ends = np.maximum(lines.start, lines.end)
    chosen = (ends >= 0) & (order.installment >= 0) & order.is_alone
    wrong = chosen & np.append(known, False)[order.installment] & (ends > np.append(length, 0)[order.installment])
    for line in np.flatnonzero(wrong).tolist():
        number = int(order.installment[line])
        about = "about " if listed.about[number] else ""
        yield Finding(
            source.at(line, label="is after its end"),
            f"this is at {_time(int(ends[line]))}, and {source.installment(number)} is {about}"
            f"{int(listed.minutes[number])} minutes long",
            "correct the time, or the length in the heading of the installment",
        )


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
