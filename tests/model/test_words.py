"""Names: what is the same when they are compared, and what is not."""

import sys
import unicodedata
from collections.abc import Callable
from itertools import groupby
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intertwine.model.names import Names, closest
from intertwine.model.words import exact, fold, letters, nfc, slug
from tests.linear import assert_linear

# Letters of many scripts as they are written, then everything that could upset a folding.
SCRIPTS = st.text(
    st.sampled_from(
        "aAeEiInNoOsSzZ 09'-.éÉüöåøØłŁđĐðÐßẞæÆœŒþÞıİħĦŧŦŋşțễǿǽ"
        "αάΆςσΣΐᾳῷйЙиИёЁеїієўуќкГѓ’ʼ‘`´–—‑\u00ad\u00a0\u200d\u0301\u0306\u0308\u0323"
        "かがカガハパバｶﾞﾟー・가각ㄱㅏ한हिंदीक़نُورאָבשׁ'Ａａ１ﬁ²Ⅳ⁄ไทย"
    ),
    max_size=14,
)
ANYTHING = st.text(max_size=14)
Form = Literal["NFD", "NFKD"]
FORMS: tuple[Form, Form] = ("NFD", "NFKD")
NAMES = st.one_of(SCRIPTS, ANYTHING)


@pytest.mark.parametrize(
    "same",
    [
        "Spider-Man|Spider Man|spider‑man|SPIDER–MAN|Spider—Man|Spider − Man|Spi\u00adder-Man",
        "Hell's Kitchen|Hell’s Kitchen|Hellʼs Kitchen|Hell`s Kitchen|Hell´s Kitchen|Hells Kitchen|HELL＇S  KITCHEN",
        "Søren|Soren|SØREN", "Łódź|Lodz|łódź", "Đặng|Dang|đặng", "Eiðr|Eidr|EIÐR", "Straße|STRASSE|Strasse|STRAẞE",
        "Ægir|Aegir", "Œuvre|oeuvre", "Þór|Thor", "ıssız|issiz", "İzmir|izmir|IZMIR", "Ħal|Hal", "Ŧest|test",
        "Renée|Renee|Rene\u0301e|RENÉE", "Jörg|Jorg", "Nguyễn|Nguyen", "Ǿ|O", "Άλφα|αλφα|ΑΛΦΑ", "Νίκος|ΝΙΚΟΣ|Νικος",
        "ᾠδή|ωδη", "Алёна|Алена", "за́мок|замок", "Йога|йога|И\u0306ога", "Ａｋａ　１|Aka 1|aka\u00a01",
        "ガンダム|ｶﾞﾝﾀﾞﾑ|カ\u3099ンタ\u3099ム", "ﬁn|fin", "한국|\u1112\u1161\u11ab\u1100\u116e\u11a8",
        "Ada\u200b Lovelace|Ada Lovelace|\ufeffAda  Lovelace",
    ],
)  # fmt: skip
def test_what_is_the_same_name(same: str) -> None:
    assert len({fold(name) for name in same.split("|")}) == 1


@pytest.mark.parametrize(
    "different",
    [
        "Spider-Man|Spiderman", "かき|がき|かぎ", "はは|ばば|ぱぱ", "ハ|バ|パ", "かき|カキ", "カー|カ", "й|и", "ї|і",
        "ў|у", "ќ|к", "ӣ|и", "हिंदी|हिदी|हद", "क|क़", "نُور|نور", "שׁ|ש", "가|까|카", "Dr. No|Dr No", "C|C++", "!|?",
        "'|-", "ä|ae",
    ],
)  # fmt: skip
def test_what_is_another_name(different: str) -> None:
    names = different.split("|")
    assert len({fold(name) for name in names}) == len(names)


@given(NAMES)
@example("\u0301'\u0301a'\u0301-\u0301")
@example("’\u2029-")
@example("か\u0345\u0301")
@example("\u1100'\u1161")
def test_folding_twice_changes_nothing_more(text: str) -> None:
    for reading in (exact, fold, letters):
        assert reading(reading(text)) == reading(text)
    assert slug(slug(text)) == slug(text)


@given(st.lists(st.characters(), max_size=3), st.sampled_from(sorted("a'-\u0301\u0345\u3099éか가ø \u0323")))
def test_folding_twice_changes_nothing_more_beside_any_character(some: list[str], other: str) -> None:
    for text in (other.join(some), other + other.join(some) + other):
        assert fold(fold(text)) == fold(text)


@given(NAMES)
def test_the_form_in_which_a_text_is_encoded_never_matters(text: str) -> None:
    for reading in (exact, fold, letters, slug):
        assert len({reading(text), *(reading(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))}) == 1


@given(NAMES)
def test_each_reading_is_coarser_than_the_one_before(text: str) -> None:
    assert fold(exact(text)) == fold(text)
    assert letters(fold(text)) == letters(text)
    assert slug(letters(text)) == slug(text)


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_plain_letters_are_read_as_all_others_are(text: str) -> None:
    assert fold(f"x{text}x я") == f"{fold(f'x{text}x')} я"


