"""The columns of a view: copies of what is visible. Numbers are the view's own, or NONE."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from intertwine.model.strings import Bools, Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """Four tables side by side, one column a field.

    Entities (`kind` to `identity`) with their implicit names; rows (`row_line` to `rank`), sorted by line; lines
    (`installment` to `disproved`), in the order of the text; mentions inside texts; then the public listing.
    `seconds` is NONE for what is public, and the end of an installment is the largest number that fits.
    """

    kind: npt.NDArray[np.int8]
    year: Ints
    plural: Bools
    identity: Ints
    implicit_entity: Ints
    implicit_name: Ints
    implicit_slug: Ints
    implicit_rank: Ints
    row_line: Ints
    subject: Ints
    verb: npt.NDArray[np.int16]
    form: Ints
    object: Ints
    preposition: Ints
    place: Ints
    text: Ints
    label: Ints
    rank: Ints
    installment: Ints
    seconds: Ints
    public: Bools
    several: Bools
    source: Ints
    ref: Ints
    about: Ints
    before: Ints
    start: Ints
    end: Ints
    true_text: Ints
    true_start: Ints
    true_until: Ints
    step: Ints
    section: npt.NDArray[np.int8]
    home: Ints
    disproved: Bools
    mention_line: Ints
    mention_entity: Ints
    mention_shown: Ints
    listed_title: Ints
    listed_season: Ints
    listed_number: Ints
    listed_name: Ints
    listed_date: Ints
    listed_minutes: Ints
    listed_about: Bools
    listed_seen: Ints
    listed_told: Ints
    season_title: Ints
    season_number: Ints
    season_date: Ints
    season_episodes: Ints
    season_announced: Bools

    def memory(self) -> int:
        """Bytes held."""
        return sum(getattr(self, field.name).nbytes for field in fields(self))
