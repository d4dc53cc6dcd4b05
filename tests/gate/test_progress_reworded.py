"""Progress in words that are not those of places is offered in those, and never as more than was meant."""

import pytest

from intertwine.gate.progress_text import UnknownProgressError
from intertwine.gate.universe import Universe
from tests.worlds import world

PAGES = {
    "titles/Quarry.md": "---\nkind: book\neditions: {Red 1999: 400}\n---\n"
    + "".join(
        f"## Part {part} (2001-05-05, 4 chapters)\n" + "".join(f"### {n}. C (1000 words)\n" for n in range(1, 5))
        for part in (1, 2)
    ),
    "titles/Bolt.md": "---\nkind: series\nname: \u30ac\u30f3\u30c0\u30e0\n---\n## Season 1 (2002-01-01, 3 episodes)\n"
    "### 1. A\n### 2. B\n### 3. C\n",
    "titles/Half.md": "---\nkind: film\nname: Half Moon\nreleased: 2003-01-01\n---\n",
    "titles/Percent.md": "---\nkind: film\nname: 45 Percent\nreleased: 2004-01-01\n---\n",
}
UNIVERSE = world(PAGES)


@pytest.mark.parametrize("text", ["Quarry 45 percent", "Quarry to 45 per cent", "45 Prozent of Quarry", "Quarry 45pct"])
def test_percent_in_words_is_a_share(text: str) -> None:
    assert UNIVERSE.seen(text) == UNIVERSE.seen("Quarry 45%")


def test_a_name_is_a_name_first() -> None:
    assert UNIVERSE.seen("45 Percent, Half Moon") == UNIVERSE.seen('"45 Percent", "Half Moon"')
    with pytest.raises(UnknownProgressError, match=r'"Half Moon" has no season 2'):
        UNIVERSE.seen("Half Moon S2")


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("Quarry halfway", "Quarry 50%"),
        ("half of Quarry", "50% of Quarry"),
        ("halfway through Quarry", "50% through Quarry"),
        ("Quarry, up to the middle", "Quarry, up to 50%"),
        ("two thirds of Quarry", "66.6% of Quarry"),
        ("Quarry bis zur H\u00e4lfte", "Quarry to 50%"),
        ("die H\u00e4lfte von Quarry", "50% of Quarry"),
        ("Quarry Teil 2, Kapitel 3", "Quarry part 2, chapter 3"),
        ("3. Kapitel von Quarry", "chapter 3 of Quarry"),
        ("Quarry Seite 205 von Red 1999", "Quarry page 205 of Red 1999"),
        ("Quarry 45,5 Prozent", "Quarry 45.5%"),
        ("\u30ac\u30f3\u30c0\u30e0 Staffel 1", "\u30ac\u30f3\u30c0\u30e0 season 1"),
        ("\u30ac\u30f3\u30c0\u30e0 Folge 3", "\u30ac\u30f3\u30c0\u30e0 episode 3"),
        ("\u30ac\u30f3\u30c0\u30e01x01", "\u30ac\u30f3\u30c0\u30e0 1x01"),
        ("\u30ac\u30f3\u30c0\u30e0\uff11\uff58\uff10\uff11", "\u30ac\u30f3\u30c0\u30e0 1x01"),
        ("\u30ac\u30f3\u30c0\u30e0 \uff11\uff58\uff10\uff12", "\u30ac\u30f3\u30c0\u30e0 1x02"),
        ("Quarry \uff14\uff15\uff05", "Quarry 45%"),
        ("Quarry2x04", "Quarry 2x04"),
        ("vor Quarry", "before Quarry"),
    ],
)  # fmt: skip
def test_other_words_for_places_are_offered_in_those_of_places(text: str, offer: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        UNIVERSE.seen(text)
    assert error.value.offers == (offer,)
    UNIVERSE.seen(offer)


@pytest.mark.parametrize(
    ("text", "offers"),
    [("Quarry bis Teil 2 Kapitel 1", ("Quarry part 1 chapters 1-4", "Quarry part 1 chapter 1-part 2 chapter 1")),
     ("Quary half", ("Quarry 50%",)), ("Quary Kapitel 3", ("Quarry chapter 3",))],
)  # fmt: skip
def test_what_is_wrong_besides_is_said_of_the_reworded_text(text: str, offers: tuple[str, ...]) -> None:
    with pytest.raises(UnknownProgressError) as error:
        UNIVERSE.seen(text)
    assert error.value.offers == offers


@pytest.mark.parametrize("text", ["Quarry almost half", "about half of Quarry", "Quarry second half", "Quarry not half",
                                  "fast die H\u00e4lfte von Quarry", "Quarry except half", "less than half of Quarry",
                                  "Quarry P2 half"])  # fmt: skip
def test_what_is_less_than_it_seems_is_not_offered(text: str) -> None:
    with pytest.raises(UnknownProgressError) as error:
        UNIVERSE.seen(text)
    assert error.value.offers == ()


def test_a_secret_title_is_as_good_as_missing() -> None:
    secret = {**PAGES, "titles/Halfway.md": "---\nkind: film\nname: Quarry halfway\nrevealed: Quarry part 2\n---\n"}

    def said(it: Universe, text: str) -> str:
        with pytest.raises(UnknownProgressError) as error:
            it.seen(text)
        return str(error.value)

    for text in ("Quarry halfwy", "half of Quarry", "Quarry Kapitel 9"):
        assert said(world(secret), text) == said(UNIVERSE, text)
