"""The colours of a storyline picture, for every format."""

LINES = (
    "#4e79a7", "#f28e2b", "#e15759", "#499894", "#59a14f", "#b6992d", "#b07aa1", "#d37295", "#9d7660", "#79706e",
    "#2f6b9a", "#c0392b", "#6a51a3", "#1b7837", "#8c510a", "#01665e",
)  # fmt: skip
GROUND, GROUP, TICK = "#ffffff", "#c9c9c9", "#777777"
"""Of the picture's ground, of the bars behind groups, and of the layers' labels."""


def line_colour(person: int) -> str:
    """The colour of a person's line and name; `person` is a number in the chart, and colours repeat."""
    return LINES[person % len(LINES)]
