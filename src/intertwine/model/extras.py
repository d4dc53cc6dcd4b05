"""What is installed apart: packages that only some need, by the extra that brings them."""

from collections.abc import Mapping
from importlib.util import find_spec
from types import MappingProxyType

EXTRAS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "calendars": ("calendars of plans", ("icalendar",)),
        "maps": ("maps and storyline charts", ("highspy", "pysat")),
        "pictures": ("pictures as PNG and PDF", ("reportlab", "resvg_py")),
        "plans": ("plans of what to watch first", ("highspy",)),
        "server": ("the website", ("django", "jinja2", "waitress")),
        "terminal": ("colours on a terminal", ("rich",)),
    }
)
"""What each extra is for, and the modules that it brings."""


class MissingExtraError(ImportError):
    """Something was asked for that needs an extra. The message names it and how to install it; `extra` is its name."""

    def __init__(self, extra: str, module: str | None) -> None:
        purpose = EXTRAS[extra][0]
        verb = "need" if purpose.split()[0].endswith("s") else "needs"
        super().__init__(f'{purpose} {verb} the extra "{extra}": pip install "intertwine[{extra}]"', name=module)
        self.extra = extra

    def __reduce__(self) -> tuple[type["MissingExtraError"], tuple[str, str | None]]:
        return type(self), (self.extra, self.name)


def missing(error: ImportError) -> ImportError:
    """What to raise in place of `error`: a `MissingExtraError` where an extra brings the module, else `error`."""
    if isinstance(error, MissingExtraError):
        return error
    module = (error.name or "").partition(".")[0]
    extra = next((extra for extra, (_, modules) in EXTRAS.items() if module in modules), None)
    return error if extra is None else MissingExtraError(extra, module)


def lacks(extra: str) -> bool:
    """Whether a module of an extra is not installed. False for what is not an extra."""
    return extra in EXTRAS and not all(map(is_installed, EXTRAS[extra][1]))


def is_installed(module: str) -> bool:
    """Whether a module is there to be imported."""
    return find_spec(module) is not None
