"""What a page says, before names are resolved: the output of the parser, the input of the compiler."""

from dataclasses import field
from typing import Literal

from intertwine.model.extent import Extent, Unit
from intertwine.model.frozen import FrozenDict
from intertwine.model.numbers import read_number
from intertwine.model.record import record
from intertwine.model.release import ReleaseDate
from intertwine.model.sentinels import END, NONE


@record
class Link:
    """`[[key|shown]]` as written; `shown` is "" without a bar; `column` counts from 1."""

    key: str
    shown: str = ""
    column: int = 0


@record
class WrittenPart:
    """A place after a title's link, as written: the fact is about that part of the title. `kind` says of which sort;
    `line` and `column` (from 1) are where it begins."""

    text: str
    kind: Literal["season", "installment"]
    line: int
    column: int


ANY_SEASON = -1
"""The season of an installment that is written without one."""


@record
class PositionText:
    """A position as written, unresolved.

    `kind` "public" has no title; "linked" is a name's stamp "with any visible fact that links it"; "title" is a
    whole title, "season" a whole season, "installment" one episode (or a film, with season and number 0) up to
    `seconds` (END: its end). `title` is a key or a name, or "" for the page's own title. `linked_title` is True for
    `[[key]]`, which is a key only, and `quoted` for a name in quotation marks, which is a name only. "impossible"
    stands for what could not be read: it is never passed.

    A place that is one by its words ("Part 2", "ch 5") has them in `part_words` and `own_words`: they must fit the
    title's kind. `whole` is then title and place as written, which may be a title's name too ("" where it cannot be).
    `season` is ANY_SEASON where an installment is written without its season; `pair` is its number where that is two
    numbers ("disc 2.10"), and the first and last number of what one file holds ("7/8"), of which `number` is the first.
    """

    kind: Literal["public", "linked", "title", "season", "installment", "impossible"]
    title: str = ""
    season: int = 0
    number: int = 0
    seconds: int = END
    linked_title: bool = False
    column: int = 0
    quoted: bool = False
    whole: str = ""
    part_words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    pair: str = ""

    @property
    def extent(self) -> Extent:
        """The place in the title. Only seasons and installments have one."""
        unit: Unit = "season" if self.kind == "season" else "number" if self.season == ANY_SEASON else "installment"
        place = (max(self.season, 0), self.number)
        last = self.pair.partition("/")[2]
        end = (place[0], read_number(last)) if last else place
        return Extent(unit, place, end, self.part_words, self.own_words, self.pair)


@record
class Alternative:
    """One way to learn a statement: every position must have been passed. `source` is "" for the position itself."""

    positions: tuple[PositionText, ...]
    source: str = ""


@record
class WrittenRelation:
    """That a statement is true before, after or during another fact or a place in a title, written on `line`.

    Of `block`, a fact's id ("": none), and `place`, positions in one title (None), there is one. `distance` is how far
    it is as written ("about 37 years"; "": not said), and `days` the same in days, rounded (NONE: not said).
    """

    kind: str
    block: str
    place: Alternative | None
    distance: str
    days: int
    line: int


@record
class StoryTime:
    """When a statement is true in the story. Bounds are days since 0001-01-01 (None: open or unknown).

    `text` is the EDTF as written, or "unknown". `step` is a place in the title's own story order (NONE: none).
    `relations` are what it comes before, after or within, in the order written.
    """

    text: str = ""
    start: int | None = None
    until: int | None = None
    step: int = NONE
    relations: tuple[WrittenRelation, ...] = ()


@record
class Purpose:
    """A `because:` or `in order to:` of a fact: words with their links, or a fact's block id."""

    verb: str
    text: str
    links: tuple[Link, ...]
    ref: str
    line: int


@record
class TakenFor:
    """A `taken for:` of a fact, on `line`: `who` is the true person, `seems` whom everybody takes them for until one of
    the `alternatives` is passed."""

    who: Link
    seems: Link
    alternatives: tuple[Alternative, ...]
    line: int


@record
class StoryFrame:
    """A `frame:` around a fact, on `line`: `kind` is the id of a kind of frame, `name` whose or which it is (None:
    not given), `text` a name in quotation marks ("": none). It is known when one of the `alternatives` is passed (():
    with the fact). `heading` is the line of the heading above it."""

    kind: str
    name: Link | None
    text: str
    alternatives: tuple[Alternative, ...]
    line: int
    heading: int


@record
class OwnStep:
    """An `own:` of a fact, on `line`: in the life of `who` it has the place `step`, in thousandths. It is known when
    one of the `alternatives` is passed ((): with the fact)."""

    who: Link
    step: int
    alternatives: tuple[Alternative, ...]
    line: int


