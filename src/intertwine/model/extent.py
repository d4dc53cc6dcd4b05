"""A place in a title as numbers and words: runs of seasons and installments, and how they are written."""

from typing import Literal, NamedTuple

from intertwine.model.numbers import order_of, written_number
from intertwine.model.place_words import USUAL_WORDS, singular
from intertwine.model.title_kind import PLAIN, TitleWords

Unit = Literal["season", "installment", "number", "bare", "share", "page"]
"""What an extent counts: seasons; installments of known seasons; installments of an unknown season ("episode 3"); a
number with no word to it ("3"), which could be either of them; all up to a share of the title, in hundredths of a
percent; or all up to a page of an edition. A place has no other extents beside the last two, but for a share of one of
them, which stands behind it and says nothing for sure."""


class Extent(NamedTuple):
    """A run within a title, both ends included. `first` and `last` are pairs of season and number; a pair holds 0 for
    the number where whole seasons are meant, and 0 for the season where no season is written. Of a share and of a page
    both ends are the same, and the number says which.

    `part_words` and `own_words` are the words that were written before the numbers of parts and of installments, each
    once, without those that fit every title. `edition` is the name of a page's edition, as written ("": none), or a
    number of two numbers in another numbering ("disc 2.10"), or a run of them ("2.1-2.3"), which the pairs do not
    say; of installments that one file holds its first and last number ("7/8")."""

    unit: Unit
    first: tuple[int, int]
    last: tuple[int, int]
    part_words: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    edition: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All words that were written before numbers."""
        return self.part_words + self.own_words

    @property
    def is_backward(self) -> bool:
        """Whether it ends before it begins."""
        if self.first == self.last:
            return False
        first, last = ((season, order_of(number)) for season, number in (self.first, self.last))
        return last < first

    @property
    def is_file(self) -> bool:
        """Whether it is what one file holds, as "7/8"."""
        return "/" in self.edition and self.unit in ("installment", "number")

    @property
    def is_one(self) -> bool:
        """Whether it is one season or one installment."""
        return self.first == self.last


class Place(NamedTuple):
    """What is written after a title's name: extents (none: all of the title) and the words after an "@" ("": none)."""

    extents: tuple[Extent, ...] = ()
    time: str = ""


WHOLE = Place()
"""All of a title."""


def one(unit: Unit, season: int, number: int, part_word: str = "", own_word: str = "") -> Extent:
    """One place of a `unit`: its `season` and `number` (0: not written), and the words `part_word` and `own_word` that
    were written before them ("": none)."""
    place = (season, number)
    if not (part_word or own_word):
        return Extent(unit, place, place)
    parts, own = ((word,) if word and word not in USUAL_WORDS else () for word in (part_word, own_word))
    return Extent(unit, place, place, parts, own)


def worded(extent: Extent, part_words: tuple[str, ...], own_words: tuple[str, ...]) -> Extent:
    """`extent` with `part_words` and `own_words`, which were written before another one."""
    return extent._replace(part_words=part_words, own_words=own_words) if part_words or own_words else extent


def as_run(extent: Extent) -> Extent:
    """What one file holds, as a run of installments that may be in files of their own."""
    return extent._replace(edition="")


def _with_slash(run: str) -> str:
    """A `run` as what one file holds: "1x07/1x08"."""
    first, _, last = run.rpartition("-")
    return f"{first}/{last}"


def spelled(place: tuple[int, int]) -> str:
    """An installment in the canonical form."""
    return f"{place[0]}x{written_number(place[1], 2)}"


def after_name(place: Place, words: TitleWords = PLAIN) -> str:
    """A place in the canonical form after a title's name, in the `words` of that title."""
    shares = [it.unit == "share" for it in place.extents]
    between = " " if any(shares) else " and "
    extents = between.join(written(extent, words) for extent in place.extents)
    return (f" {extents}" if extents else "") + (f"@{place.time}" if place.time else "")


def written(extent: Extent, words: TitleWords = PLAIN) -> str:
    """An extent in the canonical form, in the `words` of its title; without these, in those that were typed."""
    unit, first, last = extent[:3]
    if words is PLAIN and extent.words:
        return as_typed(extent)
    if extent.is_file:
        return _with_slash(written(as_run(extent), words))
    if unit == "season":
        return words.parts(first[0], last[0])
    if unit == "installment":
        if first[0] == last[0]:
            return words.installments(first[0], first[1], last[1])
        return f"{words.installment(*first)}-{words.installment(*last)}"
    if unit == "share":
        whole, rest = divmod(first[1], 100)
        return f"{whole}.{rest:02}".rstrip("0").rstrip(".") + "%"
    if unit == "page":
        return f"page {first[1]}" + (f" of {extent.edition}" if extent.edition else "")
    ends = [written_number(number) for _, number in (first, last)]
    if unit == "bare" or not words.kind.is_compact:
        own = f"{words.kind.installment}{'' if first == last else 's'} " if unit == "number" else ""
        return own + ("-".join(ends) if first != last else ends[0])
    return f"E{ends[0]}" + ("" if first == last else f"-E{ends[1]}")


def as_typed(extent: Extent) -> str:
    """An extent with the words that were typed, else in the canonical form."""
    if not extent.words:
        return written(extent)
    if extent.is_file:
        return _with_slash(as_typed(as_run(extent)))
    own = " ".join(extent.own_words[:1])
    own = singular(own) if extent.is_one else own
    if extent.edition:
        return f"{own} {extent.edition}"
    is_one_part = extent.unit != "season" or extent.is_one
    part_word = "".join(extent.part_words[:1])
    part_word = singular(part_word) if is_one_part else part_word
    part = f"{part_word} {extent.first[0]}" if part_word else f"S{extent.first[0]}"
    if extent.unit == "season":
        return part if extent.is_one else f"{part}-{extent.last[0]}"
    head = f"{own} " if extent.unit == "number" else f"{part} {own or 'E'}{' ' if own else ''}"
    ends = [written_number(number) for _, number in (extent.first, extent.last)]
    return f"{head}{ends[0]}" + ("" if extent.is_one else f"-{ends[1]}")
