"""A place in a title, found or not."""

from typing import NamedTuple

from intertwine.model.sentinels import END
from intertwine.model.title import Run, TitleInstallments


class Wrong(NamedTuple):
    """Why a text cannot be understood; "" where it names no title that is known.

    `offers` is what to write instead, the likeliest first: of a place in a title, what follows the title's name.
    `is_name`: all of the text is a known name; which title it means, or whether that can be marked, is in doubt.
    """

    message: str
    offers: tuple[str, ...] = ()
    is_name: bool = False


class TitleSpan(NamedTuple):
    """Runs of a title's installments, passed to their end but for the last one, of which `seconds` are passed."""

    title: TitleInstallments
    runs: tuple[Run, ...]
    seconds: int = END
