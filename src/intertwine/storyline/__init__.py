"""Storyline charts: people as lines through time, together where they are together, with provably few crossings.

Knows no universe and imports nothing of ours, so that anyone can use it: read or make a chart, order it, draw it.

    chart = make_chart([[["Ann", "Bob"]], [["Ann"], ["Bob", "Cid"]]])
    ordered = order_proved(chart, seconds=10)      # or order_fast(chart)
    picture = svg(draw_chart(ordered, heights_isotonic(ordered)))
"""

TYPE_CHECKING = False  # `typing` would take longer than all else here; type checkers know the name

if TYPE_CHECKING:
    from intertwine.storyline.public import *  # noqa: F403 - all that is public
else:

    def __getattr__(name: str) -> object:
        """Fetch the public names when the first is asked for, so that the command hears Ctrl-C before it loads them,
        and a solver's process loads no more than it needs."""
        from importlib import import_module  # noqa: PLC0415 - part of the same laziness

        public = import_module("intertwine.storyline.public")
        if name not in ("__all__", *public.__all__):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = getattr(public, name)
        return found

    def __dir__() -> list[str]:
        return sorted({*(name for name in globals() if name.startswith("__")), *__getattr__("__all__")})
