"""Life and death."""

from intertwine.check.life.dead_acts import dead_acts
from intertwine.check.life.dies_twice import dies_twice
from intertwine.check.rule import Rule

RULES = (
    Rule(dead_acts, "error", "entity"),
    Rule(dies_twice, "error", "entity"),
)
