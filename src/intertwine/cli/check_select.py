"""The rules that --select names."""

from typing import TYPE_CHECKING

from intertwine.cli.errors import MISUSED, CannotError
from intertwine.model.spellings import close_matches

if TYPE_CHECKING:
    from intertwine.check import Checked


def selected(given: list[str]) -> frozenset[str]:
    """The codes and families that are named. Raises `CannotError` where one is empty."""
    codes = [code.strip() for words in given for code in words.split(",")]
    if not all(codes):
        raise CannotError("--select has an empty code", "separate codes by commas: dead-acts,names", MISUSED)
    return frozenset(codes)


def need_rules(select: frozenset[str], checked: "Checked") -> None:
    """Raises `CannotError` where one of the codes and families that are `select`ed is none."""
    known = {name for rule in checked.rules for name in (rule.code, rule.family)}
    for code in sorted(select - known):
        near = close_matches(code, sorted(known), 1)
        hint = f'did you mean "{near[0]}"?' if near else f"families are {', '.join(_families(checked))}"
        raise CannotError(f'no rule and no family of rules is called "{code}"', hint, MISUSED)


def _families(checked: "Checked") -> list[str]:
    return list(dict.fromkeys(rule.family for rule in checked.rules))
