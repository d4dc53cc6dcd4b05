"""What people are to each other, and what verbs can say. One file a rule; it may import ledger and model."""

from intertwine.check.relations import (
    begun_twice,
    ended_twice,
    ends_early,
    first_meeting_twice,
    kin_unlike,
    kind_unfit,
    married_twice,
    met_before,
    own_kin,
    parent_younger,
    parents_circle,
    state_unbegun,
    states_exclusive,
)
from intertwine.check.rule import Rule

RULES = (
    Rule(begun_twice.begun_twice, "warning", "universe"),
    Rule(ended_twice.ended_twice, "warning", "universe"),
    Rule(ends_early.ends_early, "warning", "universe"),
    Rule(first_meeting_twice.first_meeting_twice, "error", "entity"),
    Rule(kin_unlike.kin_unlike, "error", "universe"),
    Rule(kind_unfit.kind_unfit, "warning", "universe"),
    Rule(married_twice.married_twice, "warning", "universe"),
    Rule(met_before.met_before, "error", "entity"),
    Rule(own_kin.own_kin, "error", "entity"),
    Rule(parent_younger.parent_younger, "error", "universe"),
    Rule(parents_circle.parents_circle, "error", "universe"),
    Rule(state_unbegun.state_unbegun, "warning", "universe"),
    Rule(states_exclusive.states_exclusive, "error", "universe"),
)
