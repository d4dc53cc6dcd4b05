"""Titles, their seasons, installments and casts."""

from intertwine.check.rule import Rule
from intertwine.check.works.cast_unseen import cast_unseen
from intertwine.check.works.date_missing import date_missing
from intertwine.check.works.dependency_circle import dependency_circle
from intertwine.check.works.season_uncounted import season_uncounted

RULES = (
    Rule(cast_unseen, "warning", "universe"),
    Rule(date_missing, "warning", "universe"),
    Rule(dependency_circle, "warning", "universe"),
    Rule(season_uncounted, "warning", "universe"),
)
