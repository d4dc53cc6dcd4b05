"""Everything that an answer holds, as one text: its `repr` is short, and says little."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any


def full(it: Any) -> str:
    """A record with all its fields, whatever they hold; fields of pages alone too."""
    if is_dataclass(it) and not isinstance(it, type):
        return f"{type(it).__name__}({', '.join(f'{each.name}={full(getattr(it, each.name))}' for each in fields(it))})"
    if isinstance(it, tuple) and hasattr(it, "_fields"):
        return f"{type(it).__name__}({', '.join(f'{name}={full(getattr(it, name))}' for name in it._fields)})"
    if isinstance(it, Mapping):
        return "{" + ", ".join(f"{full(key)}: {full(value)}" for key, value in it.items()) + "}"
    if isinstance(it, Sequence | AbstractSet) and not isinstance(it, str | bytes):
        return f"[{', '.join(map(full, it))}]"
    return repr(it)
