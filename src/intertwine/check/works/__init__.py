"""Titles, their seasons, installments and casts. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule
from intertwine.check.works import cast_unseen, date_missing, dependency_circle, season_uncounted

RULES = (
    Rule(cast_unseen.cast_unseen, "warning", "universe"),
    Rule(date_missing.date_missing, "warning", "universe"),
    Rule(dependency_circle.dependency_circle, "warning", "universe"),
    Rule(season_uncounted.season_uncounted, "warning", "universe"),
)
