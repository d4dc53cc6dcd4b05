"""Who is who. One file a rule; it may import ledger and model."""

from intertwine.check.identity import identity_circle, secret_namesake
from intertwine.check.rule import Rule

RULES = (
    Rule(identity_circle.identity_circle, "warning", "universe"),
    Rule(secret_namesake.secret_namesake, "warning", "universe"),
)
