"""What people are to each other, and what verbs can say."""

from intertwine.check.relations.kind_unfit import kind_unfit
from intertwine.check.relations.parents_circle import parents_circle
from intertwine.check.relations.state_unbegun import state_unbegun
from intertwine.check.rule import Rule

RULES = (
    Rule(kind_unfit, "warning", "universe"),
    Rule(parents_circle, "error", "universe"),
    Rule(state_unbegun, "warning", "universe"),
)
