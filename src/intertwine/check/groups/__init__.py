"""Groups and the roles in them."""

from intertwine.check.rule import Rule

RULES: tuple[Rule, ...] = ()
