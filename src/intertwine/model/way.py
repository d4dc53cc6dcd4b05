"""What it means to be in a scene, and what it means not to be real, as data: ways of presence and kinds of frames."""

from typing import Literal

from intertwine.model.record import record

LineStyle = Literal["full", "thin", "dashed", "dotted", "ended"]


@record
class Way:
    """One way of being in a scene.

    `forms` are the words that a keeper may write for it, in parentheses after a name. `there` is True where such a
    person counts as seen, and as together with the others who are there. `spoken` is True where those who are there
    have spoken with them. `is_usual` is True of the one way that is meant where nothing is written. `one` and `many`
    are the words after one name and after several ("is heard", "are heard"); `with_one` and `with_many` those between
    others who are there and such a one, or several ("with the body of"; "": a clause of their own says it). `noun`
    names the way in a legend. `line` is how a map draws it.
    """

    id: str
    forms: tuple[str, ...]
    one: str = ""
    many: str = ""
    noun: str = ""
    with_one: str = ""
    with_many: str = ""
    there: bool = False
    spoken: bool = False
    is_usual: bool = False
    line: LineStyle = "full"


def split_label(label: str) -> tuple[str, str]:
    """The id of a way ("" is in person) and what else is written of a presence: "imagined" and "as a boy" of
    "imagined, as a boy"."""
    way, _, words = label.partition(", ")
    return way, words


@record
class FrameKind:
    """One kind of what did not really happen.

    `forms` are the words that a keeper may write for it. `within` says it of what is in such a frame ("in a dream");
    `within_of` does with a name in place of `{}` ("in a dream of {}"), and `within_named` with a quoted text in its
    place. `within_own` says it of what the one does whose it is ("in their own dream"; "": `within_of` says it of this
    too). `lasts` is True where the same name means the same frame wherever it is written (another world), False where
    each heading has one of its own (a dream). `told_by` are the ids of verbs with which the one whose it is tells of
    it: after "Ada dreams that" nothing says again that it is in a dream of Ada.
    """

    id: str
    forms: tuple[str, ...]
    within: str
    within_of: str
    within_named: str
    within_own: str = ""
    lasts: bool = False
    told_by: tuple[str, ...] = ()
