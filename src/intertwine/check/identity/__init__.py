"""Who is who. One file a rule; it may import ledger and model."""

from intertwine.check.identity import (
    beside_oneself,
    id_shared,
    identity_circle,
    identity_early,
    identity_unlike,
    secret_namesake,
)
from intertwine.check.rule import Rule

RULES = (
    Rule(beside_oneself.beside_oneself, "error", "entity"),
    Rule(id_shared.id_shared, "warning", "universe"),
    Rule(identity_circle.identity_circle, "warning", "universe"),
    Rule(identity_early.identity_early, "error", "universe"),
    Rule(identity_unlike.identity_unlike, "error", "line"),
    Rule(secret_namesake.secret_namesake, "warning", "universe"),
)
