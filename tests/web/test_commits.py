"""Changes that share a commit: each has its own result or error, and a fault of the database is everybody's."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError, connection, connections

from intertwine.web.commits import Commits
from intertwine.web.database import DatabaseLock
from intertwine.web.models import Person


def at_once(*writes: Callable[[], Any]) -> list[Future[Any]]:
    """Runs all of them in threads of their own, which wait together for the turn that this thread has."""
    database = DatabaseLock()
    shared = Commits(database)

    def run(write: Callable[[], Any]) -> Any:
        try:
            return shared.together(write)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(writes)) as pool:
        with database.alone():
            found = [pool.submit(run, write) for write in writes]
            while len(shared._waiting) < len(writes):
                pass
        return found


def adding(name: str) -> Callable[[], str]:
    """Adds a viewer."""

    def write() -> str:
        Person.objects.create(token_hash=name)
        return name

    return write


def kept(*names: str) -> set[str]:
    """Those of these viewers who are there; nobody of them stays."""
    mine = Person.objects.filter(token_hash__in=names)
    found = set(mine.values_list("token_hash", flat=True))
    mine.delete()
    return found


def test_each_change_has_its_own_result() -> None:
    names = [f"commit-{n}" for n in range(8)]
    assert [it.result() for it in at_once(*map(adding, names))] == names
    assert kept(*names) == set(names)


def test_an_error_undoes_its_own_change_alone() -> None:
    def wrong() -> None:
        adding("commit-wrong")()
        raise ValueError("mine")

    first, second, third = at_once(adding("commit-1"), wrong, adding("commit-2"))
    assert (first.result(), third.result()) == ("commit-1", "commit-2")
    with pytest.raises(ValueError, match="mine"):
        second.result()
    assert kept("commit-1", "commit-2", "commit-wrong") == {"commit-1", "commit-2"}


def test_a_fault_of_the_database_acknowledges_nothing() -> None:
    def broken() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")

    for it in at_once(adding("commit-1"), broken, adding("commit-2")):
        assert isinstance(it.exception(), OperationalError)
    assert kept("commit-1", "commit-2") == set()
