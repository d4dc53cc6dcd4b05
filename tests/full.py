"""Everything that an answer holds, as one text: its `repr` is short, and says little."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

Form = Callable[[Any], str]


def full(it: Any) -> str:
    """A record with all its fields, whatever they hold; fields of pages alone too."""
    return _FORMS[type(it)](it)


class _Forms(dict[type, Form]):
    """How things of each class are written. It is worked out once: answers are long, and of few classes."""

    def __missing__(self, kind: type) -> Form:
        found = self[kind] = _form(kind)
        return found


_FORMS = _Forms()


def _form(kind: type) -> Form:
    if is_dataclass(kind):
        return _record(kind.__name__, [each.name for each in fields(kind)])
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return _record(kind.__name__, kind._fields)
    if issubclass(kind, Mapping):
        return lambda it: "{" + ", ".join([f"{full(key)}: {full(value)}" for key, value in it.items()]) + "}"
    if issubclass(kind, Sequence | AbstractSet) and not issubclass(kind, str | bytes):
        return lambda it: f"[{', '.join([_FORMS[type(each)](each) for each in it])}]"
    return repr


def _record(name: str, names: Iterable[str]) -> Form:
    def form(it: Any) -> str:
        values = [(each, getattr(it, each)) for each in names]
        return f"{name}({', '.join([f'{each}={_FORMS[type(value)](value)}' for each, value in values])})"

    return form
