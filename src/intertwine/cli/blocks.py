"""What a command has to say, as *blocks*: the renderers decide how they look."""

from intertwine.model.record import record


@record
class Heading:
    """The name of what is shown, or of a part of it."""

    text: str
    level: int = 1


@record
class TextLine:
    """A line of words; `faint` for what matters less."""

    text: str
    faint: bool = False


@record
class ColouredLine:
    """A line in pieces, each its text and the style that rich gives it on a terminal ("": none). It is never wrapped:
    what stands below another stays there."""

    pieces: tuple[tuple[str, str], ...]


@record
class Items:
    """Lines of a list: each its words, and a faint remark after them ("" for none). `depth` is how many lists it stands
    in."""

    lines: tuple[tuple[str, str], ...]
    depth: int = 0


@record
class Grid:
    """Rows under column heads: each row has a cell for each head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


OutputBlock = Heading | TextLine | ColouredLine | Items | Grid
