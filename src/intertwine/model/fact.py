"""What a view hands out: facts and listings, resolved for one viewer. Entities are numbers of that view alone."""

from typing import NamedTuple

from intertwine.model.record import record
from intertwine.model.release import ReleaseDate
from intertwine.model.short_repr import quoted
from intertwine.model.verb import Verb


class Piece(NamedTuple):
    """A stretch of a sentence; `entity` is what it names, or None for plain words."""

    text: str
    entity: int | None = None


class Where(NamedTuple):
    """Where the viewer learnt something: a title, and in it an installment and second (None: its end).

    A film's season and number are 0. `by_end` is True for what needed other installments too (a whole season): it is
    known by then, and need not have been shown just there.
    """

    title: int
    season: int
    number: int
    seconds: int | None = None
    by_end: bool = False


class KnownName(NamedTuple):
    """A name that the viewer knows; `where` None: it is public or came with the first fact."""

    text: str
    where: Where | None


@record
class StoryRelation:
    """That a fact is true before, after or during (`kind`) the fact of a `line`, or the place `where`: one of them is
    None. `distance` is how far as written ("about 37 years"; "": not said), `days` the same in days (None). `unit` says
    what the place was written as: an "installment", or the "season" or "title" that it is in. `last` is the last
    installment that belongs to the place (None: it has one)."""

    kind: str
    line: int | None
    where: Where | None
    distance: str
    days: int | None
    unit: str = "installment"
    last: Where | None = None


@record
class StorySpan:
    """When a fact is true in the story: EDTF as written, or "unknown" ("": neither); days since 0001-01-01 (None: open
    or unknown); a step in the title's own story order (None); and what it comes before, after or during, as far as the
    viewer knows that."""

    text: str
    start: int | None
    until: int | None
    step: int | None
    relations: tuple[StoryRelation, ...]


class TitlePart(NamedTuple):
    """What stands at an end of a fact: an installment of a title; all of a season, where `number` is None; or all of
    it, as anything that is no title, where `season` is None too."""

    title: int
    season: int | None
    number: int | None


class NamedParts(NamedTuple):
    """The subjects and the objects of a fact that names parts of titles, each of them once."""

    subjects: tuple[TitlePart, ...]
    objects: tuple[TitlePart, ...]


class Fact(NamedTuple):
    """One visible statement, its pairs grouped again. (A page reads hundreds of them: a named tuple is made ten times
    as fast as a frozen dataclass of so many fields.)

    `recipient` is to whom (or from whom) its objects go: `verb.recipient` is the word between them.
    `line` identifies it within its view; `order` sorts facts as they were shown. `where` is None for what is public.
    `text` is its quoted words or its prose, in pieces. `ref` is the line of the fact that is its object. `disproved`
    is True for what had been believed, `several` for what needed several installments (a whole season): `where` is the
    last of them. `title` is the title on whose page a public fact is written (None else). `ways` says how each of the
    `subjects` is there, by labels: a way's id, and after a comma what else is written ("" is in person); several where
    somebody is there in several ways. It is () where all are there in person. `frame` is the line that says in which
    frame it is (None: in none); facts of the same frame have the same one. `parts` are its ends with the parts of
    titles that they are (None: it names no part of a title).
    """

    line: int
    order: tuple[int, int]
    verb: Verb
    form: str
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    preposition: str
    place: int | None
    recipient: int | None
    text: tuple[Piece, ...]
    label: str
    rank: int
    where: Where | None
    source: str
    true: StorySpan | None
    ref: int | None
    about: int | None
    section: str
    start: int | None
    end: int | None
    disproved: bool
    several: bool
    title: int | None
    ways: tuple[tuple[str, ...], ...] = ()
    frame: int | None = None
    parts: NamedParts | None = None

    @property
    def ends(self) -> tuple[int, ...]:
        """Those of whom it says something: its subjects, its objects and its recipient."""
        return (*self.subjects, *self.objects, *(() if self.recipient is None else (self.recipient,)))

    @property
    def real(self) -> bool:
        """True where it happened, as far as this viewer knows: it is neither disproved nor in a frame."""
        return not self.disproved and self.frame is None

    def __repr__(self) -> str:
        ends = f"subjects {self.subjects}, objects {self.objects}"
        return f"<Fact: line {self.line}, {self.verb.id}, {ends}, {quoted(self.words)}>"

    @property
    def words(self) -> str:
        """Its quoted words or prose, as plain text."""
        return "".join(piece.text for piece in self.text)


@record
class Listed:
    """An installment in a title's listing. `name` is "" while it is not to be shown; `date` None unknown.

    `seen` and `told` are seconds passed (None: not at all; END: all of it). `minutes` is its length in what its kind
    counts in, `about` True where that is only about right. `others` are its other numbers, as pairs of the numbering
    and the number ("absolute", "17"). `file_end` is the last number of the file that holds it and others (0: it is
    alone). `skipped` is True for what the viewer leaves out: it is never next.
    """

    season: int
    number: int
    name: str
    date: ReleaseDate | None
    minutes: int
    about: bool
    seen: int | None
    told: int | None
    others: tuple[tuple[str, str], ...] = ()
    file_end: int = 0
    skipped: bool = False


@record
class ListedSeason:
    """A season in a title's listing; `announced` has no installments yet. `usual` is about how long one of its
    installments takes, in what the kind counts in (0: not stated)."""

    number: int
    date: ReleaseDate | None
    episodes: int
    announced: bool
    usual: int = 0