def test_no_character_hides_an_apostrophe_or_a_hyphen() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        if unicodedata.category(character) == "Lo" or unicodedata.category(character)[0] == "C":
            continue
        plain = fold(f"か{character}か")
        assert not {"'", "’", "ʼ", "-", "‐"} & set(plain)
        assert fold(plain) == plain


@given(st.lists(st.tuples(NAMES, st.integers(0, 3)), max_size=6), NAMES, st.sets(st.integers(0, 3)))
def test_names_read_once_answer_as_those_read_each_time(
    named: list[tuple[str, int]], text: str, known: set[int]
) -> None:
    for asked in (text, *(name for name, _ in named)):
        assert Names(named).called(asked) == closest(asked, named)
        assert Names(named).called(asked, known) == closest(asked, [it for it in named if it[1] in known])


@given(st.lists(NAMES, min_size=1, max_size=6))
def test_what_is_written_exactly_is_found_alone(names: list[str]) -> None:
    named = [(name, n) for n, name in enumerate(names)]
    for name in names:
        assert closest(name, named) == tuple(n for n, other in enumerate(names) if exact(other) == exact(name))


def test_exactly_comes_before_folded_and_folded_before_whatever_the_punctuation() -> None:
    named = [
        ("Mother!", 1),
        ("Mother", 2),
        ("mother!", 3),
        ("Søren", 4),
        ("Soren", 5),
        ("Up?", 6),
        ("???", 7),
        ("X", 8),
    ]
    found = Names(named).called
    assert found("mother!") == (3,)
    assert found("MOTHER!") == (1, 3)
    assert found("mother") == (2,)
    assert found("Mother?") == (1, 2, 3)
    assert found("Soren") == (5,)
    assert found("sören") == (4, 5)
    assert found("up") == (6,)
    assert found("???") == (7,)
    assert found("??") == found("") == found("-") == ()
    assert found("mother", {1, 3}) == (1, 3), "whom nobody may know of is in nobody's way"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Jessica Jones", "jessica-jones"), ("Hell's Kitchen", "hells-kitchen"), ("Spider-Man", "spider-man"),
        ("S.H.I.E.L.D.", "s-h-i-e-l-d"), ("Renée", "renee"), ("Søren", "soren"), ("???", "x"), ("", "x"),
        ("がっこう", "がっこう"), ("हिंदी", "हिंदी"), ("Йорк", "йорк"), ("A–B", "a-b"), ("Straße", "strasse"),
    ],
)  # fmt: skip
def test_addresses(name: str, address: str) -> None:
    assert slug(name) == address


HOSTILE = {
    "marks out of order": "\u0315\u0300",
    "marks in order": "\u0300",
    "marks and apostrophes": "\u0315'\u0300’",
    "marks and joiners": "\u0315\u034f\u0300\u200d",
    "half-width marks": "\uff9e\u0301",
    "Tibetan marks": "\u0f73\u0315\u0f81\u0300",
    "iota below": "\u0345\u0300",
    "Cyrillic letters": "и\u0306",
    "letters with marks": "ễ",
    "the longest decomposition": "\ufdfa",
    "spaces": " ",
    "apostrophes": "'’",
    "hyphens": "-–",
    "plain": "ab ",
    "Jamo": "\u1100\u1161\u11a8",
}


@pytest.mark.parametrize("part", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("reading", [exact, slug])  # by way of all the others
def test_time_grows_with_the_text_and_no_faster(reading: Callable[[str], str], part: str) -> None:
    assert_linear(lambda n: "か" + part * (n // len(part)), reading, size=8_000)


@given(st.text(st.sampled_from("aä\u0300\u0301\u0315\u0323\u0345\u0f71\u0f73か\u3099"), min_size=80, max_size=160))
def test_long_runs_of_marks_are_put_in_order_as_unicode_says(text: str) -> None:
    assert nfc(text) == unicodedata.normalize("NFC", text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_every_mark_that_is_hidden_in_another_character_is_known() -> None:
    """Those that Python decomposes to marks although they are none themselves: they would be sorted slowly."""
    hidden = {form: [c for c in map(chr, range(sys.maxunicode + 1)) if _hides_marks(form, c)] for form in FORMS}
    assert hidden["NFD"] == ["\u0f73", "\u0f75", "\u0f81"]
    assert hidden["NFKD"] == [*hidden["NFD"], "\uff9e", "\uff9f"]
    for form in FORMS:
        for c in map(chr, range(sys.maxunicode + 1)):
            classes = [unicodedata.combining(part) for part in unicodedata.normalize(form, c)]
            assert unicodedata.combining(c) == 0 or len(list(groupby(classes))) == 1


def _hides_marks(form: Form, character: str) -> bool:
    first = unicodedata.normalize(form, character)[0]
    return not unicodedata.combining(character) and bool(unicodedata.combining(first))
