"""What a command has to say, as *blocks*: the renderers decide how they look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what is shown, or of a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of words; `faint` for what matters less."""

    text: str
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """Lines of a list: each its words, and a faint remark after them ("" for none)."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under column heads: each row has a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


OutputBlock = Heading | TextLine | Items | Grid
