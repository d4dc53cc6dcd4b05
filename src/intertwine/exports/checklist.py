"""A checklist in Markdown."""

import re

from intertwine.exports.installments import full_name, heading, length
from intertwine.model.numbers import in_hours
from intertwine.plan.answer import Plan
from intertwine.plan.nothing import nothing_planned

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def checklist(plan: Plan, universe: str) -> bytes:
    """The installments of a `plan` as boxes to tick, in their order; `universe` is its universe's name."""
    about = "about " if plan.about else ""
    lines = [f"# {_plain(heading(plan))}", "", f"{_plain(universe)}: {about}{in_hours(plan.minutes)}.", ""]
    for it in plan.installments:
        day = f"{' and '.join(one.date for one in it.sittings)}: " if it.evening else ""
        lines.append(f"- [ ] {day}{_plain(full_name(it))} ({length(it)})")
    if not plan.installments:
        lines.append(_plain(" ".join(nothing_planned(plan, plan.target.text).lead)))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _plain(text: str) -> str:
    """Text in which nothing is markup; a name is one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
