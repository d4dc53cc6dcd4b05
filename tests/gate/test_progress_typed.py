"""What people type, from a grammar of how they write: each text is read as meant, or refused for the right reason."""

import os
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from intertwine.model.progress import Mark, Progress
from tests.gate.typed import SHOWS, Spots, typed
from tests.long import share
from tests.worlds import identities, world

TEXTS = int(os.environ.get("INTERTWINE_TYPED_TEXTS") or 4_000)
"""How many texts are read; a longer run takes other ones as well."""


def pages() -> dict[str, str]:
    """The universe of these texts, with a title that is a secret."""
    files = {"secret.md": "---\nkind: film\nname: The Secret\nreleased: 2013-01-01\nrevealed: 'Dusk'\n---\n"}
    for show in SHOWS:
        day = f"{str(show.day)[:4]}-01-01"
        head = f'---\nkind: {"series" if show.seasons else "film"}\nname: "{show.name}"\n'
        body = "".join(
            f"## Season {season} ({day}, {count} episodes)\n" + "".join(f"### {n}. Some\n" for n in range(1, count + 1))
            for season, count in show.seasons.items()
        )
        files[f"{show.day}.md"] = f"{head}---\n{body}" if show.seasons else f"{head}released: {day}\n---\n"
    return files


def read(universe: Universe, text: str) -> tuple[Progress | None, str]:
    """What a text comes to, or what is said of it."""
    try:
        return universe.progress(text), ""
    except UnknownProgressError as error:
        return None, str(error)


def test_each_text_is_read_as_meant_or_refused_for_the_right_reason() -> None:
    universe = world(pages())
    names = {show.name: identities(universe)[str(show.day)] for show in SHOWS}
    secret = identities(universe)["secret"]

    def marks(spots: Spots) -> frozenset[Mark]:
        return frozenset(Mark(names[title], season, n, seconds) for (title, season, n), seconds in spots.items())

    random, refused = Random(9), 0
    for _ in range(TEXTS):
        it = typed(random)
        found, said = read(universe, it.text)
        assert it.reason in said if it.reason else not said, (
            f"{it.text!r}: {said or 'read'} instead of {it.reason or 'read'}"
        )
        if found is None:
            refused += 1
            continue
        # "Everything" brings the secret film too, and "before" does so where Dusk was seen.
        seen, told = (frozenset(mark for mark in part if mark.title != secret) for part in (found.seen, found.told))
        assert (seen, told) == (marks(it.seen), marks(it.told)), it.text
    assert TEXTS / 10 < refused < TEXTS * 0.7


TOKENS = (
    *(show.name for show in SHOWS), "told", "before", "everything", "nothing", "and", "to", "S1", "S", "1x01", "1X1",
    "E2", "2", "season 1", "episodes", "-", "\u2013", ",", ";", "@", "@00:10:00", "41:10", '"', "\u201c", "(2014)",
    "(#1)", "(film)", "\n", " ", "\u0663", "\u0301", "x", "+", "&", ".", ":", "The Secret",
)  # fmt: skip
STAGE = world(pages())


@settings(max_examples=share(8, 1000), deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(["", " "])), max_size=12))
@example([("before", " "), ("Dusk", "")])
@example([("The Secret", ""), (",", " "), ("@00:10:00", "")])
def test_no_text_breaks_the_reader_or_goes_beyond_everything(tokens: list[tuple[str, str]]) -> None:
    """Each text is read or refused in words; what is read is written in a form that comes to the same."""
    text = "".join(part for pair in tokens for part in pair)
    progress, said = read(STAGE, text)
    if progress is None:
        assert said
        return
    everything = {mark[:3] for mark in STAGE.everything.seen}
    assert {mark[:3] for mark in (*progress.seen, *progress.told)} <= everything
    assert STAGE.progress(STAGE.text(progress), progress) == progress
