"""The one serialiser: every answer as plain JSON values, for the API, the command line and the pages."""

from collections.abc import Mapping, Sequence
from dataclasses import Field, fields, is_dataclass
from typing import Any


def to_json(result: object) -> dict[str, Any]:
    """`result`, a question's answer, as values that `json.dumps` takes.

    Keys come in the order of the fields; fields marked `metadata={"json": False}` are left out, and those marked
    `{"json": "if any"}` where they are empty. Equal answers give
    equal values, in equal order.
    """
    value = _plain(result)
    if not isinstance(value, dict):
        raise TypeError(f"{type(result).__name__} is no answer of a question")
    return value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value) if _shown(field, value)}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(getattr(value, name)) for name in value._fields}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _shown(field: "Field[Any]", value: object) -> bool:
    wanted = field.metadata.get("json", True)
    return bool(getattr(value, field.name)) if wanted == "if any" else bool(wanted)
