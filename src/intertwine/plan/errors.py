"""What cannot be planned, and what to ask for instead."""

from intertwine.model.copied_errors import as_it_was
from intertwine.model.short_help import ShortHelp


class PlanError(ValueError, metaclass=ShortHelp):
    """A plan that cannot be made as it was asked for. The message says why; `way` is what to do instead.

    >>> import intertwine
    >>> try:
    ...     intertwine.load().plan("The Defenders", options=intertwine.plan.PlanOptions(minutes=0))
    ... except intertwine.plan.PlanError as error:
    ...     print(error, "-", error.way)
    0 minutes are not enough to plan with - give more than no time, such as 12 hours
    """

    def __init__(self, message: str, way: str) -> None:
        super().__init__(message)
        self.way = way

    __reduce__ = as_it_was
