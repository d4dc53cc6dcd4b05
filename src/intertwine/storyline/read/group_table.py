"""Group tables: `group,character,timestep_start,timestep_stop`, both ends inclusive (the GD benchmark sets' CSV)."""

import csv
import io

from intertwine.storyline.chart import ChartError
from intertwine.storyline.read.moments import Moments, Stay, moments_of

COLUMNS = ("group", "character", "timestep_start", "timestep_stop")


def read_group_table(text: str) -> Moments:
    """The table as moments; a stop before its start is a stay without length. Raises `ChartError` on a bad row."""
    rows = csv.DictReader(io.StringIO(text))
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise ChartError(f"the table has no column {missing[0]}; it needs {', '.join(COLUMNS)}")
    stays = []
    for row in rows:
        try:
            start, stop = float(row["timestep_start"]), float(row["timestep_stop"])
        except (TypeError, ValueError) as error:
            raise ChartError(f"line {rows.line_num}: timestep_start and timestep_stop should be numbers") from error
        stays.append(Stay(row["character"], row["group"], start, stop + 1))
    return moments_of(stays)
