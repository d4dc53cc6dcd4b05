"""Cases and questions that stay open. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule

RULES: tuple[Rule, ...] = ()
