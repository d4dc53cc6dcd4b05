"""What people know. One file a rule; it may import ledger and model."""

from intertwine.check.knowledge import disproof_circle
from intertwine.check.rule import Rule

RULES = (Rule(disproof_circle.disproof_circle, "warning", "universe"),)
