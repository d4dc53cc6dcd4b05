"""What a fact consists of, as its text is read."""

from dataclasses import dataclass, field

from intertwine.ledger.read.fact_tokens import LinkToken, Quoted
from intertwine.ledger.read.item_parts import NOT_KINDS, Lead
from intertwine.model.kinds import TITLE_PARTS
from intertwine.model.verb import Verb
from intertwine.model.words import a


@dataclass(slots=True)
class FactParts:
    """What a walk has found. `ref` is the block id of the fact that this one is about, `block` its own ("": none).
    `ways` says how each of the subjects is present (() where no note says so)."""

    verb: Verb
    form: str
    block: str
    lead: Lead
    subjects: list[LinkToken] = field(default_factory=list)
    objects: list[LinkToken] = field(default_factory=list)
    preposition: str = ""
    place: LinkToken | None = None
    recipient: LinkToken | None = None
    ref: str = ""
    quoted: Quoted | None = None
    ways: tuple[str, ...] = ()
    before_text: str = ""
    """A word before the quoted text that is part of it ("": none): "of" of `suspects [[B]] of "murder"`."""


def takes(verb: Verb) -> str:
    """What a verb takes as its object, in words."""
    words = sorted(f"[[{a(kind)}]]" for kind in verb.objects - NOT_KINDS - {*TITLE_PARTS})
    words += [
        f"[[a title]] {place}" for kind, place in zip(TITLE_PARTS, ("1x05", "S2"), strict=True) if kind in verb.objects
    ]
    words += ['"text"'] * ("text" in verb.objects) + ["^fact"] * ("fact" in verb.objects)
    return f"it takes {', '.join(words)}" if words else "it takes no object"
