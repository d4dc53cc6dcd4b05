"""How records show themselves in a REPL: on one line, long lists as their number."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

LONGEST = 160
"""Characters of a record on a line; what is longer is cut."""
_LONGEST_TEXT = 48
_UNSAID = frozenset({"address", "parts"})


def short_repr(it: object) -> str:
    """`<Who: name "Ada", kind "character", names 2, facts 14>`: what a record holds, without what is empty."""
    names: Sequence[str] = getattr(type(it), "_fields", ()) or [*getattr(type(it), "__dataclass_fields__", ())]
    said = ", ".join(filter(None, (_field(name, getattr(it, name)) for name in names if name not in _UNSAID)))
    whole = f"<{type(it).__name__}: {said or 'nothing'}"
    return (whole if len(whole) < LONGEST else f"{whole[: LONGEST - 4]}...") + ">"


def quoted(text: str) -> str:
    """A text in quotation marks, cut where it is long."""
    return f'"{text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 3]}..."}"'


def _field(name: str, value: object) -> str:
    said = name.replace("_", " ")
    if value is None or value is False:
        return ""
    if value is True:
        return said
    if isinstance(value, str):
        return f"{said} {quoted(value)}" if value else ""
    if isinstance(value, int | float):
        return f"{said} {value}"
    if isinstance(value, Sequence | Mapping | AbstractSet) and not hasattr(value, "_fields"):
        return f"{said} {len(value)}" if len(value) else ""
    for field in ("text", "name"):
        inner = getattr(value, field, None)
        if isinstance(inner, str):
            return f"{said} {quoted(inner)}"
    return said
