"""What cannot be written in a format, and what to do instead."""

from intertwine.model.copied_errors import as_it_was


class ExportError(ValueError):
    """A plan that a format cannot hold. The message says why; `way` is what to do instead."""

    def __init__(self, message: str, way: str) -> None:
        super().__init__(message)
        self.way = way

    __reduce__ = as_it_was
