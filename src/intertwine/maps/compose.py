"""From a map to a picture: shapes with coordinates, their colours as numbers, and what each says when asked.

Time runs to the right, or down for narrow screens: then names stand upright before their lines. What the lines need is
reckoned here; `labels.py` adds the words and `figures.py` all else.
"""

from intertwine.maps.bands import bands, foot_of
from intertwine.maps.build import StoryMap
from intertwine.maps.figures import TIES, lines, marks, rules, scenes, ties, together
from intertwine.maps.inks import COLOURS, Colour, inks_of
from intertwine.maps.key import ROW, SIDE, key_of, placed
from intertwine.maps.labels import labels
from intertwine.maps.samples import SAMPLE
from intertwine.maps.shapes import Label, Picture
from intertwine.maps.sheet import HEAD, MapSheet
from intertwine.model.arguments import need_choice, need_flags, refuse
from intertwine.model.message import Translate, message
from intertwine.storyline import (
    Metrics,
    Ordered,
    Spacing,
    draw_chart,
    heights_in_parts,
    heights_isotonic,
    heights_least,
)
from intertwine.storyline.draw.drawing import Point

CROWD = 60
"""With more lines at once than this, they stand closer."""
FINEST, LARGE = 6000, 30_000
"""Up to how many places of lines in moments heights are the least, and up to how many they are near the least."""
LEFT = 58.0
EDGE = 30.0
LETTER = 0.86


def picture(
    it: StoryMap,
    *,
    down: bool = False,
    colour: Colour | None = None,
    fine: bool = True,
    key: bool = True,
    say: Translate = str,
) -> Picture:
    """The picture of a map.

    `it` is the map. With `down` time runs down, else to the right. `colour` tells apart titles (where each was first
    seen), groups or people; None: titles where none has most of the lines, else people. With `fine` lines are as
    straight as can be, unless the map is very large. With `key` the foot of the picture says what the styles of lines
    and the bands mean, where it has any. `say` says its words in the language of the picture. Raises `ValueError` for
    another colour.
    """
    if not isinstance(it, StoryMap):
        refuse("picture", "a map", it, "write maps.picture(viewer.map())")
    need_flags("picture", down=down, fine=fine, key=key)
    if colour is not None:
        need_choice("picture", "colour", colour, COLOURS)
    look = _look(down=down)
    inks, meaning = inks_of(it, colour)
    if it.ordered is None:
        text = say(message("Nobody is on stage here yet."))
        nobody = Label("nobody", text, 160.0, 60.0, "middle", turned=False, width=280.0)
        return Picture(it, down, 320.0, 120.0, look.font, (), (), (), (), (nobody,), (), (), say=say)
    crowd = max(len(order) for order in it.orders) > CROWD
    drawing = draw_chart(
        it.ordered,
        _heights(it.ordered, Spacing(1.0, 1.15 if crowd else 1.3 if down else 1.6, tight=True), fine=fine),
        look,
        [strand.who.name for strand in it.strands.strands],
    )
    sheet = MapSheet(it, drawing, down=down, inks=inks, say=say)
    words = labels(sheet)
    width, height = _size(sheet, words)
    entries = placed(key_of(it.strands), look, width, height, say) if key else ()
    for entry in entries:
        width = max(width, entry.x + SAMPLE + 6 + look.width_of(entry.text) + SIDE)
        height = entry.y + ROW
    return Picture(
        it, down, width, height, look.font, tuple(rules(sheet)), tuple(together(sheet)), tuple(lines(sheet)),
        tuple(marks(sheet)), words, tuple(ties(sheet)), meaning, tuple(scenes(sheet)), tuple(bands(sheet)), entries,
        say,
    )  # fmt: skip


def _size(sheet: MapSheet, words: tuple[Label, ...]) -> Point:
    """Width and height: the picture is as large as its words need."""
    wide = sheet.drawing.width + (EDGE if sheet.map.strands.edge else 0.0)
    tied = any(moment.belongs_before is not None for moment in sheet.moments)
    tall = sheet.drawing.height + foot_of(sheet) - sheet.far + (TIES if tied else 0.0)
    for label in words:
        x, y = (label.y, label.x) if sheet.down else (label.x, label.y)
        if label.anchor == "start" and label.turned == sheet.down:
            wide = max(wide, x + label.width + 6)
        elif label.anchor == "start":
            tall = max(tall, y + label.width + 6)
    return sheet.turn(wide, tall)


def _look(*, down: bool) -> Metrics:
    """The measures of a map. `letter` is that of the wider serifs that may stand in for ours."""
    head = LEFT - 18.0 if down else HEAD
    return Metrics(space=15.0 if down else 17.0, font=12.0, half=7.0, gap=13.0, margin=18.0, head=head, letter=LETTER)


def _heights(ordered: Ordered, spacing: Spacing, *, fine: bool) -> list[dict[int, float]]:
    size = sum(len(layer.present) for layer in ordered.chart.layers)
    found = heights_least(ordered, spacing) if fine and size <= FINEST else None
    if found is not None:
        return found[0]
    return heights_in_parts(ordered, spacing) if size <= LARGE else heights_isotonic(ordered, spacing)
