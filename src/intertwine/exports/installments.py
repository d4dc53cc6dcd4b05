"""What all formats say of an installment."""

from intertwine.plan.answer import Plan, PlannedEpisode


def full_name(it: PlannedEpisode) -> str:
    """`Daredevil 1x02 "Cut Man"`; without the name of the episode where the plan does not show it."""
    name = it.it.episode.name
    return f'{it.it.text} "{name}"' if name and it.season is not None else it.it.text


def in_hours(it: PlannedEpisode) -> str:
    """Its length: `52 min`, `about 1 h 50 min`."""
    return ("about " if it.about else "") + hours(it.minutes)


def hours(minutes: int) -> str:
    """`45 min`, `3 h`, `7 h 30 min`."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} h"] if whole else []
    return " ".join([*parts, *([f"{rest} min"] if rest or not whole else [])])


def heading(plan: Plan) -> str:
    """What the plan is for."""
    return f"Before {plan.target.text}"
