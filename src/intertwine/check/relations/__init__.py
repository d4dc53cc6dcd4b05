"""What people are to each other, and what verbs can say. One file a rule; it may import ledger and model."""

from intertwine.check.relations import kind_unfit, parents_circle, state_unbegun
from intertwine.check.rule import Rule

RULES = (
    Rule(kind_unfit.kind_unfit, "warning", "universe"),
    Rule(parents_circle.parents_circle, "error", "universe"),
    Rule(state_unbegun.state_unbegun, "warning", "universe"),
)
