"""`python -m intertwine.storyline` from the shell: Ctrl-C and SIGTERM are heard from its first moment on, while solvers
and arrays are still being loaded."""

import sys

INTERRUPTED = 130
NOTHING_WRITTEN = "interrupted, nothing written\n"


def run() -> None:
    """The command from the shell. Ends the process: SIGTERM as Ctrl-C does, so that what was found is kept, and without
    words where the reader of its output has gone."""
    try:
        import signal  # noqa: PLC0415 - as below

        hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if hears:
            signal.signal(signal.SIGINT, _leave)
        signal.signal(signal.SIGTERM, _leave)
        try:
            from intertwine.storyline.available import SOLVERS  # noqa: F401, PLC0415 - says what is not installed
            from intertwine.storyline.command import main  # noqa: PLC0415 - a third of a second, which Ctrl-C may end
        except ModuleNotFoundError as error:
            sys.exit(f"error: {error}")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        if hears:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.exit(main())
    except KeyboardInterrupt:
        sys.stderr.write(NOTHING_WRITTEN)
        sys.exit(INTERRUPTED)


def _leave(*_: object) -> None:
    """At once: what is being loaded may take an exception for a fault of its own (NumPy does), and nothing is open."""
    import os  # noqa: PLC0415 - it is there: Python has loaded it

    os.write(2, NOTHING_WRITTEN.encode())
    os._exit(INTERRUPTED)


if __name__ == "__main__":
    run()
