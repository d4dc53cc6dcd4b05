"""Looks for the solvers before anything here imports them, and says how to install them where they are missing."""

from importlib.util import find_spec

SOLVERS = ("highspy", "pysat")
"""The modules that ordering a chart needs; the extra "maps" brings them."""


def require_solvers() -> None:
    """Raises `ModuleNotFoundError` with the way out where a solver is missing."""
    absent = next((name for name in SOLVERS if find_spec(name) is None), None)
    if absent is not None:
        message = 'maps and storyline charts need the extra "maps": pip install "intertwine[maps]"'
        raise ModuleNotFoundError(message, name=absent)


require_solvers()
