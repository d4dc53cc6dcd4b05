"""The columns that qualify a scene or a fact, as data: what each is called in the text, and what its cells look like.

The pattern of a column says where its cells hold ids. A group is called after what stands in it, and is written in the
text as that: `who` (an entity) and `page` (an entity or a title) as a link, `fact` as `^id`, `moment` (a fact, or a
place in a title) as either, `stamp` as a stamp, `reason` (a fact, or words) as `^id` or in quotation marks. What stands
outside of groups is written as it is. The reader of pages judges what comes out.
"""

from typing import NamedTuple

_UNTIL = r"(?:(?:,|(?<![\s,]))\s++(?:revealed|until)\s++(?P<stamp>.+))"
FRAMES = "FRAMES"
"""Stands in a pattern for the forms of all kinds of frames."""


class QualifierColumn(NamedTuple):
    """A column `name` that becomes the qualifier `written`. A cell matches `pattern` whole, whatever its case, such as
    `example`; `before` are words that are put in front of it. It holds several where one of the signs `split` stands
    ("": never). `alone` is True where the loss of a cell shows nothing earlier: then it costs only itself, else its
    row. `nothing` is a word that says nothing. `sure` is True where what matches can always be read, unless the row
    says another such qualifier."""

    name: str
    written: str
    pattern: str
    example: str
    before: str = ""
    split: str = ""
    alone: bool = False
    nothing: str = ""
    sure: bool = False


def reason_column(form: str) -> QualifierColumn:
    """The column of a purpose that is written as `form`."""
    return QualifierColumn(
        form.replace(" ", "_"), form, r"\^?(?P<reason>.+)", "a fact's id, or words", "", "|", True, "", True
    )


QUALIFIER_COLUMNS = (
    QualifierColumn("needs", "needs", r"(?P<stamp>.+)", "lh1 + lh2@0:10:00", sure=True),
    QualifierColumn("also_known", "also known", r"(?P<stamp>.+)", "lh2; is", sure=True),
    QualifierColumn("date", "true", ".+", "2015-03", "", "", True),
    *(
        QualifierColumn(name, "true", "[0-9]{1,6}", "a whole number", "step ", "", True, "", True)
        for name in ("step", "story_order")
    ),
    QualifierColumn(
        "true", "true", r"(?:.*?\b)?(?:before|after|during)\s+\^?(?P<moment>.+)|.+", "2015-03, or 3 days after ID",
        "", ";|", True,
    ),
    *(
        QualifierColumn(
            kind, "true", r"\^?(?P<moment>.+)", "a fact's id, or TITLE 1x05", f"{kind} ", ";|", True, "", True
        )
        for kind in ("before", "after", "during")
    ),
    QualifierColumn(
        "own", "own", rf"(?P<who>.+?)(?<!\s)\s++step\s++[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?{_UNTIL}?",
        "aya step 3; or aya step 2.5, revealed ID", "", ";|", True, "", True,
    ),
    QualifierColumn(
        "taken_for", "taken for", rf"(?:(?>(?P<who>.+?)(?<!\s)\s++as\s++)|as\s++)(?P<who_seems>.+?){_UNTIL}",
        "sho as ren until lh2", "", "|", False, "nobody",
    ),
    QualifierColumn(
        "frame", "frame", rf"(?:{FRAMES})(?:\s++(?:of|by))?(?:,?\s++(?P<page>(?!revealed\s|until\s).+?))??{_UNTIL}?",
        "dream of aya, revealed lh2", "", "|", sure=True,
    ),
    QualifierColumn("disproves", "disproves", r"\^?(?P<fact>.+)", "a fact's id", "", ";|", sure=True),
    reason_column("because"),
    reason_column("in order to"),
)  # fmt: skip
QUALIFIER_NAMES = tuple(column.name for column in QUALIFIER_COLUMNS)
