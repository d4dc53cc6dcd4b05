"""Work on a universe folder that a keeper named: where there is none, the command says so."""

from collections.abc import Callable
from typing import TypeVar

from intertwine.cli.errors import MISUSED, CannotError
from intertwine.ledger.read.folder import NotAUniverse

T = TypeVar("T")


def in_universe(work: Callable[[], T]) -> T:
    """What `work` gives. Raises `CannotError` where it finds that there is no universe."""
    try:
        return work()
    except NotAUniverse as error:
        raise CannotError(str(error), code=MISUSED) from error
