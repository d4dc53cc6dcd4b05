"""JSON: the plan as the API and the command line give it."""

import json

from intertwine.plan.answer import Plan
from intertwine.questions.serialise import to_json


def plain_json(plan: Plan) -> bytes:
    """A `plan` as JSON in UTF-8."""
    return (json.dumps(to_json(plan), ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
