"""Classes of the library whose `help` and `dir` show what callers use, and none of what makes them work."""

_TAKEN_OVER = frozenset({*dir(tuple), *dir(Exception)})
"""What every tuple and every error has."""


class ShortHelp(type):
    """The metaclass of such a class. Its objects are like those of any other: `dir` says all that they have."""

    def __dir__(cls) -> list[str]:
        """The class's public names, and `__init__` or `__new__` where it has one of its own."""
        every = {name for base in cls.__mro__ for name in vars(base) if not name.startswith("_")} - _TAKEN_OVER
        return sorted(every | ({"__init__", "__new__"} & vars(cls).keys()))
