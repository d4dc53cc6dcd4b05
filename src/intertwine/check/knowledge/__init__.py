"""What people know."""

from intertwine.check.knowledge.disproof_circle import disproof_circle
from intertwine.check.rule import Rule

RULES = (Rule(disproof_circle, "warning", "universe"),)
