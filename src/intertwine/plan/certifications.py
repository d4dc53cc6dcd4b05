"""Certifications that can be compared: the scales of some bodies, from what is for everybody to what is for adults."""

from collections.abc import Mapping
from types import MappingProxyType

SCALES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType({
    "US-TV": (("TV-Y",), ("TV-Y7", "TV-Y7-FV"), ("TV-G",), ("TV-PG",), ("TV-14",), ("TV-MA",)),
    "US-MPA": (("G",), ("PG",), ("PG-13",), ("R",), ("NC-17",)),
    "BBFC": (("U",), ("PG",), ("12", "12A"), ("15",), ("18",), ("R18",)),
    "FSK": (("FSK 0",), ("FSK 6",), ("FSK 12",), ("FSK 16",), ("FSK 18",)),
    "ACB": (("G",), ("PG",), ("M",), ("MA15+", "MA 15+"), ("R18+", "R 18+")),
})  # fmt: skip
"""Of each body its certifications in order; those of one group are alike."""


_BODIES: Mapping[str, str] = MappingProxyType(
    {"US-TV": "US-TV", "MPA": "US-MPA", "MPAA": "US-MPA", "BBFC": "BBFC", "FSK": "FSK", "ACB": "ACB"}
)
"""The scale of each body, by its whole name or the last word of it."""


def rank_of(certification: str, body: str = "") -> dict[str, int]:
    """How high a `certification` stands on each scale that has it; {} where none does.

    `body` is whoever certified it, as a universe names it ("US-MPA", "DE-FSK"): then its own scale counts alone, on
    which it need not say the body again ("16"). Of a body without a scale here, only what is a word of one scale counts
    ("Netflix: TV-MA"), since numbers mean something else to each body. Where no body is said, every scale counts.
    """
    mark, name = certification.strip().upper(), body.strip().upper()
    own = _BODIES.get(name) or _BODIES.get(name.rpartition("-")[2])
    found = {
        scale: rank
        for scale in ([own] if own else SCALES)
        for rank, alike in enumerate(SCALES[scale])
        if mark in alike or f"{scale} {mark}" in alike
    }
    return {} if name and not own and (len(found) > 1 or mark.isdigit()) else found
