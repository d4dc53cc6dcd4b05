"""How records show themselves in a REPL: on one line, long lists as their number."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

LONGEST = 160
"""Characters of a record on a line; what is longer is cut."""
_LONGEST_TEXT = 48
_UNSAID = frozenset({"address", "parts", "words"})


def short_repr(it: object) -> str:
    """`<Who: name "Ada", kind "character", names 2>`: what a record holds, without what is empty. A field that
    may be True, False or None says which."""
    fields = getattr(type(it), "__dataclass_fields__", {})
    names: Sequence[str] = getattr(type(it), "_fields", ()) or [*fields]
    threefold = {name for name, field in fields.items() if field.type == (bool | None)}
    return shown(
        type(it).__name__,
        (
            _field(name, getattr(it, name)) if name not in threefold else f"{name} {getattr(it, name)}"
            for name in names
            if name not in _UNSAID
        ),
    )


def shown(name: str, said: Iterable[str]) -> str:
    """A record called `name` on one line: what is `said` of it, without what is empty."""
    whole = f"<{name}: {', '.join(filter(None, said)) or 'nothing'}"
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
