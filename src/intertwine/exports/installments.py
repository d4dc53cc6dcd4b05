"""What all formats say of an installment."""

from intertwine.model.numbers import in_hours
from intertwine.plan.answer import Plan, PlannedEpisode


def full_name(it: PlannedEpisode) -> str:
    """`Daredevil 1x02 "Cut Man"`; without the name of the episode where the plan does not show it."""
    name = it.it.episode.name
    return f'{it.it.text} "{name}"' if name and it.season is not None else it.it.text


def length(it: PlannedEpisode) -> str:
    """How long it takes, and where to pause: `52 min`, `about 1 h 50 min, pause at 00:10:00 for the next one`."""
    return ", ".join([("about " if it.about else "") + in_hours(it.minutes), *(pause.text for pause in it.pauses)])


def heading(plan: Plan) -> str:
    """What the plan is for."""
    return f"Before {plan.target.text}"
