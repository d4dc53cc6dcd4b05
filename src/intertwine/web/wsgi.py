"""The web room as a WSGI application."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from intertwine.web.data import make_data_folder
from intertwine.web.shelf import SHELF, Shelf

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def prepare(data: Path | None = None) -> None:
    """Set Django up and bring the database up to date. `data` is where people's data lies (None: see `data_folder`).

    Called again with another folder, it moves there.
    """
    if data is not None:
        os.environ["INTERTWINE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "intertwine.web.settings"
    django.setup()
    _migrate()


def _migrate() -> None:
    """What the command `migrate` does, without its checks and signals: they take longer than all the rest."""
    database = make_data_folder() / "people.sqlite3"
    database.touch(mode=0o600)
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database
    try:
        _bring_up_to_date()
    except DatabaseError:
        # Another process may have been doing the same, and be done by now; if not, it fails again.
        _bring_up_to_date()
    connection.close()


def _bring_up_to_date() -> None:
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    if executor.migration_plan(newest):
        executor.migrate(newest)


def application(shelf: Shelf) -> Application:
    """Answers requests about the universes on `shelf`. Call `prepare` first."""
    handler = WSGIHandler()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[SHELF] = shelf
        return handler(environ, start_response)

    return answer
