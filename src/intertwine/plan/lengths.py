"""How long each installment takes: what is seen by its minutes, what is read by a reader's speed.

Times are added up in seconds, and rounded once: up, since what is said to fit must fit.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from statistics import median
from types import MappingProxyType

from intertwine.gate.view import View
from intertwine.model.fact import Listed
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.title_kind import LengthUnit

WORDS_A_MINUTE = 240
"""How fast somebody reads who says nothing: Brysbaert, How many words do we read per minute?, Journal of Memory and
Language 109 (2019), finds 238 words of English non-fiction in silence, and 260 of fiction."""
A_COMIC_PAGE = Fraction(1, 2)
"""Minutes for a page that is looked at as much as read, where its kind counts in pages."""

OfTitle = tuple[int, Listed]
"""What is listed, and the title that it is of."""


A_MINUTE = 60


def in_minutes(seconds: int) -> int:
    """The whole minutes that `seconds` take, rounded up."""
    return -(-seconds // A_MINUTE)


@record
class Length:
    """Seconds that an installment takes, at least a minute; `about` where that is not known exactly, `estimated` where
    nothing is known of its own length."""

    seconds: int
    about: bool
    estimated: bool


def lengths(view: View, listed: Sequence[OfTitle], words_a_minute: int = WORDS_A_MINUTE) -> list[Length]:
    """The length of each installment that is `listed` by `view`: what is left of it, where it was begun.

    An installment without a length counts with what its season's heading states, else with the median of its season,
    else of its title, else with what is usual for its kind, and is then only about right. `words_a_minute` is how fast
    the viewer reads, above 0.
    """
    pace = _seconds(words_a_minute)
    stated = {
        (title, season.number): season.usual
        for title in {title for title, _ in listed}
        for season in view.listing.seasons(title)
    }
    known: dict[tuple[int, int | None], list[int]] = {}
    for title, it in listed:
        if it.minutes > 0:
            known.setdefault((title, it.season), []).append(it.minutes)
            known.setdefault((title, None), []).append(it.minutes)
    usual = {key: median(its) for key, its in known.items()}
    found = []
    for title, it in listed:
        kind = view.listing.words(title).kind
        of_season = title, it.season
        units = it.minutes or stated.get(of_season) or usual.get(of_season) or usual.get((title, None)) or kind.usual
        seconds = max(A_MINUTE, ceil(Fraction(units) * pace[kind.counted_in]))
        about = it.about or not it.minutes or kind.counted_in != "minutes"
        if it.seen is not None and 0 < it.seen < END and kind.counted_in == "minutes":
            seconds = max(A_MINUTE, seconds - it.seen // A_MINUTE * A_MINUTE)
        found.append(Length(seconds, about, not it.minutes))
    return found


def _seconds(words_a_minute: int) -> Mapping[LengthUnit, Fraction]:
    """Seconds for one of each unit."""
    return MappingProxyType({
        "minutes": Fraction(A_MINUTE), "words": Fraction(A_MINUTE, words_a_minute), "pages": A_COMIC_PAGE * A_MINUTE
    })  # fmt: skip
