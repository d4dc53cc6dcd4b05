"""What all answers are made of: names, places in titles, told facts; and the two ways in which a question fails."""

from dataclasses import field, replace
from typing import TYPE_CHECKING, NamedTuple

from intertwine.model.copied_errors import as_it_was
from intertwine.model.message import InWords, either, message
from intertwine.model.numbers import is_between, shown
from intertwine.model.record import record
from intertwine.model.short_help import ShortHelp
from intertwine.model.short_repr import quoted, short_repr
from intertwine.model.title_kind import PLAIN, TitleWords, past_words
from intertwine.model.words import uncapital

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from intertwine.gate.view import View
    from intertwine.model.copied_errors import Recipe


@record
class Named:
    """An entity in an answer: its best name, its part of an address, and its kind ("" while that is not known).

    A title that shares its name with another visible one carries its year: `Daredevil (2015)`.
    """

    name: str
    address: str
    kind: str

    def __repr__(self) -> str:
        kind = f", {self.kind}" if self.kind else ""
        return f"<Named: {quoted(self.name)}, address {self.address}{kind}>"


@record
class At:
    """A place in a title, by the title's name. Of a film `season` and `episode` are None. `time` is `HH:MM:SS`, or
    None for the installment's end. `by_end` is True for what needed other installments too (a whole season): it is
    known by then, and need not have happened just there; the JSON has it only where it is True. `address` is the
    title's, for links, and `words` how its places are spoken of; neither is part of the JSON."""

    title: str
    season: int | None
    episode: int | None = field(metadata={"json": shown})
    time: str | None
    address: str = field(default="", metadata={"json": False})
    words: TitleWords = field(default=PLAIN, metadata={"json": False})
    by_end: bool = field(default=False, metadata={"json": "if any"})

    @property
    def place(self) -> str:
        """The place without the title's name: `1x01`, `part 2 chapter 5`; "" for a whole title."""
        return self.words.place(self.season, self.episode)

    @property
    def text(self) -> str:
        """`Jessica Jones 1x01`, `A Film@00:10:00`, `A Book part 2 chapter 5`: progress text that reaches it."""
        place = f"{self.title} {self.place}" if self.place else self.title
        return place if self.time is None else f"{place}@{self.time}"

    @property
    def said(self) -> str:
        """The place as a remark on what was learnt there: `Jessica Jones 1x01`, `by the end of Jessica Jones 1x13`."""
        return f"{self.known_by}{self.text}"

    @property
    def known_by(self) -> str:
        """What stands before the place in such a remark: "by the end of ", "by ", or ""."""
        return ("by the end of " if self.time is None else "by ") if self.by_end else ""

    def __repr__(self) -> str:
        return f"<At: {self.said}>"


def spans(places: "Sequence[At]") -> str:
    """Installments in words, each title said once: "Daredevil 1x02-1x05, 1x07, Iron Fist 1x01"."""
    runs: list[tuple[At, At]] = []
    for at in places:
        first, last = runs[-1] if runs else (at, at)
        whole = at.episode is not None and last.episode is not None and not is_between(at.episode)
        if whole and last.episode == (at.episode or 0) - 1 and (at.title, at.season) == (last.title, last.season):
            runs[-1] = first, at
        else:
            runs.append((at, at))
    words, title = [], ""
    for first, last in runs:
        if first == last or first.season is None or first.episode is None or last.episode is None:
            run = first.place if first.time is None else first.text.removeprefix(f"{first.title} ")
        else:
            run = first.words.installments(first.season, first.episode, last.episode)
        words.append(run if first.title == title and run else f"{first.title} {run}".rstrip())
        title = first.title
    return ", ".join(words)


class NamedPlaces(InWords):
    """Places within a sentence, as `spans` says them."""

    def __init__(self, places: "Iterable[At]") -> None:
        self._places = tuple(places)

    def __len__(self) -> int:
        return len(self._places)

    def said(self, words_of: "Callable[[TitleWords], TitleWords]") -> str:
        """See `InWords`."""
        return spans([replace(at, words=words_of(at.words)) for at in self._places])


