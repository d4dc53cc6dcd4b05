"""Titles, their seasons, installments and casts. One file a rule; it may import ledger and model."""

from intertwine.check.rule import Rule
from intertwine.check.works import (
    cast_missing,
    cast_twice,
    cast_unseen,
    date_missing,
    dates_backward,
    dependency_circle,
    installment_doubled,
    number_gap,
    part_alone,
    role_unseen,
    season_misdated,
    season_short,
    season_uncounted,
    year_unlike,
)

RULES = (
    Rule(cast_missing.cast_missing, "warning", "universe"),
    Rule(cast_twice.cast_twice, "warning", "universe"),
    Rule(cast_unseen.cast_unseen, "warning", "universe"),
    Rule(date_missing.date_missing, "warning", "universe"),
    Rule(dates_backward.dates_backward, "warning", "universe"),
    Rule(dependency_circle.dependency_circle, "warning", "universe"),
    Rule(installment_doubled.installment_doubled, "warning", "universe"),
    Rule(number_gap.number_gap, "warning", "universe"),
    Rule(part_alone.part_alone, "warning", "universe"),
    Rule(role_unseen.role_unseen, "warning", "universe"),
    Rule(season_misdated.season_misdated, "warning", "universe"),
    Rule(season_short.season_short, "warning", "universe"),
    Rule(season_uncounted.season_uncounted, "warning", "universe"),
    Rule(year_unlike.year_unlike, "warning", "universe"),
)
