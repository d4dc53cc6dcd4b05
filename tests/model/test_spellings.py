"""Words that are spelt alike: what `difflib` finds among all, and `closest`, in a fraction of the time."""

import difflib
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine.model.names import closest
from intertwine.model.spelled_words import Spellings
from intertwine.model.spellings import close_matches

# Few letters, so that words share many; some that differ by 128, or are folded, left out or no characters at all.
LETTERS = "abcaAbB01 -'_.\néÉ\u0301\u0161\u00e1ſ\U0001f600\udc80"
WORDS = st.text(alphabet=LETTERS, max_size=12) | st.sampled_from(("alpha-1", "alpha 1", "Alpha 1", "alpha-12"))
LISTS = st.lists(WORDS, max_size=30)


@given(WORDS, LISTS, st.integers(1, 4), st.sampled_from((0.0, 0.3, 0.6, 0.7, 1.0)))
@example("", ["", "a", ""], 2, 0.6)
@example("a" * 300, ["a" * 300, "a" * 256 + "b" * 44, "b" * 300], 3, 0.6)
@example("ab" * 40, ["ab" * 39, "ba" * 40, "b" * 80], 3, 0.6)
def test_the_nearest_are_those_of_difflib_in_its_order(text: str, words: list[str], n: int, cutoff: float) -> None:
    assert Spellings(words).close(text, n, cutoff) == difflib.get_close_matches(text, words, n, cutoff)


@given(WORDS, st.integers(0, 2**32))
def test_the_nearest_are_those_of_difflib_where_words_share_a_pattern(text: str, seed: int) -> None:
    chance = random.Random(seed)
    words = [f"fact-{chance.randrange(3000):04}" for _ in range(200)]
    asked = "".join(chance.sample(chance.choice(words), 8)) if seed % 2 else chance.choice(words)[:7] + text
    for n in (1, 3):
        assert close_matches(asked, words, n) == difflib.get_close_matches(asked, words, n)


@given(WORDS, LISTS)
@example("alpha", ["Alpha", "alpha", "ALPHA"])
@example("Ren", ["R.E.N.", "re n", "Rén"])
@example("'", ["'", "-", ""])
def test_what_a_text_calls_is_what_closest_finds(text: str, words: list[str]) -> None:
    assert Spellings(words).called(text) == closest(text, ((word, word) for word in words))


def test_several_questions_of_the_same_words_do_not_touch_each_other() -> None:
    words = [f"{first}-{second}" for first in ("harold", "ward", "joy") for second in range(40)]
    spellings = Spellings(words)
    for text in ("harald-7", "wrad-12", "joy", "", "x" * 70, "harald-7"):
        assert spellings.close(text) == difflib.get_close_matches(text, words)


def test_of_many_words_few_are_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"fact-{number:05}" for number in range(20_000)]
    expected = {text: difflib.get_close_matches(text, words, 1) for text in ("fact-12x45", "fakt-00017", "scene-1")}
    compared: list[None] = []
    ratio = difflib.SequenceMatcher.ratio

    def counted(matcher: "difflib.SequenceMatcher[str]") -> float:
        compared.append(None)
        return ratio(matcher)

    monkeypatch.setattr(difflib.SequenceMatcher, "ratio", counted)
    spellings = Spellings(words)
    for text, near in expected.items():
        compared.clear()
        assert spellings.close(text, 1) == near
        assert len(compared) < 50
