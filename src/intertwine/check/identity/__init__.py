"""Who is who."""

from intertwine.check.identity.identity_circle import identity_circle
from intertwine.check.identity.secret_namesake import secret_namesake
from intertwine.check.rule import Rule

RULES = (
    Rule(identity_circle, "warning", "universe"),
    Rule(secret_namesake, "warning", "universe"),
)
