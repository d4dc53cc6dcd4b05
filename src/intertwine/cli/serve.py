"""`intertwine serve`: the one command that reaches the web, and imports it only when it runs."""

import gc
from argparse import Namespace
from pathlib import Path
from typing import TextIO

from intertwine.cli.errors import MISUSED, CannotError
from intertwine.ledger.read.folder import NotAUniverse
from intertwine.library import universe_folder


def serve(args: Namespace, out: TextIO, err: TextIO) -> int:  # noqa: ARG001 - every command has this signature
    """Serve the named universe folders, or the included one, until interrupted.

    `args` are the command's arguments as `args.parser` gives them. Nothing goes to `out`; the address, problems and a
    line for each request go to `err`. Returns the exit code. Raises `CannotError` where a folder holds no universe.
    """
    try:
        folders: list[Path] = [universe_folder(folder) for folder in args.folders or [None]]
    except NotAUniverse as error:
        raise CannotError(str(error), "name a folder that holds a universe.md", MISUSED) from error
    from intertwine.web.serve import serve as serve_web

    gc.enable()  # `run` turned it off, for commands that end soon
    return serve_web(folders, args.host, args.port, err)
