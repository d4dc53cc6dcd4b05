"""Numbers that stand for something else, in columns and in records: each is named here, once.

Columns of numbers cannot hold None. Records use None for what is not there, but for those that become columns: a
statement's seconds and steps are NONE there too.
"""

NONE = -1
"""In a column of numbers (of entities, lines, installments, seconds, steps): there is none. As an index it means the
last entry: what is looked up by such a column has one entry more, for none."""

END = 2**31 - 1
"""A second of an installment that stands for its end, in marks and stamps."""

TIME_BITS = 21
"""An order is an installment's number above this many bits for the second."""

LAST_SECOND = (1 << TIME_BITS) - 1
"""The end of an installment in an order, and among a view's seconds."""

NEVER = 2**63 - 1
"""The order of what no progress has passed: later than all others."""

NO_DATE = 2**31 - 1
"""The day on which an installment came out that has no date: it sorts last."""

NO_DAY = -(2**31)
"""A bound of a time in the story that is open or unknown."""

RANK_STEP = 10_000
"""A declared name's rank is the one that is written (0: none) times this, plus its place in the list: of two names one
is better than the other whatever stands between them."""
