"""Whether a fact has what its verb takes, and no more."""

from intertwine.ledger.read.fact_cursor import FactCursor
from intertwine.ledger.read.fact_parts import FactParts, takes
from intertwine.ledger.read.item_parts import NOT_KINDS
from intertwine.ledger.read.markdown.diagnostics import shorten

_MOST_PAIRS = 1000
"""Pairs of subjects and objects of one fact: a line of names could else stand for any number."""


def check(at: FactCursor, found: FactParts) -> None:
    """Whether the verb of what was `found` has what it takes, and no more; `at` is where the walk stands, and notes
    problems. Raises `Unreadable` where it has not."""
    verb = found.verb
    if len(found.subjects) * len(found.objects) > _MOST_PAIRS:
        message = f"this fact stands for {len(found.subjects)} times {len(found.objects)} pairs"
        at.fail(0, "pairs-too-many", message, f"at most {_MOST_PAIRS}: write several facts")
    for ends, kinds in ((found.subjects, verb.subjects), (found.objects, verb.objects)):
        for part in (named.part for named in ends):
            if part is not None and part.kind not in kinds:
                message = f'"{found.form}" is said of no {part.kind} here, and "{shorten(part.text)}" is one'
                hint = "write it of all of the title, or choose another verb"
                at.refuse((part.line, part.column), "place-not-allowed", message, hint)
    if not found.subjects and not verb.role.startswith("scene"):
        at.fail(0, "subject-missing", f'"{found.form}" names nobody', "write its [[names]]")
    if found.objects:
        if verb.objects <= NOT_KINDS:
            message = f'"{found.form}" takes no [[name]]'
            at.fail(found.objects[0].at, "object-not-allowed", message, takes(verb))
    elif not found.ref and "none" not in verb.objects:
        if found.quoted is None:
            hint = takes(verb)
            if verb.symmetric and len(found.subjects) > 1:
                hint = f"write [[A]] {found.form} [[B]]"
                hint += f" and [[C]], and [[B]] {found.form} [[C]]" * (len(found.subjects) > 2)
            at.fail(len(at.span.text), "object-missing", f'"{found.form}" needs an object', hint)
        elif "text" not in verb.objects:
            message = f'"{found.form}" takes no text as its object'
            at.fail(found.quoted.at, "text-not-allowed", message, takes(verb))
