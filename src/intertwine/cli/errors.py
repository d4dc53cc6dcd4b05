"""What a command cannot do, as exceptions that `main` turns into words on stderr and an exit code."""

OK, FAILED, MISUSED = 0, 1, 2
"""Exit codes: all is well; problems were found, or what was asked for is not there; the command was used wrongly."""


class CannotError(Exception):
    """A command's end with an exit code. The message says the cause and the place, `hint` the way out."""

    def __init__(self, message: str, hint: str = "", code: int = FAILED) -> None:
        super().__init__(message)
        self.hint, self.code = hint, code
