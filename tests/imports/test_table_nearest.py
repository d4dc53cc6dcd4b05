"""What a cell of `revealed` does not understand it names, with the nearest reading that is there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intertwine.imports.records import InstallmentRecord, Tables, TitleRecord
from intertwine.imports.rows.reveal_cells import alternatives
from intertwine.imports.sheets.row import BadRowError
from intertwine.model.sentinels import NONE
from intertwine.model.title_kind import TitleKind


def tables() -> Tables:
    found = Tables()
    found.titles["d"] = TitleRecord("d", "The Lighthouse", "series", 2015, 2, TitleKind("series", is_compact=True))
    found.titles["isle"] = TitleRecord("isle", "The Island", "film", 2019, 3, TitleKind("film", is_single=True))
    found.installments["isle"] = InstallmentRecord("isle", "isle", NONE, 0, "", "", "", 2)
    for n, (season, number) in enumerate([(1, 1), (1, 2), (1, 3), (2, 1)], 3):
        episode = InstallmentRecord(f"light{season}{number}", "d", season, number, "", "", "", n)
        found.installments[episode.id] = episode
        found.seasons["d"].setdefault(season, []).append(episode)
    return found


def hint(text: str) -> str:
    with pytest.raises(BadRowError) as error:
        alternatives(text, tables())
    return error.value.hint


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("d 1x03-", "d 1x03"),
        ("d, 1x03 and", "d 1x03"),
        ("d E3", "d 1x03"),
        ("d 2", "d 1x02"),
        ("d 1x09", "d 1x03"),
        ("d S7", "d S2"),
        ("d 1x03-1x01", "d 1x01-1x03"),
        ("D S1 soon", "d S1"),
        ("d@0:10:00", "d 1x01@0:10:00"),
        ("d 1x02@10:00", "d 1x02@00:10:00"),
        ("d S1@0:10:00", "d S1"),
        ("light11@10:00", "light11@00:10:00"),
        ("light22", "light21"),
        ("ligth12@0:10:00", "light12@0:10:00"),
        ("light11 1x02", "light11"),
        ("The Lighthouse S2", "d S2"),
        ("lighthouse 1x02", "d 1x02"),
        ("The Lighthose S2", "d S2"),
        ("The Island", "isle"),
        ("isle S1", "isle"),
        ("public; d 1x09", "d 1x03"),
    ],
)
def test_the_nearest_reading_is_offered(text: str, offer: str) -> None:
    assert hint(text).startswith(f'did you mean "{offer}"?')


@pytest.mark.parametrize("text", ["e1", "1x03", "soon", "", "-"])
def test_where_nothing_is_near_the_forms_are_shown(text: str) -> None:
    assert hint(f"public;{text}") == "an installment's id, id@HH:MM:SS, TITLE S2, TITLE 1x05, a title's id, or public"


def test_commas_are_read_as_progress_text_reads_them() -> None:
    for text in ("d, season 1, episode 3", "d, 1x03", "d S01E03"):
        assert alternatives(text, tables()) == alternatives("d 1x03", tables())
    assert alternatives("d 1x01, 1x03", tables()) == alternatives("d 1x01 + d 1x03", tables())


WORDS = ["d", "D", "isle", "light11", "ligth12", "The", "Island", "Lighthouse", "S1", "S9", "1x02", "1x9", "E2", "3",
         "-", ",", "and", "@0:10:00", "@10:00", "soon", "1x03-1x01"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
def test_what_is_offered_can_be_read(text: str) -> None:
    try:
        alternatives(text, tables())
    except BadRowError as error:
        offer = error.hint.partition('did you mean "')[2].partition('"?')[0]
        assert not offer or alternatives(offer, tables())
