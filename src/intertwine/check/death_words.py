"""Words of a name that tell a death."""

_WORDS = (
    "assassination",
    "corpse",
    "death",
    "funeral",
    "ghost",
    "grave",
    "killing",
    "murder",
    "suicide",
    "widow",
    "widower",
)
DEATH_WORDS = frozenset({*_WORDS, *map(str.capitalize, _WORDS)})
"""As they stand in a name, which may begin with them."""
