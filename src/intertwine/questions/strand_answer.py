"""What a map draws, and the table beside it says in words: lines, and their moments. The answer of `story_strands`."""

from collections.abc import Sequence
from dataclasses import field

from intertwine.model.message import message
from intertwine.model.numbers import shown
from intertwine.model.record import record
from intertwine.model.short_repr import short_repr
from intertwine.model.title_kind import PLAIN, TitleWords
from intertwine.model.way import LineStyle
from intertwine.questions.common import At, Named, NamedPlaces, Told
from intertwine.questions.moments import MarkKind
from intertwine.questions.timelines import Order


@record
class Strand:
    """Somebody's line. `title` is where this viewer first saw them, in whatever title (of somebody who was never there,
    that of their first moment); `group` the first that they were seen to join, to lead or to work for, None where there
    is none."""

    who: Named
    title: Named
    group: Named | None

    __repr__ = short_repr


@record
class StrandMark:
    """Something that happens to some of the lines in a moment; `strands` are numbers of `Strands.strands`. What comes
    out about somebody (a reveal) may do so where their line does not run."""

    kind: MarkKind
    strands: tuple[int, ...]
    told: Told

    __repr__ = short_repr


@record
class StrandWay:
    """How one of `Strands.strands` is in a moment, where it is not simply in person.

    `text` are the words (`heard and in person`, `imagined, as a boy`); `there` is True where they count as there;
    `line` is how their line is drawn, and `way` the words for what it is drawn as.
    """

    strand: int
    text: str
    there: bool
    line: LineStyle
    way: str

    __repr__ = short_repr


@record
class MomentFrame:
    """What a moment is in that did not really happen: its `kind` (dream), and the words (`In a dream of Aya`). Moments
    of the same frame have the same `number`, from 1, by first moment."""

    number: int
    kind: str
    text: str

    __repr__ = short_repr


@record
class Moment:
    """One layer of the map: a scene, or an installment of which no scene is known.

    `groups` are who is together, `alone` who is on stage otherwise, as numbers of `Strands.strands`; `told` are the
    scenes in words, as shown. `belongs_before` is the moment before which this one would stand in the other of the two
    orders, where it is out of that order (a flashback): the next there that is in order in both. The number of moments
    stands for the end, None for in order. `belongs_after` is the last moment that is in order, where this one stands
    behind it there, and others that are out of order stand behind this one (else None): so it is not the last of all.
    `ways` says how each is in it who is not simply in person; those who do not count as there are in no group. `scene`
    are all who are in its scene, where not all of them are there (else it is empty). `frame` is None for what really
    happened. `shown` is what tables say of it beside its marks (see `MomentDraft.told`). `place` is that of its scene,
    or of all that the tables say. `belongs_partly` is True where some of it says itself that it belongs elsewhere.
    """

    at: At
    place: Named | None
    groups: tuple[tuple[int, ...], ...]
    alone: tuple[int, ...]
    told: Sequence[Told]
    marks: tuple[StrandMark, ...]
    belongs_before: int | None
    ways: tuple[StrandWay, ...] = field(default=(), metadata={"json": "if any"})
    scene: tuple[int, ...] = field(default=(), metadata={"json": "if any"})
    frame: MomentFrame | None = field(default=None, metadata={"json": "if any"})
    belongs_after: int | None = None
    shown: tuple[Told, ...] = field(default=(), metadata={"json": False})
    belongs_partly: bool = field(default=False, metadata={"json": "if any"})

    @property
    def said(self) -> tuple[Told, ...]:
        """What tables say of it, the weightiest first: deaths and returns, what is shown, meetings, and reveals."""
        groups: tuple[tuple[MarkKind, ...], ...] = (("death", "return"), ("meeting",), ("reveal",))
        lives, meetings, reveals = ([mark.told for mark in self.marks if mark.kind in kinds] for kinds in groups)
        return (*lives, *self.shown, *meetings, *reveals)

    __repr__ = short_repr


def _title_words(words: TitleWords) -> dict[str, str | None] | None:
    """The words of a title as JSON has them; None of what is no title."""
    return words.as_json() if words.kind.id else None


@record
class Strands:
    """The moments of a universe, a title, a season, an installment or of one entity (`level`, `about`, `season`,
    `episode`), in `order`, and the lines that run through them, by first moment.

    `folded` are those left out because they are in few of them. `edge` is how far this viewer is: the last place in the
    order of release that they have passed, while what was asked about is not passed whole (None: it is, or nothing was,
    or it is no part of the listing). `words` say how the parts and installments of a title are called; in the JSON they
    are null where it is about no title.
    """

    level: str
    about: Named | None
    season: int | None
    episode: int | None = field(metadata={"json": shown})
    order: Order
    strands: tuple[Strand, ...]
    folded: tuple[Named, ...]
    moments: Sequence[Moment]
    edge: At | None
    words: TitleWords = field(default=PLAIN, metadata={"json": _title_words})

    __repr__ = short_repr

    def elsewhere(self, moment: Moment) -> str:
        """Where one of its moments that is out of order stands in the other order: "is shown before Tide 1x02"; "" of
        one that is in order."""
        if moment.belongs_before is None:
            return ""
        where: str
        if moment.belongs_before < len(self.moments):
            then = self.moments[moment.belongs_before].at
            where = message("before %(place)s", place=NamedPlaces([then]))
            if then == moment.at:
                where = message("before another moment of %(place)s", place=NamedPlaces([then]))
        elif moment.belongs_after is None:
            where = message("after all of this")
        else:
            where = message("after %(place)s", place=NamedPlaces([self.moments[moment.belongs_after].at]))
        if self.order == "shown" and moment.belongs_partly:
            return message("some of it happens %(where)s", where=where)
        if self.order == "shown":
            return message("happens %(where)s", where=where)
        return message("is shown %(where)s", where=where)
