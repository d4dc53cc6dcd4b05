"""HiGHS, as every program here asks it: silent, and in one thread, so that the same program has the same answer."""

import highspy


class _SilentHighs(highspy.Highs):
    """Says nothing, not even its name: since 1.16 a solver prints that while it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's own name
        """HiGHS calls this first of all that it does when it is made."""
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call] # its types leave this one out


def silent() -> highspy.Highs:
    """A solver without a program."""
    solver = _SilentHighs()  # type: ignore[no-untyped-call] # as above
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver
