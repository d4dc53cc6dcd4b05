"""Numbers as files write them."""

import math
import re

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,20}(?:[.,][0-9]{0,20})?|[.,][0-9]{1,20})(?:[eE][+-]?[0-9]{1,2})?")
FARTHEST = 1e12
"""Beyond it a step of one is lost in a float's last digits."""


def number(value: object) -> float | None:
    """The number that `value` is or spells, with a point or a comma; None where it is none, or too far from 0."""
    text = value.strip() if isinstance(value, str) else str(value) if type(value) in {int, float} else ""
    if len(text) > 60 or not NUMBER.fullmatch(text):
        return None
    found = float(text.replace(",", "."))
    return found if math.isfinite(found) and abs(found) <= FARTHEST else None
