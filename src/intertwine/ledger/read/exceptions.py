"""Exceptions: that a rule of the checker is wrong about a fact, and why. They are for keepers: no ledger holds them."""

import re
from typing import NamedTuple

from intertwine.ledger.read.markdown.diagnostics import Diagnostics, shorten
from intertwine.ledger.read.markdown.span import Span

EXCEPTION = "exception"
"""The name of the qualifier that declares one."""
RULE_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
"""What a rule can be called."""
_VALUE = re.compile(rf'({RULE_CODE.pattern})\s+"([^"]*\S[^"]*)"')


class DeclaredException(NamedTuple):
    """That the rule with this `code` is wrong about a fact, and the `reason`."""

    code: str
    reason: str


def read_exception(value: Span, diagnostics: Diagnostics) -> DeclaredException | None:
    """What stands after `exception:`; None, and one of `diagnostics`, where it cannot be read."""
    found = _VALUE.fullmatch(value.text)
    if found is None:
        message = f'"{shorten(value.text)}" does not say which rule is wrong here, and why'
        hint = f'write the code of the rule and a reason: {EXCEPTION}: dead-acts "she is seen in a mirror"'
        diagnostics.add(*value.at(0), "exception-unreadable", message, hint)
        return None
    return DeclaredException(found[1], " ".join(found[2].split()))