def remark(at: At) -> object:
    """A place as a remark on what was learnt there, for a message: see `At.said`."""
    place = NamedPlaces([at])
    if not at.by_end:
        return place
    return message("by the end of %(place)s", place=place) if at.time is None else message("by %(place)s", place=place)


class Part(NamedTuple):
    """A stretch of a sentence; `to` is what it names, or None for plain words."""

    text: str
    to: Named | None = None


class Told(NamedTuple):
    """One visible fact in words. Like `Fact` a named tuple, which is quickly made.

    `text` is the plain sentence and `parts` the same in pieces, for links. `where` is None for what is public. `source`
    is as written, else the place as text ("public"). `date` is its story time as written: EDTF,
    or words such as "about 37 years before Daredevil 1x01"; or None. `disproved`
    is True for what had been believed, `several` for what took several installments to learn (a whole season): `where`
    is the last of them. `frame` says in which frame it is ("In a dream of Ada"; None: in none; the JSON has
    it only where it is in one), as `text` does, and `inside` are the parts without that (empty: it is in none); they
    are not in the JSON. `until` says where it came out that a state which the fact tells has
    ended, and when, as written ("until Daredevil 1x05 (2015)"; "over since Daredevil 1x05" where that was shown before
    the fact; "no longer" where everybody may know, and of what is told after its end); None where it lasts, where it
    tells none, and in answers about
    what happened; the JSON has it only where it is there.
    """

    text: str
    parts: tuple[Part, ...]
    where: At | None
    source: str
    date: str | None
    disproved: bool
    several: bool
    frame: str | None = None
    inside: tuple[Part, ...] = ()
    until: str | None = None

    def __repr__(self) -> str:
        return f"<Told: {quoted(self.text)}, {'public' if self.where is None else self.where.said}>"


def without_frame(told: Told) -> str:
    """A fact without the words that say in which frame it is, as it stands within a sentence."""
    return told.text if told.frame is None else "".join(part.text for part in told.inside)


def only(frame: str) -> str:
    """That something is in a frame and nowhere else: "only in a dream of Ada"."""
    words = uncapital(frame)
    return words if words.startswith("only ") else f"only {words}"


def also(frame: str) -> str:
    """That something is in a frame too: "also in a dream of Ada"."""
    return f"also {uncapital(frame).removeprefix('only ')}"


@record
class Connection:
    """Something that a fact ties to what was asked: `to`, and the fact that says so. Between titles it may be a part of
    them: `part` is that of `to`, and `own` that of the title asked about (None: all of it)."""

    to: Named
    told: Told
    part: At | None = field(default=None, metadata={"json": "if any"})
    own: At | None = field(default=None, metadata={"json": "if any"})

    __repr__ = short_repr


@record
class Image:
    """A picture: its file in the universe's folder, its alternative text, where the viewer learnt of it."""

    file: str
    alt: str
    where: At | None


@record
class OutsideId:
    """Its number elsewhere: `scheme` is imdb, tmdb, tvdb, tvmaze, trakt, wikidata, ..."""

    scheme: str
    id: str


_EMPTY = message("the name is empty: write one")
_OTHERS = {
    it.template: it
    for it in (message("a title"), message("not a title"), message("not a thread"), message("a place in a title"))
}
"""What a name can belong to that a question is not about."""


