"""The command line's two doors: `run` for the shell, and `main`, which does nothing that its arguments do not say."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

from intertwine.cli.args import parse
from intertwine.cli.errors import MISUSED, OK, CannotError
from intertwine.cli.screen import safe

if TYPE_CHECKING:
    from argparse import Namespace

    from intertwine.library import Companion

    Load = Callable[[str | None], Companion]

KEEPING = ("check", "fmt", "import", "new")
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


class Terminated(KeyboardInterrupt):
    """The end that SIGTERM asks for: whatever keeps its best or tidies up on Ctrl-C does so on this as well."""


def run() -> None:
    """`intertwine ...` from the shell. Ends the process, without words where interrupted or its reader has gone.

    SIGTERM ends it as Ctrl-C does. What the shell has it ignore (SIGINT in the background of a script) it ignores.
    """
    gc.disable()  # a command is short: collecting while modules load is a tenth of its time
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _terminate)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:], sys.stdout, sys.stderr)
        sys.stdout.flush()
    except Terminated:
        code = TERMINATED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:
        # Python would complain when it flushes at its end: let it flush into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = PIPE_CLOSED
    sys.exit(code)


def _terminate(*_: object) -> None:
    raise Terminated


def main(argv: Sequence[str], out: TextIO, err: TextIO, load: "Load | None" = None) -> int:
    """Do what `argv` says; answers go to `out`, complaints to `err`. Gives the exit code.

    `load` opens the universe of a name or path (None: the bundled one); it is `intertwine.load` unless given.
    """
    args = parse(argv, out, err)
    if isinstance(args, int):
        return args
    try:
        return _do(args, out, err, load)
    except CannotError as error:
        complain(err, str(error), error.hint)
        return error.code
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(err, f"{place}{error.strerror or error}", "")
        return MISUSED


def complain(err: TextIO, message: str, hint: str) -> None:
    """Say what is wrong, and on a line of its own the way out."""
    err.write(f"intertwine: {safe(message)}\n")
    if hint:
        err.write(f"  {safe(hint)}\n")


def _do(args: "Namespace", out: TextIO, err: TextIO, load: "Load | None") -> int:
    if args.version:
        from importlib.metadata import version

        out.write(f"intertwine {version('intertwine')}\n")
        return OK
    if args.command in KEEPING:
        from intertwine.cli import keep

        return keep.COMMANDS[args.command](args, out, err)
    if args.command == "explain":
        from intertwine.cli.explain import explain

        return explain(args, out, err)
    if args.command == "serve":
        from intertwine.cli.serve import serve

        return serve(args, out, err)
    from intertwine.cli.ask import ask

    return ask(args, out, err, load)
