"""Time and place. One file a rule; it may import ledger and model."""

from intertwine.check.place import time_contradiction, two_places
from intertwine.check.rule import Rule

RULES = (
    Rule(time_contradiction.time_contradiction, "warning", "universe"),
    Rule(two_places.two_places, "error", "universe"),
)