@record
class Statement:
    """One fact, sentence or listing entry, as written on one line.

    Invariant: `alternatives` is never empty (what is unstamped holds one impossible alternative). Every pair of
    `subjects` and `objects` is a row of the ledger; either may be empty. `verb` is a verb's id in the vocabulary.
    `label` is a second word of listing entries (the body of a certification, the scheme of an outside id, the alt
    text of an image). `rank` orders names and billing. `start` and `end` are seconds of a scene (NONE: not given).
    `text_links` are the links inside `text` (each gates the statement). `ref` and `disproves` are block ids.
    `recipient` is to whom (or from whom) its objects go: the verb has the word between them.
    `section` is "" or the name of the section it stands in, one of `kinds.SECTIONS`. `ways` say how each of the
    subjects is present (see `Rows.label`); it is () where all are there in person. `taken` are those who are taken for
    others, `frames` what it happens in, the outermost first. `own` are its
    places in the lives of people who have an order of their own. `parts` say of each subject, then of each object,
    which part of a title it is (None: all of it); it is () where none of them is a part.
    """

    line: int
    column: int
    verb: str
    form: str
    alternatives: tuple[Alternative, ...]
    subjects: tuple[Link, ...] = ()
    objects: tuple[Link, ...] = ()
    preposition: str = ""
    place: Link | None = None
    text: str = ""
    text_links: tuple[Link, ...] = ()
    label: str = ""
    rank: int = 0
    ref: str = ""
    block: str = ""
    start: int = NONE
    end: int = NONE
    true: StoryTime | None = None
    purposes: tuple[Purpose, ...] = ()
    disproves: tuple[str, ...] = ()
    section: str = ""
    ways: tuple[str, ...] = ()
    taken: tuple[TakenFor, ...] = ()
    frames: tuple[StoryFrame, ...] = ()
    own: tuple[OwnStep, ...] = ()
    recipient: Link | None = None
    parts: tuple[WrittenPart | None, ...] = ()
    first_appearance: Link | None = None
    """Of cast lines that wait for it: the character whose first appearance in this title reveals the statement
    (the compiler replaces `alternatives`, which hold one impossible alternative)."""

    @property
    def ends(self) -> tuple[Link, ...]:
        """Those of whom it says something: its subjects, its objects and its recipient."""
        return (*self.subjects, *self.objects, *((self.recipient,) if self.recipient else ()))


@record
class OtherNumber:
    """Another number of an installment: `value` in the numbering `label`, as written; or, with `is_page`, the page of
    the edition `label` on which it begins ("": of the only one)."""

    label: str
    value: str
    is_page: bool = False


@record
class Installment:
    """An episode, or a film's only one (season and number 0). `date` is None and `minutes` 0
    when unknown, `about` True for `~52`. `unit` is what its length was written in ("": nothing was), `others` its other
    numbers. `file_end` is the last number of the file that holds it and others (0: it is alone)."""

    season: int
    number: int
    name: str
    date: ReleaseDate | None
    minutes: int
    about: bool
    line: int
    unit: str = ""
    others: tuple[OtherNumber, ...] = ()
    file_end: int = 0


@record
class Edition:
    """An edition that a title's page declares, with its number of pages."""

    name: str
    pages: int
    line: int


@record
class Season:
    """A season's heading. `episodes` is the declared number (0: none declared); `announced` seasons have none yet.
    `implicit` is True where the heading names no part: it lists all of a title that has none. `usual` is how long one
    of its installments takes, about, where that is not said of the installment itself (0: not stated)."""

    number: int
    date: ReleaseDate | None
    episodes: int
    announced: bool
    line: int
    implicit: bool = False
    usual: int = 0


@record
class Unread:
    """A heading, on `line` of a series' page, that may have been meant for a season or an episode and is not read as
    one. `season` is the season that misses something, or None where it may be any. Nobody can have seen the whole
    title, or all of that season, before it is corrected."""

    season: int | None
    line: int


@record
class OrderEntry:
    """An entry of a viewing order, on `line`: the places in a title that come next, in their order."""

    positions: tuple[PositionText, ...]
    line: int


@record
class Page:
    """Everything that one file says.

    `kind` is "universe", "order", a title's kind, "season", an entity's kind, or "" when the front matter could not be
    read. `of` is the title's key on season pages. `name` is the implicit name (shown with any visible fact; titles:
    their listing's name), "" where only stamped names are declared; `name_rank` is its place among the declared names.
    `stamped_kind` is True where `kind:` is a list: then the kinds are statements, and `kind` is the first of them, for
    keepers only. `plural` is True where its name is that of several ("the Russians"), `pronoun` what a
    sentence says of them after their name ("": nothing, or one of `PRONOUNS`). `revealed` stamps the whole
    listing of a title or an entity ((): nothing does), or an order's name. `id` is the identity that the keeper gave a
    title or a universe ("": none). `unread` are the headings of a series' page that may have been meant to list
    something. `entries` are those of an order's page. `properties` holds what else a universe's page says
    ("description").
    """

    path: str
    key: str
    kind: str
    id: str = ""
    name: str = ""
    name_rank: int = 0
    of: str = ""
    year: int = 0
    declared_names: bool = False
    stamped_kind: bool = False
    plural: bool = False
    pronoun: str = ""
    revealed: tuple[Alternative, ...] = ()
    statements: tuple[Statement, ...] = ()
    installments: tuple[Installment, ...] = ()
    seasons: tuple[Season, ...] = ()
    unread: tuple[Unread, ...] = ()
    entries: tuple[OrderEntry, ...] = ()
    properties: FrozenDict[str, str] = field(default_factory=FrozenDict)
    editions: tuple[Edition, ...] = ()
