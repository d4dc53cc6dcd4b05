"""Groups and the roles in them. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule

RULES: tuple[Rule, ...] = ()
