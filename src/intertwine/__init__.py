"""Intertwine: a spoiler-safe companion to shared story universes.

import intertwine
universe = intertwine.load("universes/marvel-netflix")
viewer = universe.seen("Daredevil S1")
viewer.met("Claire Temple", "Matt Murdock")
"""

from typing import TYPE_CHECKING, Any

__all__ = ["Companion", "Mark", "Progress", "View", "Viewer", "load"]

if TYPE_CHECKING:
    from intertwine.gate.view import View
    from intertwine.library import Companion, Viewer, load
    from intertwine.model.progress import Mark, Progress
else:
    _HOMES = {
        "Companion": "library", "Mark": "model.progress", "Progress": "model.progress", "View": "gate.view",
        "Viewer": "library", "load": "library",
    }  # fmt: skip

    def __getattr__(name: str) -> Any:
        """Fetch a public name when it is first asked for, so that `intertwine --help` does not wait for arrays."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - part of the same laziness

        return getattr(import_module(f"intertwine.{_HOMES[name]}"), name)
