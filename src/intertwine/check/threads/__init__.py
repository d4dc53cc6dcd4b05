"""Cases and questions that stay open."""

from intertwine.check.rule import Rule

RULES: tuple[Rule, ...] = ()
