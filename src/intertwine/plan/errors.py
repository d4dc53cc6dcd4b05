"""What cannot be planned, and what to ask for instead."""

from intertwine.model.copied_errors import as_it_was


class PlanError(ValueError):
    """A plan that cannot be made as it was asked for. The message says why; `way` is what to do instead."""

    def __init__(self, message: str, way: str) -> None:
        super().__init__(message)
        self.way = way

    __reduce__ = as_it_was
