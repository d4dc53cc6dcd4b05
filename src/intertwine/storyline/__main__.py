"""`python -m intertwine.storyline` from the shell: Ctrl-C and SIGTERM are heard from its first moment on, while solvers
and arrays are still being loaded."""

import io
import signal
import sys

INTERRUPTED = 130


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def run() -> None:
    """The command from the shell. Ends the process: SIGTERM as Ctrl-C does, so that what was found is kept, and without
    words where the reader of its output has gone."""
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        try:
            from intertwine.storyline.available import SOLVERS  # noqa: F401, PLC0415 - says what is not installed
            from intertwine.storyline.command import main  # noqa: PLC0415 - a third of a second, which Ctrl-C may end
        except ModuleNotFoundError as error:
            sys.exit(f"error: {error}")
        for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8" if stream is sys.stdout else None, errors=errors)  # JSON is UTF-8
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write("interrupted, nothing written\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    run()
