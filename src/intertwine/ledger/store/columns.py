"""The ledger: a compiled universe, as immutable columns.

A *line* is one statement of the text; a *row* is one pair of its subjects and objects. Names are rows, and so are
genres, prose and news: the gate knows one thing only. Numbers point into other columns of the same ledger, and -1
means "none". Nothing here is ever shown: the way to an answer leads through the gate.
"""

from collections.abc import Sequence
from dataclasses import field, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from intertwine.model import kinds
from intertwine.model.frozen import Memo, sealed
from intertwine.model.problem import Problem
from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints, Longs, Strings
from intertwine.model.title_kind import TitleKind
from intertwine.model.verb import Vocabulary

KINDS = ("", "character", "person", "group", "place", "object", "thread")
"""Kinds of entities by their numbers; kind 0 is unknown (a stamped kind)."""
FIRST_TITLE_KIND = len(KINDS)
"""From this number on kinds are titles': those of the vocabulary, in its order."""

PUBLIC, IMPOSSIBLE = 0, 1
"""The first two positions: one that everybody has passed, one that nobody ever passes."""
AFTER_DECLARED = 1_000_000_000
"""Where the ranks of names begin that a fact gives (`is called`): after every declared one."""
SECTIONS = ("", *kinds.SECTIONS)
RELATION_KINDS = ("before", "after", "during")
RELATION_UNITS = ("installment", "season", "title")


def kind_named(number: int, kinds: Sequence[TitleKind]) -> str:
    """The id of the kind with this number; `kinds` are those of titles."""
    return KINDS[number] if number < FIRST_TITLE_KIND else kinds[number - FIRST_TITLE_KIND].id


def kind_number(kind: str, kinds: Sequence[TitleKind]) -> int:
    """The number of a kind; -1 where there is none. `kinds` are those of titles."""
    if kind in KINDS:
        return KINDS.index(kind)
    return next((FIRST_TITLE_KIND + n for n, it in enumerate(kinds) if it.id == kind), -1)


@record
class Entities:
    """In order of their keys. `name` is the implicit name (0: only stamped names), `rank` its place among names,
    `slug` how it reads in an address, `plural` whether it is said of several, `pronoun` what
    is said of it after its name (a number of `PRONOUNS`). `identity` is what marks of a title's
    installments are kept under (0: not a title, or one that cannot be marked), `stand_in` what it would be if the title
    had no id (0: there would be none)."""

    key: Ints
    kind: npt.NDArray[np.int8]
    name: Ints
    slug: Ints
    rank: Ints
    year: Ints
    plural: Bools
    pronoun: npt.NDArray[np.int8]
    identity: Ints
    stand_in: Ints


@record
class Installments:
    """In release order: by date (undated last), title, season, number. `date` is the last day that it can be, NO_DATE
    when unknown; `spread` says how many days earlier it may have been (see `ReleaseDate`). `file_end` is the last
    number of the file that holds it and others (0: it is alone)."""

    title: Ints
    season: Ints
    number: Ints
    name: Ints
    date: Ints
    spread: Ints
    minutes: Ints
    about: Bools
    file_end: Ints


@record
class Seasons:
    """Declared seasons. `date` and `spread` are as in `Installments`. `episodes` 0: not declared. `implicit`: it is no
    part that has a name, but all of a title without parts. `usual` is about how long one of its installments takes (0:
    not stated)."""

    title: Ints
    number: Ints
    date: Ints
    spread: Ints
    episodes: Ints
    announced: Bools
    implicit: Bools
    usual: Ints


@record
class Numbers:
    """Other numbers of installments: `installment` has the number `value` in the numbering `label` (both strings). The
    pages on which installments begin are among them, under the name of the edition."""

    installment: Ints
    label: Ints
    value: Ints


@record
class Editions:
    """Declared editions of titles, with their pages."""

    title: Ints
    name: Ints
    pages: Ints


@record
class Stamps:
    """Positions, and alternatives as runs of positions that must all be passed.

    Alternative *a* needs `needs[start[a]:start[a + 1]]`, never empty. `order` sorts positions as a viewer who
    watches in release order passes them.
    """

    installment: Ints
    seconds: Ints
    order: Longs
    start: Ints
    needs: Ints
    source: Ints


@record
class Lines:
    """Line *n* has the alternatives `alternatives[alternative_start[n]:alternative_start[n + 1]]`, never none.

    `own_alternatives` says how many of them, the first, are at its own time (`start`, `end`). `ref` is the line that is
    its object (`learns ^id`), `about` the line that it qualifies (a purpose). `start` and `end` are a scene's seconds.
    `page`, `number` say where it is written: for keepers, never copied into a view.
    """

    alternative_start: Ints
    alternatives: Ints
    own_alternatives: Ints
    page: Ints
    number: Ints
    ref: Ints
    about: Ints
    start: Ints
    end: Ints
    true_text: Ints
    true_start: Ints
    true_until: Ints
    step: Ints
    section: npt.NDArray[np.int8]
    home: Ints


