"""Time and place. One file a rule; it may import ledger and model."""

from intertwine.check.place import (
    elsewhere_during,
    journey_short,
    killer_elsewhere,
    scene_beyond,
    scenes_backward,
    scenes_overlap,
    time_contradiction,
    two_dates,
    two_places,
)
from intertwine.check.rule import Rule

RULES = (
    Rule(time_contradiction.time_contradiction, "warning", "universe"),
    Rule(two_places.two_places, "error", "universe"),
    Rule(killer_elsewhere.killer_elsewhere, "error", "universe"),
    Rule(elsewhere_during.elsewhere_during, "error", "universe"),
    Rule(two_dates.two_dates, "error", "universe"),
    Rule(journey_short.journey_short, "warning", "universe"),
    Rule(scene_beyond.scene_beyond, "error", "universe"),
    Rule(scenes_overlap.scenes_overlap, "warning", "universe"),
    Rule(scenes_backward.scenes_backward, "warning", "universe"),
)
