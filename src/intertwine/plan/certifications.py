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


def rank_of(certification: str) -> dict[str, int]:
    """How high a certification stands on each scale that has it; {} where none does."""
    wanted = certification.strip().upper()
    return {body: rank for body, scale in SCALES.items() for rank, alike in enumerate(scale) if wanted in alike}
