"""Kinds of titles as data: what their parts and installments are called, and what people do with them."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

from intertwine.model.numbers import is_between, written_number
from intertwine.model.record import record
from intertwine.model.words import capital

LengthUnit = Literal["minutes", "words", "pages"]


@record
class TitleKind:
    """One kind of title.

    `part` and `installment` are what its parts and its installments are called ("season", "episode"), and `part_forms`
    and `installment_forms` what people may write for them before a number ("vol"). `name` is the kind in sentences.
    `counted_in` is what the length of an installment is counted in. `verb` is what people do with it ("watch"), and
    `past` what they have done ("seen"). `is_compact` is True where places are written as S1 and 1x05, `is_single`
    where a title of this kind is one installment, without parts. `usual` is how long an installment usually is, in what
    it is counted in.
    """

    id: str
    name: str = ""
    part: str = "season"
    installment: str = "episode"
    part_forms: tuple[str, ...] = ()
    installment_forms: tuple[str, ...] = ()
    counted_in: LengthUnit = "minutes"
    verb: str = "watch"
    past: str = "seen"
    is_compact: bool = False
    is_single: bool = False
    usual: int = 45

    def takes(self, word: str, *, part: bool) -> bool:
        """Whether `word`, in lower case, may stand before the number of a part, or of an installment."""
        return any(word == form.lower() for form in (self.part_forms if part else self.installment_forms))


class TitleWords(NamedTuple):
    """How the places of one title are spoken of. `is_parted` is False where its installments stand in no parts: then
    they all count as part 1, which is never named."""

    kind: TitleKind
    is_parted: bool = True

    def as_json(self) -> dict[str, str | None]:
        """The words as answers have them: see `TitlePage` in docs/questions.md."""
        kind = self.kind
        return {
            "part": kind.part if self.is_parted and not kind.is_single else None,
            "installment": None if kind.is_single else kind.installment,
            "counted_in": kind.counted_in,
            "verb": kind.verb,
            "past": kind.past,
        }

    def word(self, word: str) -> str:
        """A word of the kind as these words say it. Pages in another language say another one."""
        return word

    def several(self, word: str) -> str:
        """The same of several: "episodes"."""
        return f"{word}s"

    def part_name(self, number: int) -> str:
        """A part in a sentence: `season 2`, `part 2`; "all of it" where there are no parts."""
        return f"{self.word(self.kind.part)} {number}" if self.is_parted else "all of it"

    def part(self, number: int) -> str:
        """A part as progress text writes it: `S2`, `part 2`."""
        return f"S{number}" if self.kind.is_compact else f"{self.word(self.kind.part)} {number}"

    def installment(self, part: int, number: int) -> str:
        """An installment as progress text writes it: `2x05`, `part 2 chapter 5`, `chapter 5`."""
        if self.kind.is_compact:
            return f"{part}x{written_number(number, 2)}"
        own = f"{self.word(self.kind.installment)} {written_number(number)}"
        return f"{self.word(self.kind.part)} {part} {own}" if self.is_parted else own

    def head(self, number: int) -> str:
        """A part as a heading of its own: `Season 2`, `Part 2`, `Chapters` where there are no parts."""
        kind = self.kind
        return capital(f"{self.word(kind.part)} {number}" if self.is_parted else self.several(kind.installment))

    def where(self, part: int | None, number: int | None) -> str:
        """A place in a sentence: `season 2, episode 5`, `chapter 5`; "" for a whole title."""
        if part is None or self.kind.is_single:
            return ""
        parts = [f"{self.word(self.kind.part)} {part}"] if self.is_parted else []
        own = [] if number is None else [f"{self.word(self.kind.installment)} {written_number(number)}"]
        return ", ".join([*parts, *own])

    def mark(self, part: int, number: int) -> str:
        """An installment where there is little space: `2x05`, `2.5`, `5`; `2/4.5`."""
        if self.kind.is_compact:
            return f"{part}x{written_number(number, 2)}"
        between = "/" if is_between(number) else "."
        return f"{part}{between}{written_number(number)}" if self.is_parted else written_number(number)

    def place(self, part: int | None, number: int | None) -> str:
        """What follows the title's name: "" for the whole title, and for an installment that is all of it."""
        if part is None or self.kind.is_single:
            return ""
        return self.part(part) if number is None else self.installment(part, number)

    def parts(self, first: int, last: int) -> str:
        """A run of parts, both ends included."""
        if first == last:
            return self.part(first)
        return f"S{first}-S{last}" if self.kind.is_compact else f"{self.several(self.kind.part)} {first}-{last}"

    def installments(self, part: int, first: int, last: int) -> str:
        """A run of installments of one `part`, from `first` to `last`."""
        if first == last:
            return self.installment(part, first)
        if self.kind.is_compact:
            return f"{self.installment(part, first)}-{self.installment(part, last)}"
        own = f"{self.several(self.kind.installment)} {written_number(first)}-{written_number(last)}"
        return f"{self.word(self.kind.part)} {part} {own}" if self.is_parted else own


def past_words(kinds: Iterable[TitleKind]) -> str:
    """What people have done with titles of these kinds: "seen", "read"; "known" where that differs from kind to kind,
    and "seen" where there are none."""
    found = {kind.past for kind in kinds}
    return "known" if len(found) > 1 else next(iter(found), "seen")


def counted_kinds(kinds: Iterable[TitleKind]) -> str:
    """How many installments there are, one of each of the `kinds`, by what they are: "9 episodes and 2 films"."""
    words = Counter((kind.name or kind.id) if kind.is_single else kind.installment for kind in kinds)
    parts = [f"{number} {word}{'' if number == 1 else 's'}" for word, number in words.items()]
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def done_by_you(past: str) -> str:
    """What follows "you" where something was done with titles (see `past_words`): "have seen", "know"."""
    return "know" if past == "known" else f"have {past}"


PLAIN = TitleWords(TitleKind("", is_compact=True))
"""The words of a title of which no kind is known."""
