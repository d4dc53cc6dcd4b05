"""The columns of a view: copies of what is visible. Numbers are the view's own, or NONE."""

import numpy as np
import numpy.typing as npt

from intertwine.model.record import record
from intertwine.model.strings import Bools, Ints


@record
class Columns:
    """Four tables side by side, one column a field.

    Entities (`kind` to `leader`) with their implicit names; rows (`row_line` to `rank`), sorted by line; the parts of
    titles that rows name (`part_row` to `part_number`, see `Parts`); lines
    (`installment` to `frame`), in the order of the text; what comes before, after or
    during what in the story; mentions inside texts; then the public listing, with the other numbers
    of installments (`other_listed` says where in the listing each is), the pages on which they begin and the
    editions of titles; viewing orders by name, and their
    installments one after the other: `order_of` says whose, `order_listed` where in the listing each is.
    `leader` is the entity that stands for it after all visible identities, and does so in rows and mentions. The rows
    `written_row` give a name or say who is who: they keep their `written_subject` and `written_object` as well.
    `frame` is the first line that says of anything that it is in the frame that this line is in (NONE: in none).
    `seconds` is NONE for what is public, and the end of an installment is the largest number that fits.
    """

    kind: npt.NDArray[np.int8]
    year: Ints
    plural: Bools
    pronoun: npt.NDArray[np.int8]
    identity: Ints
    leader: Ints
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
    recipient: Ints
    text: Ints
    label: Ints
    rank: Ints
    written_row: Ints
    written_subject: Ints
    written_object: Ints
    part_row: Ints
    part_of_object: Bools
    part_season: Ints
    part_number: Ints
    installment: Ints
    seconds: Ints
    public: Bools
    several: Bools
    source: Ints
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
    disproved: Bools
    frame: Ints
    relation_line: Ints
    relation_kind: npt.NDArray[np.int8]
    relation_target: Ints
    relation_installment: Ints
    relation_last: Ints
    relation_seconds: Ints
    relation_days: Ints
    relation_distance: Ints
    relation_unit: npt.NDArray[np.int8]
    mention_line: Ints
    mention_entity: Ints
    mention_shown: Ints
    listed_title: Ints
    listed_season: Ints
    listed_number: Ints
    listed_name: Ints
    listed_date: Ints
    listed_spread: Ints
    listed_minutes: Ints
    listed_about: Bools
    listed_file_end: Ints
    listed_seen: Ints
    listed_told: Ints
    listed_next: Bools
    listed_skipped: Bools
    other_listed: Ints
    other_label: Ints
    other_value: Ints
    season_title: Ints
    season_number: Ints
    season_date: Ints
    season_spread: Ints
    season_episodes: Ints
    season_announced: Bools
    season_implicit: Bools
    season_usual: Ints
    page_listed: Ints
    page_edition: Ints
    page_value: Ints
    edition_title: Ints
    edition_name: Ints
    edition_pages: Ints
    order_name: Ints
    order_of: Ints
    order_listed: Ints
