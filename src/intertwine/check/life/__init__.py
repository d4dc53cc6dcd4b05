"""Life and death. One file a rule; it may import ledger and model."""

from intertwine.check.life import dead_acts, dies_twice
from intertwine.check.rule import Rule

RULES = (
    Rule(dead_acts.dead_acts, "error", "entity"),
    Rule(dies_twice.dies_twice, "error", "entity"),
)
