"""What people know. One file a rule; it may import ledger and model."""

from intertwine.check.knowledge import (
    acts_unknowing,
    cause_later,
    disproof_circle,
    fact_later,
    learns_twice,
    memory_unseen,
    tells_unknown,
    told_twice,
)
from intertwine.check.rule import Rule

RULES = (
    Rule(disproof_circle.disproof_circle, "warning", "universe"),
    Rule(fact_later.fact_later, "error", "universe"),
    Rule(cause_later.cause_later, "warning", "universe"),
    Rule(acts_unknowing.acts_unknowing, "warning", "universe"),
    Rule(tells_unknown.tells_unknown, "error", "universe"),
    Rule(learns_twice.learns_twice, "warning", "universe"),
    Rule(told_twice.told_twice, "warning", "universe"),
    Rule(memory_unseen.memory_unseen, "warning", "universe"),
)
