"""How somebody stands to another, in words: one rule for all pages."""

from typing import TYPE_CHECKING

from intertwine.model.kinds import is_title_kind
from intertwine.model.words import within
from intertwine.questions.common import Named, Part
from intertwine.questions.passages import below_frame

if TYPE_CHECKING:
    from intertwine.questions.entity_page import Relation


def relation_parts(it: "Relation") -> tuple[Part, ...]:
    """The relation `it` in pieces, for links, without the one whose page it is on: "is married to Ada", "has Ada (as
    Zoe) as a member, as Rolf". Where the vocabulary has no words from this side, it is the fact that began it, as it
    stands below a heading that says in which frame it is."""
    if not it.words:
        return below_frame(it.told).parts
    # A member is had: "has Ada as a member" of what the vocabulary words as "has as a member".
    around = it.words.startswith("has as ")
    parts = [Part("has " if around else f"{it.words} ")]
    if it.to is not None:
        parts.append(_own(it, it.to) or _named(it.to))
    elif it.text:
        parts.append(Part(it.text))
    else:
        parts = [Part(it.words)]
    if it.to_taken_for is not None:
        parts += [Part(" (as " if around else ", who was taken for "), _named(it.to_taken_for)]
        parts += [Part(")")] if around else []
    parts += [Part(f" {it.words[4:]}")] if around and len(parts) > 1 else []
    parts += [Part(", as "), _named(it.taken_for)] if it.taken_for is not None else []
    return tuple(parts)


_OWNS = ("his ", "her ", "their ", "its ")


def _own(it: "Relation", to: Named) -> Part | None:
    """ "his apartment" of what its name says to be theirs, on whose page it is; None where the fact that began it does
    not say so, or names a third one who may be meant."""
    named = [part for part in it.told.parts if part.to is not None]
    says_so = len(named) == 2 and named[1].to == to and named[1].text.startswith(_OWNS)
    return named[1] if says_so else None


def _named(it: Named) -> Part:
    return Part(it.name if is_title_kind(it.kind) else within(it.name), it)
