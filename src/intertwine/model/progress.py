"""How far a viewer is: what they have seen, and what they want to be told without having seen it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import field
from typing import NamedTuple, NoReturn, Self

from intertwine.model.arguments import refuse
from intertwine.model.numbers import written_number
from intertwine.model.record import record
from intertwine.model.sentinels import END
from intertwine.model.short_help import ShortHelp


class _MarkFields(NamedTuple):
    title: str
    season: int
    number: int
    seconds: int = END


_MarkFields.title.__doc__ = "The identity of its title."
_MarkFields.season.__doc__ = "The season's number; 0 of a film, a short or a special."
_MarkFields.number.__doc__ = "The installment's number in its season; 0 of a film, a short or a special."
_MarkFields.seconds.__doc__ = "How far it was seen, in seconds from its begin; END is all of it."


class Mark(_MarkFields, metaclass=ShortHelp):
    """A passed position: an installment, and the second up to which it was seen (END: all of it).

    `title` is the identity of its title: what `id:` says there, with "id:" before it, or what stands in for it. A film,
    short or special is season 0, number 0 of its title. `Viewer.marks` makes marks from what a viewer can see.

    >>> import intertwine
    >>> universe = intertwine.load()
    >>> sorted(universe.seen().marks("Daredevil", [(1, 1)]))
    [<Mark: id:daredevil-series 1x01>]
    >>> half = intertwine.Mark("id:daredevil-series", 1, 2, seconds=1200)
    >>> universe.text(intertwine.Progress.of([half]))
    'Daredevil 1x02@00:20:00'
    """

    __slots__ = ()

    def __new__(cls, title: str, season: int, number: int, seconds: int = END) -> Self:
        """Raises `TypeError` for a title that is not a text, or a number that is not a whole one."""
        if type(title) is not str or not (type(season) is type(number) is type(seconds) is int):
            _refuse_mark(title, season, number, seconds)
        return super().__new__(cls, title, season, number, seconds)

    def __repr__(self) -> str:
        until = "" if self.seconds == END else f" until second {self.seconds}"
        return f"<Mark: {self.title} {self.season}x{written_number(self.number, 2)}{until}>"


class UnknownProgressError(ValueError, metaclass=ShortHelp):
    """Progress text that names something that is not there, or cannot be read. The message names the word; `offers` is
    what to write instead; `near` is the same, as in `NotThere`. `example` is a text that is understood, about the title
    that was named or else about others that are known ("": there is none).

    >>> import intertwine
    >>> try:
    ...     intertwine.load().seen("Daredevl S1")
    ... except intertwine.UnknownProgressError as error:
    ...     error.near
    ('Daredevil S1',)
    """

    def __init__(self, message: str, offers: tuple[str, ...] = (), example: str = "") -> None:
        super().__init__(message)
        self.offers, self.example = offers, example

    @property
    def near(self) -> tuple[str, ...]:
        """What may have been meant."""
        return self.offers


@record
class Progress(metaclass=ShortHelp):
    """How far a viewer is. `seen` and `told` hold at most one mark an installment, the furthest. Empty is nothing, and
    never everything.

    >>> import intertwine
    >>> universe = intertwine.load()
    >>> some = universe.progress("Daredevil 1x01-1x03, told Iron Fist 1x01")
    >>> some
    <Progress: seen 3, told 1>
    >>> universe.text(some | universe.progress("Daredevil 1x04"))
    'Daredevil 1x01-1x04, told Iron Fist 1x01'
    """

    seen: frozenset[Mark] = field(default_factory=frozenset, metadata={"help": "Marks of what was seen."})
    told: frozenset[Mark] = field(
        default_factory=frozenset, metadata={"help": "Marks of what is to be told without having been seen."}
    )

    def __init__(self, seen: AbstractSet[Mark] = frozenset(), told: AbstractSet[Mark] = frozenset()) -> None:
        """Of marks that `Viewer.marks` made; `universe.progress("Title S1")` reads progress as text. Raises
        `TypeError` for anything but marks."""
        _need_marks(seen, AbstractSet, "sets of marks")
        _need_marks(told, AbstractSet, "sets of marks")
        object.__setattr__(self, "seen", frozenset(seen))
        object.__setattr__(self, "told", frozenset(told))

    @classmethod
    def of(cls, seen: Iterable[Mark] = (), told: Iterable[Mark] = ()) -> "Progress":
        """A progress of these marks; of several marks in one installment the furthest counts. Raises `TypeError` for
        anything but marks."""
        kept = [_need_marks(marks, Iterable, "marks") for marks in (seen, told)]
        return cls(*map(furthest, kept))

    def __or__(self, other: "Progress") -> "Progress":
        """Both together. Raises `TypeError` for anything but a progress."""
        if not isinstance(other, Progress):
            return NotImplemented
        return Progress.of([*self.seen, *other.seen], [*self.told, *other.told])

    def __and__(self, other: "Progress") -> "Progress":
        """What both have passed: of each installment no further than either. What one has seen and the other was told
        is told. Raises `TypeError` for anything but a progress."""
        if not isinstance(other, Progress):
            return NotImplemented
        seen, told = _common(self.seen, other.seen), _common(self.told, other.told)
        ours, theirs = (furthest([*it.seen, *it.told]) for it in (self, other))
        more = _common(ours, theirs) - furthest([*seen, *told])
        return Progress(seen, furthest([*told, *more]))

    def __repr__(self) -> str:
        return f"<Progress: seen {len(self.seen)}, told {len(self.told)}>"


def _common(ours: frozenset[Mark], theirs: frozenset[Mark]) -> frozenset[Mark]:
    known = {mark[:3]: mark for mark in theirs}
    return frozenset(min(mark, known[mark[:3]]) for mark in ours if mark[:3] in known)


def _refuse_mark(*fields: object) -> NoReturn:
    way = 'write viewer.marks("Title", [(1, 1)]), or Mark("id:...", 1, 1)'
    wrong = next(it for it, kind in zip(fields, (str, int, int, int), strict=True) if type(it) is not kind)
    refuse("Mark", "a title's identity as text, and whole numbers", wrong, way)


def _need_marks(marks: object, kind: type, what: str) -> tuple[Mark, ...]:
    way = 'write universe.progress("Title S1"), or Progress.of(viewer.marks("Title", [(1, 1)]))'
    if not isinstance(marks, kind) or isinstance(marks, str | bytes):
        refuse("Progress", what, marks, way)
    found: tuple[Mark, ...] = tuple(marks)  # type: ignore[arg-type] # every kind that is asked for can be iterated over
    for mark in found:
        if not isinstance(mark, Mark):
            refuse("Progress", what, mark, way)
    return found


def furthest(marks: Iterable[Mark]) -> frozenset[Mark]:
    """Of several marks in one installment only the furthest."""
    best: dict[tuple[str, int, int], Mark] = {}
    for mark in marks:
        known = best.get(mark[:3])
        if known is None or known.seconds < mark.seconds:
            best[mark[:3]] = mark
    return frozenset(best.values())


NOTHING = Progress()
"""Nothing seen, nothing told."""
