"""The command line's two entry points: `run` for the shell, and `main`, which does only what its arguments say."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from intertwine.cli.errors import MISUSED, OK, CannotError, complain

TYPE_CHECKING = False  # `typing` takes longer to load than all else here, and Ctrl-C is not heard before
if TYPE_CHECKING:
    from argparse import Namespace
    from typing import TextIO

    from intertwine.cli.ask import Load

AUTHORING = ("fmt", "import", "new")
"""The commands of `cli.authoring`."""
_NO_ROOM = (errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF, errno.EDQUOT)
INTERRUPTED, PIPE_CLOSED, TERMINATED = 130, 141, 143


class Terminated(KeyboardInterrupt):
    """The end that SIGTERM asks for: whatever keeps its best or tidies up on Ctrl-C does so on this as well."""


def run() -> None:
    """`intertwine ...` from the shell. Ends the process, without words where interrupted or its reader has gone.

    SIGTERM ends it as Ctrl-C does. What the shell has it ignore (SIGINT in the background of a script) it ignores.
    """
    told: list[int] = []

    def end(number: int, _: object) -> None:
        told.append(number)
        raise Terminated if number == signal.SIGTERM else KeyboardInterrupt

    try:
        code = _run(end)
    except Terminated:
        code = TERMINATED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except ImportError:  # NumPy, where it is interrupted while it loads, says that it is not installed well
        if not told:
            raise
        code = TERMINATED if told[0] == signal.SIGTERM else INTERRUPTED
    gc.freeze()  # the process ends: what it holds need not be searched for circles
    sys.exit(code)


def _run(end: Callable[[int, object], None]) -> int:
    """The command. `end` hears its signals before it imports more: what is interrupted then ends as later on."""
    gc.disable()  # a command is short: collecting while modules load is a tenth of its time
    # NumPy starts a thread a core to multiply matrices of floats, and nothing here does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    _open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:], sys.stdout, sys.stderr)
        sys.stdout.flush()
    except BrokenPipeError:
        _flush_into_nothing()
        code = PIPE_CLOSED
    except OSError as error:
        _flush_into_nothing()
        code = _cannot_write(error)
    return code


def _open_closed_streams() -> None:
    """Ends the process where the shell closed standard output (`>&-`); what else it closed leads nowhere.

    Without this the next file that is opened would have the number of the closed one, and get what is meant for it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the whole process
    if sys.stdout is None:
        complain(sys.stderr, "standard output is closed", "to see no answers, write > /dev/null")
        sys.exit(MISUSED)


def _flush_into_nothing() -> None:
    """Python would complain when it flushes at its end."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
            continue
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _cannot_write(error: OSError) -> int:
    with suppress(OSError):
        complain(sys.stderr, f"standard output cannot be written: {error.strerror or error}", "")
        sys.stderr.flush()
    return MISUSED


def main(argv: Sequence[str], out: TextIO, err: TextIO, load: Load | None = None) -> int:
    """Do what `argv` says; answers go to `out`, complaints to `err`. Gives the exit code.

    `load` opens the universe of a name or path (None: the included one); it is `intertwine.load` unless given. Raises
    `OSError` where `out` cannot be written.
    """
    from intertwine.cli.args import parse

    try:
        args = parse(argv, out, err)
        return args if isinstance(args, int) else _do(args, out, err, load)
    except CannotError as error:
        complain(err, str(error), error.hint)
        return error.code
    except BrokenPipeError:
        raise
    except ImportError as error:
        from intertwine.model.extras import MissingExtraError, missing

        lacking = missing(error)
        if not isinstance(lacking, MissingExtraError):
            raise
        complain(err, str(lacking), "")
        return MISUSED
    except OSError as error:
        if error.filename is None and error.errno in _NO_ROOM:  # files have names: it is `out` or `err`
            raise
        place = f"{error.filename}: " if error.filename else ""
        complain(err, f"{place}{error.strerror or error}", "")
        return MISUSED


def _do(args: Namespace, out: TextIO, err: TextIO, load: Load | None) -> int:
    if args.version:
        from importlib.metadata import version

        out.write(f"intertwine {version('intertwine')}\n")
        return OK
    if args.command == "check":
        from intertwine.cli.check import check

        return check(args, out, err)
    if args.command == "rename":
        from intertwine.cli.rename import rename

        return rename(args, out)
    if args.command in AUTHORING:
        from intertwine.cli import authoring

        return authoring.COMMANDS[args.command](args, out, err)
    if args.command == "explain":
        from intertwine.cli.explain import explain

        return explain(args, out, err)
    if args.command == "progress":
        from intertwine.cli.progress_files import progress

        return progress(args, out, err, load)
    if args.command == "serve":
        from intertwine.cli.serve import serve

        return serve(args, out, err)
    from intertwine.cli.ask import ask

    return ask(args, out, err, load)