class NotThere(LookupError, metaclass=ShortHelp):  # noqa: N818 - it says what is the matter; callers read it so
    """Nothing in the view is called that: hidden and missing alike, in the same words.

    `asked` is the name as typed. `near` are visible names that may have been meant, the likeliest first. `other` says
    what the name belongs to that this question is not about: "a title", "not a title", "not a thread" or "a place in
    a title" ("": to nothing).

    >>> import intertwine
    >>> try:
    ...     intertwine.load().seen("Daredevil S1").marks("Daredevl", [(1, 1)])
    ... except intertwine.NotThere as error:
    ...     print(error.near, error)
    ('Daredevil',) nothing that you know of is called "Daredevl"; did you mean "Daredevil"?
    """

    def __init__(self, asked: str, near: "Callable[[], tuple[str, ...]] | None" = None, other: str = "") -> None:
        """`near` finds the near names when they are first asked for: few callers do."""
        unknown = message('nothing that you know of is called "%(name)s"', name=asked) if asked.strip() else _EMPTY
        super().__init__(message('"%(name)s" is %(other)s', name=asked, other=_OTHERS[other]) if other else unknown)
        self.asked, self.other = asked, other
        self._find = near if asked.strip() else None
        self._near: tuple[str, ...] | None = None

    @property
    def near(self) -> tuple[str, ...]:
        """Visible names that may have been meant."""
        if self._near is None:
            self._near = self._find() if self._find else ()
        return self._near

    @property
    def message(self) -> str:
        """What is the matter, without what may have been meant."""
        return str(self.args[0])

    def __str__(self) -> str:
        if self.other:
            ways = {"a title": "ask title() about it", "a place in a title": "ask learnt() or recap() about it"}
            return f"{self.message}: {ways.get(self.other, 'ask who() about it')}"
        if not self.near:
            return self.message
        near = either([f'"{name}"' for name in self.near])
        return message("%(wrong)s; did you mean %(offer)s?", wrong=self.message, offer=near)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> "Recipe":
        """What finds near names is in this process alone, so a copy has what it finds."""
        made, (kind, args, fields) = as_it_was(self)
        return made, (kind, args, {**fields, "_find": None, "_near": self.near})


class NoPlace(NotThere):
    """A text that names no place in the view. The message says which part of it was not understood, and the nearest
    reading, in the words of progress text; `near` holds such readings. `unknown`: it names no title, nor anything near
    one. `other` is "not a title" where it is the name of somebody or something.

    >>> import intertwine
    >>> try:
    ...     intertwine.load().seen("Daredevil S1").recap("Daredevl S2")
    ... except intertwine.NoPlace as error:
    ...     error.near
    ('Daredevil S2',)
    """

    def __init__(
        self, asked: str, reason: str, *, unknown: bool = False, near: tuple[str, ...] = (), other: str = ""
    ) -> None:
        """`asked` is all of the text, `reason` the message, `unknown`, `near` and `other` as above."""
        super().__init__(asked, lambda: near, other)
        self.unknown = unknown
        if not other and asked.strip():
            self.args = (reason,)

    def __str__(self) -> str:
        return super().__str__() if self.other else self.message


class Ambiguous(LookupError, metaclass=ShortHelp):  # noqa: N818 - as NotThere
    """Several things in the view are called that. `choices` have addresses that tell them apart. `reason` says so in
    place of the usual words.

    >>> from intertwine.questions import Ambiguous, Named
    >>> twins = Named("Ada", "ada", "character"), Named("Ada", "ada-harbour", "character")
    >>> print(Ambiguous("Ada", twins))
    "Ada" is the name of several; write one of these addresses: Ada (ada), Ada (ada-harbour)
    """

    def __init__(self, asked: str, choices: tuple[Named, ...], reason: str = "") -> None:
        """`asked` is the name as typed, `choices` what it may mean, `reason` another message than the usual one."""
        several = ", ".join(f"{choice.name} ({choice.address})" for choice in choices)
        super().__init__(
            reason
            or message(
                '"%(name)s" is the name of several; write one of these addresses: %(addresses)s',
                name=asked,
                addresses=several,
            )
        )
        self.asked, self.choices = asked, choices

    __reduce__ = as_it_was


def past_of(view: "View") -> str:
    """What this viewer has done with titles of the kinds that they know of: "seen", "read"; "known" where
    that differs."""
    return past_words(view.listing.words(title).kind for title in view.listing.titles)


Asked = str | int
"""What a question is asked about: a visible name or address as typed, or an entity's number in the view."""
