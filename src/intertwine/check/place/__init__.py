"""Time and place."""

from intertwine.check.place.time_contradiction import time_contradiction
from intertwine.check.place.two_places import two_places
from intertwine.check.rule import Rule

RULES = (
    Rule(time_contradiction, "warning", "universe"),
    Rule(two_places, "error", "universe"),
)