@record
class Rows:
    """`form`, `preposition`, `text`, `label` are strings; `verb` a verb's number; `rank` orders names and billing.
    `recipient` is to whom (or from whom) the object goes.

    The `label` of a name is its slug, that of a presence in a scene says how ("" is there in person): the id of a way,
    and after a comma what else the keeper wrote ("imagined, as a boy").
    """

    line: Ints
    subject: Ints
    verb: npt.NDArray[np.int16]
    form: Ints
    object: Ints
    preposition: Ints
    place: Ints
    recipient: Ints
    text: Ints
    label: Ints
    rank: Ints


@record
class Mentions:
    """Links inside the text of a line, in order. `shown` 0: the best known name stands in; `needs` names the declared
    name that must be known (0: any will do)."""

    line: Ints
    entity: Ints
    shown: Ints
    needs: Ints


@record
class Disproofs:
    """`line` shows that the belief `belief` was wrong."""

    line: Ints
    belief: Ints


@record
class Disguises:
    """Rows that hang on whether it is known that somebody was taken for another. `line` is the line that says so. A row
    that names the `true` one waits for that line; a row that names the one they seem to be gives way to it. Rows of
    frames, which say whose they are, are among them."""

    row: Ints
    line: Ints
    true: Bools


@record
class Unmaskings:
    """Mentions of somebody who seems to be another: once the line `line` is known, which says so, `mention` reads as
    the true one, `entity`."""

    mention: Ints
    line: Ints
    entity: Ints


@record
class Parts:
    """Rows, ascending, of which the subject, or the object (`of_object`), is a part of a title: the installment
    `number` of `season`, or all of that season (NONE)."""

    row: Ints
    of_object: Bools
    season: Ints
    number: Ints


@record
class Framings:
    """`line` says that the line `framed` is in a frame. Of several the first is the innermost. Two of one kind and
    name are one frame if their `scope` is the same: the first line that is in any frame which one heading names, or
    NONE where the name alone is enough."""

    line: Ints
    framed: Ints
    scope: Ints


@record
class Relations:
    """In the story `line` comes before, after or within (`kind`: its place in `RELATION_KINDS`) what `target` says; or,
    with `place`, the place in a title that is the stamp of the line `target`, which nobody is shown. `distance` is how
    far as written (0: not said), `days` the same in days (NONE: not said). `unit` says what the place was written as:
    its place in `RELATION_UNITS`."""

    line: Ints
    target: Ints
    kind: npt.NDArray[np.int8]
    place: Bools
    days: Ints
    distance: Ints
    unit: npt.NDArray[np.int8]


@record
class NamedOrders:
    """Viewing orders with a name. Whoever knows the line `line`, which is never shown, knows the order. The
    installments of order *n* are `installments[start[n]:start[n + 1]]`, each once, in its order."""

    name: Ints
    line: Ints
    start: Ints
    installments: Ints


@record
class Ledger:
    """A whole universe. `hash` is of its content: equal folders have equal hashes. `id` is the identity that its
    keeper gave it ("": none). `memo` holds what others worked out of it for every viewer; it is never written to a
    file."""

    id: str
    name: str
    description: str
    hash: str
    vocabulary: Vocabulary
    strings: Strings
    entities: Entities
    installments: Installments
    seasons: Seasons
    numbers: Numbers
    editions: Editions
    stamps: Stamps
    lines: Lines
    rows: Rows
    mentions: Mentions
    disproofs: Disproofs
    disguises: Disguises
    unmaskings: Unmaskings
    parts: Parts
    framings: Framings
    relations: Relations
    orders: NamedOrders
    memo: Memo[str, Any] = field(default_factory=Memo, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for table in (getattr(self, f.name) for f in fields(self)):
            if hasattr(table, "__dataclass_fields__"):
                sealed(table)

    def memory(self) -> int:
        """Bytes held by the columns."""
        tables = (getattr(self, f.name) for f in fields(self))
        return sum(
            column.nbytes
            for table in tables
            if hasattr(table, "__dataclass_fields__")
            for column in (getattr(table, f.name) for f in fields(table))
            if isinstance(column, np.ndarray)
        )


@record
class Compiled:
    """A ledger, and every problem of its text in order of place. The ledger holds whatever could be understood."""

    ledger: Ledger
    problems: tuple[Problem, ...]
