"""HiGHS, as every program here asks it: silent, and in one thread, so that the same program has the same answer."""

import highspy


def silent() -> highspy.Highs:
    """A solver without a program."""
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # its types leave this one out
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    return solver
