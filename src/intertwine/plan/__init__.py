"""What to watch or read first. Sees a view and the curriculum that the gate discloses for it, and nothing else; of our
own packages it imports the model, the gate's view, questions and, for its solver, storyline's."""

from intertwine.plan.answer import CurvePoint, Plan, PlannedEpisode, PlanPause, TitleReason
from intertwine.plan.errors import PlanError
from intertwine.plan.evening import Evening
from intertwine.plan.options import PlanOptions

__all__ = ["CurvePoint", "Evening", "Plan", "PlanError", "PlanOptions", "PlanPause", "PlannedEpisode", "TitleReason"]
