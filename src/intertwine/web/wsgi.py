"""The web package as a WSGI application."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler

from intertwine.web import environment, limits
from intertwine.web.data import make_data_folder
from intertwine.web.database import bring_up_to_date
from intertwine.web.registry import SERVER
from intertwine.web.server import Server

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def prepare(data: Path | None = None) -> None:
    """Set Django up, and make database and key ready. `data` is where people's data lies (None: see `data_folder`).

    Called again with another folder, it moves there. Raises `CannotStartError`, whose message says what is wrong.
    """
    if data is not None:
        os.environ[environment.DATA] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "intertwine.web.settings"
    django.setup()
    bring_up_to_date(make_data_folder())


def application(server: Server) -> Application:
    """Answers requests about the universes that `server` serves. Call `prepare` first."""
    handler = WSGIHandler()

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[SERVER] = server
        # Django reads this one before any middleware, in a time that grows with its square.
        environ["CONTENT_TYPE"] = environ.get("CONTENT_TYPE", "")[: limits.HEADER + 1]
        return handler(environ, start_response)

    return answer
