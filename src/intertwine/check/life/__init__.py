"""Life and death. One file a rule; it may import ledger and model."""

from intertwine.check.life import born_twice, dead_acts, dies_twice, killer_dead, own_past_death, unborn_acts
from intertwine.check.rule import Rule

RULES = (
    Rule(dead_acts.dead_acts, "error", "entity"),
    Rule(dies_twice.dies_twice, "error", "entity"),
    Rule(killer_dead.killer_dead, "error", "entity"),
    Rule(unborn_acts.unborn_acts, "error", "entity"),
    Rule(born_twice.born_twice, "error", "entity"),
    Rule(own_past_death.own_past_death, "error", "entity"),
)
